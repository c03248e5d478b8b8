"""What a text calls a person, right beside the name: a title, an apposition, "X is the head of Y"."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.actors import world
from briefgen.analysis.actors.people import Sighting
from briefgen.analysis.actors.words import Words, is_office
from briefgen.language.lexicon import words as lexicon

_ARTICLES = ("the", "a", "an", "another", "one", "this", "that")
_POSSESSIVES = ("his", "her", "their", "its", "my", "our")
_CUTS = (
    "who",
    "whom",
    "which",
    "that",
    "whose",
    "where",
    "when",
    "while",
    "as",
    "but",
    "said",
    "says",
    "told",
    "if",
    "because",
    "after",
    "before",
)
# Longer appositions are clauses or lists.
_MOST_WORDS = 16


def roles_at(seen: Sighting) -> Iterator[tuple[int, int]]:
    """Offsets of the roles that stand beside this sighting of a name, articles left out."""
    words, i, j = seen.words, seen.i, seen.j
    for span in (
        _title(words, i),
        _before_comma(words, i),
        _after(words, j),
        _copula(words, j),
        _affiliation(words, j),
    ):
        if span and span[0] < span[1]:
            yield words.span(*span)


def _title(words: Words, i: int) -> tuple[int, int] | None:
    """`Russian President` in "Russian President Ivan Roe"."""
    end = i
    while end > 0 and words.low(end - 1) in lexicon("titles", "honorifics"):
        end -= 1
    if end == 0 or words[end - 1].end == words[end].start or not _is_role_end(words, end):
        return None
    return _left(words, end), end


def _before_comma(words: Words, i: int) -> tuple[int, int] | None:
    """`trade envoy` in "her trade envoy, Jo Roe,": a noun phrase that turns on an office, then the name."""
    if i < 2 or words[i - 1].text != ",":
        return None
    end = i - 1
    start = _phrase_start(words, end)
    if start is None:
        return None
    # A second comma inside a list ("the mayor, Jo Roe and …") is fine; a clause is not.
    return start, end


def _phrase_start(words: Words, end: int) -> int | None:
    """Where the noun phrase that ends before `end` begins, if an office heads it; through of, for, at, to."""
    if is_office(words.low(end - 1)) and words[end - 1].pos in ("NOUN", "PROPN", "ADJ"):
        return _left(words, end)
    k = end - 1
    while (
        k > 0
        and end - k < 9
        and words[k].pos in ("NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "CCONJ")
        and words[k].text != ","
    ):
        k -= 1
    if (
        k > 0
        and words.low(k) in ("of", "for", "at", "to", "with", "in")
        and is_office(words.low(k - 1))
        and words[k - 1].pos in ("NOUN", "PROPN")
    ):
        return _left(words, k)
    return None


def _is_role_end(words: Words, end: int) -> bool:
    """Whether a title ends before word `end`."""
    low = words.low(end - 1)
    if is_office(low) and words[end - 1].pos != "VERB":
        return True
    return any(
        words.low(end - b - 1) == "of"
        and is_office(words.low(end - b - 2))
        and " ".join(words.low(k) for k in range(end - b, end)) in lexicon("titles", "fields")
        for b in (1, 2)
        if end - b - 2 >= 0
    )


def _left(words: Words, end: int) -> int:
    """Where the noun phrase that ends before `end` begins: never through to, under or (but in titles) of."""
    k = end - 1
    while k > 0:
        word, low = words[k - 1], words.low(k - 1)
        if word.end + 1 < words[k].start:  # a dash stood between
            break
        if low == "in" and words.low(k) == "chief":
            k -= 1
            continue
        if (
            word.text in (",", '"', "'", "(", ")", ":", ";", "-", "—", "–")
            or low in _ARTICLES
            or low in _POSSESSIVES
        ):
            break
        if (
            low in ("of", "for")
            and k < end
            and is_office(words.low(k - 2))
            and k - 2 >= 0
            and " ".join(words.low(n) for n in range(k, end)) in lexicon("titles", "fields")
        ):
            k -= 1
            continue
        if (
            low == "and"
            and k - 2 >= 0
            and is_office(words.low(k - 2))
            and not words.low(k - 2).endswith("s")
            and is_office(words.low(end - 1))
        ):
            k -= 1
            continue
        if low == "'s" or (low == "'" and words.low(k - 2).endswith("s")):
            # A possessor belongs to the role: "Norland's Prime Minister".
            return _possessor(words, k - 1)
        if (
            word.pos in ("NOUN", "PROPN", "ADJ", "NUM")
            or low in lexicon("titles", "modifiers")
            or is_office(low)
            or word.head.tag in ("VBN", "VBG")
            and k < end - 1
        ):
            if (
                word.pos == "NUM"
                and not low[:1].isalpha()
                or low in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            ):
                break
            k -= 1
            continue
        break
    return k


def _possessor(words: Words, mark: int) -> int:
    k = mark
    while (
        k > 0
        and (words[k - 1].pos in ("PROPN", "NOUN", "ADJ") or words.low(k - 1) in ("and",))
        and words[k - 1].text != ","
    ):
        k -= 1
    return k


def _after(words: Words, j: int) -> tuple[int, int] | None:
    """`head of the rescue unit` in "Jo Roe, head of the rescue unit, said"; after an age too."""
    if words.low(j) != ",":
        return None
    start = j + 1
    if words.low(start).isdigit() and words.low(start + 1) == ",":
        start += 2
    if start < len(words) and words.low(start) in ("who", "now", "then", "also", "currently"):
        start += 1
        if words.low(start) in ("is", "was", "serves", "served", "heads", "leads"):
            start += 1
            if words.low(start) == "as":
                start += 1
    bare = start < len(words) and words.low(start) not in (*_ARTICLES, *_POSSESSIVES)
    indefinite = words.low(start) in ("a", "an", "another", "one")
    if not bare:
        start += 1
    end = _end(words, start)
    if end is None or end == start or end - start > _MOST_WORDS:
        return None
    head = _head(words, start, end)
    if head is None:
        return None
    if (
        not is_office(words.low(head))
        and not (
            indefinite and words[head].pos == "NOUN" and words[head].entity not in ("DATE", "GPE", "TIME")
        )
        and not (words.low(start) == "former" and words[head].capital)
    ):
        return None
    if _lists_names(words, start, end):
        return None
    return start, end


def _end(words: Words, start: int) -> int | None:
    """Where an apposition that begins at `start` ends."""
    for k in range(start, len(words)):
        word, low = words[k], words.low(k)
        if word.text in (",", ";", '"', "—", "–", "(", ")", ":", ".", "?", "!", "--") or low in _CUTS:
            return k
        if k > start and (
            word.head.tag in ("VBD", "VBZ", "VBP", "MD")
            or word.head.tag in ("VBG", "VBN")
            and "-" not in word.text
            and words[k - 1].pos in ("NOUN", "PROPN", "NUM")
            and not (k + 1 < len(words) and words[k + 1].pos in ("NOUN", "PROPN") and word.capital)
        ):
            return k
    return len(words)


def _head(words: Words, start: int, end: int) -> int | None:
    """The noun that the phrase turns on: the last one before its first preposition."""
    best = None
    for k in range(start, end):
        if (
            words.low(k) in ("of", "for", "at", "to", "with", "in", "from", "on", "under", "and", "by")
            and best is not None
        ):
            break
        if words.low(k) in ("'s", "'"):
            best = None
            continue
        if words[k].pos in ("NOUN", "PROPN", "ADJ", "X") or is_office(words.low(k)):
            best = k
    return best


def _lists_names(words: Words, start: int, end: int) -> bool:
    return (
        all(words[k].capital for k in range(start, end))
        and not is_office(words.low(end - 1))
        and not any(is_office(words.low(k)) for k in range(start, end))
    )


def _copula(words: Words, j: int) -> tuple[int, int] | None:
    """`member of the committee` in "Roe is a member of the committee"."""
    if words.low(j) not in ("is", "was", "became"):
        return None
    start = j + 1
    if words.low(start) in ("now", "also", "then", "currently"):
        start += 1
    if words.low(start) not in (*_ARTICLES, "chairman", "head", "director"):
        return None
    start += words.low(start) in _ARTICLES
    end = _end(words, start)
    head = _head(words, start, end) if end is not None and end > start else None
    if head is None or end is None or not is_office(words.low(head)) or end - start > _MOST_WORDS:
        return None
    return start, end


def _affiliation(words: Words, j: int) -> tuple[int, int] | None:
    """`from Norland's relief agency` in "Jo Roe from Norland's relief agency said"."""
    if words.low(j) not in ("from", "of", "with") or j + 1 >= len(words):
        return None
    end = j + 1
    while (
        end < len(words)
        and (
            words[end].pos in ("NOUN", "PROPN", "ADJ", "DET", "PART")
            or words.low(end) in ("of", "for", "and")
        )
        and words[end].text != ","
    ):
        end += 1
    last = end - 1
    if words.low(end) not in ("said", "says", "told", ",", "added", "wrote") or not any(
        words[k].capital for k in range(j + 1, end)
    ):
        return None
    body = (
        words.low(last) in lexicon("groups", "bodies")
        or words.low(last) in lexicon("names", "bodies")
        or words[last].entity == "ORG"
        or any(p.j == end and p.entry.use == "institution" for p in world.places(words))
    )
    return (j, end) if body else None
