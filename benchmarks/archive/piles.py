"""The articles that are measured: invented ones, or those of a folder of one's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from archive.invent import Plant, invent, one_more
from archive.planted import missing

_META = ("sources.yml", "editorial.yml")


@dataclass(frozen=True, slots=True)
class Folder:
    """A project with articles in `seeds`, and what is planted in them."""

    path: Path
    size: int
    plants: tuple[Plant, ...]

    @property
    def seeds(self) -> Path:
        """The articles."""
        return self.path / "seeds"

    def lost(self, briefing: Path | None = None) -> tuple[Plant, ...]:
        """The planted findings that a briefing lacks; without a file the one that was built in `docs`."""
        data = json.loads((briefing or self.path / "docs/briefing.json").read_text(encoding="utf-8"))
        return missing(data, self.plants)


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles come from. `real`: a folder; None for invented ones."""

    work: Path
    """Folders are made in it."""
    seed: int
    real: Path | None = None

    def folder(self, name: str, size: int) -> Folder:
        """A new project of so many articles, or of as many as there are."""
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        if self.real is None:
            pile = invent(size, seed=self.seed)
            pile.write(path / "seeds")
            return Folder(path, size, pile.plants)
        files = self._files()[:size]
        _copied(self.real, files, path / "seeds")
        return Folder(path, len(files), ())

    def add(self, folder: Folder) -> None:
        """One further article for a project: about its first event, or the next one of the folder."""
        if self.real is None:
            own = len(list(folder.seeds.glob("e00000-*")))
            one_more(0, own, self.seed).write(folder.seeds)
            return
        files = self._files()
        if len(files) <= folder.size:
            raise ValueError(f"{self.real} has no article beyond these {folder.size}")
        _copied(self.real, files[: folder.size + 1], folder.seeds)

    def most(self) -> int | None:
        """How many articles there are; None for as many as are asked for."""
        return None if self.real is None else len(self._files())

    def _files(self) -> list[Path]:
        assert self.real is not None
        return sorted(
            p for p in self.real.iterdir() if p.is_file() and p.name not in _META and p.name[0] != "."
        )


def texts(folder: Folder) -> Path:
    """A file with the text of each article by its name, as briefgen reads it."""
    from briefgen.readers import read_seeds

    path = folder.path / "texts.json"
    found = {Path(a.path).name: a.text for a in read_seeds(folder.seeds, "seeds").articles}
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path


def _copied(real: Path, files: Sequence[Path], seeds: Path) -> None:
    seeds.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, seeds / file.name)
    known = real / "sources.yml"
    if known.exists():
        told = yaml.safe_load(known.read_text(encoding="utf-8")) or {}
        own = {f.name: told[f.name] for f in files if f.name in told}
        (seeds / "sources.yml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
