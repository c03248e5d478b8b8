"""How far a name reaches, which words can be in it, and whether a title stands before it."""

from __future__ import annotations

import re

from briefgen.analysis.actors import world
from briefgen.analysis.actors.words import Word, Words, folded, is_office
from briefgen.language.lexicon import per_language
from briefgen.language.lexicon import words as lexicon

_MOST_WORDS = 5
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
# Words that a page's markup stuck together (`BrownProtests`); MacRoe, FitzRoe, VanderRoe are names.
_GLUED = re.compile(r"^(?!Mac|Fitz|Van)\w*[a-z]{4,}[A-Z]")
# A web site's name (`Roe.com`), no initials.
_DOMAIN = re.compile(r"\w\.\w{2,}")
# What no name has in it: a handle, a bracket, a digit (`@Roe`, `Roe(@roe`, `20th-century`).
_NO_NAME = re.compile(r"[@#(){}\[\]<>|/&\d\"“”*=+:_]|[A-Z]{2,}['’][a-z]")
_MONTHS = frozenset({"jan", "june", "august", "march"})
"""Months that are names of people too."""
_OPEN = {'"': ('"', "''"), "``": ('"', "''"), "'": ("'",), "(": (")",)}
"""Marks before a nickname, with those that end it."""
_NO_INITIALS = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "US", "UN", "UK", "EU", "TV"})


@per_language
def bodies() -> frozenset[str]:
    """Nouns that end a body's name; a person's may stand right behind ("Treasury Department Ann Lee")."""
    return lexicon("names", "bodies") & lexicon("groups", "bodies")


def is_name_word(word: Word) -> bool:
    """Whether the word can be a part of a person's name."""
    low = word.low
    if (
        not word.capital
        or not any(c.isalpha() for c in word.text)
        or word.pos in ("PRON", "DET", "AUX", "CCONJ", "SCONJ", "NUM")
    ):
        return False
    never = low in lexicon("names", "never") and not (low in _MONTHS and word.entity == "PERSON")
    if (
        never
        or is_office(low)
        or low in lexicon("titles", "honorifics")
        or low in lexicon("titles", "suffixes")
    ):
        return False
    if (
        not _INITIALS.fullmatch(word.text)
        and (len(word.text) > 3 and word.text.isupper())
        or word.text in _NO_INITIALS
    ):
        return False
    if world.state_of_people(word.text) or (word.entity == "NORP" and not is_given_name(low)):
        return False
    if _GLUED.search(word.text) or _DOMAIN.search(word.text) or _is_function(word.text):
        return False
    if _NO_NAME.search(word.text):
        return False
    return word.tag_is_name or is_given_name(low)


def _is_function(text: str) -> bool:
    """Whether it is a hyphenated word (`Club-goer`, `Roe-era`) rather than a double name."""
    last = text.rsplit("-", 1)[-1] if "-" in text else ""
    return bool(last) and (
        last in lexicon("titles", "human") or last in lexicon("names", "tails") or is_office(last)
    )


def is_given_name(low: str) -> bool:
    """Whether the word (lower case) is a frequent given name; with its accents or without."""
    low = folded(low)
    return low in lexicon("genders", "male") or low in lexicon("genders", "female")


def is_title_before(words: Words, i: int) -> bool:
    """Whether the word before i is a title that a name follows."""
    before = words[i - 1]
    low = before.low
    if before.end + 1 < words[i].start or (before.end == words[i].start):
        return False
    if low == "lady" and words.low(i - 2) == "first":
        return True
    if low in lexicon("titles", "honorifics"):
        return before.capital
    if before.text.endswith(".") and low in lexicon("titles", "abbreviated"):
        return True
    if not is_office(low) or before.pos == "VERB":
        # "Secretary of State Ann Lee"
        return _field_before(words, i) is not None
    both_body = (
        before.entity in ("ORG", "GPE", "FAC", "LOC", "WORK_OF_ART", "EVENT", "LAW")
        and words[i].entity == before.entity
    )
    if low in lexicon("titles", "monarchs"):
        return before.capital and not before.text.endswith("s")
    if low in lexicon("titles", "prenominal"):
        return (not both_body or is_given_name(words.low(i))) and not before.text.endswith("s")
    return not both_body or low in lexicon("titles", "of_people_only")


def _field_before(words: Words, i: int) -> int | None:
    """Where the office of an "office of field" before i stands."""
    for back in (1, 2):
        office = i - back - 2
        if (
            office >= 0
            and words.low(i - back - 1) == "of"
            and is_office(words.low(office))
            and " ".join(words.low(k) for k in range(i - back, i)) in lexicon("titles", "fields")
        ):
            return office
    return None


def is_field(words: Words, i: int) -> bool:
    """Whether the word is the field of an office ("of State", "of National Intelligence"), or ends it."""
    if words.low(i) in lexicon("titles", "fields") and words.low(i - 1) == "of":
        return True
    return _field_before(words, i + 1) is not None


def in_office(words: Words, k: int) -> bool:
    """Whether word k, or the 's behind it, is inside an office's own name ("State's Attorney")."""
    mark = k if words.low(k) in ("'s", "'") else k + 1
    if words.low(mark) not in ("'s", "'") or words.low(mark - 1) not in lexicon("titles", "possessors"):
        return False
    for n in range(mark + 1, min(mark + 4, len(words))):
        if is_office(words.low(n)):
            return True
        if words[n].pos not in ("NOUN", "PROPN", "ADJ") or words[n].text == ",":
            return False
    return False


