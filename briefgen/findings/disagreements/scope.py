"""Scope: one report means more of the thing than the other: part of it or all, a list or one compound,
the act or
only the decision about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.analysis.claims import Claim, Phrase, same_thing, times_clash
from briefgen.analysis.claims.phrases import words_of
from briefgen.findings.disagreements.likeness import others_act
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, alike, by_class, disagreement, grouped
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_PUT_OFF = frozenset({"delay", "cancel", "halt"})
_DECISIONS = frozenset({"decision", "vote", "ruling", "judgment", "verdict", "announcement"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """The same act, done to more or to less."""
    told = (c for c in so_far.analysis.claims if not c.negated and c.denied_by is None)
    real = [
        c if c.object else replace(c, object=c.subject, subject=None) for c in told if c.object or c.subject
    ]  # of an intransitive verb, what it happens to
    index = by_class(real)
    return tuple(
        item
        for rule, title, may_be, narrower in (
            ("part", "Part or all of {thing}", lambda p: p.share == "part", _part_of),
            ("list", "Which {thing}", lambda p: bool(p.chains) and not p.coordinated, _listed),
            ("decision", "{thing}, or only a decision", lambda p: p.head in _DECISIONS, _only_decided),
        )
        for item in _items(
            so_far, [c for c in real if c.object and may_be(c.object)], index, (rule, title), narrower
        )
    )


def _items(
    so_far: SoFar,
    claims: Sequence[Claim],
    index: Mapping[str, Sequence[Claim]],
    name: tuple[str, str],
    narrower: Callable[[Claim, Claim], bool],
) -> Iterator[Disagreement]:
    rule, title = name
    pairs = [(a, b) for a in claims for b in alike(index, a) if narrower(a, b) and _one_deed(so_far, a, b)]
    narrow = {id(a) for a, _ in pairs}
    for group in grouped(pairs):
        item = disagreement(
            so_far,
            (_passage(c, "narrow" if id(c) in narrow else "wide") for c in group),
            kind="scope",
            title=_capital(title.format(thing=_thing(so_far, group))),
            rule=f"scope/{rule}",
        )
        if item:
            yield item


def _one_deed(so_far: SoFar, a: Claim, b: Claim) -> bool:
    """Like predicates of two sources, at no other time, by nobody else."""
    if a.source == b.source or not a.classes & b.classes or times_clash(a, b):
        return False
    return not others_act(a.subject, b.subject) and _may_act(so_far, a, b) and _may_act(so_far, b, a)


def _may_act(so_far: SoFar, vague: Claim, clear: Claim) -> bool:
    """Where `a statement` or `officials` act, whether the sentence also names the other's actor."""
    if vague.subject is None or clear.subject is None or vague.subject.head not in words_of("generic"):
        return True
    named = {w for w in clear.subject.words | clear.subject.parties if w.startswith("@")}
    around = so_far.analysis.claims_in[vague.source, vague.sentence]
    return not named or any(named & c.topic for c in around)


def _part_of(a: Claim, b: Claim) -> bool:
    """`disputed parts of the report` against `disputed the report`."""
    p, q = a.object, b.object
    if a.lemma in words_of("light") or (p is not None and p.head in words("absence", "idle")):
        return False
    if p is not None and q is not None and p.plural and q.plural and q.share == "all":
        return p.share == "part" and a.modality == b.modality == "actual" and same_thing(p, q) > 0
    if p is None or q is None or p.plural or q.plural or {a.modality, b.modality} != {"actual"}:
        return False
    return p.share == "part" and q.share in {"", "all"} and same_thing(p, q) > 0


def _listed(a: Claim, b: Claim) -> bool:
    """`energy infrastructure` against `energy and infrastructure facilities`."""
    p, q = a.object, b.object
    if p is None or q is None or not q.coordinated or same_thing(p, q) < 2:
        return False
    return any(_runs_in(names[:-1], chain) for names in q.coordinated for chain in p.chains)


def _runs_in(names: tuple[str, ...], chain: tuple[str, ...]) -> bool:
    return any(names == chain[i : i + len(names)] for i in range(len(chain)))


def _only_decided(a: Claim, b: Claim) -> bool:
    """`delayed a decision to impose the tariffs` against `delayed the tariffs`."""
    p, q = a.object, b.object
    if p is None or q is None or not a.classes & _PUT_OFF or p.head not in _DECISIONS or q.head in _DECISIONS:
        return False
    return len(q.words & a.topic) > 0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _passage(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=_span(c.object, c))


def _span(p: Phrase | None, c: Claim) -> tuple[int, int]:
    return (p.start, p.end) if p else (c.start, c.end)


def _thing(so_far: SoFar, group: Sequence[Claim]) -> str:
    c = min(group, key=lambda c: (_span(c.object, c)[1] - _span(c.object, c)[0], c.source, c.start))
    a, b = _span(c.object, c)
    text = " ".join(so_far.article(c.source).text[a:b].split())
    return re.sub(r"^(?:parts?|portions?|sections?|half|some|most) of ", "", text, flags=re.IGNORECASE)
