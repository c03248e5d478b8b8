"""The brief as a PDF file: the same briefing as `build` makes, set on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefgen.build import brief, make
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Problem
from briefgen.paper import document, ready, typeset
from briefgen.write import read_manifest, write_file

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
    **words: Any,
) -> tuple[Problem, ...]:
    """Write the brief to a file, and say what the reader should know.

    `docs`: where the pages are, so that both have the same marks. `words` are those of `brief`. Raises what
    it raises, MissingExtra, and DocsError.
    """
    ready()
    keys = read_manifest(docs).keys if docs else {}
    briefing = make(brief(seeds, model, keys=keys, **words)).briefing
    made = typeset(document(briefing, parts, excerpts=excerpts, status=status), paper=paper)
    write_file(target, made.pdf)
    return (*briefing.problems, *_unprinted(made.missing))


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
