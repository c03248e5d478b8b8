"""Which of the folders that are there new articles belong to: those whose nearest articles are like them.

A folder of a long affair holds articles on many days of it, most of which are not like a new one. So not the
mean of all of them counts, but of those few that are nearest. Two folders that fit alike fit neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.grouping.clusters import LEAST, nearness
from briefgen.grouping.index import Link
from briefgen.grouping.record import Text

_NEAREST = 3
"""So many articles of a folder count."""
_SURER = 1.2
"""How much better the best folder must fit than the next."""


def fits(
    groups: Sequence[Sequence[int]], filed: Mapping[int, str], texts: Sequence[Text], pairs: Iterable[Link]
) -> Mapping[int, str]:
    """Position of each group that fits a folder → that folder's name.

    `groups`: indices of texts, one alone being a group too; `filed`: index of each text that lies in a folder
    → the folder's name.
    """
    near: dict[int, dict[str, list[tuple[float, int]]]] = defaultdict(lambda: defaultdict(list))
    for p in pairs:
        for one, other in ((p.a, p.b), (p.b, p.a)):
            if other in filed and one not in filed:
                near[one][filed[other]].append((p.likeness, other))
    sizes: dict[str, int] = defaultdict(int)
    for name in filed.values():
        sizes[name] += 1
    found = {}
    for n, group in enumerate(groups):
        folders = sorted({name for one in group for name in near[one]})
        scored = sorted(
            ((-_fit(group, near, name, sizes[name], texts), name) for name in folders),
        )
        if scored and -scored[0][0] >= LEAST and (len(scored) == 1 or scored[0][0] <= _SURER * scored[1][0]):
            found[n] = scored[0][1]
    return found


def _fit(
    group: Sequence[int], near: Mapping[int, Mapping[str, list[tuple[float, int]]]], folder: str, size: int,
    texts: Sequence[Text],
) -> float:  # fmt: skip
    """How like a group is to the nearest articles of a folder, on the average."""
    total = 0.0
    for one in group:
        best = sorted(near[one].get(folder, ()), reverse=True)[:_NEAREST]
        mean = sum(x for x, _ in best) / min(_NEAREST, size)
        total += mean * nearness(_gap(texts[one], [texts[k] for _, k in best]))
    return round(total / len(group), 9)


def _gap(text: Text, others: Iterable[Text]) -> int | None:
    days = [o.day for o in others if o.day is not None]
    return min(abs(text.day - d) for d in days) if text.day is not None and days else None
