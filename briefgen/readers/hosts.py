"""The host of an address, without what may stand before an outlet's name and be the same outlet's."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

_BEFORE = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)")


def host_of(address: str | None) -> str:
    """The host of an address, bare and in lower case; empty where there is none."""
    with suppress(ValueError):
        return bare(urlsplit(address or "").hostname)
    return ""


def bare(host: str | None) -> str:
    """A host's name in lower case without `www.`, `m.` and the like before it."""
    return _BEFORE.sub("", (host or "").lower())
