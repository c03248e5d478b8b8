"""The story, from top to bottom: read the seeds, find, edit, verify, render, proof-read, write changes.

Called as if it were a function, the module is `briefgen.build` of the Python API (`briefgen/__init__.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.analysis.copies import find_versions
from briefgen.analysis.oddities import find_oddities
from briefgen.by_language import Read, models_for, read_in
from briefgen.edited import edited
from briefgen.editorial import read_edits
from briefgen.editorial.opening import opening
from briefgen.editorial.refinding import refound
from briefgen.errors import DocsError
from briefgen.handwritten import problems_in
from briefgen.ids import remember as remember_ids
from briefgen.ids import settled
from briefgen.language.lexicon import digest as rules_digest
from briefgen.language.models import DEFAULT_MODEL, model_version, versions
from briefgen.matching.reader import Network, Reader, ReaderError, load
from briefgen.matching.remembered import Remembering
from briefgen.model import Article, Briefing, Problem
from briefgen.news import since
from briefgen.pages.keys import Kept
from briefgen.pages.on_disk import OnDisk
from briefgen.proof import Proof, proofread, verified
from briefgen.read_back import Seen
from briefgen.readers import read_seeds
from briefgen.readers.example import leftovers, own_words
from briefgen.readers.keys import remember
from briefgen.staging import settle, unfinished
from briefgen.work import PLAIN, Work
from briefgen.work.store import FORGETFUL
from briefgen.write import NOTHING, Manifest, Plan, read_manifest, write

DEFAULT_TITLE = "Briefing"
NO_READER = "off"
"""Stands for the reader's version where sentences were compared without it."""
_UNREAD = "the reader of sentences can't be used"
_MADE_ALL_THE_SAME = (
    "the briefing is made without it and finds less; reader: off in mkdocs.yml says that you want that"
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build did."""

    done: Plan
    problems: tuple[Problem, ...]
    """Worst last."""
    briefing: Briefing
    """As the pages show it."""


def brief(
    seeds: Path,
    model: str = DEFAULT_MODEL,
    *,
    title: str | None = None,
    event: str | None = None,
    sources: str = "full",
    follow_links: bool = False,
    datelines: str = "offer",
    reader: bool = True,
    pdf: str | None = None,
    issues: str | None = None,
    site: str | None = None,
    directory_urls: bool = True,
    languages: Mapping[str, str] | None = None,
    among: str | None = None,
    project: Path | None = None,
    last: Manifest = NOTHING,
    work: Work = PLAIN,
) -> Briefing:
    """The briefing that the seeds give: read, parsed, analysed, edited, each citation verified.

    What is not as it should be is left out and among its problems. `reader`: whether the small learned reader
    compares sentences; where it should and can't, the briefing is made without it. `languages`: code of each
    language besides English that can be read → its model. `site`: where its pages are published, with a slash
    at the end. `directory_urls`: whether each page there has a folder of its own. `among`: what the site
    calls it, where it is one of several there. `last`: the list that the last build left beside the pages:
    sources keep their keys, and findings their ids; without it, all are as in a first build. `work`: what is
    remembered, who helps and who is told; no word depends on it.

    Raises UserError where the user must act, Fault where briefgen itself is wrong.
    """
    with work.progress.stage("read the articles"):
        reading = read_seeds(
            seeds, called(seeds, project), follow_links=follow_links, last=last.keys, datelines=datelines
        )
    edits, wrong = read_edits(seeds, follow_links=follow_links)
    read, read_by = _read(reading.articles, models_for(model, languages or {}), reader, work)
    articles, origins = read.articles, read.origins
    found = refound(
        settled(read.findings, articles, last.memory), articles, edits.findings, last.memory,
        own=[x.id for x in edits.added if x.id],
    )  # fmt: skip
    held = replace(edits, findings=found.holding(edits.findings))
    made = edited(found.done.findings, held, articles, origins)
    lead, refused = opening(edits.lead, articles, edits.lead_lines)
    wrong += made.problems + found.problems + refused
    replaced, unordered = find_versions(articles, origins)
    odd = (*leftovers(articles), *find_oddities(articles, origins))
    briefing = Briefing(
        title=own_words(title, articles) or DEFAULT_TITLE,
        event=own_words(event, articles),
        articles=articles,
        origins=origins,
        replaced=replaced,
        findings=made.findings,
        unedited=found.done.findings,
        lost=found.lost,
        memory={**remember_ids(found.done, articles), **found.memory},
        opening=lead,
        problems=_worst_last(
            reading.problems + odd + read.problems + wrong + _versions(unordered) + _half(seeds)
        ),
        generator={
            "name": "briefgen",
            "version": __version__,
            "language_model": model_version(model),
            "reader": read_by,
        },
        pdf=pdf,
        issues=issues,
        site=site,
        directory_urls=directory_urls,
        among=among,
        excerpts=sources == "excerpts",
        keys=remember(articles, last.keys),
        sections=made.sections,
    )
    return verified(briefing)


def make(briefing: Briefing, work: Work = PLAIN, kept: Kept | None = None, seen: Seen | None = None) -> Proof:
    """Every file of the briefing, not yet written, and the briefing without what must not be printed. `kept`,
    `seen`: pages that need not be made, and not be read back, again; else those that `work` remembers.

    Raises Fault where a page, read back, shows as a source's words what the source does not say, and nothing
    that could be left out is the reason.
    """
    stored = OnDisk(work.store) if work.store is not FORGETFUL else None
    with work.progress.stage("make and proof-read the pages"):
        proof = proofread(briefing, kept or stored, seen or stored)
    if stored:
        stored.flush()
    made = proof.briefing
    return Proof(briefing=replace(made, problems=_worst_last(made.problems)), pages=proof.pages)


def with_news(briefing: Briefing, last: Manifest, wanted: bool = True) -> tuple[Briefing, Mapping[str, Any]]:
    """The briefing with what is new since the build that left this list, and what to keep for the next."""
    if not wanted:
        return briefing, {}
    news, memory = since(briefing, last.memory)
    return replace(briefing, news=news), memory


def build(
    seeds: Path,
    docs: Path,
    model: str = DEFAULT_MODEL,
    *,
    news: bool = True,
    work: Work = PLAIN,
    **words: Any,
) -> Report:
    """Bring the docs folder up to date with the seeds, and say what was done.

    `news`: whether the pages say what is new. `words` are those of `brief`. Raises what it raises, and
    DocsError.
    """
    keep_apart(seeds, docs)
    last = read_manifest(docs)
    settle(seeds)
    made = brief(seeds, model, last=last, work=work, **words)
    briefing, memory = with_news(made, last, news)
    proof = make(briefing, work)
    with work.progress.stage("write the pages", len(proof.pages)):
        done = write(docs, proof.pages, leaving(proof.briefing, memory, model))
    by_hand = problems_in(docs, read_manifest(docs).files, proof.briefing.articles)
    problems = _worst_last(proof.briefing.problems + by_hand + kept_by_hand(done, docs))
    return Report(done=done, problems=problems, briefing=proof.briefing)


def keep_apart(seeds: Path, docs: Path) -> None:
    """Raise DocsError where the pages would be read as sources by the next build."""
    if docs.resolve().is_relative_to(seeds.resolve()):
        raise DocsError(
            f"{docs} lies in the seeds folder {seeds}: name another with --docs, or docs_dir in mkdocs.yml"
        )


def hashes(briefing: Briefing) -> dict[str, str]:
    """Path of each source → hash of its bytes."""
    return {a.path: a.sha256 for a in briefing.articles}


def leaving(briefing: Briefing, memory: Mapping[str, Any], model: str) -> Manifest:
    """The list to leave beside the pages: of what and with what they were made; what the next build needs."""
    # Versions, and hashes of the language model, of the reader and of what the lexicons say.
    reader = {"reader": briefing.generator["reader"]}
    made_with = {"briefgen": __version__, **versions(model), **reader, "rules_sha256": rules_digest()}
    return Manifest(
        sources=hashes(briefing), made_with=made_with, keys=briefing.keys,
        memory={**memory, **briefing.memory},
    )  # fmt: skip


def kept_by_hand(done: Plan, docs: Path) -> tuple[Problem, ...]:
    """A problem for each file that briefgen would have written, had a person not been there first."""
    what = "kept as it is; put the edit into editorial.yml, or remove the file, then build again"
    return tuple(
        Problem(source=None, what=f"{docs.name}/{path} {why}: {what}", severity=2)
        for path, why in done.kept.items()
    )


def _read(
    articles: tuple[Article, ...], models: Mapping[str, str], wanted: bool, work: Work
) -> tuple[Read, str]:
    """What was found in the articles, and the version of the reader that compared their sentences."""
    if wanted:
        try:
            reader = load()
            return read_in(articles, models, _helped(reader, work), work), reader.version
        except ReaderError as error:
            read = read_in(articles, models, None, work)
            unread = Problem(source=None, what=f"{_UNREAD}: {error}; {_MADE_ALL_THE_SAME}", severity=2)
            return replace(read, problems=(*read.problems, unread)), NO_READER
    return read_in(articles, models, None, work), NO_READER


def _helped(reader: Network, work: Work) -> Reader:
    return reader if work is PLAIN else Remembering(reader, work)


def called(seeds: Path, project: Path | None) -> str:
    """The seeds folder's name in the sources' paths: relative to the project, never absolute."""
    if not seeds.is_absolute() and ".." not in seeds.parts and seeds.parts:
        return seeds.as_posix()
    real, root = seeds.resolve(), (project or Path()).resolve()
    return real.relative_to(root).as_posix() if real != root and real.is_relative_to(root) else real.name


def _versions(pairs: tuple[tuple[str, str], ...]) -> tuple[Problem, ...]:
    """A problem for each two versions of one article of which it is not known which is the later."""
    return tuple(
        Problem(
            source=a,
            what=f"is another version of {b}; which is the later is not known: give published with its hour",
        )
        for a, b in pairs
    )


def _half(seeds: Path) -> tuple[Problem, ...]:
    """A problem where an `add` was killed while its files came into the folder."""
    what = "briefgen add was interrupted while its files were put in place: run briefgen build, which ends it"
    return (Problem(source=None, what=what, severity=2),) if unfinished(seeds) else ()


def _worst_last(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: p.severity))
