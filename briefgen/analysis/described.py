"""Holders without a name of their own: whose voice they are, or what to call the group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefgen.analysis.actors import world
from briefgen.analysis.actors.records import Actor, ActorKind
from briefgen.analysis.actors.words import is_office
from briefgen.analysis.group_nouns import (
    NOBODY,
    TELLING,
    is_pair,
    is_people,
    is_vague,
    kind_of,
    name_behind,
    needs_name,
    of_people,
    says_nothing,
)
from briefgen.analysis.holder_extent import after_article, after_number, stop
from briefgen.analysis.holder_phrases import POSSESSIVES, Phrase, tells_more
from briefgen.language.lexicon import words as lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a holder without a name is."""

    name: str = ""
    """Empty where only the principals may hold it."""
    kind: ActorKind = "group"
    side: str | None = None
    aliases: list[str] = field(default_factory=list)
    anonymous: bool = False
    i: int = 0
    j: int = 0
    principals: tuple[Phrase, ...] = ()
    """Whose voice it is, the best first."""
    noun: str = ""
    """The noun of somebody without a name."""
    voice: str = ""
    """The noun of what speaks for somebody (`office`, `report`)."""
    possessor: Phrase | None = None
    pronoun: bool = False
    again: bool = False
    """Whether it may be somebody without a name who spoke before ("the Norwegian official")."""

    def called(self, owner: Actor | None) -> tuple[str, list[str], str | None]:
        """What to call the group, what else it is called, and its side: `his team` is Roe's team."""
        name, aliases = self.name, [*self.aliases]
        if owner is None:
            return name, aliases, self.side
        rest = name.split(" ", 1)[-1] if self.pronoun else re.split(r"['’]s? ", name)[-1]
        short = _surname(owner.name) if owner.kind == "person" else owner.name
        lasting = rest in ("campaign", "administration")
        full = f"{short} {rest}" if lasting else f"{short}’s {rest}"
        keep = name if not self.pronoun and not lasting else full
        return keep, [*aliases, name, full], self.side or owner.side


def _surname(name: str) -> str:
    kept = [p for p in name.replace(",", " ").split() if p.lower() not in lexicon("titles", "suffixes")]
    return (kept or name.split())[-1]


def describe(phrase: Phrase) -> Described | None:
    """What the phrase's noun makes of it; None where it is nobody who can hold a position."""
    w = phrase.w
    end = phrase.core_end()
    if end <= phrase.i:
        return None
    while end - 1 > phrase.i and (w[end - 1].pos == "ADV" or w[end - 1].entity in ("DATE", "TIME")):
        end -= 1
    noun = w.low(end - 1)
    if w[end - 1].entity in ("DATE", "TIME", "PERCENT", "MONEY"):
        return None
    if noun in ("those", "others"):
        return _many(phrase, end) if end < phrase.j else None
    if noun in lexicon("phrases", "of_many") and w.low(end) == "of" and end + 1 < phrase.j:
        whole = noun in ("member", "members") or of_people(phrase, end)
        return _many(phrase, end) if whole else None
    if noun in lexicon("groups", "spokes"):
        return _spokes(phrase, end)
    voice = noun in lexicon("groups", "voices") or f"{w.low(end - 2)} {noun}" in lexicon("groups", "voices")
    voice = voice and not (_is_service(phrase, end, noun) or _is_of_office(phrase, end, noun))
    if voice and not (w[end - 1].capital and w[end - 1].pos == "PROPN" and end == phrase.j):
        owned = noun not in lexicon("groups", "kept")
        principals = tuple(_principals(phrase, end)) if owned else ()
        return Described(voice=noun, principals=principals, i=phrase.i, j=end)
    state = _government(phrase, end)
    if state:
        return Described(name=state, kind="government", side=state, i=phrase.i, j=end)
    return _group(phrase, end, noun)


