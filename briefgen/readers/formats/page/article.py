"""Where on a page its article is, and which of its blocks are the article's.

Pages say much themselves: `article`, `main`, `itemprop=articleBody`. Where they don't, trafilatura finds the
text, and the element that holds most of what it found is the article's. Blocks are then taken from the page
itself, so that no list, quote or paragraph behind an embedded post is lost; trafilatura's word decides of
those that may be either: short lines without an end mark, and what stands outside the element of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.language.furniture import role
from briefgen.readers.formats.page.barriers import is_barrier
from briefgen.readers.formats.page.blocks import Block, blocks, is_prose
from briefgen.readers.formats.page.calls import is_of_page, without_calls
from briefgen.readers.formats.page.ending import before_end
from briefgen.readers.formats.page.furniture import is_post, names, strip
from briefgen.readers.formats.page.library import Runs, is_seen, seen
from briefgen.readers.formats.page.place import (
    bodies,
    cut_next,
    headlines,
    others,
    region_of,
    same,
    with_ancestors,
    words_in,
)
from briefgen.readers.formats.page.tree import within

_MOST = 0.8
"""The part of what was found that stands in the element of the text."""
_LINKED = 0.8
_CLICK = re.compile(r"\W{0,3}(?:click|read|see|watch|listen|view|for|to|more|visit)\b", re.IGNORECASE)
"""What leads elsewhere begins so, and sentences too."""
_FEW = 5
_SHORT = 12
_HEAD = 5
_HEADS = 0.5
"""The part of an article that its head may be."""
_MOST_HEADS = 20
_LONG = 8
_ENDS = tuple('.!?…”"’:')
_FURNITURE = frozenset({"notice", "teaser", "byline", "stamp", "caption"})
_ABOUT = re.compile(
    r",? (?:is (?:an?|the|our)|was (?:an?|the)|covers|writes|reports|has (?:covered|written))\b"
)
_LAST = 3
_STANDFIRST = re.compile(
    r"(?:^| )(?:standfirst|dek|deck|sub ?head(?:line|ing)?|sub ?title|lede?|lead(?: paragraph| text)?|intro"
    r"|introduction|intro text|summary|excerpt|abstract|strapline|description|alternative ?headline|chapo"
    r"|vorspann)(?: |$)"
)
_SURELY = re.compile(
    r"(?:^| )(?:stand ?first|entradilla|bajada|copete|chapo|chapeau|vorspann|occhiello|sommario|sub ?title"
    r"|sub ?head(?:line|ing)?|dek|strap ?line)(?: |$)"
)
"""What is named so stands above the text even where it is a paragraph; a lead or an intro may begin it."""
_MOST_STANDFIRST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page's article."""

    blocks: tuple[Block, ...]
    shown: int
    """Words of prose where the article stands, without menus, boxes and captions that name themselves."""
    other: int = 0
    """Words of prose of the longest other article on the page."""


def find(root: Any, title: str | None, authors: Sequence[str] = (), *, live: bool = False) -> Found:
    """The article of a page whose unseen parts are gone; the tree is used up.

    `live`: whether the page says that it is a live blog, whose posts are one article.
    """
    body = root.find("body")
    body = root if body is None else body
    region = region_of(body, title, live)
    shown = words_in(region)
    other = others(body, region)
    strip(region, [*bodies(region), *headlines(region, title)])
    other = max(other, cut_next(region, title))
    all_of_it = blocks(region)
    if not any(map(is_prose, all_of_it)) and region is not body:
        strip(body, [])
        region, all_of_it = body, blocks(body)
    runs = seen(region, sum(b.words for b in all_of_it))
    home = _home(region, all_of_it, runs)
    head = _head(region, home, title, all_of_it)
    homes = _like(home, region)
    kept = [b for b in before_end(all_of_it, home) if _belongs(b, homes, head, runs)]
    kept = [b for b in kept if not _is_about(b, homes, authors, kept[-_LAST:])]
    return Found(blocks=tuple(_tidied(without_calls(_begun(kept, title)))), shown=shown, other=other)


def _home(region: Any, all_of_it: list[Block], runs: Runs) -> Any:
    """The element of the article's text: the innermost that holds most of what was found."""
    marked = bodies(region)
    if len(marked) == 1:
        return marked[0]
    prose = [b for b in all_of_it if is_prose(b)]
    chosen = [b for b in prose if is_seen(b.text, runs)] or prose
    total = sum(b.words for b in chosen)
    held: Counter[Any] = Counter()
    for block in chosen:
        held.update(dict.fromkeys(with_ancestors(block.element), block.words))
    home = region
    while True:
        inner = next((x for x in home if held[x] >= _MOST * total and total), None)
        if inner is None or inner.tag in ("p", "ul", "ol", "blockquote"):
            return home
        home = inner


