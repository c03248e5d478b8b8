"""What a page's JSON-LD says of its article, in the terms of schema.org. What is broken is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any

Node = Mapping[str, Any]
_ARTICLE = re.compile(r"(?:\w*Article|(?:Blog|LiveBlog|SocialMedia)Posting|Report)")
_PAGE = re.compile(r"(?:\w*Page|WebSite)")
_MOST_NODES = 2_000
"""Of all of the page."""
_MOST_CHARACTERS = 2_000_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The nodes of a page's JSON-LD."""

    articles: tuple[Node, ...] = ()
    """Of any article, the page's own or another; what is reviewed, sold or played is none."""
    pages: tuple[Node, ...] = ()
    """Of the page and of the site."""
    by_id: Mapping[str, Node] = field(default_factory=dict)

    def node(self, value: Any) -> Any:
        """The value; where it only refers to a node, that node."""
        if (
            isinstance(value, Mapping)
            and set(value) <= {"@id", "@type"}
            and isinstance(value.get("@id"), str)
        ):
            return self.by_id.get(value["@id"], value)
        return value

    def names(self, value: Any) -> list[str]:
        """What the persons or organisations are called that a value stands for."""
        found: list[str] = []
        for one in value if isinstance(value, list) else [value]:
            one = self.node(one)
            name = one.get("name") if isinstance(one, Mapping) else one
            for n in name if isinstance(name, list) else [name]:
                if isinstance(n, str) and (said := plain_string(n)):
                    found.append(said)
        return found[:50]


def read(root: Any) -> Linked:
    """The JSON-LD of a page."""
    articles: list[Node] = []
    pages: list[Node] = []
    by_id: dict[str, Node] = {}
    left, nodes_left = _MOST_CHARACTERS, _MOST_NODES
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "").lower() or len(text) > left:
            continue
        left -= len(text)
        for node in islice(_nodes(_loaded(text)), nodes_left):
            nodes_left -= 1
            kinds = types(node)
            if any(map(is_article_type, kinds)):
                articles.append(node)
            elif any(_PAGE.fullmatch(kind) for kind in kinds):
                pages.append(node)
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                by_id.setdefault(name, node)
    return Linked(articles=tuple(articles), pages=tuple(pages), by_id=by_id)


def types(node: Node) -> list[str]:
    """The node's types without their vocabulary."""
    said = node.get("@type")
    given = said if isinstance(said, list) else [said]
    return [_bare(one) for one in given if isinstance(one, str)]


def is_article_type(said: str) -> bool:
    """Whether a type, or one of several with spaces between them, is an article's."""
    return any(_ARTICLE.fullmatch(_bare(one)) for one in said.split())


def _bare(kind: str) -> str:
    return re.split(r"[/#:]", kind)[-1]


def plain_string(text: str) -> str:
    """A text without entities, tags and needless spaces."""
    return " ".join(re.sub(r"</?[A-Za-z][^<>]{0,300}>", "", unescape(text)).split())


def _loaded(text: str) -> Any:
    text = re.sub(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)", "", text)
    text = re.sub(r"(?://\s*|/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?[\s;]*$", "", text).strip().rstrip(";")
    with suppress(ValueError, RecursionError):
        return json.loads(text, strict=False)
    return None


def _nodes(value: Any) -> Iterator[Node]:
    """The nodes on which a page is: in lists and graphs, and what a page says that it is about."""
    todo, seen = [(value, 0)], 0
    while todo and seen < _MOST_NODES:
        one, depth = todo.pop(0)
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(one, list):
            todo[0:0] = [(x, depth + 1) for x in one[:_MOST_NODES]]
        elif isinstance(one, Mapping):
            yield one
            inner = [one[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in one]
            todo[0:0] = [(x, depth + 1) for x in inner if isinstance(x, list | Mapping)]
