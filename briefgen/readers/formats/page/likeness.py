"""Whether two lines, or two addresses, are of the same article."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from briefgen.readers.hosts import bare

_MOST = 0.6
"""The part of each line's words that stand in the other one too."""
_CUT = 20
"""Characters: a longer beginning of a line stands for all of it."""
_AMP = re.compile(r"(?:^|/)amp(?=/|$)|[./]amp(?:\.html)?$|(?:^|/)index\.(?:html?|php)$")
_TRACKING = re.compile(
    r"(?:utm_|at_|mc_|pk_|wt_)\w*|(?:fb|g|ms|dcl|y)clid|igshid|ref|source|smid|cmp|share|outputtype|amp"
)


def key(text: str) -> str:
    """A text's words, to compare them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def alike(one: str, other: str) -> bool:
    """Whether two headlines, given by their keys, share most of their words, or one begins the other."""
    if not one or not other or one == other:
        return bool(one) and one == other
    if min(len(one), len(other)) > _CUT and (one.startswith(other) or other.startswith(one)):
        return True
    first, second = set(one.split()), set(other.split())
    return len(first & second) >= _MOST * max(len(first), len(second))


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are of one page, whatever their protocol, their fragment and what counts visits.

    One without a query may be that of one with any.
    """
    with suppress(ValueError):
        (host, path, query), (host_2, path_2, query_2) = _place(one), _place(other)
        return (host, path) == (host_2, path_2) and (query == query_2 or not query or not query_2)
    return False


def is_of_one_page(address: str) -> bool:
    """Whether it can be that of an article, and not that of a whole site."""
    with suppress(ValueError):
        host, path, query = _place(address)
        return bool(host and (path or query))
    return False


def _place(address: str) -> tuple[str, str, frozenset[tuple[str, str]]]:
    split = urlsplit(address.strip())
    query = frozenset(x for x in parse_qsl(split.query) if not _TRACKING.fullmatch(x[0].lower()))
    return bare(split.hostname), _AMP.sub("", split.path.strip("/")).strip("/"), query
