"""From articles to the cast: people, states and institutions, with every mention by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from briefgen.analysis.actors import world
from briefgen.analysis.actors.drafts import Draft, Taken, finish, side_of
from briefgen.analysis.actors.edges import trimmed
from briefgen.analysis.actors.kinds import business
from briefgen.analysis.actors.mentions import mention_people
from briefgen.analysis.actors.names import is_given_name
from briefgen.analysis.actors.namesakes import plain
from briefgen.analysis.actors.naming import Person, group
from briefgen.analysis.actors.organizations import (
    Organization,
    find_organizations,
    initials,
    is_acronym,
    storms,
)
from briefgen.analysis.actors.people import sightings
from briefgen.analysis.actors.recalled import forget_recalled
from briefgen.analysis.actors.records import Cast
from briefgen.analysis.actors.states import name_states
from briefgen.analysis.actors.words import Words, folded, words_of
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article

# A slip is rare, and tells itself only in a long name.
_SLIPS = 2
_LONG_NAME = 6


def find_actors(articles: Iterable[Article]) -> Cast:
    """The actors of these articles, with their mentions by name. The articles' order does not matter."""
    ordered = sorted(articles, key=lambda a: a.id)
    texts = [words_of(s) for a in ordered for s in a.sentences if s.tokens]
    blown = storms(texts)
    sighted = [s for w in texts for s in sightings(w) if folded(s.text) not in blown]
    sighted = trimmed(sighted, texts)
    signs = business(texts, {folded(s.text) for s in sighted if s.j - s.i > 1})
    people, bodies = group(sighted, _alone(texts), signs)
    drafts = [_person(p) for p in people]
    taken: Taken = {}
    mention_people(texts, people, drafts, taken)
    forget_recalled(drafts, texts, {a.id: a.published for a in ordered})
    for draft in drafts:
        draft.take_side()
    drafts += name_states(texts, taken)
    surnames = {key for p in people for key in p.surnames} | blown
    drafts += [_organization(o) for o in find_organizations(texts, taken, surnames, bodies)]
    drafts = _spelled_out(_joined(_mended([d for d in drafts if d.mentions])))
    _take_camps(drafts)
    return Cast(actors=finish(drafts))


def _alone(texts: list[Words]) -> set[str]:
    """Capitalised words, folded, that stand somewhere with no capitalised word right before them."""
    return {
        folded(w[k].text)
        for w in texts
        for k in range(w.body, len(w))
        if w[k].capital and not (k > 0 and w[k - 1].capital and w[k - 1].end + 1 == w[k].start)
    }


def _take_camps(drafts: list[Draft]) -> None:
    """Whose roles name no state but a body of the texts ("dock union vice president") are on its side."""
    bodies = {
        " ".join(_words_in(form)): d
        for d in drafts
        if d.kind in ("organization", "group")
        for form in (d.name, *d.aliases)
    }
    for person in drafts:
        if person.kind != "person" or person.side:
            continue
        for role in person.roles.values():
            own = re.split(r"\b(?:to|against|on|in)\b", role.text.lower())[0]
            plain = _words_in(own)
            runs = (" ".join(plain[i:j]) for i in range(len(plain)) for j in range(len(plain), i, -1))
            body = next((bodies[run] for run in runs if run in bodies), None)
            if body:
                person.side = body.side or body.name
                break


def _words_in(text: str) -> list[str]:
    """Its words in lower case, without signs of possession."""
    return re.findall(r"[\w.&-]+", text.lower().replace("’s", " ").replace("'s", " "))


def _mended(drafts: list[Draft]) -> list[Draft]:
    """A word one letter off the surname of one person whom the same text names is that surname, misspelt."""
    people: dict[str, list[Draft]] = {}
    for d in drafts:
        if d.kind == "person" and " " in d.name:
            for form in _nearly(folded(plain(d.name)[-1])):
                people.setdefault(form, []).append(d)
    kept = []
    for draft in drafts:
        forms = _nearly(folded(draft.name)) if len(draft.mentions) <= _SLIPS and " " not in draft.name else ()
        found = {id(p): p for form in forms for p in people.get(form, ())}
        near = [p for p in found.values() if _is_misspelt(draft, p)]
        if len(near) == 1:
            near[0].mentions += draft.mentions
        else:
            kept.append(draft)
    return kept


