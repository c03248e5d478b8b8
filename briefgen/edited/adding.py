"""What the analyst adds: his quotes are looked up, the finding is made of them and put where it belongs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, get_args

from briefgen.edited.desk import Desk, place
from briefgen.edited.fields import KINDS, STANCES
from briefgen.edited.naming import NameProblem, Names, one_of, plain
from briefgen.edited.topics import TopicsSaid
from briefgen.editorial.quoting import QuoteError, among, cited
from briefgen.editorial.record import Added, AddedKind, Quote
from briefgen.findings import by_hand
from briefgen.findings.topics import about, places
from briefgen.model import Article, Citation, Finding
from briefgen.statements import has, printed

KIND_OF: dict[AddedKind, str] = {
    "leader": "leaders", "position": "positions", "open_issue": "open_issues",
    "disagreement": "disagreements", "fact": "agreements", "date": "timeline",
}  # fmt: skip
"""What the file calls a finding that is added → its kind."""
assert set(KIND_OF) == set(get_args(AddedKind))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_QUESTION = "question"
"""What an open issue is where nothing is said of that."""


class EntryProblem(Exception):
    """Why an entry can't be made into a finding."""


class KnownProblem(EntryProblem):
    """The finding is there already."""


def leaders(desk: Desk, entries: Sequence[Added]) -> set[str]:
    """Add those who are added; the ids of those that are pinned."""
    return _add(desk, [e for e in entries if e.what == "leader"], lambda e: _leader(desk, e))


def others(desk: Desk, entries: Sequence[Added], names: Names, topics: TopicsSaid) -> set[str]:
    """Add all else; the ids of those that are pinned."""
    making = _Making(desk, names, topics)
    return _add(desk, [e for e in entries if e.what != "leader"], making.made)


def tried(desk: Desk, entry: Added, names: Names, topics: TopicsSaid) -> Finding:
    """What would be added, which is not done. Raises EntryProblem, NameProblem and QuoteError."""
    made = _leader(desk, entry) if entry.what == "leader" else _Making(desk, names, topics).made(entry)
    finding: Finding = by_hand.called(made, entry.id)
    _look(desk, entry, finding)
    return finding


def _add(desk: Desk, entries: Sequence[Added], make: Any) -> set[str]:
    order = by_hand.Order(sources=desk.order, origins=desk.origins)
    pinned = set()
    for e in entries:
        try:
            finding = by_hand.called(make(e), e.id)
            _look(desk, e, finding)
        except (EntryProblem, NameProblem, QuoteError) as error:
            desk.tell(e.line, f"add: {e.what}: {error}; it was left out")
            continue
        kind = KIND_OF[e.what]
        desk.add(
            kind,
            replace(
                finding,
                note=e.note,
                reviewed=e.reviewed,
                proposed=e.proposed,
                title=e.title or finding.title,
            ),  # fmt: skip
            order.place(desk.all(kind), finding),
        )
        if e.pin:
            pinned.add(finding.id)
    return pinned


def _look(desk: Desk, e: Added, finding: Any) -> None:
    """Raise EntryProblem where the finding is there already, or its id is."""
    kind = KIND_OF[e.what]
    if not _ID.fullmatch(finding.id):
        raise EntryProblem(
            f"“{finding.id}” can't be an id: give it one of letters, digits and hyphens, `id: …`"
        )
    for other in desk.all(kind):
        if _tells(other, finding):
            raise KnownProblem(f"{kind}/{other.id} says it already: edit that one")
        if e.holder and _tells(other, replace(finding, holders=())):
            what = "has these words, and nobody who is named holds them: `holder` there would do"
            desk.tell(e.line, f"add: {e.what}: {kind}/{other.id} {what}", severity=0)
    taken = [kind] if e.id is None else [*desk.found]
    for other_kind in taken:
        if finding.id in desk.ids(other_kind):
            raise KnownProblem(f"there is {other_kind}/{finding.id} already: give it another id, `id: …`")


def _tells(found: Any, new: Any) -> bool:
    """Whether a finding of the same kind says what the new one does: the same of the same, in whose words the
    new one's stand.
    """
    if hasattr(new, "aliases"):
        return plain(new.name) in map(plain, (found.name, *found.aliases))
    if hasattr(new, "holders") and set(found.holders) != set(new.holders):
        return False
    if any(getattr(found, n, None) != getattr(new, n, None) for n in ("kind", "when")):
        return False
    cites = [c for side in getattr(found, "sides", ()) for c in side.citations]
    cites += [*found.citations, *printed(found)]
    return all(any(has(c, own) for c in cites) for own in new.citations)


