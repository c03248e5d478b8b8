"""How much an actor counts in the sources: in how many it is named, how near to their heads, what it does.

The same report printed twice counts once. Who only tells the news or has no name comes last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from briefgen.analysis import Analysis
from briefgen.analysis.actors import Actor, Mention, world
from briefgen.analysis.actors.words import is_office
from briefgen.language.lexicon import words

_OPENS = 0.7
"""A body that does nothing counts in full where so large a share of the reports name it at their heads."""
_HEAD = 4
"""So many sentences, the title not counted, are the head of a report."""
_SHARE, _AT_HEAD, _HOLDS, _MENTIONED = 4.0, 4.0, 1.5, 0.5
_UNNAMED, _PAPER, _BACKGROUND, _IDLE = 0.5, 0.4, 0.6, 0.3
"""What is left of the weight of an unnamed group, of a paper, of who holds nothing and is named at no head,
and of a body that does nothing at all and opens few reports.
"""
_REPORTING = frozenset({
    "tell", "accord", "report", "cite", "quote", "say", "write", "publish", "reveal", "disclose", "describe",
    "ask", "speak", "interview", "respond", "story", "article", "account", "newspaper", "editorial", "column",
    "op-ed", "post", "poll", "first",
})  # fmt: skip
"""Words above an outlet's name in the parse where something was said to it, or by it."""
_ABOVE = 3


class Weights:
    """The weights of all actors of an analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._origins = len({self._origin(a.id) for a in analysis.articles}) or 1
        self._held, self._done = self._count_held(), self._count_deeds()

    def done(self, actor: Actor) -> int:
        """In how many sentences it does or says something."""
        return self._done.get(actor.id, 0)

    def weight(self, actor: Actor) -> float:
        """The more it counts, the higher."""
        share, head = self._share(actor.mentions), self._share(self._at_head(actor))
        held, done = self._held.get(actor.id, 0), self.done(actor)
        told = _SHARE * share + _AT_HEAD * head + _HOLDS * log2(1 + held) + log2(1 + done)
        named = {(*self._place(m.source, m.sentence), m.form) for m in actor.mentions if m.form != "pronoun"}
        told += _MENTIONED * log2(1 + len(named))
        idle = actor.kind == "organization" and not (held or done) and head < _OPENS
        return told * _kept(actor) * (_IDLE if idle else 1 if held or head else _BACKGROUND)

    def is_aside(self, actor: Actor) -> bool:
        """Whether it is in the sources only as one: without a name, an outlet, a reporter.

        Not so where most reports begin with it, or half name the person: then they report on it.
        """
        if actor.anonymous or self._only_signs(actor):
            return True
        if not (actor.outlet or actor.press):
            return False
        begun = [m for m in self._at_head(actor) if m.form == "name" and not self._only_told(m)]
        widely = actor.press and self._share(actor.mentions) >= max(0.5, 2 / self._origins)
        return not widely and self._share(begun) <= 0.5

    def _only_signs(self, actor: Actor) -> bool:
        """Whether it is named only below posts that are quoted: "… — Ann Roe (@annroe)"."""
        text = {m: self._analysis.article[m.source].text for m in actor.mentions}
        signed = (
            text[m][m.end : m.end + 3].strip().startswith("(@") or text[m][m.start - 1 : m.end].count("@")
            for m in actor.mentions
        )
        return not actor.roles and bool(actor.mentions) and all(signed)

    def _count_held(self) -> Mapping[str, int]:
        """How many positions each actor holds that are certain enough to be shown."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for held in self._analysis.held:
            own = held.attribution
            start, end = own.content[0]
            said = self._origin(own.source), self._analysis.article[own.source].text[start:end]
            for holder in held.holders if own.confidence != "low" else ():
                found[holder].add(said)
        return {actor: len(said) for actor, said in found.items()}

    def _count_deeds(self) -> Mapping[str, int]:
        """In how many sentences each actor does something."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for claim in self._analysis.claims:
            if claim.subject and claim.lemma not in ("be", "have") and claim.modality == "actual":
                for actor in claim.subject.parties | {claim.subject.head}:
                    found[actor].add(self._place(claim.source, claim.sentence))
        return {actor: len(places) for actor, places in found.items()}

    def _place(self, source: str, sentence: str) -> tuple[str, str]:
        """A sentence, the same in all copies of one text."""
        return self._origin(source), self._analysis.article[source].by_sentence[sentence].text

    def _share(self, mentions: Iterable[Mention]) -> float:
        """Which share of the independent reports these mentions stand in."""
        return len({self._origin(m.source) for m in mentions}) / self._origins

    def _origin(self, source: str) -> str:
        return self._analysis.origins.get(source, source)

    def _at_head(self, actor: Actor) -> list[Mention]:
        return [m for m in actor.mentions if self._analysis.article[m.source].place[m.sentence] <= _HEAD]

    def _only_told(self, mention: Mention) -> bool:
        """Whether the sentence names an outlet as where something was said, or where somebody works."""
        sentence = self._analysis.article[mention.source].by_sentence[mention.sentence]
        at = sentence.token_at(mention.end - 1)
        if at is None:
            return False
        above = sentence.tokens[sentence.tokens[at].head].lemma.lower()
        if above == "on" or is_office(above):  # "on Twitter", "Courier editor"
            return True
        for _ in range(_ABOVE):
            at = sentence.tokens[at].head
            if sentence.tokens[at].lemma.lower() in _REPORTING:
                return True
        return False


def _kept(actor: Actor) -> float:
    if actor.kind == "document":
        return _PAPER
    last = actor.name.split()[-1]
    described = actor.kind == "group" or (actor.kind == "organization" and last.islower())
    if not described or world.sense(actor.name):
        return 1
    body = last.lower() in words("groups", "bodies")
    return (1 + _UNNAMED) / 2 if body else _UNNAMED
