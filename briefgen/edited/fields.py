"""What the analyst sets of one finding: each field as its record has it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, get_args

from briefgen.analysis.actors.records import ActorKind
from briefgen.analysis.attribution.records import Stance
from briefgen.analysis.undecided.records import IssueKind
from briefgen.edited.desk import Desk, place
from briefgen.edited.naming import NameProblem, Names, one_of, plain
from briefgen.edited.renaming import bare, follow
from briefgen.edited.topics import TopicsSaid
from briefgen.editorial.applying import Meant, given, in_file, less
from briefgen.editorial.quoting import QuoteError, among, cited
from briefgen.editorial.record import Quote
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position, shortened
from briefgen.findings.topics import Topic
from briefgen.model import Citation, Finding
from briefgen.places import SETTLED
from briefgen.statements import has

KINDS: Mapping[str, tuple[str, ...]] = {
    "leaders": get_args(ActorKind), "open_issues": get_args(IssueKind),
    "disagreements": get_args(DisagreementKind),
}  # fmt: skip
"""Kind of finding → the kinds that its record knows."""
STANCES: tuple[str, ...] = get_args(Stance)
_LEFT = ("name", "merge", "split", "hide", "reason", "pin", "reviewed", "proposed", "seen")
"""What is not set here."""

_CORRECTS = frozenset({"title", "holder", "stance", "negated", "kind", "whose_move", "answered", "overtaken"})
"""Who sets one of these has read the passage: what the rules were unsure of is folded no more."""


def rename(desk: Desk, meant: Sequence[Meant]) -> None:
    """Call leaders otherwise, wherever they are named; what one was called is another name of his.

    A name that another leader has, or is to get, is refused: they may be one.
    """
    wanted = {m.id: " ".join((m.edit.name or "").split()) for m in meant if m.kind == "leaders"}
    had = {f.id: f.name for f in desk.leaders}
    for m in meant:
        new = wanted.get(m.id, "") if m.kind == "leaders" else ""
        if not new or new == had[m.id]:
            continue
        called = ((i, name) for names in (had, wanted) for i, name in names.items() if i != m.id)
        other = next((i for i, name in called if plain(name) == plain(new)), None)
        if other is None:
            _rename(desk, desk.get("leaders", m.id), new)
        else:
            desk.wrong(m, f"name: {other} is called {new} too; if they are one, write `merge: {other}`")


def _rename(desk: Desk, old: Leader, new: str) -> None:
    follow(desk, old, new)
    aliases = tuple(a for a in dict.fromkeys((old.name, *old.aliases)) if a != new)
    title = new if old.title == old.name else old.title
    desk.put("leaders", replace(old, name=new, title=title, aliases=aliases, edited=_with(old, "name")))


class Setting:
    """Sets the fields of findings."""

    def __init__(self, desk: Desk, names: Names, topics: TopicsSaid) -> None:
        self._desk, self._names, self._topics = desk, names, topics
        self._moved: list[tuple[Position, Position]] = []

    def set(self, meant: Meant) -> None:
        """Set each field that the edit gives; one that can't be is left out, and said."""
        finding = self._desk.get(meant.kind, meant.id)
        for field in given(less(meant, *_LEFT).edit):
            said = getattr(meant.edit, field)
            how = _HOW.get(field)
            try:
                changed = how(self, finding, said) if how else {field: said}
            except (NameProblem, QuoteError) as error:
                self._desk.wrong(meant, f"{in_file(field)}: {error}")
                continue
            changed = {k: v for k, v in changed.items() if getattr(finding, k) != v}
            if changed:
                surer = {"confidence": "high"} if field in _CORRECTS else {}
                finding = replace(finding, **(changed | surer), edited=_with(finding, in_file(field)))
        if "role" in finding.edited:
            finding = replace(finding, proposed=meant.edit.proposed)
        self._put(meant, finding)

    def _put(self, meant: Meant, finding: Finding) -> None:
        old = self._desk.get(meant.kind, meant.id)
        if isinstance(old, Position) and isinstance(finding, Position) and old.holders != finding.holders:
            self._moved.append((old, finding))
        self._desk.put(meant.kind, finding)

    # -- fields ------------------------------------------------------------------------

    def holder(self, p: Position, said: tuple[str, ...]) -> dict[str, Any]:
        """Whose it is. The words follow a colon, with their subject: they may be said of another."""
        holders = self._names.all(said)
        if holders == p.holders:
            return {}
        before = {w for f in self._desk.leaders if f.id in {*p.holders} - {*holders} for w in _names_of(f)}
        referents = tuple(r for r in p.referents if bare(r[1]) not in before)
        return {
            "holders": holders, "predicate": False, "referents": referents, "later": None, "earlier": None,
            "reported_by": tuple(r for r in p.reported_by if r not in holders), **self._with_subject(p),
        }  # fmt: skip

    def _with_subject(self, p: Position) -> dict[str, Any]:
        """The printed words from the subject of their clause on, where they went on from its name: without
        it “knew of cracks” would be told of whoever has said that somebody else knew of them.
        """
        subject, words = p.holder, p.shown
        if not p.predicate or subject is None or words is None or subject.start >= words.start:
            return {}
        if (subject.source, subject.sentence) != (words.source, words.sentence):
            return {}
        article = next(a for a in self._desk.articles if a.id == words.source)
        whole = article.cite(subject.start, words.end)
        further = tuple(c for c in p.further if not has(whole, c))
        title = (
            p.title
            if "title" in p.edited
            else shortened(" … ".join(c.quote for c in sorted((whole, *further))))
        )
        return {"shown": whole, "further": further, "title": title}

    def title(self, finding: Finding, said: str) -> dict[str, Any]:
        """What it is called; of a topic, its words everywhere."""
        title = " ".join(said.split()) or finding.title
        return {"title": title, "label": title} if isinstance(finding, Topic) else {"title": title}

    def stance(self, p: Position, said: str) -> dict[str, Any]:
        """How he stands to it."""
        return {"stance": one_of(said, STANCES)}

    def kind(self, finding: Finding, said: str) -> dict[str, Any]:
        """Of which sort it is."""
        return {"kind": one_of(said, KINDS[_kind_of(finding)])}

    def topic(self, finding: Any, said: tuple[str, ...]) -> dict[str, Any]:
        """What it is about; a label that is no topic yet makes one."""
        return {"topics": self._topics.ids(said, first_of(finding))}

    def whose_move(self, finding: OpenIssue, said: tuple[str, ...]) -> dict[str, Any]:
        """Whose move it is."""
        return {"whose_move": self._names.all(said)}

    def role(self, leader: Leader, said: str) -> dict[str, Any]:
        """In which role: words of a sentence that names him, before his other roles."""
        named = among(self._desk.articles, map(place, leader.citations), said)
        first = [r for r in leader.roles if plain(r[0]) == plain(said)]
        role = (named[0].quote, named[0])
        return {"roles": tuple(dict.fromkeys((*(first or [role]), *leader.roles)))}

    def answered(self, issue: OpenIssue, said: Quote) -> dict[str, Any]:
        """Which passage answers it."""
        return {"answered": self._passage(said)}

    def overtaken(self, issue: OpenIssue, said: Quote | bool) -> dict[str, Any]:
        """That something else has overtaken it, and which passage tells of that."""
        if issue.answered is not None:
            raise NameProblem("it is answered; an open issue is one of both")
        by = self._passage(said) if isinstance(said, Quote) else None
        return {"overtaken": True, "overtaken_by": by}

    def _passage(self, said: Quote) -> Citation:
        cites = cited(self._desk.articles, said)
        if len(cites) > 1:
            raise QuoteError("the words go over several sentences; quote words of one")
        return cites[0]

    # -- what hangs on it --------------------------------------------------------------

    def finish(self) -> None:
        """Take back what is said of a holder's earlier and later words where these are somebody else's now,
        and keep what is settled apart from what is open.
        """
        for old, new in self._moved:
            self._desk.change("positions", partial(_apart, old=old, new=new))
        issues = self._desk.all("open_issues")
        settled = [f for f in issues if f.settled]
        if settled:
            self._desk.found["open_issues"] = [f for f in issues if not f.settled]
            self._desk.found[SETTLED] = settled


