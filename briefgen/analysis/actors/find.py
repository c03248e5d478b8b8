"""From articles to the cast: people, states and institutions, with every mention by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.analysis.actors import world
from briefgen.analysis.actors.naming import Person, group
from briefgen.analysis.actors.organizations import Organization, find_organizations
from briefgen.analysis.actors.people import is_name_word, name_end, sightings
from briefgen.analysis.actors.records import Actor, ActorKind, Cast, Form, Mention, Role
from briefgen.analysis.actors.roles import roles_at
from briefgen.analysis.actors.words import Word, Words, folded, is_office, words_of
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article

_NOUN_RELS = (
    "nsubj",
    "nsubjpass",
    "pobj",
    "dobj",
    "poss",
    "conj",
    "appos",
    "attr",
    "ROOT",
    "agent",
    "dative",
    "oprd",
)


@dataclass(slots=True)
class _Draft:
    """An actor in the making."""

    name: str
    kind: ActorKind
    side: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: list[tuple[str, str, int, int, Form]] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    honorifics: dict[str, None] = field(default_factory=dict)
    acts: bool = False
    outlet: bool = False


def find_actors(articles: Iterable[Article]) -> Cast:
    """The actors of these articles, with their mentions by name."""
    texts = [words_of(s) for a in articles for s in a.sentences if s.tokens]
    people = group(s for w in texts for s in sightings(w))
    drafts = [_person(p) for p in people]
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    _mention_people(texts, people, drafts, taken)
    for draft in drafts:
        draft.side = _side(draft)
    drafts += _world(texts, taken)
    surnames = {key for p in people for key in p.surnames}
    drafts += [_organization(o) for o in find_organizations(texts, taken, surnames)]
    return Cast(actors=_finish([d for d in drafts if d.mentions]))


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text.replace("'s", "s"))))[:64] or "actor"


def _person(person: Person) -> _Draft:
    draft = _Draft(name=person.name, kind="person", acts=any(not s.credit for s in person.sightings))
    for form in person.forms:
        draft.aliases[form] = None
    for s in person.sightings:
        if s.words.low(s.i - 1) in lexicon("titles", "honorifics"):
            draft.honorifics[s.words.low(s.i - 1)] = None
    return draft


def _note_roles(draft: _Draft, words: Words, i: int, j: int) -> None:
    sentence = words.sentence
    for start, end in roles_at(words, i, j):
        text = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
        role = Role(text=text, source=sentence.source, start=start, end=end)
        draft.roles.setdefault(f"{sentence.source}\t{text.lower()}", role)


def _side(draft: _Draft) -> str | None:
    """The state that most of its roles name, the first of equals."""
    sides = Counter(side for role in draft.roles.values() if (side := side_of(role.text)))
    return max(sides, key=lambda k: sides[k]) if sides else None


def side_of(role: str) -> str | None:
    """The state that a role's words name (`Norwegian Prime Minister`, `Pentagon spokesman`)."""
    plain = [re.sub(r"['’]s$", "", w) for w in re.findall(r"[\w.'’&-]+", role)]
    for n in (3, 2, 1):
        for i in range(len(plain) - n + 1):
            name = " ".join(plain[i : i + n])
            entry = world.sense(name)
            side = world.state_of_people(name) or (entry.side if entry and entry.use != "outlet" else None)
            if side:
                return side
    return None


