"""From the bytes of a PDF to its text: a program of its own, run by `pdf` in a process with limits.

It reads a PDF from its standard input and writes JSON: the paragraphs, what the user should know, title and
author; or, under `refused`, why there is nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from briefgen.pdf_reading.hyphens import plain
from briefgen.pdf_reading.page_lines import Line, lines_of
from briefgen.pdf_reading.pdf_pages import Refused, document
from briefgen.pdf_reading.running_heads import Sheet
from briefgen.pdf_reading.running_text import Running, running

MOST_MEMORY = 1_500_000_000
_FEW = 12
"""Words: a page that is a picture, with fewer, is a scan with a stamp on it."""
_ODD = 0.1
_CID = re.compile(r"\(cid:\d+\)")


def main(seconds: int) -> None:
    """Read, and write, for so many seconds of the processor; a file that can't be read is no failure here."""
    limit(seconds)
    raw = sys.stdin.buffer.read()
    try:
        said = text(raw)
    except Refused as error:
        said = {"refused": str(error)}
    except MemoryError:
        said = {"refused": "needs too much memory to read"}
    except RecursionError:
        said = {"refused": "is nested too deeply"}
    sys.stdout.write(json.dumps(said))


def limit(seconds: int) -> None:
    """Bound memory and time where the platform can; `pdf` has an eye on the clock everywhere."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


def text(raw: bytes) -> dict[str, Any]:
    """What it says, as it is written out."""
    said = document(raw)
    pages = said.pop("pages")
    scanned = [n for n, page in enumerate(pages, start=1) if page["picture"] and _words(page) < _FEW]
    if scanned and not any(_words(page) for n, page in enumerate(pages, start=1) if n not in scanned):
        what = "its page is a picture" if len(pages) == 1 else f"its {len(pages)} pages are pictures"
        raise Refused(f"is a scan: {what} without text; run OCR (e.g. ocrmypdf) first")
    _check_letters(pages)
    found = running([_sheet(page) for page in pages])
    return {**said, "paragraphs": found.paragraphs, "problems": list(_told(pages, scanned, found))}


def _words(page: dict[str, Any]) -> int:
    return sum(len(piece[-1].split()) for piece in page["pieces"])


def _check_letters(pages: Sequence[dict[str, Any]]) -> None:
    """Raise Refused where the fonts don't say what their letters are."""
    written = "".join(piece[-1] for page in pages for piece in page["pieces"])
    odd = len(_CID.findall(written)) + written.count("\ufffd")
    if odd > _ODD * len(_CID.sub("x", written)):
        raise Refused("does not say what its letters are: run OCR (e.g. ocrmypdf --force-ocr) first")


def _sheet(page: dict[str, Any]) -> Sheet:
    pieces = [
        Line(x0=x0, y0=y0, x1=x1, y1=y1, size=size, bold=bold, text=plain(_CID.sub("", text)))
        for x0, y0, x1, y1, size, bold, text in page["pieces"]
    ]
    return Sheet(height=page["height"], lines=lines_of(pieces))


def _told(pages: Sequence[dict[str, Any]], scanned: Sequence[int], found: Running) -> Iterator[str]:
    if scanned:
        what = "pictures" if len(scanned) > 1 else "a picture"
        yield f"{_numbered(scanned)} {what} without text: left out; run OCR (e.g. ocrmypdf) first"
    if broken := [n for n, page in enumerate(pages, start=1) if "broken" in page]:
        yield f"{_numbered(broken)} damaged: left out"
    if found.notes:
        yield f"has {found.notes} footnote{'s' * (found.notes > 1)}, left out: no text of the article"
    if found.contents:
        yield "has a table of contents, left out"


def _numbered(pages: Sequence[int]) -> str:
    """`page 2 is`, `pages 2, 4-6 are`."""
    runs: list[list[int]] = []
    for n in pages:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    told = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
    return f"pages {told} are" if len(pages) > 1 else f"page {told} is"


if __name__ == "__main__":
    main(int(sys.argv[1]))
