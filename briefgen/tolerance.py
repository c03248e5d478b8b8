"""An odd article is reported and the rest goes on; a fault names the source that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.analysis import Analysis, analyse
from briefgen.errors import Fault, UserError
from briefgen.findings import find_all
from briefgen.language.parser import parse
from briefgen.model import Article, Finding, Problem


def parse_each(articles: tuple[Article, ...], model: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
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


def find_in(articles: tuple[Article, ...]) -> tuple[Analysis, Mapping[str, tuple[Finding, ...]]]:
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