def _mention_people(
    texts: list[Words],
    people: list[Person],
    drafts: list[_Draft],
    taken: dict[tuple[str, str], list[tuple[int, int]]],
) -> None:
    """Every full name, and every word that is one person's surname (here, where several bear it)."""
    full = {folded(f): n for n, p in enumerate(people) for f in p.forms if " " in f}
    alone: dict[str, list[int]] = {}
    for n, p in enumerate(people):
        for key in sorted(p.surnames | {f for f in p.firsts if len(f) > 2}):
            alone.setdefault(key, []).append(n)
    seen: dict[str, dict[int, int]] = {}
    for clock, w in enumerate(texts):
        source = w.sentence.source
        here = seen.setdefault(source, {})
        i = 0
        while i < len(w):
            who, j = _name_at(w, i, full, alone, people, here)
            if who is not None:
                here[who] = clock
                start, end = w.span(i, j)
                drafts[who].mentions.append((source, w.sentence.id, start, end, "name"))
                drafts[who].aliases[w.text(i, j)] = None
                _note_roles(drafts[who], w, i, j)
                taken.setdefault((source, w.sentence.id), []).append((start, end))
            i = max(j, i + 1)


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
    for j in range(min(len(w), i + 6), i + 1, -1):
        if not w[j - 1].text[0].isalnum():
            continue
        n = full.get(folded(w.text(i, j)))
        if n is not None:
            return n, j
    candidates = alone.get(folded(w[i].text))
    if w[i].text.endswith(".") and len(w[i].text) > 2 and i + 1 < len(w):  # "Conn." is no Mr. Conn
        return None, i + 1
    if not candidates or w[i].pos not in ("PROPN", "NOUN", "ADJ", "X", "VERB") or _inside_name(w, i):
        return None, (i + 1 if candidates else max(i + 1, name_end(w, i)))
    return _choose(w, i, candidates, people, here), i + 1


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
            return True
    if i > 0 and w[i - 1].end + 1 == w[i].start and is_name_word(w[i - 1]) and not w.shouting:
        return w[i - 1].pos == "PROPN"
    return False


def _choose(
    w: Words, i: int, candidates: list[int], people: list[Person], here: dict[int, int]
) -> int | None:
    key = folded(w[i].text)
    by_surname = [n for n in candidates if key in people[n].surnames]
    known = [n for n in by_surname if n in here]
    if by_surname:
        pool = known or by_surname
        return pool[0] if len(pool) == 1 else _among_namesakes(w, i, pool, people)
    # A given name alone: only after the full name, and where it stands as a name.
    firsts = [n for n in candidates if n in here]
    return (
        firsts[0]
        if len(firsts) == 1 and (w[i].entity == "PERSON" or w[i].head.rel in ("nsubj", "nsubjpass"))
        else None
    )


def _among_namesakes(w: Words, i: int, pool: list[int], people: list[Person]) -> int | None:
    """Of several with one surname, the one whom the honorific fits; else the one whom this source names most.

    News gives the surname alone to the person that a text is about, and the full name to his relatives.
    """
    before = w.low(i - 1)
    for gender in ("male", "female"):
        if before in lexicon("titles", gender):
            fitting = [n for n in pool if _honoured(people[n], gender)]
            if len(fitting) == 1:
                return fitting[0]
    source = w.sentence.source
    counts = {n: sum(s.words.sentence.source == source for s in people[n].sightings) for n in pool}
    most = max(counts.values())
    leading = [n for n in pool if counts[n] == most]
    return leading[0] if len(leading) == 1 else None


def _honoured(person: Person, gender: str) -> bool:
    return any(s.words.low(s.i - 1) in lexicon("titles", gender) for s in person.sightings)


def _world(texts: list[Words], taken: dict[tuple[str, str], list[tuple[int, int]]]) -> list[_Draft]:
    found: dict[str, _Draft] = {}
    for w in texts:
        key = (w.sentence.source, w.sentence.id)
        for p in world.places(w):
            start, end = w.span(p.i, p.j)
            if any(a < end and start < b for a, b in taken.get(key, [])) or _in_longer_name(w, p.i, p.j):
                continue
            rel = _rel(w, p.i, p.j)
            if p.entry.use in ("capital", "seat") and not _stands_for_government(w, p.i, p.j, rel):
                continue
            name = p.entry.name
            draft = found.setdefault(
                name, _Draft(name=name, kind=p.entry.kind, side=p.entry.side, outlet=p.entry.use == "outlet")
            )
            taken.setdefault(key, []).append((start, end))
            draft.mentions.append((*key, start, end, "name"))
            draft.aliases[w.text(p.i, p.j)] = None
            draft.acts = draft.acts or (not draft.outlet and acts(w, p.i, p.j))
    for draft in found.values():
        _rename(draft)
    return list(found.values())


def _rename(draft: _Draft) -> None:
    """The sources' own form first where the table's form does not stand in them."""
    if draft.name not in draft.aliases and draft.kind != "government":
        longest = max(draft.aliases, key=len)
        draft.aliases[draft.name] = None
        draft.name = longest


