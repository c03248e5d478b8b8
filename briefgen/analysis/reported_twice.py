"""What the text contradicts or does not carry: one quotation under two holders, a reporter who reports it not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import Article, Sentence

if TYPE_CHECKING:
    from briefgen.analysis.holders import Held

# So few words two people may well say alike.
_SHORT = 5
_WORD = re.compile(r"\w+")
# Relations of a clause that tells of something else than what is reported.
_BESIDE = frozenset({"relcl", "acl", "pcomp", "appos"})


def without_rivals(
    held: tuple[Held, ...], articles: Mapping[str, Article], named: Container[str]
) -> tuple[Held, ...]:
    """The attributions; of a quotation that one article gives to two named holders, neither has it."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, h in enumerate(held):
        own = h.attribution
        words = _WORD.findall(articles[own.source].text[slice(*own.content[0])].lower())
        if (
            own.manner == "direct"
            and len(words) >= _SHORT
            and h.holders
            and all(x in named for x in h.holders)
        ):
            places[own.source, " ".join(words)].append(n)
    rivals = {n for ns in places.values() if len({frozenset(held[n].holders) for n in ns}) > 1 for n in ns}
    return tuple(replace(h, holders=()) if n in rivals else h for n, h in enumerate(held))


def reports_it(sentence: Sentence | None, cue: tuple[int, int] | None) -> bool:
    """Whether what the cue says belongs to what is reported, and is no clause beside it (“owners who object”)."""
    if sentence is None or cue is None:
        return True
    k = sentence.token_at(cue[0])
    while k is not None and sentence.tokens[k].head != k:
        rel = sentence.tokens[k].rel
        if rel in _BESIDE:
            return False
        if rel == "ccomp":
            return True
        k = sentence.tokens[k].head
    return True
