"""How the time of the analysis grows with the text: one long article, and many short ones.

    python benchmarks/growth.py FOLDER... [--sentences 750] [--sources 25]

The sentences of the articles in the FOLDERs are shuffled (with a fixed seed) and dealt again: into one
article of n, 2n and 4n sentences, and into n, 2n and 4n articles of about 400 words. Printed: the process's
CPU time for the parse, for the analysis and the findings, and how much the latter grew when the text doubled.
2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from briefgen.language.models import DEFAULT_MODEL
from briefgen.language.sentences import split
from briefgen.model import Article
from briefgen.parsing import parse_each
from briefgen.readers import read_seeds
from briefgen.tolerance import find_in

_WORDS = 400


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", type=Path)
    args.add_argument("--sentences", type=int, default=750)
    args.add_argument("--sources", type=int, default=25)
    given = args.parse_args()
    read = [a for folder in given.folders for a in read_seeds(folder, folder.name).articles]
    pool = [" ".join(s.text.split()) for a in read for s in split(a) if not s.heading]
    find_in(parse_each((_article(0, pool[:50]),), DEFAULT_MODEL)[0])
    if given.sentences:
        sizes = [given.sentences * k for k in (1, 2, 4)]
        _report("sentences in one article", sizes, [(_article(0, _dealt(pool, n)),) for n in sizes])
    if given.sources:
        sizes = [given.sources * k for k in (1, 2, 4)]
        _report(f"sources of {_WORDS} words", sizes, [tuple(_sources(pool, n)) for n in sizes])


def _dealt(pool: list[str], count: int) -> list[str]:
    """So many sentences, in an order without meaning; each pass over the pool has another."""
    order = random.Random(count)
    passes = (order.sample(pool, len(pool)) for _ in cycle([0]))
    return list(islice((s for dealt in passes for s in dealt), count))


def _sources(pool: list[str], count: int) -> Iterator[Article]:
    dealt = iter(_dealt(pool, count * _WORDS))
    for number in range(count):
        text: list[str] = []
        while sum(len(s.split()) for s in text) < _WORDS:
            text.append(next(dealt))
        yield _article(number, text)


def _article(number: int, sentences: list[str]) -> Article:
    lines = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    name = f"{number:04}"
    return Article(id=name, key=f"K{number}", path=f"{name}.txt", sha256="", text="\n".join(lines), title="")


def _report(what: str, sizes: list[int], texts: list[tuple[Article, ...]]) -> None:
    print(what)
    before = 0.0
    for size, articles in zip(sizes, texts, strict=True):
        start = time.process_time()
        parsed, _ = parse_each(articles, DEFAULT_MODEL)
        middle = time.process_time()
        find_in(parsed)
        end = time.process_time()
        grew = f"   x {(end - middle) / before:.2f}" if before else ""
        print(f"  {size:6}   parse {middle - start:7.2f} s   rest {end - middle:7.2f} s{grew}", flush=True)
        before = end - middle


if __name__ == "__main__":
    main()
