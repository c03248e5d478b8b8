"""The brief as a PDF file: the same briefing as `build` makes, set on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefgen.build import brief, make
from briefgen.errors import ConfigError
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Problem
from briefgen.paper import ByHand, document_with, ready, typeset
from briefgen.work import PLAIN
from briefgen.write import Manifest, read_manifest, write_file

CJK = "pip install 'briefgen[cjk]' adds a font for Chinese, Japanese and Korean"


def pdf(
    seeds: Path,
    target: Path,
    model: str = DEFAULT_MODEL,
    *,
    parts: Sequence[str] = (),
    paper: str = "a4",
    excerpts: bool = False,
    status: str | None = None,
    docs: Path | None = None,
    pages: Sequence[Path] = (),
    **words: Any,
) -> tuple[Problem, ...]:
    """Write the brief to a file, and say what the reader should know.

    `docs`: where the pages are, so that both have the same marks and ids. `pages`: hand-written pages that
    are set as further sections. `words` are those of `brief`. Raises what it raises, MissingExtra, and
    DocsError.
    """
    ready()
    last = read_manifest(docs) if docs else Manifest()
    own = [_page(path, docs, last) for path in pages]
    briefing = make(brief(seeds, model, last=last, **words), words.get("work", PLAIN)).briefing
    whole = document_with(own, briefing, parts, excerpts=excerpts, status=status)
    made = typeset(whole.data, paper=paper)
    write_file(target, made.pdf)
    return (*briefing.problems, *whole.problems, *_unprinted(made.missing))


def _page(path: Path, docs: Path | None, last: Manifest) -> ByHand:
    """A hand-written page, read.

    Raises UserError where it can't be read, or is one that briefgen makes.
    """
    real, root = path.resolve(), docs.resolve() if docs else None
    below = real.relative_to(root).as_posix() if root and real.is_relative_to(root) else None
    if below in last.files:
        raise ConfigError(f"{path}: is a page that briefgen makes; --section and --full set what it says")
    name = f"{docs.name}/{below}" if docs and below else path.name
    try:
        return ByHand(name=name, text=path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8: save it as UTF-8") from None


def _unprinted(missing: str) -> tuple[Problem, ...]:
    if not missing:
        return ()
    shown = " ".join(f"{c} (U+{ord(c):04X})" for c in missing[:12]) + (" …" if len(missing) > 12 else "")
    east = f"; {CJK}" if any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in missing) else ""
    return (
        Problem(
            source=None,
            what=f"the PDF prints □ for {len(missing)} characters that no font has: {shown}{east}",
            severity=1,
        ),
    )