def honoured(words: Words, i: int) -> bool:
    """Whether an honorific stands right before word i ("Mr. Court")."""
    return words.low(i - 1) in lexicon("titles", "honorifics")


def name_end(words: Words, i: int) -> int:
    """Index behind the name that begins at word i; i where none does."""
    low = words.low(i)
    if i in words.links or is_field(words, i) or low in lexicon("names", "never_first"):
        return i
    if _is_plural_office(words, i):
        return i  # "Justices Ann Roe and Jo Lee"
    if low in bodies() and not honoured(words, i):
        return i  # "Treasury Department Ann Roe"
    j = i
    while j < len(words) and j - i < _MOST_WORDS:
        if j > i and (words[j].start - words[j - 1].end > 1 or j in words.links or _repeats(words, i, j)):
            break
        step = _step(words, i, j)
        if not step:
            break
        j += step
        if words.low(j - 1) in lexicon("titles", "suffixes"):
            return j
    if j > i and words.low(j) == "," and words.low(j + 1) in ("jr", "sr"):
        return j + 2
    lone = j == i + 1 and (words[i].entity == "NORP" or (words[i].text.isupper() and len(words[i].text) > 1))
    return i if j > i and (lone or _is_thing(words, i, j)) else j


def _is_plural_office(words: Words, i: int) -> bool:
    """Whether the word is an office in the plural, before the names of its holders."""
    low = words.low(i)
    return low.endswith("s") and is_office(low.removesuffix("s")) and not honoured(words, i)


def _repeats(words: Words, i: int, j: int) -> bool:
    """Whether a word of the name that began at i stands at j again: there another name begins."""
    text = words[j].text
    return len(text) > 2 and any(words[k].text == text for k in range(i, j))


def _nickname(words: Words, i: int, j: int) -> int:
    """How many words from j on are a nickname in marks and the name behind it ("Ann | “Bo” Roe"); else 0."""
    closing = _OPEN.get(words[j].text)
    if closing is None or j == i or words[j].start != words[j - 1].end + 1:
        return 0
    end = next((k for k in range(j + 2, min(j + 4, len(words))) if words[k].text in closing), 0)
    inside = range(j + 1, end)
    if not end or end + 1 >= len(words) or words[end + 1].start != words[end].end + 1:
        return 0
    if words[j + 1].start != words[j].end or not all(words[k].capital for k in inside):
        return 0
    if any(_NO_NAME.search(words[k].text) for k in inside):
        return 0
    other = j > i + 1 and is_given_name(words.low(end + 1))  # "Ann Roe (Harbour) Jo Lee (Dunmore)"
    if words[j].text == "(" and (other or not _may_be_nickname(words, j + 1, end)):
        return 0
    behind = words[end + 1]
    return end + 2 - j if is_name_word(behind) and behind.low not in lexicon("titles", "honorifics") else 0


def _is_first_initial(words: Words, i: int, j: int) -> bool:
    """Whether "A." is an initial here, before others or behind a given name, and no article."""
    if words.low(j) not in ("a", "i") or not _INITIALS.fullmatch(words[j].text):
        return False
    follows = j + 1 < len(words) and bool(_INITIALS.fullmatch(words[j + 1].text))
    return follows or (j > i and is_given_name(words.low(j - 1)))


def _may_be_nickname(words: Words, i: int, j: int) -> bool:
    """Whether the words in brackets may be a nickname: no acronym, no party, no place."""
    told = any(
        words[k].text.isupper() or words[k].entity in ("GPE", "NORP") or world.state_of_people(words[k].text)
        for k in range(i, j)
    )
    return not told and not world.sense(words.text(i, j))


def _step(words: Words, i: int, j: int) -> int:
    """How many words from j on go on with the name that began at i."""
    word, low = words[j], words.low(j)
    if j > i and word.text in _OPEN:
        return _nickname(words, i, j)
    if _is_first_initial(words, i, j):
        return 1
    if is_name_word(word) or (j > i and low in lexicon("titles", "suffixes")):
        return 1
    if low in lexicon("titles", "particles") and not (j == i and low in ("e", "y")):
        k = j
        while words.low(k) in lexicon("titles", "particles"):
            k += 1
        return k + 1 - j if k < len(words) and is_name_word(words[k]) else 0
    # Surnames that are offices: Ann Prince, Mr. Cook.
    named = j == i and honoured(words, i) and low not in lexicon("titles", "address")
    known = word.entity == "PERSON" or is_given_name(words.low(j - 1))
    last = j > i and known and not (j + 1 < len(words) and is_name_word(words[j + 1]))
    # … or names of a people: Mark Dane.
    other = is_office(low) or (
        world.state_of_people(word.text) is not None and is_given_name(words.low(j - 1))
    )
    return int(word.capital and other and word.pos == "PROPN" and (named or last))


def _is_thing(words: Words, i: int, j: int) -> bool:
    """Whether a noun in the name, or right behind it, makes it that of a body, a building, a place."""
    bodies = lexicon("names", "bodies")
    last = words[j - 1]
    inside = [
        k for k in range(i + 1, j - 1) if words.low(k) in bodies and not _INITIALS.fullmatch(words[k].text)
    ]
    if any(words.low(k) not in lexicon("names", "surnames_too") or last.entity != "PERSON" for k in inside):
        return True
    if last.low in bodies and not (
        last.low in lexicon("names", "surnames_too") and j - i > 1 and last.entity == "PERSON"
    ):
        return True
    if j == len(words) or words[j].start != last.end + 1 or not words[j].capital:
        return False
    return words.low(j) in bodies or _is_function(words[j].text)  # "the George Roe-era law"
