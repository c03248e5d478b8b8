"""Whether the printed words of a statement can stand alone, away from the text round them.

They can't where a pronoun in them hides whom or what they are about, where they are a bare noun that only the
text before explains (`backed the idea`), where they end in the middle, where they say no more than that
somebody spoke, asked or would not comment. Such a line is kept, folded away, and shown with the sentence that
stands before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefgen.analysis.attribution import Attribution
from briefgen.analysis.attribution.shown import Shown
from briefgen.analysis.attribution.substance import is_statement, is_verdict
from briefgen.analysis.explaining import before, explaining
from briefgen.analysis.leaning import Lean, is_person, leaning, tells_itself
from briefgen.model import Article, Citation, Sentence, Token

_PERSONAL = frozenset({"he", "she", "it", "they", "him", "her", "them"})
_PERSONS = frozenset({"he", "she", "him", "her", "his"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMED = frozenset({"NOUN", "PROPN", "NUM"})
_VERBS = frozenset({"VERB", "AUX"})
_OPEN_ENDS = frozenset({"DT", "CC", "MD", "PRP$", "PDT"})
_NO_END = frozenset({"as", "than", "because", "if", "while", "that", "whether", "of"})
_DEFINITE = frozenset({"the", "that", "this", "those", "these", "his", "her", "its", "their"})
_SILENT = frozenset({"comment", "elaborate", "respond", "discuss"})
_NOT = frozenset(
    {"not", "n't", "n’t", "no", "never", "refuse", "decline", "refused", "declined", "declining", "refusing"}
)
# Frames whose content is what is talked about, not what is said of it, or half of what is said.
_ABOUT = frozenset(
    {
        "about",
        "noun-about",
        "passive-about",
        "object-about",
        "noun-of",
        "noun-toward",
        "object-at",
        "object-with",
    }
)
_FEW_QUOTED = 5
"""Words of a quotation: fewer say something by themselves in one case of four."""
_FEW = 2
_GENDER = {"he": "male", "she": "female"}
_MAIN = frozenset({"nsubj", "nsubjpass", "dobj"})
_WISHES = frozenset({"want", "like", "need", "prefer"})
"""Verbs that no clause with a tense follows, whatever the parse takes its participle for."""
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LITTLE = 9
"""Words that say little besides a noun that nothing explains."""
_SHORT = 14
"""Words of a quotation that stand on a pronoun; longer ones say something besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a pronoun can mean of him who holds it."""

    body: bool = False
    """No person."""
    many: bool = False
    gender: str | None = None
    name: str = ""
    """His last name, in lower case."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the printed words stand."""

    tells: bool
    """Whether a reader understands them, with the sentences before them where there are some."""
    context: tuple[Citation, ...] = ()
    """One or two sentences before, in order, where the words lean on them."""
    leans: bool = False
    """Whether the words need them, or others that do not tell it either."""


def standing(
    own: Attribution,
    article: Article,
    printed: Shown,
    clear: Collection[int],
    known: Collection[str],
    voice: Voice,
) -> Standing:
    """Whether a reader understands the printed words, and with what.

    `clear`: where the pronouns stand whose meaning is known and told; `known`: what the event is about.
    """
    sentence = article.sentence_at(own.content[0][0])
    if sentence is None or not sentence.tokens or own.confidence == "low":
        return Standing(True)  # what is folded already is shown in its sentence
    words = [t for t in sentence.tokens if own.content[0][0] <= t.start < own.content[0][1] and _is_word(t)]
    inside = [i for i, t in enumerate(sentence.tokens) if any(a <= t.start < b for a, b in printed.parts)]
    shown = [sentence.tokens[i] for i in inside]
    told = before(article, sentence)
    if (
        not words
        or _breaks_off(words, sentence)
        or _is_silent(shown)
        or _is_turned(own, printed)
        or _is_empty(own, article, words, shown)
    ):
        return Standing(False, _cited(article, told[:1]))
    clear = _clear(own, sentence, inside, clear, voice)
    leans = leaning(sentence, inside, clear, known)
    judges = own.manner == "direct" and is_verdict(article, own.content[0])
    if _hides(own, sentence, words, clear, shown) and not judges:
        return Standing(False, _cited(article, told[:1]))
    context, missed = explaining(sentence, told, leans, voice.name)
    turns = judges or _is_bare(own, words, shown)
    if (turns and not context) or (
        _says_little(words, shown) and any(_turns_on(x, sentence) for x in missed)
    ):
        return Standing(False, _cited(article, told[:1]))
    return Standing(True, _cited(article, context), turns or any(not (x.known or x.deep) for x in leans))


