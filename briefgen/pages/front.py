"""What stands on the front page: the few that matter most of each kind, and no passage twice.

Nothing stands there that only versions say which a later one has replaced: it would be told as of now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from briefgen.model import Article, Citation, Finding, News
from briefgen.pages.book import Book
from briefgen.pages.life import answer
from briefgen.pages.statement import leans
from briefgen.pages.uses import cited, overlap
from briefgen.places import LEAD, SECTIONS
from briefgen.statements import given_up, printed

_WIDE = frozenset({"happened", "new", "only"})
"""Those of the front page that take its whole width; the others stand in two columns where there is room."""
_NEW, _NEW_SOURCES = 4, 6
"""So many of each kind, and so many sources, where the page says what is new."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """How many of each a page has room for; the front page: what a reader takes in within ninety seconds."""

    agreed: int = 6
    disputed: int = 3
    open: int = 4
    who: int = 6
    lines: int = 2
    """Positions of each leader."""
    sources: int = 4
    only: int = 2
    """What each source alone reports."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """The findings of the front page, in its order."""

    lead: Sequence[tuple[Finding, Sequence[Finding]]]
    """What happened, each sentence with the disagreements that quote it; none where the analyst tells it."""
    agreed: Sequence[Finding]
    disputed: Sequence[Finding]
    open: Sequence[Finding]
    who: Sequence[tuple[Finding, Sequence[Finding]]]
    """Leaders, each with the positions that are quoted."""
    only: Sequence[tuple[Article, Sequence[Finding]]]
    """Sources, each with what it alone reports."""
    news: Latest | None
    """None where there is nothing new, or nothing to compare with."""


@dataclass(frozen=True, kw_only=True)
class Latest:
    """What is new since the last build."""

    came: Sequence[Article]
    revised: Sequence[Article]
    more: int
    """How many further sources are new or revised."""
    removed: int
    findings: Sequence[tuple[str, Sequence[Finding], int]]
    """Kind, its new findings, and how many further ones there are."""
    answered: Sequence[tuple[Finding, str, Citation | None]]
    """Issues that are open no more, each with what it is now in a word, and the passage that makes it so."""
    changed: int
    gone: int


def in_order(wanted: Sequence[str]) -> tuple[str, ...]:
    """The sections as the analyst wants them; those that are not named follow in their usual order."""
    known = dict.fromkeys(s for s in wanted if s in SECTIONS)
    return (*known, *(s for s in SECTIONS if s not in known))


def flow(order: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The same as the front page lays them out, from top to bottom: one section over the whole width, or what
    stands between two such ones, halved into columns.
    """
    rows: list[tuple[tuple[str, ...], ...]] = []
    for wide, run in groupby((s for s in order if s != "timeline"), key=_WIDE.__contains__):
        names = tuple(run)
        half = (len(names) + 1) // 2
        rows += [((s,),) for s in names] if wide or len(names) == 1 else [(names[:half], names[half:])]
    return tuple(rows)


_WITHIN = 4
"""Words of a passage that may stand within another."""
_ALIKE = 0.6
"""Share of the words of two passages that are the same, from which one of them says enough."""


class _Shown:
    """The passages that the page has already."""

    def __init__(self) -> None:
        self._passages: dict[str, list[Citation]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def has(self, c: Citation) -> bool:
        """Whether the page has these words, from there or (copies of one text, one thing said twice) from
        elsewhere.
        """
        said = _bare(c)
        own = frozenset(said.split())
        return (
            said in self._words
            or any(overlap(c, other) for other in self._passages.get(c.source, ()))
            or any(_is_alike(own, other) for other in self._words.values())
        )

    def add(self, citations: Iterable[Citation]) -> None:
        for c in citations:
            self._passages.setdefault(c.source, []).append(c)
            said = _bare(c)
            self._words[said] = frozenset(said.split())

    def take(self, findings: Iterable[Finding], most: int) -> list[Finding]:
        """The first ones whose words are not on the page yet."""
        taken: list[Finding] = []
        for f in findings:
            if len(taken) < most and f.citations and not self.has(f.citations[0]):
                self.add(f.citations)
                taken.append(f)
        return taken


def _is_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two passages say the same; what differs in a figure does not."""
    least = min(len(a), len(b))
    alike = len(a & b) >= _ALIKE * len(a | b) or least >= _WITHIN and len(a & b) >= 0.8 * least
    return alike and not any(w[0].isdigit() for w in a ^ b)


def _bare(c: Citation) -> str:
    """The words alone, whatever their case and marks; `&` is a word."""
    return " ".join(re.findall(r"\w+", c.quote.lower().replace("&", " and ")))


def front(book: Book, room: Room = Room()) -> Front:
    """The front page's findings, or more of them in the same order."""
    shown = _Shown()
    facts = {f.id for f in book.found("agreements")}
    lead = [
        f
        for f in (() if book.briefing.opening else book.found(LEAD))
        if f.citations and (getattr(f, "fact", None) or "") in {"", *facts} and not book.replaced(f)
    ]
    shown.add(f.citations[0] for f in lead)
    # What its holder has given up stands here only as the earlier word beside his later one.
    shown.add(c for p in book.found("positions") if given_up(p) for c in printed(p))
    told = {getattr(f, "fact", None) for f in lead}
    agreed = shown.take(
        (f for f in book.sure("agreements") if f.id not in told and not book.replaced(f)), room.agreed
    )
    disputed = [d for d in book.disputes if not book.replaced(d)][: room.disputed]
    for dispute in disputed:
        shown.add(side.citations[0] for side in getattr(dispute, "sides", ()))
    undecided = shown.take(
        (
            f
            for f in book.open_now
            if not leans(f) and not _is_title(book, f) and not _begins_unnamed(f) and not book.replaced(f)
        ),
        room.open,
    )
    who = [(leader, shown.take(telling(book, leader), room.lines)) for leader in _chief(book, room.who)]
    quoted = [(leader, held) for leader, held in who if held] or who
    only = (
        (a, shown.take(book.sole(a.id), room.only))
        for a in book.briefing.articles
        if book.later(a.id) is None
    )
    return Front(
        lead=[(f, _contesting(book, f)) for f in lead],
        agreed=agreed,
        disputed=disputed,
        open=undecided,
        who=quoted[: room.who],
        only=list(islice(((article, found) for article, found in only if found), room.sources)),
        news=_latest(book, book.briefing.news) if book.briefing.news else None,
    )


_UNNAMED = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})


