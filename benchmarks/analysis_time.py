"""How much time the analysis takes beside the bare spaCy pass over the same text, measured in one run.

    python benchmarks/analysis_time.py FOLDER... [--rounds 5]

Each FOLDER holds the articles of one event. For each round and folder three things are done in turn: spaCy
alone over our sentences, spaCy alone over the whole texts (an article a document), and the whole way: split,
parse, analyse, find; no pages. Printed: CPU time of this process, so that others on the machine count
little; the sum over the folders of the minimum over the rounds; and the ratio of the whole way to each of
the bare passes. The house's bound for both is 1.5.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.language import parser
from briefgen.language.models import DEFAULT_MODEL
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
    ways = {"bare pass, sentences": _sentences, "bare pass, texts": _texts, "whole analysis": _whole}
    for run in ways.values():
        run(events[0])
    best = dict.fromkeys(ways, 0.0)
    for event in events:
        rounds = [{name: _timed(run, event) for name, run in ways.items()} for _ in range(given.rounds)]
        for name in ways:
            best[name] += min(r[name] for r in rounds)
    count = sum(len(a.text.split()) for e in events for a in e)
    print(f"{len(events)} events, {count} words, best of {given.rounds}")
    whole = best["whole analysis"]
    for name, seconds in best.items():
        print(f"{name:22} {seconds:6.2f} s   {count / seconds:7.0f} words/s   ratio {whole / seconds:5.2f}")


def _timed(run: Callable[[tuple[Article, ...]], None], event: tuple[Article, ...]) -> float:
    start = time.process_time()
    run(event)
    return time.process_time() - start


def _texts(event: tuple[Article, ...]) -> None:
    nlp = parser._load(DEFAULT_MODEL)[0]
    for _ in nlp.pipe(article.text for article in event):
        pass


def _sentences(event: tuple[Article, ...]) -> None:
    nlp = parser._load(DEFAULT_MODEL)[0]
    for article in event:
        for _ in nlp.pipe((s.text for s in split(article)), batch_size=64):
            pass


def _whole(event: tuple[Article, ...]) -> None:
    parsed, _ = parse_each(event, DEFAULT_MODEL)
    find_in(parsed)


if __name__ == "__main__":
    main()