def _says_little(words: Sequence[Token], shown: Sequence[Token]) -> bool:
    """Whether they are few and name nobody."""
    return sum(map(_is_word, shown)) <= _LITTLE and not any(t.pos == "PROPN" for t in words)


def _turns_on(lean: Lean, s: Sentence) -> bool:
    """Whether the words say little where this one is not understood: their subject or object."""
    if lean.kind not in ("noun", "told") or s.tokens[lean.at].rel not in _MAIN:
        return False
    return not any(s.tokens[c].rel == "poss" for c in s.children[lean.at])


def _cited(article: Article, told: Sequence[Sentence]) -> tuple[Citation, ...]:
    return tuple(article.cite(s.start, s.end) for s in reversed(told))


def _clear(
    own: Attribution, s: Sentence, inside: Sequence[int], clear: Collection[int], voice: Voice
) -> frozenset[int]:
    """Where the pronouns stand that a reader understands: these, and those for the holder himself."""
    named = own.holder is not None and any(
        t.entity == "PERSON" and own.holder[0] <= t.start < own.holder[1] for t in s.tokens
    )
    theirs = named and voice.body  # “Breck’s lawyers say he will appeal”
    mine = (
        s.tokens[i].start
        for i in inside
        if own.manner != "direct"
        and (_is_holder(own, s, i, voice) or (theirs and s.tokens[i].text.lower() in _PERSONS))
    )
    return frozenset((*clear, *mine))


def _is_word(t: Token) -> bool:
    return t.pos not in ("PUNCT", "SPACE", "SYM")


def _breaks_off(words: Sequence[Token], sentence: Sentence) -> bool:
    """Whether the words end in an article, a conjunction or an auxiliary that wants its verb."""
    last = words[-1]
    if last.tag == "IN" and last.text.lower() in _NO_END:
        return True
    if last.tag in _OPEN_ENDS and last.rel not in _SUBJECTS and last.text.lower() not in _POINTING:
        governs = sentence.tokens[last.head]
        return governs.start >= words[-1].end or last.tag in ("DT", "CC", "MD")
    return False


def _is_empty(own: Attribution, article: Article, words: Sequence[Token], shown: Sequence[Token]) -> bool:
    """Whether they are a word or two that say nothing, or only what is talked about."""
    frame = own.rule.removeprefix("clauses/")
    if own.manner == "direct":
        return (
            len(words) < _FEW_QUOTED
            and len(own.content) == 1
            and not is_statement(article, own.content[0])
            and not is_verdict(article, own.content[0])
        )
    if frame in _ABOUT:
        return own.stance == "states"  # “warned about the tax” takes a stand
    if sum(t.start > words[-1].start for t in shown) > _FEW:
        return False
    return len(words) == 1 and not words[0].entity


def _is_bare(own: Attribution, words: Sequence[Token], shown: Sequence[Token]) -> bool:
    """Whether they are a definite noun that only the text before explains."""
    if own.manner == "direct" or own.rule.removeprefix("clauses/") in _ABOUT or own.stance == "denies":
        return False
    return (
        len(words) <= _FEW
        and words[0].text.lower() in _DEFINITE
        and not any(t.entity for t in words)
        and words[-1].pos in _NAMED
        and sum(t.start > words[-1].start for t in shown) <= _FEW
    )


def _is_silent(shown: Sequence[Token]) -> bool:
    """`declined to comment`, `would not elaborate`, `did not respond to a request`."""
    lows = [t.text.lower() for t in shown]
    at = next((i for i, t in enumerate(shown[:8]) if _is_silence(t)), None)
    return at is not None and (
        any(w in _NOT for w in lows[:at]) or any(t.lemma.lower() in _NOT for t in shown[:at])
    )


def _is_silence(t: Token) -> bool:
    return t.lemma.lower() in _SILENT and (t.pos == "VERB" or t.lemma.lower() == "comment")


