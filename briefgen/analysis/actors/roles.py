"""What a text calls a person, right beside the name: a title, an apposition, "X is the head of Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.actors import world
from briefgen.analysis.actors.names import is_title_before, name_end
from briefgen.analysis.actors.noun_phrases import (
    ARTICLES,
    POSSESSIVES,
    head_noun,
    is_human,
    left_edge,
    right_edge,
)
from briefgen.analysis.actors.words import Words, is_office
from briefgen.language.lexicon import words as lexicon

# Longer appositions are clauses or lists.
_MOST_WORDS = 16
_DASHES = "-–—―"
_MOST_PHRASES = 2
"""So many phrases with "of", "for", "at" may stand behind an office before a comma and the name."""
_BEFORE_OFFICE = ("NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "CCONJ")
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_PREPOSITIONS = ("for", "to", "of", "on", "in", "with", "at", "by", "from")
_GLUED = re.compile("[a-zA-Z](?:Former|President|Senator|Governor|Minister|Secretary|Mayor)$")
_Range = tuple[int, int]

# What stands behind these is how, where or through whom: "Ann Roe, through a spokeswoman, declined".
_NO_ROLE = ("of", "in", "for", "through", "via", "by", "from", "with", "on", "at", "under", "like", "unlike")


def roles_at(words: Words, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Offsets of the roles that stand beside the name from word i to before j, articles left out."""
    found = (
        _title(words, i),
        None if _begins_clause(words, i, j) else _before_comma(words, i),
        _after(words, j),
        _does(words, j),
        _copula(words, j),
        _affiliation(words, j),
    )
    for span in found:
        if span and span[0] < span[1] and not _names_another(words, *span) and not _is_glued(words, *span):
            start, stop = words.span(*span)
            while start < stop and words.sentence.text[start - words.sentence.start] in _DASHES:
                start += 1  # a signature: "-Commissioner Ann Roe"
            yield start, stop


def _is_glued(words: Words, start: int, end: int) -> bool:
    """Whether a page's markup has stuck two words together ("FerriesFormer mayor")."""
    return any(_GLUED.search(words[k].text) for k in range(start, end))


def _names_another(words: Words, start: int, end: int) -> bool:
    """Whether the phrase is somebody else with his title ("the ex-mayor, Governor Ann Lee")."""
    for k in range(start + 1, end):
        if is_title_before(words, k) and name_end(words, k) > k:
            return True
        if words.low(k) in ("for", "to", "at", "with", "under", "from", "in", "by"):
            return False  # "a spokesman for Governor Ann Lee"
    return False


def _title(words: Words, i: int) -> _Range | None:
    """`Russian President` in "Russian President Ivan Roe"."""
    end = i
    while end > 0 and words.low(end - 1) in lexicon("titles", "honorifics") and words.low(end - 2) != "first":
        end -= 1
    if end == 0 or words[end - 1].end == words[end].start or not _is_role_end(words, end):
        return None
    if words.low(end - 1) == "md" and words.low(end - 2) == ",":
        return None  # "Dunmore, Md."
    return _behind_sentence(words, left_edge(words, end), end), end


def _behind_sentence(words: Words, start: int, end: int) -> int:
    """Where a title with a capital begins, behind nouns of the sentence ("last week | President Ann Roe")."""
    if not words[end - 1].capital:
        return start
    for k in range(end - 2, start - 1, -1):
        if words[k].entity in ("DATE", "TIME") and not words[k].capital or _is_plain_noun(words, k):
            return k + 1
    return start


def _is_plain_noun(words: Words, k: int) -> bool:
    """Whether word k is a noun in lower case that is no part of a title ("time", "threats"; not "state")."""
    word = words[k]
    if word.capital or word.pos != "NOUN" or "-" in word.text or is_office(word.low):
        return False
    title = word.low in lexicon("titles", "modifiers") or word.low in lexicon("titles", "branches")
    return not (title or word.low in lexicon("titles", "former") or word.low in lexicon("groups", "bodies"))


