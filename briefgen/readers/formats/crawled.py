"""An article as a crawler writes it in JSON: one object, or a list of them.

| here | newspaper4k | news-please | Fundus | trafilatura | schema.org | others |
| --- | --- | --- | --- | --- | --- | --- |
| text | text | maintext | body, plaintext | text, raw_text | articleBody | content, body, content_html |
| title | title | title | title | title | headline | headline, name |
| authors | authors | authors | authors | author | author | byline, creator |
| published | publish_date | date_publish | publishing_date | date | datePublished | published_at, … |
| url | url | url | html.responded_url | source | url | link, canonical_link, … |
| publisher | meta_site_name | | publisher | source-hostname, sitename | publisher | source.name, … |
| language | meta_lang | language | lang | language | inLanguage | lang |
| retrieved | | date_download | html.crawl_date | | | |

What a crawler does not know is not known: null, an empty text, the word None. Of newspaper4k, `language` is
what it was told to expect, and `source_url` the outlet's front page: neither is read. A domain is a part of
the address, and no outlet's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import (
    MOST_BYTES,
    MOST_BYTES_SAVED,
    MOST_PARTS,
    Extracted,
    Part,
    UnreadableError,
)
from briefgen.readers.formats.fragment import MARKS, read_fragment
from briefgen.readers.formats.json_objects import loaded
from briefgen.readers.formats.mending import entities, twice_decoded
from briefgen.readers.formats.paragraphs import joined, mended
from briefgen.readers.hosts import bare, host_of

ABOUT = "article of a crawler (newspaper4k, news-please, Fundus, trafilatura, schema.org)"
SUFFIXES: tuple[str, ...] = (".json",)
NEEDS: str | None = None
LIMIT = MOST_BYTES_SAVED
_TEXT = (
    "body", "maintext", "plaintext", "articleBody", "text", "content", "content_text", "content_html",
    "raw_text",
)  # fmt: skip
_TITLE = ("title", "headline", "name")
_AUTHORS = ("authors", "author", "byline", "creator")
_PUBLISHED = (
    "publish_date", "date_publish", "publishing_date", "datePublished", "date_published", "published",
    "published_at", "publishedAt", "pubDate", "date",
)  # fmt: skip
_URL = ("url", "link", "canonical_link", "canonical_url", "source", "mainEntityOfPage", "@id")
_PUBLISHER = (
    "publisher", "meta_site_name", "source-hostname", "sitename", "site_name", "source_name", "outlet",
    "source",
)  # fmt: skip
_LANGUAGE = ("meta_lang", "inLanguage", "lang", "language")
_RETRIEVED = ("date_download", "retrieved")
MAPPING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": _TEXT, "title": _TITLE, "authors": _AUTHORS, "published": _PUBLISHED, "url": _URL,
        "publisher": _PUBLISHER, "language": _LANGUAGE, "retrieved": _RETRIEVED,
    }
)  # fmt: skip
"""What is known here → the names under which an object has it, in the order in which they are believed."""
_LISTS = ("articles", "items", "results", "entries", "data", "@graph")
"""An object may say something of all its articles, and hold them under one of these names."""
_UNKNOWN = frozenset({"", "none", "null", "nan", "nat", "unknown", "undefined", "n/a"})
_CUT = re.compile(r"\[\+(\d{1,7}) chars\]\s?$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OURS = "briefgen/"


def read(raw: bytes) -> Extracted:
    """The article; of a list, its one article."""
    text, problems = decode(raw)
    articles = _articles(loaded(text))
    if len(articles) > 1:
        raise UnreadableError(f"holds {len(articles)} articles: take them in with briefgen add")
    return article(articles[0], problems)


def parts(raw: bytes) -> Iterator[Part]:
    """Each article of a list; the one article where there is only one."""
    for number, one in enumerate(_articles(loaded(decode(raw)[0])), start=1):
        yield part(one, f"article {number}")


def part(one: dict[str, Any], called: str) -> Part:
    """An article by itself, as a file of its own; a whole page of HTML where that is all that there is."""
    meta = _known(one)
    page = one.get("html")
    page = page.get("content") if isinstance(page, dict) else page
    name, url = str(meta.get("title") or meta.get("url") or called), meta.get("url")
    if not _has_text(one) and isinstance(page, str) and "<" in page:
        raw = page.encode("utf-8", "replace")
        return Part(name=name, suffix=".html", raw=raw, url=url, metadata=meta)
    if not _has_text(one):
        return Part(
            name=name, url=url, metadata=meta, problem=None if url else "has no text", is_none=not url
        )
    written = json.dumps(one, ensure_ascii=False, indent=1) + "\n"
    return Part(name=name, suffix=SUFFIXES[0], raw=written.encode("utf-8", "replace"), url=url, metadata=meta)


def article(one: dict[str, Any], problems: tuple[str, ...] = ()) -> Extracted:
    """The text of an article, and what is known of it.

    Raises UnreadableError where it has no text.
    """
    value = next((one[name] for name in _TEXT if _given(one.get(name))), None)
    if isinstance(value, dict):
        found = _sections(value)
    elif not isinstance(value, str):
        whole = " but a page of HTML: take it in with briefgen add" if one.get("html") else ""
        raise UnreadableError(f"has no text (looked for {', '.join(_TEXT)}){whole}")
    else:
        found = _plain(value)
    return replace(found, metadata=_known(one), problems=(*problems, *found.problems))


def _plain(text: str) -> Extracted:
    """A text in one piece, which may be HTML, and may be only the beginning of one."""
    if len(text) > MOST_BYTES:
        raise UnreadableError("has a text longer than any article")
    told: tuple[str, ...] = ()
    if cut := _CUT.search(text[-40:]):
        text = text.strip()[: -len(cut[0].strip())].rstrip()
        told = (f"is cut off: {cut[1]} characters more are not in the file",)
    once, misread = twice_decoded(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    if MARKS.search(once):
        found = read_fragment(once)
        return _blocks([(kind, found.text[a:b]) for a, b, kind in found.blocks], (*told, *misread))
    said, named = entities(once)
    return Extracted(text=said, problems=(*told, *misread, *named))


# -- which objects are articles ------------------------------------------------------


def _articles(data: Any) -> list[dict[str, Any]]:
    """Every object that may be an article.

    Raises UnreadableError where there is none.
    """
    if isinstance(data, dict):
        if str(data.get("schema", "")).startswith(_OURS):
            raise UnreadableError("is a briefing that briefgen made, and no article")
        inner = next((data[n] for n in _LISTS if isinstance(data.get(n), list) and not _has_text(data)), None)
        data = [data] if inner is None else inner
    found = [x for x in data if _is_article(x)] if isinstance(data, list) else []
    if len(found) > MOST_PARTS:
        raise UnreadableError(f"holds more than {MOST_PARTS:,} articles")
    if not found:
        raise UnreadableError("holds no article: no object with a text, a page or an address in it")
    return found


def _is_article(one: Any) -> bool:
    return isinstance(one, dict) and (
        _has_text(one) or bool(one.get("html")) or (bool(_address(one)) and bool(_first(one, _TITLE)))
    )


def _has_text(one: dict[str, Any]) -> bool:
    return any(isinstance(one.get(name), str | dict) and _given(one[name]) for name in _TEXT)


def _given(value: Any) -> bool:
    """Whether a value says anything."""
    if isinstance(value, str):
        return value.strip().lower() not in _UNKNOWN
    return value not in (None, [], {}) and not isinstance(value, bool)


def _sections(body: dict[str, Any]) -> Extracted:
    """A text in sections with headlines, as Fundus has it."""
    pieces = [("paragraph", x) for x in _texts(body.get("summary"))]
    sections = body.get("sections")
    for one in sections if isinstance(sections, list) else []:
        if isinstance(one, dict):
            pieces += [("heading", x) for x in _texts(one.get("headline"))]
            pieces += [("paragraph", x) for x in _texts(one.get("paragraphs"))]
    if not pieces:
        raise UnreadableError("has no text: its body has no sections with paragraphs")
    pieces, misread = mended(pieces, twice_decoded)
    return _blocks(pieces, misread)


def _blocks(pieces: list[tuple[str, str]], problems: tuple[str, ...]) -> Extracted:
    """Blocks without HTML's names of characters."""
    pieces, named = mended(pieces)
    text, blocks = joined(pieces)
    return Extracted(text=text, blocks=blocks, problems=(*problems, *named))


