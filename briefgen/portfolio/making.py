"""The pages of a portfolio written, or compared with what a build would write.

A briefing that can't be made is reported, its pages stay as they are, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.build import Report, keep_apart, kept_by_hand
from briefgen.check import Verdict, compare, examine
from briefgen.errors import DocsError, UserError
from briefgen.handwritten import problems_in
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Problem
from briefgen.portfolio.kept import remember
from briefgen.portfolio.links import kept_links, linked
from briefgen.portfolio.removal import KEPT, below, left_over, retire
from briefgen.portfolio.whole import (
    Made,
    prepared,
    problems_of,
    unmade,
    whole,
    with_links,
    worst_last,
)  # fmt: skip
from briefgen.staging import settle
from briefgen.write import Manifest, read_manifest, write


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
    gone = retire(docs, last, found.slugs)
    done = write(docs, found.pages, _list([*sorted(found.slugs), *gone.left]))
    lines = gone.lines + done.lines
    told = (*found.problems, *gone.problems, *kept_by_hand(done, docs))
    for number, m in enumerate(found.made):
        if m.card is None:
            continue
        try:
            written = write(m.part.docs, found.files(number), found.kept(number))
        except DocsError as error:
            told += (unmade(m.part, error),)
            continue
        lines += tuple(below(m.part.slug, line) for line in written.lines)
        if (kept := m.kept) is not None and (written.lines or not m.recalled):
            remember(m.part, model, news, words, m.before, written, kept)
        told += problems_of(m.part, kept_by_hand(written, m.part.docs))
    return Done(
        lines=tuple(sorted(lines, key=lambda line: line.split(None, 1)[1])),
        news=tuple(f"{m.part.label}: {m.news}" for m in found.made if m.news),
        problems=worst_last(told),
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
    briefing, pages, now = prepared(seeds, model, news, last, words)
    links = kept_links(last)
    done = write(docs, tuple(linked(pages, links)), with_links(now, links))
    by_hand = problems_in(docs, read_manifest(docs).files, briefing.articles)
    problems = worst_last((*briefing.problems, *by_hand, *kept_by_hand(done, docs)))
    return Report(done=done, problems=problems, briefing=briefing)


def check_one(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True, **words: Any
) -> Verdict:
    """The same as `briefgen.check.check`, of one briefing of a portfolio."""
    keep_apart(seeds, docs)
    last = read_manifest(docs)
    briefing, pages, now = prepared(seeds, model, news, last, words)
    links = kept_links(last)
    wrong, problems = examine(docs, briefing, last, pages, now)
    wrong += compare(docs, tuple(linked(pages, links)), last, with_links(now, links), found=bool(wrong))
    return Verdict(wrong=tuple(wrong), problems=problems)


def _list(folders: Sequence[str]) -> Manifest:
    """The list beside the front page."""
    return Manifest(made_with={"briefgen": __version__}, memory={KEPT: list(folders)})


def _fault(made: Sequence[Made]) -> Exception | None:
    return next((m.error for m in made if m.error and not isinstance(m.error, UserError)), None)
