"""Where a noun phrase that says who somebody is begins, ends, and which noun it turns on.

Read from the words, not from the parse tree: small models misattach just the long titles that matter here.
"""

from __future__ import annotations

from briefgen.analysis.actors.names import in_office
from briefgen.analysis.actors.words import Words, is_office
from briefgen.language.lexicon import words as lexicon

ARTICLES = ("the", "a", "an", "another", "one", "this", "that")
POSSESSIVES = ("his", "her", "their", "its", "my", "our")
_STOPS = (",", '"', "'", "(", ")", ":", ";", "-", "—", "–", "--")
_CUTS = ("who", "whom", "he", "she", "which", "that", "whose", "where", "when", "while", "as", "but", "said",
         "says", "told", "if", "because", "after", "before", "until")  # fmt: skip
_COMPANY = ("inc", "corp", "co", "ltd", "plc", "llc", "llp", "gmbh", "s.a", "n.v", "ag")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOUNS = ("NOUN", "PROPN", "ADJ")
_PREPOSITIONS = ("of", "for", "at", "to", "with", "in", "from", "on", "under", "by", "and")


def left_edge(words: Words, end: int) -> int:
    """Where the noun phrase that ends before `end` begins: never through to, under or (but in titles) of."""
    k = end - 1
    while k > 0:
        low = words.low(k - 1)
        if low in ("'s", "'") and in_office(words, k - 1):
            k -= 2  # "the county state's attorney"
            continue
        if words[k - 1].end + 1 < words[k].start or words[k - 1].text in _STOPS:
            break  # a dash or a comma
        if low == "'s":
            return _possessor(words, k - 1)
        if not _goes_on(words, k, end):
            break
        k -= 1
    while k < end - 1 and words.low(k) in ("and", "or", "including"):
        k += 1
    return k


def _is_markup(text: str) -> bool:
    return any(c in text for c in "=<>@#{}|")


def ends_unit(words: Words, k: int) -> bool:
    """Whether a semicolon or a dash, which is no word, stands before word k."""
    base = words.sentence.start
    between = words.sentence.text[words[k - 1].end - base : words[k].start - base]
    return any(c in between for c in ";—–")


def _goes_on(words: Words, k: int, end: int) -> bool:
    """Whether the phrase that begins at k begins before it."""
    word, low = words[k - 1], words.low(k - 1)
    if _is_markup(word.text) or ends_unit(words, k):
        return False
    if low in _COMPANY and words.low(end - 1) in lexicon("titles", "public"):
        return False  # "… to Roe Freight Inc. Mayor Ann Lee said": no company has a mayor
    if low in ARTICLES or low in POSSESSIVES or low in _DAYS:
        return False
    if low == "in":
        return words.low(k) == "chief"
    if low in ("of", "for"):
        field = " ".join(words.low(n) for n in range(k, end))
        if low == "of" and k > 1 and words[k - 2].capital and words[k].capital and _is_body(words.low(k - 2)):
            return True  # "Department of Health spokeswoman Ann Roe"
        return is_office(words.low(k - 2)) and field in lexicon("titles", "fields")
    if low == "and":
        body = word.entity == "ORG" and words[k].entity == "ORG" and k > 1 and words[k - 2].entity == "ORG"
        return body or (
            is_office(words.low(k - 2)) and words[k - 2].head.tag != "NNS" and is_office(words.low(end - 1))
        )
    if word.pos == "NUM":
        return low[:1].isalpha()
    return word.pos in _NOUNS or low in lexicon("titles", "modifiers") or is_office(low) or "-" in word.text


def _is_body(low: str) -> bool:
    return low in lexicon("groups", "bodies") or low in ("house", "chamber")


def _possessor(words: Words, mark: int) -> int:
    k = mark
    while k > 0 and words[k - 1].pos in _NOUNS and words[k - 1].end + 1 >= words[k].start:
        k -= 1
    return k


def right_edge(words: Words, start: int) -> int:
    """Where an apposition that begins at `start` ends."""
    k = _right(words, start)
    while k > start and words.low(k - 1) in _PREPOSITIONS:
        k -= 1
    return k


def _right(words: Words, start: int) -> int:
    for k in range(start, len(words)):
        word, low = words[k], words.low(k)
        if word.text in (*_STOPS, ".", "?", "!") and not (word.text == "'" and k > start) or low in _CUTS:
            return k
        if k > start and (
            word.head.tag in ("VBD", "VBZ", "VBP", "MD") or _is_clause(words, k) or ends_unit(words, k)
        ):
            return k
        if low == "to" and k + 1 < len(words) and words[k + 1].pos in ("VERB", "AUX", "ADV"):
            return k
    return len(words)


def _is_clause(words: Words, k: int) -> bool:
    """Whether a participle at k begins what the noun before it does (`a father buying bread`)."""
    word = words[k]
    if (
        word.head.tag not in ("VBG", "VBN")
        or "-" in word.text
        or words[k - 1].pos not in ("NOUN", "PROPN", "NUM")
    ):
        return False
    return not (word.capital and k + 1 < len(words) and words[k + 1].pos in ("NOUN", "PROPN"))


def head_noun(words: Words, start: int, end: int) -> int | None:
    """The noun that the phrase turns on: the last one before its first preposition, behind any possessor."""
    best = None
    for k in range(start, end):
        if words.low(k) in _PREPOSITIONS and best is not None and words.low(k + 1) != "chief":
            break
        if words.low(k) in ("'s", "'"):
            best = None
        elif words[k].pos in (*_NOUNS, "X") or is_office(words.low(k)):
            best = k
    return best


def is_human(words: Words, k: int) -> bool:
    """Whether the noun at k is one for people: an office, a function, an occupation."""
    low = words.low(k)
    known = low in lexicon("groups", "single") or low in lexicon("groups", "people")
    if is_office(low) or known or low in lexicon("titles", "human"):
        return True
    if (
        words[k].pos != "NOUN"
        or words[k].entity in ("DATE", "TIME", "GPE")
        or low in lexicon("titles", "not_human")
    ):
        return False
    return low.endswith(("ist", "ian", "eer", "woman", "man", "er", "or"))
