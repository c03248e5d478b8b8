"""What a page says of its article: title, publisher, authors, day, address, language.

Of several statements the better source is believed: JSON-LD and microdata of this article (`agreement`),
OpenGraph, then what single systems call it, then what the page shows. What none of them says is absent. When
an article was last changed, or when the page was made, is not when it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from briefgen.readers import metadata
from briefgen.readers.formats.page import agreement, json_ld
from briefgen.readers.formats.page.blocks import plain, text_of
from briefgen.readers.formats.page.dates import published
from briefgen.readers.formats.page.furniture import names
from briefgen.readers.formats.page.headline import publisher_of, title
from briefgen.readers.formats.page.likeness import is_of_one_page, same_address
from briefgen.readers.formats.page.names import authors
from briefgen.readers.formats.page.place import is_elsewhere, own_article
from briefgen.readers.formats.page.statements import Page, item, string

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BYLINE = re.compile(
    r"(?:^| )(?:byline|by line|author|authors|article author|post author|credit line)(?: names?)?(?: |$)"
)
_MOST_BYLINES = 200
"""A page has a few; on one that has more, the rest are not looked at."""
_MOST_LINKS = 20
"""Of those that give the page's own address: it has one."""

_AUTHOR = (
    "parsely-author", "author", "authors", "dc.creator", "dcterms.creator", "article:author",
    "og:article:author", "sailthru.author", "byl", "byline", "citation_author", "cxenseparse:author",
    "twitter:data1",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A page, and which of its descriptions are its article's."""

    page: Page
    address: str | None
    """Where the page was saved from, as its container says."""
    node: json_ld.Node
    """What is believed of its JSON-LD."""
    rest: json_ld.Node
    """What fills what nothing else says."""
    pages: tuple[json_ld.Node, ...]
    """What its JSON-LD says of the page itself."""


def describe(page: Page, address: str | None = None) -> Described:
    """Find which of a page's descriptions are its article's. `address`: as in `Described`."""
    shown = agreement.Shown(titles=agreement.titles(page), urls=tuple(_urls(page, address)))
    node, rest = agreement.own(page, shown)
    return Described(
        page=replace(page, strangers=agreement.strangers(page, shown)),
        address=address,
        node=node,
        rest=rest,
        pages=tuple(agreement.own_pages(page, shown)),
    )


def known(of: Described) -> dict[str, Any]:
    """What is known of the page's article, under the names of `readers.metadata`."""
    page, node, rest = of.page, of.node, of.rest
    publisher = publisher_of(page, node, rest)
    found: dict[str, Any] = {
        "title": title(page, node, rest, publisher),
        "publisher": publisher,
        "authors": _authors(page, node, rest, publisher),
        "published": published(page, (node, rest, *of.pages)),
        "url": _url(page, (node, rest), of.address),
        "language": _language(page, node, rest),
    }
    return {name: value for name, value in found.items() if value}


def is_free(of: Described) -> bool | None:
    """Whether the page says that all may read its article; None where it does not say."""
    said = [n["isAccessibleForFree"] for n in (of.node, of.rest) if "isAccessibleForFree" in n]
    tier = of.page.first("article:content_tier")
    if said:
        return str(said[0]).lower().rpartition("/")[2] == "true"
    return None if tier is None else tier.lower() == "free"


def is_live(of: Described) -> bool:
    """Whether the page's JSON-LD says that its article is a live blog."""
    return "LiveBlogPosting" in json_ld.types(of.node)


def body_of(of: Described) -> str:
    """The article's text as the page's JSON-LD has it; empty where it has none."""
    said = (n.get("articleBody") for n in (of.node, of.rest))
    return next((x for x in said if isinstance(x, str)), "")


# -- authors -----------------------------------------------------------------------------------


def _authors(page: Page, node: json_ld.Node, rest: json_ld.Node, publisher: str | None) -> list[str]:
    linked = page.linked
    for given in (
        linked.names(node.get("author")),
        linked.names(node.get("creator")),
        list(item(page, "author")),
        *(page.meta.get(name, []) for name in _AUTHOR if name != "twitter:data1" or _is_byline_card(page)),
        _shown_authors(page.root),
        linked.names(rest.get("author")),
        linked.names(rest.get("creator")),
    ):
        if found := authors(given[:50], publisher):
            return found
    return []


def _is_byline_card(page: Page) -> bool:
    return (page.first("twitter:label1") or "").lower() in ("written by", "by", "author")


def _shown_authors(root: Any) -> list[str]:
    """Who wrote it, as the page shows it: a link to the author, or a line that says “By”."""
    own = own_article(root)
    links = (x for x in root.iter("a") if "author" in (x.get("rel") or "").lower().split())
    if linked := [text_of(x) for x in islice(links, _MOST_BYLINES) if not is_elsewhere(x, own)]:
        return linked
    lines = root.iter("p", "div", "span", "address", "a", "li")
    called = (x for x in lines if any(_BYLINE.search(name) for name in names(x)))
    for element in islice(called, _MOST_BYLINES):
        said = text_of(element) if not is_elsewhere(element, own) else ""
        if re.match(r"by\s", said, re.IGNORECASE) and len(said) <= 200:
            return [re.split(r"\s[|•·]\s|\d", said)[0]]
    return []


# -- address and language ----------------------------------------------------------------------


def _urls(page: Page, address: str | None) -> list[str]:
    """The article's addresses as the page, or its container, states them."""
    return [*_stated(page, address), *_good(_saved(page, address), page, address)]


def _stated(page: Page, address: str | None) -> list[str]:
    links = (x for x in page.root.iter("link") if "canonical" in (x.get("rel") or "").lower().split())
    named = [x.get("href") for x in islice(links, _MOST_LINKS)]
    return _good([*named, page.first("og:url"), page.first("parsely-link")], page, address)


def _url(page: Page, nodes: Sequence[json_ld.Node], address: str | None) -> str | None:
    """The article's address: as the page states it, else as its description does, else where it was saved."""
    saved = _good(_saved(page, address), page, address)
    told = _good([x for n in nodes for x in agreement.addresses(n)], page, address)
    told = [x for x in told if not saved or same_address(x, saved[0])]
    return next(iter([*_stated(page, address), *told, *saved]), None)


def _saved(page: Page, address: str | None) -> list[str]:
    return [x for x in (address, page.saved_from) if x]


def _good(said: Iterable[str | None], page: Page, address: str | None) -> list[str]:
    """Those that can be an article's, whole."""
    base = next((x for x in _saved(page, address) if _is_address(x)), None)
    whole = [good for x in said if x and (good := _whole(plain(x), base))]
    return [x for x in whole if is_of_one_page(x)]


def _whole(said: str, base: str | None) -> str | None:
    """An address without its fragment; a relative one from where the page was saved."""
    with suppress(ValueError):
        said = urljoin(base, said) if base and not said.startswith(("http:", "https:")) else said
        if _is_address(said):
            return urlunsplit(urlsplit(said)._replace(fragment=""))
    return None


def _is_address(said: str) -> bool:
    return "url" in metadata.check({"url": said}, "", strangers=False)[0]


def _language(page: Page, node: json_ld.Node, rest: json_ld.Node) -> str | None:
    html = page.root
    said = [html.get(name) for name in ("lang", "xml:lang", _XML_LANG)]
    said += [string(node, "inLanguage"), page.first("og:locale")]
    said.append(page.first("content-language", "dc.language", "dcterms.language", "language"))
    said.append(string(rest, "inLanguage"))
    for one in said:
        checked = metadata.check({"language": (one or "").split(",")[0].strip()}, "", strangers=False)[0]
        if "language" in checked:
            return checked["language"]
    return None
