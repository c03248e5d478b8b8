"""What went wrong, in plain words. Nothing that a server sent is repeated, except numbers."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.client import BadStatusLine, HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected

BY_HAND = "save the page from your browser and add the file"
_STATUSES = {
    401: f"wants a login (status 401): {BY_HAND}",
    402: f"wants to be paid (status 402): {BY_HAND}",
    403: f"is not given to programs (status 403): {BY_HAND}",
    404: "is not there (status 404): check the address",
    407: f"wants a login (status 407): {BY_HAND}",
    410: "was there and is gone (status 410)",
    429: "its server is asked too often (status 429): try again later",
    451: f"is withheld for legal reasons (status 451): {BY_HAND}",
}


def of_status(status: int) -> str:
    """Why an answer with this status holds no document."""
    if status in _STATUSES:
        return _STATUSES[status]
    if status >= 500:
        return f"its server has a problem (status {status}): try again later"
    if status >= 400:
        return f"is refused by its server (status {status}): {BY_HAND}"
    return f"is answered with status {status} and no page: {BY_HAND}"


def of_error(error: BaseException) -> str:
    """Why no answer came, or only a piece of one."""
    for e in _causes(error):
        for kind, what in _ERRORS:
            if isinstance(e, kind):
                return what.format(reason=getattr(e, "verify_message", ""))
    return "can't be reached: check the address and your connection"


_ERRORS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "its certificate can't be trusted ({reason}): the page may be another's"),
    (ssl.SSLError, "no secure connection to its server can be made"),
    (ConnectionRefusedError, "its server refuses the connection: check the address, or try again later"),
    (TimeoutError, "its server does not answer: check the address, or try again later"),
    (RemoteDisconnected, "its server closes the connection without an answer: try again later"),
    (IncompleteRead, "the connection ended early: try again later"),
    (ConnectionError, "its server breaks the connection off: try again later"),
    (LineTooLong, "its server answers with headers without end"),
    (BadStatusLine, "its server does not answer in HTTP: check the address"),
    (HTTPException, "its server's answer breaks the rules of HTTP"),
)
"""The first that fits counts."""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it; what lies at the bottom comes first, as it says most."""
    if error is not None:
        yield from _causes(error.__cause__)
        yield error
