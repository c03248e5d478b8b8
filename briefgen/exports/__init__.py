"""What is made of a briefing besides pages. One module a format; EXPORTS lists them."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.exports import json, schema
from briefgen.model import Briefing, Page

EXPORTS: tuple[Callable[[Briefing], Page], ...] = (json.export, schema.export)
