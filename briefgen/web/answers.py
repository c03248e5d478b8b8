"""What comes of an address: a document, word that it is unchanged, or an error in plain words."""

from __future__ import annotations

from dataclasses import dataclass


class FetchError(Exception):
    """This address can't be had. The message is one line, without the address: what is wrong, what to do."""


class NoConnection(FetchError):
    """Its server can't be reached, or must not be."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A document, as its server sent it."""

    url: str
    """Where it was in the end, after redirects; without a fragment."""
    asked: str
    """The address that was asked for."""
    raw: bytes
    """Its bytes, with what Content-Encoding says undone."""
    content_type: str
    """Its media type in lower case, without parameters; empty where the server doesn't say."""
    charset: str | None
    """Of the Content-Type header."""
    etag: str | None
    """As sent, to ask later whether it has changed."""
    modified: str | None
    """Last-Modified, as sent, for the same."""


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    """The document is the one that the caller has."""

    url: str
    """Where it is, after redirects."""
