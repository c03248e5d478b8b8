"""Where the texts name a person: every full name, and the surname alone wherever it can only be his."""

from __future__ import annotations

import re

from briefgen.analysis.actors.drafts import Draft, Taken
from briefgen.analysis.actors.names import is_given_name, is_name_word, name_end
from briefgen.analysis.actors.namesakes import generation, kin_before, plain
from briefgen.analysis.actors.naming import Person
from briefgen.analysis.actors.words import Words, folded, is_office
from briefgen.language.lexicon import Listed
from briefgen.language.lexicon import words as lexicon

# So many letters of a full name tell at once that it may begin here.
_BEGINNING = 3
_NOBODY = -1
_HANDLE = re.compile(r"\s?\((@\w{2,30})\)")
# So many times as often as its namesake a text must name somebody whom it means by the surname alone.
_LEADS = 2
# A name in the texts, with the marks around its nickname.
_MOST_WORDS = 8


def mention_people(
    texts: list[Words],
    people: list[Person],
    drafts: list[Draft],
    taken: Taken,
) -> None:
    """Every full name, and every word that is one person's surname (here, where several bear it)."""
    full = {folded(f): n for n, p in enumerate(people) for f in p.forms if " " in f}
    full |= {key[:n]: _NOBODY for key in full for n in range(1, _BEGINNING + 1)}
    alone: dict[str, list[int]] = {}
    for n, p in enumerate(people):
        for key in sorted(p.surnames | {f for f in p.firsts if len(f) > 1}):
            alone.setdefault(key, []).append(n)
    seen: dict[str, dict[int, int]] = {}
    handles: dict[str, set[int]] = {}
    for w in texts:
        source = w.sentence.source
        here = seen.setdefault(source, {})
        i = 0
        while i < len(w):
            who, j = _name_at(w, i, full, alone, people, here)
            if who is not None:
                here[who] = here.get(who, 0) + 1
                start = _with_particles(w, i, people[who])
                drafts[who].note(w, start, j)
                drafts[who].note_roles(w, start, j)
                taken.setdefault((source, w.sentence.id), []).append(w.span(start, j))
                if handle := _handle_at(w, j):
                    handles.setdefault(handle, set()).add(who)
            i = max(j, i + 1)
    _mention_handles(texts, handles, drafts, taken)


def _handle_at(w: Words, j: int) -> str:
    """The handle that stands in brackets right behind a name ("Ann Roe (@ann_roe)"); else empty."""
    behind = w.sentence.text[w[j - 1].end - w.sentence.start :] if "@" in w.sentence.text else ""
    found = _HANDLE.match(behind)
    return found[1].lower() if found else ""


def _mention_handles(
    texts: list[Words], handles: dict[str, set[int]], drafts: list[Draft], taken: Taken
) -> None:
    """Every handle that the texts give to one person stands for that person."""
    owners = {handle: next(iter(who)) for handle, who in handles.items() if len(who) == 1}
    for w in texts if owners else ():
        if "@" not in w.sentence.text:
            continue
        for i, word in enumerate(w.words):
            owner = owners.get(word.text.lstrip("(").lower())
            if owner is not None:
                drafts[owner].note(w, i, i + 1)
                taken.setdefault((w.sentence.source, w.sentence.id), []).append(w.span(i, i + 1))


def _with_particles(w: Words, i: int, person: Person) -> int:
    """Where the name begins that has this surname: `van der Roe` rather than `Roe`, if that is his name."""
    start = i
    while start > 0 and w.low(start - 1) in lexicon("titles", "particles"):
        start -= 1
    whole = folded(w.text(start, i + 1))
    return start if start < i and any(folded(f).endswith(whole) for f in person.forms) else i


