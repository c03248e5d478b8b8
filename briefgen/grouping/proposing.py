"""From articles to a proposal: compared, joined, named, with what binds each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from briefgen.grouping.bonds import Bonds
from briefgen.grouping.clusters import clustered
from briefgen.grouping.fitting import fits
from briefgen.grouping.index import Link, likeness, links
from briefgen.grouping.reading import Pile
from briefgen.grouping.record import Alone, Group, Member, Proposal, Text
from briefgen.grouping.texts import texts_of

_FLOOR = 0.1
"""Two texts less like each other are nothing to each other."""


def propose(
    pile: Pile, *, taken: Iterable[str] = (), staying: Mapping[str, str] | None = None, days: bool = True
) -> Proposal:
    """Folders for the loose articles of a pile.

    `taken`: names that no new folder may have; `staying`: path of each article that can't be moved → why;
    `days`: whether the days of publication are looked at.
    """
    articles = [*sorted(pile.loose, key=lambda a: a.path), *(a for its in pile.filed.values() for a in its)]
    texts = texts_of(articles, [a.path for a in articles], days)
    places = {a.path: name for name, its in pile.filed.items() for a in its}
    filed = {n: places[t.path] for n, t in enumerate(texts) if t.path in places}
    held = dict(staying or {})
    # Those that can't be moved are nothing to the others: a group is what lies together in the end.
    free = [n for n, t in enumerate(texts) if not t.apart and t.path not in held]
    pairs = tuple(Link(free[p.a], free[p.b], p.likeness) for p in links([texts[n] for n in free], _FLOOR))
    loose = [n for n in free if n not in filed]
    together = _grouped(texts, loose, pairs)
    joined = {n for group in together for n in group}
    groups = [*together, *((n,) for n in loose if n not in joined)]
    fitting = fits(groups, filed, texts, pairs)
    named = tuple(_named(groups, fitting, texts, {*taken, *pile.filed}))
    grouped, near = {m.path for g in named for m in g.members}, _nearest(pairs)
    alone = [
        Alone(path=t.path, title=t.title, why=held.get(t.path) or t.apart or _why(t, near.get(n), texts))
        for n, t in enumerate(texts)
        if n not in filed and t.path not in grouped
    ]
    return Proposal(groups=named, alone=tuple(sorted(alone, key=lambda a: a.path)))


def _grouped(
    texts: Sequence[Text], loose: Sequence[int], pairs: Iterable[Link]
) -> tuple[tuple[int, ...], ...]:
    """The groups of those that lie in no folder."""
    place = {n: at for at, n in enumerate(loose)}
    inside = [Link(place[p.a], place[p.b], p.likeness) for p in pairs if p.a in place and p.b in place]
    found = clustered([texts[n] for n in loose], inside)
    return tuple(tuple(loose[n] for n in group) for group in found)


def _named(
    groups: Sequence[Sequence[int]], fitting: Mapping[int, str], texts: Sequence[Text], taken: set[str]
) -> Iterator[Group]:
    """The groups in order, the largest first, those for one folder as one."""
    for folder in sorted(set(fitting.values())):
        members = [k for n, name in fitting.items() if name == folder for k in groups[n]]
        yield _group([texts[k] for k in sorted(members)], folder, exists=True)
    new = [[texts[k] for k in g] for n, g in enumerate(groups) if n not in fitting and len(g) > 1]
    for its in sorted(new, key=lambda its: (-len(its), its[0].path)):
        found = _group(its, Bonds(its).folder(taken))
        taken.add(found.folder)
        yield found


def _group(texts: Sequence[Text], folder: str, exists: bool = False) -> Group:
    bonds = Bonds(texts)
    total: dict[str, float] = defaultdict(float)
    for t in texts:
        for word, x in t.words.items():
            total[word] += x
    members = []
    for t in texts:
        others = (likeness(t.words, total) - 1) / (len(texts) - 1) if len(texts) > 1 else 1.0
        day = date.fromordinal(t.day) if t.day is not None else None
        members.append(Member(path=t.path, title=t.title, day=day, likeness=round(max(0.0, others), 2)))
    return Group(folder=folder, exists=exists, members=tuple(members), names=bonds.names, words=bonds.words)


def _nearest(pairs: Iterable[Link]) -> Mapping[int, tuple[float, int]]:
    """For each text that has one, the text that is most like it, with the likeness before it."""
    found: dict[int, tuple[float, int]] = {}
    for p in pairs:
        for one, other in ((p.a, p.b), (p.b, p.a)):
            if one not in found or p.likeness > found[one][0]:
                found[one] = (p.likeness, other)
    return found


def _why(text: Text, near: tuple[float, int] | None, texts: Sequence[Text]) -> str:
    """Why a text is alone: which is nearest to it, and how near that is."""
    if near is None:
        return "nothing here is like it"
    other, apart = texts[near[1]], ""
    if text.day is not None and other.day is not None and (gap := abs(text.day - other.day)) > 1:
        apart = f", {gap} days apart"
    return f"too little like any; nearest is {other.path} ({near[0]:.2f}{apart})"
