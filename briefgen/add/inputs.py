"""What the user's words stand for: files, folders, addresses, what is pasted, and what lists hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from briefgen.add.fetching import Web, is_address
from briefgen.add.known import Shelf
from briefgen.add.record import Came, Document, Outcome
from briefgen.add.sniffing import sniff
from briefgen.errors import SeedsError
from briefgen.readers import ORIGINALS, SETTINGS
from briefgen.readers.folder import take, walk
from briefgen.readers.formats import CONTAINERS, FORMATS, OPENERS, READERS, suffix_of
from briefgen.readers.formats.extracted import MOST_PARTS, Part, UnreadableError
from briefgen.readers.formats.unread import why_not

PASTE = "-"
_OF_TEXTS = (".json", ".jsonl", ".ndjson")
"""Files that should have the texts of their articles."""
_TEXT, _LIST = ".txt", ".urls"
_NEVER = "so many are no articles of one event"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where things come from and go to."""

    seeds: Path
    web: Web
    shelf: Shelf
    stdin: BinaryIO | None = None


def read_inputs(words: tuple[str, ...], place: Place) -> Iterator[Came]:
    """Everything that the words stand for, in their order, each document as it came.

    What can't be had comes as an outcome that says why; the others go on.
    """
    number = 0
    for word in words:
        for came in _one(word, place):
            number += 1
            if number > MOST_PARTS:
                yield _failed(word, f"holds more than {MOST_PARTS:,} articles: {_NEVER}")
                return
            yield came


def _one(word: str, place: Place) -> Iterator[Came]:
    if word == PASTE:
        yield from _pasted(place)
    elif is_address(word):
        yield from _taken_apart(place.web.get(word, place.shelf.last(word)), place)
    elif Path(word).is_dir():
        yield from _folder(word, place)
    else:
        yield from _file(word, Path(word), place)


def _failed(called: str, why: str) -> Outcome:
    return Outcome(given=called, status="failed", why=why)


# -- what is pasted, files, folders ----------------------------------------------------


def most_bytes() -> int:
    """What the largest file of any format may have."""
    return max(*(f.LIMIT for f in READERS.values()), *(f.LIMIT for f in OPENERS.values()))


def _pasted(place: Place) -> Iterator[Came]:
    most = most_bytes()
    raw = place.stdin.read(most + 1) if place.stdin else b""
    if not raw.strip():
        yield _failed(PASTE, "nothing was pasted")
    elif len(raw) > most:
        yield _failed(PASTE, f"is larger than {most // 1_000_000} MB: not read")
    else:
        yield from _taken_apart(_document("what was pasted", "", raw), place)


def _file(word: str, path: Path, place: Place) -> Iterator[Came]:
    """A file that the user names; a link is followed, as they named it."""
    if not path.exists():
        why = "there is no such file"
        dotted = "." in word.partition("/")[0] and "/" in word
        yield _failed(word, f"{why}; an address begins with https://" if dotted else why)
        return
    file = take(path.parent, path, follow=True, most_bytes=most_bytes())
    if file.raw is None:
        yield _failed(word, file.problem or "can't be read")
        return
    came = _document(word, path.name, file.raw)
    there = _is_source(path, place.seeds)
    if there is not None and isinstance(came, Document) and came.suffix in READERS:
        yield Outcome(given=word, status="there", path=there, why="lies in the seeds folder")
        return
    yield from _taken_apart(came, place)


def _is_source(path: Path, seeds: Path) -> str | None:
    """Its place below the seeds folder, where it lies there."""
    real, folder = path.resolve(), seeds.resolve()
    inside = real.relative_to(folder) if real.is_relative_to(folder) else None
    return inside.as_posix() if inside and inside.parts[0] != ORIGINALS else None


def _folder(word: str, place: Place) -> Iterator[Came]:
    """Every file below a folder that is not hidden; what has no reader is counted."""
    folder, real = Path(word), Path(word).resolve()
    if real.is_relative_to(place.seeds.resolve()) or place.seeds.resolve().is_relative_to(real):
        yield _failed(word, "is the seeds folder, or holds it")
        return
    passed: Counter[str] = Counter()
    try:
        paths = list(walk(folder))
    except SeedsError as error:
        yield _failed(word, str(error))
        return
    for path in paths:
        if path.name in SETTINGS or (path.suffix and not _may_be_read(path)):
            passed["settings" if path.name in SETTINGS else path.suffix.lower()] += 1
            continue
        file = take(folder, path, most_bytes=most_bytes())
        called = f"{word.rstrip('/')}/{file.path}"
        if file.raw is None:
            yield _failed(called, file.problem or "can't be read")
        else:
            yield from _taken_apart(_document(called, path.name, file.raw), place)
    if passed:
        what = ", ".join(f"{n} {suffix}" for suffix, n in sorted(passed.items()))
        yield Outcome(given=word, status="passed", why=f"passed over, as no articles: {what}")