def _is_turned(own: Attribution, printed: Shown) -> bool:
    """Whether what they say is denied, doubted or negated by words that are not printed."""
    if own.cue is None or any(a <= own.cue[0] and own.cue[1] <= b for a, b in printed.parts):
        return False
    return own.negated or (own.manner != "direct" and own.stance in ("denies", "doubts", "rejects"))


def _hides(
    own: Attribution,
    sentence: Sentence,
    words: Sequence[Token],
    clear: Collection[int],
    shown: Sequence[Token],
) -> bool:
    """Whether what the words turn on is a pronoun for something that they do not name."""
    ahead = any(
        t.rel == "dobj" and t.tag == "NN" and not is_person(t) and t.end <= words[0].start for t in shown
    )
    short = own.manner != "direct" or len(words) <= _SHORT
    index = {t.start: i for i, t in enumerate(sentence.tokens)}
    for t in words:
        low = t.text.lower()
        if t.pos in _NAMED and t.rel not in ("npadvmod", "poss"):
            return False
        if t.start in clear or t.pos not in ("PRON", "DET", "ADJ"):
            continue
        leans = low in _PERSONAL or (low in _OWNERS and t.rel == "poss")
        points = low in _POINTING and t.rel not in ("det", "mark") and t.tag not in ("WDT", "IN")
        if not (leans or points) or tells_itself(sentence, index[t.start]):
            continue
        if low in ("it", "its") and ahead:
            continue  # “rejected the plan, saying it costs too much”
        if low in _PERSONS and t.rel == "poss" and any(w.entity == "PERSON" for w in words):
            continue  # “Upon his return, Breck …”
        if short or low in _PERSONS:
            return True
    return False


def _is_holder(own: Attribution, s: Sentence, at: int, voice: Voice) -> bool:
    """Whether the holder most likely means himself: `the bank said it would pay`, `Roe says he will`."""
    t = s.tokens[at]
    low = t.text.lower()
    if t.rel == "poss":
        return (
            voice.many if low == "their" else voice.body if low == "its"
            else low in _PERSONS and not (voice.body or voice.many)
        )  # fmt: skip
    if t.rel not in _SUBJECTS:
        return False
    if low in ("he", "she"):
        return not (voice.body or voice.many) and _is_only_one(own, s, at, voice)
    if low == "they" and not voice.many:
        return voice.body and own.holder is not None and s.start <= own.holder[0] < t.start
    if low == "they":
        return True
    return low == "it" and voice.body and not _are_people(own, s) and not _is_object_of_wish(s, at)


def _are_people(own: Attribution, s: Sentence) -> bool:
    """Whether the holder is a plural noun, no name of a body that ends like one: nobody calls them `it`."""
    start, end = own.holder or (0, 0)
    nouns = [t for t in s.tokens if start <= t.start < end and t.pos in ("NOUN", "PROPN")]
    return bool(nouns) and nouns[-1].tag in ("NNS", "NNPS") and nouns[-1].entity != "ORG"


def _is_object_of_wish(s: Sentence, at: int) -> bool:
    """`want it released`, `for it to pass`: the subject of a verb without a tense is not he who wants it."""
    verb = s.tokens[at].head
    tensed = (verb, *s.children[verb])
    if s.tokens[s.tokens[verb].head].lemma.lower() in _WISHES:
        return True
    return not any(s.tokens[c].tag in _TENSED for c in tensed)


def _is_only_one(own: Attribution, s: Sentence, at: int, voice: Voice) -> bool:
    """Whether nobody else is named in the sentence before this `he`, and the holder can be called so."""
    if voice.gender is not None and voice.gender != _GENDER[s.tokens[at].text.lower()]:
        return False
    if own.holder is None or own.holder[0] > s.tokens[at].start or own.holder[1] <= s.start:
        return False
    start, end = own.holder
    return not any(
        _is_somebody(t) for t in s.tokens[:at] if not (start <= t.start < end) and t.rel not in ("appos",)
    )


def _is_somebody(t: Token) -> bool:
    """Whether a word is a person: a name, or a noun for one."""
    if t.entity == "PERSON":
        return t.pos == "PROPN" and t.rel != "poss"
    return t.pos == "NOUN" and t.tag == "NN" and t.rel not in ("compound", "appos") and is_person(t)
