"""Where on a page its article is: in one of its articles, in its main part, or anywhere in it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any

from briefgen.readers.formats.page.blocks import blocks, is_prose, text_of
from briefgen.readers.formats.page.furniture import is_furniture, names
from briefgen.readers.formats.page.json_ld import is_article_type
from briefgen.readers.formats.page.likeness import key
from briefgen.readers.formats.page.tree import drop, is_boxed, within

_ENOUGH = 40
"""Words of prose that an article has."""
_MOST_ARTICLES = 50
"""Others are not looked at."""
_OTHERS = re.compile(r"(?:^| )(?:comments?|replies|related|recommended|teasers?|cards?)(?: |$)")
_LIVE = re.compile(r"(?:^| )live ?(?:blog|updates?|feed|entry|entries|posts?|stream|page|reporting)?(?: |$)")


def region_of(body: Any, title: str | None, live: bool = False) -> Any:
    """The element that holds the page's article and no other.

    `live`: whether the page says that it is a live blog.
    """
    articles = {x for x in body.iter() if _is_article(x) and not is_boxed(x)}
    outer = [x for x in body.iter() if x in articles and articles.isdisjoint(x.iterancestors())]
    main = next((x for x in body.iter() if x.tag == "main" or x.get("role") == "main"), body)
    sizes: Counter[Any] = Counter()
    found = blocks(body) if outer else []
    for block in filter(is_prose, found):
        sizes.update(dict.fromkeys(with_ancestors(block.element), block.words))
    full = [x for x in outer if sizes[x] >= _ENOUGH]
    if _are_entries(outer):
        return main
    if live and (posts := _posts(outer)):
        for other in set(outer) - set(posts):
            drop(other)
        return main
    first = _titled([x for x in outer if sizes[x]], body, title)
    if first is None and not full:
        return main
    first = full[0] if first is None else first
    apart = {x for x in main.iter() if x in articles or is_furniture(x)}
    beside = sum(b.words for b in found if is_prose(b) and apart.isdisjoint(with_ancestors(b.element)))
    if within(first, main) and beside > sizes[first]:
        for teaser in (x for x in outer if _heads_with_link(x)):
            drop(teaser)
        return main
    return first


def _titled(articles: list[Any], body: Any, title: str | None) -> Any:
    """The article to which the page's title belongs, however short it is: it stands in it, or before it.

    None where the title stands elsewhere, or before articles with headings of their own, as on a list.
    """
    inside = next((x for x in articles if headlines(x, title)), None)
    inside = inside if inside is not None else next((x for x in articles if _says(x, title)), None)
    if inside is not None:
        after = articles[articles.index(inside) + 1 :]
        lone = _is_head(inside) and after and not _has_heading(after[0])
        return after[0] if lone else inside
    heads = headlines(body, title)
    order = {x: n for n, x in enumerate(body.iter())} if heads else {}
    below = [x for x in articles if heads and order[x] > order[heads[0]]]
    return below[0] if below and not _has_heading(below[0]) else None


def _says(article: Any, title: str | None) -> bool:
    return bool(title) and any(same(text_of(x), title or "") for x in article.iter("h2", "h3"))


def _is_head(article: Any) -> bool:
    """Whether it holds a heading and a standfirst, and no text."""
    return sum(map(is_prose, blocks(article))) < 2 and next(article.iter("p"), None) is None


def _has_heading(article: Any) -> bool:
    """Whether it begins with a heading of its own."""
    first = next((b for b in blocks(article) if b.kind == "heading" or is_prose(b)), None)
    return first is not None and first.kind == "heading"


def others(body: Any, region: Any) -> int:
    """How many words of prose the longest of the other articles on the page has."""
    found = islice((x for x in body.iter() if x.tag == "main" or _is_article(x)), _MOST_ARTICLES)
    apart = (x for x in found if not (within(x, region) or within(region, x) or _is_apart(x)))
    return max(map(words_in, apart), default=0)


def words_in(element: Any) -> int:
    """How many words of prose it has."""
    return sum(b.words for b in blocks(element) if is_prose(b))


def with_ancestors(element: Any) -> list[Any]:
    """An element and all that it stands in, from the inside."""
    return [element, *element.iterancestors()]


def _is_article(element: Any) -> bool:
    return (
        element.tag == "article"
        or element.get("role") == "article"
        or is_article_type(element.get("itemtype", ""))
    )


def _are_entries(articles: list[Any]) -> bool:
    """Whether these are the entries of one article, such as those of a live blog."""
    if len(articles) < 2 or any(x.find(".//h1") is not None for x in articles):
        return False
    if any("liveblogupdate" in x.get("itemprop", "").lower() for x in articles):
        return True
    around = [x for a in articles[:2] for x in (a, *a.iterancestors())]
    if any(_LIVE.search(name) for x in around for name in names(x)):
        return True
    listed = any(x.getparent().tag == "li" for x in articles)
    if any(_heads_with_link(x) or (listed and x.find(".//time") is None) for x in articles):
        return False
    return len(_posts(articles)) == len(articles) > 2


def _posts(articles: list[Any]) -> list[Any]:
    """Those of one name that lie in one list: the most of them, where there are two."""
    of: dict[Any, list[Any]] = {}
    for x in articles:
        around = x.getparent()
        place = around.getparent() if around.tag == "li" else around
        of.setdefault((place, x.get("class")), []).append(x)
    most = max(of.values(), key=len, default=[])
    heads = any(x.find(".//h1") is not None for x in most)
    return most if len(most) > 1 and not heads else []


def _heads_with_link(article: Any) -> bool:
    """Whether its heading leads elsewhere, as a teaser's does."""
    head = next(article.iter("h2", "h3", "h4"), None)
    return head is not None and (
        head.find(".//a") is not None or any(x.tag == "a" for x in head.iterancestors())
    )


