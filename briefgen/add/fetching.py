"""An address, fetched: the document there, or that it is unchanged, or why it can't be had."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from briefgen.add.record import Came, Document, Outcome, Progress, Visit
from briefgen.add.sniffing import sniff
from briefgen.errors import MissingExtra
from briefgen.readers.formats import suffix_of
from briefgen.readers.originals import Original

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(word: str) -> bool:
    """Whether somebody means a place on the web."""
    return bool(_ADDRESS.match(word))


class Web:
    """What fetches, made when the first address is asked for: whoever gives files needs no extra."""

    def __init__(
        self, *, allow_private: bool, progress: Progress, now: Callable[[], datetime], **settings: Any
    ) -> None:
        """`settings` are those of `briefgen.web.Fetcher`."""
        self._settings = {"allow_private": allow_private, **settings}
        self._progress, self._now = progress, now
        self._fetcher: Any = None

    def get(self, url: str, last: Original | None = None) -> Came:
        """The document at an address. `last`: what it was when it came in before."""
        from briefgen.web import FetchError, Unchanged

        try:
            found = self._fetch(url, last)
        except (FetchError, MissingExtra) as error:
            return Outcome(given=url, status="failed", why=str(error))
        if isinstance(found, Unchanged):
            path = last.article if last else None
            return Outcome(given=url, status="there", path=path, why="unchanged since it was fetched")
        visit = Visit(
            asked=url, url=found.url, retrieved=self._now(), content_type=found.content_type,
            charset=found.charset, etag=found.etag, modified=found.modified,
        )  # fmt: skip
        name = urlsplit(found.url).path.rpartition("/")[2]
        kind = sniff(found.raw, content_type=found.content_type, suffix=suffix_of(name))
        remarks = (kind.remark,) if kind.remark else ()
        return Document(called=url, raw=found.raw, suffix=kind.suffix, visit=visit, remarks=remarks)

    def _fetch(self, url: str, last: Original | None) -> Any:
        from briefgen.web import Fetcher

        self._progress(url, 0, None)
        if self._fetcher is None:
            self._fetcher = Fetcher(**self._settings)
        return self._fetcher.fetch(
            url,
            etag=last.etag if last else None,
            modified=last.modified if last else None,
            progress=lambda done, of=None: self._progress(url, done, of),
        )

    def close(self) -> None:
        """Give back what was held open."""
        if self._fetcher is not None:
            self._fetcher.close()
