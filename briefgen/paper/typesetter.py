"""Data into PDF with Typst: the only importer of typst.

The document's source is a file of ours; what it prints comes to it as JSON. The fonts are those that the
extra installs and those that Typst has inside: never the system's, so that the bytes are the same everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from briefgen.errors import Fault, MissingExtra
from briefgen.paper.document import printable

TEMPLATE = Path(__file__).with_name("brief.typ")
FONTS = ("fontpkg_source_serif_4", "fontpkg_source_sans_3", "fontpkg_noto_sans_arabic")
"""Packages of the extra `pdf`, all under the Open Font Licence; Typst's own fonts add Hebrew and symbols."""
MORE_FONTS = ("noto_cjk_sans_otc",)
"""Package of the extra `cjk`: Chinese, Japanese, Korean. Left out of `pdf` because it is 15 MB."""
PAPERS = {"a4": "a4", "letter": "us-letter"}
MISSING = "□"
"""Printed for a character that no font has."""
_WITHOUT = re.compile(r'the text (?:`|contains the disallowed codepoint `)"([^`]+?)"`')
_INVISIBLE = frozenset("\ufeff\u200b\u2060\xad")
_TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Typeset:
    """A document, and what of it could not be printed."""

    pdf: bytes
    missing: str
    """The characters that no font has, each once."""


def ready() -> None:
    """Raise MissingExtra where the extra is not installed, before minutes go into an analysis."""
    _typst()


def typeset(data: dict[str, Any], *, paper: str = "a4") -> Typeset:
    """The document as PDF/UA-1, the same bytes for the same data.

    Raises MissingExtra where the extra is not installed.
    """
    typst = _typst()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=list(_font_folders())
    )
    text, missing = json.dumps(printable(data), ensure_ascii=False), ""
    for _ in range(_TRIES):
        try:
            return Typeset(pdf=_compile(typst, text, paper, fonts), missing="".join(sorted(missing)))
        except typst.TypstError as error:
            lost = _lost(str(error.diagnostic or error.message))
            if not lost:
                raise Fault(f"the document can't be set: {error.diagnostic or error.message}") from error
            missing += "".join(lost - _INVISIBLE)
            text = text.translate({ord(c): "" if c in _INVISIBLE else MISSING for c in lost})
    raise Fault("the document can't be set: characters without a glyph remain")


def _compile(typst: ModuleType, text: str, paper: str, fonts: object) -> bytes:
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=fonts,
        sys_inputs={"data": text, "paper": PAPERS[paper]},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    return made


def _lost(diagnostic: str) -> set[str]:
    """The characters that Typst says it can't display."""
    found = "".join(_WITHOUT.findall(diagnostic))
    return set(re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), found))


def _typst() -> ModuleType:
    lacking = [name for name in ("typst", *FONTS) if find_spec(name) is None]
    if lacking:
        raise MissingExtra(
            f"a PDF needs packages that are not installed ({', '.join(lacking)}): pip install 'briefgen[pdf]'"
        )
    import typst

    module: ModuleType = typst
    return module


def _font_folders() -> Iterator[str]:
    for name in (*FONTS, *MORE_FONTS):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent
            yield str(folder / "files" if (folder / "files").is_dir() else folder)