def _is_role_end(words: Words, end: int) -> bool:
    """Whether a title ends before word `end`."""
    if is_office(words.low(end - 1)) and words[end - 1].pos != "VERB":
        return True
    if words.low(end - 1) == "lady":
        return True
    for n in (1, 2):
        field = " ".join(words.low(k) for k in range(end - n, end))
        office = end - n - 2 >= 0 and words.low(end - n - 1) == "of" and is_office(words.low(end - n - 2))
        if office and field in lexicon("titles", "fields"):
            return True
    return False


def _before_comma(words: Words, i: int) -> _Range | None:
    """`trade envoy` in "her trade envoy, Jo Roe,": a noun phrase that turns on an office, then the name."""
    while i > 0 and words.low(i - 1) in lexicon("titles", "honorifics"):
        i -= 1  # "the institute's director, Dr. Jo Roe,"
    if i < 2 or words[i - 1].text != ",":
        return None
    end = i - 1
    start = _phrase_start(words, end)
    return (start, end) if start is not None and not _follows_name(words, start) else None


def _begins_clause(words: Words, i: int, j: int) -> bool:
    """Whether the name behind a comma is the subject of what follows at once ("his aide, Ann Roe said")."""
    head = words.head_token(i, j)
    return head.rel == "nsubj" and j < len(words) and words[j].head.tag in _FINITE


def _follows_name(words: Words, start: int) -> bool:
    """Whether the phrase belongs to a name before it ("Jo Roe, the budget director, Norland …")."""
    k = start - 1
    while k > 0 and words.low(k) in ARTICLES:
        k -= 1
    return k > 0 and words[k].text == "," and words[k - 1].entity == "PERSON"


def _phrase_start(words: Words, end: int) -> int | None:
    """Where the noun phrase that ends before `end` begins, if an office heads it; through of, for, at, to."""
    if is_office(words.low(end - 1)) and words[end - 1].pos in ("NOUN", "PROPN", "ADJ"):
        return left_edge(words, end)
    k = end
    for _ in range(_MOST_PHRASES):  # "the member of parliament for Port Roe"
        k -= 1
        while k > 0 and end - k < _MOST_WORDS and words[k].pos in _BEFORE_OFFICE and words[k].text != ",":
            k -= 1
        if k <= 0 or words.low(k) not in ("of", "for", "at", "to", "with", "in"):
            return None
        if is_office(words.low(k - 1)) and words[k - 1].pos in ("NOUN", "PROPN"):
            return left_edge(words, k)
    return None


def _after(words: Words, j: int) -> _Range | None:
    """`head of the rescue unit` in "Jo Roe, head of the rescue unit, said"; after an age too."""
    if words.low(j) != ",":
        return None
    start = j + 1
    if words.low(start).isdigit() and words.low(start + 1) == ",":
        start += 2
    start = _past_relative(words, start)
    first = words.low(start)
    if first in ("or", "and"):
        return None
    start += first in ARTICLES or first in POSSESSIVES
    if start >= len(words) or _is_verb(words, start):
        return None
    end = right_edge(words, start)
    head = head_noun(words, start, end)
    if head is None or not 0 < end - start <= _MOST_WORDS or words.low(start) in _NO_ROLE:
        return None
    if first in (*ARTICLES, *POSSESSIVES) and _is_subject(words, end):
        return None
    if words[head].head.tag in ("NNS", "NNPS"):
        return None
    # "former NSA under Roe": an acronym that no list has, but former says that it is an office.
    former = words.low(start) == "former" and words[head].capital
    person = is_human(words, head) and (
        is_office(words.low(head)) or first in ("a", "an", "another", "the", *POSSESSIVES)
    )
    return (start, end) if (person or former) and not _lists_names(words, start, end) else None


def _does(words: Words, j: int) -> _Range | None:
    """`who chairs the committee` in "Jo Roe, who chairs the committee, said": an office told by its verb."""
    start = j + (words.low(j) == ",")
    if words.low(start) != "who" or words.low(start + 1) not in lexicon("titles", "office_verbs"):
        return None
    end = right_edge(words, start + 1)
    told = any(words[k].pos in ("NOUN", "PROPN") for k in range(start + 2, end))
    return (start, end) if told and end - start <= _MOST_WORDS else None


