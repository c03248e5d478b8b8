"""The cast that grows: groups and papers that hold positions, and the words that speak for somebody."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.analysis.actors import Actor, Cast, Mention
from briefgen.analysis.actors.drafts import slug
from briefgen.analysis.described import Described
from briefgen.analysis.holder_phrases import ARTICLES, Phrase
from briefgen.analysis.turns import core_of

_OWNED = ("his", "her", "their", "its")  # "his office" names nobody outside its sentence


class HolderCast:
    """The cast, and the groups that had to be made."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._made: dict[str, Actor] = {}
        self._spoken: dict[str, dict[Mention, str]] = {}
        """By actor, the words that speak for him, and where."""

    @property
    def cast(self) -> Cast:
        """The cast with the groups."""
        known = (self._with_voices(a) for a in self._cast.actors)
        made = (replace(a, mentions=tuple(sorted(set(a.mentions)))) for a in self._made.values())
        return Cast(actors=(*known, *made))

    def _with_voices(self, actor: Actor) -> Actor:
        voices = self._spoken.get(actor.id)
        if not voices:
            return actor
        fresh = [
            v
            for v in voices.values()
            if v not in (actor.name, *actor.aliases) and v.lower().split()[0] not in _OWNED
        ]
        mentions = tuple(sorted({*actor.mentions, *voices}))
        return replace(actor, mentions=mentions, aliases=(*actor.aliases, *dict.fromkeys(fresh)))

    def speaks_for(self, part: Phrase, found: tuple[str, ...]) -> None:
        """Note that these words stand for the one actor who is their principal ("the board's office")."""
        end = part.core_end()
        if len(found) != 1 or found[0] not in self._cast.by_id:
            return
        start, stop = part.w.span(part.i, end)
        sentence = part.w.sentence
        mention = Mention(
            source=sentence.source,
            sentence=sentence.id,
            start=start,
            end=stop,
            actor=found[0],
            form="nominal",
        )
        self._spoken.setdefault(found[0], {})[mention] = part.w.text(part.i, end)

    def actors(self, ids: tuple[str, ...]) -> tuple[Actor, ...]:
        """The actors with these ids."""
        return tuple(self._made.get(i) or self._cast.by_id[i] for i in ids)

    def is_paper(self, actor: str) -> bool:
        """Whether it is a paper that speaks for itself."""
        return actor in self._made and self._made[actor].kind == "document"

    def is_plural(self, actor: str) -> bool:
        """Whether it is a group of several."""
        made = self._made.get(actor)
        return bool(made and core_of(made.name).endswith("s") and made.kind != "document")

    def make(self, part: Phrase, described: Described, owner: Actor | None) -> str:
        """The id of the group that the phrase describes, made where nobody spoke of it before."""
        start, end = part.w.span(described.i, described.j)
        name, aliases, side = described.called(owner)
        if name.split(" ")[0].lower() in ARTICLES and name[:1].isupper():
            name = name[0].lower() + name[1:]  # “Some officials” at the head of a sentence
        key = slug(re.sub(r"^(?:the|an?) ", "", name))
        if key in self._cast.by_id:
            return key
        sentence = part.w.sentence
        mention = Mention(
            source=sentence.source, sentence=sentence.id, start=start, end=end, actor=key, form="nominal"
        )
        old = self._made.get(key) or Actor(
            id=key, name=name, kind=described.kind, side=side, anonymous=described.anonymous, acts=False
        )
        fresh = dict.fromkeys(x for x in aliases if x != old.name and x not in old.aliases)
        self._made[key] = replace(old, aliases=(*old.aliases, *fresh), mentions=(*old.mentions, mention))
        return key
