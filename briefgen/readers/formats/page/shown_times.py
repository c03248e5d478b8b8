"""When an article was published, as the line beside its headline shows it in `time` elements.

Such a time is believed where it stands with the headline, before the text, and nothing calls it another
thing: when the article was changed, when something will happen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.readers.formats.page.blocks import BLOCKS, plain
from briefgen.readers.formats.page.furniture import names
from briefgen.readers.formats.page.place import is_elsewhere, own_article
from briefgen.readers.formats.page.statements import is_nested

_CHANGED = re.compile(
    r"\b(?:updat|modif|chang|edited|revis|corrected|amended|aktualisiert|geändert|bearbeitet|stand\b"
    r"|mis à jour|modifié|actualizad|modificad|aggiornat|atualizad"
    r"|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad"
    r"|päivitetty|zaktualizowan|обновлен|изменен)",
    re.IGNORECASE,
)
_PUBLISHED_AS = re.compile(
    r"\b(?:published|publication|posted|first|date|issued|written|by|on|from|of|veröffentlicht|erschienen|datum"
    r"|von|vom|am|publié|par|le|publicado|por|el|pubblicato|di|gepubliceerd|door|op|publisert|av|udgivet|af"
    r"|publicerad|julkaistu|opublikowan\w*|опубликован\w*)\b",
    re.IGNORECASE,
)
_AS_LABEL = re.compile(
    r"\b(?:published|posted|first published|publication date|veröffentlicht|erschienen|publié|publicado"
    r"|pubblicato|gepubliceerd|publisert|udgivet|publicerad|julkaistu|opublikowan\w*|опубликован\w*)\b|^by\b",
    re.IGNORECASE,
)
_OF_DATE = re.compile(r"by ?line|\bdate|publi|posted|\bmeta|time ?stamp|author|date ?line")
_OF_EVENT = re.compile(r"event|agenda|calendar|deadline|schedule|programme|countdown|termin")
_LABEL = 12
"""Words: a time in a longer line may be any."""
_BEFORE = 4
"""Words: a longer line is no label of the next."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENDS = tuple('.!?…”"’')
_MOST_ELEMENTS = 5_000


@dataclass(slots=True, kw_only=True)
class _Line:
    """What a browser shows as a line: texts, and `time` elements."""

    pieces: list[Any] = field(default_factory=list)
    heading: bool = False

    def words(self) -> list[str]:
        return "".join(x for x in self.pieces if isinstance(x, str)).split()

    def is_prose(self) -> bool:
        said = self.words()
        return len(said) > _LABEL and said[-1].endswith(_ENDS) and not self.heading


def shown_times(root: Any) -> Iterator[str]:
    """The times that stand with the headline of the page's article, and may be its own."""
    own = own_article(root)
    first = next(iter(root.iter("main")), root) if own is None or own.find(".//h1") is None else own
    prose = 0
    label = ""
    for line in _lines(first):
        said = " ".join(line.words())
        if line.is_prose():
            prose += 1
            if prose > 1:
                return
        for n, piece in enumerate(line.pieces):
            if isinstance(piece, str) or len(line.words()) > _LABEL or _is_of_other(piece, own):
                continue
            before, behind = _around(line.pieces, n)
            before = before or ("" if any(not isinstance(x, str) for x in line.pieces[:n]) else label)
            if not _is_of_else(piece, before, behind) and (not prose or _is_date_line(piece, before)):
                yield piece.get("datetime") or plain(piece.text_content())
        if said or any(not isinstance(x, str) for x in line.pieces):
            timed = any(not isinstance(x, str) for x in line.pieces)
            label = "" if timed or line.heading or len(said.split()) > _BEFORE else said


def _lines(first: Any) -> Iterator[_Line]:
    """The lines of an element, in their order."""
    from lxml.etree import iterwalk

    line, inside = _Line(), None
    for n, (event, x) in enumerate(iterwalk(first, events=("start", "end"))):
        if n > _MOST_ELEMENTS:
            return
        if x.tag in BLOCKS or x.tag == "br":
            if event == "start" or x.tag != "br":
                yield line
                line = _Line(heading=event == "start" and x.tag in _HEADINGS)
        elif x.tag == "time" and event == "start" and inside is None:
            line.pieces.append(x)
            inside = x
        text = x.text if event == "start" else x.tail if x is not first else None
        inside = None if event == "end" and x is inside else inside
        if text and inside is None and x.tag not in ("script", "style"):
            line.pieces.append(text)
    yield line


def _around(pieces: list[Any], n: int) -> tuple[str, str]:
    """What is said between a time and those before and behind it."""
    before: list[str] = []
    behind: list[str] = []
    for piece in reversed(pieces[:n]):
        if not isinstance(piece, str):
            break
        before.append(piece)
    for piece in pieces[n + 1 :]:
        if not isinstance(piece, str):
            behind = []  # it is the label of that one
            break
        behind.append(piece)
    return "".join(reversed(before)).strip(), "".join(behind).strip()


def _is_of_other(element: Any, own: Any) -> bool:
    """Whether it belongs to an entry, or to another article."""
    above = (element, *element.iterancestors())
    return (
        any("live" in name or _OF_EVENT.search(name) for x in above[:4] for name in names(x))
        or is_nested(element)
        or is_elsewhere(element, own)
    )


def _is_of_else(element: Any, before: str, behind: str) -> bool:
    """Whether it is when the article was changed, or when something happens: by its name, by its label."""
    called = (*names(element), *names(element.getparent()), element.get("itemprop", ""))
    said = "".join(element.itertext())
    if any(map(_CHANGED.search, (*called, said, before))):
        return True
    if _CHANGED.search(behind) and not re.search(r"\d", behind):
        return True
    return before.endswith(":") and not _PUBLISHED_AS.search(before)


def _is_date_line(element: Any, before: str) -> bool:
    """Whether its own name, its line's or its label says that it is the article's date."""
    above = (element, *element.iterancestors())
    return bool(_AS_LABEL.search(before)) or any(_OF_DATE.search(x) for e in above[:3] for x in names(e))
