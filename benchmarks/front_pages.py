"""What the front pages of many briefings say, looked at by rule.

    python benchmarks/front_pages.py FOLDER [--details]

FOLDER holds a folder of articles for each event, or built briefings (a `docs/index.md` in each). Counts the
front pages without a sentence on what happened, those that list a question twice, and those with a line that
could be taken for the claim that a source is silent.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from disputes import one_question

from briefgen.build import build

_ABSENCE = re.compile(
    r"\b(?:leaves? out|left out|omits?|omitted|silent|do(?:es)? not (?:mention|report|say)"
    r"|not mentioned|no (?:other )?source|only (?:one|this) source|nobody (?:else )?reports|alone reports?"
    r"|no (?:fact|disagreement)|nothing was found|nobody was found)\b",
    re.IGNORECASE,
)
"""Words of ours with which a line would claim that something is not told."""
_QUOTED = re.compile(
    r"“[^”]*”|\[[^\]]*\]\([^)]*\)|^\[[A-Z]+\d+\]:.*$|<script.*?</script>", re.MULTILINE | re.DOTALL
)
"""What is not ours: quotations, and links with names of others."""
_SECTION = re.compile(
    r"^## (.*?) \{ #([\w-]+) \}\n(.*?)(?=^## |^<div class=\"references\"|\Z)", re.MULTILINE | re.DOTALL
)


def main() -> int:
    """Look at each front page and count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--details", action="store_true", help="a line for each fault")
    given = parser.parse_args()
    faults: Counter[str] = Counter()
    number = 0
    for name, page, record in pages(given.folder):
        number += 1
        found = dict.fromkeys(faults_of(page, record))
        for what in {what for what, _ in found}:
            faults[what] += 1
        if given.details:
            for what, line in found:
                print(f"{name}: {what}: {line}")
    print(f"{number} front pages")
    for what in ("no sentence on what happened", "a question twice", "a claim of absence"):
        print(f"  {faults[what]:4} with {what}")
    return int(any(faults.values()))


def pages(folder: Path) -> Iterator[tuple[str, str, dict]]:
    """Name, front page and record of each event; built where it is not."""
    for event in sorted(p for p in folder.iterdir() if p.is_dir()):
        if (event / "docs/index.md").exists():
            yield event.name, *_read(event / "docs")
            continue
        with tempfile.TemporaryDirectory() as made:
            try:
                build(event, Path(made) / "docs")
            except Exception as error:  # one that can't be built is told, and the others are looked at
                print(f"{event.name}: {error}", file=sys.stderr)
                continue
            yield event.name, *_read(Path(made) / "docs")


def _read(docs: Path) -> tuple[str, dict]:
    page = (docs / "index.md").read_text(encoding="utf-8")
    return page, json.loads((docs / "briefing.json").read_text(encoding="utf-8"))


def faults_of(page: str, record: dict) -> Iterator[tuple[str, str]]:
    """What is wrong with a front page, and where."""
    sections = {anchor: (heading, text) for heading, anchor, text in _SECTION.findall(page)}
    if "“" not in sections.get("happened", ("", ""))[1]:
        yield "no sentence on what happened", ""
    for heading, text in sections.values():
        for line in [heading, *_QUOTED.sub("", text).splitlines()]:
            if _ABSENCE.search(line):
                yield "a claim of absence", line.strip()
    told = re.findall(r"\]\(disagreements[\w-]*\.md#([\w-]+)\)\*\*", sections.get("disputed", ("", ""))[1])
    for title in one_question([d for d in record["disagreements"] if d["id"] in told]):
        yield "a question twice", title


if __name__ == "__main__":
    sys.exit(main())
