"""Names of people in a sentence, with what speaks for a person: a title, an apposition, an act of speech.

The parser's entity type alone is not to be trusted, for or against: a president is an organization to it in
half his mentions, and a harbour town a person. So each sighting carries its evidence, and all of them decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.analysis.actors import world
from briefgen.analysis.actors.acronyms import spelled_out
from briefgen.analysis.actors.names import (
    bodies,
    is_field,
    is_given_name,
    is_name_word,
    is_title_before,
    name_end,
)
from briefgen.analysis.actors.words import Words, is_office
from briefgen.language.lexicon import Listed
from briefgen.language.lexicon import words as lexicon

_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to this|reporting|from)|\b(?:writers?|reporters?|staff) [^.;]{0,400}\bcontributed\.?$"
)
# A line of credits, however many names it has; a reporter's own "Roe reported from …" as well.
_CREDITED = re.compile(
    r"\W{0,2}(?:(?:additional |further )?(?:reporting|writing|editing|photography|research) (?:by|in|from)\b"
    r"|[\w.’' -]{3,40} reported from [A-Z])",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 30
_LEAST_SHOUTED = 6
_BEHIND_NAME = (",", "said", "says", "told", "added", "warned", "wrote")
_NEVER = Listed(("names", "never"), ("names", "bodies"), ("names", "small"))


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
        yield from _shouted(words)
        return
    credits = _is_credit(words)
    bodies = spelled_out(words)
    taken = 0
    for i, j, titled, entity in sorted(
        set(_titled(words)) | set(_entities(words)) | set(_runs(words)) | set(_introduced(words)),
        key=lambda s: (s[0], -s[2], -s[1]),
    ):
        if i < max(taken, words.body) or any(b.i < j and i < b.j for b in bodies):
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


def _shouted(words: Words) -> Iterator[Sighting]:
    """In prose all in capitals, the two or three words between an office and "SAID" or a comma."""
    if words.sentence.heading or not words.sentence.text.isupper() or len(words) < _LEAST_SHOUTED:
        return
    for i in range(1, len(words) - 2):
        if not is_office(words.low(i - 1)) or is_office(words.low(i)):
            continue
        ends = (j for j in (i + 2, i + 3) if j < len(words) and words.low(j) in _BEHIND_NAME)
        j = next(ends, i)
        if j > i and all(words[k].text.isalpha() and words.low(k) not in _NEVER for k in range(i, j)):
            yield Sighting(words=words, i=i, j=j, titled=True, evidence=3)


def _titled(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    for i in range(1, len(words)):
        if not is_title_before(words, i) or words[i].entity in ("DATE", "TIME"):
            continue
        j = name_end(words, i)
        if j > i:
            yield i, j, True, words[i].entity == "PERSON"


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
            or is_field(words, start)
            or words.low(start) in lexicon("names", "never_first")
            or _is_state_before(words, start, j)
            or (words.low(start) in bodies() and start + 2 < j)
        ):
            start += 1
        start += start < j and _is_no_part(words, start)
        end = name_end(words, start) if start < j else start
        if end > start:
            yield start, end, start > 0 and is_title_before(words, start), True
        i = j


def _is_state_before(words: Words, i: int, j: int) -> bool:
    """Whether a state stands before somebody's name ("the ambassador to Norland Ann Roe")."""
    name = j - i > 2 and is_given_name(words.low(i + 1)) and not is_given_name(words.low(i))
    return name and world.sense(words[i].text) is not None


