"""Records into Markdown. Templates loop over finished records; what they print is escaped unless it is ours.

The only importer of jinja2. A kind's template stands beside its module in `briefgen/findings` (or in its
package); the other pages' templates and the assets stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefgen.model import Article, Briefing, Citation, Page, Sentence
from briefgen.pages import places
from briefgen.pages.book import Book, cited, day, outlet
from briefgen.pages.escape import address, attribute, front_matter, text

_HERE = Path(__file__).parent
_KINDS = _HERE.parent / "findings"
_MADE = "<!-- Made by `briefgen build` from the seeds: edit those, or editorial.yml, not this file. -->"
_LEAST_BOLD = 2


def render(briefing: Briefing) -> tuple[Page, ...]:
    """Every page of the briefing, with the assets that they need."""
    book = Book(briefing=briefing)
    return tuple(_pages(book)) + tuple(_assets())


def _pages(book: Book) -> Iterator[Page]:
    yield _page(book, "index.md", "index.md.jinja", book.title, about=book.briefing.event)
    for kind in book.briefing.findings:
        template = f"{kind}.md.jinja"
        if _has(kind):
            yield _page(
                book, places.page_of(kind), template, TITLES.get(kind, kind.replace("_", " ").title())
            )
    for leader in book.found(places.LEADERS):
        yield _page(
            book, places.place_of(places.LEADERS, leader), "leader.md.jinja", leader.title, leader=leader
        )
    yield _page(book, places.SOURCES, "sources.md.jinja", "Sources")
    for article in book.briefing.articles:
        yield _page(book, places.source_page(article), "source.md.jinja", article.title, article=article)
    yield _page(book, "method.md", "method.md.jinja", "How this briefing was made")


TITLES = {
    "leaders": "Leaders", "positions": "Positions", "open_issues": "Open issues",
    "disagreements": "Disagreements",
    "agreements": "Established", "timeline": "Timeline",
}  # fmt: skip


def _has(kind: str) -> bool:
    return (_KINDS / f"{kind}.md.jinja").exists() or (_KINDS / kind / f"{kind}.md.jinja").exists()


def _page(book: Book, path: str, template: str, title: str, **given: object) -> Page:
    marks = _Marks(book, path)
    env = _environment(marks)
    body = env.get_template(template).render(book=book, title=title, **given)
    about = given.get("about") or (
        book.title if title != book.title else f"A briefing from {len(book.briefing.articles)} sources"
    )
    head = f"---\ntitle: {front_matter(title)}\ndescription: {front_matter(about)}\nhide: [navigation]\n---\n"
    return Page(path=path, text=f"{head}{_MADE}\n\n{_tidy(body)}" + marks.references())


class _Marks:
    """The citation marks of one page, and the list of references at its end."""

    def __init__(self, book: Book, path: str) -> None:
        self.book, self.path = book, path
        self._used: dict[tuple[int, int], Citation] = {}

    def cite(self, citations: Citation | Iterable[Citation]) -> Markup:
        """Marks that link to the sentences, one for each sentence."""
        given = [citations] if isinstance(citations, Citation) else list(citations)
        first = {(c.source, c.sentence): c for c in reversed(given)}
        return Markup(" ".join(self._mark(c) for c in given if first[c.source, c.sentence] is c))

    def _mark(self, c: Citation) -> str:
        number = int(c.sentence.removeprefix("s"))
        self._used[self.book.briefing.articles.index(self.book.article(c)), number] = c
        return f"[{text(self.book.key(c))}][]"

    def to(self, place: str) -> Markup:
        """A link's target."""
        return Markup(places.link(self.path, place))

    def references(self) -> str:
        """The list at the page's end: each sentence cited, with outlet and date, and where its mark leads."""
        if not self._used:
            return ""
        cited = [c for _, c in sorted(self._used.items())]
        listed = "".join(map(self._reference, cited)) + "\n" + "".join(map(self._target, cited))
        return '\n??? quote "The sentences cited here, in full"\n' + listed

    def _reference(self, c: Citation) -> str:
        article = self.book.article(c)
        target = address(article.url) if article.url else None
        original = f" · [original]({target})" if target else ""
        said = text(article.by_sentence[c.sentence].text)
        where = f"{text(outlet(article))}, {day(article)}{original}"
        return f"    - [{text(self.book.key(c))}][] “{said}” — {where}\n"

    def _target(self, c: Citation) -> str:
        article = self.book.article(c)
        said = attribute(f"“{article.by_sentence[c.sentence].text}” — {outlet(article)}")
        return f'[{text(self.book.key(c))}]: {self.to(places.sentence_place(c))} "{said}"\n'


def _environment(marks: _Marks) -> Environment:
    env = Environment(
        loader=FileSystemLoader(
            [_HERE / "templates", _KINDS, *sorted(p for p in _KINDS.iterdir() if p.is_dir())]
        ),
        autoescape=True,
        finalize=_printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(text=text, attribute=attribute, outlet=outlet, day=day, count=_count)
    functions: dict[str, Callable[..., object]] = {
        "cite": marks.cite, "to": marks.to, "place_of": places.place_of, "page_of": places.page_of,
        "source_page": places.source_page, "cited": cited, "in_bold": in_bold, "quoted": quoted,
        "paragraphs": paragraphs, "address": address,
    }  # fmt: skip
    env.globals.update(functions)
    return env


def _printed(value: object) -> object:
    """What a template prints: our own markup as it is, everything else as words of an article."""
    return value if isinstance(value, Markup) else text("" if value is None else value)


def quoted(citations: tuple[Citation, ...]) -> Markup:
    """The first citation's words in quotation marks."""
    return Markup(f"“{text(citations[0].quote)}”") if citations else Markup("")


def in_bold(book: Book, citation: Citation, value: str) -> Markup:
    """The cited sentence's passage in quotation marks, the value in bold where it stands inside it."""
    sentence = book.article(citation).by_sentence[citation.sentence].text
    passage = citation.quote if len(citation.quote) > len(value) + 12 else sentence
    at = passage.find(value)
    if at < 0 or len(value) < _LEAST_BOLD:
        return Markup(f"“{text(passage)}”")
    before, after = passage[:at], passage[at + len(value) :]
    return Markup(f"“{text(before)}**{text(value)}**{text(after)}”")


def paragraphs(article: Article) -> tuple[tuple[Sentence, ...], ...]:
    """An article's sentences, by paragraph; a heading stands by itself."""
    grouped = groupby(article.sentences, key=lambda s: (s.paragraph, s.id if s.heading else ""))
    return tuple(tuple(sentences) for _, sentences in grouped)


def _count(things: object, one: str, many: str | None = None) -> Markup:
    """A number with its noun."""
    number = things if isinstance(things, int) else len(things)  # type: ignore[arg-type]
    return Markup(f"{number} {one if number == 1 else many or one + 's'}")


def _tidy(body: str) -> str:
    """At most one empty line in a row, none at the end, no space at a line's end."""
    lines = [line.rstrip() for line in body.splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def _assets() -> Iterator[Page]:
    for path in sorted((_HERE / "assets").iterdir()):
        yield Page(path=f"assets/{path.name}", text=path.read_text(encoding="utf-8"))
