"""What stands where on the pages of a PDF: the only importer of pdfminer.

For each page there are its pieces of text with their places, sizes and weights. pdfminer has no bounds of its
own, and a PDF can make it compute and grow without end; so what can be bounded is bounded here. What can't be
is ended from outside: `pdf_text` runs this in a process with limits.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
"""Of the whole document; a long novel has half of it."""
MOST_INFLATED = 200_000_000
"""Bytes of all streams that are unpacked: fonts, and what draws the pages. Pictures are not unpacked."""
MOST_LOOKUPS = 2_000_000
"""References from one object to another that are followed; one may lead in a circle."""
_MOST_OF_A_PAGE = 100_000
_MOST_FIGURES = 10_000
_PIECE = 4096
_SMALLEST = 2.0
"""Points: what is set smaller is not meant to be read."""
_RAISED = ("\ue000", "\ue001")
"""Around digits that are set small and high: marks of footnotes, as a rule."""
_UNLIKE = 1.6
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_PICTURE = 0.5
"""Of the page's area: where pictures take up more, they are the page."""


class Refused(BaseException):
    """Not an Exception, so that nothing in pdfminer takes it for an odd font or stream."""


def document(raw: bytes) -> dict[str, Any]:
    """Title and author as the file states them, and its pages.

    Raises Refused where it can't be read, MemoryError and RecursionError where it is too much.
    """
    from pdfminer import pdftypes
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    _bound(pdftypes)
    try:
        document = PDFDocument(PDFParser(BytesIO(raw)))
        pages = _some(PDFPage.create_pages(document))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise Refused("is encrypted: save it without a password") from None
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        raise Refused(f"is damaged ({type(error).__name__})") from None
    if not pages:
        raise Refused("is damaged: has no pages")
    return {**_stated(document), "pages": list(_read(pages))}


class _Budget:
    """What may still be unpacked."""

    left = MOST_INFLATED
    lookups = MOST_LOOKUPS

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(f"unpacks to more than {MOST_INFLATED // 1_000_000} MB")

    def inflate(self, data: bytes) -> bytes:
        """In place of `zlib.decompress`; of a damaged stream, what there is."""
        stream, out = zlib.decompressobj(), []
        with suppress(zlib.error):
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                while piece and not stream.eof:
                    out.append(stream.decompress(piece, self.left + 1))
                    self.spend(len(out[-1]))
                    piece = stream.unconsumed_tail
        return b"".join(out)

    def lzw(self, data: bytes) -> bytes:
        """In place of `lzwdecode`."""
        from pdfminer.lzw import LZWDecoder

        out = []
        for piece in LZWDecoder(BytesIO(data)).run():
            self.spend(len(piece))
            out.append(piece)
        return b"".join(out)

    def runs(self, data: bytes) -> bytes:
        """In place of `rldecode`: two bytes make 128 at most."""
        from pdfminer.runlength import rldecode

        if 64 * len(data) > self.left:
            raise Refused(f"unpacks to more than {MOST_INFLATED // 1_000_000} MB")
        made: bytes = rldecode(data)
        self.spend(len(made))
        return made


def _bound(pdftypes: Any) -> None:
    """Let what unpacks streams and follows references keep to a budget: pdfminer has no place to give one."""
    budget = _Budget()
    follow = pdftypes.PDFObjRef.resolve

    def resolve(reference: Any, default: object = None) -> Any:
        budget.lookups -= 1
        if budget.lookups < 0:
            raise Refused("has references that lead nowhere")
        return follow(reference, default)

    pdftypes.PDFObjRef.resolve = resolve
    vars(pdftypes).update(
        zlib=SimpleNamespace(decompress=budget.inflate, decompressobj=zlib.decompressobj, error=zlib.error),
        lzwdecode=budget.lzw,
        rldecode=budget.runs,
        ccittfaxdecode=lambda data, params: b"",  # of pictures alone
    )


def _some(pages: Iterator[Any]) -> list[Any]:
    found = []
    for page in pages:
        found.append(page)
        if len(found) > MOST_PAGES:
            raise Refused(f"has more than {MOST_PAGES} pages")
    return found


