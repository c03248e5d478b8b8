"""The latest word: what a holder has admitted, denied or taken back since, and what he said before.

Only of one who is named, and only where the order is known: a text tells both words, or both texts are dated.
Nothing is said of which word is true.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.analysis.attribution.shown import shown
from briefgen.analysis.holders import Held
from briefgen.findings.kind import SoFar
from briefgen.findings.latest.dated import is_before, turned
from briefgen.findings.latest.record import Word, Words
from briefgen.findings.latest.saying import Saying, sayings
from briefgen.findings.latest.told import Turn, retractions, turns
from briefgen.model import Citation

__all__ = ["Word", "Words", "latest_words"]


def latest_words(so_far: SoFar) -> Mapping[Held, Words]:
    """For each attribution that its holder has given up, his later word; for the later one, the earlier."""
    said = tuple(sayings(so_far))
    found: dict[Held, Words] = {}
    for turn in (*turns(said), *retractions(so_far, said), *turned(so_far, said)):
        for x in (turn.earlier, *_same_before(turn, said)):
            if x is not turn.later:
                _note(found, turn, x)
    return found


def _same_before(turn: Turn, said: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """The same statement of the same holder in texts that are older than the one with his last word."""
    first, last = turn.earlier, turn.later or turn.earlier
    return tuple(
        x
        for x in said
        if x is not first
        and x is not last
        and x.is_one
        and x.held.holders == first.held.holders
        and is_before(x, last)
        and x.says_the_same(first)
    )


def _note(found: dict[Held, Words], turn: Turn, x: Saying) -> None:
    last = turn.later or turn.earlier
    apart = x.article.id != last.article.id
    known = found.get(x.held)
    if known is not None and known.later is not None:
        return
    cited = turn.said or (_shown(turn.later) if turn.later else None)
    if cited is None:
        return
    word = Word(said=cited, day=last.article.published if apart else None, taken_back=turn.taken_back)
    found[x.held] = Words(later=word, earlier=known.earlier if known else None)
    if turn.later is not None:
        own = found.get(turn.later.held)
        before = Word(said=_shown(x), day=x.article.published if apart else None)
        if own is None or own.earlier is None:
            found[turn.later.held] = Words(later=own.later if own else None, earlier=before)


def _shown(x: Saying) -> Citation:
    """The words that pages print for it."""
    first, *_ = shown(x.held.attribution, x.article).parts
    return x.article.cite(*first)
