"""What the briefing is called where its maker gave it no title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from briefgen.model import Briefing, Finding

UNNAMED = "Briefing"
"""The title that a briefing has until someone names it."""
_EVENTS = ("call", "summit", "meeting", "talks", "negotiations", "debate", "vote", "hearing", "trial")
"""Nouns for what two people do with each other in public."""


def headline(briefing: Briefing) -> str:
    """The maker's title; else of the chief people, event and topic of most sources; else a count."""
    if briefing.title and briefing.title != UNNAMED:
        return briefing.title
    people, event, topic = _chief_people(briefing), _event(briefing), _topic(briefing)
    about = f"the {topic} {event}" if event and topic else f"the {event}" if event else topic
    if people and about:
        return f"{' and '.join(people)}: {about}"
    if about:
        return about[:1].upper() + about[1:]
    count = len(briefing.articles)
    return f"Briefing: {count} source{'s' * (count != 1)}"


def _topic(briefing: Briefing) -> str | None:
    """The topic that findings in the most sources are about, where most sources have one."""
    spread: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for finding in (f for found in briefing.findings.values() for f in found):
        for topic in getattr(finding, "topics", ()):
            spread[topic].update(c.source for c in finding.citations)
            count[topic] += 1
    labels = {f.id: str(getattr(f, "label", f.title)) for f in briefing.findings.get("topics", ())}
    best = max(labels, key=lambda t: (len(spread[t]), count[t], labels[t]), default=None)
    return labels[best] if best and len(spread[best]) * 2 > len(briefing.articles) else None


def _chief_people(briefing: Briefing) -> tuple[str, ...]:
    """The two people whom the most sources name most often, where most sources name each."""
    people = [f for f in briefing.findings.get("leaders", ()) if getattr(f, "kind", "") == "person"]
    known = [p for p in people if not getattr(p, "anonymous", False)]
    named = [p for p in known if _spread(p) * 2 > len(briefing.articles)]
    named.sort(key=lambda p: (-_spread(p), -len(p.citations), p.title))
    return tuple(p.title for p in named[:2])


def _spread(finding: Finding) -> int:
    return len({c.source for c in finding.citations})


def _event(briefing: Briefing) -> str | None:
    """The noun for the event that the most sources use, the commonest first; None where few do."""

    def uses(noun: str) -> tuple[int, int]:
        counts = [len(re.findall(rf"\b{noun}\b", a.text, re.IGNORECASE)) for a in briefing.articles]
        return sum(map(bool, counts)), sum(counts)

    best = max(_EVENTS, key=uses)
    return best if uses(best)[0] * 2 > len(briefing.articles) else None
