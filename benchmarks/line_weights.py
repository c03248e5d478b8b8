"""Counts what speaks for and against a printed line, and writes the lexicon `line_weights.toml`.

    python benchmarks/line_weights.py EVENTS JUDGED.jsonl [JUDGED.jsonl …] [--write]

EVENTS has a folder of articles for each event. Each line of a JUDGED file is a line that some build printed,
with an editor's verdict: {"event", "source" (the file's name without its suffix), "start", "end" (of the
content), "holders", "verdict": ok | holder | stance | content | nothing, "right" (whose it is, or null)}.
It is looked up among what is found now, by its place (intersection over union of the content at least 0.5),
and counts

    for       ok, under the same holder; or judged to be another's, and now under the right one
    against   holder, content or nothing where that is as it was; stance where the words are no predicate

and not at all where what was wrong is changed. The weights that ship were made from 3,500 lines of 141 events
of real news, judged as an earlier version printed them, and from those that were judged as this one prints
them. Only weights of observations are written, no text; names never become observations.

A logistic regression with an L2 penalty. The events are cut into six parts, each judged by what the other
five teach; of these likelihoods it prints how well they order the lines (AUC), and what each threshold keeps.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import logistic

from briefgen.analysis import Analysis, analyse
from briefgen.analysis.attribution.shown import Shown, shown
from briefgen.analysis.holders import Held
from briefgen.findings.kind import SoFar
from briefgen.findings.positions import Reader
from briefgen.language import parser
from briefgen.matching import Matches
from briefgen.readers import read_seeds

LEXICON = Path(__file__).parents[1] / "briefgen" / "language" / "lexicon" / "en" / "line_weights.toml"
PENALTY = 16.0
HEADING = (
    "How much each observation speaks for or against an editor signing a printed line: weights of a",
    "logistic regression, made by benchmarks/line_weights.py from judged lines of real news.",
)
PARTS = 6
SAME_PLACE, UNCHANGED = 0.5, 0.9
_COMMON = {"the", "of", "and", "mr", "mrs", "ms", "president", "state"}


@dataclass(slots=True, kw_only=True)
class Row:
    """A statement that was judged."""

    event: str
    observations: list[str]
    right: bool
    weight: float


def main() -> None:
    """Count, print how well it orders, and write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("events", type=Path)
    options.add_argument(
        "judged", type=Path, nargs="+", help="the last ones, judged as printed now, count double"
    )
    options.add_argument("--write", action="store_true", help="count all lines and write the lexicon")
    args = options.parse_args()
    by_event: dict[str, list[tuple[dict[str, object], float]]] = defaultdict(list)
    for number, path in enumerate(args.judged):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                by_event[json.loads(line)["event"]].append((json.loads(line), 2.0 if number else 1.0))
    rows = [row for event in sorted(by_event) for row in labelled(args.events / event, by_event[event])]
    report(rows)
    if args.write:
        LEXICON.write_text(logistic.toml(fitted(rows), HEADING), encoding="utf-8")


def labelled(folder: Path, judged: list[tuple[dict[str, object], float]]) -> Iterator[Row]:
    """The statements of an event that its judged lines speak of; those that the rules fold are left out."""
    analysis = analyse(parser.parse(read_seeds(folder, "seeds").articles))
    reader = Reader(SoFar(analysis=analysis, found={}, matches=Matches(analysis)))
    found: dict[str, list[Held]] = defaultdict(list)
    for held in analysis.held:
        found[Path(analysis.article[held.attribution.source].path).stem].append(held)
    for line, weight in judged:
        at = (int(str(line["start"])), int(str(line["end"])))
        near = [(_shared(h.attribution.content[0], at), h) for h in found[str(line["source"])]]
        shared, best = max(near, key=lambda x: x[0], default=(0.0, None))
        seen = reader.observed(best) if best is not None and shared >= SAME_PLACE else ()
        if best is None or not seen:
            continue
        printed = shown(best.attribution, analysis.article[best.attribution.source])
        verdict = _verdict(line, analysis, best, printed, shared)
        if verdict is not None:
            yield Row(event=folder.name, observations=list(seen), right=verdict, weight=weight)


def _verdict(
    line: dict[str, object], analysis: Analysis, held: Held, printed: Shown, shared: float
) -> bool | None:
    """Whether the statement would be signed now; None where the verdict does not tell."""
    names = [analysis.cast.by_id[h].name for h in held.holders]
    same = _meets(names, line["holders"])
    if line["verdict"] == "ok":
        return True if same else None
    if line["verdict"] == "holder":
        if not names:
            return None
        return False if same else True if line.get("right") and _meets(names, [line["right"]]) else None
    if line["verdict"] == "content":
        return False if same and shared > UNCHANGED else None
    if line["verdict"] == "stance":
        return False if same and not printed.predicate else None
    return False


def _meets(names: Iterable[str], others: object) -> bool:
    """Whether a name of one list shares a word with one of the other."""
    return any(
        _words(a) & _words(str(b)) for a in names for b in (others if isinstance(others, list) else [])
    )


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]{2,}", plain)) - _COMMON


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each observation."""
    seen, right, heavy = zip(
        *((dict.fromkeys(r.observations, 1.0), r.right, r.weight) for r in rows), strict=True
    )
    return logistic.fitted(seen, right, heavy, PENALTY)


def report(rows: Sequence[Row]) -> None:
    """Print how well the likelihoods order lines of events that they were not counted on."""
    events = sorted({r.event for r in rows})
    part = {event: i % PARTS for i, event in enumerate(events)}
    judged: list[tuple[float, Row]] = []
    for k in range(PARTS):
        weights = fitted([r for r in rows if part[r.event] != k])
        judged += [
            (logistic.likelihood(dict.fromkeys(r.observations, 1.0), weights), r)
            for r in rows
            if part[r.event] == k
        ]
    right = sum(r.right for r in rows)
    print(f"{len(rows)} lines of {len(events)} events, {right} right; AUC {_auc(judged):.3f}")
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        said = [r for p, r in judged if p >= least]
        hits = sum(r.right for r in said)
        if said:
            print(f"{least:4.2f} {len(said):6d} lines, right {hits / len(said):.3f}, kept {hits / right:.3f}")


def _auc(judged: Sequence[tuple[float, Row]]) -> float:
    """The share of pairs, one right and one wrong, of which the right one is the likelier."""
    order = [r.right for _, r in sorted(judged, key=lambda x: x[0])]
    ranks = sum(i for i, right in enumerate(order, start=1) if right)
    good = sum(order)
    return (ranks - good * (good + 1) / 2) / (good * (len(order) - good))


if __name__ == "__main__":
    main()
