"""Names of people in a sentence, with what speaks for a person: a title, an apposition, an act of speech.

The parser's entity type alone is not to be trusted, for or against: a president is an organization to it in
half his mentions, and a harbour town a person. So each sighting carries its evidence, and all of them decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analysis.actors import world
from briefgen.analysis.actors.words import Word, Words, is_office
from briefgen.language.lexicon import words as lexicon

_MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Words i to before j of a sentence that may name a person."""

    words: Words
    i: int
    j: int
    titled: bool
    """Whether an office, a rank or an honorific stands right before it."""
    evidence: int
    """Above 0 it speaks for a person, below for a place or a thing."""
    credit: bool = False
    """Named as the maker of the text (a byline, an outlet's own reporter)."""

    @property
    def text(self) -> str:
        """The name."""
        return self.words.text(self.i, self.j)

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(w.text for w in self.words.words[self.i : self.j])


def sightings(words: Words) -> Iterator[Sighting]:
    """The possible names of people in a sentence, in order, none overlapping."""
    if words.shouting:
        return
    credits = _is_credit(words)
    taken = 0
    for i, j, titled, entity in sorted(
        set(_titled(words)) | set(_entities(words)) | set(_runs(words)), key=lambda s: (s[0], -s[2], -s[1])
    ):
        if i < max(taken, words.body):
            continue
        taken = j
        credit = credits or _outlets_own(words, i)
        yield Sighting(
            words=words,
            i=i,
            j=j,
            titled=titled,
            evidence=_evidence(words, i, j, titled, entity),
            credit=credit,
        )


def is_name_word(word: Word) -> bool:
    """Whether the word can be a part of a person's name."""
    low = word.low
    if (
        not word.capital
        or not any(c.isalpha() for c in word.text)
        or word.pos in ("PRON", "DET", "AUX", "CCONJ", "SCONJ", "NUM")
    ):
        return False
    if low in lexicon("names", "never") or is_office(low) or low in lexicon("titles", "honorifics"):
        return False
    if (
        not _INITIALS.fullmatch(word.text)
        and (len(word.text) > 3 and word.text.isupper())
        or word.text in _NO_INITIALS
    ):
        return False
    if world.state_of_people(word.text) or (word.entity == "NORP" and not is_given_name(low)):
        return False
    return word.tag_is_name or is_given_name(low)


def is_given_name(low: str) -> bool:
    """Whether the word (lower case) is a frequent given name."""
    return low in lexicon("genders", "male") or low in lexicon("genders", "female")


_CONTRIBUTED = re.compile(r"\bcontributed (?:to this|reporting|from)|\bcontributed\.?$")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
_NO_INITIALS = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "US", "UN", "UK", "EU", "TV"})
# Offices that stand before names of companies and parties as well.
_OF_BODIES_TOO = frozenset(
    {
        "rival",
        "partner",
        "ally",
        "owner",
        "operator",
        "developer",
        "publisher",
        "producer",
        "supporter",
        "opponent",
        "leader",
        "giant",
        "member",
        "champion",
        "dealer",
        "contractor",
        "founder",
        "neighbor",
        "host",
        "pioneer",
        "star",
        "challenger",
        "broadcaster",
        "critic",
    }
)


