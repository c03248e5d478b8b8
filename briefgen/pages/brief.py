"""The brief: the front page at greater length, with the timeline, and never longer than the sources.

Each kind of finding has its order; from kind to kind they are taken in turn, so that what is left out is the
least of each. What is quoted is quoted whole: the list of cited sentences need not say it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from briefgen.model import Article, Citation, Finding
from briefgen.pages.book import Book
from briefgen.pages.front import Front, Room, front

_WIDEST = Room(agreed=10, disputed=10, open=12, who=12, lines=4, sources=6)
_MOMENTS = 15
"""So much of each a brief has at most, however long the sources are."""
LEAST = 500
"""Words that a brief may have even where its sources have fewer: a page."""
_PACE: Mapping[str, int] = MappingProxyType(
    {"agreed": 6, "lines": 10, "moments": 6, "open": 4, "only": 4, "disputed": 3}
)
"""While a brief takes so many of one kind, it takes so many of each other."""
_MARKS = 3
"""Passages of a fact, each of another source, and of a side that are cited."""

_UNSEEN = re.compile(
    r"\A---\n(?:[^\n]+\n)*?---\n|<[^>]*>|\]\([^)]*\)|\{ [^}]* \}|^\[[A-Z]+\d+\]: [^\n]*$", re.MULTILINE
)
"""What a page of Markdown has and does not show: its head, tags, where links lead."""
_END = " .!?”’\"'"
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a brief tells."""

    front: Front
    moments: Sequence[Finding]

    def told(self, book: Book) -> frozenset[tuple[str, str]]:
        """Source and sentence of each sentence that it quotes whole."""
        shown = self.front
        sides = (side for f in shown.disputed for side in getattr(f, "sides", ()))
        reports = (f for _, found in shown.only for f in found)
        lead = (f for f, _ in shown.lead)
        first = [x.citations[0] for x in (*lead, *shown.agreed, *sides, *self.moments, *reports)]
        first += [getattr(f, "asked", None) or f.citations[0] for f in shown.open]
        return frozenset((c.source, c.sentence) for c in first if _is_sentence(book.article(c), c))


def fitted(book: Book, size: Callable[[Brief], int]) -> Brief:
    """The longest brief that has no more words than the sources. `size`: how many words one has."""
    lengths = map(words_in, (a.text for a in book.briefing.articles))
    room = 0

    def fits(brief: Brief) -> bool:
        nonlocal room
        wanted = size(brief)
        while room < wanted and (more := next(lengths, None)) is not None:
            room += more  # of a thousand sources, the first few have words enough
        return wanted <= max(LEAST, room)

    widest = Brief(front=front(book, _WIDEST), moments=_moments(book))
    place = {m.id: n for n, m in enumerate(book.moments)}
    order = _in_turn(widest)
    least, most = 0, len(order)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_cut(widest, order[:middle], place)):
            least = middle
        else:
            most = middle - 1
    return _cut(widest, order[:least], place)


def words_in(text: str) -> int:
    """How many words a text has; a sign alone is none."""
    return sum(1 for _ in _WORD.finditer(text))


def words_on(page: str) -> int:
    """How many words a page of Markdown shows."""
    return words_in(_UNSEEN.sub(" ", page))


def cited_once(citations: Iterable[Citation]) -> list[Citation]:
    """The first passage of each source, of a few sources."""
    first: dict[str, Citation] = {}
    for c in citations:
        first.setdefault(c.source, c)
    return list(first.values())[:_MARKS]


def _is_sentence(article: Article, c: Citation) -> bool:
    """Whether the passage is a whole sentence, but for a sign at its end."""
    return c.quote.rstrip(_END) == article.by_sentence[c.sentence].text.rstrip(_END)


def _moments(book: Book) -> tuple[Finding, ...]:
    """The moments that most sources tell first, those of a day before those of a year or of no date."""

    def weight(m: Finding) -> tuple[int, int]:
        return -len({book.origin(c.source) for c in m.citations}), -len(getattr(m, "when", None) or "")

    now = (m for m in book.moments if not book.replaced(m))
    return tuple(sorted(now, key=weight)[:_MOMENTS])


def _in_turn(widest: Brief) -> tuple[str, ...]:
    """The kinds in the order in which one more of each is taken."""
    shown = widest.front
    found = {
        "agreed": len(shown.agreed), "disputed": len(shown.disputed), "open": len(shown.open),
        "lines": len(_lines(shown)), "moments": len(widest.moments),
        "only": sum(len(fs) for _, fs in shown.only),
    }  # fmt: skip
    steps = [((i + 1) / _PACE[kind], kind) for kind, number in found.items() for i in range(number)]
    return tuple(kind for _, kind in sorted(steps))


def _cut(widest: Brief, taken: Sequence[str], place: Mapping[str, int]) -> Brief:
    """So many of each kind as are named. `place`: of each moment in the timeline."""
    n, shown = Counter(taken), widest.front
    lines = set(_lines(shown)[: n["lines"]])
    only = set(_reports(shown)[: n["only"]])
    return Brief(
        front=replace(
            shown,
            agreed=shown.agreed[: n["agreed"]],
            disputed=shown.disputed[: n["disputed"]],
            open=shown.open[: n["open"]],
            who=[
                (leader, kept)
                for i, (leader, held) in enumerate(shown.who)
                if (kept := [p for j, p in enumerate(held) if (i, j) in lines])
            ],
            only=[
                (article, kept)
                for i, (article, found) in enumerate(shown.only)
                if (kept := [f for j, f in enumerate(found) if (i, j) in only])
            ],
        ),
        moments=sorted(widest.moments[: n["moments"]], key=lambda m: place[m.id]),
    )


def _lines(shown: Front) -> list[tuple[int, int]]:
    """Places of the positions, what is told first first: who is named first may say more."""
    places = [(i, j) for i, (_, held) in enumerate(shown.who) for j in range(len(held))]
    return sorted(places, key=lambda x: (x[0] // 3 + x[1], x))


def _reports(shown: Front) -> list[tuple[int, int]]:
    """Places of what one source alone reports: the first of each source first."""
    places = [(i, j) for i, (_, found) in enumerate(shown.only) for j in range(len(found))]
    return sorted(places, key=lambda x: x[::-1])
