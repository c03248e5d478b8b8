"""Each briefing made by the functions that make one alone; then, with all of them at hand, what stands above.

Of a briefing only its finished files and a card stay in memory, never its articles. One that can't be made
is reported, its pages stay as they are, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.build import Report, brief, keep_apart, kept_by_hand, leaving, make, with_news
from briefgen.changes.telling import summary
from briefgen.check import Verdict, compare, examine
from briefgen.errors import DocsError, UserError
from briefgen.handwritten import problems_in
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Briefing, Page, Problem
from briefgen.pages.book import Book
from briefgen.portfolio.cards import Card, card
from briefgen.portfolio.folders import parts_of
from briefgen.portfolio.links import KEPT, kept_links, linked
from briefgen.portfolio.packed import Packed
from briefgen.portfolio.pages import Told, above
from briefgen.portfolio.parts import Part
from briefgen.portfolio.people import Person, shared
from briefgen.portfolio.removal import KEPT as FOLDERS
from briefgen.portfolio.removal import left_over, retire
from briefgen.staging import settle
from briefgen.write import NOTHING, Manifest, read_manifest, write

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
        return _with_links(self.made[number].now, self.links[number])

    @property
    def slugs(self) -> frozenset[str]:
        """The folders of its briefings."""
        return frozenset(m.part.slug for m in self.made)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a build of a portfolio did."""

    lines: tuple[str, ...]
    """One for each file that changed."""
    news: tuple[str, ...]
    """One for each briefing whose sources brought something new."""
    problems: tuple[Problem, ...]
    fault: Exception | None
    """What broke one of the briefings, where it is a fault of ours."""


def build(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True,
    titles: Mapping[str, str] | None = None, **words: Any,
) -> Done:  # fmt: skip
    """Bring the pages of every briefing of a portfolio up to date, and those above them.

    `titles`: folder → what the briefing is called; `words`: those of `briefgen.build.brief`. Raises UserError
    where nothing can be made.
    """
    found = whole(seeds, docs, model, news=news, titles=titles or {}, writes=True, words=words)
    last = read_manifest(docs)
    lines, problems, left = retire(docs, last, found.slugs)
    done = write(docs, found.pages, _list([*sorted(found.slugs), *left]))
    lines += done.lines
    told = (*found.problems, *problems, *kept_by_hand(done, docs))
    for number, m in enumerate(found.made):
        if m.card is None:
            continue
        try:
            written = write(m.part.docs, found.files(number), found.kept(number))
        except DocsError as error:
            told += (_unmade(m.part, error),)
            continue
        lines += tuple(_below(m.part.slug, line) for line in written.lines)
        told += problems_of(m.part, kept_by_hand(written, m.part.docs))
    return Done(
        lines=tuple(sorted(lines, key=lambda line: line.split(None, 1)[1])),
        news=tuple(f"{m.part.label}: {m.news}" for m in found.made if m.news),
        problems=_worst_last(told),
        fault=_fault(found.made),
    )


def check(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True,
    titles: Mapping[str, str] | None = None, **words: Any,
) -> Verdict:  # fmt: skip
    """Compare the docs folder with the seeds. Writes nothing; raises what `build` does."""
    found = whole(seeds, docs, model, news=news, titles=titles or {}, look=True, words=words)
    wrong: list[str] = []
    last = read_manifest(docs)
    removed, left = left_over(docs, last, found.slugs)
    wrong += compare(docs, found.pages, last, _list([*sorted(found.slugs), *left]))
    wrong += [f"{docs.name}/{path} would be removed" for path in removed]
    for number, m in enumerate(found.made):
        if m.card is None:
            wrong.append(f"{m.part.name}: {m.error}")
            continue
        lines = list(m.wrong)
        lines += compare(m.part.docs, found.files(number), m.last, found.kept(number), found=bool(lines))
        wrong += [f"{m.part.name}: {line}" for line in lines]
    if fault := _fault(found.made):
        raise fault
    return Verdict(wrong=tuple(wrong), problems=found.problems)


def build_one(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True, **words: Any
) -> Report:  # fmt: skip
    """The same as `briefgen.build.build`, of one briefing of a portfolio: it keeps the links that the last
    build of the whole gave it.
    """
    keep_apart(seeds, docs)
    last = read_manifest(docs)
    settle(seeds)
    briefing, pages, now = _prepared(seeds, model, news, last, words)
    links = kept_links(last)
    done = write(docs, tuple(linked(pages, links)), _with_links(now, links))
    by_hand = problems_in(docs, read_manifest(docs).files, briefing.articles)
    problems = _worst_last((*briefing.problems, *by_hand, *kept_by_hand(done, docs)))
    return Report(done=done, problems=problems, briefing=briefing)


