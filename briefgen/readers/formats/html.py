"""Web pages: the article's text and what the page says of it.

The text is the article's headings, paragraphs, list items and quotes, with an empty line between them; not
its title, which is metadata, and nothing that stands beside it: menus, boxes, captions, notices, bylines,
comments, other articles. Trafilatura finds the article where the page does not say where it is.

What is left out of the prose where the article stands is told where it is more than a third of it and more
than a short paragraph: the words of paragraphs (eight words or more, less than half of them links) within the
page's article or main part, whatever box they stand in. A page has as much furniture as it likes beside its
article.
"""

from __future__ import annotations

from briefgen.readers.formats import signature
from briefgen.readers.formats.charset import characters
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, Extracted, NoArticleError, UnreadableError
from briefgen.readers.formats.mending import twice_decoded
from briefgen.readers.formats.page import article, barriers, metadata, statements
from briefgen.readers.formats.page.blocks import Block, is_prose, plain
from briefgen.readers.formats.page.tree import clear, parse
from briefgen.readers.formats.paragraphs import joined, mended

ABOUT = "web page, as a browser saves it"
SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
NEEDS: str | None = "web"
# Programs that save a page as one file put its pictures and fonts inside.
LIMIT = MOST_BYTES_SAVED
_TOLD = 1 / 3
_PARAGRAPH = 60
"""Words that may be left out unsaid."""
_LINKS = 0.5


def read(raw: bytes) -> Extracted:
    """The article of a page with these bytes."""
    return read_page(raw)


def read_page(raw: bytes, charset: str | None = None, address: str | None = None) -> Extracted:
    """The same, where the page's container names its encoding or address.

    Raises NoArticleError where the page has no article, UnreadableError where it is no page.
    """
    if (other := signature.suffix(raw)) not in (None, ".html"):
        hint = f": give its name the suffix {other}" if other in (".pdf", ".rtf") else ""
        raise UnreadableError(f"{signature.instead(raw, 'a web page')}{hint}")
    source, problems = characters(raw, charset)
    source, misread = twice_decoded(source)
    root = parse(source)
    described = metadata.describe(statements.page(root, source), address)
    known = metadata.known(described)
    free = metadata.is_free(described)
    filled = barriers.is_filled_by_script(root)
    clear(root)
    shown = " ".join(" ".join(root.itertext()).split())
    barred = barriers.is_barred(root, shown, free)
    live = metadata.is_live(described)
    found = article.find(root, known.get("title"), known.get("authors", ()), live=live)
    kept = [(b.kind, b.text) for b in found.blocks]
    told = (*barriers.told(found.blocks, free, barred), *_left_out(found))
    if not kept and (body := metadata.body_of(described)):
        kept = [("paragraph", text) for line in body.splitlines() if (text := plain(line))]
        told = ("shows no text; this is what its data for search engines has",)
    if not kept:
        raise NoArticleError(barriers.why_nothing(shown, filled))
    kept, named = mended(kept)
    text, blocks = joined(kept)
    return Extracted(text=text, blocks=blocks, metadata=known, problems=(*problems, *misread, *named, *told))


def _left_out(found: article.Found) -> tuple[str, ...]:
    """What the user should know of how much of the page became text."""
    prose = sum(b.words for b in found.blocks if is_prose(b))
    links = _of_links(found.blocks)
    missing = found.shown - prose
    told = []
    if found.shown and missing > _PARAGRAPH and missing > _TOLD * found.shown:
        told.append(
            f"{missing:,} of the {found.shown:,} words of prose where its article stands are left out, as "
            "notices, boxes, comments or other articles"
        )
    if found.other > _PARAGRAPH and found.other > prose:
        told.append(
            f"another article on the page, of {found.other:,} words, is left out: this one, with the page's "
            f"title, has {prose:,}"
        )
    if links > _LINKS:
        told.append("is mostly links: a list of articles rather than one")
    return tuple(told)


def _of_links(blocks: tuple[Block, ...]) -> float:
    """The part of the text that is links."""
    total = sum(len(b.text) for b in blocks)
    return sum(b.linked * len(b.text) for b in blocks) / total if total else 0.0
