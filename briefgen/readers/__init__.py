"""From files to articles. `formats` has a module for each format; READERS maps a suffix to it.

Every file below the seeds folder with a suffix of READERS is a source, whatever its name: a README.md too, so
that nothing is left out unsaid. Only hidden files, the files of settings (`sources.yml`, `editorial.yml`,
`proposals.yml`), the folder in which `briefgen add` keeps what it was given (`originals/`) and the files that
belong to a saved web page (`NAME_files/` beside `NAME.html`) are passed over; a file in another format is
reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.errors import ConfigError, SeedsError
from briefgen.language.furniture import role
from briefgen.language.lookalikes import lookalikes, words_of
from briefgen.model import Article, Keyed, Problem
from briefgen.readers import metadata, names, originals
from briefgen.readers.datelines import own_day
from briefgen.readers.folder import File, take, walk
from briefgen.readers.formats import FORMATS, OPENERS, READERS, suffix_of
from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES, Extracted, Format, UnreadableError
from briefgen.readers.formats.unread import firsts, why_not
from briefgen.readers.keys import Keys, assign

SETTINGS = (metadata.FILE, "editorial.yml", "proposals.yml")
"""Files of the seeds folder that are not sources."""
ORIGINALS = originals.FOLDER
"""The folder, in the seeds folder, of the files that sources were made from."""
_MOST_LOOKALIKES = 5
"""So many are told of each source."""
_HEAD = 12
_NO_TITLE = frozenset({"notice", "stamp", "caption", "byline", "stage"})
_TITLE_WORDS = 8
_TITLE_CHARACTERS = 80


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a seeds folder holds."""

    articles: tuple[Article, ...]
    """In the order in which they came: those of earlier builds first, new ones by path."""
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> tuple[Article, ...]:
    """Every article below the folder, in order of path; for those who don't ask what was wrong."""
    return read_seeds(folder, folder.name).articles


def read_seeds(
    folder: Path,
    called: str,
    *,
    follow_links: bool = False,
    last: Mapping[str, Keyed] | None = None,
    datelines: str = "offer",
) -> Reading:
    """Every article below the folder, and what is wrong with any of them.

    `called` is the folder's name in the articles' paths; `follow_links` allows links out of it; `last`: the
    keys that were given by earlier builds; `datelines` says what becomes of the day that an article without
    another states: `offer`, `accept` or `ignore`.
    Raises SeedsError where there is no folder or no article in it, ConfigError where sources.yml can't be
    understood.
    """
    listed = [p for p in walk(folder, follow_links) if _may_be_source(p.relative_to(folder))]
    files = [take(folder, path, follow_links, _most_bytes(path)) for path in listed]
    problems = [p for f in files if (p := _left_out(f, called))]
    sources = [f for f in files if f.raw is not None and _format(f)]
    if not sources:
        reason = f" ({problems[0].source}: {problems[0].what})" if problems else ""
        raise SeedsError(f"no article in {folder}{reason}: put {', '.join(firsts(FORMATS))} files there")
    given = _metadata_file(folder, follow_links)
    read = [_extract(f) for f in sources]
    checked = [_check(x, f.path, given.pop(f.path, None)) for x, f in zip(read, sources, strict=True)]
    wanted = [meta.get("key") for meta, _ in checked]
    named = _named(sources, called, last or {})
    keyed = assign(named, wanted, last or {})
    articles = []
    for file, x, (meta, wrong), name, key in zip(sources, read, checked, named, keyed.given, strict=True):
        articles.append(_article(file, x, meta, name.id, key, called))
        twice = _doubled(meta.get("key"), keyed)
        problems += [Problem(source=name.id, what=what, severity=1) for what in (*x.problems, *wrong, *twice)]
    articles = [articles[n] for n in keyed.order]
    problems += [
        Problem(source=None, what=f"{metadata.FILE}: there is no source {_plain(name)!r}", severity=1)
        for name in given
    ]
    dated = [_by_dateline(a, datelines) for a in articles]
    kept = originals.look_through(folder, dated)
    told = (*problems, *_deceptive(articles), *_offered(dated), *_out_of_line(dated), *kept)
    return Reading(articles=tuple(dated), problems=told)


def read_one(file: File, called: str, id_: str) -> tuple[Article, tuple[str, ...]]:
    """One file as the article that `read_seeds` makes of it when it lies there, and what is wrong with it.
    It has no key yet.
    """
    found = _extract(file)
    meta, wrong = _check(found, file.path, None)
    return _article(file, found, meta, id_, "", called), (*found.problems, *wrong)


def _by_dateline(article: Article, datelines: str) -> Article:
    """The article with the day that it states, where no other is given and somebody wants to know."""
    if article.published is not None or datelines == "ignore":
        return article
    stated = own_day(article.text)
    return replace(article, stated=stated, published=stated if datelines == "accept" else None)


def _offered(articles: list[Article]) -> Iterator[Problem]:
    """A remark for each day that a source states of itself and nobody has accepted."""
    for a in articles:
        if a.stated is not None and a.published is None:
            what = (
                f"dated by its own dateline: {a.stated}; not used: give published: {a.stated}, or accept the "
                "days that sources state with datelines: accept in mkdocs.yml"
            )
            yield Problem(source=a.id, what=what)


_A_YEAR = timedelta(days=366)


def _out_of_line(articles: list[Article]) -> Iterator[Problem]:
    """A remark on the source that is dated more than a year after every other: a slip, more often than not.

    No clock is read, so what lies ahead of today is not known here.
    """
    days = sorted((a.published, a.id) for a in articles if a.published is not None)
    if len(days) > 2 and days[-1][0] - days[-2][0] > _A_YEAR:
        (last, source), before = days[-1], days[-2][0]
        what = f"published {last}, more than a year after every other source (the last of them {before})"
        yield Problem(source=source, what=f"{what}: is that right?")


