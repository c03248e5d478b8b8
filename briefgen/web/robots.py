"""What robots.txt allows (RFC 9309), as Scrapy's parser reads it.

The standard library's parser knows no wildcards and takes the first rule that fits instead of the longest, so
it would fetch what many sites forbid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

TOKEN = "briefgen"
"""What a group of rules for us alone is for."""
MOST_BYTES = 500_000
"""So much is read, and no more has to be."""


@dataclass(frozen=True, kw_only=True)
class Robots:
    """The rules that hold for us at one origin."""

    rules: Any = None
    """As the parser has them; None where there are none."""
    delay: float = 0.0
    """Seconds between two requests that it asks for."""

    def allows(self, target: str) -> bool:
        """Whether this path with its query may be fetched: the longest rule that fits says; in a tie, yes."""
        return self.rules is None or bool(self.rules.can_fetch(target, TOKEN))


def parse(raw: bytes) -> Robots:
    """The rules in a robots.txt: those of the groups for us, else those for everybody."""
    from protego import Protego

    if len(raw) >= MOST_BYTES:  # a last line that was cut off says nothing
        raw = raw[:MOST_BYTES].rpartition(b"\n")[0]
    rules = Protego.parse(raw.decode("utf-8-sig", "replace"))
    asked = rules.crawl_delay(TOKEN)
    return Robots(rules=rules, delay=asked if asked and math.isfinite(asked) and asked > 0 else 0.0)
