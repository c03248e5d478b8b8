"""An article's title, and who publishes it, as its page says."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from briefgen.readers.formats.page import json_ld
from briefgen.readers.formats.page.blocks import plain
from briefgen.readers.formats.page.furniture import names
from briefgen.readers.formats.page.likeness import key
from briefgen.readers.formats.page.statements import BAR, Page, headings, item, string
from briefgen.readers.formats.page.tree import is_boxed
from briefgen.readers.hosts import host_of

_TITLE = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline",
    "title",
)  # fmt: skip
_PUBLISHER = (
    "og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title",
    "application-name", "apple-mobile-web-app-title",
)  # fmt: skip
_APART = r"(?::\s|\s[|–—·•»-]\s|[|»])"
"""What stands between a headline and what a title has beside it."""
_WORDS = 3
"""A heading of fewer words may be a section's."""
_SURE_BAR = re.compile(r"::|[»|]")
"""No headline has these itself."""
_TITLED = re.compile(r"(?:title|head(?:line|ing))$")
"""The end of the name of an element that holds a title."""
_MOST_NAMED = 100
_MOST_STATED = 20
_MOST_WORDS = 60
_MOST = 500
_CUT = 2_000
"""Characters: no title is looked at beyond them."""


def title(page: Page, node: json_ld.Node, rest: json_ld.Node, publisher: str | None) -> str | None:
    """The headline. Where the page shows one that a statement confirms, as it shows it.

    `node` is what is believed of the page's JSON-LD, `rest` what fills what nothing else says.
    """
    told = [
        string(node, "headline"),
        *islice(item(page, "headline"), _MOST_STATED),
        *(page.first(n) for n in _TITLE),
    ]
    html = page.root.find(".//head/title")
    told += [string(node, "name"), None if html is None else plain(html.text_content())]
    told += [string(rest, "headline", "name")]
    said = [
        cut for x in told if x and (cut := _without_site(json_ld.plain_string(x[:_CUT]), publisher, page))
    ]
    shown = [h for h in headings(page.root) if len(h) <= _MOST]
    for heading in shown:
        if any(_confirms(heading, x) for x in said) or (said and _stands_in(heading, said[0])):
            return heading
    if said and not said[0].endswith(("…", "...")):
        return said[0][:_MOST]
    longer = next((x for x in said[1:] if said and key(x).startswith(key(said[0]))), None)
    return longer or (said[0] if said else shown[0] if len(shown) == 1 else None)


def _confirms(heading: str, said: str) -> bool:
    one, other = key(heading), key(said)
    return bool(one) and (
        one == other or (said.endswith(("…", "...")) and len(other) > 20 and one.startswith(other))
    )


def _stands_in(heading: str, said: str) -> bool:
    """Whether a title is the heading and more, before it or behind it and set apart from it."""
    one = r"\W+".join(map(re.escape, key(heading).split()[:_MOST_WORDS]))
    if len(key(heading).split()) < _WORDS or key(said) == key(heading):
        return False
    found = re.search(rf"(?:^|{_APART})\W*?{one}\W*?(?:$|{_APART})", said.casefold())
    return found is not None


def _without_site(title: str, publisher: str | None, page: Page) -> str:
    """A title without the site's name behind it, or before it, where the page says what that is."""
    said = (publisher, page.first("og:site_name"), page.first("application-name"))
    own = [words for x in said if x and (words := key(x))]
    if host := key(host_of(page.first("og:url"))):
        own += [host, f"www {host}"]
    while own:
        bars = list(BAR.finditer(title))
        if bars and _is_site(title[bars[-1].end() :], own):
            title = title[: bars[-1].start()]
        elif bars and _is_site(title[: bars[0].start()], own):
            title = title[bars[0].end() :]
        else:
            break
    sections = BAR.split(title)
    if len(sections) > 1 and any(key(h) == key(sections[0]) for h in headings(page.root)):
        return sections[0].strip()
    if (
        len(sections) == 2
        and _SURE_BAR.search(title)
        and (shown := [x for x in sections if len(key(x).split()) >= _WORDS])
    ):
        named = _named_titles(page)
        own = [x for x in shown if key(x) in named]
        return own[0].strip() if len(own) == 1 else title.strip()
    return title.strip()


def _named_titles(page: Page) -> frozenset[str]:
    """The words of the page's headings, and of each element that is named a title or a headline."""
    found = islice((x for x in page.root.iter() if _is_title(x)), _MOST_NAMED)
    return frozenset(key(said) for x in found if len(said := plain(x.text_content())) <= _MOST)


def _is_title(element: Any) -> bool:
    if element.tag in ("h1", "h2"):
        return not is_boxed(element)
    inline = element.tag in ("div", "span", "p", "td", "b", "strong", "font")
    return inline and next(element.iter("a"), None) is None and any(map(_TITLED.search, names(element)))


def _is_site(part: str, own: list[str]) -> bool:
    said = key(part).removeprefix("the ")
    return any(said == name.removeprefix("the ") for name in own)


def publisher_of(page: Page, node: json_ld.Node, rest: json_ld.Node) -> str | None:
    """Who publishes it: the paper, the agency, the site."""
    linked = page.linked
    told = linked.names(linked.node(node.get("publisher")))
    site = [n for x in linked.pages if "WebSite" in json_ld.types(x) for n in linked.names(x)]
    named = [page.first(name) for name in _PUBLISHER]
    pages = [n for x in linked.pages for n in linked.names(linked.node(x.get("publisher")))]
    last = linked.names(linked.node(rest.get("publisher")))
    said = [x for x in (*told, *item(page, "publisher"), *named, *last, *site, *pages) if x and _is_name(x)]
    return next((x for x in said if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", x)), said[0] if said else None)


def _is_name(said: str) -> bool:
    return len(said) <= 120 and not said.startswith("@") and "://" not in said
