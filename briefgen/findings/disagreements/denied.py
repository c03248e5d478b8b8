"""Whether it is so: told and denied, done and not done, one act and its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.analysis.claims import Claim, same_thing
from briefgen.findings.disagreements.clash import Clash, Span, mirrored
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.language.lexicon import per_language, table
from briefgen.matching.passages import Passage, denying


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Acts of which one is denied or is the other's opposite, and words that call a claim untrue."""
    yield from _acts(a, b)
    yield from _called_untrue(a, b)
    yield from map(mirrored, _called_untrue(b, a))


def _acts(a: Passage, b: Passage) -> Iterator[Clash]:
    for c in a.claims:
        for d in b.claims:
            near = max(same_thing(c.object, d.object), same_thing(c.subject, d.subject))
            one = c.classes & d.classes
            if one and _denied(c) != _denied(d):
                seen = "denied: one act" if near else "denied: one verb"
            elif near and _opposite(c, d) and _denied(c) == _denied(d):
                seen = "denied: opposite acts"
            else:
                continue
            yield Clash(kind=_kind(a, b), seen=seen, a=_words(c), b=_words(d))


def _denied(c: Claim) -> bool:
    return c.negated != (c.denied_by is not None)


def _called_untrue(a: Passage, b: Passage) -> Iterator[Clash]:
    """Words of the first that deny, where the second has none."""
    if b.denials or not a.denials:
        return
    for t, forms in zip(a.sentence.tokens, a.sentence.forms, strict=True):
        if denying().intersection(forms):
            yield Clash(kind="contested", seen="denied: called untrue", a=(t.start, t.end), b=b.root)
            return


def _kind(a: Passage, b: Passage) -> DisagreementKind:
    """Contested where one of them tells somebody's word against the other."""
    return "contested" if a.speakers != b.speakers else "polarity"


def _opposite(c: Claim, d: Claim) -> bool:
    return any(_opposites().get(name, frozenset()) & d.classes for name in c.classes)


@per_language
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in table("predicates")["opposed"]["pairs"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {k: frozenset(v) for k, v in found.items()}


def _words(c: Claim) -> Span:
    return c.verb, c.verb_end
