"""Name: one person or town spelled in two ways, one person in two offices (governor, acting governor)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import ratio

from briefgen.analysis.actors import Actor, Role
from briefgen.analysis.actors.words import folded, is_office
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.sides import Value as Passage
from briefgen.findings.disagreements.sides import disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import per_language, table, words

_ONE_WORD = 66
"""Two spellings of one word share so much of it, in per cent: Morsi and Morsy, Soleimani and Suleimani."""
_MISREAD = re.compile("(?:[\u00c2\u00c3]|A[\u0302\u0303])[\u0080-\u00bf]")
"""UTF-8 that was read as Latin-1: the outlet's machine, not its spelling."""
_SHORT = 4
"""Most short forms of first names have so many letters at most."""
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LONGEST = 140
"""Code points of a clause that is cited whole."""


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Spellings of people and capitals, offices of people."""
    people = [a for a in so_far.analysis.cast.actors if a.kind == "person" and not a.anonymous]
    return (*_offices(so_far, people), *_spellings(so_far, people), *_capitals(so_far))


# -- spellings --


def _spellings(so_far: SoFar, people: Sequence[Actor]) -> Iterator[Disagreement]:
    for actor in people:
        forms = _forms(so_far, actor)
        names = sorted({f for f, _ in forms})
        respelled = {f for a, b in combinations(names, 2) if _are_spellings(a, b) for f in (a, b)}
        passages = [
            Passage(source=m.source, start=m.start, end=m.end, value=" ".join(f), label=(m.start, m.end))
            for f, m in forms
            if f in respelled
        ]
        item = disagreement(
            so_far, passages, kind="name", title=f"Spelling of {actor.name}", rule="name/spelling",
            confidence="low",
        )  # fmt: skip
        if item:
            yield item


def _forms(so_far: SoFar, actor: Actor) -> list[tuple[tuple[str, ...], Passage]]:
    """Every mention by name, with the name's words in lower case, without accents, initials and suffixes."""
    out = []
    for m in actor.mentions:
        if m.form == "name":
            whole = so_far.article(m.source).text
            text = whole[m.start : m.end]
            if _MISREAD.search(text) or "@" in whole[max(0, m.start - 1) : m.end]:
                continue  # a handle is nobody's spelling
            parts = tuple(
                w for w in re.findall(r"[^\W\d_]+", folded(text)) if len(w) > 1 and w not in _SUFFIX
            )
            span = (m.start, m.end)
            out.append((parts, Passage(source=m.source, start=m.start, end=m.end, value="", label=span)))
    return out


