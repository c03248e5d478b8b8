"""A PDF with text: its running text in the order in which it is read.

Headings are what is set larger than the text, or bold and alone. Running heads and feet, the numbers of
pages, tables of contents and footnotes are no text of the article. A scan has no text: it is refused, and
says so. The day on which the file was made is not the day on which it was published.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from briefgen.readers.formats import signature
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Extracted, UnreadableError, extra
from briefgen.readers.formats.paragraphs import Paragraphs
from briefgen.readers.formats.properties import plausible

ABOUT = "PDF with text in it, in columns too; no scans"
SUFFIXES: tuple[str, ...] = (".pdf",)
NEEDS: str | None = "documents"
LIMIT = MOST_BYTES_SAVED
PROGRAM = "briefgen.pdf_reading.pdf_text"
SECONDS, PATIENCE = 60, 120
"""Of the processor, where the platform can limit it, and by the clock: for a document."""


def read(raw: bytes) -> Extracted:
    """The running text of its pages."""
    if signature.suffix(raw) != ".pdf":
        raise UnreadableError(signature.instead(raw, "a PDF"))
    with extra("documents"):
        import pdfminer  # noqa: F401
    said = _said(raw)
    found = Paragraphs()
    for kind, words in said["paragraphs"]:
        found.add(kind, words)
    metadata = plausible(said.get("title"), said.get("author"), found.text)
    return Extracted(
        text=found.text, blocks=found.blocks, metadata=metadata, problems=tuple(said["problems"])
    )


def _said(raw: bytes) -> dict[str, Any]:
    """What the program says that reads it, in a process that ends at the limits which it sets itself."""
    path = os.pathsep.join(str(Path(folder).absolute()) for folder in sys.path if folder)
    command = [sys.executable, "-P", "-W", "ignore", "-m", PROGRAM, str(SECONDS)]
    env = {**os.environ, "PYTHONPATH": path}
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=PATIENCE, env=env, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError("takes too long to read") from None
    if done.returncode != 0:
        raise UnreadableError("takes too much time or memory to read")
    said: dict[str, Any] = json.loads(done.stdout)
    if "refused" in said:
        raise UnreadableError(said["refused"])
    return said
