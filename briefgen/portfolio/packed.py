"""Finished pages, kept small until it is known who stands in several briefings; the briefing is let go."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from briefgen.model import Page


class Packed:
    """Pages of one briefing, compressed in memory."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._held = tuple((p.path, zlib.compress(p.data)) for p in pages)

    def __iter__(self) -> Iterator[Page]:
        for path, data in self._held:
            yield Page(path=path, text=zlib.decompress(data).decode())

    @property
    def paths(self) -> frozenset[str]:
        """Where they go."""
        return frozenset(path for path, _ in self._held)
