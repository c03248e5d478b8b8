"""A portfolio made and not yet written: each briefing by the functions that make one alone, then what stands
above them.

Of a briefing only its finished files and a card stay in memory, never its articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefgen.build import brief, keep_apart, leaving, make, with_news
from briefgen.changes.telling import summary
from briefgen.check import examine
from briefgen.errors import DocsError, UserError
from briefgen.handwritten import problems_in
from briefgen.model import Briefing, Page, Problem
from briefgen.pages.book import Book, book_of
from briefgen.portfolio.cards import Card, card
from briefgen.portfolio.folders import parts_of
from briefgen.portfolio.kept import Kept, recalled, state
from briefgen.portfolio.links import KEPT, linked
from briefgen.portfolio.packed import Packed
from briefgen.portfolio.pages import Told, above
from briefgen.portfolio.parts import Part
from briefgen.portfolio.people import Person, shared
from briefgen.staging import settle
from briefgen.unchanged import State
from briefgen.work import PLAIN
from briefgen.write import NOTHING, Manifest, read_manifest

_UNMADE = "not made, its pages stay as they are"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A briefing that was made, and not yet written."""

    part: Part
    card: Card | None = None
    """None where it could not be made."""
    pages: Packed = field(default_factory=lambda: Packed(()))
    last: Manifest = NOTHING
    now: Manifest = NOTHING
    """The list to leave beside its pages."""
    news: str = ""
    """What its last sources brought, in a line; empty where they brought nothing."""
    problems: tuple[Problem, ...] = ()
    wrong: tuple[str, ...] = ()
    """What `check` finds in its folder, before it looks at the pages."""
    error: Exception | None = None
    book: Book | None = None
    """Only where somebody needs it."""
    before: State | None = None
    """What its folders were before; None where that is not known."""

    recalled: bool = False
    """Whether it is what the last build made."""

    @property
    def kept(self) -> Kept | None:
        """What a later build may need of it; None where it could not be made."""
        if self.card is None:
            return None
        pages = [(p.path, p.text) for p in self.pages]
        return Kept(card=self.card, pages=pages, now=self.now, news=self.news, problems=list(self.problems))


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The portfolio: its briefings, and what stands above them."""

    made: tuple[Made, ...]
    links: tuple[Mapping[str, str], ...]
    """Of each briefing: id of a leader → the page above where he stands."""
    pages: tuple[Page, ...]
    """Of no briefing."""
    problems: tuple[Problem, ...]

    def files(self, number: int) -> tuple[Page, ...]:
        """The files of a briefing."""
        return tuple(linked(self.made[number].pages, self.links[number]))

    def kept(self, number: int) -> Manifest:
        """The list to leave beside them."""
        return with_links(self.made[number].now, self.links[number])

    @property
    def slugs(self) -> frozenset[str]:
        """The folders of its briefings."""
        return frozenset(m.part.slug for m in self.made)


def whole(
    seeds: Path, docs: Path, model: str, *, news: bool, titles: Mapping[str, str], words: Mapping[str, Any],
    writes: bool = False, look: bool = False, books: bool = False,
) -> Whole:  # fmt: skip
    """The portfolio, nothing of it written. `writes`: it is about to be; `look`: `check` wants to know what
    is wrong; `books`: briefings in whose folders somebody writes pages of his own stay at hand.

    Raises UserError where nothing can be made.
    """
    keep_apart(seeds, docs)
    parts, problems = parts_of(seeds, docs, titles, bool(words.get("follow_links")))
    made = tuple(_made(p, model, news, words, writes=writes, look=look, books=books) for p in parts)
    errors = [m.error for m in made if m.error]
    if len(errors) == len(made):
        raise errors[0]
    people = shared([[f.known for f in m.card.figures] if m.card else [] for m in made])
    said_of = [_told(m) for m in made]
    pages = above(said_of, people, words.get("title"), words.get("event"), words.get("issues"))
    own = frozenset(p.path for p in pages) | frozenset(read_manifest(docs).files)
    outside = problems_in(docs, _Others(own, [p.slug for p in parts]), ())
    said = (*problems, *outside, *(p for m in made for p in m.problems))
    return Whole(made=made, links=_links(made, people), pages=pages, problems=worst_last(said))


class _Others:
    """The pages of which hand-written ones above the briefings are none."""

    def __init__(self, own: frozenset[str], folders: Sequence[str]) -> None:
        self._own, self._folders = own, tuple(f"{folder}/" for folder in folders)

    def __contains__(self, path: object) -> bool:
        return path in self._own or str(path).startswith(self._folders)


def _made(
    part: Part, model: str, news: bool, words: Mapping[str, Any], *, writes: bool, look: bool, books: bool
) -> Made:
    try:
        _free(part)
        last = read_manifest(part.docs)
        if writes:
            settle(part.seeds)
        before = None if look else state(part, model, news, words)
        if (kept := recalled(before, words)) and not (books and _writes_own(part, _known(last, kept.pages))):
            return Made(
                part=part, card=kept.card, pages=Packed(Page(path=p, text=t) for p, t in kept.pages),
                last=last, now=kept.now, news=kept.news, problems=tuple(kept.problems), before=before,
                recalled=True,
            )  # fmt: skip
        briefing, pages, now = prepared(part.seeds, model, news, last, part.words(words))
        known = _known(last, ((p.path, p.text) for p in pages))
        by_hand = problems_in(part.docs, known, briefing.articles)
        wrong, problems = examine(part.docs, briefing, last, pages, now) if look else ([], briefing.problems)
        book = book_of(briefing)
        return Made(
            part=part, card=card(book), pages=Packed(pages), last=last, now=now, wrong=tuple(wrong),
            news=summary(briefing.news) if briefing.news and briefing.news.changes else "",
            problems=problems_of(part, problems if look else (*problems, *by_hand)),
            book=book if books and _writes_own(part, known) else None, before=before,
        )  # fmt: skip
    except Exception as error:  # one odd folder never stops the others; a fault is raised when they are done
        return Made(part=part, error=error, problems=(unmade(part, error),))


def prepared(
    seeds: Path, model: str, news: bool, last: Manifest, words: Mapping[str, Any]
) -> tuple[Briefing, tuple[Page, ...], Manifest]:
    """A briefing with its files and the list to leave beside them."""
    briefing, memory = with_news(brief(seeds, model, last=last, **words), last, news)
    proof = make(briefing, words.get("work", PLAIN))
    return proof.briefing, proof.pages, leaving(proof.briefing, memory, model)


def _known(last: Manifest, pages: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The files that are briefgen's."""
    return frozenset(last.files) | {path for path, _ in pages}


