"""What is measured, in plain words: the titles of disagreements about numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.analysis.actors.words import is_office
from briefgen.analysis.measures import Measure
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table


def title_of(so_far: SoFar, group: Sequence[Measure]) -> str:
    """What is measured, in plain words."""
    m = group[0]
    if m.kind == "toll":
        who = "people" if m.of in {"", "body"} else _plural(m.of)
        return f"Number of {who} {table('measures')['tolls'][m.thing]['title']}"
    if m.kind in _PLAIN:
        return _PLAIN[m.kind]
    noun = _noun(so_far, group)
    if m.kind == "age":
        actor = so_far.analysis.cast.by_id.get(m.thing.removeprefix("@"))
        return f"Age of {actor.name}" if actor else f"Age of the {noun}"
    if m.kind == "lasting":
        return _length(so_far, group, noun)
    if m.kind == "population":
        name = min((" ".join(w.capitalize() for w in sorted(x.names)) for x in group if x.names), default="")
        return f"Population of {name}" if name else f"Number of {noun}"
    if m.kind == "count":
        return f"Number of {noun}"
    return _amount(so_far, group, noun)


_PLAIN = {"magnitude": "Magnitude of the quake", "vote": "Votes for and against"}
_SIZES = {
    "percent": "Percentage", "length": "Distance or length", "area": "Area", "mass": "Weight",
    "speed": "Speed", "volume": "Amount", "temperature": "Temperature", "megawatt": "Power",
}  # fmt: skip


def _length(so_far: SoFar, group: Sequence[Measure], noun: str) -> str:
    m = group[0]
    if m.thing in table("measures")["acts"]:
        return "Length of the sentence" if m.thing == "sentence" else f"How long the {m.thing} lasted"
    if is_office(noun.split()[-1]):
        return f"Length of service: {noun}"  # “a 21-year veteran”
    if any(x.noun for x in group):
        return f"Length of the {noun}"
    subject = _party(so_far, group)
    return f"How long {subject} took part" if m.claim is None else f"How long {subject} {_verb(so_far, m)}"


def _amount(so_far: SoFar, group: Sequence[Measure], noun: str) -> str:
    """`Amount of the fine`, `Percentage: Ostmar shares`."""
    kind = group[0].kind
    word = "Amount" if kind.startswith("money") else _SIZES.get(kind, "Amount")
    if any(x.noun for x in group):
        return f"{word} of the {noun}" if word == "Amount" else f"{word}: {noun}"
    party = _party(so_far, group)
    return party[:1].upper() + party[1:] if word.lower() in party.lower() else f"{word}: {party}"


def _party(so_far: SoFar, group: Sequence[Measure]) -> str:
    """The shortest words for who or what the clause is about."""
    texts = [
        " ".join(so_far.article(m.source).text[p.start : p.end].split())
        for m in group
        if m.claim is not None
        for p in (m.claim.subject, m.claim.object)
        if p is not None and not p.pronoun
        if not (p.start <= m.quantity.number < p.end or m.quantity.start <= p.start < m.quantity.end)
    ]
    text = min(texts, key=lambda t: (len(t), t), default="the whole")
    return re.sub(r"^(?:The|An?)\b", lambda m: m.group().lower(), text)


def _verb(so_far: SoFar, m: Measure) -> str:
    return so_far.article(m.source).text[m.claim.verb : m.claim.verb_end] if m.claim is not None else ""


def _noun(so_far: SoFar, group: Sequence[Measure]) -> str:
    """The shortest words for the thing."""
    texts = []
    for m in group:
        if m.noun is not None:
            text = " ".join(so_far.article(m.source).text[m.noun[0] : m.noun[1]].split())
            texts.append(re.sub(r"^(?:the|an?|its|their|his|her)\s+", "", text, flags=re.IGNORECASE))
    if not texts:
        return group[0].thing
    text = min(texts, key=lambda t: (len(t), t))
    return (
        text
        if any(w[:1].islower() for w in texts for w in w.split()[:1]) and text[:1].islower()
        else text.lower()
    )


def _plural(noun: str) -> str:
    if noun.endswith(("man", "child")):
        return f"{noun[:-2]}en" if noun.endswith("man") else f"{noun}ren"
    return noun if noun.endswith("s") else f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"
