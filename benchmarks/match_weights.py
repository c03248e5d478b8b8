"""Counts what speaks for one question and for a disagreement, and writes `match_weights.toml`.

    python benchmarks/match_weights.py EVENTS LABELS.jsonl [--reader FOLDER] [--held-out K/N] [--write]

EVENTS has a folder of articles for each event, LABELS a pair of sentences a line: {"event", "a": [article,
start, end], "b": …, "label": agree | conflict | different, "kind", "question"}. Of the pairs that
the matcher reads those count for `same` that are labelled agree or conflict, for `dispute` and `value` (two
figures or dates that differ) those that are labelled conflict; a pair that is not labelled counts against,
for `same` with a third of the weight, because readers went through all articles for conflicts and not for
agreements.

`--reader`: files made by training/export.py, instead of the shipped ones; `--held-out`: count only the events
that training/train.py left out with the same words, so that the reader has not seen them. Without the reader
the other observations are counted alone, on all events. A logistic regression with an L2 penalty; six parts
of the events, each judged by what the others teach, give the figures that are printed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import logistic

from briefgen.analysis import analyse
from briefgen.findings.disagreements import disputes
from briefgen.findings.kind import SoFar
from briefgen.language import parser
from briefgen.matching import Match, Matches
from briefgen.matching.reader import Reader, load
from briefgen.model import Sentence
from briefgen.readers import read_seeds

LEXICON = Path(__file__).parents[1] / "briefgen" / "language" / "lexicon" / "en" / "match_weights.toml"
HEADING = (
    "How much each observation of two passages (briefgen/matching/features.py) speaks for one question",
    "(same), of two values that clash for a disagreement (value), of passages as a whole for one (dispute);",
    "unread: where there is no reader. Weights of logistic regressions, made by benchmarks/match_weights.py",
    "from labelled pairs of real news.",
)
PENALTY, UNLABELLED, PARTS = 3.0, 0.35, 6
READ = "reader: "
QUESTIONS = ("same", "dispute", "value")


@dataclass(slots=True, kw_only=True)
class Row:
    """A question about a pair of passages that the matcher has read."""

    event: str
    question: str
    observed: Mapping[str, float]
    label: str
    item: str
    """The conflict that it belongs to."""


def main() -> None:
    """Count, print how well it orders, and write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("events", type=Path)
    options.add_argument("labels", type=Path)
    options.add_argument("--reader", type=Path)
    options.add_argument("--held-out", default="")
    options.add_argument("--write", action="store_true")
    args = options.parse_args()
    labels = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    reader = load(args.reader)
    events = sorted({r["event"] for r in labels})
    left = events_left_out(events, args.held_out)
    rows = [row for e in events for row in labelled(args.events / e, labels, reader if e in left else None)]
    tables: dict[str, dict[str, float]] = {}
    for title, some, read in (("", [r for r in rows if r.event in left], True), (" unread", rows, False)):
        for question in QUESTIONS:
            tables[question + title] = counted([r for r in some if r.question == question], read)
    if args.write:
        LEXICON.write_text(logistic.tables(tables, HEADING), encoding="utf-8")


def events_left_out(events: Sequence[str], which: str) -> set[str]:
    """The events that a training with these words has not seen; all without them."""
    if not which:
        return set(events)
    number, parts = map(int, which.split("/"))
    shuffled = sorted(events)
    random.Random(7).shuffle(shuffled)
    return set(shuffled[number::parts])


def labelled(folder: Path, labels: Sequence[dict[str, object]], reader: Reader | None) -> Iterator[Row]:
    """The pairs of an event that the matcher reads, with their labels."""
    analysis = analyse(parser.parse(read_seeds(folder, "seeds").articles))
    own = [r for r in labels if r["event"] == folder.name]
    known = {frozenset((tuple(r["a"]), tuple(r["b"]))): r for r in own}  # type: ignore[arg-type]
    ends: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for r in own:
        for end in (r["a"], r["b"]):
            ends[end[0]].add(tuple(end))  # type: ignore[index,arg-type]

    def at(s: Sentence) -> list[tuple[str, int, int]]:
        stem = Path(analysis.article[s.source].path).stem
        return [
            e for e in sorted(ends[stem])
            if min(e[2], s.end) - max(e[1], s.start) > 0.5 * min(s.end - s.start, e[2] - e[1])
        ]  # fmt: skip

    def row(question: str, m: Match, observed: Mapping[str, float]) -> Row:
        found = [r for x in at(m.a.sentence) for y in at(m.b.sentence) if (r := known.get(frozenset((x, y))))]
        clash = next((r for r in found if r["label"] == "conflict"), None)
        label = "conflict" if clash else str(found[0]["label"]) if found else ""
        item = f"{folder.name} {clash['kind']} {clash['question']}" if clash else ""
        return Row(event=folder.name, question=question, observed=observed, label=label, item=item)

    so_far = SoFar(analysis=analysis, found=MappingProxyType({}), matches=Matches(analysis, reader))
    for m in so_far.matches.all:
        yield row("same", m, m.observed)
    for d in disputes(so_far):
        yield row(d.question, d.match, d.observed)


def counted(rows: Sequence[Row], read: bool) -> dict[str, float]:
    """The weights for a question, and in print how well they order events that they were not counted on."""
    question = rows[0].question
    seen = [{n: v for n, v in r.observed.items() if read or not n.startswith(READ)} for r in rows]
    right = [r.label == "conflict" or (question == "same" and r.label == "agree") for r in rows]
    weight = [UNLABELLED if question == "same" and not r.label else 1.0 for r in rows]
    events = sorted({r.event for r in rows})
    random.Random(2).shuffle(events)
    part = {e: n % PARTS for n, e in enumerate(events)}
    judged: list[tuple[float, Row, bool]] = []
    for k in range(PARTS):
        taught = [i for i, r in enumerate(rows) if part[r.event] != k]
        weights = logistic.fitted(
            [seen[i] for i in taught], [right[i] for i in taught], [weight[i] for i in taught], PENALTY
        )
        judged += [
            (logistic.likelihood(seen[i], weights), r, right[i])
            for i, r in enumerate(rows)
            if part[r.event] == k
        ]
    report(question + ("" if read else " unread"), judged)
    return logistic.fitted(seen, right, weight, PENALTY)


def report(name: str, judged: Sequence[tuple[float, Row, bool]]) -> None:
    """Average precision, and how many are right at each threshold."""
    ordered = sorted(judged, key=lambda x: -x[0])
    hits, total = 0, 0.0
    for rank, (_, _, right) in enumerate(ordered, start=1):
        hits += right
        total += right * hits / rank
    base = hits / len(ordered)
    print(f"{name}: {len(ordered)} pairs, base rate {base:.3f}, average precision {total / max(1, hits):.3f}")
    items = len({r.item for _, r, _ in judged if r.item})
    for threshold in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05):
        above = [x for x in ordered if x[0] >= threshold]
        if above:
            told = len({r.item for _, r, right in above if r.item and right})
            share = sum(right for *_, right in above) / len(above)
            print(f"   from {threshold}: {len(above)} pairs, right {share:.2f}, conflicts {told} of {items}")


if __name__ == "__main__":
    main()