def _free(part: Part) -> None:
    """Raise DocsError where its pages would go through a link, or there is a file in their folder's place."""
    if part.docs.is_symlink() or (part.docs.exists() and not part.docs.is_dir()):
        what = "a link" if part.docs.is_symlink() else "a file"
        raise DocsError(f"{part.docs.parent.name}/{part.slug} is {what}, and is to be a folder: move it away")


def _writes_own(part: Part, known: frozenset[str]) -> bool:
    """Whether its folder has pages that briefgen did not make."""
    pages = (p.relative_to(part.docs).as_posix() for p in part.docs.rglob("*.md"))
    return any(path not in known for path in pages)


def _links(made: Sequence[Made], people: Sequence[Person]) -> tuple[Mapping[str, str], ...]:
    found: list[dict[str, str]] = [{} for _ in made]
    for person in people:
        for number, at in person.places:
            one = made[number].card
            if one:
                found[number][one.figures[at].id] = person.slug
    return tuple(dict(sorted(links.items())) for links in found)


def with_links(now: Manifest, links: Mapping[str, str]) -> Manifest:
    """The list to leave beside the pages, with their links to the pages above."""
    return replace(now, memory={**now.memory, **({KEPT: dict(links)} if links else {})})


def problems_of(part: Part, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems of a briefing as those of the site are told."""
    return tuple(
        replace(p, source=f"{part.name}/{p.source}")
        if p.source
        else replace(p, what=f"{part.name}: {p.what}")
        for p in problems
    )


def unmade(part: Part, error: Exception) -> Problem:
    """That a briefing could not be made, and why."""
    return Problem(source=None, what=f"{part.name}: {_UNMADE}: {_said(error)}", severity=2)


def _told(made: Made) -> Told:
    stands = made.card is not None or (made.part.docs / "index.md").is_file()
    return Told(part=made.part, card=made.card, why=_said(made.error) if made.error else "", stands=stands)


def _said(error: Exception) -> str:
    own = f"a fault of briefgen's own ({type(error).__name__})"
    return str(error) if isinstance(error, UserError) else own


def worst_last(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems in the order in which they are told."""
    return tuple(sorted(problems, key=lambda p: p.severity))
