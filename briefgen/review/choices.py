"""What there is to choose from: reasons, holders, stances, kinds, topics, what to merge with.

The likeliest stand first, because the first nine take one key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from rapidfuzz import fuzz

from briefgen.analysis.actors import ActorKind
from briefgen.analysis.attribution.records import Stance
from briefgen.analysis.undecided import IssueKind
from briefgen.findings.disagreements.record import DisagreementKind
from briefgen.model import Briefing
from briefgen.review.record import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line of a list."""

    value: str
    """What goes into the file."""
    said: str
    """What the line says."""


REASONS = (
    "not his words", "not what the source says", "taken out of its context", "said twice",
    "of no weight", "not what it is listed as",
)  # fmt: skip
"""Why a finding is rejected, most often."""
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "leaders": get_args(ActorKind),
        "open_issues": get_args(IssueKind),
        "disagreements": get_args(DisagreementKind),
    }  # fmt: skip
)
"""Kind of finding → the kinds that one can be of."""
_OFTEN = ("states", "claims", "demands", "plans", "agrees", "rejects", "warns", "doubts", "denies")
"""Stances that take one key; the others follow."""


def reasons() -> tuple[Choice, ...]:
    """Why a finding may be rejected."""
    return tuple(Choice(value=reason, said=reason) for reason in REASONS)


def holders(briefing: Briefing, item: Item) -> tuple[Choice, ...]:
    """Who may hold it: who is named in its sentences, then beside them, then the others in their order."""
    inner, outer = _sentences(briefing, item)
    own = set(item.holder.split(", "))
    ranked = []
    for n, leader in enumerate(briefing.findings.get("leaders", ())):
        places = {(c.source, c.sentence) for c in leader.citations}
        rank = 3 if leader.title in own else 0 if places & inner else 1 if places & outer else 2
        ranked.append((rank, n, Choice(value=leader.id, said=leader.title)))
    return tuple(choice for *_, choice in sorted(ranked, key=lambda x: x[:2]))


def stances() -> tuple[Choice, ...]:
    """Every stance, those that are set most often first."""
    rest = (s for s in get_args(Stance) if s not in _OFTEN)
    return tuple(Choice(value=stance, said=stance) for stance in (*_OFTEN, *rest))


def kinds(item: Item) -> tuple[Choice, ...]:
    """The kinds that it can be of; none where its kind has none."""
    return tuple(Choice(value=kind, said=kind) for kind in KINDS.get(item.kind, ()))


def topics(briefing: Briefing) -> tuple[Choice, ...]:
    """The topics of the briefing."""
    return tuple(
        Choice(value=t.id, said=str(getattr(t, "label", t.title)))
        for t in briefing.findings.get("topics", ())
    )


def others(items: Iterable[Item], item: Item) -> tuple[Choice, ...]:
    """What it may be one with: those of its kind, those whose words are likest first."""
    same = [x for x in items if x.kind == item.kind and x.id != item.id and x.state != "proposed"]
    same.sort(key=lambda x: -fuzz.token_set_ratio(x.statement, item.statement))
    return tuple(Choice(value=x.name, said=x.statement) for x in same)


def _sentences(briefing: Briefing, item: Item) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The sentences that it rests on, and those beside them."""
    inner, outer = set(), set()
    for passage in item.passages:
        article = briefing.by_source[passage.source]
        key = passage.mark.removeprefix(article.key)
        at = article.place[f"s{key}"]
        inner.add((article.id, article.sentences[at].id))
        near = (*article.sentences[max(0, at - 2) : at], *article.sentences[at + 1 : at + 2])
        outer |= {(article.id, s.id) for s in near}
    return inner, outer
