"""Addresses fetched one after another, as a polite and careful reader would.

One policy for redirects: at most ten, to http and https only, never from https to http, each judged like the
address itself; no cookies. Proxies that the environment names are not used: a proxy looks names up itself, so
what was judged here wouldn't be what is connected to.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from types import TracebackType

from briefgen import __version__
from briefgen.web import pace, resolution, robots
from briefgen.web.address import Address, parse, redirected
from briefgen.web.answers import Fetched, FetchError, NoConnection, Unchanged
from briefgen.web.encodings import ACCEPTED
from briefgen.web.exchange import WITH_DOCUMENT, Answer, Bounds, Progress, Request, ask
from briefgen.web.patience import Patience
from briefgen.web.trouble import BY_HAND, of_status

USER_AGENT = f"briefgen/{__version__} (fetches single articles that a person asks for)"
_ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.8"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 10
_MOST_REDIRECTS_OF_ROBOTS = 5


class Fetcher:
    """What fetches, for one run and one thread: it keeps each origin's robots.txt and each host's place."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        timeout: float = 20.0,
        total: float = 60.0,
        most_bytes: int = 50_000_000,
        user_agent: str = USER_AGENT,
        delay: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        resolve: resolution.Resolve = resolution.resolve,
        is_public: Callable[[resolution.IPAddress], bool] = resolution.is_public,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`timeout` and `total`: seconds for each read, and for a whole address without the pauses that are
        ours; `most_bytes`: of a document, packed and unpacked; `delay`: seconds between two addresses of one
        host. `allow_private`: this machine and private networks may be asked too. `tls` holds the
        certificates to trust: the system's, where none is given.
        """
        self._timeout, self._total, self._clock = timeout, total, clock
        self._bounds = Bounds(most=most_bytes)
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        self._pace = pace.Pace(delay=delay, clock=clock, sleep=sleep)
        self._resolve = resolve
        self._may_ask = (lambda _: True) if allow_private else is_public
        self._tls = tls or ssl.create_default_context()
        self._robots: dict[str, robots.Robots | FetchError] = {}
        self._places: dict[tuple[str, int], tuple[resolution.IPAddress, ...]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget what was learned of hosts. No connection is open between two calls of `fetch`."""
        self._robots.clear()
        self._places.clear()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        progress: Progress | None = None,
    ) -> Fetched | Unchanged:
        """The document at an address; Unchanged where `etag` or `modified`, as sent before, still hold.

        `progress` is told how many bytes have come in, and of how many where that is known.
        Raises FetchError where it can't be had.
        """
        _need_packages()
        given = {"If-None-Match": _plain(etag), "If-Modified-Since": _plain(modified)}
        conditions = {name: value for name, value in given.items() if value is not None}
        request = Request(
            address=parse(url),
            patience=self._patience(),
            bounds=self._bounds,
            headers={**self._headers, **conditions},
            progress=progress,
        )
        seen: dict[str, str] = {}
        while len(seen) <= _MOST_REDIRECTS:
            address = request.address
            if address.url in seen:
                raise FetchError(f"redirects in a circle, as pages do that want cookies: {BY_HAND}")
            self._ask_leave(request, follows=address.host in seen.values())
            seen[address.url] = address.host
            try:
                answer = self._settled(request)
            finally:
                self._pace.asked(address.host)
            if answer.status not in _REDIRECTS:
                return _result(address, url, answer, conditional=bool(conditions))
            request = replace(request, address=_next(address, answer))
        raise FetchError(f"redirects more than {_MOST_REDIRECTS} times: {BY_HAND}")

    def _patience(self) -> Patience:
        return Patience(total=self._total, each=self._timeout, clock=self._clock)

    def _ask_leave(self, request: Request, *, follows: bool) -> None:
        """Wait until this address may be fetched: no pause where a redirect of the same host `follows`.

        Raises FetchError where robots.txt forbids it, or can't be read.
        """
        address = request.address
        with request.patience.paused():
            rules = self._robots.get(address.origin)
            if rules is None:
                rules = self._robots[address.origin] = self._rules(address)
            if isinstance(rules, FetchError):
                raise FetchError(str(rules))
            if not rules.allows(address.target):
                raise FetchError(f"robots.txt of {address.host} forbids it: {BY_HAND}")
            if not follows:
                self._pace.pause(address.host, rules.delay)

    def _rules(self, address: Address) -> robots.Robots | FetchError:
        """What robots.txt says: everything is allowed where there is none, nothing where it can't be read."""
        request = Request(
            address=replace(address, target="/robots.txt"),
            patience=self._patience(),
            bounds=Bounds(most=robots.MOST_BYTES, cut=True),
            headers=self._headers,
        )
        try:
            answer = self._settled(request)
            for _ in range(_MOST_REDIRECTS_OF_ROBOTS):
                if answer.status not in _REDIRECTS:
                    break
                request = replace(request, address=_next(request.address, answer))
                answer = self._settled(request)
        except NoConnection as error:
            return error
        except FetchError as error:
            return FetchError(f"robots.txt of {address.host} can't be read, which forbids it: {error}")
        if answer.status >= 500 or answer.status == 429:
            why = f"status {answer.status}"
            return FetchError(
                f"robots.txt of {address.host} can't be read ({why}), which forbids it: {BY_HAND}"
            )
        return robots.parse(answer.raw) if answer.status in WITH_DOCUMENT else robots.Robots()

    def _settled(self, request: Request) -> Answer:
        """The answer, asked for again where the server has a problem or wants time."""
        waited, tries = 0.0, 1
        answer = self._ask(request)
        while (wanted := pace.wait_wanted(answer.status, answer.headers, tries)) is not None:
            if waited + wanted > pace.MOST_WAITING:
                raise pace.too_long(wanted)
            with request.patience.paused():
                self._pace.wait(wanted)
            waited, tries = waited + wanted, tries + 1
            answer = self._ask(request)
        return answer

    def _ask(self, request: Request) -> Answer:
        return ask(request, self._judged(request.address), self._tls)

    def _judged(self, address: Address) -> tuple[resolution.IPAddress, ...]:
        """The places of its host, looked up and judged once in a run: no later answer is ever used."""
        host = address.host, address.port
        if host not in self._places:
            self._places[host] = resolution.places(*host, resolve=self._resolve, is_public=self._may_ask)
        return self._places[host]