def _introduced(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    """One or two capitalised words that speak and are at once explained, whatever the parser takes them for.

    So news introduces people: "Aram Roeian, a council spokesman, said"; "Roe, the premier, said".
    """
    for i in range(words.body, len(words)):
        inside = i > 0 and words[i - 1].capital and words[i].start == words[i - 1].end + 1
        if inside or not _is_proper(words, i):
            continue
        j = i + 1
        while j < len(words) and _is_proper(words, j) and words[j].start == words[j - 1].end + 1:
            j += 1
        named = j - i < 3 and words.low(i - 1) != "the" and not world.sense(words.text(i, j))
        if named and _explained(words, j) and _speaks(words, i, j):
            yield i, j, False, False


def _is_proper(words: Words, k: int) -> bool:
    word = words[k]
    plain = word.pos == "PROPN" and word.head.tag == "NNP" and word.capital and not word.text.isupper()
    other = (
        is_office(word.low) or word.low in lexicon("titles", "honorifics") or world.state_of_people(word.text)
    )
    return plain and not other and word.low not in lexicon("names", "never")


def _explained(words: Words, j: int) -> bool:
    """Whether ", a spokeswoman for …" follows, with an office that no body has."""
    if not _apposed(words, j) or words.low(j + 1).isdigit():
        return False
    near = range(j + 1, min(j + 7, len(words)))
    office = next((words.low(k) for k in near if is_office(words.low(k))), "")
    return bool(office) and office not in lexicon("titles", "of_bodies_too")


def _is_no_part(words: Words, i: int) -> bool:
    """Whether a sentence's first word stands before a name, not in it ("Trusting Ann Roe was …")."""
    first = words[i]
    if i > words.body or is_given_name(first.low) or not is_given_name(words.low(i + 1)):
        return False
    return (
        first.head.tag.startswith("V")
        or first.low.endswith(("ing", "ed", "ly"))
        or first.pos in ("ADJ", "ADV", "ADP")
    )


def _runs(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    """Two or three capitalised words that speak, or that an apposition follows."""
    i = 0
    while i < len(words):
        j = name_end(words, i) if is_name_word(words[i]) else i
        small = sum(words.low(k) in lexicon("titles", "particles") for k in range(i, j))
        if (
            {j - i, j - i - small} & {2, 3}
            and words[j - 1].entity not in ("GPE", "DATE", "NORP", "LAW", "EVENT", "FAC")
            and words.low(i - 1) != "the"
            and not _inside_body(words, i)
            and _evidence(words, i, j, False, False) > 0
        ):
            yield i, j, False, words[i].entity == "PERSON"
        i = max(j, i + 1)


def _inside_body(words: Words, i: int) -> bool:
    """Whether the parser takes the word for the middle of a body's name ("Department of Public Order")."""
    return words[i].entity == "ORG" and not words.sentence.tokens[words[i].first].entity_start


def _evidence(words: Words, i: int, j: int, titled: bool, entity: bool) -> int:
    bodies = lexicon("titles", "of_bodies_too")
    body = words[j - 1].entity in ("ORG", "GPE", "NORP") and words.low(i - 1) in bodies
    if titled and j - i == 1 and (_names_place_of_office(words, j) or _is_thing_titled(words, i)):
        return -3
    score = 3 if titled and not body else 0
    score += 1 if entity else 0
    score += 2 if _speaks(words, i, j) else 0
    score += 1 if j - i in (2, 3) and is_given_name(words.low(i)) else 0
    score += 2 if words.low(j) == "," and words.low(j + 1) == "who" and j - i in (2, 3) else 0
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


def _is_thing_titled(words: Words, i: int) -> bool:
    """Whether a state or a body of the tables stands behind a noun for both ("its neighbor Norland")."""
    before = words[i - 1]
    loose = not before.capital and before.low not in lexicon("titles", "honorifics")
    return loose and world.sense(words[i].text) is not None


def _names_place_of_office(words: Words, j: int) -> bool:
    """Whether an office of its own follows ("candidate Norland Senator Jo Roe", "Chief Medical Officer")."""
    follows = j < len(words) and words[j].start == words[j - 1].end + 1
    return follows and words[j].capital and is_office(words.low(j))


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
    """Whether the sentence names who made the text."""
    text = words.sentence.text
    if _CREDITED.match(text) or _CONTRIBUTED.search(text):
        return True
    first = words.low(0) if len(words) else ""
    if len(words) > _LONGEST_BYLINE:
        return False
    verbs = any(w.pos in ("VERB", "AUX") and w.low not in lexicon("names", "credits") for w in words.words)
    return not verbs and first in lexicon("names", "credits") or first == "follow"


def _outlets_own(words: Words, i: int) -> bool:
    """ "The BBC's Jane Roe": the outlet's own reporter."""
    if words.low(i - 1) not in ("'s", "'") or i < 2:
        return False
    return any(p.j == i - 1 and p.entry.use == "outlet" for p in world.places(words))
