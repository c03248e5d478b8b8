"""From a quotation and its speaker to the record: stance, negation, condition, and which part leads."""

from __future__ import annotations

from briefgen.analysis.attribution.conditions import condition_of
from briefgen.analysis.attribution.reading import Reading, reading_of
from briefgen.analysis.attribution.records import Attribution, Manner, Span, Stance
from briefgen.analysis.attribution.speakers import Speaker
from briefgen.analysis.attribution.stance import stance_of_verb
from briefgen.analysis.attribution.substance import (
    begins_condition,
    is_courtesy,
    is_half,
    is_question_to,
    is_short,
    is_verbless,
    says_little,
)
from briefgen.language.lexicon import words
from briefgen.model import Article, Confidence, Token

_OBLIGES = frozenset({"must", "should", "ought"})
_SAYING = frozenset({"states", "claims"})
# What a verb tells of a whole quotation beside it. What somebody denies or plans is told in other words than
# his: “We met once,” he says in denying more.
_BESIDE = frozenset({"states", "claims", "confirms", "demands", "commits", "warns", "criticises", "praises"})
_OPENING = "“‘«„\"'"
_MARKS = "“”‘’«»„\"'"
_BIDDING = frozenset({"tell", "ask", "advise", "remind", "counsel", "call"})
# `They should know that …` tells them.
_HEEDING = frozenset({"know", "remember", "note", "understand", "realize", "realise", "say", "admit", "add"})
# Verbs and adjectives after which `if` asks.
_ASKING = frozenset(
    [
        "ask", "wonder", "know", "see", "say", "tell", "decide", "determine", "check", "learn", "clear",
        "sure", "question", "consider", "doubt", "assess", "find", "certain", "remember", "care", "verify",
        "confirm", "unsure", "test",
    ]
)  # fmt: skip


def attribution(
    article: Article, speaker: Speaker, parts: list[Span], manner: Manner, rule: str, confidence: Confidence
) -> Attribution:
    """The record of what a speaker says in these parts, the part in his own clause first."""
    content = _led(article, weighted(parts))
    sentence = article.sentence_at(content[0][0])
    reading = reading_of(sentence) if sentence and sentence.tokens else None
    own = [s for s in content if sentence and sentence.start <= s[0] < sentence.end]
    weak = (
        _is_weak(article, content[0]) if manner == "direct" else says_little(article, content[0], told=True)
    )
    weak = weak or (manner != "direct" and rule == "after" and is_verbless(article, content[0]))
    weak = weak or (manner == "direct" and is_question_to(article, content[0]))
    return Attribution(
        source=article.id, content=content, holder=speaker.holder, cue=speaker.cue,
        stance=stance_said(speaker.lemma, reading, content[0], manner) if reading else "states",
        negated=speaker.negated, manner=manner,
        condition=_condition(article, reading, tuple(own)) if reading else None,
        rule=f"quotation/{rule}", confidence="low" if weak else confidence,
    )  # fmt: skip


def stance_said(lemma: str, r: Reading, content: Span, manner: Manner) -> Stance:
    """The stance of a verb beside a quotation; one whose own main verb is under must or should demands."""
    found = stance_of_verb(lemma)
    if manner == "direct" and found not in _BESIDE:
        found = "states"
    if lemma == "challenge" and not any(
        content[0] <= t.start < content[1] and t.tag == "TO" for t in r.tokens
    ):
        return "doubts"  # a claim, and nobody to do anything
    if lemma in _BIDDING and manner == "mixed" and _bids(lemma, r, content):
        return "demands"
    return "demands" if found in _SAYING and _obliges(r, content) else found


def _bids(lemma: str, r: Reading, content: Span) -> bool:
    """Whether the content is somebody and what he is to do: `told the owners to “sell the wreck”`."""
    for token in r.tokens:
        if token.tag == "TO" and content[0] < token.start < content[1]:
            doing = r.tokens[token.head]
            return (
                doing.rel == "xcomp"
                and r.tokens[doing.head].lemma.lower() == lemma
                and not _is_for(r, content)
            )
    return False