def _in_longer_name(w: Words, i: int, j: int) -> bool:
    """Whether the words are a part of a longer name (the Washington Roe Institute)."""
    if w.shouting:
        return False
    after = w[j] if j < len(w) else None
    if (
        after
        and after.capital
        and after.start == w[j - 1].end + 1
        and (after.low in lexicon("names", "bodies"))
        and after.pos in ("PROPN", "NOUN")
    ):
        return True
    before = w[i - 1] if i > 0 else None
    if before and _is_prefix(before, w[i]):
        return True
    return bool(
        before
        and before.text.lower() == "of"
        and i > 1
        and w[i - 2].capital
        and w.low(i - 2) in lexicon("names", "bodies")
    )


def _is_prefix(before: Word, word: Word) -> bool:
    """Whether the capitalised word before belongs to the name (New Bern, Fort Roe)."""
    if (
        not before.capital
        or before.end + 1 != word.start
        or before.pos != "PROPN"
        or before.head.rel != "compound"
    ):
        return False
    return (
        not is_office(before.low) and not world.state_of_people(before.text) and not world.sense(before.text)
    )


def _rel(w: Words, i: int, j: int) -> str:
    inside = range(w[i].first, w[j - 1].last + 1)
    tokens = w.sentence.tokens
    head = next(
        (tokens[k] for k in inside if tokens[k].head not in inside or tokens[k].head == k), tokens[inside[-1]]
    )
    return head.rel


def _head_index(w: Words, i: int, j: int) -> int:
    inside = range(w[i].first, w[j - 1].last + 1)
    tokens = w.sentence.tokens
    return next((k for k in inside if tokens[k].head not in inside or tokens[k].head == k), inside[-1])


def _stands_for_government(w: Words, i: int, j: int, rel: str) -> bool:
    """Whether a capital is the government: it does or has something, or stands beside another."""
    if rel == "poss" or w.low(j) in ("'s",):
        return True
    if rel in ("nsubj", "nsubjpass"):
        return True
    before = w.low(i - 1)
    if before in ("between", "by", "against", "with", "isolate", "isolated"):
        return True
    return (
        rel == "conj"
        and (w.low(i - 1) in ("and", ","))
        and any(w.low(k) == "between" for k in range(max(0, i - 6), i))
    )


def acts(w: Words, i: int, j: int) -> bool:
    """Whether words i to before j are the subject or the agent of a verb that those with a will do."""
    tokens = w.sentence.tokens
    k = _head_index(w, i, j)
    for _ in range(3):
        t = tokens[k]
        if t.rel in ("nsubj", "nsubjpass"):
            return tokens[t.head].lemma.lower() in lexicon("names", "speech")
        if t.rel == "pobj" and tokens[t.head].rel == "agent":
            return True
        if t.rel != "conj":
            return False
        k = t.head
    return False


def _organization(found: Organization) -> _Draft:
    draft = _Draft(
        name=found.name,
        kind="organization",
        side=side_of(found.name),
        acts=found.acts,
        outlet=any(_is_outlet(f) for f in found.forms),
    )
    for source, sentence, start, end, text in found.mentions:
        draft.mentions.append((source, sentence, start, end, "name"))
        draft.aliases[text] = None
    return draft


def _is_outlet(name: str) -> bool:
    entry = world.sense(name)
    known = entry is not None and entry.use == "outlet"
    return known or name.lower().split()[-1] in lexicon("names", "outlets")


def _finish(drafts: list[_Draft]) -> tuple[Actor, ...]:
    used: set[str] = set()
    out = []
    for d in drafts:
        key, n = slug(d.name), 1
        while key in used:
            n += 1
            key = f"{slug(d.name)}-{n}"
        used.add(key)
        mentions = sorted(
            Mention(source=a, sentence=b, start=c, end=e, actor=key, form=f) for a, b, c, e, f in d.mentions
        )
        out.append(
            Actor(
                id=key, name=d.name, kind=d.kind, side=d.side,
                aliases=tuple(x for x in d.aliases if x != d.name),
                roles=tuple(d.roles.values()), mentions=tuple(mentions), acts=d.acts,
                honorifics=tuple(d.honorifics), outlet=d.outlet,
            )
        )  # fmt: skip
    return tuple(out)
