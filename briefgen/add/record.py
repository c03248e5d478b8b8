"""What comes in, and what became of it: the records that the modules of `add` hand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["added", "there", "failed", "passed"]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """How an address was fetched."""

    asked: str
    """As the user or a list gave it."""
    url: str
    """Where it led."""
    retrieved: datetime
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """An article that came in, not yet read."""

    called: str
    """What the user knows it by: a path, an address, a headline within a list."""
    raw: bytes
    suffix: str
    """Its format, as in READERS."""
    stem: str | None = None
    """The name of its file, where it has one of its own."""
    own: bool = False
    """Whether it is a file of the user's, or what they pasted: text of theirs is kept as they wrote it."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the list that it stood in says of it."""
    charset: str | None = None
    """The encoding that what it was taken out of names; a server's is in `visit`."""
    visit: Visit | None = None
    remarks: tuple[str, ...] = ()
    within: str | None = None
    """The file of many, or the list, that it stood in, where it stood in one."""
    entry: str | None = None
    """What it is called there, where that is more than its address."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one thing that was given."""

    given: str
    status: Status
    why: str | None = None
    """Why it did not come in, where it did not."""
    path: str | None = None
    """Its place below the seeds folder."""
    title: str | None = None
    words: int = 0
    missing: tuple[str, ...] = ()
    """What is not known of it: `title`, `publisher`, `published`, `authors`, `url`."""
    relation: Literal["copy", "version"] | None = None
    of: str | None = None
    """Place of the source whose text it shares, or whose other version it is."""
    remarks: tuple[str, ...] = ()
    """What its maker should know: what the reader left out, what was not understood."""
    within: str | None = None
    entry: str | None = None
    """As of the document."""

    def as_json(self) -> dict[str, Any]:
        """Its record for another program; what is not known is left out."""
        said = {
            "given": self.given, "status": self.status, "why": self.why, "path": self.path,
            "title": self.title, "words": self.words or None, "missing": list(self.missing),
            "relation": self.relation, "of": self.of, "remarks": list(self.remarks),
            "within": self.within, "entry": self.entry,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value not in (None, [])}


Came = Document | Outcome
"""What an input gives: something to read, or what became of it at once."""
Progress = Callable[[str, int, int | None], object]
"""Told what is being fetched, how many bytes have come, and of how many where that is known."""