def _nearly(name: str) -> set[str]:
    """The name, and what is left of it without any one letter: two a letter apart share one of these."""
    return {name, *(name[:k] + name[k + 1 :] for k in range(len(name)))}


def _is_misspelt(draft: Draft, person: Draft) -> bool:
    """Whether a name of one word, seen once or twice, is a slip for the person's surname."""
    rare = draft.kind in ("person", "organization") and len(draft.mentions) <= _SLIPS and not draft.roles
    if not rare or " " in draft.name or draft.outlet or draft.honorifics:
        return False
    own, surname = folded(draft.name), folded(plain(person.name)[-1])
    if min(len(own), len(surname)) < _LONG_NAME or own[0] != surname[0] or own == f"{surname}s":
        return False
    if Levenshtein.distance(own, surname, score_cutoff=1) != 1 or is_given_name(own):
        return False
    here = {m[0] for m in person.mentions}
    return all(m[0] in here for m in draft.mentions)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Those named by one word of one other body's name ("the Brotherhood") are that body."""
    ends: dict[str, dict[int, Draft]] = {}
    for d in drafts:
        for end in (d.name.split(" ")[0], d.name.split(" ")[-1]):
            ends.setdefault(end, {})[id(d)] = d
    kept = []
    for draft in drafts:
        whole = [d for d in ends.get(draft.name, {}).values() if _is_part_of(draft, d)]
        if len(whole) == 1:
            whole[0].mentions += draft.mentions
            whole[0].aliases |= draft.aliases
        else:
            kept.append(draft)
    return kept


def _is_part_of(draft: Draft, whole: Draft) -> bool:
    """Whether a draft's name is the last word of a body's, or the first of an armed movement's."""
    if " " in draft.name or whole.kind not in ("organization", "group"):
        return False
    if whole.kind == "group" and whole.name.startswith(f"{draft.name} ") and len(draft.name) > 4:
        return draft.kind == "organization" or (
            draft.kind == "person" and not draft.roles and not draft.honorifics
        )
    telling = len(draft.name) > 5 or draft.outlet
    return draft.kind == "organization" and telling and whole.name.endswith(f" {draft.name}")


def _spelled_out(drafts: list[Draft]) -> list[Draft]:
    """Those named only by an acronym are the one institution of the texts that has these initials."""
    having: dict[str, dict[int, Draft]] = {}

    def note(d: Draft) -> None:
        for acronym in _initials(d):
            having.setdefault(acronym, {})[id(d)] = d

    for d in drafts:
        note(d)
    kept = []
    for draft in drafts:
        alone = (
            draft.kind == "organization" and not draft.outlet and all(is_acronym(a) for a in draft.aliases)
        )
        plain = draft.name.replace(".", "")
        whole = [d for d in having.get(plain, {}).values() if alone and d is not draft]
        if len(whole) == 1:
            whole[0].mentions += draft.mentions
            whole[0].aliases |= draft.aliases
            whole[0].acts = whole[0].acts or draft.acts
            note(whole[0])
        else:
            kept.append(draft)
    return kept


def _initials(draft: Draft) -> set[str]:
    """The acronyms that its names would have."""
    names = [n for n in (draft.name, *draft.aliases) if " " in n]
    if draft.kind == "person":  # "JFR", particles included
        return {x for n in names if len(x := "".join(w[0] for w in n.split()).upper()) > 2}
    return {initials(n) for n in names}


def _person(person: Person) -> Draft:
    credits = [s.credit for s in person.sightings]
    draft = Draft(name=person.name, kind="person", acts=not all(credits), press=any(credits))
    for form in person.forms:
        draft.aliases[form] = None
    draft.aliases |= dict.fromkeys(sorted(person.nicknames))
    for s in person.sightings:
        if s.words.low(s.i - 1) in lexicon("titles", "honorifics"):
            draft.honorifics[s.words.low(s.i - 1)] = None
    return draft


def _organization(found: Organization) -> Draft:
    draft = Draft(
        name=found.name,
        kind="organization",
        side=side_of(found.name),
        acts=found.acts,
        outlet=any(_is_outlet(f) for f in found.forms),
        homes=found.homes,
    )
    for source, sentence, start, end, text in found.mentions:
        draft.mentions.append((source, sentence, start, end, "name"))
        draft.aliases[text] = None
    return draft


def _is_outlet(name: str) -> bool:
    entry = world.sense(name)
    known = entry is not None and entry.use == "outlet"
    return known or name.lower().split()[-1] in lexicon("names", "outlets")
