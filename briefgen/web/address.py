"""Addresses of documents: which of them are asked for at all, and where a redirect leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from briefgen.web.answers import FetchError

_PORTS = {"http": 80, "https": 443}
_MOST_CHARACTERS = 8000
"""Servers take no longer ones."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address that may be asked for: http or https, a host, no name or password."""

    scheme: str
    host: str
    """In lower case, as DNS has it (`xn--…`); an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query, with everything encoded that must be."""

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them; the port of the scheme is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, for which one robots.txt holds."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole of it, without a fragment."""
        return self.origin + self.target


def parse(text: str) -> Address:
    """The address that somebody wrote.

    Raises FetchError where it is none, or one that is never asked for.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    if _CONTROL.search(text) or "\\" in text or len(text) > _MOST_CHARACTERS:
        raise FetchError(
            "is no address: it is too long, or has line breaks, control characters or backslashes"
        )
    try:
        parts = parse_url(text.strip(" "))
    except (LocationParseError, ValueError):
        raise FetchError("is no address that can be understood: check how it is written") from None
    if parts.scheme not in _PORTS or "://" not in text:
        raise FetchError("is no http or https address: only those are fetched")
    if parts.auth is not None:
        raise FetchError("has a name or a password in it: save the page from your browser and add the file")
    host = parts.host or ""
    if not _HOST.fullmatch(host) or parts.port == 0:
        raise FetchError("names no host: check how it is written")
    path, query = parts.path or "/", "" if parts.query is None else f"?{parts.query}"
    port = parts.port or _PORTS[parts.scheme]
    return Address(scheme=parts.scheme, host=host.strip("[]"), port=port, target=path + query)


def redirected(here: Address, location: str) -> Address:
    """Where a Location header leads.

    Raises FetchError where it leads where nothing is fetched, or from https to http.
    """
    try:
        there = parse(urljoin(here.url, _as_meant(location).strip(" ").replace(" ", "%20")))
    except (FetchError, ValueError) as error:
        raise FetchError(f"redirects to what {_reason(error)}") from None
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError("redirects from https to http, which anybody on the way can read and change")
    return there


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, FetchError) else "is no address that can be understood"


def _as_meant(location: str) -> str:
    """Headers are read as Latin-1; servers that don't encode their addresses send UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except ValueError:
        return location
