"""How large the pages of a briefing get, and how long they take: for a folder of articles, or invented ones.

    python benchmarks/site_size.py [FOLDER] [--sources 200]

Printed: the time of the analysis and of the pages, and for the largest pages the bytes of Markdown, of the
HTML that MkDocs makes of it, and of that compressed. Without a FOLDER, so many articles are invented, always
the same ones: statements by people of a town about the works that it plans.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from briefgen.build import brief, make
from briefgen.write import write

_FIRST = (
    "Ada", "Bela", "Cora", "Dario", "Elin", "Falk", "Greta", "Hugo", "Ines", "Jonas", "Kaja", "Lars",
    "Mara", "Nils", "Orla", "Piet", "Runa", "Selma", "Tove", "Udo",
)  # fmt: skip
_LAST = (
    "Aldous", "Brandt", "Corvin", "Dahl", "Ekström", "Feld", "Grimm", "Holt", "Ivers", "Janssen",
    "Krall", "Lund", "Moor", "Nygaard", "Oduya", "Prell", "Quill", "Rehn", "Stahl", "Thorn", "Ulvang",
    "Voss", "Wick", "Xaver", "Yorke", "Zeller",
)  # fmt: skip
_OFFICES = (
    "mayor", "council member", "harbour master", "union leader", "engineer", "economist", "spokeswoman",
    "judge",
)  # fmt: skip
_WORKS = (
    "pier", "ferry line", "bridge", "tunnel", "tram", "stadium", "school", "hospital", "dam",
    "market hall", "library", "canal",
)  # fmt: skip
_SAID = (
    "said that the {work} would cost {n} million crowns",
    "rejected the plan for a {work} in {town}",
    "called for a new vote on the {work}",
    "warned that the {work} would flood {town} within {n} years",
    "agreed to pay {n} million crowns for the {work}, provided the council approves it",
    "denied that the {work} had been delayed by {n} months",
    "promised to open the {work} before the {n}th anniversary of {town}",
    "said it was unclear who would build the {work}",
    "criticised the delay of the {work} in {town}",
)  # fmt: skip
_TOWNS = ["Osterhaven", "Brenwick", "Korrin", "Lindvale", "Norvik", "Salthope", "Tarnby", "Westmere"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def invent(folder: Path, count: int, sentences: int = 14) -> None:
    """Write so many articles into a folder: the same ones each time."""
    folder.mkdir(parents=True, exist_ok=True)
    dealt = random.Random(7)
    people = [f"{first} {last}" for first in _FIRST for last in _LAST]
    dealt.shuffle(people)
    for number in range(count):
        cast = dealt.sample(people[: 40 + count], 4)
        told = list(_told(dealt, cast, sentences))
        title = f"{told[0].split(', ')[0]} and others on the works of {dealt.choice(_TOWNS)}"
        lines = [" ".join(told[i : i + 3]) for i in range(0, sentences, 3)]
        (folder / f"{number:03}.txt").write_text("\n\n".join([title, *lines]) + "\n", encoding="utf-8")


def _told(dealt: random.Random, cast: list[str], sentences: int) -> Iterator[str]:
    for at in range(sentences):
        said = dealt.choice(_SAID).format(
            work=dealt.choice(_WORKS), town=dealt.choice(_TOWNS), n=dealt.randint(3, 90)
        )
        name = cast[at % len(cast)]
        who = f"{name}, the {dealt.choice(_OFFICES)}," if at < len(cast) else name
        yield f"{who} {said}." if at < len(cast) else f"On {dealt.choice(_DAYS)}, {who} {said}."


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", nargs="?", type=Path)
    args.add_argument("--sources", type=int, default=200)
    args.add_argument("--largest", type=int, default=12)
    given = args.parse_args()
    with tempfile.TemporaryDirectory() as place:
        seeds = given.folder or Path(place, "seeds")
        if not given.folder:
            invent(seeds, given.sources)
        _measure(seeds, Path(place), given.largest)


def _measure(seeds: Path, place: Path, largest: int) -> None:
    start = time.perf_counter()
    briefing = brief(seeds)
    found = time.perf_counter()
    pages = make(briefing).pages
    made = time.perf_counter()
    write(place / "docs", pages, {})
    print(f"{len(briefing.articles)} sources, {sum(len(a.text.split()) for a in briefing.articles)} words")
    print(", ".join(f"{len(f)} {kind}" for kind, f in briefing.findings.items()))
    print(f"found in {found - start:.1f} s, {len(pages)} files made in {made - found:.1f} s", end="")
    _site(place)
    print(f", the site in {time.perf_counter() - made:.1f} s\n\n Markdown      HTML  compressed")
    texts = [p for p in pages if p.path.endswith(".md")]
    for page in sorted(texts, key=lambda p: -len(p.text))[:largest]:
        body = (place / "site" / page.path).with_suffix(".html").read_bytes()
        print(f"{len(page.text.encode()):9} {len(body):9} {len(gzip.compress(body)):11}  {page.path}")


def _site(place: Path) -> None:
    """The pages as MkDocs makes them with the theme, addresses ending in .html."""
    root = Path(__file__).parents[1]
    text = (root / "briefgen/starter/mkdocs.yml").read_text(encoding="utf-8").split("  - briefgen:")
    rest = text[1].partition("\nmarkdown_extensions:")[2]
    settings = f"{text[0]}\nuse_directory_urls: false\nmarkdown_extensions:{rest}"
    settings = settings.replace("custom_dir: overrides", f"custom_dir: {root / 'overrides'}")
    (place / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"]
    subprocess.run(command, cwd=place, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)


if __name__ == "__main__":
    main()
