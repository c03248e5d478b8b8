"""The tree of a web page, without what no reader sees: scripts, styles, templates, hidden elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.readers.formats.extracted import NoArticleError, UnreadableError, extra
from briefgen.readers.formats.page.blocks import BLOCKS

_DATA = re.compile(r"data:[\w.+/-]{0,80}(?:;[\w=.-]{1,40})?;base64,[A-Za-z0-9+/=%]+")
"""A picture or a font inside the page, as programs write it that save a page as one file."""
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no tree may hold; a reference by number may still bring it in."""
_UNCLOSED = re.compile(r"<(script|style|title|iframe|textarea|noscript)(\s[^<>]*)?/>", re.IGNORECASE)
"""XHTML may close these where they open; a reader of HTML takes all that follows for their content."""
MOST_CHARACTERS = 10_000_000
MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 1_000
"""Of one element: the time that its parser takes grows with their square."""
DEEPEST = 250
"""The parser leaves out what lies deeper than 256."""
MOST_LEVELS = 5_000_000
"""The levels of all elements together: a long page may not be a deep one too."""
_HEAD = frozenset({"title", "meta", "link", "style", "script", "base", "noscript", "template"})
_PARTS = frozenset({"p", "div", "ul", "ol", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING = 300
"""Characters: longer than any heading."""
_UNSEEN = (
    "head", "script", "style", "template", "noscript", "link", "meta", "title", "svg", "math", "iframe",
    "object", "embed", "applet", "audio", "video", "canvas", "map", "frameset", "noframes", "datalist",
    "noindex", "portal", "fencedframe", "rp", "rt",
)  # fmt: skip
_BESIDE = frozenset({"aside", "nav", "footer"})
_NOT_SHOWN = re.compile(r"(?:^|;)\s?(?:display\s?:\s?none|visibility\s?:\s?hidden)", re.IGNORECASE)
_FOR_LISTENERS = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader",
    "screen-reader-only", "sronly", "u-visually-hidden", "a11y-hidden", "assistive-text", "offscreen",
    "show-for-sr",
})  # fmt: skip
"""Classes of what is only read aloud: “opens in a new window”."""


def parse(source: str) -> Any:
    """The root of the page's tree.

    Raises UnreadableError where there is nothing in it, or more than an article can have.
    """
    with extra("web"):
        from lxml import html
        from lxml.etree import LxmlError, fromstring
    source = _DATA.sub("", source) if "base64," in source else source
    if len(source) > MOST_CHARACTERS:
        raise UnreadableError("has more markup than any article")
    if source.lstrip()[:5] == "<?xml":
        source = _UNCLOSED.sub(r"<\1\2></\1>", source)
    source = _NO_CHARACTER.sub("", source)
    if not source.strip():
        raise NoArticleError("is empty")
    raw = source.encode("utf-8", "replace")
    try:
        fromstring(raw, parser=html.HTMLParser(encoding="utf-8", target=_Gauge()))
        root = html.document_fromstring(
            raw, parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (LxmlError, ValueError) as error:
        raise UnreadableError("has no text") from error
    _move_to_body(root)
    for heading in [x for x in root.iter("h1", "h2", "h3", "h4", "h5", "h6") if _is_open(x)]:
        _close(heading)
    return root


def _move_to_body(root: Any) -> None:
    """Put into the body what the parser left in the head, where a page marks neither of them."""
    head, body = root.find("head"), root.find("body")
    strangers = [] if head is None else [x for x in head if isinstance(x.tag, str) and x.tag not in _HEAD]
    if not strangers:
        return
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    begin = list(head)[head.index(strangers[0]) :]
    last = begin[-1]
    for element in reversed(begin):
        body.insert(0, element)
    last.tail, body.text = _NO_CHARACTER.sub("", (last.tail or "") + (body.text or "")), None


def _is_open(heading: Any) -> bool:
    """Whether a heading was not closed, and holds the text behind it."""
    inner = [x for x in heading if x.tag in _PARTS]
    return bool(inner) and sum(map(len, heading.itertext())) > _HEADING


def _close(heading: Any) -> None:
    """End a heading before the first block in it, and put the rest behind it."""
    first = next(n for n, x in enumerate(heading) if x.tag in _PARTS)
    for element in reversed(heading[first:]):
        heading.addnext(element)


class _Gauge:
    """Takes the measure of a page before its tree is built.

    Raises UnreadableError where that would be too large or too deep.
    """

    def __init__(self) -> None:
        self.elements = self.depth = self.levels = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.elements += 1
        self.depth += 1
        self.levels += self.depth
        if self.elements > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            raise UnreadableError("has more markup than any article")
        if self.depth > DEEPEST or self.levels > MOST_LEVELS:
            raise UnreadableError("nests its elements too deeply")

    def end(self, _: str) -> None:
        """An element ends."""
        self.depth -= 1

    def close(self) -> None:
        """The page ends."""


def clear(root: Any) -> None:
    """Take out what no reader sees. An element that is hidden only from those who listen stays.

    Behind an open dialog, pages hide all else from listeners: what holds the article is not left out for
    that.
    """
    for element in list(root.iter(*_UNSEEN)):
        drop(element)
    for element in list(root.iter()):
        if element.getparent() is not None and _is_hidden(element):
            drop(element)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None and element.get("hidden").lower() != "until-found":
        return True
    if _NOT_SHOWN.search(re.sub(r"\s+", " ", element.get("style", ""))):
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if not _FOR_LISTENERS.isdisjoint(element.get("class", "").lower().split()):
        return True
    return element.get("aria-hidden", "").lower() == "true" and not _holds_article(element)


def _holds_article(element: Any) -> bool:
    return (
        element.tag in ("body", "main", "article")
        or next(element.iter("main", "article", "h1"), None) is not None
    )


def drop(element: Any) -> None:
    """Empty an element, so that nothing is left of it but the break that a block makes.

    It is not taken out: the text behind each would have to be copied to the text before it, and with many of
    them the time for that grows with the square of the page.
    """
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = "hr" if element.tag in BLOCKS else "span"


def within(element: Any, ancestor: Any) -> bool:
    """Whether an element is this one or lies in it."""
    return element is ancestor or any(x is ancestor for x in element.iterancestors())


def is_boxed(element: Any) -> bool:
    """Whether it stands in an element that is for what stands beside a text: an aside, a menu, a foot."""
    return any(x.tag in _BESIDE for x in element.iterancestors())
