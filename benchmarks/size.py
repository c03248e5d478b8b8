"""How briefgen does with many articles: its figures beside those of others, in one run.

    python benchmarks/size.py [--only NAME …] [--size N] [--quick] [--real DIR] [--write]
    python benchmarks/size.py --invent DIR --size 200

Articles about events that never were are invented, the same ones for the same seed, with findings planted in
them that must be found whatever the size (`archive/invent.py`). With --real, a folder of your own articles is
measured instead; then nothing is planted. Each measurement runs in processes of its own, what is compared in
turns; ratios are of sums over the rounds. CPU is that of a process and all that it begins. Nothing is kept
between two runs.

NAME: analysis (beside the bare spaCy pass), processes (two against one), five (articles, warm cache), added
(one article to 1,000), growth (10,000 against 1,000: long), serve (our share of `mkdocs serve`), peers (the
Gender Gap Tracker's way; textacy, which needs `pip install textacy`, here or in the environment whose Python
--textacy names), planted (all found, the same by one process, two, and a Dask cluster).

Printed: a table in Markdown; --write puts it into benchmarks/RESULTS.md with a description of the machine,
the rows of measurements that did not run now kept as they are.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from archive.goals import MEASUREMENTS, Bench
from archive.invent import invent
from archive.piles import Source
from archive.results import Results

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure and print, or invent articles."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--only", action="append", choices=list(MEASUREMENTS), metavar="NAME")
    args.add_argument("--size", type=int, metavar="N", help="so many articles, in place of the usual number")
    args.add_argument("--quick", action="store_true", help="a tenth of the usual sizes, one round")
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--seed", type=int, default=1, help="other articles")
    args.add_argument("--real", type=Path, metavar="DIR", help="a folder of articles of your own")
    args.add_argument("--textacy", default=sys.executable, metavar="PYTHON", help="a Python that has textacy")
    args.add_argument("--write", action="store_true", help=f"into {RESULTS.name} too")
    args.add_argument("--date", default="", help="what to write beside the figures; without it no date")
    args.add_argument("--invent", type=Path, metavar="DIR", help="only write the articles there")
    given = args.parse_args()
    if given.size is not None and given.size < 1:
        args.error("--size: at least one article")
    if given.invent:
        invent(given.size or 200, seed=given.seed).write(given.invent)
        return
    command = " ".join(["python", "benchmarks/size.py", *_told(sys.argv[1:])])
    results = Results(RESULTS if given.write else None, command, given.date)
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(
            Source(Path(work), given.seed, given.real), given.quick, given.size,
            1 if given.quick else given.rounds, given.textacy,
        )  # fmt: skip
        results.begin()
        for name in given.only or MEASUREMENTS:
            results.take(name, list(MEASUREMENTS[name](bench)))


def _told(arguments: list[str]) -> list[str]:
    """The command line without what says where things lie on this machine, or when."""
    told, hidden = [], ("--textacy", "--real", "--date")
    for at, word in enumerate(arguments):
        if word == "--write" or word.startswith(("--date=", "--textacy=")) or word in ("--date", "--textacy"):
            continue
        if at and arguments[at - 1] in hidden:
            told += ["DIR"] if arguments[at - 1] == "--real" else []
            continue
        told.append("--real=DIR" if word.startswith("--real=") else word)
    return told


if __name__ == "__main__":
    main()
