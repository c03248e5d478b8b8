"""How long the PDF takes after the analysis, for twelve sources: CPU time, the median of five.

    python benchmarks/paper_time.py [SEEDS]

Without a folder: the invented event of tests/golden, each of its articles four times, with other people and
places, so that the number of findings is that of twelve articles. The aim is under three seconds.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from briefgen.build import brief
from briefgen.paper import PARTS, document, typeset

GOLDEN = Path(__file__).parents[1] / "tests/golden/seeds"
ENDINGS = ("", "berg", "ford", "wick")


def twelve(folder: Path) -> None:
    """The golden articles four times, every name with another ending."""
    for path in sorted(GOLDEN.glob("*.md")):
        _, head, body = re.split(r"^---$", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
        for ending in ENDINGS:
            told = re.sub(r"(?<=[a-z] )([A-Z][a-z]{3,})\b", rf"\1{ending}", body)
            (folder / f"{path.stem}{ending}.md").write_text(f"---{head}---{told}", encoding="utf-8")


def main(seeds: Path) -> None:
    """Print how much there is and how long it takes."""
    briefing = brief(seeds)
    spent, pdf = [], b""
    for _ in range(5):
        begun = time.process_time()
        pdf = typeset(document(briefing, PARTS)).pdf
        spent.append(time.process_time() - begun)
    found = sum(map(len, briefing.findings.values()))
    pages, notes = len(PdfReader(BytesIO(pdf)).pages), len(document(briefing, PARTS)["notes"])
    print(
        f"{len(briefing.articles)} sources, {found} findings, {notes} notes, {pages} pages, {len(pdf)} bytes"
    )
    print(f"{median(spent):.2f} s of CPU time")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            twelve(Path(made))
            main(Path(made))
