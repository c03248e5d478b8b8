"""What a build would leave out of what a text of editorial.yml says."""

from __future__ import annotations

import re

from briefgen.edited import edited
from briefgen.editorial.reading import parse
from briefgen.editorial.record import FILE
from briefgen.model import Briefing

_WHERE = re.compile(rf"^{re.escape(FILE)}(?::\d+)?: ")


def left_out(briefing: Briefing, text: str) -> tuple[str, ...]:
    """What a build would say can't be done, without the lines."""
    edits, _ = parse(text)
    made = edited(briefing.unedited, edits, briefing.articles, briefing.origins)
    return tuple(_WHERE.sub("", p.what) for p in made.problems if p.severity)