def _titled(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    for i in range(1, len(words)):
        if not is_title_before(words, i):
            continue
        j = name_end(words, i)
        if j > i:
            yield i, j, True, words[i].entity == "PERSON"


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
    if low in lexicon("titles", "prenominal"):
        return not both_body and not before.text.endswith("s")
    return not (both_body and low not in ("president", "minister", "secretary", "senator"))


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


def _is_field(words: Words, i: int) -> bool:
    return words.low(i) in lexicon("titles", "fields") and words.low(i - 1) == "of"


def name_end(words: Words, i: int) -> int:
    """Index behind the name that begins at word i; i where none does."""
    if _is_field(words, i) or words.low(i) in lexicon("names", "never_first"):
        return i
    j = i
    while j < len(words) and j - i < _MOST_WORDS:
        if j > i and words[j].start - words[j - 1].end > 1:
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


def _step(words: Words, i: int, j: int) -> int:
    """How many words from j on go on with the name that began at i."""
    word, low = words[j], words.low(j)
    if is_name_word(word) or (j > i and low in lexicon("titles", "suffixes")):
        return 1
    if low in lexicon("titles", "particles") and not (j == i and low in ("e", "y")):
        k = j
        while words.low(k) in lexicon("titles", "particles"):
            k += 1
        return k + 1 - j if k < len(words) and is_name_word(words[k]) else 0
    # Surnames that are offices: Ann Prince, Mr. Cook.
    honoured = j == i and words.low(i - 1) in lexicon("titles", "honorifics")
    last = j > i and word.entity == "PERSON" and not (j + 1 < len(words) and is_name_word(words[j + 1]))
    # … or names of a people: Mark Dane.
    other = is_office(low) or (
        world.state_of_people(word.text) is not None and is_given_name(words.low(j - 1))
    )
    return int(word.capital and other and word.pos == "PROPN" and (honoured or last))


def _is_thing(words: Words, i: int, j: int) -> bool:
    """Whether a noun in the name, or right behind it, makes it that of a body, a building, a place."""
    bodies = lexicon("names", "bodies")
    last = words[j - 1]
    if any(words.low(k) in bodies for k in range(i + 1, j - 1)):
        return True
    if last.low in bodies and not (
        last.low in lexicon("names", "surnames_too") and j - i > 1 and last.entity == "PERSON"
    ):
        return True
    return j < len(words) and words.low(j) in bodies and words[j].capital and words[j].start == last.end + 1


def _entities(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    i = 0
    while i < len(words):
        if words[i].entity != "PERSON":
            i += 1
            continue
        j = i + 1
        while (
            j < len(words)
            and words[j].entity == "PERSON"
            and not words.sentence.tokens[words[j].first].entity_start
        ):
            j += 1
        start = i
        while start < j and (
            not words[start].capital
            or is_office(words[start].low)
            or words[start].low in lexicon("titles", "honorifics")
            or world.state_of_people(words[start].text)
            or _is_field(words, start)
        ):
            start += 1
        end = name_end(words, start) if start < j else start
        if end > start:
            yield start, end, start > 0 and is_title_before(words, start), True
        i = j


def _runs(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    """Two or three capitalised words that speak, or that an apposition follows."""
    i = 0
    while i < len(words):
        j = name_end(words, i) if is_name_word(words[i]) else i
        if (
            j - i in (2, 3)
            and words[j - 1].entity not in ("GPE", "DATE", "NORP", "LAW", "EVENT", "FAC")
            and words.low(i - 1) != "the"
            and _evidence(words, i, j, False, False) > 0
        ):
            yield i, j, False, words[i].entity == "PERSON"
        i = max(j, i + 1)


def _evidence(words: Words, i: int, j: int, titled: bool, entity: bool) -> int:
    body = words[j - 1].entity in ("ORG", "GPE", "NORP") and words.low(i - 1) in _OF_BODIES_TOO
    score = 3 if titled and not body else 0
    score += 1 if entity else 0
    score += 2 if _speaks(words, i, j) else 0
    score += 1 if j - i in (2, 3) and is_given_name(words.low(i)) else 0
    score += 2 if _apposed(words, j) or (words.low(i - 1) == "," and is_office(words.low(i - 2))) else 0
    if titled:
        return score
    before = words.low(i - 1)
    if before in lexicon("names", "locative") or (
        before == "of" and words.low(i - 2) in lexicon("names", "places")
    ):
        score -= 3
    if before == "the":
        score -= 3
    if words.low(j) in lexicon("names", "places") or words.low(i - 1) in lexicon("names", "places"):
        score -= 3
    if words[i].entity in ("GPE", "LOC", "FAC"):
        score -= 2
    if is_office(words.low(j)) and words[j].start == words[j - 1].end + 1:  # "Port Roe Mayor Ann Lee"
        score -= 3
    return score


def _speaks(words: Words, i: int, j: int) -> bool:
    """Whether the name is the subject of a verb that people do, or right beside "said"."""
    tokens = words.sentence.tokens
    for w in range(i, j):
        t = words[w].head
        if t.rel in ("nsubj", "nsubjpass") and tokens[t.head].lemma.lower() in lexicon("names", "speech"):
            return True
    return words.low(j) in ("said", "says", "told", "added", "tweeted", "wrote") or (
        words.low(i - 1) in ("said", "says") and words.low(j) in ("", ",", "in", "on", "at", "of", '"')
    )


def _apposed(words: Words, j: int) -> bool:
    """Whether ", an official …" or ", 22, …" follows."""
    if words.low(j) != ",":
        return False
    if words.low(j + 1).isdigit() and len(words.low(j + 1)) == 2 and words.low(j + 2) in (",", ""):
        return True
    for k in range(j + 1, min(j + 7, len(words))):
        if words.low(k) in (",", "and", "who") or words[k].pos in ("VERB", "AUX"):
            return False
        if is_office(words.low(k)) and words[k].pos in ("NOUN", "PROPN", "ADJ"):
            return True
    return False


def _is_credit(words: Words) -> bool:
    first = words.low(0) if len(words) else ""
    if len(words) > 30:
        return False
    verbs = any(w.pos in ("VERB", "AUX") and w.low not in lexicon("names", "credits") for w in words.words)
    return (
        not verbs
        and first in lexicon("names", "credits")
        or "contributed to this" in words.sentence.text
        or first in ("reporting", "editing", "writing", "additional", "follow")
    )


def _outlets_own(words: Words, i: int) -> bool:
    """ "The BBC's Jane Roe": the outlet's own reporter."""
    if words.low(i - 1) not in ("'s", "'") or i < 2:
        return False
    return any(p.j == i - 1 and p.entry.use == "outlet" for p in world.places(words))
