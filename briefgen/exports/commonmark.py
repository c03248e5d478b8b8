"""markdown/: the briefing in plain CommonMark, for other generators of sites: Zensical, Hugo, Eleventy.

A page for each kind and one for each source. No HTML, because some leave it out; no `index.md`, because Hugo
takes it for the owner of all files beside it: README.md opens the folder. A mark leads to a heading of the
source's page that is called like the mark, because headings of letters and digits get the same anchor
everywhere; where a generator gives them none, the link still leads to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.exports.markdown_lines import Dialect, page, parted, standing, title_of
from briefgen.model import Article, Briefing, Page
from briefgen.pages import escape, wording
from briefgen.pages.book import Book
from briefgen.pages.passages import paragraphs
from briefgen.paper import PARTS, document
from briefgen.paper.notes import url

NAME = "markdown"
ABOUT = "the briefing as plain CommonMark with front matter, for other site generators"
PATHS: tuple[str, ...] = ("markdown/",)
ON_SITE = False
NEEDS: str | None = None
_SOURCES = "source/"
"""Not as the list of sources is called, whose address would be that of this folder."""
_LEFT_OUT = "[…]"
_NONE = "None was found."


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The pages, in the order of their weights, and those of the sources."""
    bundle = _Bundle(briefing)
    return tuple(
        Page(path=f"{PATHS[0]}{path}", text=text) for path, text in (*bundle.pages(), *bundle.sources())
    )


