"""What a format's module makes of a briefing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from briefgen.errors import MissingExtra
from briefgen.model import Briefing, Page

DATA = "data/"
"""The folder of the site where the formats for other programs stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of bytes."""

    path: str
    """Relative to the folder that it is written to, with forward slashes."""
    data: bytes


class Export(Protocol):
    """A module of this package that makes one format."""

    NAME: str
    """What `briefgen export NAME` calls it."""
    ABOUT: str
    """What it is and for whom, for the table of formats."""
    PATHS: tuple[str, ...]
    """Of its files, relative to the docs folder; where their number depends on the briefing, their folder,
    which ends in a slash."""
    ON_SITE: bool
    """Whether a build writes it beside the pages. Such a format is text: its files are Pages."""
    NEEDS: str | None
    """The extra that installs what it needs; None where nothing more is needed."""

    def export(self, briefing: Briefing) -> tuple[Page | File, ...]:
        """Its files: the same bytes for the same briefing.

        Raises MissingExtra where what it needs is not installed, for every briefing, an empty one too.
        """
        ...


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Import in here what the extra of this name installs, for a format (`what`: `a Parquet file`).

    Raises MissingExtra, which says what to install, where it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(
            f"{what} needs packages that are not installed: pip install 'briefgen[{name}]'"
        ) from error
