"""Who is meant by a pronoun in words that are printed away from their text.

What the rules of coreference resolve is named in brackets behind the pronoun, once for each one who is meant,
unless the printed words name him before it or he is the holder himself, beside whose name they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analysis.actors import Actor, Cast, Mention
from briefgen.analysis.attribution import Span
from briefgen.analysis.genders import genders
from briefgen.model import Sentence

_POSSESSIVE = frozenset({"his", "its", "their"})
_OBJECTS = frozenset({"dobj", "dative"})
# Sentences back to which a pronoun reaches for a name.
_REACH = 2
_REFLEXIVE = ("himself", "herself", "itself", "themselves")


@dataclass(frozen=True, slots=True)
class Referents:
    """What a reader is told of the pronouns in the printed words."""

    named: tuple[tuple[Mention, str], ...] = ()
    """Those that get a name, with the name as it stands behind them."""
    clear: frozenset[int] = frozenset()
    """Where the pronouns begin that a reader understands: these, and those for whom the line names."""


class Pronouns:
    """Names those whom the pronouns of printed words mean, where that is sure."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._genders = genders(cast)

    def gender(self, actor: str) -> str | None:
        """Whether the actor is called `he` (`male`) or `she`; None where it is not known."""
        return self._genders.get(actor)

    def read(
        self, sentence: Sentence, printed: Sequence[Span], holders: tuple[str, ...], holder: Span | None
    ) -> Referents:
        """The pronouns among the printed words of a holder, who is named by the span `holder`."""
        own = self._cast.in_sentence(sentence.source, sentence.id)
        many = Counter((m.start, m.end) for m in own)
        start = min(printed)[0]
        told = {m.actor for m in own if holder is not None and holder[0] <= m.start < start}
        known, named, clear = set(holders), [], set()
        for m in own:
            if not any(a <= m.start and m.end <= b for a, b in printed):
                continue
            if m.form != "pronoun":
                known.add(m.actor)
            elif m.actor in known:
                clear.add(m.start)
            elif many[m.start, m.end] == 1 and m.actor not in told and self._is_sure(sentence, m, holders):
                known.add(m.actor)
                clear.add(m.start)
                named.append((m, _behind(sentence, m, self._cast.by_id[m.actor])))
        return Referents(tuple(named), frozenset(clear))

    def _is_sure(self, sentence: Sentence, m: Mention, holders: tuple[str, ...]) -> bool:
        """Whether the pronoun is a person's, nobody else's near it, and not the holder's own.

        In `Roe said he would pay` it may be the holder's; as an object (`Roe blamed him`) it can't.
        """
        at = sentence.token_at(m.start)
        if at is None or self._cast.by_id[m.actor].kind != "person":
            return False
        token = sentence.tokens[at]
        rivals = self._named(sentence, m.start, 1) - {m.actor, *holders}
        if token.text.lower() in _REFLEXIVE or m.actor not in self._named(sentence, m.start, _REACH):
            return False
        if any(self._may_be(r, m.actor) for r in rivals) or self._is_somebody_unread(sentence, m.start):
            return False
        people = (h for h in holders if self._cast.by_id[h].kind == "person")
        return token.rel in _OBJECTS or not any(self._may_be(h, m.actor) for h in people)

    def _named(self, sentence: Sentence, end: int, back: int) -> set[str]:
        """The people named in the sentence before this place, and in so many sentences before it."""
        number = int(sentence.id.removeprefix("s"))
        return {
            m.actor
            for n in range(number - back, number + 1)
            for m in self._cast.in_sentence(sentence.source, f"s{n}")
            if m.start < end and m.form != "pronoun" and self._cast.by_id[m.actor].kind == "person"
        }

    def _is_somebody_unread(self, sentence: Sentence, end: int) -> bool:
        """Whether a name before this place is nobody's in the cast: it may be he who is meant."""
        own = self._cast.in_sentence(sentence.source, sentence.id)
        return any(
            t.entity == "PERSON"
            and t.pos == "PROPN"
            and t.start < end
            and not any(m.start <= t.start < m.end for m in own)
            for t in sentence.tokens
        )

    def _may_be(self, other: str, meant: str) -> bool:
        """Whether one pronoun may stand for either."""
        gender = self._genders.get(meant)
        return gender is None or self._genders.get(other, gender) == gender


def _behind(sentence: Sentence, m: Mention, actor: Actor) -> str:
    """The name, with an apostrophe behind a possessive: `his [Roe’s] last term`."""
    at = sentence.token_at(m.start)
    token = sentence.tokens[at] if at is not None else None
    word = sentence.text[m.start - sentence.start : m.end - sentence.start].lower()
    name = _short(actor)
    owns = word in _POSSESSIVE or (word == "her" and token is not None and token.tag == "PRP$")
    return name + ("’" if name.endswith("s") else "’s") if owns and word not in _REFLEXIVE else name


def _short(actor: Actor) -> str:
    """A person's last name where the texts use it alone, else the whole name."""
    last = actor.name.split()[-1]
    return last if actor.kind == "person" and last in actor.aliases else actor.name
