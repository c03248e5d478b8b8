"""What of the waiting cases is found: `benchmarks/waiting/*.md`, written like the cases of the tests.

    python benchmarks/waiting.py [PAIRS.jsonl]

Pairs of invented reports with a disagreement that is not published yet, and look-alikes that are taken for
one. A case that comes out right belongs to `tests/cases`. PAIRS: further ones, {"kind" (`none` for a
look-alike), "a", "b": two reports, "side_a", "side_b": their words that differ}. Printed: by kind, how many
are published, folded as something to check, or not found; and of what is published, how much is right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.analysis import analyse
from briefgen.findings import find_all
from briefgen.language.parser import parse
from briefgen.matching.reader import load
from briefgen.model import Article

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from test_cases import Case, _article, cases, meets

WAITING = Path(__file__).parent / "waiting"


@dataclass(frozen=True)
class Wanted:
    """One case: the kind that is wanted, and the words of its sides; no sides for a look-alike."""

    articles: tuple[Article, ...]
    kind: str
    sides: tuple[str, ...]


def main() -> None:
    """Count and print."""
    wanted = [w for path in sorted(WAITING.glob("*.md")) for case in cases(path) for w in _of_case(case)]
    for path in sys.argv[1:]:
        wanted = list(_of_pairs(Path(path)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    published = right = 0
    for w in wanted:
        found = find_all(analyse(parse(w.articles)), load())
        shown = [d for d in found["disagreements"] if d.confidence != "low"]
        entry: Mapping[str, Any] = {"sides": list(w.sides)}
        hits = [d for d in found["disagreements"] if w.sides and meets(found, d, entry)]
        hit = any(d.confidence != "low" for d in hits)
        published += len(shown)
        right += sum(d in hits for d in shown)
        state = "published" if hit else "to check" if hits else "not found"
        counts[w.kind]["false alarm" if not w.sides and shown else state if w.sides else "silent"] += 1
    for kind, states in sorted(counts.items()):
        print(f"{kind:12} " + ", ".join(f"{n} {state}" for state, n in states.most_common()))
    print(f"{len(wanted)} cases; of {published} published {right} right")


def _of_case(case: Case) -> Iterator[Wanted]:
    entries: Sequence[Mapping[str, Any]] = case.expected["disagreements"]
    told = [e for e in entries if "sides" in e]
    for e in told:
        yield Wanted(case.articles, str(e.get("kind", "")), tuple(e["sides"]))
    if not told:
        yield Wanted(case.articles, "look-alike", ())


def _of_pairs(path: Path) -> Iterator[Wanted]:
    for line in path.read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        told = (("Harbour Post", r["a"]), ("Valley Courier", r["b"]))
        articles = tuple(_article(n, *words) for n, words in enumerate(told))
        sides = (r["side_a"], r["side_b"]) if r["kind"] != "none" else ()
        yield Wanted(articles, r["kind"], sides)


if __name__ == "__main__":
    main()
