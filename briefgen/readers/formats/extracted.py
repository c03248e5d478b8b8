"""What a format's module makes of a file's bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata as installed
from typing import Any, Protocol

MOST_BYTES = 5_000_000
"""Of a file of text: longer than any novel. What is larger is not an article."""
MOST_BYTES_SAVED = 50_000_000
"""Of a file that carries more than its text: pictures, fonts, markup, or many articles."""
MOST_PARTS = 10_000
"""Of a file of many articles: more than anybody has read."""


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The one text of a source, and what its format says of it."""

    text: str
    blocks: tuple[tuple[int, int, str], ...] = ()
    """As in `Article.blocks`."""
    differs: bool = True
    """Whether the text differs from the decoded file."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """As the file gives it, under the names of `readers.metadata`, not yet checked."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the things that a file of many holds: a file of its own, or the address of one."""

    name: str
    """What it is called there: a subject, a headline, an address. For messages, and for a file's name."""
    suffix: str = ""
    """The format of `raw`, as a suffix of READERS (`.html`, `.eml`); empty where it is only an address."""
    raw: bytes | None = None
    """Its bytes; None where only its address is known."""
    charset: str | None = None
    """What the file names as the encoding of `raw`, where that is text; None where it names none."""
    url: str | None = None
    """Where it is from, as far as the file says."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the file says of it. What the part says of itself is believed before."""
    problem: str | None = None
    """Why it can't be taken, where it can't: an encrypted message, a picture."""
    is_none: bool = False
    """Whether that is only because it is no article, so that nobody misses it."""


class UnreadableError(Exception):
    """This file has no text that can be read. The message says why."""


class NoArticleError(UnreadableError):
    """This file can be read, and holds no article: a front page, a page that only leads elsewhere."""


class Format(Protocol):
    """A module of this package that reads one format: one file, one article."""

    ABOUT: str
    """What it is, for the table of formats: `web page, as a browser saves it`."""
    SUFFIXES: tuple[str, ...]
    """Of its files, in lower case, with the full stop; the first is what a file of it is called."""
    NEEDS: str | None
    """The extra that installs what it needs (`web`); None where nothing more is needed."""
    LIMIT: int
    """Bytes: a larger file is not read."""

    def read(self, raw: bytes) -> Extracted:
        """The text of a file with these bytes.

        Raises UnreadableError where there is none.
        """
        ...


class Container(Protocol):
    """A module of this package that reads files of many articles; they are taken in by `briefgen add`."""

    ABOUT: str
    SUFFIXES: tuple[str, ...]
    NEEDS: str | None
    LIMIT: int

    def parts(self, raw: bytes) -> Iterator[Part]:
        """Each thing that a file with these bytes holds, in its order.

        Raises UnreadableError where it is no such file.
        """
        ...


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import in here what the extra of this name installs.

    Raises UnreadableError, which says what to install, where it is not installed.
    """
    try:
        yield
    except ImportError as error:
        alone = _missing_beside(name, error)
        what = "needs packages that are not installed" if alone is None else alone[0]
        install = f"'briefgen[{name}]'" if alone is None else alone[1]
        raise UnreadableError(f"{what}: pip install {install}") from error


def _missing_beside(name: str, error: ImportError) -> tuple[str, str] | None:
    """What an import lacked, and what to install, where all packages of the extra are there, and it is none
    of them: something that one of them needs, and that was left out. None where the extra is what is missing.
    """
    wanted = _packages(name)
    module = (error.name or "").partition(".")[0]
    own = {_plain(package) for package in installed.packages_distributions().get(module, ())}
    if not wanted or own & wanted or not all(map(_is_installed, wanted)):
        return None
    if module and isinstance(error, ModuleNotFoundError):
        return f"needs {module}, which is not installed", module
    said = re.search(r"\b(?:[Ii]nstall|project) ([a-z][a-z0-9_.-]{1,60}[a-z0-9])\b", str(error))
    return (f"needs {said[1]}, which is not installed", said[1]) if said else None


def _packages(name: str) -> frozenset[str]:
    """The packages that this extra of ours asks for; none where we are not installed ourselves."""
    try:
        required = installed.requires("briefgen") or []
    except installed.PackageNotFoundError:
        return frozenset()
    of_extra = re.compile(rf"([\w.-]+)[^;]*;.*\bextra\s*==\s*[\"']{re.escape(name)}[\"']")
    return frozenset(_plain(found[1]) for one in required if (found := of_extra.match(one)))


def _plain(package: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def _is_installed(package: str) -> bool:
    try:
        installed.distribution(package)
    except installed.PackageNotFoundError:
        return False
    return True
