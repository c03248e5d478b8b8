"""How likely a candidate is an attribution: a sum of weights of its features, each of them readable.

The weights are counted on annotated news by `benchmarks/cue_weights.py` (logistic regression with an L2
penalty, so that a rare cue falls back to its class and its frame) and stand in `cue_weights.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefgen.analysis.attribution.candidates import Candidate
from briefgen.analysis.attribution.reading import Reading
from briefgen.analysis.attribution.stance import class_of
from briefgen.language.lexicon import per_language, table

_PRONOUNS = frozenset(
    {
        "i", "we", "you", "he", "she", "they", "it", "who", "which", "that", "this", "his", "her", "their",
        "its", "my", "our", "your", "one", "everyone", "anyone", "someone", "nobody", "these", "those",
        "there", "what",
    }
)  # fmt: skip
_NOBODY = frozenset({"it", "that", "this", "which", "what", "there", "you"})
# The likelihood of what the lexicon vouches for, where the count says less.
_SURE = 0.56
_BINS = (1, 2, 3, 4, 6, 9, 14, 24)


def features(c: Candidate, r: Reading) -> Iterator[str]:
    """What is known of the candidate, by name."""
    verb, head = r.tokens[c.verb], r.tokens[c.head]
    yield "bias"
    yield f"frame {c.frame}"
    yield f"class {class_of(c)} {c.frame}"
    yield f"cue {c.lemma} {c.frame}"
    yield f"lemma {c.lemma} {verb.pos}"
    yield f"cue-tag {verb.tag} {verb.rel}"
    yield f"cue-rel {verb.rel} {_kind(c.frame)}"
    context = r.context(c.verb)
    if context:
        yield f"under {context}"
    if r.is_negated(c.verb):
        yield "negated"
        yield f"negated {class_of(c)}"
    yield from _of_holder(c, r)
    words = sum(1 for k in r.tokens if c.content[0][0] <= k.start < c.content[0][1])
    size = next((b for b in _BINS if words <= b), 99)
    yield f"length {size} {_kind(c.frame)}"
    if len(c.content) > 1:
        yield f"parts {_kind(c.frame)}"
    yield f"content {head.pos} {_kind(c.frame)}"
    if head.entity:
        yield f"content-entity {head.entity} {_kind(c.frame)}"
    if head.pos == "NOUN":
        yield f"content-noun {head.lemma.lower()}"
    if r.sentence.heading:
        yield f"heading {_kind(c.frame)}"
    if r.low[-1] == "?":
        yield "asked"


def _of_holder(c: Candidate, r: Reading) -> Iterator[str]:
    if c.subject is None:
        yield f"holder none {_kind(c.frame)}"
        yield f"holder none {class_of(c)}"
        return
    token = r.tokens[c.subject]
    low = r.low[c.subject]
    if low in _PRONOUNS:
        yield f"holder {low}"
        yield f"holder {low} {_kind(c.frame)}"
    elif token.entity:
        yield f"holder-entity {token.entity}"
        yield f"holder-entity {token.entity} {_kind(c.frame)}"
    else:
        yield f"holder {token.tag}"
    if token.pos == "NOUN":
        yield f"holder-noun {token.lemma.lower()}"


def _kind(frame: str) -> str:
    """The family of a frame."""
    start = frame.split("_")[0]
    if frame in {"clause", "question", "to", "ing", "object", "post", "according", "object_to", "small"}:
        return frame
    return start if start in {"noun", "adj", "passive", "object"} else "prep"


@per_language
def _weights() -> dict[str, float]:
    found = table("cue_weights").items()
    return {f"{group} {name}".strip(): float(w) for group, ws in found for name, w in ws.items()}


def likelihood(c: Candidate, r: Reading) -> float:
    """The probability, 0 to 1, that the candidate is an attribution."""
    weights = _weights()
    counted = 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in features(c, r))))
    return max(counted, _SURE) if _is_sure(c, r) else counted


def _is_sure(c: Candidate, r: Reading) -> bool:
    """Whether the lexicon vouches for the cue, somebody uses it, and for more than a word or two."""
    if c.lemma not in table("cues")["sure"].get(c.frame, ()) or c.subject is None:
        return False
    said = sum(c.content[0][0] <= t.start < c.content[0][1] for t in r.tokens)
    return said > 1 and not r.context(c.verb) and r.low[c.subject] not in _NOBODY