_HOW: Mapping[str, Callable[[Setting, Any, Any], dict[str, Any]]] = {
    "title": Setting.title, "holder": Setting.holder, "stance": Setting.stance, "kind": Setting.kind,
    "topic": Setting.topic, "whose_move": Setting.whose_move, "role": Setting.role,
    "answered": Setting.answered, "overtaken": Setting.overtaken,
}  # fmt: skip
"""Fields that are not set as they are said."""


def first_of(finding: Any) -> Citation:
    """The first passage of a finding."""
    sides = getattr(finding, "sides", ())
    found: Citation = sides[0].citations[0] if sides else finding.citations[0]
    return found


def _kind_of(finding: Finding) -> str:
    return {Leader: "leaders", OpenIssue: "open_issues"}.get(type(finding), "disagreements")


def _with(finding: Finding, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*finding.edited, field)))


def _names_of(leader: Leader) -> Iterable[str]:
    """What he is called, as a bracket behind a pronoun has it."""
    return (leader.name, leader.name.split()[-1], *leader.aliases)


def _apart(p: Position, old: Position, new: Position) -> Position:
    """The position without what `old` said, where that is no more said by one of its holders."""
    changed: dict[str, Any] = {}
    for field in ("later", "earlier"):
        word = getattr(p, field)
        theirs = word is not None and any(has(c, word.said) or has(word.said, c) for c in old.citations)
        if theirs and p.id != old.id and not set(p.holders) & set(new.holders):
            changed[field] = None
    return replace(p, **changed) if changed else p
