"""Disputes, counted: questions that are listed twice, and bold marks that cut a word.

    python benchmarks/disputes.py DOCS… [--show]

DOCS are folders that `briefgen build` wrote, with `index.md`, `disagreements.md` and `briefing.json`. A
question counts as listed twice where two entries of a list have one title, or where both set the same two
sentences against each other.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

_DISPUTED = re.compile(r"^## Disputed .*?(?=^## |^</div>\n<div)", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^\*\*\[(.+?)\]\(", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*|<strong>(.+?)</strong>")
_DATA = re.compile(r"<script.*?</script>", re.DOTALL)
_OF_WORDING = ("name", "wording")
Entry = Mapping[str, Any]


def main() -> None:
    """Print the counts; with `--show` what was counted."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("docs", nargs="+", type=Path)
    arguments.add_argument("--show", action="store_true")
    given = arguments.parse_args()
    counted: Counter[str] = Counter()
    for docs in given.docs:
        for what, found in (("front pages", [docs.name]), *faults(docs)):
            counted[what] += len(found)
            if given.show and what != "front pages":
                print(*(f"{docs}: {what}: {f}" for f in found), sep="\n", end="\n" * bool(found))
    for what, number in counted.items():
        print(f"{number:6} {what}")


def faults(docs: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """What is counted of the pages of one briefing."""
    index = (docs / "index.md").read_text(encoding="utf-8")
    entries = json.loads((docs / "briefing.json").read_text(encoding="utf-8"))["disagreements"]
    told = [e for e in entries if e["kind"] not in _OF_WORDING]
    listed = _DISPUTED.search(index)
    titles = _TITLE.findall(listed.group()) if listed else []
    yield "disputes on the front page", titles
    yield "listed twice on the front page", _twice(titles)
    published = [e for e in told if e["confidence"] != "low"]
    yield "published disputes", [e["title"] for e in published]
    yield "of one question, published", list(one_question(published))
    yield "to be checked", [e["title"] for e in told if e["confidence"] == "low"]
    yield "of one question, all", list(one_question(told))
    yield (
        "names and wordings on the front page",
        [e["id"] for e in entries if e not in told and e["id"] in index],
    )
    pages = sorted(docs.rglob("*.md"))
    yield "bold inside a word", [b for p in pages for b in inside_words(p.read_text(encoding="utf-8"))]


def _twice(titles: Sequence[str]) -> list[str]:
    return [title for title, number in Counter(t.casefold() for t in titles).items() if number > 1]


def one_question(entries: Sequence[Entry]) -> Iterator[str]:
    """Titles of entries that have the title, or two sentences set against each other, of an earlier one."""
    for i, later in enumerate(entries):
        for earlier in entries[:i]:
            if later["title"].casefold() == earlier["title"].casefold() or opposed(later) & opposed(earlier):
                yield later["title"]
                break


def opposed(entry: Entry) -> set[frozenset[tuple[str, str]]]:
    """The pairs of sentences that an entry sets against each other."""
    sides = [[(c["source"], c["sentence"]) for c in side["citations"]] for side in entry["sides"]]
    return {frozenset(pair) for one, two in combinations(sides, 2) for pair in product(one, two)}


def inside_words(page: str) -> Iterator[str]:
    """Words in bold that are a part of a word."""
    page = _DATA.sub("", page)
    for found in _BOLD.finditer(page):
        said = found[1] or found[2]
        before, after = page[found.start() - 1 : found.start()], page[found.end() : found.end() + 1]
        if (before.isalnum() and said[:1].isalnum()) or (after.isalnum() and said[-1:].isalnum()):
            yield said


if __name__ == "__main__":
    main()
