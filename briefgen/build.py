"""The story, from top to bottom: read the seeds, find, edit, render, verify, write what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.analysis import Analysis, analyse
from briefgen.editorial import apply, read_edits
from briefgen.errors import Fault, UserError
from briefgen.exports import EXPORTS
from briefgen.findings import find_all
from briefgen.language.parser import DEFAULT_MODEL, model_version, parse
from briefgen.model import Article, Briefing, Finding, Page, Problem
from briefgen.readers import read_seeds
from briefgen.verify import verify
from briefgen.write import Plan, write

DEFAULT_TITLE = "Briefing"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build did."""

    done: Plan
    problems: tuple[Problem, ...]
    """Worst last."""


def brief(
    seeds: Path,
    model: str = DEFAULT_MODEL,
    *,
    title: str | None = None,
    event: str | None = None,
    project: Path | None = None,
) -> Briefing:
    """The briefing that the seeds give: read, parsed, analysed, edited, each citation verified.

    Raises UserError where the user must act, Fault where briefgen itself is wrong.
    """
    reading = read_seeds(seeds, _called(seeds, project))
    articles, unparsed = _parse(reading.articles, model)
    analysis, found = _find(articles)
    edits, wrong = read_edits(seeds)
    findings, lost = apply(found, edits)
    briefing = Briefing(
        title=title or DEFAULT_TITLE,
        event=event,
        articles=articles,
        origins=analysis.origins,
        findings=findings,
        problems=_worst_last(reading.problems + unparsed + wrong + lost),
        generator={"name": "briefgen", "version": __version__, "language_model": model_version(model)},
    )
    verify(briefing)
    return briefing


def make(briefing: Briefing) -> tuple[Page, ...]:
    """Every file of the briefing, not yet written."""
    return tuple(export(briefing) for export in EXPORTS)


def build(seeds: Path, docs: Path, model: str = DEFAULT_MODEL, **words: Any) -> Report:
    """Bring the docs folder up to date with the seeds, and say what was done.

    `words` are those of `brief`. Raises what it raises, and DocsError.
    """
    briefing = brief(seeds, model, **words)
    done = write(docs, make(briefing), hashes(briefing))
    return Report(done=done, problems=_worst_last(briefing.problems + kept_by_hand(done, docs)))


def hashes(briefing: Briefing) -> dict[str, str]:
    """Path of each source → hash of its bytes."""
    return {a.path: a.sha256 for a in briefing.articles}


def kept_by_hand(done: Plan, docs: Path) -> tuple[Problem, ...]:
    """A problem for each file that briefgen would have written, had a person not been there first."""
    what = "kept as it is; put the edit into editorial.yml, or remove the file, then build again"
    return tuple(
        Problem(source=None, what=f"{docs.name}/{path} {why}: {what}", severity=2)
        for path, why in done.kept.items()
    )


def _called(seeds: Path, project: Path | None) -> str:
    """The seeds folder's name in outputs: relative to the project, never absolute."""
    if not seeds.is_absolute() and ".." not in seeds.parts and seeds.parts:
        return seeds.as_posix()
    real, root = seeds.resolve(), (project or Path()).resolve()
    return real.relative_to(root).as_posix() if real != root and real.is_relative_to(root) else real.name


def _parse(articles: tuple[Article, ...], model: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Each article parsed; one that breaks the parser goes on without sentences, and says so."""
    parsed: list[Article] = []
    problems: list[Problem] = []
    for article in articles:
        try:
            parsed += parse([article], model)
        except UserError:
            raise
        except Exception as error:  # an odd article never stops the build
            parsed.append(article)
            problems.append(
                Problem(source=article.id, what=f"the parser could not read it: {_line(error)}", severity=1)
            )
    if len(problems) == len(articles) > 1:
        raise Fault(f"{problems[0].what}: and so with every article")
    return tuple(parsed), tuple(problems)


def _find(articles: tuple[Article, ...]) -> tuple[Analysis, Mapping[str, tuple[Finding, ...]]]:
    """The analysis and the findings. A fault names the source that alone shows it, where one does."""
    try:
        analysis = analyse(articles)
        return analysis, find_all(analysis)
    except Exception as error:
        raise Fault(f"{_line(error)} ({_suspect(articles)})") from error


def _suspect(articles: tuple[Article, ...]) -> str:
    for article in articles:
        try:
            find_all(analyse((article,)))
        except Exception:
            return f"{article.path} alone shows it: please send it with the report"
    return "no source alone shows it: please send all of them with the report"


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _worst_last(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: p.severity))
