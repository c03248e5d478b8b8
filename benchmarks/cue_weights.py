"""Counts how likely each cue reports in each frame, and writes the lexicon `cue_weights.toml`.

    python benchmarks/cue_weights.py TRAIN.jsonl [--write]

TRAIN.jsonl is a corpus of news articles with annotated attributions, one article a line:
{"text": …, "attributions": [{"content": [{"start": …, "end": …}, …], "kind": …}, …]}. The weights that ship
were made from the 840 training articles of the Political News Attribution Relations Corpus (PolNeAR; Newell,
Margolin and Ruths 2018). Only weights of features are written, no text of the corpus; names of people, places
and papers never become features.

A logistic regression with an L2 penalty, trained on every candidate outside quotation marks. A candidate is
right where its content matches an annotated one (intersection over union of characters at least 0.3) better
than any other candidate does. Every fourth article is kept aside, and precision and recall on these printed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import logistic

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.clauses import candidates, chosen
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.weights import features
from briefgen.analysis.quoted import quoted_spans
from briefgen.language import parser
from briefgen.model import Article

Span = tuple[int, int]
LEXICON = Path(__file__).parents[1] / "briefgen" / "language" / "lexicon" / "en" / "cue_weights.toml"
PENALTY = 3.0
HEADING = (
    "How much each feature speaks for or against a candidate being an attribution: weights of a",
    "logistic regression, made by benchmarks/cue_weights.py from 840 annotated articles (PolNeAR).",
)
MATCH = 0.3


@dataclass(slots=True, kw_only=True)
class Row:
    """A candidate of an article, with the annotated attribution that it matches best."""

    article: int
    sentence: str
    candidate: Candidate
    features: list[str]
    gold: int
    overlap: float
    right: bool = False


def main() -> None:
    """Train, print how good it is, and write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("corpus", type=Path)
    options.add_argument("--write", action="store_true", help="train on all articles and write the lexicon")
    args = options.parse_args()
    docs = [json.loads(line) for line in args.corpus.read_text(encoding="utf-8").splitlines()]
    rows, golds = labelled(docs)
    train = [r for r in rows if r.article % 4 != 1]
    test = [r for r in rows if r.article % 4 == 1]
    report(test, scores(test, fitted(train)), sum(golds[1::4]))
    if args.write:
        LEXICON.write_text(logistic.toml(fitted(rows), HEADING), encoding="utf-8")


def labelled(docs: list[dict[str, object]]) -> tuple[list[Row], list[int]]:
    """Every candidate outside quotation marks, and per article the attributions outside them."""
    rows: list[Row] = []
    golds: list[int] = []
    for number, doc in enumerate(docs):
        text = str(doc["text"])
        (article,) = parser.parse(
            [Article(id=f"train{number}", key="A", path="x.txt", sha256="", text=text, title="")]
        )
        gold = [[(s["start"], s["end"]) for s in a["content"]] for a in doc["attributions"] if a["content"]]  # type: ignore[attr-defined]
        quoted = quoted_spans(article)
        golds.append(sum(not _touch(g, quoted) for g in gold))
        rows.extend(_rows(number, article, gold, quoted))
    best: dict[tuple[int, int], float] = defaultdict(float)
    for r in rows:
        best[r.article, r.gold] = max(best[r.article, r.gold], r.overlap)
    for r in rows:
        r.right = r.overlap >= MATCH and r.overlap >= best[r.article, r.gold] - 1e-9
    return rows, golds


def _rows(number: int, article: Article, gold: list[list[Span]], quoted: list[Span]) -> Iterable[Row]:
    for sentence in article.sentences:
        if not sentence.tokens:
            continue
        whole = [(sentence.start, sentence.end)]
        near = [i for i, g in enumerate(gold) if _touch(g, whole)]
        marks = [q for q in quoted if _touch([q], whole)]
        reading = Reading(sentence)
        for c in candidates(reading):
            if not _touch([*c.content, c.cue], marks):
                overlap, i = max(((_overlap(c.content[:1], gold[i]), i) for i in near), default=(0.0, -1))
                found = list(features(c, reading))
                yield Row(
                    article=number, sentence=sentence.id, candidate=c, features=found, gold=i, overlap=overlap
                )  # fmt: skip


def _touch(a: Iterable[Span], b: Iterable[Span]) -> bool:
    return any(min(x[1], y[1]) > max(x[0], y[0]) for x in a for y in b)


def _overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    one = {k for i, j in a for k in range(i, j)}
    two = {k for i, j in b for k in range(i, j)}
    return len(one & two) / len(one | two)


def fitted(rows: list[Row]) -> dict[str, float]:
    """The weight of each feature."""
    return logistic.fitted(
        [dict.fromkeys(r.features, 1.0) for r in rows], [r.right for r in rows], [1.0] * len(rows), PENALTY
    )


def scores(rows: list[Row], weights: dict[str, float]) -> list[float]:
    """The likelihood of each candidate."""
    return [logistic.likelihood(dict.fromkeys(r.features, 1.0), weights) for r in rows]


def report(rows: list[Row], likelihoods: list[float], golds: int) -> None:
    """Print precision and recall at several thresholds."""
    by_sentence: dict[tuple[int, str], list[tuple[Row, float]]] = defaultdict(list)
    for r, p in zip(rows, likelihoods, strict=True):
        by_sentence[r.article, r.sentence].append((r, p))
    kept: list[tuple[float, Row]] = []
    for found in by_sentence.values():
        row_of = {id(r.candidate): r for r, _ in found}
        best = chosen([(r.candidate, p) for r, p in found], 0.0)
        kept.extend((p, row_of[id(c)]) for c, p in best)
    kept.sort(key=lambda x: -x[0])
    last = 1.0
    for least in (0.9, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3):
        said = [r for p, r in kept if p >= least]
        hits = len({(r.article, r.gold) for r in said if r.overlap >= MATCH})
        band = [r for p, r in kept if least <= p < last]
        right = sum(r.overlap >= MATCH for r in band) / max(len(band), 1)
        last = least
        print(
            f"{least:4.2f} {len(said):6d} precision {hits / len(said):.3f} recall {hits / golds:.3f} "
            f"right in this band {right:.3f}"
        )


if __name__ == "__main__":
    main()
