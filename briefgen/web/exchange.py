"""One request and its answer, over HTTP as urllib3 speaks it: no redirect, no cookie, no proxy.

The connection goes to an address that was judged before, and each is used once. Whatever comes in passes
`_Incoming`, which counts the bytes and watches the clock, so that no server can hold anybody up: neither by
dripping, nor with headers without end.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, cast

from briefgen.web.address import Address
from briefgen.web.answers import FetchError, NoConnection
from briefgen.web.encodings import too_large, undo
from briefgen.web.patience import Patience
from briefgen.web.resolution import IPAddress
from briefgen.web.trouble import of_error

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

Progress = Callable[[int, int | None], None]

WITH_DOCUMENT = frozenset({200, 203})
"""Statuses of answers whose body is the document."""
_CHUNK = 65_536
_AROUND = 1_000_000
"""Bytes that may come in besides the body: headers, and what marks the pieces of a body."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """Found by their names in any case."""
    raw: bytes
    """The body, unpacked; empty where the status says that it is no document."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How much of a body is taken, and what becomes of one that has more."""

    most: int
    """Bytes, before and after unpacking."""
    cut: bool = False
    """Take the first `most` bytes of a larger one; else it is refused."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked, and how much and how long its answer may be."""

    address: Address
    patience: Patience
    bounds: Bounds
    headers: Mapping[str, str]
    """Besides Host."""
    progress: Progress | None = None


def ask(request: Request, places: Sequence[IPAddress], tls: ssl.SSLContext) -> Answer:
    """The answer of the host at one of these places.

    Raises FetchError where no whole answer comes in time.
    """
    from urllib3.exceptions import HTTPError

    try:
        connection = _connect(request, places, tls)
        with closing(connection), closing(connection.sock) as wire:
            watched = _Watched(wire, request.patience, request.bounds.most)
            connection.sock = cast(socket.socket, watched)
            headers = {"Host": request.address.authority, "Connection": "close", **request.headers}
            target = request.address.target
            connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
            with closing(connection.getresponse()) as response:
                raw = _body(response, request) if response.status in WITH_DOCUMENT else b""
                return Answer(status=response.status, headers=response.headers, raw=raw)
    except (HTTPError, HTTPException, OSError) as error:
        raise FetchError(of_error(error)) from error


def _connect(request: Request, places: Sequence[IPAddress], tls: ssl.SSLContext) -> HTTPConnection:
    """A connection to the first of the places that takes one; the certificate is the host's, not the place's.

    Raises NoConnection where none does.
    """
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    address, failed = request.address, Exception("no place")
    for place in places:
        at, timeout = str(place), request.patience.left()
        if address.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                at, address.port, timeout=timeout, ssl_context=tls, server_hostname=address.host
            )
        else:
            connection = HTTPConnection(at, address.port, timeout=timeout)
        try:
            connection.connect()
            return connection
        except (HTTPError, OSError) as error:
            connection.close()
            failed = error
    raise NoConnection(of_error(failed)) from failed


def _body(response: BaseHTTPResponse, request: Request) -> bytes:
    """The body, whole and unpacked."""
    headers, bounds, packed = response.headers, request.bounds, bytearray()
    if headers.get("Transfer-Encoding", "chunked").strip().lower() != "chunked":
        raise FetchError("comes in a transfer encoding that was not asked for")
    length = _length(headers)
    if length is not None and length > bounds.most and not bounds.cut:
        raise too_large(bounds.most)
    while len(packed) <= bounds.most and (piece := _piece(response, len(packed), length)):
        packed += piece
        if request.progress is not None:
            request.progress(len(packed), length)
    if len(packed) > bounds.most and not bounds.cut:
        raise too_large(bounds.most)
    return undo(bytes(packed), headers.get("Content-Encoding", ""), bounds.most, cut=bounds.cut)


def _piece(response: BaseHTTPResponse, so_far: int, length: int | None) -> bytes:
    """What comes next of the body; nothing at its end."""
    from urllib3.exceptions import ProtocolError

    try:
        return response.read(_CHUNK)
    except (ProtocolError, ValueError) as error:  # ValueError: http.client, of a piece of negative length
        came = "breaks off" if length is None else f"ended early: {so_far} of {length} bytes came"
        raise FetchError(f"the connection {came}: try again later") from error


def _length(headers: Mapping[str, str]) -> int | None:
    """The length of the body, where a server gives one that counts: not for one that comes in chunks."""
    given = headers.get("Content-Length", "").partition(",")[0].strip()
    if "Transfer-Encoding" in headers or not re.fullmatch(r"[0-9]{1,18}", given):
        return None
    return int(given)


class _Watched:
    """A connected socket as http.client uses one."""

    def __init__(self, wire: socket.socket, patience: Patience, most: int) -> None:
        self._wire, self._patience, self._most = wire, patience, most

    def makefile(self, *_: Any) -> io.BufferedReader:
        """What comes in."""
        return io.BufferedReader(_Incoming(self._wire, self._patience, self._most))

    def sendall(self, data: bytes) -> None:
        """Send the request."""
        self._wire.settimeout(self._patience.left())
        self._wire.sendall(data)

    def settimeout(self, _: float | None) -> None:
        """Nothing: each read has its own."""

    def close(self) -> None:
        """Nothing: the answer is read when http.client has done with the socket. `ask` closes it."""


class _Incoming(io.RawIOBase):
    """What comes in, as long as it is not too much and does not take too long."""

    def __init__(self, wire: socket.socket, patience: Patience, most: int) -> None:
        self._wire, self._patience, self._most, self._left = wire, patience, most, most + _AROUND

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._left <= 0:
            raise too_large(self._most)
        self._wire.settimeout(self._patience.left())
        try:
            count = self._wire.recv_into(buffer)
        except TimeoutError:
            raise self._patience.spent() from None
        self._left -= count
        return count