def bodies(region: Any) -> list[Any]:
    """The elements that say of themselves that they are the article's text."""
    return [x for x in region.iter() if "articlebody" in x.get("itemprop", "").lower()]


def headlines(region: Any, title: str | None) -> list[Any]:
    """The headings of the first order; those that say the title, where any does."""
    heads = list(region.iter("h1"))
    return [x for x in heads if title and same(text_of(x), title)] or ([] if title else heads[:1])


def cut_next(region: Any, title: str | None) -> int:
    """Take out a second article that is loaded below the first: what stands under a second main heading.

    Gives the words of prose of the longest that is taken out.
    """
    heads = [x for x in region.iter("h1") if text_of(x)]
    longest = 0
    if len(heads) < 2:
        return longest
    first = next((x for x in heads if title and same(text_of(x), title)), heads[0])
    before = _prose_before(region, first)
    order = {x: n for n, x in enumerate(region.iter())}
    for head in heads[heads.index(first) + 1 :]:
        if not within(head, region):
            continue
        other = _begun_by(head, first, before.get(head), order)
        if words_in(other) >= _ENOUGH:
            for later in [*other.itersiblings(), other]:
                longest = max(longest, words_in(later))
                drop(later)
    return longest


def _prose_before(region: Any, first: Any) -> dict[Any, Any]:
    """The element of the last prose before each main heading behind the first one."""
    found: dict[Any, Any] = {}
    begun, last = False, None
    for block in blocks(region):
        if block.element.tag == "h1":
            begun = begun or block.element is first
            found.setdefault(block.element, last)
        elif begun and is_prose(block):
            last = block.element
    return found


def _begun_by(head: Any, first: Any, last: Any, order: dict[Any, int]) -> Any:
    """The outermost element that a later main heading begins: the prose before it stands outside.

    Where the heading stands within the text of the first one's article, that is the heading itself. `last`
    is the element of the prose before it; without any, only an `article` begins another.
    """
    other = head
    for x in head.iterancestors():
        if within(first, x) or (last is not None and order[x] <= order[last]):
            break
        if last is not None or x.tag == "article":
            other = x
    return other


def same(one: str, other: str) -> bool:
    """Whether two lines have the same words."""
    return key(one) == key(other)


def own_article(root: Any) -> Any:
    """The outermost `article` with the first main heading; else the first behind that; else the first.

    None where the page has none. Those before it are cards of other articles.
    """
    found, seen = None, False
    for x in root.iter("article", "h1"):
        if x.tag == "h1":
            inside = [a for a in x.iterancestors() if a.tag == "article"]
            if inside:
                return inside[-1]
            seen, found = True, None if not seen else found
        elif found is None:
            found = x
    return next(root.iter("article"), None) if found is None else found


def is_elsewhere(element: Any, own: Any) -> bool:
    """Whether it stands in a box, or in another article than the page's own."""
    inside = [x for x in element.iterancestors() if x.tag == "article"]
    return bool(inside and inside[-1] is not own) or _is_apart(element)


def _is_apart(element: Any) -> bool:
    """Whether it stands in a box, or in one of comments or of other articles."""
    return is_boxed(element) or any(map(_is_of_others, with_ancestors(element)))


def _is_of_others(element: Any) -> bool:
    """Whether it is a box of comments or of other articles."""
    return any(_OTHERS.search(name) for name in names(element))
