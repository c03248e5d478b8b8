"""How far, how many of them, how surely, on which condition: words of opposite poles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.findings.disagreements.clash import Clash, Span
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.language.lexicon import per_language, table
from briefgen.matching.passages import Passage


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Scales on which the passages stand at different poles."""
    mine, other = _placed(a), _placed(b)
    for name in sorted(mine.keys() | other.keys()):
        one, two = mine.get(name, {}), other.get(name, {})
        kind, lone = _index()[1][name]
        if one and two and not one.keys() & two.keys():
            yield Clash(kind=kind, seen=f"degree: {name}", a=min(one.values()), b=min(two.values()))
        elif lone and bool(one) != bool(two):
            first = min(one.values()) if one else a.root
            second = min(two.values()) if two else b.root
            yield Clash(kind=kind, seen=f"degree: {name} in one", a=first, b=second)


def _placed(p: Passage) -> Mapping[str, Mapping[str, Span]]:
    """Scale → the poles at which the passage stands, with the first word of it that says so."""
    known = p.notes.get("degree")
    if known is None:
        found: dict[str, dict[str, Span]] = {}
        placing = _index()[0]
        for token, pair in zip(p.sentence.tokens, p.sentence.forms, strict=True):
            for form in pair:
                for scale, pole in placing.get(form, ()):
                    found.setdefault(scale, {}).setdefault(pole, (token.start, token.end))
        known = p.notes["degree"] = found
    return known


@per_language
def _index() -> tuple[Mapping[str, Sequence[tuple[str, str]]], Mapping[str, tuple[DisagreementKind, bool]]]:
    """Word → scale and pole; scale → its kind, and whether it has one pole alone."""
    placing: dict[str, list[tuple[str, str]]] = {}
    kinds: dict[str, tuple[DisagreementKind, bool]] = {}
    for name, scale in table("opposites").items():
        kinds[name] = (scale["kind"], False)
        for pole, facts in scale["poles"].items():
            listed = (w for key in ("verbs", "nouns", "adjectives", "adverbs") for w in facts.get(key, ()))
            for w in dict.fromkeys(w for w in listed if " " not in w and "_" not in w):
                placing.setdefault(w, []).append((name, pole))
    for name, scale in table("degrees").items():
        kinds[name] = (scale["kind"], scale.get("lone", False))
        for pole, small in scale["poles"].items():
            for w in small:
                placing.setdefault(w, []).append((name, pole))
    return placing, kinds