def _quoted(desk: Desk, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """The passages. Raises QuoteError, and EntryProblem where none is given."""
    if not quotes:
        raise EntryProblem("quotes nothing; write `quote: {A: …}` with words of the source")
    return tuple(dict.fromkeys(c for quote in quotes for c in cited(desk.articles, quote)))


def _leader(desk: Desk, e: Added) -> Finding:
    name = " ".join((e.name or "").split())
    if not name:
        raise EntryProblem("has no `name`")
    cites = _quoted(desk, e.quotes)
    kind = _word("kind", e.kind, KINDS["leaders"])
    words = among(desk.articles, map(place, cites), e.role)[0] if e.role else None
    role = (words.quote, words) if words else None
    return by_hand.leader(name, kind, desk.in_order(cites), role=role, side=e.side)


def _word(field: str, said: str | None, known: Collection[str]) -> Any:
    """One of the words that a field may have. Raises EntryProblem."""
    if not said:
        raise EntryProblem(f"has no `{field}`; it may be {', '.join(known)}")
    try:
        return one_of(said, known)
    except NameProblem as error:
        raise EntryProblem(f"{field}: {error}") from None


class _Making:
    """Makes what is no leader."""

    def __init__(self, desk: Desk, names: Names, topics: TopicsSaid) -> None:
        self._desk, self._names, self._topics = desk, names, topics
        self._of = {
            "position": self._position, "open_issue": self._open_issue, "disagreement": self._disagreement,
            "fact": self._fact, "date": self._date,
        }  # fmt: skip

    def made(self, e: Added) -> Finding:
        """The finding. Raises EntryProblem, NameProblem and QuoteError."""
        return self._of[e.what](e)

    def _article(self, c: Citation) -> Article:
        return next(a for a in self._desk.articles if a.id == c.source)

    def _about(self, e: Added, cites: Sequence[Citation]) -> tuple[str, ...]:
        """The topics that are said, else those that the passages name."""
        named = about(places(self._desk.all("topics")), cites)
        return self._topics.ids(e.topic, cites[0]) if e.topic else named

    def _position(self, e: Added) -> Finding:
        cites = _quoted(self._desk, e.quotes)
        try:
            holders = self._names.all(e.holder)
        except NameProblem as error:
            if "is no leader" not in str(error):
                raise
            either = str(error) if str(error).endswith("?") else f"{error};"
            raise EntryProblem(f"{either} or add the leader: `add: - leader: {{name: …}}`") from None
        stance = _word("stance", e.stance or "states", STANCES)
        return by_hand.position(
            cites, self._article(cites[0]), holders=holders, stance=stance, negated=e.negated,
            topics=self._about(e, cites),
        )  # fmt: skip

    def _open_issue(self, e: Added) -> Finding:
        cites = _quoted(self._desk, e.quotes)
        kind = _word("kind", e.kind or _QUESTION, KINDS["open_issues"])
        movers = self._names.all(e.whose_move)
        topics = self._about(e, cites)
        return by_hand.open_issue(cites, title=e.title, kind=kind, whose_move=movers, topics=topics)

    def _disagreement(self, e: Added) -> Finding:
        if len(e.sides) < 2:
            raise EntryProblem("needs two sides, each with a quote")
        sides = [(label, _quoted(self._desk, quotes)) for label, quotes in e.sides]
        kind = _word("kind", e.kind, KINDS["disagreements"])
        topics = self._about(e, [c for _, cites in sides for c in cites])
        return by_hand.disagreement(sides, title=e.title, kind=kind, topics=topics)

    def _fact(self, e: Added) -> Finding:
        cites = _quoted(self._desk, e.quotes)
        origins = {self._desk.origins.get(c.source, c.source) for c in cites}
        if len(origins) < 2:
            one = "one source tells it" if len({c.source for c in cites}) < 2 else "they share one text"
            raise EntryProblem(f"{one}: one origin is no established fact; quote an independent one too")
        return by_hand.fact(cites, len(origins), title=e.title)

    def _date(self, e: Added) -> Finding:
        cites = _quoted(self._desk, e.quotes)
        when = e.when or ""
        if not by_hand.is_date(when):
            said = f"“{when}” is no date" if when else "has no `when`"
            raise EntryProblem(f"{said}; write a day, a month or a year: 2025-03-18, 2025-03, 2025")
        return by_hand.moment(when, cites, self._article(cites[0]), title=e.title)
