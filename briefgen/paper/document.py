"""The briefing as the data of a document: what stands where, in words; how it looks is the template's.

A text is a list of pieces: a string, `{"b": …}` for bold words, `{"q": …}` for quiet ones, `{"m": […]}` for
marks. Nothing in it is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefgen.model import Article, Briefing, Citation, Finding
from briefgen.pages import wording
from briefgen.pages.book import Book
from briefgen.pages.front import Front, front
from briefgen.pages.passages import (
    around,
    fact,
    fact_and_others,
    is_quoted,
    nested,
    title_and_others,
    words,
)
from briefgen.pages.statement import colon, plain, printed
from briefgen.paper.notes import Notes, url

Text = list[Any]
_WHOLE = 10_000
_CELL = 60
"""Characters of a statement in a cell of the matrix."""


def document(
    briefing: Briefing, parts: Sequence[str] = (), *, excerpts: bool = False, status: str | None = None
) -> dict[str, Any]:
    """The data of the document with these parts, all of them where none is named.

    `excerpts`: the notes give the cited sentences alone. `status`: a line for every page.
    """
    book = Book(briefing=briefing)
    sheet = _Sheet(book, excerpts=excerpts or briefing.excerpts)
    chosen = [p for p in PARTS if p in parts] or list(PARTS)
    made = {p: PARTS[p](sheet) for p in chosen}
    alone = chosen == ["summary"]
    return {
        "title": book.title, "event": briefing.event, "status": status, "facts": _facts(book),
        "keys": [_key(a) for a in briefing.articles],
        "parts": made, "alone": alone,
        "unsure": sheet.unsure() if "positions" in chosen else {"held": []},
        "notes": [] if alone else sheet.notes.all(), "made": _made(book),
    }  # fmt: skip


def _facts(book: Book) -> list[list[str]]:
    articles, origins = book.briefing.articles, book.origins
    sources = _count(len(articles), "source")
    return [
        ["Published", wording.span(book.dates) if book.dates else "dates of publication not known"],
        ["Sources", f"{sources}, {_count(origins, 'independent origin')}"],
        *([["Excerpts", "only the cited sentences are quoted"]] if book.briefing.excerpts else []),
    ]


def _key(article: Article) -> dict[str, Any]:
    return {"key": article.key, "outlet": wording.outlet(article), "date": wording.day(article)}


def _made(book: Book) -> dict[str, Any]:
    briefing = book.briefing
    with_ = " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in briefing.generator.items())
    names = {a.id: f"{a.key} ({a.path})" for a in briefing.articles}
    problems = [
        f"{names.get(p.source, p.source)}: {p.what}" if p.source else p.what for p in briefing.problems
    ]
    return {"with": with_, "problems": problems}


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'s' * (number != 1)}"


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Sheet:
    """Writes the parts; the notes that they need gather on the way."""

    def __init__(self, book: Book, *, excerpts: bool) -> None:
        self.book = book
        self.notes = Notes(book, excerpts=excerpts)
        self.cite = self.notes.cite

    # -- the summary -------------------------------------------------------------------

    def summary(self) -> dict[str, Any]:
        """One page that stands alone: what the site's front page has, in its order."""
        book, chosen = self.book, front(self.book)
        return {
            "established": [self._agreed(f) for f in chosen.agreed],
            "disputed": [
                {"title": _begin(f.title), "sides": [self._short_side(f, s) for s in _sides(f)]}
                for f in chosen.disputed
            ],
            "open": [self._open_line(f) for f in chosen.open],
            "who": [self._who_line(leader, held) for leader, held in chosen.who],
            "only": self._only(chosen),
            "more": {
                **{k: len(book.found(k)) for k in ("agreements", "disagreements", "leaders")},
                "open_issues": len(book.sure("open_issues")),
            },
        }

    def _agreed(self, f: Any) -> Text:
        """An established fact in a source's words, and how many sources tell it."""
        said = _said(words(f.citations[0], 220))
        named: Text = [] if is_quoted(f) else [{"b": fact(f)}, ": "]
        return [*named, said, self.cite(f.citations, 4), {"q": self.book.told_by(f)}]

    def _short_side(self, f: Finding, side: Any) -> Text:
        first = side.citations[0]
        most = 70 if len(_sides(f)) < 3 else 40
        return [
            *self._bold(first, side.label, most),
            self.cite(side.citations, 3),
            {"q": self._outlet(first)},
        ]

    def _open_line(self, f: Any) -> Text:
        movers = _and([m.title for m in self.book.who(getattr(f, "whose_move", ()))])
        return [_said(words(f.asked or f.citations[0], 170)), *([f" — up to {movers}"] if movers else []),
                self.cite(f.citations, 3)]  # fmt: skip

    def _who_line(self, leader: Any, held: Sequence[Finding]) -> Text:
        line: Text = [{"b": leader.title}]
        if leader.roles:
            line += [f", {leader.roles[0][0]}", self.cite(leader.roles[0][1])]
        for i, p in enumerate(held):
            line += ["; " if i else " — ", *self._words(p, 130)]
        return line

    def _only(self, chosen: Front) -> list[dict[str, Any]]:
        return [
            {"outlet": wording.outlet(a), "said": [[_said(words(f.citations[0], 170)), self.cite(f.citations)]
                                                   for f in found]}
            for a, found in chosen.only
        ]  # fmt: skip

    # -- the parts ---------------------------------------------------------------------

    def leaders(self) -> list[dict[str, Any]]:
        """Who is involved, in which role, holding what."""
        return [self._leader(f) for f in self.book.found("leaders")]

    def _leader(self, leader: Any) -> dict[str, Any]:
        book = self.book
        held = book.held_by(leader.id)
        named = _count(len(leader.citations), "time")
        sources = _count(len({c.source for c in leader.citations}), "source")
        return {
            "name": leader.title,
            "facts": " · ".join([*([leader.side] if leader.side else []), f"named {named} in {sources}"]),
            "aliases": list(leader.aliases),
            "note": leader.note,
            "roles": self._roles(leader),
            "held": [self._position(p, leader.id) for p in held if p.confidence != "low"],
            "disputes": [
                _begin(d.title)
                + (
                    f" — quoted on the other side: {_and([o.title for o in book.who(others)])}"
                    if others
                    else ""
                )
                for d, others in book.disputed_with(leader.id)
            ],
        }

    def _roles(self, leader: Any) -> list[Text]:
        """Each role once, with the marks of all who give it."""
        given: dict[str, list[Citation]] = {}
        for role, c in leader.roles:
            given.setdefault(role, []).append(c)
        return [[_said(role), self.cite(found)] for role, found in given.items()]

    def _position(self, p: Any, of: str | None) -> dict[str, Any]:
        """A statement; `of`: below the name of this holder, else with the name of each."""
        book = self.book
        others = [f.title for f in book.who(p.holders) if f.id != of]
        reporters = [f.title for f in book.who(p.reported_by)]
        facts = [book.credit(p.citations[0])]
        facts += [f"according to {_and(reporters)}"] if reporters else []
        facts += [f"together with {_and(others)}"] if others and of else []
        facts += [book.topic(t) for t in p.topics]
        return {
            "colour": wording.colour(p), "said": [*([] if of else self._holder(p)), *self._words(p)],
            "before": self._before(p), "facts": facts, "note": p.note,
        }  # fmt: skip

    def _before(self, p: Any) -> Text:
        """The sentences before it, where its words lean on them."""
        told = [piece for c in p.context for piece in (" ", _said(words(c, 300)), self.cite(c))]
        return ["Before it:", *told] if told else []

    def _holder(self, p: Any) -> Text:
        """Whose the words are: the leaders' names, else what the source calls him, else nothing."""
        named, own = [f.title for f in self.book.who(p.holders)], self.book.own_words(p)
        if named:
            return [{"b": _and(named)}, f"{colon(p)} "]
        return [_said(words(own, 90)), self.cite(own), f"{colon(p)} "] if own else []

    def _words(self, p: Any, most: int = _WHOLE) -> Text:
        """The source's words, their condition and their marks."""
        first = printed(p)[0]
        held = p.condition and p.condition not in first.quote
        marks = dict.fromkeys((first, *(c for c in p.citations if c.sentence != first.sentence)))
        return [
            _said(plain(p, most)), *([", condition: ", _said(p.condition)] if held else []),
            self.cite(first if most < _WHOLE else marks),
        ]  # fmt: skip

    def positions(self) -> dict[str, Any]:
        """The matrix of holders and topics."""
        book = self.book
        return {
            "columns": [_begin(book.topic(t)) for t in book.columns],
            "rows": [
                {"name": h.title, "cells": [self._cell(h.id, t) for t in book.columns]} for h in book.holders
            ],
        }

    def _cell(self, leader: str, topic: str) -> list[dict[str, Any]]:
        """A cell of the matrix: the first two statements, cut, and how many more there are."""
        found = self.book.quotable(leader, topic)
        return [
            {"said": _said(plain(p, _CELL)), "colour": wording.colour(p),
             "marks": self.cite(printed(p)[0])["m"], "more": len(found) - 2 if i == 1 else 0}
            for i, p in enumerate(found[:2])
        ]  # fmt: skip

    def unsure(self) -> dict[str, Any]:
        """What is less certain, at the very end; each with its holder, or with the source's words for him."""
        return {"held": [self._position(p, None) for p in self.book.unsure("positions")]}

    def open_issues(self) -> list[dict[str, Any]]:
        """What is undecided, and whose move it is, as far as the pages list it."""
        return [self._open(f) for f in self.book.open_now]

    def _open(self, f: Any) -> dict[str, Any]:
        book, (told, others) = self.book, title_and_others(f)
        movers = [m.title for m in book.who(f.whose_move)]
        facts = [wording.kind_words("open_issues", f), *_doubt(f)]
        facts += [f"up to {_and(movers)}"] if movers else []
        facts += [book.topic(t) for t in f.topics]
        return {
            "title": [_begin(f.title), *([self.cite(told)] if told else [])],
            "name": _begin(f.title),
            "facts": facts + ([self._outlet(told[0])] if told else []),
            "passages": [self._passage(c) for c in others], "note": f.note,
        }  # fmt: skip

    def disagreements(self) -> list[dict[str, Any]]:
        """Where sources cannot both be exactly right, side by side."""
        return [self._disagreement(f) for f in self.book.disputes]

    def _disagreement(self, f: Any) -> dict[str, Any]:
        within = [] if self.book.between_sources(f) else ["within one source"]
        topics = [self.book.topic(t) for t in f.topics]
        return {
            "name": _begin(f.title), "note": f.note,
            "facts": [wording.kind_words("disagreements", f), *within, *topics],
            "sides": [[self._valued(c, side.label) for c in side.citations] for side in f.sides],
        }  # fmt: skip

    def _valued(self, c: Citation, value: str) -> dict[str, Any]:
        return {"said": [*self._bold(c, value, 10_000), self.cite(c)], "from": self.book.credit(c)}

    def agreements(self) -> list[dict[str, Any]]:
        """What two or more independent sources tell, in a source's words."""
        return [self._agreement(f) for f in self._all("agreements")]

    def _agreement(self, f: Any) -> dict[str, Any]:
        told, others = fact_and_others(f)
        return {
            "name": fact(f), "note": f.note,
            "facts": [_begin(self.book.told_by(f)), *_doubt(f), *([self._outlet(told[0])] if told else [])],
            "marks": self.cite(told)["m"], "passages": [self._passage(c) for c in others],
        }  # fmt: skip

    def timeline(self) -> dict[str, Any]:
        """A row for each moment, a lane for each source that reports one."""
        moments = self.book.moments
        reporting = {c.source for m in moments for c in m.citations}
        lanes = [a for a in self.book.briefing.articles if a.id in reporting]
        return {"lanes": [a.key for a in lanes], "rows": [self._moment(m, lanes) for m in moments]}

    def _moment(self, m: Any, lanes: Sequence[Article]) -> dict[str, Any]:
        by = {c.source for c in m.citations}
        return {
            "when": wording.moment(m.when), "written": m.as_written,
            "said": [_said(words(m.citations[0], 260)), self.cite(m.citations)],
            "by": [a.id in by for a in lanes],
        }  # fmt: skip

    def sources(self) -> list[dict[str, Any]]:
        """The sources, and what each alone reports."""
        return [self._source(a) for a in self.book.briefing.articles]

    def _source(self, article: Article) -> dict[str, Any]:
        book = self.book
        first = book.briefing.by_source[book.origin(article.id)]
        return {
            **_key(article), "title": article.title, "authors": list(article.authors),
            "address": url(article), "sentences": len(article.sentences),
            "shares": first.key if first.id != article.id else None,
            "alone": [[_said(words(f.citations[0])), self.cite(f.citations)] for f in book.sole(article.id)],
        }  # fmt: skip

    # -- pieces ------------------------------------------------------------------------

    def _all(self, kind: str) -> tuple[Finding, ...]:
        return self.book.sure(kind) + self.book.unsure(kind)

    def _outlet(self, c: Citation) -> str:
        return wording.outlet(self.book.article(c))

    def _passage(self, c: Citation) -> dict[str, Any]:
        return {"said": [_said(words(c)), self.cite(c)], "from": self.book.credit(c)}

    def _bold(self, c: Citation, value: str, most: int) -> Text:
        before, bold, after = around(self.book.article(c), c, value, most)
        return [f"“{before}", {"b": bold}, f"{after}”"] if bold else [f"“{before}”"]


def _said(quote: str) -> str:
    return f"“{nested(quote)}”"


def _sides(f: Finding) -> Sequence[Any]:
    return tuple(getattr(f, "sides", ()))


def _doubt(f: Finding) -> list[str]:
    return ["less certain"] if f.confidence == "low" else []


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


PARTS: Mapping[str, Callable[[_Sheet], Any]] = {
    "summary": _Sheet.summary, "leaders": _Sheet.leaders, "positions": _Sheet.positions,
    "open-issues": _Sheet.open_issues, "disagreements": _Sheet.disagreements,
    "established": _Sheet.agreements, "timeline": _Sheet.timeline, "sources": _Sheet.sources,
}  # fmt: skip
"""The parts of the document, in its order."""