def _is_for(r: Reading, content: Span) -> bool:
    """`called for a review to assure peace`: what is called for, and nobody who is to do it."""
    return any(t.start == content[0] and t.pos == "ADP" for t in r.tokens)


def _obliges(r: Reading, content: Span) -> bool:
    """Whether the main verb is under must or should: `They must go`; not `I must say`, `should have gone`."""
    start, end = content
    if r.sentence.text[: end - r.sentence.start].rstrip(_MARKS + " ")[-1:] == "?":
        return False
    for k, token in enumerate(r.tokens):
        if start <= token.start < end and r.low[k] in _OBLIGES:
            return _is_demand(r, k, content)
    return False


def _is_demand(r: Reading, k: int, content: Span) -> bool:
    verb = r.tokens[k].head
    above = r.tokens[r.tokens[verb].head]
    main = above is r.tokens[verb] or not content[0] <= above.start < content[1]
    beside = r.tokens[verb].rel == "parataxis" or (
        r.tokens[verb].rel == "ccomp" and above.lemma.lower() in words("quotations", "mental")
    )  # “I think they must go”
    subject = r.child(verb, {"nsubj", "nsubjpass"})
    perfect = any(r.tokens[c].lemma == "have" and r.tokens[c].rel == "aux" for c in r.children[verb])
    told = r.tokens[verb].lemma in _HEEDING and r.child(verb, {"ccomp"}) is not None
    asks = subject is not None and (subject > k or r.low[subject] == "i")
    return (main or beside) and not (perfect or told or asks)


def _condition(article: Article, r: Reading, own: tuple[Span, ...]) -> Span | None:
    """The condition in the holder's words: no word in marks, no half of a quotation, no question."""
    found = condition_of(r, own, -1)
    if found is None or any(found == (a, b) for a, b in own):
        return None
    start, end = found
    text = article.text
    word = next((t for t in r.tokens if t.start == start), None)
    marked = (
        text[start - 1 : start] in _OPENING and word is not None and text[word.end : word.end + 1] in _MARKS
    )
    cut = text[end : end + 2].strip()[:1] in _OPENING and text[end : end + 1].isspace()
    alone = any(text[a:b].strip(_MARKS + " ,.") == text[start:end].strip(_MARKS + " ,.") for a, b in own)
    return None if marked or cut or alone or (word is not None and _asks(r, word)) else found


def _asks(r: Reading, word: Token) -> bool:
    k = r.tokens.index(word)
    before = r.tokens[k - 1] if k else None
    return word.text.lower() == "if" and before is not None and before.lemma.lower() in _ASKING


def _led(article: Article, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts; where the first says too little by itself and another does not, that one leads."""
    if len(parts) == 1:
        return parts
    goes_on = begins_condition(article, parts[0]) and article.sentence_at(parts[0][0]) == article.sentence_at(
        parts[1][0]
    )
    if not (goes_on or _is_weak(article, parts[0]) or is_verbless(article, parts[0])):
        return parts
    better = (
        p for p in parts[1:]
        if not _is_weak(article, p) and not is_verbless(article, p) and not is_short(article, p)
    )  # fmt: skip
    lead = next(better, parts[0])
    return (lead, *(p for p in parts if p != lead))


def _is_weak(article: Article, part: Span) -> bool:
    return says_little(article, part) or is_half(article, part) or is_courtesy(article, part)


def weighted(parts: list[Span]) -> tuple[Span, ...]:
    """The parts in their order, unless the first is less than a third of all: then the longest leads.

    “No,” Roe said. “We will not pay a bill that …”: a reader needs the second part to know what was said.
    """
    total = sum(b - a for a, b in parts)
    if (parts[0][1] - parts[0][0]) * 3 >= total:
        return tuple(parts)
    longest = max(parts, key=lambda p: p[1] - p[0])
    return (longest, *(p for p in parts if p != longest))
