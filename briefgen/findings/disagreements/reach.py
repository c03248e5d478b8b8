"""Scope: a measure that reaches all of a kind in one report, and only some in another.

`is recalling all its models` against `the recall concerns the hatchback only`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from briefgen.analysis.claims import Claim, Phrase
from briefgen.findings.disagreements.likeness import is_told
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, inside
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import words

_ONLY = re.compile(
    r"\b(?:only|alone|except(?: for)?|excluding|(?:limited|restricted) to|reserved for"
    r"|exempt(?:s|ed)?|spares?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:until|before|previously|formerly|once|used to)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:[$€£]?\d|one|two|three|four|five|six|a few|about|some)", re.IGNORECASE)
_AFFECTING = frozenset({"affect", "cover", "concern", "apply", "reach", "hit"})
_OVER = frozenset({"for", "to", "across", "at", "in", "on", "from", "over", "of"})
_MODALITIES = frozenset({"actual", "planned", "required"})
_WHOLE = re.compile(r"\b(?:all|every|entire|whole|each|nationwide)\b", re.IGNORECASE)


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """What two reports of one event tell of the reach of one measure."""
    claims = so_far.analysis.claims
    narrow = [c for c in claims if c.finite and is_told(c, _MODALITIES) and _is_narrow(so_far, c)]
    wide = [(c, p) for c in claims if narrow and is_told(c, _MODALITIES) for p in _all_of(so_far, c)]
    for (a, p), b in product(wide, narrow):
        if so_far.analysis.leads.apart(a.source, b.source) and _one_measure(so_far, a, p, b):
            item = disagreement(
                so_far,
                (
                    Passage(source=a.source, start=a.start, end=a.end, value="all", label=(p.start, p.end)),
                    Passage(source=b.source, start=b.start, end=b.end, value="some", label=(b.start, b.end)),
                ),
                kind="scope",
                title=f"All or only some: {_bare(inside(so_far, a.source, p.start, p.end))}",
                rule="scope/only",
            )
            if item:
                return (item,)
    return ()


def _all_of(so_far: SoFar, c: Claim) -> Iterator[Phrase]:
    """Of what the clause says that all of it is meant."""
    text = so_far.article(c.source).text
    for p in (c.object, c.subject, *(p for k, p in c.arguments if k in _OVER)):
        if p is not None and not p.pronoun and (p.plural or p.share == "all"):
            said = text[p.start : p.end]
            if _WHOLE.match(said) or _WHOLE.search(" ".join(said.split()[:2])):
                yield p


def _is_narrow(so_far: SoFar, c: Claim) -> bool:
    text = so_far.article(c.source).text[c.start : c.end]
    m = _ONLY.search(text)
    return m is not None and _EARLIER.search(text) is None and not _COUNTED.match(text, m.end())


def _one_measure(so_far: SoFar, a: Claim, whole: Phrase, b: Claim) -> bool:
    """Whether b tells the reach of what a tells: named by its verb or noun, or as `the order`."""
    tokens = so_far.article(a.source).by_sentence[a.sentence].tokens
    lemmas = {t.lemma.lower() for t in tokens}
    other = so_far.article(b.source).by_sentence[b.sentence]
    inner = (t for t in tokens if whole.start <= t.start < whole.end)
    named = {t.lemma.lower() for t in inner if t.pos == "NOUN"}
    headed = so_far.analysis.leads.leads_with(a.source, a.start)
    if headed and b.lemma in _AFFECTING and named & {t.lemma.lower() for t in other.tokens}:
        return True  # “every bank will close”, “banks close, though only branches in Velm are affected”
    stopping = words("measures", "stopping")
    if {a.lemma, *a.classes} & stopping and {b.lemma, *b.classes} & stopping:
        return True
    first = headed and bool({a.lemma, *a.classes} & words("measures", "enacting"))
    for p in (b.subject, b.object):
        if p is None or p.pronoun or p.indefinite or p.plural:
            continue
        if p.noun in words("measures", "measures") and (p.noun in lemmas or first):
            return b.lemma in words("measures", "reaching") or p.noun in lemmas
        if p.noun in lemmas and b.lemma in words("measures", "reaching"):
            return True
    return False


def _bare(words_: str) -> str:
    return re.sub(
        r"^(?:all|every|each|the|its|their|entire|whole)\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|whole\s+|entire\s+)?",
        "",
        words_,
        flags=re.IGNORECASE,
    )