def _deceptive(articles: list[Article]) -> Iterator[Problem]:
    """A problem for each name in a source, or name of a file, that only looks like another."""
    written = {a.id: tuple(map(words_of, (a.title, a.publisher or "", *a.authors, a.text))) for a in articles}
    files = {a.id: words_of(a.path) for a in articles}
    others = {w for texts in written.values() for words in texts for w in words if not w[0].islower()}
    stems = {w for words in files.values() for w in words}
    for article in articles:
        names = (x for words in written[article.id] for x in lookalikes(words, others))
        found = dict.fromkeys(lookalikes(files[article.id], stems))
        found |= dict.fromkeys(x for x in names if not x.word[0].islower())
        for one in list(found)[:_MOST_LOOKALIKES]:
            yield Problem(source=article.id, what=f"the name {one}", severity=1)
        if (more := len(found) - _MOST_LOOKALIKES) > 0:
            yield Problem(source=article.id, what=f"{more} more names only look like others", severity=1)


def _may_be_source(path: Path) -> bool:
    """Whether a file at this place of the seeds folder is no settings and no original."""
    return path.as_posix() not in SETTINGS and path.parts[0] != ORIGINALS


def _most_bytes(path: Path) -> int:
    reader = READERS.get(suffix_of(path.name))
    return reader.LIMIT if reader else MOST_BYTES


def _format(file: File) -> Format | None:
    return READERS.get(suffix_of(file.path))


def _left_out(file: File, called: str) -> Problem | None:
    what = file.problem
    if what is None and _format(file) is None:
        what = f"left out: {_not_read(file)}"
    return Problem(source=_plain(f"{called}/{file.path}"), what=what, severity=1) if what else None


def _not_read(file: File) -> str:
    suffix = suffix_of(file.path)
    if suffix in OPENERS:
        return f"holds articles, and is none: take them in with briefgen add {_plain(file.path)}"
    return why_not(_plain(suffix), FORMATS)


def _metadata_file(folder: Path, follow_links: bool) -> dict[str, dict[str, Any]]:
    if not (folder / metadata.FILE).exists():
        return {}
    file = take(folder, folder / metadata.FILE, follow_links)
    if file.raw is None:
        raise ConfigError(f"{metadata.FILE}: {file.problem}")
    try:
        return metadata.load_sources(decode(file.raw)[0])
    except UnreadableError as error:
        raise ConfigError(f"{metadata.FILE}: {error}") from None


def _extract(file: File) -> Extracted:
    """The file's text; an empty one, with the reason, where it has none that can be read."""
    reader = _format(file)
    assert reader is not None and file.raw is not None
    try:
        found = reader.read(file.raw)
    except UnreadableError as error:
        return Extracted(text="", problems=(str(error),))
    except Exception as error:  # an odd article never stops the build
        return Extracted(text="", problems=(f"can't be read as {suffix_of(file.path)}: {error!r}",))
    if not found.text.strip():
        return Extracted(text="", metadata=found.metadata, problems=(*found.problems, "is empty"))
    return found


def _check(
    extracted: Extracted, path: str, entry: dict[str, Any] | None
) -> tuple[metadata.Known, tuple[str, ...]]:
    own, wrong = metadata.check(extracted.metadata, "front matter", strangers=False)
    listed, also = metadata.check(entry or {}, metadata.FILE, strangers=True)
    if "published" in listed:
        own.pop("moment", None)
    return metadata.Known(**{**own, **listed}), wrong + also


def _named(sources: list[File], called: str, last: Mapping[str, Keyed]) -> list[Keyed]:
    """What each source is called, and by what it is known; an id that was given to a path stays."""
    paths = [_plain(f"{called}/{f.path}") for f in sources]
    had = {k.path: k.id for k in last.values() if k.path}
    ids = names.source_ids([f.path for f in sources], [had.get(path) for path in paths])
    return [Keyed(id=i, path=p, sha256=f.sha256) for i, p, f in zip(ids, paths, sources, strict=True)]


def _doubled(key: str | None, keyed: Keys) -> tuple[str, ...]:
    return (f"key {key} is given to several sources; not used",) if key in keyed.doubled else ()


def _article(file: File, found: Extracted, meta: metadata.Known, id_: str, key: str, called: str) -> Article:
    title = meta.get("title")
    return Article(
        id=id_,
        key=key,
        path=_plain(f"{called}/{file.path}"),
        sha256=file.sha256,
        text=found.text,
        extracted=found.differs,
        title=title or _first_words(found.text) or _plain(PurePosixPath(file.path).name),
        title_given=title is not None,
        publisher=meta.get("publisher"),
        authors=meta.get("authors", ()),
        published=meta.get("published"),
        moment=meta.get("moment"),
        url=meta.get("url"),
        language=meta.get("language"),
        retrieved=meta.get("retrieved"),
        original=meta.get("original"),
        blocks=found.blocks,
    )


def _first_words(text: str) -> str:
    """The text's first words, with an ellipsis where its first line goes on; notices are no title."""
    lines = [x for x in text.splitlines() if x.strip()]
    line = next((x for x in lines[:_HEAD] if role(x) not in _NO_TITLE), lines[0] if lines else "")
    words = line.split()
    short = " ".join(words[:_TITLE_WORDS])
    if len(short) > _TITLE_CHARACTERS:
        short = short[:_TITLE_CHARACTERS].rpartition(" ")[0] or short[:_TITLE_CHARACTERS]
    return short if short == " ".join(words) else short.rstrip(" ,;:–—-") + "…"


def _plain(name: str) -> str:
    """A file name as text that can be written as UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
