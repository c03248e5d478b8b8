"""Records into Markdown. Templates loop over finished records; what they print is escaped unless it is ours.

The only importer of jinja2. A kind's template stands beside its module in `briefgen/findings` (or in its
package); the other pages' templates and the assets stand here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from briefgen import places
from briefgen.headline import is_named
from briefgen.language.detect import called
from briefgen.model import Article, Briefing, Finding, Handle, Offer, Page, Problem
from briefgen.pages import statement, wording
from briefgen.pages.book import Book, book_of
from briefgen.pages.brief import Brief, cited_once, fitted, words_on
from briefgen.pages.drawing import drawings
from briefgen.pages.escape import attribute, front_matter, json_front_matter, outward, text
from briefgen.pages.front import flow, front, in_order
from briefgen.pages.keys import Kept, Keys
from briefgen.pages.life import life
from briefgen.pages.linked_data import linked_data
from briefgen.pages.marks import Marks
from briefgen.pages.menus import Menus, menu_script
from briefgen.pages.parts import MOST, Part
from briefgen.pages.passages import (
    differing,
    fact,
    fact_and_others,
    in_bold,
    is_quoted,
    nested,
    original,
    paragraphs,
    quoted,
    title_and_others,
)
from briefgen.pages.roles import roles
from briefgen.pages.scorecard import scorecard
from briefgen.pages.searching import Searched, searched
from briefgen.pages.spellings import spellings
from briefgen.pages.uses import by_what, cited
from briefgen.pages.versions import revision
from briefgen.pages.whats_new import kept_words, turned, whats_new
from briefgen.pages.written import BY, pieces
from briefgen.statements import given_up, review

_HERE = Path(__file__).parent
_KINDS = _HERE.parent / "findings"
_MADE = "<!-- Made by `briefgen build` from the seeds: edit those, or editorial.yml, not this file. -->"


def render(
    briefing: Briefing,
    offers: Sequence[Offer] = (),
    handles: Mapping[tuple[str, str], Handle] = MappingProxyType({}),
    kept: Kept | None = None,
) -> tuple[Page, ...]:
    """Every page of the briefing, with the assets that they need; those of several lie above all of them.

    `offers`: what there is to take away. `handles`: kind and id of each finding that can be corrected → by
    what. `kept`: pages that were made before, and need not be made again.
    """
    book = book_of(briefing)
    drawn = drawings(book)
    found = searched(book)
    keys = Keys(book, handles, found)
    press = _Press(
        book, drawn, offers, Menus(book, handles), found, None if kept is None else _Before(kept, keys)
    )
    return tuple(press.pages()) + drawn + (() if briefing.among else assets(briefing.issues))


class _Before:
    """The pages that were made before, and the hashes by which this briefing asks for them."""

    def __init__(self, kept: Kept, keys: Keys) -> None:
        self.kept, self.keys = kept, keys

    def page(self, path: str, key: str, make: Callable[[], Page]) -> Page:
        """The page that is kept, else a new one, which is kept from now on."""
        text = self.kept.get(key)
        if text is not None:
            return Page(path=path, text=text)
        made = make()
        self.kept.put(key, made.text)
        return made


class _Press:
    """Prints the pages of one briefing."""

    def __init__(
        self,
        book: Book,
        drawn: tuple[Page, ...],
        offers: Sequence[Offer],
        menus: Menus,
        found: Searched,
        kept: _Before | None,
    ) -> None:
        self.book, self.offers, self._searched, self._kept = book, offers, found, kept
        self._env = _environment(book)
        self._env.globals.update(
            menu=menus.of, own=menus.link, checked=wording.checked(review(book.briefing)),
            order=in_order(book.briefing.sections),
        )  # fmt: skip
        self._env.globals.update(of_leaders=_searched(found.of_leaders), of_texts=_searched(found.texts))
        self._env.globals["drawn"] = frozenset(d.path for d in drawn)

    def pages(self) -> Iterator[Page]:
        """The front page, one page a kind, a leader, a source, and the method."""
        book = self.book
        has_feed = any(_FEED in offer.paths for offer in self.offers)
        yield self._page(
            "index.md", "index.md.jinja", book.title, about=book.briefing.event, front=front(book),
            feed=has_feed,
        )  # fmt: skip
        yield self._brief(fitted(book, lambda brief: words_on(self._brief(brief).text)))
        for kind in book.briefing.findings:
            if _has(kind):
                title = TITLES.get(kind, kind.replace("_", " ").capitalize())
                for part in book.parts[kind]:
                    called = (
                        title if part.number == 1 else f"{title}: {part.label or _PAGE.format(part.number)}"
                    )
                    yield self._part(part, kind, called)
        for part in book.parts[places.WORDING] if book.has_wording else ():
            title = (
                "Names and wording" if part.number == 1 else f"Names and wording: {_PAGE.format(part.number)}"
            )
            yield self._page(part.path, "names_and_wording.md.jinja", title, kind=places.WORDING, part=part)
        for leader in book.found(places.LEADERS):
            yield from self._leader(leader)
        for shelf in book.shelves:
            called = "Sources" if shelf.number == 1 else f"Sources: {shelf.label}"
            yield self._page(shelf.path, "sources.md.jinja", called, shelf=shelf)
        for article in book.briefing.articles:
            yield self._source(article)
        if book.briefing.news is not None:
            yield self._page(
                places.WHATS_NEW,
                "whats_new.md.jinja",
                "What is new",
                told_new=whats_new(book, book.briefing.news),
            )
        yield self._page("method.md", "method.md.jinja", "How this briefing was made")
        yield self._page("downloads.md", "downloads.md.jinja", "Take it with you", offers=self.offers)

    def _part(self, part: Part, kind: str, called: str) -> Page:
        def make() -> Page:
            return self._page(part.path, f"{kind}.md.jinja", called, kind=kind, part=part)

        if self._kept is None or kind != "positions" or part.number == 1:
            return make()
        return self._kept.page(part.path, self._kept.keys.part(kind, part), make)

    def _leader(self, leader: Finding) -> Iterator[Page]:
        for part in self.book.pages_of(leader):
            title = leader.title if part.number == 1 else f"{leader.title}: {_PAGE.format(part.number)}"

            def make(part: Part = part, title: str = title) -> Page:
                return self._page(part.path, "leader.md.jinja", title, leader=leader, part=part)

            if self._kept is None:
                yield make()
            else:
                yield self._kept.page(part.path, self._kept.keys.leader(leader, part), make)

    def _source(self, article: Article) -> Page:
        path = places.source_page(article)

        def make() -> Page:
            return self._page(path, "source.md.jinja", article.title, article=article)

        kept = self._kept
        return make() if kept is None else kept.page(path, kept.keys.source(article), make)

    def _brief(self, brief: Brief) -> Page:
        return self._page(_WHOLE, "brief.md.jinja", self.book.title, told=brief.told(self.book), brief=brief)

    def _page(
        self,
        path: str,
        template: str,
        title: str,
        *,
        told: Container[tuple[str, str]] | None = None,
        **given: object,
    ) -> Page:
        marks = Marks(self.book, path, told)
        body = self._env.get_template(template).render(title=title, cite=marks.cite, to=marks.to, **given)
        among = self.book.briefing.among
        if among and among != title:
            body = _labelled(body, among)
        head = _head(self.book, path, title, given, self._searched)
        return Page(path=path, text=f"{head}{_MADE}\n\n{_tidy(body)}{marks.references()}")


TITLES = {
    "leaders": "Leaders", "topics": "Topics", "positions": "Positions", "open_issues": "Open issues",
    "disagreements": "Disagreements", "agreements": "Established", "timeline": "Timeline",
}  # fmt: skip


def _has(kind: str) -> bool:
    return (_KINDS / f"{kind}.md.jinja").exists() or (_KINDS / kind / f"{kind}.md.jinja").exists()


def _labelled(body: str, among: str) -> str:
    """The page with the briefing's name behind its title: pages of several look alike, in a search too."""
    title = _TITLE.search(body)
    if title is None:
        return body
    return f"{body[: title.end(1)]} <small>· {text(among, inside=True)}</small>{body[title.end(1) :]}"


