"""One finding that the analyst says is several: what stands in sentences that he names goes to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from briefgen.edited.desk import Desk, Place, place
from briefgen.edited.naming import plain
from briefgen.edited.renaming import follow
from briefgen.editorial.applying import Meant
from briefgen.editorial.quoting import QuoteError, cited
from briefgen.editorial.record import Part
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.kind import finding_id, slug
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position, shortened
from briefgen.findings.topics import about, places
from briefgen.model import Citation, Finding

_MOST = 240
"""Characters of a title that is made anew of a passage."""


class _Refused(Exception):
    """Why a part can't be made."""


def split(desk: Desk, meant: Meant) -> None:
    """Make the parts, each of what the parts before it have left; what is left stays with the finding.

    A part that takes all that the others have left is the finding itself, called so.
    """
    taken: set[Place] = set()
    for part in meant.edit.split:
        try:
            within = _with_copies(desk, meant, _sentences(desk, part))
            if not taken.isdisjoint(within):
                raise _Refused("a sentence of it belongs to another part already")
            _make(desk, meant, part.name, within, last=bool(taken))
        except (_Refused, QuoteError) as error:
            desk.wrong(meant, f"split: {part.name}: {error}")
        else:
            taken |= within


def _sentences(desk: Desk, part: Part) -> set[Place]:
    """The sentences in which its passages stand. Raises QuoteError."""
    return {place(c) for quote in part.passages for c in cited(desk.articles, quote)}


def _with_copies(desk: Desk, meant: Meant, within: set[Place]) -> set[Place]:
    """The sentences, and those that say the same word for word in copies of their sources."""
    texts = {(a.id, s.id): plain(s.text) for a in desk.articles for s in a.sentences}
    said = {(desk.origins.get(source, source), texts[source, s]) for source, s in within}
    own = {place(c) for c in _passages(desk.get(meant.kind, meant.id))}
    return within | {p for p in own if (desk.origins.get(p[0], p[0]), texts.get(p)) in said}


def _make(desk: Desk, meant: Meant, name: str, within: set[Place], *, last: bool) -> None:
    old = desk.get(meant.kind, meant.id)
    whole = last and all(place(c) in within for c in _passages(old))
    if isinstance(old, Leader):
        if whole:
            raise _Refused("takes all that is left: leave it out, and say `name` of the one that is split")
        _leader(desk, old, name, within)
        return
    if whole:
        desk.put(meant.kind, replace(_split(old), title=name, confidence="high"))
        return
    left, new = (_issue if isinstance(old, OpenIssue) else _dispute)(desk, old, name, within)
    if new.id in desk.ids(meant.kind):
        raise _Refused(f"there is {new.id} already")
    desk.put(meant.kind, _split(left), replace(_split(new), confidence="high"))


def _passages(finding: Any) -> Iterable[Citation]:
    sides = getattr(finding, "sides", ())
    return (c for side in sides for c in side.citations) if sides else finding.citations


def _split(finding: Finding) -> Finding:
    return replace(finding, edited=tuple(dict.fromkeys((*finding.edited, "split"))))


def _parted(
    cites: Iterable[Citation], within: set[Place]
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """The citations in these sentences, and the others."""
    listed = tuple(cites)
    return tuple(c for c in listed if place(c) in within), tuple(c for c in listed if place(c) not in within)


def _some(taken: Sequence[object], left: Sequence[object]) -> None:
    """Raise _Refused where a part takes nothing, or all."""
    if not taken:
        raise _Refused("nothing of it stands in these sentences")
    if not left:
        raise _Refused("all of it stands in these sentences; then there is nothing to split")


# -- leaders -----------------------------------------------------------------------------


def _leader(desk: Desk, old: Leader, name: str, within: set[Place]) -> None:
    cites, left = _parted(old.citations, within)
    _some(cites, left)
    new_id = slug(name, 64)
    if not new_id:
        raise _Refused("an id can't be made of this name")
    if new_id in desk.ids("leaders"):
        raise _Refused(f"there is a leader {new_id} already; give the positions to that one with `holder`")
    aliases = _aliases(old, name, cites, left)
    moves_home = old.home is not None and place(old.home[1]) in within
    new = replace(
        old, id=new_id, name=name, title=name, aliases=aliases, side=None, note=None, reviewed=None,
        roles=tuple(r for r in old.roles if place(r[1]) in within), citations=cites,
        home=old.home if moves_home else None, edited=(),
    )  # fmt: skip
    kept = replace(
        old,
        aliases=tuple(a for a in old.aliases if a not in aliases and plain(a) != plain(name)),
        roles=tuple(r for r in old.roles if place(r[1]) not in within), citations=left,
        home=None if moves_home else old.home,
    )  # fmt: skip
    desk.put("leaders", _split(kept), _split(new))
    follow(desk, old, name, same=new_id, within=within)
    desk.change("positions", lambda p: _given(p, old.id, new_id, within))
    desk.change("open_issues", lambda f: _moved(f, old.id, new_id, within))


def _aliases(old: Leader, name: str, taken: Sequence[Citation], left: Sequence[Citation]) -> tuple[str, ...]:
    """Names that only the sentences of the part use."""
    here, elsewhere = ({plain(c.quote) for c in cites} for cites in (taken, left))
    return tuple(
        a for a in old.aliases if plain(a) in here - elsewhere and plain(a) != plain(name)
    )  # fmt: skip


def _given(p: Position, old: str, new: str, within: set[Place]) -> Position:
    """The position with another holder, or reporter, where it stands in these sentences."""
    said = (p.holder, p.content or p.citations[0])
    if not any(c is not None and place(c) in within for c in said):
        return p

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if i == old else i for i in ids))

    return replace(p, holders=named(p.holders), reported_by=named(p.reported_by))


