"""A logistic regression over named observations, and its weights as a lexicon."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

ITERATIONS = 400
LEAST_COUNT = 5
"""Observations that are made less often have no weight."""
LEAST_WEIGHT = 0.05
"""Smaller ones are not written."""


def fitted(
    seen: Sequence[Mapping[str, float]], right: Sequence[bool], heavy: Sequence[float], penalty: float
) -> dict[str, float]:
    """The weight of each observation that occurs often enough (Adam, full batch, L2 penalty but for `bias`).

    `seen`: what is observed of each example, and how much of it; `right`: whether it is one; `heavy`: how
    much it counts.
    """
    counts = Counter(f for values in seen for f in values)
    names = sorted(f for f, n in counts.items() if n >= LEAST_COUNT)
    place = {f: i for i, f in enumerate(names)}
    cells = [(n, place[f], v) for n, values in enumerate(seen) for f, v in values.items() if f in place]
    row, column = np.array([(n, i) for n, i, _ in cells]).T
    much = np.array([v for *_, v in cells], float)
    goal, share = np.array(right, float), np.array(heavy, float)
    penalties = np.full(len(names), penalty)
    penalties[place["bias"]] = 0
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, ITERATIONS + 1):
        p = 1 / (1 + np.exp(-np.bincount(row, weights=w[column] * much, minlength=len(goal))))
        slope = np.bincount(column, weights=((p - goal) * share)[row] * much, minlength=len(names))
        slope += penalties * w
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope**2
        rate = 0.05 * (1 - 0.9 * step / ITERATIONS)
        w = w - rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return {f: float(x) for f, x in zip(names, w, strict=True)}


def likelihood(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely an example of which this is observed is right."""
    return float(1 / (1 + np.exp(-sum(weights.get(f, 0.0) * v for f, v in seen.items()))))


def tables(weights: Mapping[str, Mapping[str, float]], heading: Sequence[str]) -> str:
    """Several lexicons, a table each, below these lines of comment."""
    lines = [f"# {line}" for line in heading]
    for name, table in weights.items():
        lines.append(f"\n[{json.dumps(name) if ' ' in name else name}]")
        lines += [f"{json.dumps(f)} = {w:.2f}" for f, w in sorted(table.items()) if abs(w) >= LEAST_WEIGHT]
    return "\n".join(lines) + "\n"


def toml(weights: Mapping[str, float], heading: Sequence[str]) -> str:
    """The lexicon: a table for each kind of observation, below these lines of comment."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in weights.items():
        group, _, rest = name.partition(" ")
        if abs(weight) >= LEAST_WEIGHT:
            groups[group][rest] = weight
    lines = [f"# {line}" for line in heading]
    for group in sorted(groups):
        lines.append(f"\n[{group}]")
        lines += [f"{json.dumps(rest)} = {weight:.2f}" for rest, weight in sorted(groups[group].items())]
    return "\n".join(lines) + "\n"
