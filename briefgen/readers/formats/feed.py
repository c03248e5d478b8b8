"""A feed (RSS or Atom): each entry is a part, with its text where the feed has more than a summary of it.

The parser is given text alone, which it can neither fetch nor open, and no document that defines entities.
Its own cleaning of HTML is off, because what reads the parts knows what no reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from html import escape
from io import BytesIO
from typing import Any

from briefgen.readers.formats.charset import characters
from briefgen.readers.formats.extracted import MOST_BYTES, Part, UnreadableError, extra
from briefgen.readers.formats.fragment import plain, read_fragment
from briefgen.readers.hosts import host_of

ABOUT = "feed (RSS, Atom)"
SUFFIXES: tuple[str, ...] = (".rss", ".atom", ".xml")
NEEDS: str | None = "web"
LIMIT = MOST_BYTES
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_HEAD = 4_000
"""Characters in which a feed says that it is one."""
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s?=\s?[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_DEFINES = re.compile("<!ENTITY", re.IGNORECASE)
_MOST_TAGS, _MOST_SIGNS = 20_000, 100_000
_LONGEST = 1_000
"""Characters of a title, a name, a date."""
_WHOLE = 120
"""A text of fewer words is a summary."""
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|Read more|Continue reading)\W{0,3}$", re.IGNORECASE)
_OF_FEEDS = re.compile(r"^(?:feeds?|rss)\.")
_OF_PUBLICATION = frozenset({"rss10", "rss090"})
"""The only date of an entry in these is that of its publication."""


def parts(raw: bytes) -> Iterator[Part]:
    """Each entry, in the feed's order.

    Raises UnreadableError where the file is no feed.
    """
    feed = _parsed(_text(raw))
    outlet = _line(feed.feed.get("publisher") or feed.feed.get("title"))
    language = feed.feed.get("language")
    hosts = {_host(_address(entry)) for entry in feed.entries} - {""}
    home = _host(feed.feed.get("link")) or (hosts.pop() if len(hosts) == 1 else "")
    for number, entry in enumerate(feed.entries, start=1):
        known = _known(entry, outlet if _is_of(home, entry) else None, feed.version)
        if isinstance(language, str) and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?", language):
            known["language"] = language
        url = _address(entry)
        name = known.get("title") or url or f"entry {number}"
        if (whole := _whole(entry, url)) is not None:
            page = _page(whole, known.get("title", ""))
            yield Part(name=name, suffix=".html", raw=page, url=url, metadata=known)
        else:
            problem = None if url else "has neither a text nor an address"
            yield Part(name=name, url=url, metadata=known, problem=problem)


def _text(raw: bytes) -> str:
    """The feed, in the encoding that it names where that is right."""
    declared = _DECLARED.match(raw)
    return characters(raw, declared[1].decode("ascii") if declared else None, declares=False)[0]


def _parsed(text: str) -> Any:
    """What the feed says."""
    if not _ROOT.search(text[:_HEAD]):
        raise UnreadableError("is no feed")
    if _DEFINES.search(text):
        raise UnreadableError("defines entities, which no feed needs: not read")
    marked = (piece.partition("]]>")[2] for piece in ("]]>" + text).split("<![CDATA["))
    tags = sum(piece.count("<") for piece in marked)
    if tags > _MOST_TAGS or max(text.count(sign) for sign in "<&=") > _MOST_SIGNS:
        raise UnreadableError("has more elements than a feed can have")
    with extra("web"):
        import feedparser
    source = BytesIO(_DECLARATION.sub("", text, count=1).encode())
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            source, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever a broken feed makes the library stumble over
        raise UnreadableError(f"is a feed that can't be read: {type(error).__name__}") from None
    if not found.entries:
        raise UnreadableError("is a feed without entries" if found.version else "is no feed")
    return found


# -- entries -------------------------------------------------------------------------


def _known(entry: Any, outlet: str | None, version: str) -> dict[str, Any]:
    """What the feed says of an entry."""
    origin = entry.get("source")
    said = entry.get("published") or (entry.get("updated") if version in _OF_PUBLICATION else None)
    known = {
        "title": _line(entry.get("title")),
        "publisher": (_line(origin.get("title")) if isinstance(origin, dict) else None) or outlet,
        "authors": _authors(entry),
        "published": _moment(said),
    }
    return {name: value for name, value in known.items() if value}


def _is_of(own: str, entry: Any) -> bool:
    """Whether an entry leads to the feed's own site: the title of a collection is no outlet's."""
    other = _host(_address(entry))
    return bool(own and other) and (own == other or own.endswith(f".{other}") or other.endswith(f".{own}"))


def _host(url: Any) -> str:
    """The site's host: feeds have some of their own."""
    return _OF_FEEDS.sub("", host_of(url)) if isinstance(url, str) else ""


def _authors(entry: Any) -> list[str]:
    """Who wrote it. RSS puts a name in brackets behind an address, which the library takes apart wrongly."""
    said = entry.get("author")
    if isinstance(said, str) and "@" in said:
        names = [parseaddr(said[:_LONGEST])[0]]
    else:
        names = [_line(a.get("name")) or "" for a in entry.get("authors", ()) if isinstance(a, dict)]
    return [name for name in dict.fromkeys(names) if name and "@" not in name]


def _line(value: Any) -> str | None:
    """The words of a value; None where they are more than a line."""
    return plain(value) or None if isinstance(value, str) and len(value) <= _LONGEST else None


def _moment(said: Any) -> datetime | str | None:
    """When it was published, with its zone; as it is written, where that is neither mail's form nor ISO's."""
    if not isinstance(said, str) or len(said) > _LONGEST:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(said.strip())
            return found.replace(tzinfo=UTC) if "GMT" in said and found.tzinfo is None else found
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return said.strip() or None


def _address(entry: Any) -> str | None:
    """Where the entry leads; its own address, where the feed goes through a counter of readers."""
    for said in (entry.get("feedburner_origlink"), entry.get("link")):
        if isinstance(said, str) and re.match(r"https?://\S{1,4000}$", said.strip(), re.IGNORECASE):
            return said.strip()
    return None


def _whole(entry: Any, url: str | None) -> str | None:
    """The HTML of an entry that is there as a whole; None where it is a summary of what the address has.

    Where there is no address, whatever there is.
    """
    given = [x.get("value") for x in entry.get("content", ()) if isinstance(x, dict)] + [entry.get("summary")]
    longest = max((x for x in given if isinstance(x, str)), key=len, default="")
    try:
        text = read_fragment(longest).text.strip()
    except UnreadableError:
        return None
    if url is None:
        return longest if text else None
    return longest if len(text.split()) >= _WHOLE and not _CUT.search(text) else None


def _page(html: str, title: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{html}</article></body></html>\n".encode()