def _stated(document: Any) -> dict[str, str]:
    """Title and author, from the table of information or from XMP."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    found: dict[str, str] = {}
    with suppress(Exception):
        xmp = resolve1(document.catalog["Metadata"]).get_data()[:1_000_000].decode("utf-8", "replace")
        for name, tag in (("title", "title"), ("author", "creator")):
            if told := re.search(rf"<dc:{tag}\b[^>]*>(?:\s*<rdf:[^>]*>)*([^<]{{1,500}})<", xmp):
                found[name] = unescape(told[1])
    for table in reversed(document.info):
        for name, key in (("title", "Title"), ("author", "Author")):
            with suppress(Exception):
                found[name] = decode_text(resolve1(table[key])).replace("\0", "")[:500] or found[name]
    return found


def _read(pages: list[Any]) -> Iterator[dict[str, Any]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    class Device(PDFPageAggregator):
        """Counts what is drawn while it is drawn."""

        drawn = figures = 0

        def begin_figure(self, *given: Any, **more: Any) -> None:
            self.figures += 1
            if self.figures > _MOST_FIGURES:
                raise Refused(f"draws more than {_MOST_FIGURES:,} figures on a page")
            super().begin_figure(*given, **more)

        def render_char(self, *given: Any, **more: Any) -> float:
            self.drawn += 1
            if self.drawn > _MOST_OF_A_PAGE:
                raise Refused(f"has more than {_MOST_OF_A_PAGE:,} characters on a page")
            return float(super().render_char(*given, **more))

        def paint_path(self, *given: Any, **more: Any) -> None:
            """Lines and areas are no text."""

    resources = PDFResourceManager()
    device = Device(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    left = MOST_CHARACTERS
    for page in pages:
        device.drawn = device.figures = 0
        try:
            interpreter.process_page(page)
            made = _page(device.get_result(), page)
        except (RecursionError, MemoryError):
            raise
        except Exception as error:  # one odd page does not cost the others
            made = {"broken": type(error).__name__, "width": 0, "height": 0, "picture": False, "pieces": []}
            interpreter = PDFPageInterpreter(resources, device)
        left -= sum(len(piece[-1]) for piece in made["pieces"])
        if left < 0:
            raise Refused(f"has more than {MOST_CHARACTERS:,} characters")
        yield made


def _page(drawn: Any, page: Any) -> dict[str, Any]:
    from pdfminer.layout import LAParams, LTChar, LTImage, LTLayoutContainer

    letters, pictures = [], 0.0
    seen: dict[tuple[str, int, int], Any] = {}
    for thing in _all(drawn):
        if isinstance(thing, LTImage):
            pictures += abs(thing.width * thing.height)
        elif isinstance(thing, LTChar) and _is_seen(thing, drawn, page) and not _is_again(thing, seen):
            letters.append(thing)
    area = abs(drawn.width * drawn.height) or 1.0
    pieces = []
    within = LTLayoutContainer(drawn.bbox)
    near = LAParams(char_margin=1.0, word_margin=0.1, detect_vertical=False)
    for run in _of_one_size(letters):
        pieces += [made for line in within.group_objects(near, run) if (made := _piece(line))]
    return {
        "width": drawn.width, "height": drawn.height,
        "picture": pictures / area >= _PICTURE, "pieces": pieces,
    }  # fmt: skip


def _all(drawn: Any) -> Iterator[Any]:
    """Everything on the page, also inside of figures, in the order in which it was drawn."""
    from pdfminer.layout import LTFigure

    todo = [iter(drawn)]
    while todo:
        for thing in todo[-1]:
            if isinstance(thing, LTFigure):
                todo.append(iter(thing))
                break
            yield thing
        else:
            todo.pop()


def _of_one_size(letters: list[Any]) -> Iterator[list[Any]]:
    """Letters parted where a large one stands beside small ones: an initial, or a heading."""
    run: list[Any] = []
    for letter in letters:
        if run and max(letter.size, run[-1].size) > _UNLIKE * min(letter.size, run[-1].size):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _is_seen(letter: Any, drawn: Any, page: Any) -> bool:
    """Whether somebody can read it: on the page, upright, and not tiny."""
    inside = letter.x1 > 0 and letter.y1 > 0 and letter.x0 < drawn.width and letter.y0 < drawn.height
    if page.rotate == 0 and page.cropbox != page.mediabox:
        (a, b, c, d), (x, y, _, _) = page.cropbox, page.mediabox
        inside = (
            inside and a - x <= letter.x1 and letter.x0 <= c - x and b - y <= letter.y1 and letter.y0 <= d - y
        )
    drawn_soft = letter.get_text() != "\u00ad" or letter.width > 0.1 * letter.size
    return bool(inside and drawn_soft and letter.upright and letter.size >= _SMALLEST)


def _is_again(letter: Any, seen: dict[tuple[str, int, int], Any]) -> bool:
    """Whether the same letter was drawn here already: so some programs make type bold."""
    text, x, y = letter.get_text(), round(letter.x0), round(letter.y0)
    near = 0.08 * letter.size
    for place in ((text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
        other = seen.get(place)
        if other and abs(other.x0 - letter.x0) < near and abs(other.y0 - letter.y0) < near:
            return True
    seen[text, x, y] = letter
    return False


def _piece(line: Any) -> list[Any] | None:
    """Place, size, whether it is bold, and the words of letters that stand together."""
    from pdfminer.layout import LTChar

    own = [thing for thing in line if isinstance(thing, LTChar) and not thing.get_text().isspace()]
    if not own:
        return None
    sizes = Counter(round(letter.size, 1) for letter in own)
    size = max(sizes, key=lambda s: (sizes[s], s))
    low = min(letter.y0 for letter in own if abs(letter.size - size) < 0.1)
    high = max(letter.y1 for letter in own if abs(letter.size - size) < 0.1)
    bold = sum(1 for letter in own if _BOLD.search(letter.fontname)) * 2 > len(own)
    words = []
    for thing in line:
        text = re.sub(r"[\ue000\ue001]", "", thing.get_text())
        raised = isinstance(thing, LTChar) and thing.size < 0.8 * size and thing.y0 > low + 0.1 * size
        words.append(_RAISED[0] + text + _RAISED[1] if raised and text.isdigit() else text)
    place = [min(c.x0 for c in own), low, max(c.x1 for c in own), high]
    text = "".join(words).replace(_RAISED[1] + _RAISED[0], "")
    return [*(round(x, 2) for x in place), size, bold, text]