def _need_packages() -> None:
    try:
        import_module("urllib3")
    except ImportError as error:
        raise FetchError("needs packages that are not installed: pip install 'briefgen[web]'") from error


def _next(here: Address, answer: Answer) -> Address:
    """Where a redirect leads."""
    location = answer.headers.get("Location")
    if not location:
        raise FetchError(f"redirects without saying where to (status {answer.status}): {BY_HAND}")
    return redirected(here, location)


def _result(address: Address, asked: str, answer: Answer, *, conditional: bool) -> Fetched | Unchanged:
    """What the last answer comes to."""
    if answer.status == 304 and conditional:
        return Unchanged(url=address.url)
    if answer.status not in WITH_DOCUMENT:
        raise FetchError(of_status(answer.status))
    if not answer.raw:
        raise FetchError(f"is empty: {BY_HAND}")
    said = answer.headers.get("Content-Type", "")
    media = re.match(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:[;,]|$)", said, re.ASCII)
    charset = re.search(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", said, re.IGNORECASE | re.ASCII)
    return Fetched(
        url=address.url,
        asked=asked,
        raw=answer.raw,
        content_type=media[1].lower() if media else "",
        charset=charset[1] if charset else None,
        etag=_plain(answer.headers.get("ETag")),
        modified=_plain(answer.headers.get("Last-Modified")),
    )


def _plain(value: str | None) -> str | None:
    """A header's value that can be kept and sent back as it is; None for any other."""
    return (
        value
        if value is not None and re.fullmatch(r"[\x21-\x7e](?:[\x20-\x7e]{0,498}[\x21-\x7e])?", value)
        else None
    )
