"""From the bytes of a PDF to its text: a program, `pdf_text`, that `readers.formats.pdf` runs for each file.

It stands by itself, and imports nothing of the other packages: it is started anew for every PDF, and what all
formats need would take longer to import than most articles take to read.
"""
