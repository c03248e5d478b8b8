"""Which of the articles that a page describes is its own: the one that agrees with what the page shows.

Pages describe other articles too: those that they recommend, the next one, the one that their template was
made with. A description is believed where its address is the page's, or its headline is. One that gives
neither says no more than what nothing else on the page says, and only where it is the only one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefgen.readers.formats.page import json_ld
from briefgen.readers.formats.page.blocks import plain, text_of
from briefgen.readers.formats.page.likeness import alike, is_of_one_page, key, same_address
from briefgen.readers.formats.page.place import is_elsewhere, own_article
from briefgen.readers.formats.page.statements import BAR, MOST_HEADINGS, Page, articles, described, string

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_MOST = 500
"""Characters of a title."""
_MOST_SEEN = 200
"""Headings, of which some may stand in boxes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a description is held against."""

    titles: tuple[str, ...]
    """What the page calls its article, each by its words alone."""
    urls: tuple[str, ...]
    """The page's addresses, as it or its container names them."""


def own(page: Page, shown: Shown) -> tuple[json_ld.Node, json_ld.Node]:
    """The JSON-LD of the page's article: what is believed, and what only fills what nothing else says."""
    known = [(_fit(n, shown), n) for n in page.linked.articles]
    best = max((fit for fit, _ in known), default=0)
    if best > 0:
        return next(n for fit, n in known if fit == best), {}
    return {}, known[0][1] if len(known) == 1 and best == 0 else {}


def own_pages(page: Page, shown: Shown) -> list[json_ld.Node]:
    """The JSON-LD of the page itself, and of none other."""
    return [n for n in page.linked.pages if "WebSite" not in json_ld.types(n) and _fit(n, shown) >= 0]


def strangers(page: Page, shown: Shown) -> frozenset[Any]:
    """The elements that describe other articles with microdata."""
    scopes = articles(page.root)
    fits = {x: agrees(*described(x), shown) for x in scopes}
    return frozenset(x for x, fit in fits.items() if fit < 0 or (fit == 0 and len(scopes) > 1))


def _fit(node: json_ld.Node, shown: Shown) -> int:
    fit = agrees(string(node, "headline", "name"), addresses(node), shown)
    name = node.get("@id")
    return 1 if fit == 0 and isinstance(name, str) and any(same_address(name, x) for x in shown.urls) else fit


def agrees(headline: str | None, said: Sequence[str], shown: Shown) -> int:
    """How well a description fits the page: more than 0 where it does, less where the page contradicts it.

    The same address outweighs another headline, and the same headline another address; one that is only
    alike does not.
    """
    said = [x for x in said if is_of_one_page(x)]
    place = head = 0
    if shown.urls and said:
        place = 2 if any(same_address(x, y) for x in shown.urls for y in said) else -1
    if headline and shown.titles:
        called = key(headline[:_MOST])
        head = 2 if called in shown.titles else 1 if any(alike(called, x) for x in shown.titles) else -1
    return -1 if place + head == 0 and place else place + head


def addresses(node: json_ld.Node) -> list[str]:
    """The addresses that a node of JSON-LD gives for itself."""
    entity = node.get("mainEntityOfPage")
    given = [entity.get("@id"), entity.get("url")] if isinstance(entity, Mapping) else [entity]
    return [x for x in (node.get("url"), *given) if isinstance(x, str)]


def titles(page: Page) -> tuple[str, ...]:
    """What the page calls its article, in its statements and in its heading; not the site's name.

    Each by its words alone.
    """
    site = {key(x) for x in (page.first("og:site_name"), page.first("application-name")) if x}
    head = page.root.find(".//head/title")
    said = [page.first(name) for name in _TITLES] + [None if head is None else plain(head.text_content())]
    stated = [words for x in said if x for part in _parts(x[:_MOST]) if (words := key(part)) not in site]
    article = own_article(page.root)
    heads = (x for x in islice(page.root.iter("h1"), _MOST_SEEN) if not is_elsewhere(x, article))
    texts = (text for x in heads if len(text := text_of(x)) <= _MOST)
    shown = list(islice((words for x in texts if (words := key(x)) not in {"", *site}), MOST_HEADINGS))
    alone = shown if not stated else shown[:1]
    return (*stated, *alone, *(x for x in shown[len(alone) :] if any(alike(x, y) for y in stated)))


def _parts(title: str) -> Iterator[str]:
    """A title, and its longer parts where it has several: one of them may be the site's name."""
    yield title
    sections = [x for x in BAR.split(title) if x]
    if len(sections) > 1:
        yield max(sections, key=len)
