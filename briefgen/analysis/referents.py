"""Who is meant by a pronoun in words that are printed away from their text.

What the rules of coreference resolve is named in brackets behind the pronoun, once for each one who is meant,
unless the printed words name him before it or he is the holder himself, beside whose name they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.analysis.actors import Actor, Cast, Mention
from briefgen.analysis.attribution import Span
from briefgen.model import Sentence

_POSSESSIVE = frozenset({"his", "its", "their"})
_REFLEXIVE = ("himself", "herself", "itself", "themselves")


def pronouns(cast: Cast, sentence: Sentence) -> Iterator[Mention]:
    """The pronouns of a sentence that stand for one actor alone."""
    own = cast.in_sentence(sentence.source, sentence.id)
    many = Counter((m.start, m.end) for m in own)
    yield from (m for m in own if m.form == "pronoun" and many[m.start, m.end] == 1)


def referents(
    cast: Cast, sentence: Sentence, printed: Sequence[Span], holders: tuple[str, ...]
) -> tuple[tuple[Mention, str], ...]:
    """The pronouns among the printed words that need a name, each with the name as it stands behind it."""
    known = set(holders)
    found: list[tuple[Mention, str]] = []
    for m in cast.in_sentence(sentence.source, sentence.id):
        if not any(a <= m.start and m.end <= b for a, b in printed):
            continue
        if m.form != "pronoun":
            known.add(m.actor)
    for m in pronouns(cast, sentence):
        inside = any(a <= m.start and m.end <= b for a, b in printed)
        actor = cast.by_id[m.actor]
        if not inside or m.actor in known or actor.kind == "group":
            continue
        known.add(m.actor)
        found.append((m, _behind(sentence, m, actor)))
    return tuple(found)


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
