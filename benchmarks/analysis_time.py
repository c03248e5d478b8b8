"""How much time the analysis takes beside the bare spaCy pass over the same text, measured in one run.

    python benchmarks/analysis_time.py FOLDER... [--rounds 5]

Each FOLDER holds the articles of one event. For each round and folder the sentences are parsed by spaCy
alone (the floor: nothing of ours but the splitter), and then the whole way is taken: split, parse, analyse,
find; no pages. Printed: the minimum over the rounds of both, and their ratio. The house's bound for the
ratio is 1.5.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.language import parser
from briefgen.language.sentences import split
from briefgen.model import Article
from briefgen.readers import read_seeds
from briefgen.tolerance import find_in, parse_each


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", type=Path)
    args.add_argument("--rounds", type=int, default=5)
    given = args.parse_args()
    events = [read_seeds(folder, folder.name).articles for folder in given.folders]
    _bare(events[0])
    _whole(events[0])
    rounds = [
        (sum(_timed(_bare, e) for e in events), sum(_timed(_whole, e) for e in events))
        for _ in range(given.rounds)
    ]
    bare, whole = (min(r[i] for r in rounds) for i in (0, 1))
    words = sum(len(a.text.split()) for e in events for a in e)
    print(f"{len(events)} events, {words} words, best of {given.rounds}")
    print(f"bare spaCy pass  {bare:6.2f} s   {words / bare:7.0f} words/s")
    print(f"whole analysis   {whole:6.2f} s   {words / whole:7.0f} words/s")
    print(f"ratio            {whole / bare:6.2f}")


def _timed(run: Callable[[tuple[Article, ...]], None], event: tuple[Article, ...]) -> float:
    start = time.perf_counter()
    run(event)
    return time.perf_counter() - start


def _bare(event: tuple[Article, ...]) -> None:
    nlp = parser._load(parser.DEFAULT_MODEL)
    for article in event:
        for _ in nlp.pipe((s.text for s in split(article)), batch_size=64):
            pass


def _whole(event: tuple[Article, ...]) -> None:
    parsed, _ = parse_each(event, parser.DEFAULT_MODEL)
    find_in(parsed)


if __name__ == "__main__":
    main()
