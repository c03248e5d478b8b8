"""Whether the printed words of a statement can stand alone, away from the text round them.

They can't where a pronoun in them hides whom or what they are about, where they are a bare noun that only the
text before explains (`backed the idea`), where they end in the middle, where they say no more than that
somebody spoke, asked or would not comment. Such a line is kept, folded away, and shown with the sentence that
stands before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefgen.analysis.attribution import Attribution
from briefgen.analysis.attribution.shown import Shown
from briefgen.model import Article, Citation, Sentence, Token

_PERSONAL = frozenset({"he", "she", "it", "they", "him", "her", "them"})
_PERSONS = frozenset({"he", "she", "him", "her", "his"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_MANY = frozenset({"they", "them", "their"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"})
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
_SHORT = 14
"""Words of a quotation that stand on a pronoun; longer ones say something besides."""


def stands_alone(
    own: Attribution, article: Article, printed: Shown, clear: Collection[int], *, body: bool, many: bool
) -> bool:
    """Whether a reader understands the printed words without those before them.

    `clear`: where the pronouns stand whose meaning is known and told; `body`, `many`: whether the holder is
    no person, or several.
    """
    sentence = article.sentence_at(own.content[0][0])
    if sentence is None or not sentence.tokens:
        return True
    words = [t for t in sentence.tokens if own.content[0][0] <= t.start < own.content[0][1] and _is_word(t)]
    if not words:
        return False
    shown = [t for t in sentence.tokens if any(a <= t.start < b for a, b in printed.parts)]
    return not (
        _breaks_off(words, sentence) or _is_empty(own, words, shown) or _is_silent(shown)
        or _is_turned(own, printed) or _hides(own, sentence, words, clear, body=body, many=many)
    )  # fmt: skip


def before(article: Article, words: Citation) -> Citation | None:
    """The sentence before, where it stands in the same paragraph and is prose."""
    number = article.place[words.sentence]
    if number < 1:
        return None
    previous, own = article.sentences[number - 1], article.sentences[number]
    if previous.heading or own.heading or previous.paragraph != own.paragraph:
        return None
    return article.cite(previous.start, previous.end)


def explains(article: Article, context: Citation, own: Attribution) -> bool:
    """Whether the sentence before has the noun that is all that the words turn on: `opposes the bill`."""
    sentence = article.sentence_at(own.content[0][0])
    if sentence is None or own.manner != "indirect":
        return False
    words = [t for t in sentence.tokens if own.content[0][0] <= t.start < own.content[0][1] and _is_word(t)]
    if len(words) != _FEW or words[0].text.lower() not in ("the", "that", "this") or words[1].pos != "NOUN":
        return False
    told = article.by_sentence[context.sentence].tokens
    return any(t.lemma == words[1].lemma and t.pos in ("NOUN", "PROPN") for t in told)


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


def _is_empty(own: Attribution, words: Sequence[Token], shown: Sequence[Token]) -> bool:
    """Whether they are a word or two, or a definite noun that only the text before explains."""
    frame = own.rule.removeprefix("clauses/")
    if own.manner == "direct":
        return len(words) < _FEW_QUOTED and len(own.content) == 1
    if frame in _ABOUT:
        return own.stance == "states"  # “warned about the tax” takes a stand
    if sum(t.start > words[-1].start for t in shown) > _FEW:
        return False
    named = any(t.entity for t in words)
    if len(words) == 1:
        return not named
    first = words[0].text.lower()
    return (
        own.stance != "denies"
        and len(words) <= _FEW
        and first in _DEFINITE
        and not named
        and words[-1].pos in _NAMED
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
    *,
    body: bool,
    many: bool,
) -> bool:
    """Whether what the words turn on is a pronoun for something that they do not name."""
    short = own.manner != "direct" or len(words) <= _SHORT
    index = {t.start: i for i, t in enumerate(sentence.tokens)}
    named = False
    for t in words:
        low = t.text.lower()
        if t.pos in _NAMED and t.rel not in ("npadvmod", "poss"):
            named = True
        if named:
            return False
        if t.start in clear or t.pos not in ("PRON", "DET", "ADJ"):
            continue
        leans = low in _PERSONAL or (low in _OWNERS and t.rel == "poss")
        points = low in _POINTING and t.rel not in ("det", "mark") and t.tag not in ("WDT", "IN")
        if not (leans or points) or _tells_itself(sentence, index[t.start]):
            continue
        if low in _PERSONS and t.rel == "poss" and any(w.entity == "PERSON" for w in words):
            continue  # “Upon his return, Breck …”
        if own.manner != "direct" and _is_holder(t, body=body, many=many):
            continue
        if short or low in _PERSONS:
            return True
    return False


def _is_holder(t: Token, *, body: bool, many: bool) -> bool:
    """Whether the holder most likely means himself: `the bank said it would pay`, `he defended his vote`."""
    low = t.text.lower()
    if t.rel == "poss":
        return many if low == "their" else body if low == "its" else not (body or many)
    return t.rel in _SUBJECTS and (many if low in _MANY else body and low == "it")


def _tells_itself(s: Sentence, at: int) -> bool:
    """`those who stayed`, `this is a lie`: what is meant is said behind the pronoun."""
    t = s.tokens[at]
    if t.text.lower() not in _POINTING:
        return _is_expletive(s, at)
    if any(c > at and s.tokens[c].rel in (*_CLAUSES, "prep") for c in s.children[at]):
        return True
    is_what = (c for c in s.children[t.head] if s.tokens[c].rel == "attr" and s.tokens[c].pos in _NAMED)
    return t.rel in _SUBJECTS and any(s.children[c] for c in is_what)


def _is_expletive(s: Sentence, at: int) -> bool:
    """`It is clear that …`, `it was the youth who …`, `it takes two to …`: the pronoun stands for nobody."""
    t = s.tokens[at]
    if t.rel == "expl":
        return True
    if t.text.lower() != "it" or t.rel not in _SUBJECTS:
        return False
    verb = t.head
    return any(
        s.tokens[c].rel in _CLAUSES or any(s.tokens[k].rel in _CLAUSES for k in s.children[c])
        for c in s.children[verb]
        if c > verb and s.tokens[c].rel in (*_CLAUSES, "attr", "acomp")
    )