def _is_service(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether it is an office with a task of its own ("the town's water office"), nobody's in particular."""
    if noun != "office" or end - 2 < phrase.i or any(phrase.i <= a < end for a in phrase.mentions):
        return False
    task = phrase.w[end - 2]
    return (
        task.pos == "NOUN" and task.low not in ("press", "media", "information") and not is_office(task.low)
    )


def _is_of_office(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether it is the office of whoever holds an office ("the sheriff's office"), a body of its own."""
    w, owner = phrase.w, end - 3
    if noun != "office" or owner < phrase.i or w.low(end - 2) not in ("'s", "'"):
        return False
    office = w.low(owner).removesuffix("s")
    named = any(
        a <= owner < b and m.form == "name" and b == owner + 1 for a, (b, m) in phrase.mentions.items()
    )
    return office in lexicon("groups", "office_holders") and not named


def _principals(phrase: Phrase, end: int) -> Iterator[Phrase]:
    """Who is named before the noun ("the GM spokesman", "Roe's office") or behind for, of, by, from, at."""
    w = phrase.w
    marks = [k for k in range(phrase.i + 1, end - 1) if w.low(k) in ("'s", "'")]
    owner = next(
        (a for a, (b, m) in phrase.mentions.items() if marks and b == marks[-1] and a >= phrase.i), None
    )
    if owner is not None:  # "Senate leader Jo Roe's office" is Roe's, not the senate's
        yield replace(phrase, i=owner, j=marks[-1])
    for a, (b, _) in sorted(phrase.mentions.items()):
        if phrase.i <= a and b <= end:
            yield replace(phrase, i=a, j=b)
    for k in range(phrase.i, end - 1):
        if w.low(k) in POSSESSIVES:
            yield replace(phrase, i=k, j=k + 1)
        if w.low(k) in ("'s", "'") and w[k - 1].entity not in ("DATE", "TIME"):  # "Monday's lawsuit"
            yield replace(phrase, i=phrase.i, j=k)
    behind = end
    if behind < phrase.j and w[behind].head.tag == "VBN":  # "an article published by the Courier"
        behind += 1
    if w.low(behind) in _whose(w.low(end - 1)) and behind + 1 < phrase.j:
        yield replace(phrase, i=behind + 1)


def _whose(noun: str) -> tuple[str, ...]:
    """The prepositions behind the noun that say whose it is; an indictment of the mayor is not his."""
    if noun in lexicon("groups", "spokes"):
        return ("for", "of", "by", "from", "between", "at", "with", "to")
    about = noun in lexicon("groups", "about")
    return ("by", "from") if about else ("of", "by", "from", "between")


def _spokes(phrase: Phrase, end: int) -> Described:
    """A spokesman without a name speaks for his principal."""
    w = phrase.w
    core = w.text(after_article(phrase), end)
    compound = [k for k in range(after_article(phrase), end - 1) if w[k].pos in ("NOUN", "PROPN")]
    principals = [*_principals(phrase, end)]
    if compound and not principals:  # "a police spokesman"
        principals = [replace(phrase, i=after_article(phrase), j=end - 1)]
    told = after_article(phrase) < end - 1 or not principals
    return Described(
        name=core if told else "",
        anonymous=True,
        aliases=[w.text(phrase.i, end)],
        i=phrase.i,
        j=end,
        principals=tuple(principals),
    )


def _many(phrase: Phrase, end: int) -> Described | None:
    """`One of his confidants`, `members of Congress`, `those waiting`: a group of its own."""
    w = phrase.w
    j = stop(phrase, end + 1, clause=w.low(end) in ("who", "that", "whose"))
    if w.low(j) in ("'s", "'"):
        return None  # "one of the critics of Roe | 's plan": cut in two
    i = phrase.i + (w.low(phrase.i) in ("the", "a", "an") and phrase.i + 1 < end)
    aliases = [w.text(phrase.i, j), w.text(end - 1, j)]
    if w.low(end) == "of" and w.low(end - 1) not in ("member", "members"):
        aliases.append(w.text(end + 1, j))
    return Described(name=w.text(i, j), anonymous=True, aliases=aliases, i=phrase.i, j=j)


def _government(phrase: Phrase, end: int) -> str | None:
    """The state in "the Norwegian side", "the French government", "Norwegian authorities"."""
    w = phrase.w
    if w.low(end - 1) not in ("government", "side", "authorities") or end - 2 < phrase.i:
        return None
    if w.low(end - 2) in ("'s", "'"):  # "Norway's government"
        entry = world.sense(w.text(after_article(phrase), end - 2))
        return entry.name if entry and entry.kind == "government" else None
    if w.low(end) == "of" and end + 1 < phrase.j:  # "the government of Norway"
        entry = world.sense(w.text(end + 1, phrase.j))
        return entry.name if entry and entry.kind == "government" else None
    return world.state_of_people(w[end - 2].text)


def _group(phrase: Phrase, end: int, noun: str) -> Described | None:
    w = phrase.w
    head, first = w[end - 1], w.low(phrase.i)
    people = is_people(head, noun)
    body = noun in lexicon("groups", "bodies")
    single = noun in lexicon("groups", "single") or is_office(noun)
    named = head.capital and head.pos == "PROPN" and not w.shouting
    proper = named and first not in lexicon("titles", "honorifics")
    if not (people or body or single or proper) or first in NOBODY or is_pair(phrase, end, noun):
        return None
    if needs_name(phrase, end, noun) or (
        noun in lexicon("phrases", "deeds") and not _side(phrase, end) and not proper
    ):
        return None
    if noun in lexicon("groups", "met") and first == "the" and end == phrase.i + 2 == phrase.j:
        return Described(noun=noun)  # "a person familiar with the talks said … the person said"
    if (
        noun in lexicon("groups", "in_place_of")
        or is_vague(phrase, end, noun)
        or (noun == "campaign" and first in ("a", "an"))
    ):
        return None
    if first == "the" and single and not (people or body or proper) and end == phrase.j:
        known = Described(noun=noun)  # "the senator", "the source": somebody spoken of before
        if end == phrase.i + 2 or noun not in lexicon("groups", "anonymous"):
            return known
        told = w.text(phrase.i, end)  # "the Norwegian official": who, nobody knows, but it is one source
        return replace(
            known, name=told, side=_side(phrase, end), anonymous=True, i=phrase.i, j=end, again=True,
            aliases=[w.text(phrase.i + 1, end)],
        )  # fmt: skip
    i, j = after_article(phrase), end
    gathered = noun in lexicon("groups", "gathered")
    if (single or people or gathered) and not proper and (tells_more(w, end) or w.low(end) in TELLING):
        j = stop(phrase, end + 1)
    aliases = [
        w.text(phrase.i, j),
        w.text(i, j),
        w.text(after_number(phrase), j),
        w.text(after_number(phrase), end),
    ]
    if people and not proper:
        aliases.append(w.text(end - 1, end))
    own = name_behind(phrase, end) if body else ""
    if own:
        return Described(name=own, noun=noun, kind="organization", i=phrase.i, j=phrase.j)
    if j <= end and says_nothing(phrase, end, noun):
        return None
    given = w[i] if 1 < end - i < 4 else None
    whole = not proper and first not in ("the", "these", "those", "all", "any", "both")
    return Described(
        name=w.text(phrase.i if whole else i, j), noun=noun,
        kind=kind_of(head, people or single, body, given),
        side=_side(phrase, end), aliases=aliases,
        anonymous=noun in lexicon("groups", "anonymous") or (single and not proper), i=phrase.i, j=j,
        possessor=_possessor(phrase, end), pronoun=first in POSSESSIVES,
    )  # fmt: skip


def _side(phrase: Phrase, end: int) -> str | None:
    for k in range(phrase.i, end):
        state = world.state_of_people(phrase.w[k].text)
        if state:
            return state
    return None


def _possessor(phrase: Phrase, end: int) -> Phrase | None:
    if phrase.w.low(phrase.i) in POSSESSIVES:
        return replace(phrase, j=phrase.i + 1)
    for k in range(phrase.i + 1, end):
        if phrase.w.low(k) in ("'s", "'"):
            return replace(phrase, j=k)
    return None
