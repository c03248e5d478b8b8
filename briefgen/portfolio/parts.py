"""A briefing of a portfolio: where its articles and its pages are, and what it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import ConfigError
from briefgen.readers.names import slug

PEOPLE = "people"
"""The folder, below docs, of those who stand in several briefings."""
ASSETS = "assets"
_TAKEN = frozenset({PEOPLE, ASSETS, "search"})
"""Folders that the site needs for itself."""
_LABEL = 60


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the briefings."""

    name: str
    """The name of its folder."""
    slug: str
    """The same, safe in a URL: its folder below docs."""
    label: str
    """What menus call it."""
    title: str | None
    """As the settings call it; None: it is called by what its sources tell."""
    seeds: Path
    docs: Path

    def words(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """What it is made of, where the site is made of these (`Options.words`)."""
        site = words.get("site")
        own = {"title": self.title, "event": None, "among": self.label}
        return {**words, **own, "site": f"{site}{self.slug}/" if site else None}


def part(seeds: Path, docs: Path, name: str, titles: Mapping[str, str]) -> Part:
    """The briefing of a folder of the seeds folder.

    Raises ConfigError where the site needs a folder of that name for itself.
    """
    safe = slug(name) or f"briefing-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    if safe in _TAKEN:
        raise ConfigError(f"{seeds.name}/{name}: the site has a folder {safe} of its own: rename it")
    title = titles.get(name)
    return Part(
        name=name, slug=safe, label=(title or _words(name))[:_LABEL], title=title, seeds=seeds / name,
        docs=docs / safe,
    )  # fmt: skip


def _words(name: str) -> str:
    """The name of a folder as words: `steel-strike` is Steel strike."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    words = " ".join(plain.replace("-", " ").replace("_", " ").split()) or plain
    return words[:1].upper() + words[1:]


def apart(parts: tuple[Part, ...], seeds: str) -> None:
    """Raise ConfigError where two folders would have one address."""
    known: dict[str, Part] = {}
    for one in parts:
        other = known.setdefault(one.slug, one)
        if other is not one:
            raise ConfigError(
                f"{seeds}/{other.name} and {seeds}/{one.name} would both be published in {one.slug}/: "
                "rename one of them"
            )


def only_one(parts: tuple[Part, ...], seeds: Path, command: str) -> ConfigError:
    """What to say where a command is for one briefing and there are several."""
    names = ", ".join(p.name for p in parts[:8]) + (", …" if len(parts) > 8 else "")
    first = parts[0].name if parts else "FOLDER"
    return ConfigError(
        f"{seeds} holds several briefings ({names}): say which, as briefgen {command} --seeds {seeds}/{first}"
    )