def _name_at(
    w: Words,
    i: int,
    full: dict[str, int],
    alone: dict[str, list[int]],
    people: list[Person],
    here: dict[int, int],
) -> tuple[int | None, int]:
    if not w[i].capital:
        return None, i + 1
    begun = folded(w[i].text)[:_BEGINNING] in full
    for j in range(min(len(w), i + _MOST_WORDS), i + 1, -1) if begun else ():
        if not w[j - 1].text[0].isalnum():
            continue
        n = full.get(folded(w.text(i, j)), _NOBODY)
        if n != _NOBODY:
            return n, j
    candidates = alone.get(folded(w[i].text))
    if candidates and (own := generation(w.text(i, i + 2))):  # "Roe Jr.", of whom no text has more
        fitting = [n for n in candidates if own in people[n].generations]
        return (fitting[0] if len(fitting) == 1 else None), i + 2
    if w[i].text.endswith(".") and len(w[i].text) > 2 and i + 1 < len(w):  # "Conn." is no Mr. Conn
        return None, i + 1
    if not candidates or not _may_be_name(w, i) or _inside_name(w, i):
        return None, (i + 1 if candidates else max(i + 1, name_end(w, i)))
    return _choose(w, i, candidates, people, here), i + 1


def _may_be_name(w: Words, i: int) -> bool:
    """Whether a capitalised word that is somebody's surname is one here; small models mistag the rarer ones.

    At a sentence's beginning, or where every word has a capital, only the parser can tell.
    """
    if _is_month(w, i):
        return False
    free = i > w.body and not w.shouting and w[i - 1].text not in ('"', "“", ":")
    return free or w[i].pos in ("PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ")


def _is_month(w: Words, i: int) -> bool:
    """Whether a surname that is a month as well is the month here ("in May", "6 May")."""
    if w.low(i) not in lexicon("names", "months") or w.low(i - 1) in _HONORIFICS or is_office(w.low(i - 1)):
        return False
    near = (
        w.low(i - 1).isdigit()
        or w.low(i + 1)[:4].isdigit()
        or w.low(i - 1) in lexicon("names", "before_months")
    )
    return near or (w[i].entity == "DATE" and w[i].head.rel not in ("nsubj", "nsubjpass"))


def _inside_name(w: Words, i: int) -> bool:
    """Whether the word is a part of another name (Roe Tower) or describes a thing (the Roe campaign)."""
    if i + 1 < len(w) and w[i + 1].start == w[i].end + 1:
        after = w[i + 1]
        if (
            (is_name_word(after) or after.low in lexicon("names", "bodies"))
            and after.capital
            and not w.shouting
            and after.pos in ("PROPN", "NOUN")
        ):
            return True
        if w[i].head.rel == "compound" and after.pos == "NOUN" and not w.shouting:
            return not _is_mistagged_verb(w, i) and w.low(i - 1) not in _HONORIFICS
    if i > 0 and w[i - 1].end + 1 == w[i].start and is_name_word(w[i - 1]) and not w.shouting:
        return w[i - 1].pos == "PROPN"
    return False


def _is_mistagged_verb(w: Words, i: int) -> bool:
    """Whether the verb behind the name at i was taken for a plural noun ("Roe claims")."""
    after = w[i + 1]
    begins = (
        i == w.body or w[i - 1].text in (",", '"', "”") or w.low(i - 1) in (*_BEFORE_CLAUSE, *_HONORIFICS)
    )
    present = (
        after.head.tag == "NNS" and after.low.endswith("s") and after.low not in lexicon("groups", "people")
    )
    return (
        begins
        and present
        and (after.head.rel == "ROOT" or after.low.removesuffix("s") in lexicon("names", "speech"))
    )


_BEFORE_CLAUSE = (
    "and",
    "but",
    "as",
    "that",
    "while",
    "when",
    "because",
    "if",
    "though",
    "although",
    "says",
    "said",
)
_HONORIFICS = Listed(("titles", "honorifics"))


