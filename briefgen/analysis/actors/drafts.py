"""Actors in the making: what is gathered sentence by sentence, and the finished record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from briefgen.analysis.actors import world
from briefgen.analysis.actors.callings import is_press, state_in
from briefgen.analysis.actors.homes import homes_at
from briefgen.analysis.actors.records import Actor, ActorKind, Form, Home, Mention, Role
from briefgen.analysis.actors.roles import roles_at
from briefgen.analysis.actors.words import Words, folded, is_office

Taken = dict[tuple[str, str], list[tuple[int, int]]]
"""By source and sentence, the offsets that already stand for an actor."""


@dataclass(slots=True)
class Draft:
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
    press: bool = False
    homes: dict[Home, None] = field(default_factory=dict)

    def note(self, words: Words, i: int, j: int, form: Form = "name") -> None:
        """Add the words i to before j as a mention."""
        start, end = words.span(i, j)
        self.mentions.append((words.sentence.source, words.sentence.id, start, end, form))
        self.aliases[words.text(i, j)] = None
        if self.kind != "government":
            self.homes |= dict.fromkeys(homes_at(words, i, j, body=self.kind != "person"))

    def note_roles(self, words: Words, i: int, j: int) -> None:
        """Add the roles beside the name at words i to before j; a headline in capitals tells none."""
        sentence = words.sentence
        if words.shouting:
            return
        for start, end in roles_at(words, i, j):
            text = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
            role = Role(text=text, source=sentence.source, start=start, end=end)
            self.roles.setdefault(f"{sentence.source}\t{text.lower()}", role)
            if state := state_in(text):
                self.homes[Home(state=state, source=sentence.source, start=start, end=end)] = None

    def take_side(self) -> None:
        """The state that most of its roles name, the first of equals."""
        sides = Counter(side for role in self.roles.values() if (side := side_of(role.text)))
        self.side = max(sides, key=lambda k: sides[k]) if sides else self.side


def finish(drafts: list[Draft]) -> tuple[Actor, ...]:
    """The records, each with an id made from its name."""
    used: set[str] = set()
    out = []
    for d in drafts:
        key, n = slug(d.name), 1
        while key in used:
            n += 1
            key = f"{slug(d.name)}-{n}"
        used.add(key)
        out.append(_record(d, key))
    return tuple(out)


def _record(d: Draft, key: str) -> Actor:
    mentions = (
        Mention(source=a, sentence=b, start=c, end=e, actor=key, form=f) for a, b, c, e, f in d.mentions
    )
    return Actor(
        id=key,
        name=d.name,
        kind=d.kind,
        side=d.side,
        aliases=tuple(x for x in d.aliases if x != d.name),
        roles=tuple(d.roles.values()),
        mentions=tuple(sorted(mentions)),
        acts=d.acts,
        honorifics=tuple(d.honorifics),
        outlet=d.outlet,
        press=d.press or any(is_press(r.text) for r in d.roles.values()),
        homes=tuple(sorted(d.homes, key=lambda h: (h.source, h.start))),
    )


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text.replace("'s", "s"))))[:64] or "actor"


def side_of(role: str) -> str | None:
    """The state that a role's words name (`Norwegian Prime Minister`, `Pentagon spokesman`)."""
    own = re.split(r"\b(?:to|against|on|in)\b", role)[0]  # an ambassador to Norway is not Norway's
    plain = [re.sub(r"['’]s$", "", w) for w in re.findall(r"[\w.'’&-]+", own)]
    for i in range(len(plain)):
        for n in (3, 2, 1):
            name = " ".join(plain[i : i + n])
            entry = world.sense(name)
            behind = " ".join(plain[i + n : i + n + 1])
            if entry and entry.use == "capital" and behind[:1].isupper() and not is_office(behind.lower()):
                continue  # a university that is called like a capital
            side = world.state_of_people(name) or (entry.side if entry and entry.use != "outlet" else None)
            if side:
                return side
    return None
