"""Contested: a report that is disputed against those who hold to it.

`disputed the report` against `stands by its reporting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analysis.claims import Claim, Phrase
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """A passage that denies a statement, or holds to it."""

    source: str
    start: int
    end: int
    statement: Phrase
    """`the agency's report`."""
    owners: frozenset[str]
    """Whose it is: named with it, or the speaker of `our reporting`."""
    denies: bool


def reports(so_far: SoFar) -> Iterator[Disagreement]:
    """`disputed the report` against `stands by its reporting`."""
    voices = list(_voices(so_far.analysis.claims))
    groups: list[list[_Voice]] = []
    for voice in voices:
        joined = [g for g in groups if any(_same_statement(voice, v) for v in g)]
        groups = [g for g in groups if g not in joined]
        groups.append([v for g in joined for v in g] + [voice])
    for group in groups:
        item = disagreement(
            so_far,
            [
                _passage(v, "denied" if v.denies else "held")
                for v in sorted(group, key=lambda v: (v.source, v.start))
            ],
            kind="contested",
            title=_title(so_far, group),
            rule="contested/report",
            within=True,
        )
        if item:
            yield item


def _voices(claims: Sequence[Claim]) -> Iterator[_Voice]:
    for c in claims:
        if c.modality == "actual" and not c.nominal and c.denied_by is None:
            yield from _denies(c)
            yield from _holds(c)
    for c in claims:
        if c.denied_by is not None and c.said_by is not None and is_statement(c.said_by):
            yield _voice(c, c.start, c.end, c.said_by, denies=False)


def _denies(c: Claim) -> Iterator[_Voice]:
    untrue, true = words("contest", "untrue"), words("contest", "true")
    if c.negated:
        if c.lemma == "be" and c.object and c.object.words & true and is_statement(c.subject):
            yield _voice(c, c.start, c.end, c.subject, denies=True)
        return
    if c.lemma in words("contest", "denials") and is_statement(c.object) and c.object:
        yield _voice(c, c.start, max(c.object.end, c.start + 1), c.object, denies=True)
    elif c.lemma == "be" and c.object and c.object.words & untrue and is_statement(c.subject):
        yield _voice(c, c.start, c.end, c.subject, denies=True)
    elif c.lemma in words("causes", "calling") and c.verdict in untrue and is_statement(c.object):
        yield _voice(c, c.start, c.end, c.object, denies=True)


def _holds(c: Claim) -> Iterator[_Voice]:
    if c.negated:
        return
    if c.lemma == "stand":
        for preposition, phrase in c.arguments:
            if preposition == "by" and is_statement(phrase):
                yield _voice(c, c.start, c.end, phrase, denies=False)
    elif (
        c.lemma == "be" and c.object and c.object.words & words("contest", "true") and is_statement(c.subject)
    ):
        yield _voice(c, c.start, c.end, c.subject, denies=False)


def _voice(c: Claim, start: int, end: int, statement: Phrase | None, *, denies: bool) -> _Voice:
    assert statement is not None
    owners = {w for w in statement.words if w.startswith("@")}
    if not owners and not denies and c.said_by is not None:
        owners = {w for w in c.said_by.words if w.startswith("@")} - c.said_by.parties or set(
            c.said_by.parties
        )
    return _Voice(
        source=c.source, start=start, end=end, statement=statement, owners=frozenset(owners), denies=denies
    )


def _same_statement(a: _Voice, b: _Voice) -> bool:
    """Whether both speak of one report: by its owner; without an owner, within one source."""
    if a.owners and b.owners and any(one_owner(x, y) for x in a.owners for y in b.owners):
        return True
    return not (_named(a) and _named(b)) and a.source == b.source and a.statement.head == b.statement.head


def _named(v: _Voice) -> bool:
    return any(w.startswith("@") for w in v.statement.words)


def one_owner(a: str, b: str) -> bool:
    """One actor, or two names of which one is part of the other (an outlet and its newsroom)."""
    mine, other = set(a.strip("@").split("-")), set(b.strip("@").split("-"))
    return mine <= other or other <= mine


def _passage(v: _Voice, value: str) -> Passage:
    return Passage(source=v.source, start=v.start, end=v.end, value=value, label=(v.start, v.end))


def _title(so_far: SoFar, group: Sequence[_Voice]) -> str:
    named = [v for v in group if any(w.startswith("@") for w in v.statement.words)] or list(group)
    v = min(named, key=lambda v: (v.statement.end - v.statement.start, v.source, v.start))
    text = so_far.article(v.source).text[v.statement.start : v.statement.end]
    return (
        f"Whether {text[:1].lower() + text[1:] if text.startswith(('The ', 'A ', 'Its ')) else text} is right"
    )


def is_statement(p: Phrase | None) -> bool:
    """Whether the phrase is what somebody states: a report, a claim, a charge."""
    return p is not None and not p.pronoun and bool(({p.head} | p.modifiers) & words("contest", "statements"))