def _is_subject(words: Words, end: int) -> bool:
    """Whether a verb follows at once: "After a talk with Ann Lee, the mayor left" is about the mayor."""
    while words.low(end) in ('"', "''", "“"):
        end += 1
    after = words[end].head if end < len(words) else None
    return after is not None and after.tag in _FINITE and after.rel in ("ROOT", "ccomp", "advcl")


def _is_verb(words: Words, k: int) -> bool:
    """Whether a clause begins at k ("who was fatally shot by an officer"), not a noun phrase."""
    adverbs = k
    while adverbs < len(words) and words[adverbs].pos == "ADV":
        adverbs += 1
    if adverbs >= len(words):
        return True
    tag = words[adverbs].head.tag
    begun = tag == "VBG" and words.low(adverbs + 1) in (*_PREPOSITIONS, *ARTICLES)  # "running for mayor"
    return begun or words[adverbs].pos == "AUX" or tag in _FINITE or (adverbs > k and tag == "VBN")


def _past_relative(words: Words, start: int) -> int:
    """Behind "who is", "who serves as", "now"."""
    if words.low(start) in ("now", "then", "also", "currently"):
        return start + 1
    if words.low(start) == "who" and words.low(start + 1) in ("is", "was", "serves", "served"):
        return start + 2 + (words.low(start + 2) in ("as", "also", "now"))
    return start


def _lists_names(words: Words, start: int, end: int) -> bool:
    """Whether these are names of others rather than an office."""
    return all(words[k].capital for k in range(start, end)) and not any(
        is_office(words.low(k)) for k in range(start, end)
    )


def _copula(words: Words, j: int) -> _Range | None:
    """`member of the committee` in "Roe is a member of the committee", if the text itself says so."""
    if words.low(j) not in ("is", "was", "became") or _is_told_of(words, j):
        return None
    start = j + 1
    start += words.low(start) in ("now", "also", "then", "currently")
    if words.low(start) not in (*ARTICLES, "chairman", "head", "director"):
        return None
    start += words.low(start) in ARTICLES
    end = right_edge(words, start)
    head = head_noun(words, start, end)
    if head is None or not is_office(words.low(head)) or not 0 < end - start <= _MOST_WORDS:
        return None
    return start, end


def _is_told_of(words: Words, j: int) -> bool:
    """Whether the clause with its verb at word j is what somebody says ("insisted that Roe was the head")."""
    before = words.sentence.text[: words[j].start - words.sentence.start]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return quoted or words[j].head.rel in ("ccomp", "pcomp", "xcomp", "acl")


def _affiliation(words: Words, j: int) -> _Range | None:
    """`from Norland's relief agency` in "Jo Roe from Norland's relief agency said"."""
    j += words.low(j) == "," and words.low(j + 1) in ("of", "from")  # "Jo Roe, of the relief agency, said"
    if words.low(j) not in ("from", "of", "with"):
        return None
    end = j + 1
    while end < len(words) and _in_affiliation(words, end):
        end += 1
    closed = words.low(end) in ("said", "says", "told", ",", "added", "wrote")
    if not closed or not any(words[k].capital for k in range(j + 1, end)):
        return None
    last = words[end - 1]
    known = any(p.j == end and p.entry.use == "institution" for p in world.places(words))
    body = (
        last.low in lexicon("groups", "bodies")
        or last.low in lexicon("names", "bodies")
        or last.entity == "ORG"
    )
    return (j, end) if body or known else None


def _in_affiliation(words: Words, k: int) -> bool:
    if words.low(k) == "and" and k + 1 < len(words) and words[k + 1].entity == "PERSON":
        return False  # "of Osterhaven and Ann Roe of Dunmore"
    plain = words[k].pos in ("NOUN", "PROPN", "ADJ", "DET", "PART") or words.low(k) in ("of", "for", "and")
    return plain and words[k].text != ","