def _begins_unnamed(f: Finding) -> bool:
    """Whether its words begin with a pronoun."""
    c = getattr(f, "asked", None) or f.citations[0]
    return c.quote.split()[0].lower() in _UNNAMED


def _is_title(book: Book, f: Finding) -> bool:
    """Whether its words are those of a title."""
    c = f.citations[0]
    return book.article(c).by_sentence[c.sentence].heading


def _contesting(book: Book, lead: Finding) -> list[Finding]:
    """The disagreements that quote a sentence."""
    place = (lead.citations[0].source, lead.citations[0].sentence)
    return [d for d in book.disputes if any((c.source, c.sentence) == place for c in cited(d))]


def _latest(book: Book, news: News) -> Latest | None:
    """The news that a front page has room for: what is certain enough to stand on one."""
    by_source = book.briefing.by_source
    came, revised = ([by_source[i] for i in ids if i in by_source] for ids in (news.came, news.revised))
    wanted = {kind: frozenset(ids) for kind, ids in news.findings.items()}
    new = {
        kind: [f for f in book.sure(kind) if f.id in ids and not book.replaced(f)]
        for kind, ids in wanted.items()
    }
    shown = _Shown()
    new["positions"] = [f for f in new.get("positions", ()) if not leans(f) and not given_up(f)]
    for kind, found in new.items():
        if kind in ("open_issues", "positions"):
            new[kind] = shown.take(sorted(found, key=_weak), len(found))
        else:
            shown.add(c for f in found for c in f.citations)
    if "leaders" in new:
        new["leaders"] = [f for f in new["leaders"] if f.citations and not getattr(f, "anonymous", False)]
    settled = {c.id for c in news.changes if c.what == "answered"}
    answered = [(f, *answer(f)) for f in book.settled if f.id in settled]
    if not came and not answered and not any(new.values()):
        return None
    room = max(0, _NEW_SOURCES - len(came))
    return Latest(
        came=came[:_NEW_SOURCES],
        revised=revised[:room],
        more=max(0, len(came) + len(revised) - _NEW_SOURCES),
        removed=news.removed,
        findings=[(kind, fs[:_NEW], len(fs) - len(fs[:_NEW])) for kind, fs in new.items() if fs],
        answered=answered[:_NEW],
        changed=news.changed,
        gone=news.gone,
    )


def _chief(book: Book, most: int) -> list[Finding]:
    """The leaders, those who hold a position first; none who is there only as a source, or in a version that
    was replaced.
    """
    leaders = [f for f in book.sure("leaders") if not getattr(f, "aside", False) and not book.replaced(f)]
    return sorted(leaders, key=lambda f: not book.held_by(f.id))[: 2 * most]


def _weak(finding: Finding) -> tuple[bool, bool]:
    """What a named person commits to comes before what somebody says."""
    holders = getattr(finding, "holders", None)
    return holders == (), holders is not None and getattr(finding, "stance", "") == "states"


def telling(book: Book, leader: Finding) -> list[Finding]:
    """A leader's positions, what commits somebody before what is only said; none that is a noun or an
    infinitive alone.
    """
    held = [
        p
        for p in book.held_by(leader.id)
        if p.confidence != "low"
        and not leans(p)
        and not book.past(p)
        and not _is_fragment(p)
        and not _is_title(book, p)
        and not _is_half(book, p)
    ]
    return sorted(held, key=lambda p: (_is_long(p), p.stance == "states", len(p.holders) > 1))  # type: ignore[attr-defined]


_ELSEWHEN = re.compile(
    r"\b(?:initially|at first|originally|previously|earlier|formerly|once|until|as recently as|back in"
    r"|last (?:year|month|fall|autumn|spring|summer|winter)|(?:years|months) ago)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:but|although|though|even as|despite|while|yet|however|except|unless)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _is_half(book: Book, position: Finding) -> bool:
    """Whether its sentence sets the words in another time, or goes on to turn them, and they leave it out."""
    c = getattr(position, "shown", None) or position.citations[0]
    article = book.article(c)
    s = article.by_sentence[c.sentence]
    before, after = article.text[s.start : c.start], article.text[c.end : s.end]
    years = set(_YEAR.findall(s.text))
    own = book.years
    return bool(
        _ELSEWHEN.search(f"{before} {after}") or _TURN.search(after) or (own and years and not years & own)
    )


_LONG = 190
"""Code points from which a statement is cut on the front page."""


def _is_long(position: Finding) -> bool:
    return len((getattr(position, "shown", None) or position.citations[0]).quote) > _LONG


def _is_fragment(position: Finding) -> bool:
    """Whether its words are a noun or an infinitive: they tell less in a line than a clause does."""
    return getattr(position, "manner", "") == "indirect" and not getattr(position, "predicate", True)
