"""Where a page says something of its article: JSON-LD, `meta` elements, microdata, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefgen.readers.formats.page import json_ld
from briefgen.readers.formats.page.blocks import plain, text_of
from briefgen.readers.formats.page.json_ld import is_article_type
from briefgen.readers.formats.page.tree import is_boxed

_SAVED = re.compile(
    r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->|<!--\s+Page saved with SingleFile\s+url: (\S{1,2000})"
)
_HEAD = 20_000
BAR = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+|\s?[|»]\s?")
"""What stands between a title and the name of its site."""
MOST_HEADINGS = 20
"""A page has one of the first order; on one that has more, the rest are not looked at."""
_MOST_SCOPES = 200
_PAGE = re.compile(r"/WebPage(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's statements about itself."""

    root: Any
    linked: json_ld.Linked
    meta: Mapping[str, list[str]]
    """Name or property of a `meta` in lower case → what is said under it."""
    saved_from: str | None
    strangers: frozenset[Any] = frozenset()
    """The elements whose microdata describes other articles."""

    def first(self, *called: str) -> str | None:
        """What is said under the first of these names."""
        return next((said for name in called for said in self.meta.get(name, ())), None)


def page(root: Any, source: str) -> Page:
    """The statements of a page with this tree and source."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        said = plain(element.get("content") or "")
        if not said or len(said) > 5_000:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                key = f"item:{name}" if attribute == "itemprop" else name
                meta.setdefault(key, []).append(said)
    saved = _SAVED.search(source[:_HEAD])
    return Page(root=root, linked=json_ld.read(root), meta=meta, saved_from=saved and (saved[1] or saved[2]))


def string(node: json_ld.Node, *called: str) -> str | None:
    """The first of these properties of a node of JSON-LD that is a text."""
    texts = (json_ld.plain_string(x) for name in called if isinstance(x := node.get(name), str))
    return next(filter(None, texts), None)


def headings(root: Any) -> list[str]:
    """The texts of the page's first headings of the first order."""
    return list(islice((text for x in root.iter("h1") if (text := text_of(x))), MOST_HEADINGS))


def item(page: Page, called: str) -> Iterator[str]:
    """What microdata says of the article: the contents of the elements with this property."""
    for element in page.root.iter():
        if called not in _properties(element) or is_nested(element) or _owner(element) in page.strangers:
            continue
        inner = (x for x in element.iter() if x is not element and "name" in _properties(x))
        name = next(inner, element)
        said = element.get("content") or element.get("datetime") or name.get("content") or text_of(name)
        if said := plain(said):
            yield said


def articles(root: Any) -> list[Any]:
    """The elements that describe an article with microdata, and not one within another thing."""
    scopes = (x for x in root.iter() if is_article_type(x.get("itemtype", "")))
    found: dict[Any, None] = {}
    for x in islice(scopes, _MOST_SCOPES):
        if x.get("itemprop") is None and found.keys().isdisjoint(x.iterancestors()):
            found[x] = None
    return list(found)


def described(scope: Any) -> tuple[str | None, list[str]]:
    """The headline and the addresses that such an element gives of its article."""
    heads, links = [], []
    for element in scope.iter():
        properties = _properties(element)
        if _owner(element) is not scope:
            continue
        if "headline" in properties:
            heads.append(plain(element.get("content") or text_of(element)))
        elif "url" in properties or "mainEntityOfPage" in properties:
            given = (element.get(name) for name in ("href", "content", "itemid"))
            links += [x for x in given if x]
    return next(filter(None, heads), None), links


def _owner(element: Any) -> Any:
    return next((x for x in element.iterancestors() if x.get("itemscope") is not None), None)


def _properties(element: Any) -> list[str]:
    given: str = element.get("itemprop", "") if isinstance(element.tag, str) else ""
    return given.split()


def is_nested(element: Any) -> bool:
    """Whether it belongs to a thing within the article: an entry, a comment, a related article."""
    owner = _owner(element)
    if owner is None:
        return is_boxed(element)
    described = owner.get("itemtype", "")
    return owner.get("itemprop") is not None or not (is_article_type(described) or _PAGE.search(described))
