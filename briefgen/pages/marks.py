"""Citation marks (A3: the third sentence of source A) and the list of the sentences that a page cites."""

from __future__ import annotations

from collections.abc import Container, Iterable

from markupsafe import Markup

from briefgen import places
from briefgen.model import Article, Citation, Sentence
from briefgen.pages.book import Book
from briefgen.pages.escape import attribute, outward, text
from briefgen.pages.passages import neighbours, nested, original
from briefgen.pages.wording import cut, day, outlet

_CONTEXT = 220
"""Characters of the sentence before and of the one after."""
_MANY = 200
"""A page that cites more sentences than this gives them without those around them."""


class Marks:
    """The citation marks of one page, and the list of references at its end."""

    def __init__(
        self,
        book: Book,
        path: str,
        told: Container[tuple[str, str]] | None = None,
        whole: Container[str] = (),
    ) -> None:
        """`told`: sentences that the page quotes whole, where its list is short: of the others each once,
        without those around it. `whole`: marks that are links with their target in them, because the page has
        a reference of its own that is called so.
        """
        self.book, self.path, self.told, self.whole = book, path, told, whole
        self._used: dict[tuple[int, int], Citation] = {}

    def cite(self, citations: Citation | Iterable[Citation], most: int = 100) -> Markup:
        """Marks that link to the sentences, one for each sentence; at most so many."""
        given = [citations] if isinstance(citations, Citation) else list(citations)
        first = {(c.source, c.sentence): c for c in reversed(given)}
        shown = [c for c in given if first[c.source, c.sentence] is c]
        return Markup(" ".join(self._mark(c) for c in shown[:most]))

    def _mark(self, c: Citation) -> str:
        self._used[self.book.order[c.source], int(c.sentence.removeprefix("s"))] = c
        return self._link(c)

    def _link(self, c: Citation) -> str:
        key = self.book.key(c)
        return f"[{text(key)}]({self._leads(c)})" if key in self.whole else f"[{text(key)}][]"

    def to(self, place: str) -> Markup:
        """A link's target."""
        return Markup(places.link(self.path, place))

    def references(self) -> str:
        """The list at the page's end: each sentence in its context, and where its mark leads."""
        if not self._used:
            return ""
        listed = [c for _, c in sorted(self._used.items())]
        targets = "".join(self._target(c) for c in listed if self.book.key(c) not in self.whole)
        body = "".join(self._reference(c) for c in listed if not self._is_told(c))
        if not body:
            return f"\n{targets}"
        return (
            f'\n<div class="references" data-search-exclude markdown>\n\n{_FOLDED}{body}\n</div>\n\n{targets}'
        )

    def _is_told(self, c: Citation) -> bool:
        return self.told is not None and (c.source, c.sentence) in self.told

    def _reference(self, c: Citation) -> str:
        article = self.book.article(c)
        sentence = article.by_sentence[c.sentence]
        before, after = self._context(c)
        where = "" if self.told is not None else self._where(article, sentence)
        said = f"{text(before)} **“{text(nested(sentence.text), inside=True)}”** {text(after, inside=True)}"
        return f"    - {self._link(c)} {' '.join(said.split())}{where}\n"

    def _where(self, article: Article, sentence: Sentence) -> str:
        """Who published it when, in small print."""
        # The page at the address of a replaced version has other words now.
        address = original(article, None if self.book.later(article.id) else sentence)
        link = f" · {outward('in the original', address)}" if address else ""
        return f" <small>{text(outlet(article), inside=True)} · {day(article)}{link}</small>"

    def _context(self, c: Citation) -> tuple[str, str]:
        article = self.book.article(c)
        if self.told is not None or self.book.briefing.excerpts or len(self._used) > _MANY:
            return "", ""
        before, after = neighbours(article, article.by_sentence[c.sentence])
        return cut(before, _CONTEXT), cut(after, _CONTEXT)

    def _target(self, c: Citation) -> str:
        return f"[{text(self.book.key(c))}]: {self._leads(c)}\n"

    def _leads(self, c: Citation) -> str:
        """Where a mark leads, and the title that shows its sentence."""
        article = self.book.article(c)
        said = attribute(f"“{nested(article.by_sentence[c.sentence].text)}” — {outlet(article)}")
        return f'{self.to(self._place(c))} "{said}"'

    def _place(self, c: Citation) -> str:
        """The sentence; its page where the sentence is not published there."""
        published = not self.book.briefing.excerpts or (c.source, c.sentence) in self.book.quoted
        return places.sentence_place(c) if published else places.source_page(self.book.article(c))


_FOLDED = '??? quote "The sentences cited here"\n'
