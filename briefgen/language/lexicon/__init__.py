"""Word lists and tables of public facts, as TOML files: a folder for each language, named by its code.

Each file begins with a comment that says what it is and where it comes from. What the folder of another
language lacks is read from that of English: figures, marks and names of the world are much the same, and an
English word is seldom met in a text of another language.

Whoever reads a text speaks its language: `speaking("de")` makes the lists of `de/` those that are read, until
it ends. One language is spoken at a time, and what was worked out from the lists of another is forgotten
(`per_language`), so that no rule has to carry a language with it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

ENGLISH = "en"
_Worked = TypeVar("_Worked", bound=Callable[..., Any])
_forget: list[Callable[[], None]] = []
_spoken = [ENGLISH]


def per_language(work: _Worked, most: int | None = None) -> _Worked:
    """Remember what a function gave as long as one language is spoken, of `most` calls where that is given.

    For whatever is worked out from the lists; a plain `cache` would keep what another language's gave.
    """
    kept = lru_cache(maxsize=most)(work)
    _forget.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Read the lists of this language inside.

    Raises KeyError where there is no folder for it.
    """
    if language not in languages():
        raise KeyError(language)
    before = spoken()
    _switch(language)
    try:
        yield
    finally:
        _switch(before)


def spoken() -> str:
    """The code of the language whose lists are read now."""
    return _spoken[0]


def _switch(language: str) -> None:
    if language != spoken():
        _spoken[0] = language
        for forget in _forget:
            forget()


@cache
def languages() -> frozenset[str]:
    """The codes of the languages that have a folder."""
    return frozenset(f.name for f in home().iterdir() if f.is_dir() and not f.name.startswith("_"))


def home() -> Traversable:
    """The folder of the folders."""
    return files(__package__)


@per_language
def table(name: str) -> dict[str, Any]:
    """The lexicon file of this name in the language that is spoken, parsed. Read only."""
    return _table(spoken(), name)


def _table(language: str, name: str) -> dict[str, Any]:
    file = home() / language / f"{name}.toml"
    file = file if file.is_file() else home() / ENGLISH / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def digest() -> str:
    """SHA-256 of what all lexicon files say: comments, layout and line ends do not count."""
    said = {
        f"{language}/{name}" if language != ENGLISH else name: _said(language, name)
        for language in sorted(languages())
        for name in _names(language)
    }
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _said(language: str, name: str) -> dict[str, Any]:
    return table(name) if language == spoken() else _table(language, name)


def _names(language: str) -> list[str]:
    found = (f.name for f in (home() / language).iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


@per_language
def words(name: str, key: str) -> frozenset[str]:
    """The words of one list of a lexicon file."""
    return frozenset(table(name)[key])


class Listed(Set[str]):
    """The words of some lists, of the language that is spoken when one looks: for a module's constants."""

    def __init__(self, *lists: tuple[str, str]) -> None:
        self._lists = lists

    def __contains__(self, word: object) -> bool:
        return any(word in words(*one) for one in self._lists)

    def __iter__(self) -> Iterator[str]:
        return iter(frozenset().union(*(words(*one) for one in self._lists)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
