"""Whether words in quotation marks say anything by themselves: “Yes”, “You bet!”, “if it must be” do not.

Measured by what carries content: nouns, names, numbers, adjectives and verbs that are not among the few
that go with anything (*be*, *get*, *thing*).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence, Token

_CARRY = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# Words with content below which nothing is said, and below which a word that points elsewhere hides it.
_LEAST = 2
_FEW = 3
# Tokens of which so many, with two that carry content, say enough though one of them points elsewhere.
_LONG = 14
_POINTING = frozenset({"PRP", "DT"})
_POINTS = frozenset({"it", "this", "that", "these", "those", "they", "them", "him", "her", "he", "she"})
_PEOPLE = frozenset({"he", "she", "they", "her"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What opens a clause that hangs on another, and with which words it may also open one of its own.
_HANGS = frozenset(
    {"if", "unless", "while", "because", "although", "though", "whether", "who", "which", "whose"}
)
_CONDITIONS = frozenset({"if", "unless"})
_SUBORDINATE = frozenset({"advcl", "relcl", "acl"})
_OWN = frozenset({"ROOT", "ccomp", "conj"})
# Tokens of a condition that has no room for what follows from it.
_SHORT = 8
# Tokens at its beginning by which a courtesy is known.
_OPENING = 9
_JUDGED = frozenset({"it", "this", "that", "he", "she"})
# Words of a verdict on something else.
_VERDICT = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Verbs that say something by what they have as an object, and objects with which they don't.
_WITH_OBJECT = frozenset({"have", "make", "take", "give", "want", "know", "like", "love"})
_IDIOMS = frozenset(
    {"care", "sense", "place", "comment", "question", "doubt", "clue", "look", "break", "difference"}
)
_SPEAKERS = frozenset({"i", "we", "nobody", "everyone", "everybody"})
_SPEAKER = frozenset({"i", "we", "my", "our"})
_NOT = frozenset({"not", "n't", "n’t", "no", "never", "cannot"})
_WILL = frozenset({"will", "wo", "won’t", "shall", "’ll", "'ll"})
# Tokens behind the speaker among which the verb stands.
_VERB = 6
_ADDRESSED = frozenset({"you", "your", "yourself"})
_END = "”\"'’» "


def says_little(article: Article, span: Span, told: bool = False) -> bool:
    """Whether the words of one sentence are too few or too general to tell what is said.

    In words that are told, and not all in marks, `she` is most often the speaker.
    """
    tokens = tokens_of(article, span)
    number = carrying(tokens)
    if is_statement(article, span) or (not told and is_verdict(article, span)):
        return False
    if number < _LEAST:
        return True
    if (
        number < _FEW
        and len(tokens) < _LONG
        and any(_points(t) and not (told and t.text.lower() in _PEOPLE) for t in tokens)
        and not any(t.pos == "PROPN" for t in tokens)
    ):
        return True
    asks_or_cheers = article.text[span[0] : span[1]].rstrip(_END)[-1:] in {"?", "!"}
    return number < _FEW and asks_or_cheers and not any(t.pos == "PROPN" for t in tokens)


def is_short(article: Article, span: Span) -> bool:
    """Whether so few words carry content that only their being a whole sentence makes them say something."""
    return carrying(tokens_of(article, span)) < _LEAST


def is_statement(article: Article, span: Span) -> bool:
    """Whether few words are a whole one: a subject that they name, and a verb or a state that says something.

    “We will not pay”, “The dike is safe”; not “I know”, “We are sorry”, “You did”.
    """
    tokens = tokens_of(article, span)
    sentence = article.sentence_at(span[0])
    if sentence is None or _asks(article, span):
        return False
    if any(t.text.lower() in _POINTS and t.rel != "mark" for t in tokens):
        return False
    return any(_says(sentence, t, span) for t in tokens if t.rel in _SUBJECTS and _is_told(t))


def is_verdict(article: Article, span: Span) -> bool:
    """Whether few words say something of what has just been told: “It is a stunt”, “We will build it”."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    sentence = article.sentence_at(span[0])
    if sentence is None or not tokens or len(tokens) > _VERDICT or _asks(article, span):
        return False
    first = tokens[0]
    verb = sentence.tokens[first.head]
    below = [t for t in (sentence.tokens[c] for c in sentence.children[first.head]) if t.start < span[1]]
    if first.text.lower() in _JUDGED and first.rel in _SUBJECTS:
        return verb.lemma.lower() == "be" and verb.tag in ("VBZ", "VBD") and _is_state(below, first)
    objects = [t.text.lower() for t in below if t.rel == "dobj"]
    return (
        first.text.lower() in _SPEAKERS and objects == ["it"] and any(t.tag == "MD" for t in below)
        and verb.lemma.lower() not in words("leaning", "light")
        and verb.lemma.lower() not in words("quotations", "empty")
    )  # fmt: skip


def _is_state(below: Sequence[Token], behind: Token) -> bool:
    """Whether a noun or an adjective that is no mood of the speaker's is said of the subject."""
    states = [t for t in below if t.rel in ("acomp", "attr") and t.start > behind.start]
    return any(
        t.pos in ("ADJ", "NOUN", "PROPN") and t.lemma.lower() not in words("leaning", "moods")
        and t.lemma.lower() not in words("quotations", "courtesy") for t in states
    )  # fmt: skip


def _asks(article: Article, span: Span) -> bool:
    return article.text[span[0] : span[1]].rstrip(_END)[-1:] == "?"


def _is_told(t: Token) -> bool:
    low = t.text.lower()
    return low in _SPEAKERS or (t.pos in ("NOUN", "PROPN") and low not in words("leaning", "rest"))