def _head(region: Any, home: Any, title: str | None, all_of_it: list[Block]) -> frozenset[Any]:
    """The elements of the article's heading, with its standfirst and byline, where they stand apart."""
    heads = headlines(region, title)[:_MOST_HEADS]
    found = [
        x
        for x in region.iter("header")
        if not within(home, x) and (not within(x, home) or any(within(h, x) for h in heads))
    ]
    for heading in heads:
        box = heading
        for x in heading.iterancestors():
            if within(home, x):
                break
            box = x
        found.append(box)
    total = sum(b.words for b in all_of_it)
    held = {x: sum(b.words for b in all_of_it if within(b.element, x)) for x in found[:_MOST_HEADS]}
    return frozenset(x for x, words in held.items() if words <= _HEADS * total or x in heads)


def _like(home: Any, region: Any) -> frozenset[Any]:
    """The element of the text, and its rest: those behind it with its name, in one with its parent's name."""
    parent = home.getparent()
    if home is region or parent is None or not any(_called(home)):
        return frozenset({home})
    cousins = () if parent is region else (x for uncle in parent.itersiblings() for x in uncle)
    rest = (x for x in (*home.itersiblings(), *cousins) if x.tag == home.tag and _called(x) == _called(home))
    return frozenset({home, *(x for x in rest if x.find(".//h1") is None)})


def _called(element: Any) -> tuple[str, str]:
    parent = element.getparent()
    return element.get("class", ""), "" if parent is None else parent.get("class", "")


def _belongs(block: Block, homes: frozenset[Any], head: frozenset[Any], runs: Runs) -> bool:
    """Whether it is the article's."""
    if block.linked >= _LINKED or _is_furniture(block) or is_barrier(block.text) or is_of_page(block):
        return False
    around = with_ancestors(block.element)
    if not head.isdisjoint(around) or (block.element.tag != "p" and any(map(is_post, around[:4]))):
        return False
    if homes.isdisjoint(around):
        sentence = is_prose(block) and block.text[-1:] in _ENDS
        return sentence and is_seen(block.text, runs) and not _is_standfirst(block)
    plain = block.kind != "paragraph" or block.element.tag in ("p", "pre")
    return plain or block.words >= _FEW or block.text[-1:] in _ENDS or is_seen(block.text, runs)


def _is_furniture(block: Block) -> bool:
    """Whether its words say that it is no prose. A long sentence without a link leads nowhere."""
    called = role(block.text)
    if called in ("notice", "teaser") and _CLICK.match(block.text) and not block.linked:
        return block.words <= _SHORT or block.text[-1:] not in _ENDS
    return called in _FURNITURE


def _is_standfirst(block: Block, name: re.Pattern[str] = _STANDFIRST) -> bool:
    around = (block.element, *list(block.element.iterancestors())[:2])
    return any(name.search(said) for x in around for said in (*names(x), x.get("itemprop", "").lower()))


def _is_about(block: Block, homes: frozenset[Any], authors: Sequence[str], last: Sequence[Block]) -> bool:
    """Whether it says who an author is: it stands behind the text, or ends it, and begins with the name."""
    rest = next((block.text[len(name) :] for name in authors if block.text.startswith(name)), None)
    if rest is None:
        return False
    return homes.isdisjoint(with_ancestors(block.element)) or (block in last and bool(_ABOUT.match(rest)))


def _begun(kept: list[Block], title: str | None) -> list[Block]:
    """Without what stands before the first prose and is none: a kicker, a byline, a day, a standfirst."""
    kept = [b for n, b in enumerate(kept) if n > _HEAD or not title or not _is_title(b, title)]
    named = [b for b in kept[:_HEAD] if is_prose(b) and _is_standfirst(b, _SURELY)]
    if len(named) == 1 and named[0].words <= _MOST_STANDFIRST and sum(map(is_prose, kept)) > 2:
        kept = [b for b in kept if b is not named[0]]
    first = next((n for n, b in enumerate(kept) if is_prose(b) and b.kind != "heading"), 0)
    return [b for b in kept[:first] if not _is_label(b) and not _is_standfirst(b)] + kept[first:]


def _is_label(block: Block) -> bool:
    return block.kind == "paragraph" and block.words <= _SHORT and block.text[-1:] not in _ENDS


def _is_title(block: Block, title: str) -> bool:
    """Whether it says the title, alone or with a byline and a day beside it."""
    if same(block.text, title):
        return True
    more = block.words - len(title.split())
    beside = title in block.text and len(title.split()) >= _FEW and block.element.tag != "p"
    return (beside or block.text.startswith(title)) and more < _SHORT and block.text[-1:] not in _ENDS


def _tidied(kept: list[Block]) -> list[Block]:
    """Without main headings before the text, what stands there twice, and headings that nothing follows.

    A main heading within the text heads a part of it: some sites have no other headings.
    """
    out: list[Block] = []
    said: set[str] = set()
    long = " ".join(b.text for b in kept if b.kind != "quote")
    for block in kept:
        key = block.text.casefold()
        again = block.words >= _LONG and key in said
        pulled = block.kind == "quote" and block.words >= _FEW and block.text.strip("“”\"'‘’ ") in long
        title = block.element.tag == "h1" and not any(map(is_prose, out))
        if title or again or pulled:
            continue
        said.add(key)
        out.append(block)
    while out and out[-1].kind == "heading":
        out.pop()
    return out
