"""What speaks for a body rather than a person: the noun that ends its name, its business, what leads it.

News calls a person by the surname after the first mention; a company's name stays whole. Companies run trains
and have chief executives; people have given names, honorifics and offices of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.analysis.actors.names import is_given_name
from briefgen.analysis.actors.people import Sighting
from briefgen.analysis.actors.words import Words, folded, is_office
from briefgen.language.lexicon import table
from briefgen.language.lexicon import words as lexicon

# One clear sign (a chief executive, a train of its own) is enough where nothing speaks for a person.
_ENOUGH = 2
_PARTICLES = ("'s", "'")


def is_body(found: Sequence[Sighting], signs: int) -> bool:
    """Whether the sightings of one form, no known person's, are rather those of a company or another body.

    signs: what speaks for a body beside the form, as `business` counts it.
    """
    if any(s.titled for s in found) or any(_is_human_beside(s.words, s.j) for s in found):
        return False
    if folded(found[0].text).replace("-", " ") in lexicon("names", "like_people"):
        return True
    last = found[0].words.low(found[0].j - 1)
    if found[0].j - found[0].i > 1 and last in lexicon("names", "trades"):
        return True
    if is_given_name(found[0].words.low(found[0].i)):
        return False
    return found[0].j - found[0].i > 1 and signs >= _ENOUGH


def business(texts: Sequence[Words], forms: set[str]) -> Counter[str]:
    """How much the words around each of these folded names say that it is a body's, over all texts."""
    first = {form.split()[0] for form in forms if form}  # other scripts fold to nothing
    found: Counter[str] = Counter()
    for w in texts:
        for i in range(w.body, len(w)):
            if not w[i].capital or folded(w[i].text) not in first or w.shouting:
                continue
            for j in range(i + 2, min(i + 5, len(w)) + 1):
                form = folded(w.text(i, j))
                if form and form in forms:
                    found[form] += _signs(w, i, j)
    return found


def never_shortened(found: Sequence[Sighting], alone: set[str]) -> bool:
    """Whether a text names it three times, always whole, and no text calls it by its last word.

    Names whose surname comes first and double surnames stay whole as well, so the parser must once have
    taken it for an organization.
    """
    first = found[0]
    if first.j - first.i < 2 or folded(first.words[first.j - 1].text) in alone:
        return False
    if not any(s.words[k].entity == "ORG" for s in found for k in range(s.i, s.j)):
        return False
    by_source = Counter(s.words.sentence.source for s in found)
    plain = not any(s.titled for s in found) and not any(_is_human_beside(s.words, s.j) for s in found)
    return plain and max(by_source.values()) > 2 and not is_given_name(first.words.low(first.i))


def _signs(w: Words, i: int, j: int) -> int:
    """How much the words around say that words i to before j are a body's name."""
    score = 2 if _is_led(w, i) or _has_leader(w, j) else 0
    score += 2 if _owns(w, i, j) else 0
    score += 1 if _is_called_body(w, j) else 0
    return score


def _is_led(w: Words, i: int) -> bool:
    """Whether "chief executive of", "shares of", "workers at" stands before."""
    k = i - 2 if w.low(i - 1) in ("of", "at", "in") else -1
    return k >= 0 and w.low(k) in lexicon("names", "corporate")


def _has_leader(w: Words, j: int) -> bool:
    """Whether "'s chief executive", "'s shares" or "CEO" follows."""
    k = j + 1 if w.low(j) in _PARTICLES else j
    near = range(k, min(k + 3, len(w)))
    if any(not w[n].pos.startswith(("NOUN", "PROPN", "ADJ")) for n in near[:1]):
        return False
    return any(w.low(n) in lexicon("names", "corporate") for n in near[: 2 if k > j else 1])


def _owns(w: Words, i: int, j: int) -> bool:
    """Whether it is said of a thing that businesses run ("a Roe Lee train", "two Roe Lee stores")."""
    follows = j < len(w) and w[j].start == w[j - 1].end + 1 and not w[j].capital
    return follows and w.low(j) in lexicon("names", "run")


def _is_called_body(w: Words, j: int) -> bool:
    """Whether ", the operator of …", ", an airline …" follows."""
    if w.low(j) != "," or w.low(j + 1) not in ("the", "a", "an", "one", "which"):
        return False
    if w.low(j + 1) == "which":
        return True
    near = [w.low(k) for k in range(j + 2, min(j + 6, len(w)))]
    companies = table("references")["companies"]["nouns"]
    return any(n in companies or n in lexicon("titles", "of_bodies_too") for n in near)


def _is_human_beside(w: Words, j: int) -> bool:
    """Whether ", 45," or ", a clerk" or ", who" follows."""
    if w.low(j) != ",":
        return False
    if w.low(j + 1) == "who" or w.low(j + 1).isdigit():
        return True
    for k in range(j + 1, min(j + 6, len(w))):
        low = w.low(k)
        if low in (",", "of", "for") or w[k].pos in ("VERB", "AUX"):
            return False
        if is_office(low) or low in lexicon("titles", "human"):
            return low not in lexicon("titles", "of_bodies_too")
    return False