def _head(book: Book, path: str, title: str, given: dict[str, object], found: Searched) -> str:
    """The front matter: what the page's head, the navigation and the search say of it."""
    count = len(book.briefing.articles)
    # A title that is made of the sources' words changes with them, and must not change every page.
    called = book.title if is_named(book.briefing) else _CITING
    about = given.get("about") or (
        f"A briefing from {_count(count, 'source')}" if path in _FIRST else f"{title}: {called}"
    )
    among = book.briefing.among
    named = f"{title} · {among}" if among and among != title else title
    lines = [f"title: {front_matter(named)}", f"description: {front_matter(about)}"]
    wide = path in _WIDE or _long(given) or count == 0
    if among:  # the tabs are those of the briefings: its own pages are in the menu beside it
        lines += ["hide: [toc]"] if wide else []
    else:
        lines.append("hide: [navigation, toc]" if wide else "hide: [navigation]")
    if "leader" in given:
        lines.append("search: {boost: 2}")
    elif path in _LISTS or given.get("kind") == "topics":
        lines.append("search: {boost: 0.5}")
    elif path in (_WHOLE, places.WHATS_NEW) or (given.get("kind") == "positions" and not found.positions):
        lines.append("search: {exclude: true}")
    if given.get("feed"):
        lines.append(f"feed: {_FEED}")
    if data := linked_data(book, path, title, given):
        lines.append(f"linked_data: {json_front_matter(data)}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _searched(found: bool) -> Markup:
    """In a heading's list of attributes: that the search leaves out what stands below it."""
    return Markup("" if found else " data-search-exclude")


def _worst(problems: Sequence[Problem]) -> list[Problem]:
    """Problems, the worst last: of too many, none of the mildest that stand on the page of their source."""
    less = max(0, len(problems) - MOST)
    left_out = set(islice((n for n, p in enumerate(problems) if p.source is not None), less))
    return [p for n, p in enumerate(problems) if n not in left_out]


def _long(given: dict[str, object]) -> bool:
    """Whether it is one of several pages, too long for a list of its headings beside it."""
    part = given.get("part")
    return isinstance(part, Part) and (part.number > 1 or len(part.findings) >= MOST // 2)


_TITLE = re.compile(r"^(# .*?)(?: \{ .*\})?$", re.MULTILINE)
"""A page's title, without the attributes behind it."""
_MENU = "menu.js"
_FEED = "data/feed.xml"
"""What the front page offers to feed readers, where there is one."""
_FIRST = ("index.md", "brief.md")
_CITING = "a briefing in which every statement cites its source"
_PAGE = "page {}"
_LISTS = frozenset({"index.md", "leaders/index.md", "sources/index.md", "topics.md"})
"""What they say stands on another page, where a search should lead."""
_WHOLE = "brief.md"
"""The brief on one page, for printing; its words stand elsewhere for the search, as those of what is new."""
_WIDE = frozenset({"index.md", _WHOLE, "leaders/index.md", "sources/index.md", "positions.md", "timeline.md"})


class _Compiled(BytecodeCache):
    """Templates that this process has compiled: a server and a test make many briefings."""

    _known: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template with this text."""
        if code := self._known.get(f"{bucket.key} {bucket.checksum}"):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._known[f"{bucket.key} {bucket.checksum}"] = bucket.bytecode_to_string()


def _environment(book: Book) -> Environment:
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
        bytecode_cache=_Compiled(),
    )
    env.filters.update(
        text=text, attribute=attribute, outlet=wording.outlet, day=wording.day, count=_count, cut=wording.cut,
        on=wording.on, because=wording.because, called=called,
        moment=wording.moment, dated=wording.dated,
        span=wording.span, begin=wording.begin, spellings=spellings, nested=nested,
    )  # fmt: skip
    functions: dict[str, Callable[..., object]] = {
        "place_of": book.place_of, "page_of": places.page_of,
        "source_page": places.source_page, "quoted": quoted, "paragraphs": paragraphs,
        "original": original, "outward": outward, "revision": lambda article: revision(book, article),
        "instant": wording.instant,
        "in_bold": lambda c, side, most=10_000: in_bold(book.article(c), c, differing(c, side), most),
        "quotation": statement.quotation, "heading": statement.heading, "is_whole": statement.is_whole,
        "by_dateline": wording.by_dateline, "part_of_time": wording.PARTS_OF_TIME.__getitem__,
        "colon": statement.colon, "given_up": given_up, "since": statement.since,
        "about": statement.about, "further": statement.further,
        "by_analyst": wording.by_analyst, "attributed": wording.attributed,
        "affiliation": wording.affiliation, "roles_of": roles,
        "verb": wording.verb, "colour": wording.colour, "kind_words": wording.kind_words, "by_what": by_what,
        "title_and_others": title_and_others, "reason": wording.reason, "is_quoted": is_quoted,
        "checked_by": wording.checked_by, "flow": flow,
        "cited_once": cited_once, "fact": fact, "fact_and_others": fact_and_others, "file": _file,
        "download": _download, "ours": Markup,
        "cited": lambda f: list(dict.fromkeys(cited(f))),
        "more": lambda kind, number: _count(number, f"more {wording.NEWS[kind][1]}"),
        "pieces": pieces,
        "news_word": lambda kind: wording.NEWS[kind][0],
        "life": lambda issue: life(book, issue), "turned": lambda: turned(book), "kept_words": kept_words,
        "worst": _worst,
        "first": lambda things, most: list(islice(things, most)),
    }  # fmt: skip
    env.globals.update(functions, most=MOST, book=book, scorecard=scorecard, written_by=BY)
    return env


def _printed(value: object) -> object:
    """What a template prints: our own markup as it is, everything else as words of an article."""
    return value if isinstance(value, Markup) else text("" if value is None else value)


def _count(things: object, one: str, many: str | None = None) -> Markup:
    """A number with its noun."""
    number = things if isinstance(things, int) else len(things)  # type: ignore[arg-type]
    return Markup(f"{number} {one if number == 1 else many or one + 's'}")


def _file(path: str, words: str) -> Markup:
    """A link to a file that is put into the site after the pages: raw, because MkDocs would look for it."""
    return Markup(f'<a href="{attribute(path)}" download>{words}</a>')


def _download(path: str) -> Markup:
    """A link to a file that stands beside the pages; a feed is for its address, and opens."""
    name = path.rpartition("/")[2]
    return Markup(f"[{name}]({path})" + ("" if path == _FEED else f'{{ download="{name}" }}'))


def _tidy(body: str) -> str:
    """At most one empty line in a row, none at the end, no space at a line's end."""
    lines = [line.rstrip() for line in body.splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def assets(issues: str | None) -> tuple[Page, ...]:
    """What the pages of a site need besides: the look, the scripts, the icon."""
    found = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((_HERE / "assets").iterdir())]
    return tuple(
        Page(path=f"assets/{name}", text=menu_script(held, issues) if name == _MENU else held)
        for name, held in found
    )