def _says(sentence: Sentence, subject: Token, span: Span) -> bool:
    """Whether the subject's verb is finite, among the words, and carries something."""
    verb = sentence.tokens[subject.head]
    at = subject.head
    below = [sentence.tokens[c] for c in sentence.children[at]]
    finite = verb.tag in ("VBD", "VBZ", "VBP") or any(t.rel in ("aux", "auxpass") and t.tag in _FINITE
                                                     for t in below)  # fmt: skip
    if not finite or not span[0] <= verb.start < span[1] or verb.rel in _SUBORDINATE:
        return False
    lemma = verb.lemma.lower()
    if lemma in ("be", "’m", "'m", "’re", "'re"):
        return _is_state([t for t in below if t.start < span[1]], subject)
    objects = [t for t in below if t.rel == "dobj" and t.pos in ("NOUN", "PROPN")]
    if lemma in words("leaning", "light"):
        return lemma in _WITH_OBJECT and any(
            t.lemma.lower() not in words("quotations", "empty") and t.lemma.lower() not in _IDIOMS
            for t in objects
        )
    return lemma not in words("quotations", "courtesy") and verb.pos in ("VERB", "AUX")


def is_half(article: Article, span: Span) -> bool:
    """Whether the words hang on a clause that is not there: `if they leave`, `who decide`."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    sentence = article.sentence_at(span[0])
    if not tokens or sentence is None or tokens[0].text.lower() not in _HANGS:
        return False
    words_in = article.text[span[0] : span[1]].rstrip(_END)
    if words_in[-1:] == "?":
        return False
    if tokens[0].text.lower() in _CONDITIONS and "," not in words_in.rstrip(", ") and len(tokens) < _SHORT:
        return not any(t.tag == "VB" and t.rel == "ROOT" for t in tokens)
    return not any(_is_main(t) and _governs(sentence.tokens, t, span) for t in tokens)


def _is_main(t: Token) -> bool:
    return t.tag in _FINITE or (t.tag == "VB" and t.rel in _OWN)  # “If it is mad, call me mad”


def _governs(tokens: Sequence[Token], t: Token, span: Span) -> bool:
    """Whether the verb, or the one that it helps, belongs to no subordinate clause within the span."""
    top = tokens[t.head] if t.rel in {"aux", "auxpass"} else t
    for _ in range(len(tokens)):
        if top.rel in _SUBORDINATE:
            return False
        above = tokens[top.head]
        if above is top or not span[0] <= above.start < span[1]:
            return True
        top = above
    return True


def begins_condition(article: Article, span: Span) -> bool:
    """Whether the words begin with `if` and have no comma behind which something could follow from it."""
    tokens = [t for t in tokens_of(article, span) if any(c.isalnum() for c in t.text)]
    inner = article.text[span[0] : span[1]].rstrip(_END + ",")
    return bool(tokens) and tokens[0].text.lower() in _CONDITIONS and "," not in inner


def is_verbless(article: Article, span: Span) -> bool:
    """Whether no verb stands among the words."""
    return not any(t.tag in _FINITE or t.tag == "VB" for t in tokens_of(article, span))


def is_courtesy(article: Article, span: Span) -> bool:
    """Whether the speaker gives thanks, condolences or no comment: of the matter he says nothing."""
    tokens = tokens_of(article, span)[:_OPENING]
    low = [t.text.lower() for t in tokens]
    own = any(w in _SPEAKER for w in low) or "thank" in low[:2] or "thanks" in low[:2]
    polite = any(t.lemma.lower() in words("quotations", "courtesy") for t in tokens) or _feels(tokens)
    silent = any(t.lemma.lower() in words("quotations", "declined") and t.pos == "VERB" for t in tokens)
    negated = any(w in _NOT for w in low)
    greets = any(w == "dear" for w in low[:2])
    reasons = any(
        t.tag == "VBG" and t.rel == "pcomp" for t in tokens_of(article, span)
    )  # “thank him for selling”
    return greets or (own and polite and not reasons) or (own and silent and negated)


def _feels(tokens: Sequence[Token]) -> bool:
    """“My heart goes out to …”, “our thoughts are with …”."""
    lemmas = {t.lemma.lower() for t in tokens}
    return {"heart", "go", "out"} <= lemmas or {"thought", "be", "with"} <= lemmas


def is_question_to(article: Article, span: Span) -> bool:
    """Whether the words ask somebody something: `Do you feel …?`"""
    asks = article.text[span[0] : span[1]].rstrip(_END)[-1:] == "?"
    return asks and any(t.text.lower() in _ADDRESSED for t in tokens_of(article, span))


def carrying(tokens: Sequence[Token]) -> int:
    """How many of the words carry content."""
    empty = words("quotations", "empty")
    number = sum(t.pos in _CARRY and t.lemma.lower() not in empty for t in tokens)
    return number + _commits(tokens)


def _commits(tokens: Sequence[Token]) -> bool:
    """Whether the speaker says what he will do: “We will not pay.”"""
    low = [t.text.lower() for t in tokens]
    for n, word in enumerate(low):
        if word in {"i", "we"} and n + 1 < len(low) and low[n + 1] in _WILL:
            verb = next((t for t in tokens[n + 2 : n + _VERB] if t.pos == "VERB"), None)
            return verb is not None and verb.lemma.lower() not in words("quotations", "empty")
    return False


def tokens_of(article: Article, span: Span) -> list[Token]:
    """The words of a span that lies in one sentence."""
    sentence = article.sentence_at(span[0])
    return [t for t in sentence.tokens if span[0] <= t.start < span[1]] if sentence else []


def _points(t: Token) -> bool:
    return t.tag in _POINTING and t.pos == "PRON" and t.text.lower() in _POINTS