def _moved(f: OpenIssue, old: str, new: str, within: set[Place]) -> OpenIssue:
    """The open issue with another one to move, or with both, where it stands in these sentences."""
    taken, left = _parted(f.citations, within)
    if old not in f.whose_move or not taken:
        return f
    both = (old, new) if left else (new,)
    return replace(
        f, whose_move=tuple(dict.fromkeys(i for m in f.whose_move for i in (both if m == old else (m,))))
    )


# -- open issues and disagreements -------------------------------------------------------


def _issue(desk: Desk, old: OpenIssue, name: str, within: set[Place]) -> tuple[Finding, Finding]:
    taken, left = _parted(old.citations, within)
    _some(taken, left)
    new = replace(
        _about(desk, old, taken), id=finding_id(name, *taken), title=name, note=None, reviewed=None, edited=()
    )
    kept = _about(desk, old, left)
    if old.citations[0] in taken:  # what it is called was said there
        kept = replace(kept, title=shortened(left[0].quote, _MOST), asked=None, context=())
    else:
        new = replace(new, asked=None, context=())
    return kept, new


def _about(desk: Desk, old: OpenIssue, cites: tuple[Citation, ...]) -> OpenIssue:
    """The open issue with these passages alone, and whom and what they name."""
    sentences = {place(c) for c in cites}
    named = {f.id for f in desk.leaders if not sentences.isdisjoint(map(place, f.citations))}
    topics = set(about(places(desk.all("topics")), cites))
    return replace(
        old, citations=cites, whose_move=tuple(m for m in old.whose_move if m in named),
        topics=tuple(t for t in old.topics if t in topics),
    )  # fmt: skip


def _dispute(desk: Desk, old: Disagreement, name: str, within: set[Place]) -> tuple[Finding, Finding]:
    pairs = [(side, _parted(side.citations, within)) for side in old.sides]
    taken = _sides((side, cites) for side, (cites, _) in pairs)
    left = _sides((side, cites) for side, (_, cites) in pairs)
    _some(taken, left)
    for sides, whose in ((taken, "the part"), (left, "what is left")):
        if len(sides) < 2:
            raise _Refused(f"{whose} would have one side, and a disagreement needs two")
    cites = [c for side in taken for c in side.citations]
    own, rest = _parted(old.citations, within)
    new: Any = replace(
        old, id=finding_id(name, *cites), title=name, sides=taken, citations=own, note=None, reviewed=None,
        edited=(),
    )  # fmt: skip
    return replace(old, sides=left, citations=rest), new


def _sides(found: Iterable[tuple[Side, tuple[Citation, ...]]]) -> tuple[Side, ...]:
    """The sides that have passages, with the words of these that differ."""
    return tuple(
        replace(
            side,
            label=_label(side, cites),
            citations=cites,
            marks=tuple(
                m for m in side.marks if any(c.source == m[0] and c.start <= m[1] <= c.end for c in cites)
            ),
        )
        for side, cites in found
        if cites
    )


def _label(side: Side, cites: Sequence[Citation]) -> str:
    """What a side is called; made anew where those are words of a passage that it no longer has."""
    label = plain(side.label)
    here, before = (any(label in plain(c.quote) for c in cs) for cs in (cites, side.citations))
    return side.label if here or not before else shortened(cites[0].quote, _MOST)