class _Bundle:
    """Makes the files."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing, self.book = briefing, Book(briefing=briefing)
        self.data = document(briefing, tuple(PARTS))
        self.parts = self.data["parts"]
        self._by_key = {a.key: a for a in briefing.articles}
        self.here = self._dialect("")

    def _dialect(self, up: str) -> Dialect:
        """`up`: the way from the page's folder to the bundle's."""

        def mark(key: str) -> str:
            article = self._by_key[parted(key)[0]]
            return f"[{key}]({up}{_SOURCES}{article.id}.md#{key.lower()})"

        return Dialect(text=_text, mark=mark)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path and text of each page that is not a source's."""
        title, own = self.data["title"], list(self._listed())
        yield "README.md", self._page(title, 1, *self._opening(own))
        for weight, (path, name, blocks) in enumerate(own, start=2):
            yield path, self._page(name, weight, *(blocks or [_NONE]))

    def _page(self, title: str, weight: int, *blocks: str | Iterable[str]) -> str:
        front = {"title": title_of(title), "weight": weight}
        return page(front, f"# {_text(title, True)}", *blocks)

    def _listed(self) -> Iterator[tuple[str, str, list[str | list[str]]]]:
        yield "leaders.md", "Leaders", list(self._leaders())
        yield "open-issues.md", "Open issues", list(self._open())
        yield "disagreements.md", "Disagreements", list(self._disagreements())
        yield "established.md", "Established", list(self._established())
        yield "timeline.md", "Timeline", list(self._timeline())
        yield "sources.md", "Sources", list(self._sources())

    def _opening(self, pages: Iterable[tuple[str, str, Any]]) -> Iterator[str | list[str]]:
        summary, line = self.parts["summary"], self.here.line
        if self.data["event"]:
            yield line([self.data["event"]])
        yield line([" · ".join(fact for _, fact in self.data["facts"])])
        sections = {
            "happened": ("What happened", [line(x) for x in summary["lead"]]),
            "established": ("Established", [line(x) for x in summary["established"]]),
            "disputed": ("Disputed", [x for d in summary["disputed"] for x in self._sides(d)]),
            "open": ("Open", [line(x) for x in summary["open"]]),
            "who": ("Who holds what", [line(x) for x in summary["who"]]),
        }
        for name, listed in (sections[s] for s in self.data["order"] if s in sections):
            if listed:
                yield f"## {name}"
                yield [x if x.startswith("    ") else f"- {x}" for x in listed]
        yield "## Pages"
        yield [f"- [{name}]({path})" for path, name, _ in pages]
        yield "## How it was made"
        yield (
            "A mark such as A3 leads to the third sentence of source A. Words in quotation marks are the "
            "sources’ own; square brackets in them name whom a pronoun means. Nothing here says who is right."
        )
        yield line([self.data["made"]["with"]])
        yield [f"- {line([p])}" for p in self.data["made"]["problems"]]

    def _sides(self, dispute: Mapping[str, Any]) -> Iterator[str]:
        """A disagreement, and below it what each side says."""
        yield self.here.line([dispute["title"]])
        yield from (f"    - {self.here.line(side)}" for side in dispute["sides"])

    def _leaders(self) -> Iterator[str | list[str]]:
        d = self.here
        for leader in self.parts["leaders"]:
            yield f"## {_text(leader['name'], True)}"
            called = [f"also called {', '.join(leader['aliases'])}"] if leader["aliases"] else []
            yield d.facts([leader["facts"], *called])
            yield [f"- {d.line(role)}" for role in leader["roles"]]
            yield from d.noted(leader["note"])
            if leader["held"]:
                yield "### Positions"
                yield [x for held in leader["held"] for x in d.position(held)]
            if leader["disputes"]:
                yield "### In dispute"
                yield [f"- {d.line([x])}" for x in leader["disputes"]]

    def _open(self) -> Iterator[str | list[str]]:
        d = self.here
        for issue in self.parts["open-issues"]:
            name, *marks = issue["title"]
            yield f"## {_text(name, True)}"
            yield d.line([" · ".join(issue["facts"]), *marks])
            yield [d.said(p) for p in issue["passages"]]
            yield from d.noted(issue["note"])

    def _disagreements(self) -> Iterator[str | list[str]]:
        d = self.here
        for finding, dispute in zip(self.book.disputes, self.parts["disagreements"], strict=True):
            yield f"## {_text(dispute['name'], True)}"
            yield d.facts(dispute["facts"])
            for own, side in zip(getattr(finding, "sides", ()), dispute["sides"], strict=True):
                yield f"### {_text(own.label, True)}"
                yield [d.said(p) for p in side]
            yield from d.noted(dispute["note"])

    def _established(self) -> Iterator[str | list[str]]:
        d = self.here
        for fact in self.parts["established"]:
            yield f"## {_text(fact['name'], True)}"
            yield d.line([" · ".join(fact["facts"]), {"m": fact["marks"]}])
            yield [d.said(p) for p in fact["passages"]]
            yield from d.noted(fact["note"])

    def _timeline(self) -> Iterator[str | list[str]]:
        for part in self.parts["timeline"]["parts"]:
            if part["name"]:
                yield f"## {part['name']}"
            yield [f"- {self.here.line([{'b': r['when']}, ': ', *r['said']])}" for r in part["rows"]]

    def _sources(self) -> Iterator[str | list[str]]:
        yield [
            f"- **{a.key}** [{_text(a.title, True)}]({_SOURCES}{a.id}.md)"
            f" ({_text(f'{wording.outlet(a)}, {wording.day(a)}', True)})"
            f"{''.join(f'; {note}' for note in self._standing(a, _SOURCES))}"
            for a in self.briefing.articles
        ]

    def sources(self) -> Iterator[tuple[str, str]]:
        """Path and text of each source's page."""
        for weight, article in enumerate(self.briefing.articles, start=1):
            yield f"{_SOURCES}{article.id}.md", self._page(article.title, weight, *self._source(article))

    def _source(self, article: Article) -> Iterator[str | list[str]]:
        d = self._dialect("../")
        yield d.facts(
            [f"Source {article.key}", wording.outlet(article), wording.day(article), *article.authors]
        )
        if address := url(article):
            yield f"[{_text(address, True)}]({escape.address(address)})"
        yield from (f"{note[:1].upper()}{note[1:]}." for note in self._standing(article, ""))
        notes = [n for n in self.data["notes"] if parted(n["mark"])[0] == article.key]
        if notes:
            yield "## The cited sentences"
        for note in notes:
            yield f"### {note['mark']}"
            yield f"> {_text('“' + note['said'] + '”', True)}"
        if not self.briefing.excerpts:
            yield "## The text"
            yield from self._text(article)

    def _standing(self, article: Article, way: str) -> Iterator[str]:
        """What it is to other sources. `way`: to the folder of the sources' pages."""
        for what, other in standing(self.book, article).items():
            yield f"{what} {other.key} [{_text(other.title, True)}]({way}{other.id}.md)"

    def _text(self, article: Article) -> Iterator[str]:
        withheld = self.briefing.withheld
        for sentences in paragraphs(article):
            told = (s.text if (article.id, s.id) not in withheld else _LEFT_OUT for s in sentences)
            yield _text(" ".join(told), False)


def _text(words: str, inside: bool) -> str:
    """Words for any Markdown and for the templates through which some generators send it."""
    return str(escape.text(escape.turns_named(words), inside=inside))