def _are_spellings(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names have the same words, some of them with other letters; a short form is no spelling."""
    if len(a) != len(b) or "".join(a) == "".join(b):
        return False
    for x, y in zip(a, b, strict=True):
        if x != y and (x.startswith(y) or y.startswith(x) or ratio(x, y) < _ONE_WORD or _is_short(x, y)):
            return False
    return True


def _is_short(x: str, y: str) -> bool:
    """Whether one may be the short form of the other: Joe and Joseph, Dan and Danny, Mike and Michael."""
    short, long = sorted((x, y), key=len)
    return len(short) <= _SHORT and len(long) > len(short) + 1 and short[0] == long[0]


def _capitals(so_far: SoFar) -> Iterator[Disagreement]:
    """A capital under two spellings: a matter of style, shown as such."""
    found: dict[str, list[Passage]] = {}
    for a in so_far.analysis.articles:
        for s in a.sentences:
            for t in s.tokens:
                if t.text in _variants() and t.text[:1].isupper():
                    span = _around(so_far, a.id, s.id, t.start, t.end)
                    found.setdefault(_variants()[t.text], []).append(
                        Passage(source=a.id, start=span[0], end=span[1], value=t.text, label=(t.start, t.end))
                    )
    for name, passages in sorted(found.items()):
        item = disagreement(
            so_far,
            passages,
            kind="name",
            title=f"Spelling of {name}",
            rule="name/capital",
            within=True,
            confidence="low",
        )
        if item:
            yield item


def _around(so_far: SoFar, source: str, sentence: str, start: int, end: int) -> tuple[int, int]:
    """The smallest clause around a word, or the word alone where that is long."""
    inside = so_far.analysis.claims_in.get((source, sentence), ())
    clauses = [c for c in inside if c.start <= start and end <= c.end and not c.nominal]
    c = min(clauses, key=lambda c: (c.end - c.start, c.start), default=None)
    return (c.start, c.end) if c is not None and c.end - c.start <= _LONGEST else (start, end)


@per_language
def _variants() -> Mapping[str, str]:
    """Spelling → first spelling, of capitals with several that are one word in other letters."""
    out: dict[str, str] = {}
    for country in table("countries")["country"]:
        for a, b in combinations(country.get("capital", []), 2):
            if a[0] == b[0] and ratio(a.lower(), b.lower()) >= _ONE_WORD:
                out |= {a: a, b: a}
    return out


# -- offices --


@dataclass(frozen=True, slots=True)
class _Held:
    """An office as a role names it."""

    office: str
    standing: str
    of: frozenset[str]
    """The role's other words: of what."""
    role: Role


def _offices(so_far: SoFar, people: Sequence[Actor]) -> Iterator[Disagreement]:
    for actor in people:
        held = [h for r in actor.roles for h in _held(r)]
        for office in dict.fromkeys(h.office for h in held):
            one = [h for h in held if h.office == office]
            disputed = [
                h
                for h in one
                if any(_are_one_office(h, o) for o in one if o.standing != h.standing)
                or any(_are_apart(h, o) for o in one if o.role.source != h.role.source)
            ]
            item = disagreement(
                so_far,
                (
                    Passage(
                        source=h.role.source, start=h.role.start, end=h.role.end, value=_value(h),
                        label=(h.role.start, h.role.end),
                    )
                    for h in disputed
                ),
                kind="name",
                title=f"Office of {actor.name}",
                rule="name/office",
                confidence="low",
            )  # fmt: skip
            if item:
                yield item
                break


def _held(role: Role) -> Iterator[_Held]:
    """The offices that a role names, each with how it is held: `acting`, `former`, or plainly."""
    low = [w.strip(".").lower() for w in re.findall(r"[^\W_]+(?:\.[^\W_]+)*", role.text)]
    short = table("standings")["short"]
    named = [short.get(w, w) for w in low]
    behind = next((i for i, w in enumerate(low) if w in {"of", "for", "to", "at", "with"}), len(low))
    at = next((i for i, w in enumerate(low[:behind]) if w in words("standings", "standing")), None)
    standing = low[at] if at is not None else ""
    if (
        at is not None
        and at + 1 < behind
        and is_office(low[at + 1])
        and named[at + 1] not in words("standings", "offices")
    ):
        return  # “former rival Governor Roe”
    for office in dict.fromkeys(w for w in named[:behind] if w in words("standings", "offices")):
        rest = frozenset(named) - {office} - words("standings", "standing") - words("standings", "empty")
        yield _Held(office, standing, rest, role)


def _value(h: _Held) -> str:
    """How it is held, and over what."""
    return " ".join((h.standing, *sorted(h.of & _fields().keys())))


def _are_apart(a: _Held, b: _Held) -> bool:
    """Whether both are offices of one rank over two fields: interior and defence minister."""
    fields = [frozenset(_fields().get(w, "") for w in h.of) - {""} for h in (a, b)]
    return all(len(f) == 1 for f in fields) and fields[0] != fields[1]


@per_language
def _fields() -> Mapping[str, str]:
    """Words for the field of an office → the first word for it."""
    return {w: group[0] for group in table("standings")["fields"] for w in group}


def _are_one_office(a: _Held, b: _Held) -> bool:
    """Whether both may be the same office: of the same, or one does not say of what."""
    if {a.standing, b.standing} & words("standings", "past"):
        return False  # “Governor Roe” is a courtesy to a former governor, or of the time that is told of
    return bool(a.of & b.of) or not a.of or not b.of


__all__ = ["compare"]
