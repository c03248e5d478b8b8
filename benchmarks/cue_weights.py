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
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.clauses import candidates, chosen
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.weights import features
from briefgen.analysis.quoted import quoted_spans
from briefgen.language import parser
from briefgen.model import Article

Span = tuple[int, int]
LEXICON = Path(__file__).parents[1] / "briefgen" / "language" / "lexicon" / "cue_weights.toml"
LEAST_COUNT = 5
PENALTY = 3.0
ITERATIONS = 400
MATCH = 0.3
LEAST_WEIGHT = 0.05


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
        LEXICON.write_text(toml(fitted(rows)), encoding="utf-8")


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
    """The weight of each feature that occurs often enough (Adam, full batch)."""
    counts = Counter(f for r in rows for f in r.features)
    names = sorted(f for f, n in counts.items() if n >= LEAST_COUNT)
    place = {f: i for i, f in enumerate(names)}
    pairs = [(n, place[f]) for n, r in enumerate(rows) for f in r.features if f in place]
    row, column = np.array(pairs).T
    right = np.array([r.right for r in rows], float)
    penalty = np.full(len(names), PENALTY)
    penalty[place["bias"]] = 0
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, ITERATIONS + 1):
        p = 1 / (1 + np.exp(-np.bincount(row, weights=w[column], minlength=len(rows))))
        slope = np.bincount(column, weights=(p - right)[row], minlength=len(names)) + penalty * w
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope**2
        rate = 0.05 * (1 - 0.9 * step / ITERATIONS)
        w = w - rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return {f: float(x) for f, x in zip(names, w, strict=True)}


def scores(rows: list[Row], weights: dict[str, float]) -> list[float]:
    """The likelihood of each candidate."""
    return [float(1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in r.features)))) for r in rows]


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


def toml(weights: dict[str, float]) -> str:
    """The lexicon: a table for each kind of feature."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in weights.items():
        group, _, rest = name.partition(" ")
        if abs(weight) >= LEAST_WEIGHT:
            groups[group][rest] = weight
    lines = [
        "# How much each feature speaks for or against a candidate being an attribution: weights of a",
        "# logistic regression, made by benchmarks/cue_weights.py from 840 annotated articles (PolNeAR).",
    ]
    for group in sorted(groups):
        lines.append(f"\n[{group}]")
        lines += [f"{json.dumps(rest)} = {weight:.2f}" for rest, weight in sorted(groups[group].items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
