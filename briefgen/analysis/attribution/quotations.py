"""What stands in quotation marks, whole or in part: whose words it is, in whatever layout."""

from __future__ import annotations

from dataclasses import replace

from briefgen.analysis.attribution.parts import in_parts
from briefgen.analysis.attribution.pieces import Pieces
from briefgen.analysis.attribution.records import Attribution, Span
from briefgen.analysis.attribution.said import weighted
from briefgen.analysis.attribution.statements import in_statements

# Words between the reporting verb and a part in marks that goes on with what was said.
_JOINS = frozenset({"but", "and", "or", "yet", "though", "so"})


def in_quotations(pieces: Pieces, elsewhere: frozenset[Span]) -> tuple[Attribution, ...]:
    """The attributions whose content is quoted, directly or in part.

    A part whose cue is among the cues `elsewhere` is found better there.
    """
    whole = in_statements(pieces)
    parts = {a.cue: a for a in in_parts(pieces)}
    found = [_join(pieces, parts[a.cue], a) if a.cue in parts else a for a in whole]
    cues = {a.cue for a in whole}
    alone = (a for a in parts.values() if a.cue not in cues)
    return (*found, *(a for a in alone if a.rule != "quotation/part" or a.cue not in elsewhere))


def _join(pieces: Pieces, part: Attribution, whole: Attribution) -> Attribution:
    """`But “the point,” Roe said, “is another”`: one content on both sides of the speaker.

    Where the part stands in the reporting clause itself (`told “The Dawn Show”`), it is nothing that is said.
    """
    if part.cue is None or whole.content[0] > part.cue:
        return whole if part.cue is None or part.content[0] > part.cue else _led(part, whole)
    between = pieces.article.text[part.cue[1] : part.content[0][0]].strip(" ,").lower()
    marked = pieces.article.text[part.content[0][0]] in "“\"'‘"
    if (
        (marked if not between else between in _JOINS)
        and part.content[0] > part.cue
        and part.content[0] > max(whole.content)
    ):
        return replace(whole, content=weighted([*whole.content, *part.content]))  # “…,” Roe said, but “…”
    return whole


def _led(part: Attribution, whole: Attribution) -> Attribution:
    return replace(part, content=weighted([*part.content, *sorted(whole.content)]))
