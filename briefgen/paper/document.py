"""The briefing as the data of a document: what stands where, in words; how it looks is the template's.

A text is a list of pieces: a string, `{"b": …}` for bold words, `{"q": …}` for quiet ones, `{"m": […]}` for
marks. Nothing in it is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefgen.model import Article, Briefing, Citation, Finding, Problem
from briefgen.pages import wording
from briefgen.pages.book import Book
from briefgen.pages.brief import Brief, cited_once, fitted, words_in
from briefgen.pages.escape import carried, turns_named
from briefgen.pages.front import Front, front, in_order
from briefgen.pages.passages import (
    around,
    differing,
    fact,
    fact_and_others,
    is_quoted,
    nested,
    title_and_others,
    words,
)
from briefgen.pages.statement import colon, further, plain, since
from briefgen.pages.written import BY, pieces
from briefgen.paper.by_hand import ByHand, by_hand
from briefgen.paper.notes import Notes, url
from briefgen.statements import printed, review

Text = list[Any]
_WHOLE, _SHORT = 10_000, 220
"""Characters of a passage."""
_FRAME = 150
"""Words of the brief that are the document's: its headings, how to read it, the foot of each page."""
_ANALYST = "The analyst: "
_CELL = 90
"""Characters of a statement in a cell of the matrix."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """The data of a document, and what of the hand-written pages in it could not be set."""

    data: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def document(
    briefing: Briefing, parts: Sequence[str] = (), *, excerpts: bool = False, status: str | None = None
) -> dict[str, Any]:
    """The data of the document with these parts; where none is named, of the brief.

    `excerpts`: the notes give the cited sentences alone. `status`: a line for every page.
    """
    return document_with((), briefing, parts, excerpts=excerpts, status=status).data


def document_with(
    pages: Sequence[ByHand],
    briefing: Briefing,
    parts: Sequence[str] = (),
    *,
    excerpts: bool = False,
    status: str | None = None,
) -> Document:
    """The same with these hand-written pages behind the parts; each sentence that they cite has a note."""
    book = Book(briefing=briefing)
    sheet = _Sheet(book, excerpts=excerpts or briefing.excerpts or not parts)
    made = [by_hand(page, briefing, sheet.cite) for page in pages]
    wanted = sheet.notes.places
    if parts:
        chosen = [p for p in PARTS if p in parts]
        of_parts = {p: PARTS[p](sheet) for p in chosen}
        unsure = sheet.unsure() if "positions" in chosen else None
        notes = [] if chosen == ["summary"] else sheet.notes.all()
        data = _data(book, status, of_parts, notes, unsure)
    else:
        data = _data(book, status, *_brief(book, _fitted(book), sheet, wanted))
    problems = tuple(p for one in made for p in one.problems)
    return Document(data={**data, "pages": [one.data for one in made]}, problems=problems)


def annotated(briefing: Briefing) -> dict[str, Any]:
    """The data of the same brief with a whole note for every mark, for those who go on writing it."""
    book = Book(briefing=briefing)
    sheet = _Sheet(book, excerpts=True)
    made = {"brief": sheet.brief(_fitted(book))}
    return _data(book, None, made, sheet.notes.all())


def printable(value: Any) -> Any:
    """The data without what no document can carry (controls, surrogates); what turns words round is named."""
    if isinstance(value, str):
        return turns_named(carried(value))
    if isinstance(value, dict):
        return {key: printable(v) for key, v in value.items()}
    return [printable(v) for v in value] if isinstance(value, list) else value


def _fitted(book: Book) -> Brief:
    return fitted(book, lambda brief: _length(*_brief(book, brief)))


def _data(
    book: Book,
    status: str | None,
    made: dict[str, Any],
    notes: list[Any],
    unsure: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "title": book.title, "event": book.briefing.event, "status": status, "facts": _facts(book),
        "keys": [_key(a) for a in book.briefing.articles], "order": list(in_order(book.briefing.sections)),
        "parts": made, "alone": list(made) == ["summary"],
        "pages": [], "unsure": unsure or {"held": []}, "notes": notes, "made": _made(book),
    }  # fmt: skip


def _brief(
    book: Book, brief: Brief, sheet: _Sheet | None = None, wanted: frozenset[tuple[str, str]] = frozenset()
) -> tuple[dict[str, Any], list[Any]]:
    """The brief as a part, and its notes: each cited sentence once, none that it quotes whole but for those
    that are wanted all the same.
    """
    sheet = sheet or _Sheet(book, excerpts=True)
    made = {"brief": sheet.brief(brief)}
    notes = sheet.notes.all(without=brief.told(book) - wanted)
    return made, [{"mark": n["mark"], "said": n["said"]} for n in notes]


def _length(*data: Any) -> int:
    """How many words a reader of the brief has before him."""
    return _FRAME + sum(map(words_in, _strings(data)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _facts(book: Book) -> list[list[str]]:
    articles, origins = book.briefing.articles, book.origins
    sources = _count(len(articles), "source")
    return [
        ["Published", wording.span(book.dates) if book.dates else "dates of publication not known"],
        ["Sources", f"{sources}, {_count(origins, 'independent origin')}"],
        *([["Checked", checked]] if (checked := wording.checked(review(book.briefing))) else []),
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


def _when(f: Finding, side: Any) -> Text:
    """Which side of an update is the later word."""
    if getattr(f, "kind", "") != "update":
        return []
    return ["Later: " if side is _sides(f)[0] else "Earlier: "]


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
        book = self.book
        return {
            **self._chosen(front(book), _SHORT),
            "more": {
                **{k: len(book.found(k)) for k in ("agreements", "disagreements", "leaders")},
                "open_issues": len(book.sure("open_issues")),
            },
        }

    def brief(self, brief: Brief) -> dict[str, Any]:
        """The same at greater length, nothing cut, and what happened when."""
        return {
            **self._chosen(brief.front, _WHOLE),
            "timeline": [self._dated(m) for m in brief.moments],
            "sources": [
                {**_key(a), "title": a.title, "address": url(a)} for a in self.book.briefing.articles
            ],
            "found": {
                k: len(self.book.sure(k)) for k in ("agreements", "disagreements", "open_issues", "leaders")
            },
        }

    def _chosen(self, chosen: Front, most: int) -> dict[str, Any]:
        """The lists of a front page, each passage of at most so many characters."""
        return {
            "lead": [*self._opening(), *(self._lead_line(f) for f, _ in chosen.lead)],
            "written": bool(self.book.briefing.opening),
            "established": [self._agreed(f, most) for f in chosen.agreed],
            "disputed": [
                {
                    "title": _begin(f.title),
                    "sides": [*(self._short_side(f, s, most) for s in _sides(f)), *filter(None, [_added(f)])],
                    "note": f.note,
                }
                for f in chosen.disputed
            ],
            "open": [self._open_line(f, most) for f in chosen.open],
            "who": [self._who_line(leader, held, most) for leader, held in chosen.who],
            "only": [
                {
                    "outlet": wording.outlet(a),
                    "said": [self._alone(f, most) for f in found],
                }
                for a, found in chosen.only
            ],
        }

    def _opening(self) -> Iterator[Text]:
        """What happened as the analyst has written it, and at its end that he has."""
        opening = self.book.briefing.opening
        for number, paragraph in enumerate(opening, start=1):
            said = pieces(paragraph)
            line: Text = [p if isinstance(p, str) else self.cite(p) for p in said]
            for at, (piece, behind) in enumerate(pairwise(line)):
                line[at] = piece.rstrip() if isinstance(behind, dict) else piece  # a mark brings its space
            yield [*line, *([{"q": BY}] if number == len(opening) else [])]

    def _lead_line(self, f: Finding) -> Text:
        """A sentence on what happened, whole, and how many sources tell it, or who does."""
        several = len(f.citations) > 1
        by = self.book.told_by(f) if several else self._outlet(f.citations[0])
        return [_said(words(f.citations[0])), self.cite(cited_once(f.citations)), {"q": by}]

    def _agreed(self, f: Any, most: int) -> Text:
        """An established fact in a source's words, and how many sources tell it."""
        said = _said(words(f.citations[0], most))
        named: Text = [] if is_quoted(f) else [{"b": fact(f)}, ": "]
        return [*named, said, self.cite(cited_once(f.citations)), {"q": self.book.told_by(f)}, *_added(f)]

    def _short_side(self, f: Finding, side: Any, most: int) -> Text:
        first = side.citations[0]
        around = most // (3 if len(_sides(f)) < 3 else 5)
        return [
            *_when(f, side),
            *self._bold(first, side, around),
            self.cite(cited_once(side.citations)),
            {"q": self._outlet(first)},
        ]

    def _open_line(self, f: Any, most: int) -> Text:
        movers = _and([m.title for m in self.book.who(getattr(f, "whose_move", ()))])
        said = _said(words(f.asked or f.citations[0], most))
        return [said, *([f" — up to {movers}"] if movers else []), self.cite(f.citations[0]), *_added(f)]

    def _who_line(self, leader: Any, held: Sequence[Finding], most: int) -> Text:
        line: Text = [{"b": leader.title}]
        if leader.roles:
            line += [f", {leader.roles[0][0]}", self.cite(leader.roles[0][1])]
        for i, p in enumerate(held):
            line += ["; " if i else " — ", *self._words(p, most * 3 // 5, every=False)]
        return line

    def _dated(self, m: Any) -> dict[str, Any]:
        return {
            "when": wording.moment(m.when) if m.when else m.as_written,
            "said": [_said(words(m.citations[0])), self.cite(m.citations[0])],
        }

    def _alone(self, f: Any, most: int = 10000) -> Text:
        """What was matched in one source alone, and what it is listed for."""
        return [_said(words(f.citations[0], most)), self.cite(f.citations), {"q": wording.because(f.reason)}]

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
            "facts": " · ".join(
                [
                    *([f"from {leader.home[0]}"] if leader.home else []),
                    f"named {named} in {sources}",
                    *([f"affiliation: {side}"] if (side := wording.affiliation(leader)) else []),
                    *_analyst(leader),
                ]
            ),
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
        facts += [*(book.topic(t) for t in p.topics), *self._past(p), *_analyst(p)]
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

    def _words(self, p: Any, most: int = _WHOLE, *, every: bool = True) -> Text:
        """The source's words, their condition, and their marks or the first of these."""
        first = printed(p)[0]
        held = p.condition and p.condition not in first.quote
        marks = dict.fromkeys((first, *further(p)))
        return [
            _said(plain(p, most)), *([", condition: ", _said(p.condition)] if held else []),
            self.cite(marks if every else first),
            *([] if every or not wording.attributed(p) else [{"q": wording.attributed(p)}]),
            *(piece for called, said in since(p, most)
              for piece in (f" ({called}: ", _said(words(said, 160)), self.cite(said), ")")),
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
        """What is undecided, and whose move it is, as far as the pages list it; then what is so no more."""
        return [self._open(f) for f in (*self.book.open_now, *self.book.settled)]

    def _open(self, f: Any) -> dict[str, Any]:
        book, (told, others) = self.book, title_and_others(f)
        movers = [m.title for m in book.who(f.whose_move)]
        state = ["Answered"] if f.answered else ["Overtaken"] if f.overtaken else []
        facts = [*state, wording.kind_words("open_issues", f), *_doubt(f), *self._past(f)]
        facts += [f"up to {_and(movers)}"] if movers else []
        facts += [book.topic(t) for t in f.topics]
        return {
            "title": [_begin(f.title), *([self.cite(told)] if told else [])],
            "name": _begin(f.title),
            "facts": facts + ([self._outlet(told[0])] if told else []) + _analyst(f),
            "passages": [*map(self._passage, others), *self._settled_by(f)], "note": f.note,
        }  # fmt: skip

    def _settled_by(self, f: Any) -> list[dict[str, Any]]:
        """The passage that answers an open issue, or tells what has overtaken it, with who printed it."""
        said = ((f.answered, "the answer"), (f.overtaken_by, "what has overtaken it"))
        return [
            {**self._passage(c), "from": f"{what} · {self.book.credit(c)}"} for c, what in said if c
        ]  # fmt: skip

    def disagreements(self) -> list[dict[str, Any]]:
        """Where sources cannot both be exactly right, side by side."""
        return [self._disagreement(f) for f in self.book.disputes]

    def _disagreement(self, f: Any) -> dict[str, Any]:
        within = [] if self.book.between_sources(f) else ["within one source"]
        topics = [self.book.topic(t) for t in f.topics]
        return {
            "name": _begin(f.title), "note": f.note,
            "facts": [wording.kind_words("disagreements", f), *within, *topics, *self._past(f), *_analyst(f)],
            "sides": [[self._valued(f, c, side) for c in side.citations] for side in f.sides],
        }  # fmt: skip

    def _valued(self, f: Finding, c: Citation, side: Any) -> dict[str, Any]:
        said = [*_when(f, side), *self._bold(c, side, 10_000), self.cite(c)]
        return {"said": said, "from": self.book.credit(c)}

    def agreements(self) -> list[dict[str, Any]]:
        """What two or more independent sources tell, in a source's words."""
        return [self._agreement(f) for f in self._all("agreements")]

    def _agreement(self, f: Any) -> dict[str, Any]:
        told, others = fact_and_others(f)
        return {
            "name": fact(f), "note": f.note,
            "facts": [_begin(self.book.told_by(f)), *_doubt(f), *([self._outlet(told[0])] if told else []),
                      *self._past(f), *_analyst(f)],
            "marks": self.cite(told)["m"], "passages": [self._passage(c) for c in others],
        }  # fmt: skip

    def timeline(self) -> dict[str, Any]:
        """A row for each moment, a lane for each source that reports one."""
        moments = self.book.moments
        reporting = {c.source for m in moments for c in m.citations}
        lanes = [a for a in self.book.briefing.articles if a.id in reporting]
        parts = [
            {"name": wording.PARTS_OF_TIME[part], "rows": [self._moment(m, lanes) for m in found]}
            for part, found in self.book.moments_by_part
        ]
        return {"lanes": [a.key for a in lanes], "parts": parts}

    def _moment(self, m: Any, lanes: Sequence[Article]) -> dict[str, Any]:
        by = {c.source for c in m.citations}
        past = [{"q": x} for x in (*self._past(m), *_analyst(m), *([_ANALYST + m.note] if m.note else []))]
        return {
            "when": wording.dated(m), "written": m.as_written,
            "said": [_said(words(m.citations[0], 520)), self.cite(m.citations), *past],
            "by": [a.id in by for a in lanes],
        }  # fmt: skip

    def sources(self) -> list[dict[str, Any]]:
        """The sources, and what was matched in each alone."""
        return [self._source(a) for a in self.book.briefing.articles]

    def _source(self, article: Article) -> dict[str, Any]:
        book = self.book
        first = book.briefing.by_source[book.origin(article.id)]
        return {
            **_key(article), "title": article.title, "authors": list(article.authors),
            "address": url(article), "sentences": len(article.sentences),
            "shares": first.key if first.id != article.id else None,
            "alone": [self._alone(f) for f in book.sole(article.id)],
        }  # fmt: skip

    # -- pieces ------------------------------------------------------------------------

    def _all(self, kind: str) -> tuple[Finding, ...]:
        return self.book.sure(kind) + self.book.unsure(kind)

    def _past(self, f: Finding) -> list[str]:
        """Where only a replaced version has it: that it does."""
        later = self.book.replaced(f)
        return [f"earlier version, replaced by {later.key}"] if later else []

    def _outlet(self, c: Citation) -> str:
        return wording.outlet(self.book.article(c))

    def _passage(self, c: Citation) -> dict[str, Any]:
        return {"said": [_said(words(c)), self.cite(c)], "from": self.book.credit(c)}

    def _bold(self, c: Citation, side: Any, most: int) -> Text:
        before, bold, after = around(self.book.article(c), c, differing(c, side), most)
        return [f"“{before}", {"b": bold}, f"{after}”"] if bold else [f"“{before}”"]


def _said(quote: str) -> str:
    return f"“{nested(quote)}”"


def _sides(f: Finding) -> Sequence[Any]:
    return tuple(getattr(f, "sides", ()))


def _doubt(f: Finding) -> list[str]:
    return ["less certain"] if f.confidence == "low" else []


def _added(f: Finding) -> Text:
    """That the analyst has added it, in a line that says nothing else of him."""
    return [{"q": wording.by_analyst(f)}] if f.by_hand else []


def _analyst(f: Finding) -> list[str]:
    return [said] if (said := wording.by_analyst(f)) else []


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


PARTS: Mapping[str, Callable[[_Sheet], Any]] = {
    "summary": _Sheet.summary, "leaders": _Sheet.leaders, "positions": _Sheet.positions,
    "open-issues": _Sheet.open_issues, "disagreements": _Sheet.disagreements,
    "established": _Sheet.agreements, "timeline": _Sheet.timeline, "sources": _Sheet.sources,
}  # fmt: skip
"""The parts of the document, in its order."""