def check_one(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True, **words: Any
) -> Verdict:
    """The same as `briefgen.check.check`, of one briefing of a portfolio."""
    keep_apart(seeds, docs)
    last = read_manifest(docs)
    briefing, pages, now = _prepared(seeds, model, news, last, words)
    links = kept_links(last)
    wrong, problems = examine(docs, briefing, last, pages, now)
    wrong += compare(docs, tuple(linked(pages, links)), last, _with_links(now, links), found=bool(wrong))
    return Verdict(wrong=tuple(wrong), problems=problems)


def whole(
    seeds: Path, docs: Path, model: str, *, news: bool, titles: Mapping[str, str], words: Mapping[str, Any],
    writes: bool = False, look: bool = False, books: bool = False,
) -> Whole:  # fmt: skip
    """The portfolio, nothing of it written. `writes`: it is about to be; `look`: `check` wants to know what is
    wrong; `books`: briefings in whose folders somebody writes pages of his own stay at hand.

    Raises UserError where nothing can be made.
    """
    keep_apart(seeds, docs)
    parts, problems = parts_of(seeds, docs, titles, bool(words.get("follow_links")))
    made = tuple(_made(p, model, news, words, writes=writes, look=look, books=books) for p in parts)
    errors = [m.error for m in made if m.error]
    if len(errors) == len(made):
        raise errors[0]
    people = shared([[f.known for f in m.card.figures] if m.card else [] for m in made])
    told = [
        Told(part=m.part, card=m.card, why=_why(m), stands=m.card is not None or _stands(m.part))
        for m in made
    ]
    pages = above(told, people, words.get("title"), words.get("event"), words.get("issues"))
    own = frozenset(p.path for p in pages) | frozenset(read_manifest(docs).files)
    outside = problems_in(docs, _Others(own, [p.slug for p in parts]), ())
    said = (*problems, *outside, *(p for m in made for p in m.problems))
    return Whole(made=made, links=_links(made, people), pages=pages, problems=_worst_last(said))


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
        briefing, pages, now = _prepared(part.seeds, model, news, last, part.words(words))
        known = frozenset(last.files) | {p.path for p in pages}
        by_hand = problems_in(part.docs, known, briefing.articles)
        wrong, problems = examine(part.docs, briefing, last, pages, now) if look else ([], briefing.problems)
        book = Book(briefing=briefing)
        return Made(
            part=part, card=card(book), pages=Packed(pages), last=last, now=now, wrong=tuple(wrong),
            news=summary(briefing.news) if briefing.news and briefing.news.changes else "",
            problems=problems_of(part, problems if look else (*problems, *by_hand)),
            book=book if books and _writes_own(part, known) else None,
        )  # fmt: skip
    except UserError as error:
        return Made(part=part, error=error, problems=(_unmade(part, error),))
    except (
        Exception
    ) as error:  # one odd folder never stops the others; the fault is raised when they are done
        return Made(part=part, error=error, problems=(_unmade(part, error),))


def _prepared(
    seeds: Path, model: str, news: bool, last: Manifest, words: Mapping[str, Any]
) -> tuple[Briefing, tuple[Page, ...], Manifest]:
    """A briefing with its files and the list to leave beside them."""
    briefing, memory = with_news(brief(seeds, model, last=last, **words), last, news)
    proof = make(briefing)
    return proof.briefing, proof.pages, leaving(proof.briefing, memory, model)


def _free(part: Part) -> None:
    """Raise DocsError where its pages would go through a link, or there is a file in their folder's place."""
    if part.docs.is_symlink() or (part.docs.exists() and not part.docs.is_dir()):
        what = "a link" if part.docs.is_symlink() else "a file"
        raise DocsError(f"{part.docs.parent.name}/{part.slug} is {what}, and is to be a folder: move it away")


def _stands(part: Part) -> bool:
    return (part.docs / "index.md").is_file()


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


def _with_links(now: Manifest, links: Mapping[str, str]) -> Manifest:
    return replace(now, memory={**now.memory, **({KEPT: dict(links)} if links else {})})


def _list(folders: Sequence[str]) -> Manifest:
    """The list beside the front page."""
    return Manifest(made_with={"briefgen": __version__}, memory={FOLDERS: list(folders)})


def problems_of(part: Part, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems of a briefing as those of the site are told."""
    return tuple(
        replace(p, source=f"{part.name}/{p.source}")
        if p.source
        else replace(p, what=f"{part.name}: {p.what}")
        for p in problems
    )


def _unmade(part: Part, error: Exception) -> Problem:
    return Problem(source=None, what=f"{part.name}: {_UNMADE}: {_said(error)}", severity=2)


def _why(made: Made) -> str:
    return _said(made.error) if made.error else ""


def _said(error: Exception) -> str:
    return (
        str(error) if isinstance(error, UserError) else f"a fault of briefgen's own ({type(error).__name__})"
    )


def _fault(made: Sequence[Made]) -> Exception | None:
    return next((m.error for m in made if m.error and not isinstance(m.error, UserError)), None)


def _below(folder: str, line: str) -> str:
    what, path = line.split(None, 1)
    return f"{what:8} {folder}/{path}"


def _worst_last(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: p.severity))
