"""What is known of a statement by which an editor would print it or not: named observations, one by one.

They are of four sorts: who holds it and how the text names him; the cue and what it stands under; the words
that would be printed; the marks of their sentence. `soundness` weighs them. How long the words are is none of
them: it tells nothing once the rest is known, and short texts would be folded for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.analysis.actors import Actor, Cast
from briefgen.analysis.attribution import Attribution
from briefgen.analysis.attribution.reading import SUBJECTS, Reading, reading_of
from briefgen.analysis.attribution.shown import Shown
from briefgen.analysis.standing import Standing
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

_BINS = (1, 2, 3, 4, 6, 9, 14, 20, 30, 45)
_PRONOUNS = frozenset(
    {
        "he", "she", "they", "it", "who", "we", "i", "you", "which", "that", "this", "these", "those", "one",
        "his", "her", "their", "its", "what", "both", "some", "many", "others", "another", "all", "most",
    }
)  # fmt: skip
# What leans on what was said before.
_LEANING = frozenset(
    {
        "it", "this", "that", "they", "them", "these", "those", "he", "him", "she", "her", "his", "their",
        "its", "such",
    }
)  # fmt: skip
_OPENING = _LEANING | {
    "to", "what", "how", "whether", "why", "when", "if", "but", "and", "because", "as", "of", "in", "with",
    "a", "the", "not", "there", "i", "we", "you", "which", "who",
}  # fmt: skip
_QUANTIFIERS = frozenset({"a", "an", "some", "many", "no", "any", "most", "several", "few", "every", "other"})
_AUXILIARIES = frozenset(
    {
        "had", "would", "could", "may", "might", "will", "has", "have", "be", "been", "was", "were", "is",
        "are", "did", "to", "should",
    }
)  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CARRIES = frozenset({"NOUN", "PROPN", "NUM"})
_ENDS = frozenset({".", '"', "'", "”", "’", ")"})
_MARKS = ('"', "“", "”")


def features(
    own: Attribution,
    holders: Sequence[str],
    reported: bool,
    article: Article,
    cast: Cast,
    printed: Shown,
    stands: Standing,
) -> Iterator[str]:
    """The observations of one statement; `reported`: whether somebody else says that the holder holds it."""
    sentence = article.sentence_at(own.content[0][0])
    if sentence is None or not sentence.tokens:
        return
    r = reading_of(sentence)
    yield "bias"
    yield from _of_form(own, reported)
    yield from _of_holder(own, [cast.by_id[h] for h in holders if h in cast.by_id])
    yield from _of_name(own, r)
    yield from _of_cue(own, r)
    yield from _of_words(own, r, not stands.context)
    yield from _of_print(own, r, printed)
    yield f"leans {stands.leans} {len(stands.context)}"
    yield from _of_sentence(sentence)


def _bin(number: int) -> int:
    return next((b for b in _BINS if number <= b), 99)


def _family(own: Attribution) -> str:
    return own.rule.split("/")[0]


def _of_form(own: Attribution, reported: bool) -> Iterator[str]:
    yield f"rule {own.rule}"
    yield f"stance {own.stance}"
    yield f"stance {own.stance} {own.rule}"
    yield f"manner {own.manner}"
    yield f"manner {own.manner} {_family(own)}"
    yield f"confidence {own.confidence}"
    if own.negated:
        yield "negated"
        yield f"negated {own.stance}"
    if own.condition:
        yield "condition"
    if reported:
        yield "reported"
    if len(own.content) > 1:
        yield "pieces"
        yield f"pieces {own.rule}"


def _of_holder(own: Attribution, actors: Sequence[Actor]) -> Iterator[str]:
    if not actors:
        yield "holder none"
        return
    first = actors[0]
    yield f"holder {first.kind}"
    yield f"holder {first.kind} {own.stance}"
    if len(actors) > 1:
        yield "holder several"
    if first.anonymous:
        yield "holder anonymous"
    if first.outlet:
        yield "holder outlet"
        yield f"holder outlet {own.rule}"
    names = first.name.split()
    yield f"holder words {min(6, len(names))}"
    yield f"holder mentions {min(5, sum(m.source == own.source for m in first.mentions))}"
    if first.name.isupper():
        yield "holder capitals"
    if any(w.islower() for w in names):
        yield "holder described"


def _of_name(own: Attribution, r: Reading) -> Iterator[str]:
    """How the text names the holder there."""
    if own.holder is None:
        yield "named not"
        return
    at = [i for i, t in enumerate(r.tokens) if own.holder[0] <= t.start < own.holder[1]]
    if not at:
        yield "named elsewhere"
        yield f"named elsewhere {own.rule}"
        return
    if len(at) == 1 and r.low[at[0]] in _PRONOUNS:
        yield f"named {r.low[at[0]]}"
        yield f"named pronoun {own.rule}"
        return
    head = _head(r, at)
    token = r.tokens[head]
    yield f"named {token.tag}"
    yield f"named as {token.entity or 'nothing'}"
    yield f"named rel {token.rel}"
    if token.pos == "NOUN":
        yield f"named noun {token.lemma.lower()}"
    if r.low[at[0]] in _QUANTIFIERS:
        yield f"named with {r.low[at[0]]}"


def _of_cue(own: Attribution, r: Reading) -> Iterator[str]:
    if own.cue is None:
        yield "cue none"
        return
    at = [i for i, t in enumerate(r.tokens) if own.cue[0] <= t.start < own.cue[1]]
    if not at:
        yield "cue elsewhere"
        return
    i = _head(r, at)
    token = r.tokens[i]
    lemma = token.lemma.lower()
    yield f"cue {lemma}"
    yield f"cue {lemma} {own.rule}"
    yield f"cue-tag {token.tag}"
    yield f"cue-rel {token.rel}"
    yield f"cue-rel {token.rel} {_family(own)}"
    if under := r.context(i):
        yield f"under {under}"
        yield f"under {under} {own.rule}"
    helping = {r.low[k] for k in r.children[i] if r.tokens[k].rel in ("aux", "auxpass")}
    yield from (f"auxiliary {w}" for w in sorted(helping & _AUXILIARIES))
    if any(r.tokens[k].rel == "advmod" for k in r.children[i]):
        yield "cue-adverb"
    above = r.tokens[token.head]
    if token.head != i and above.pos in ("VERB", "AUX"):
        yield f"cue-above {above.lemma.lower()}"
    if own.holder:
        named = [k for k, t in enumerate(r.tokens) if own.holder[0] <= t.start < own.holder[1]]
        if named:
            far = i - named[-1]
            yield f"cue-distance {'-' if far < 0 else ''}{_bin(abs(far))}"


def _of_words(own: Attribution, r: Reading, alone: bool) -> Iterator[str]:
    """What the content is made of."""
    at = [i for i, t in enumerate(r.tokens) if own.content[0][0] <= t.start < own.content[0][1]]
    if not at:
        return
    first, head = at[0], _head(r, at)
    yield f"first {r.tokens[first].pos}"
    yield f"first {r.tokens[first].tag} {own.rule}"
    if r.low[first] in _OPENING:
        yield f"first-word {r.low[first]}"
    yield "finite" if any(r.tokens[k].tag in _FINITE for k in at) else "finite not"
    yield f"head {r.tokens[head].pos} {r.tokens[head].rel}"
    if r.tokens[head].pos == "NOUN":
        yield f"head-noun {r.tokens[head].lemma.lower()}"
    yield from _leaning(r, at)
    if alone:  # few words say enough where the sentence before stands with them
        yield f"names {min(3, sum(r.tokens[k].pos == 'PROPN' for k in at))}"
        yield f"nouns {min(6, sum(r.tokens[k].pos in _CARRIES for k in at))}"
    if any(r.low[k] == "?" for k in at):
        yield "asks"
    if any(r.tokens[k].pos == "VERB" and r.tokens[k].lemma in words("quotations", "saying") for k in at):
        yield "says-inside"
        yield f"says-inside {own.rule}"
    if at[-1] >= len(r.tokens) - 2:
        yield "to-the-end"


def _leaning(r: Reading, at: Sequence[int]) -> Iterator[str]:
    """Pronouns for what the words may not tell."""
    seen = False
    for k in at:
        if r.low[k] in _LEANING and r.tokens[k].rel in SUBJECTS | {"dobj", "pobj"}:
            yield f"leans {r.low[k]} {r.tokens[k].rel}"
            if not seen:
                yield f"leans-first {r.low[k]}"
        seen = seen or r.tokens[k].pos in ("PROPN", "NOUN")


def _of_print(own: Attribution, r: Reading, printed: Shown) -> Iterator[str]:
    """How the printed words go on from the name."""
    yield f"predicate {printed.predicate}"
    yield f"parts {min(3, len(printed.parts))}"
    start, end = printed.parts[0]
    at = [i for i, t in enumerate(r.tokens) if start <= t.start < end]
    if not at:
        return
    yield f"print-first {r.tokens[at[0]].tag} {printed.predicate}"
    yield f"print-more {_bin(sum(t.start >= own.content[0][1] for t in (r.tokens[i] for i in at)))}"
    if at[-1] + 1 < len(r.tokens):
        yield f"print-before {r.tokens[at[-1] + 1].tag}"


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    marks = sum(sentence.text.count(m) for m in _MARKS)
    yield f"marks {min(6, marks)}"
    if marks % 2:
        yield "marks odd"
    last = sentence.tokens[-1].text
    if last not in _ENDS:
        yield f"ends {last if len(last) < 2 else 'word'}"
    if "?" in sentence.text:
        yield "sentence-asks"
    if sentence.heading:
        yield "heading"


def _head(r: Reading, at: Sequence[int]) -> int:
    """The word of these that none of them governs."""
    inside = frozenset(at)
    return next((i for i in at if r.tokens[i].head not in inside or r.tokens[i].head == i), at[-1])
