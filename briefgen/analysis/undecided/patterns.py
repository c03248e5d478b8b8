"""Rows of words, as the lexicon writes them, found in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefgen.analysis.undecided.records import Cue, IssueKind
from briefgen.language.lexicon import per_language, table
from briefgen.model import Confidence, Sentence, Token

_GAP = 4
"""Words that `*` stands for, at most."""
_LATER = 5
"""By so much a doubtful phrase of a section tells less than the others of it."""
_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", "--"})
_PREDICATES = frozenset(
    {"acomp", "attr", "oprd", "ROOT", "conj", "advcl", "ccomp", "xcomp", "relcl", "acl", "appos"}
)
_WILL = frozenset({"will", "'ll", "’ll", "must", "wo", "shall"})
_TO_COME = frozenset(
    {"will", "would", "'ll", "’ll", "may", "might", "could", "must", "should", "shall", "to"}
)


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    words: Mapping[str, str]
    """Each with what it must be; empty for a gap."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    items: tuple[_Item, ...]
    kind: IssueKind
    rule: str
    confidence: Confidence
    rank: int


def find_cues(sentence: Sentence) -> Iterator[Cue]:
    """Every phrase of the lexicon in the sentence, in order of the text."""
    index = _index()
    for i, (low, lemma) in enumerate(sentence.forms):
        tried = dict.fromkeys((*index.get(low, ()), *(index.get(lemma, ()) if lemma != low else ())))
        for pattern in tried:
            found = _match(sentence, pattern, i)
            if found is not None:
                yield Cue(
                    tokens=found,
                    kind=pattern.kind,
                    rule=pattern.rule,
                    confidence=pattern.confidence,
                    rank=pattern.rank,
                )


@per_language
def _index() -> Mapping[str, tuple[_Pattern, ...]]:
    """The lexicon's phrases by their first word."""
    found: dict[str, list[_Pattern]] = {}
    for rank, (rule, entry) in enumerate(table("undecided").items()):
        sure = ((phrase, entry["confidence"], 10 * rank) for phrase in entry["phrases"])
        doubtful = ((phrase, "low", 10 * rank + _LATER) for phrase in entry.get("doubtful", ()))
        for phrase, confidence, place in (*sure, *doubtful):
            items = tuple(_items(phrase))
            pattern = _Pattern(items, entry["kind"], rule, confidence, place)
            for word in items[0].words:
                found.setdefault(word, []).append(pattern)
    return MappingProxyType({k: tuple(v) for k, v in found.items()})


def _items(phrase: str) -> Iterator[_Item]:
    """`decide:future|vote` is either of them, to come; `*` a gap."""
    for word in phrase.split():
        if word == "*":
            yield _Item({})
            continue
        choices = [choice.partition(":") for choice in word.split("|")]
        yield _Item({word: must for word, _, must in choices})


def _match(sentence: Sentence, pattern: _Pattern, i: int) -> tuple[int, ...] | None:
    """Indices of the pattern's words if it stands at this word."""
    found: list[int] = []
    at = i
    gap = 0
    for item in pattern.items:
        if not item.words:
            gap += _GAP
            continue
        place = _next(sentence, item, at, gap)
        if place is None:
            return None
        found.append(place)
        at, gap = place + 1, 0
    return tuple(found)


def _next(sentence: Sentence, item: _Item, at: int, gap: int) -> int | None:
    for i in range(at, min(at + gap + 1, len(sentence.tokens))):
        for form in sentence.forms[i]:
            if form in item.words and fits(sentence, i, item.words[form]):
                return i
        if sentence.tokens[i].text in _STOPS:
            return None
    return None


def fits(sentence: Sentence, i: int, must: str) -> bool:
    """Whether the word is what the lexicon asks of it."""
    token = sentence.tokens[i]
    if must == "pred":
        takes = any(sentence.tokens[c].rel == "dobj" for c in sentence.children[i])
        return token.rel in _PREDICATES and not takes and not is_describing(sentence, i)
    if must == "noun":
        return token.pos in {"NOUN", "PROPN"}
    if must == "verb":
        return token.pos == "VERB" and token.rel not in {"amod", "compound"}
    if must == "prep":
        return token.rel == "prep"
    if must == "prt":
        return token.rel in {"prt", "advmod"}
    if must == "now":
        return (
            token.pos in {"VERB", "ADJ"} and token.rel not in {"pcomp", "amod"} and not _is_over(sentence, i)
        )
    if must == "will":
        return token.tag == "VB" and any(
            sentence.tokens[c].text.lower() in _WILL
            for c in sentence.children[i]
            if sentence.tokens[c].rel == "aux"
        )
    if must == "future":
        return token.tag in {"VB", "VBN", "VBG", "VBP"} and is_to_come(sentence, i)
    return True


def is_describing(sentence: Sentence, i: int) -> bool:
    """Whether the word only narrows the noun behind it, whatever the parser calls it."""
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    return after is not None and after.pos in {"NOUN", "PROPN"} and sentence.tokens[i].head >= i + 1


def _is_over(sentence: Sentence, i: int) -> bool:
    token: Token = sentence.tokens[i]
    helpers = {
        sentence.tokens[c].text.lower()
        for c in sentence.children[i]
        if sentence.tokens[c].rel in {"aux", "auxpass"}
    }
    if token.tag == "VBD":
        return True
    return token.tag == "VBN" and bool(helpers & {"had", "have", "has", "was", "were"} or not helpers)


def is_to_come(sentence: Sentence, i: int) -> bool:
    """Whether a helping verb sets it in the future or makes it only possible."""
    tokens = sentence.tokens
    helpers = {tokens[c].text.lower() for c in sentence.children[i] if tokens[c].rel == "aux"}
    if "to" in helpers:
        head = tokens[tokens[i].head]
        return "have" not in helpers and head.lemma not in {
            "decline",
            "refuse",
            "fail",
            "have",
            "use",
            "seem",
            "appear",
        }
    return bool(helpers & _TO_COME) and "have" not in helpers