def _may_be_read(path: Path) -> bool:
    return suffix_of(path.name) in READERS or suffix_of(path.name) in OPENERS


def _document(called: str, name: str, raw: bytes) -> Came:
    kind = sniff(raw, suffix=suffix_of(name))
    remarks = (kind.remark,) if kind.remark else ()
    stem = name.removesuffix(kind.suffix) if name.endswith(kind.suffix) else PurePosixPath(name).stem
    return Document(called=called, raw=raw, suffix=kind.suffix, stem=stem or None, own=True, remarks=remarks)


# -- what holds many -------------------------------------------------------------------


def _taken_apart(came: Came, place: Place) -> Iterator[Came]:
    """The document itself, or each that it holds."""
    if isinstance(came, Outcome):
        yield came
        return
    came = _as_list(came)
    if came.suffix in OPENERS and not _is_one(came):
        yield from _parts(came, place)
    elif came.suffix in READERS:
        yield _within_limit(came)
    else:
        yield _failed(came.called, _no_reader(came))


def _no_reader(came: Document) -> str:
    return why_not(came.suffix, (*FORMATS, *CONTAINERS))


def _as_list(came: Document) -> Document:
    """A text that is nothing but addresses is a list of them, whatever it is called."""
    if came.suffix != _TEXT or _LIST not in OPENERS:
        return came
    try:
        addresses = list(islice(OPENERS[_LIST].parts(came.raw), 1))
    except UnreadableError:
        return came
    return replace(came, suffix=_LIST) if addresses else came


def _is_one(came: Document) -> bool:
    """Whether a file that may hold many (a list in JSON) is one article itself."""
    if came.suffix not in READERS or len(came.raw) > OPENERS[came.suffix].LIMIT:
        return False
    try:
        first = list(islice(OPENERS[came.suffix].parts(came.raw), 2))
    except Exception:  # what is wrong with it is said when it is taken apart
        return False
    return len(first) == 1 and first[0].suffix == came.suffix


def _within_limit(came: Document) -> Came:
    most = READERS[came.suffix].LIMIT
    if len(came.raw) > most:
        return _failed(came.called, f"is larger than {most // 1_000_000} MB: not read")
    return came


def _parts(holder: Document, place: Place) -> Iterator[Came]:
    """What a file of many holds. Its addresses are fetched; a list behind one is not gone through."""
    opener = OPENERS[holder.suffix]
    if len(holder.raw) > opener.LIMIT:
        yield _failed(holder.called, f"is larger than {opener.LIMIT // 1_000_000} MB: not read")
        return
    number = 0
    try:
        for part in opener.parts(holder.raw):
            number += 1
            yield _part(part, holder, place)
    except UnreadableError as error:
        yield _failed(holder.called, str(error))
        return
    except Exception as error:  # an odd file never stops the others
        yield _failed(holder.called, f"can't be read as {holder.suffix}: {error!r}")
        return
    if not number:
        yield _failed(holder.called, "holds no article")


def _part(part: Part, holder: Document, place: Place) -> Came:
    """What a part is, with where it stood."""
    came = _of_part(part, holder, place)
    entry = part.name if part.name and part.name != part.url else None
    return replace(came, within=holder.called, entry=entry)


def _of_part(part: Part, holder: Document, place: Place) -> Came:
    called = f"{holder.called}: {part.name}" if part.name else holder.called
    if part.problem:
        return Outcome(given=called, status="passed" if part.is_none else "failed", why=part.problem)
    said = {**part.metadata, **({"url": part.url} if part.url else {})}
    if part.raw is not None:
        came: Came = Document(
            called=called, raw=part.raw, suffix=part.suffix, metadata=said, charset=part.charset
        )
    elif part.url and is_address(part.url):
        came = place.web.get(part.url, place.shelf.last(part.url))
        came = _fetched(came, said, holder) if isinstance(came, Document) else came
    else:
        return _failed(called, "has neither a text nor an address")
    if isinstance(came, Document) and came.suffix in OPENERS and came.suffix not in READERS:
        return _failed(came.called, "is itself a list: add it by itself")
    if isinstance(came, Document) and came.suffix not in READERS:
        return _failed(came.called, _no_reader(came))
    return _within_limit(came) if isinstance(came, Document) else came


def _fetched(came: Document, said: Mapping[str, Any], holder: Document) -> Document:
    """A document that a file of many has only the address of."""
    told = (f"fetched: {holder.called} has no text of it",) if holder.suffix in _OF_TEXTS else ()
    return replace(came, metadata=said, remarks=(*came.remarks, *told))
