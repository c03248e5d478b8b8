"""What a format's module makes of a file's bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The one text of a source, and what its format says of it."""

    text: str
    blocks: tuple[tuple[int, int, str], ...] = ()
    """As in `Article.blocks`."""
    differs: bool = True
    """Whether the text differs from the decoded file."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """As the file gives it, not yet checked."""
    problems: tuple[str, ...] = ()


class UnreadableError(Exception):
    """This file has no text that can be read. The message says why."""


class Format(Protocol):
    """A module of this package that reads one format."""

    def read(self, raw: bytes) -> Extracted:
        """The text of a file with these bytes.

        Raises UnreadableError where there is none.
        """
        ...
