"""Training pairs: invented bundles, labelled pairs of sentences of real news, and their random neighbours.

A file of labelled pairs has a JSON object a line: {"text_a", "text_b", "label": agree | conflict | different,
"event"}. `from_labels` makes one from the labels of this folder, which have places instead of texts, and the
articles that they are about.
"""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import slots

UNKNOWN = -1.0
"""Of an answer that the label does not tell."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences with the right answers, 0 or 1."""

    a: str
    b: str
    same: float
    opposed: float = UNKNOWN
    event: str = ""
    label: str = ""
    kind: str | None = None
    slot: float = UNKNOWN
    """Whether the values masked in both answer one question."""


def labelled(path: Path) -> Iterator[Pair]:
    """The pairs of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        label = r.get("label", "agree")
        opposed = UNKNOWN if label == "different" or "label" not in r else float(label == "conflict")
        yield Pair(
            r["text_a"], r["text_b"], float(label != "different"), opposed, str(r.get("event", "")),
            r.get("label", ""), r.get("kind"),
        )  # fmt: skip


def neighbours(pairs: Sequence[Pair], each: int, rng: random.Random) -> Iterator[Pair]:
    """For each event, so many pairs of its sentences that nobody has labelled: hardly ever one question."""
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    known = set()
    for p in pairs:
        sentences[p.event] |= {p.a: None, p.b: None}
        known.add(frozenset((p.a, p.b)))
    for event in sorted(sentences):
        texts = list(sentences[event])
        for _ in range(each):
            a, b = rng.choice(texts), rng.choice(texts)
            if a != b and frozenset((a, b)) not in known:
                yield Pair(a, b, 0.0, UNKNOWN, event)


def bundles(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Of each bundle its pairs, and as many of its other sentences."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            b = json.loads(line)
            for p in b["pairs"]:
                yield Pair(b["a"][p["a"]], b["b"][p["b"]], 1.0, float(p["label"] == "conflict"), b["id"])
            taken = {(p["a"], p["b"]) for p in b["pairs"]}
            rest = [(i, j) for i in range(len(b["a"])) for j in range(len(b["b"])) if (i, j) not in taken]
            rng.shuffle(rest)
            for i, j in rest[: len(taken)]:
                yield Pair(b["a"][i], b["b"][j], 0.0, UNKNOWN, b["id"])


def from_labels(labels: Path, articles: Path) -> Iterator[dict[str, object]]:
    """Labelled pairs with their texts. `labels`: {"a": [article, start, end], "b": …, "label", "kind"}, in
    code points of title, line feed and text of the numbered article.
    """
    texts = {}
    with lzma.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            if "text" in r:
                texts[r["n"]] = f"{r['title']}\n{r['text']}"
    with lzma.open(labels, "rt", encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            (x, i, j), (y, k, m) = r["a"], r["b"]
            yield {
                "text_a": texts[x][i:j], "text_b": texts[y][k:m], "label": r["label"], "event": f"{x}-{y}",
                "kind": r.get("kind"),
            }  # fmt: skip


def with_slots(pairs: Iterable[Pair], rng: random.Random) -> list[Pair]:
    """Pairs with a value masked in each, from labelled pairs."""
    told = (x for p in pairs if p.label for x in slots.slots(p.a, p.b, p.label, p.kind))
    return [Pair(a, b, UNKNOWN, slot=right) for a, b, right in slots.balanced(told, rng, 1.0)]


def of_one_day(articles: Path, rng: random.Random) -> list[Pair]:
    """Pairs with one number masked in each, from articles of one day: {"n", "title", "text"} a line, and one
    line {"pairs": [[likeness, n, n], …]}.
    """
    texts: dict[int, str] = {}
    pairs: list[tuple[int, int]] = []
    with lzma.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            pairs += [(a, b) for _, a, b in r.get("pairs", ())]
            if "text" in r:
                texts[r["n"]] = r["text"]
    return [Pair(a, b, UNKNOWN, slot=right) for a, b, right in slots.of_one_day(texts, pairs, rng)]


def write(rows: Iterable[dict[str, object]], path: Path) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