def _choose(
    w: Words, i: int, candidates: list[int], people: list[Person], here: dict[int, int]
) -> int | None:
    key = folded(w[i].text)
    by_surname = [n for n in candidates if key in people[n].surnames]
    if by_surname and not is_given_name(key):  # "Roe" may be Roe Lin-ho, whose surname comes first
        by_surname += [n for n in candidates if n in here and n not in by_surname]
    if w.low(i - 1) in lexicon("titles", "monarchs"):
        by_surname = [n for n in by_surname if people[n].reigns] or by_surname
    source = w.sentence.source
    by_surname = [n for n in by_surname if not people[n].is_short_with_suffix(source)]
    by_surname = [n for n in by_surname if not _is_only_kin(people[n], source)] or by_surname
    age = w.low(i - 2) if w.low(i - 1) in _HONORIFICS else w.low(i - 1)  # "the younger Mr. Roe"
    if age in ("younger", "elder", "older"):
        return _of_age(age, [n for n in candidates if key in people[n].surnames], people)
    called = _so_titled(w, i, by_surname, people)
    if len(called) == 1:
        return called[0]
    known = [n for n in by_surname if n in here]
    others = any(n in here for n in candidates if n not in by_surname)
    bare = len(by_surname) == 1 and is_given_name(key) and not people[by_surname[0]].firsts
    if bare and others and w.low(i - 1) not in _HONORIFICS:
        return None  # "Anne", after Queen Anne and Princess Anne Roe
    if by_surname:
        pool = known or by_surname
        return pool[0] if len(pool) == 1 else _among_namesakes(w, i, pool, people, here)
    # A given name alone: only after the full name, and where it stands as a name.
    firsts = [n for n in candidates if n in here]
    return (
        firsts[0]
        if len(firsts) == 1 and (w[i].entity == "PERSON" or w[i].head.rel in ("nsubj", "nsubjpass"))
        else None
    )


def _is_only_kin(person: Person, source: str) -> bool:
    """Whether a source names somebody only as another's relative ("his father, Jo Roe, was born here")."""
    here = person.seen_in(source)
    return bool(here) and all(len(plain(s.text)) > 1 and kin_before(s) for s in here)


def _of_age(age: str, pool: list[int], people: list[Person]) -> int | None:
    """Whom "the younger Roe" names: who has the suffix for it, or of two who has not the other one."""
    younger = [n for n in pool if people[n].generations & lexicon("titles", "younger")]
    elder = [n for n in pool if people[n].generations & lexicon("titles", "elder")]
    if len(pool) == 2 and len(younger) + len(elder) < 2:  # only one of them has a suffix
        younger = younger or ([n for n in pool if n not in elder] if elder else [])
        elder = elder or ([n for n in pool if n not in younger] if younger else [])
    found = younger if age == "younger" else elder
    return found[0] if len(found) == 1 else None


def _so_titled(w: Words, i: int, pool: list[int], people: list[Person]) -> list[int]:
    """Those who are called by the office before the surname with their full names ("President Roe")."""
    before = w.low(i - 1)
    if not is_office(before):
        return []
    return [n for n in pool if before in people[n].seen.titles]


def _among_namesakes(
    w: Words, i: int, pool: list[int], people: list[Person], here: dict[int, int]
) -> int | None:
    """Of several with one surname, the one whom the honorific fits; else the one whom this source is about.

    News gives the surname alone to the person that a text is about, and the full name to his relatives.
    """
    before = w.low(i - 1)
    for gender, other in (("male", "female"), ("female", "male")):
        if before in lexicon("titles", gender):
            fitting = [n for n in pool if gender in people[n].genders]
            pool = fitting or [n for n in pool if other not in people[n].genders]
            if len(pool) == 1:
                return pool[0]
    if not pool:
        return None
    source = w.sentence.source
    counts = {n: here.get(n, 0) + len(people[n].seen_in(source)) for n in pool}
    first, *others = sorted(pool, key=lambda n: -counts[n])
    return first if counts[first] >= _LEADS * max(counts[n] for n in others) else None
