"""An odd article is reported and the rest goes on; a fault names the source that shows it.

Where the analysis or a finding breaks, the sentence that it breaks on is searched for and read as one without
words; else its whole article is. Only what no article is the reason of is a fault.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from briefgen.analysis import Analysis, analyse
from briefgen.errors import Fault, UserError
from briefgen.findings import find_all
from briefgen.matching.reader import Reader
from briefgen.model import Article, Finding, Problem
from briefgen.work import PLAIN, Work

_Findings = Mapping[str, tuple[Finding, ...]]
_Articles = tuple[Article, ...]
_MOST = 8
"""So many sentences or articles are left out of the analysis before it is a fault."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for cycles set aside: hardly a record lies in one, and each search walks through all.

    It would be a tenth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@uncollected()
def find_in(
    articles: _Articles, reader: Reader | None = None, work: Work = PLAIN
) -> tuple[Analysis, _Findings, tuple[Problem, ...]]:
    """The analysis, the findings, and a problem for each sentence or article that they had to do without.

    Raises Fault, which names the source that alone shows it where one does.
    """
    left = articles
    problems: list[Problem] = []
    for _ in range(_MOST):
        try:
            with work.progress.stage("read who says what"):
                analysis = analyse(left)
            with work.progress.stage("find"):
                return analysis, find_all(analysis, reader), tuple(problems)
        except UserError:
            raise
        except Exception as error:  # an odd article never stops the build
            left, problem = _spared(left, error, reader)
            problems.append(problem)
    raise Fault(f"{problems[-1].source}: {problems[-1].what}: and so with {_MOST - 1} others")


def _spared(articles: _Articles, error: Exception, reader: Reader | None) -> tuple[_Articles, Problem]:
    """The articles without the words that break the analysis."""

    def breaks(some: _Articles) -> bool:
        return _breaks(some, reader)

    line = line_of(error)
    alone = next((a for a in articles if breaks((a,))), None)
    among = (alone,) if alone else articles
    if len(articles) > 1 and not breaks(()):
        odd = alone or articles[first(lambda n: breaks(articles[:n]), len(articles)) - 1]
    elif alone:
        odd = alone
    else:
        raise Fault(f"{line} (no source alone shows it: please send all of them with the report)") from error
    if spared := _without_sentence(among, odd, breaks):
        less, number = spared
        kept = tuple(less if a is odd else a for a in articles)
        what = f"sentence {number}: nothing is read from it, because the rules broke on it: {line}"
        return kept, Problem(source=odd.id, what=what, severity=1)
    kept = tuple(a for a in articles if a is not odd)
    if not kept or alone is None:
        shows = f"{odd.path} alone shows it" if alone else f"{odd.path} shows it, with others"
        raise Fault(f"{line} ({shows}: please send it with the report)") from error
    return kept, Problem(
        source=odd.id, what=f"nothing is read from it, because the rules broke on it: {line}", severity=1
    )


def _without_sentence(
    among: _Articles, odd: Article, breaks: Callable[[_Articles], bool]
) -> tuple[Article, str] | None:
    """The article with the sentence made empty that breaks the analysis, and its number; None where no one
    sentence does.
    """

    def within(number: int) -> _Articles:
        return tuple(_wordless(a, range(number, len(a.sentences))) if a is odd else a for a in among)

    at = first(lambda n: breaks(within(n)), len(odd.sentences))
    if not at:
        return None
    return _wordless(odd, (at - 1,)), odd.sentences[at - 1].id.removeprefix("s")


def _wordless(article: Article, at: Container[int]) -> Article:
    """The article with these sentences, by their place, without words."""
    return replace(
        article,
        sentences=tuple(replace(s, tokens=()) if i in at else s for i, s in enumerate(article.sentences)),
    )


def _breaks(articles: _Articles, reader: Reader | None) -> bool:
    try:
        find_all(analyse(articles), reader)
    except UserError:
        raise
    except Exception:
        return True
    return False


def first(fails: Callable[[int], bool], most: int) -> int:
    """The number from which on something fails that fails with `most`; 0 where it fails with none too."""
    if fails(0):
        return 0
    works, broken = 0, most
    while broken - works > 1:
        middle = (works + broken) // 2
        works, broken = (works, middle) if fails(middle) else (middle, broken)
    return broken


def line_of(error: Exception) -> str:
    """What an error says, in one line that is not too long."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