# -- what is known of it -------------------------------------------------------------


def _known(one: dict[str, Any]) -> dict[str, Any]:
    """What an object says of its article, under the names of `readers.metadata`."""
    page = one.get("html") if isinstance(one.get("html"), dict) else {}
    assert isinstance(page, dict)
    url = _address(one) or _address({"url": page.get("responded_url") or page.get("requested_url")})
    lang = _LANGUAGE[:1] if "meta_lang" in one else _LANGUAGE
    found = {
        "title": _first(one, _TITLE),
        "publisher": _publisher(one, url),
        "authors": _authors(one),
        "published": _moment(next((one[n] for n in _PUBLISHED if _given(one.get(n))), None)),
        "url": url,
        "language": _first(one, lang),
        "retrieved": _first(one, _RETRIEVED) or _first(page, ("crawl_date",)),
    }
    return {name: value for name, value in found.items() if value}


def _first(one: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these that is a text, or has a name."""
    return next((said[0] for name in names if (said := _texts(one.get(name)))), None)


def _texts(value: Any) -> list[str]:
    """The texts of a value, each on one line: of a list all, of an object its name."""
    if isinstance(value, list):
        return [x for one in value if not isinstance(one, list) for x in _texts(one)]
    if isinstance(value, dict):
        return _texts(value.get("name")) if isinstance(value.get("name"), str) else []
    return [" ".join(value.split())] if isinstance(value, str) and _given(value) else []


def _authors(one: dict[str, Any]) -> list[str]:
    """Who wrote it. Several names in one text stand behind semicolons."""
    said = next((x for name in _AUTHORS if (x := _texts(one.get(name)))), [])
    names = (re.sub(r"^by:? ", "", name.strip(), flags=re.I) for x in said for name in x.split(";"))
    return [name for name in dict.fromkeys(names) if _given(name) and not _ADDRESS.match(name)]


def _address(one: dict[str, Any]) -> str | None:
    for name in _URL:
        value = one.get(name)
        value = value.get("@id") if isinstance(value, dict) and name == "mainEntityOfPage" else value
        if isinstance(value, str) and _ADDRESS.match(value.strip()):
            return value.strip()
    return None


def _publisher(one: dict[str, Any], url: str | None) -> str | None:
    domains = {host_of(url), *map(bare, _texts([one.get("hostname"), one.get("source_domain")]))}
    for name in _PUBLISHER:
        for said in _texts(one.get(name))[:1]:
            if bare(said) not in domains and not _ADDRESS.match(said):
                return said
    return None


def _moment(value: Any) -> Any:
    """When it was published: as it is written, or from seconds (or their thousandths) since 1970."""
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None
    return value.strip() if isinstance(value, str) else None
