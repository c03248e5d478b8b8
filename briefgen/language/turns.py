"""Interviews and transcripts: paragraphs that begin with a speaker's name, or `Q:` and `A:`.

A label in capitals is a transcript's; names in small letters, and the letters of a name, are labels only in a
text that asks and answers, or in one that is a transcript from end to end. Who asks asserts nothing by a
question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_CAPITALS = re.compile(
    r"((?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*)(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,5})(?:, [A-Z][A-Z .,’'&-]{1,50})?(?: "
    r"\((?:[a-z][^()]{0,40}|[A-Z-]{1,4})\))?:\s+(?=\S)"
)
_PARTICLE = r"(?:(?:van|von|de|der|den|di|da|la|le|al|el|bin|du|dos|ter|zu) ){0,3}"
_NAME = re.compile(rf"((?:[A-ZÀ-Þ][\w.’'-]+ {_PARTICLE}){{0,3}}[A-ZÀ-Þ][\w’'-]+):\s+(?=\S)")
_LETTER = re.compile(r"([QA])[.:]\s+(?=\S)")
_ASKING = frozenset({"Q", "QUESTION", "REPORTER", "INTERVIEWER", "MODERATOR", "PRESS", "MEDIA", "JOURNALIST"})
_UNKNOWN = re.compile(
    r"(?:UNIDENTIFIED|UNKNOWN|VOICE|MALE|FEMALE|SPEAKER|PROTEST|CROWD|AUDIENCE|ANNOUNCER|NARRATOR|ALL\b"
    r"|BOTH\b)"
)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_QUOTED = re.compile('[“”"]')
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|(?:spoke|talked) (?:to|with)|Q ?& ?A|questions? (?:for|to)|conversation with"
    r"|transcript|sat down with)\b",
    re.IGNORECASE,
)
_SHORT = 45
_TURNS = 3
_SPEAKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says in a paragraph."""

    paragraph: int
    name: Span
    """The words that name the speaker; in another paragraph where this one has only his letters."""
    start: int
    """Where what he says begins."""
    asks: bool
    """Whether nothing in it is a statement of the speaker's: he interviews."""
    interviews: bool
    """Whether the label is that of who asks, whatever he says in this turn."""
    named: bool
    """Whether the label names somebody (`ROE`), or only the part (`Q`, `UNIDENTIFIED MALE`)."""
    answers: bool = False
    """Whether the label is `A`: of whoever is interviewed."""


def find_turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns, in order; none where the text is no transcript and no interview."""
    lettered = _matches(_LETTER, text, paragraphs)
    if not {"Q", "A"} <= {m.group(1) for _, m in lettered}:
        lettered = []
    capitals = _matches(_CAPITALS, text, paragraphs)
    if len(capitals) < _TURNS or len({m.group(1) for _, m in capitals}) < _SPEAKERS:
        capitals = []
    found = dict((*capitals, *lettered))
    names = [
        (n, m) for n, m in _matches(_NAME, text, paragraphs) if n not in found and not m.group(1).isupper()
    ]
    asking: set[str] = set()
    whole = _is_transcript(text, paragraphs, names, capitals)
    asks = _interviewer(text, paragraphs, names)
    if whole and (asks is None or not _mostly_asks(asks, text, paragraphs, names)):
        found.update(names)
    elif asks is not None:
        found.update(names)
        asking = {asks, _letters(asks)}
        found.update(_by_letters(text, paragraphs, names))
    known = {_letters(m.group(1)): m.span(1) for _, m in reversed(names)}
    return tuple(
        _turn(n, m, known.get(m.group(1), m.span(1)), asking, text[m.end() : paragraphs[n][1]])
        for n, m in sorted(found.items())
    )


def _matches(
    pattern: re.Pattern[str], text: str, paragraphs: Sequence[Span]
) -> list[tuple[int, re.Match[str]]]:
    return [(n, m) for n, (a, b) in enumerate(paragraphs) if (m := pattern.match(text, a, b))]


def _interviewer(text: str, paragraphs: Sequence[Span], names: list[tuple[int, re.Match[str]]]) -> str | None:
    """Whose turns are the questions, where the names alternate and one of the two asks."""
    by = Counter(m.group(1) for _, m in names)
    letters = _by_letters(text, paragraphs, names)
    turns = sorted(n for n, _ in (*names, *letters))
    if len(by) != _SPEAKERS or len(turns) < _TURNS:
        return None
    near = sum(1 for a, b in zip(turns, turns[1:], strict=False) if b - a <= 2)
    if near < len(turns) // 2:
        return None
    asked = Counter(m.group(1) for n, m in names if text[: paragraphs[n][1]].endswith("?"))
    best = asked.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _is_transcript(
    text: str, paragraphs: Sequence[Span], names: list[tuple[int, re.Match[str]]],
    capitals: list[tuple[int, re.Match[str]]],
) -> bool:  # fmt: skip
    """Whether most paragraphs begin with a name, of several speakers of whom some speak again, and somebody
    says `I`, `we` or `you`: so that no list is one whose lines begin with days, towns or parties.
    """
    turns = (*names, *capitals)
    speakers = Counter(m.group(1) for _, m in turns)
    whole = sum(n for name, n in speakers.items() if " " in name)
    said = (text[m.end() : paragraphs[n][1]] for n, m in turns)
    return (
        len(turns) >= _TURNS
        and 2 * len(turns) > len(paragraphs)
        and len(speakers) >= _SPEAKERS
        and 2 * whole > len(turns)
        and max(speakers.values()) > 1
        and any(_SPOKEN.search(words) or _YOU.search(words) for words in said)
    )


def _mostly_asks(
    name: str, text: str, paragraphs: Sequence[Span], names: list[tuple[int, re.Match[str]]]
) -> bool:
    """Whether most of somebody's turns end with a question: who asks once in a debate is no interviewer."""
    own = [text[: paragraphs[n][1]].endswith("?") for n, m in names if m.group(1) == name]
    return 2 * sum(own) > len(own)


def _by_letters(
    text: str, paragraphs: Sequence[Span], names: list[tuple[int, re.Match[str]]]
) -> list[tuple[int, re.Match[str]]]:
    """Turns of the same speakers under the first letters of their names."""
    known = {_letters(m.group(1)) for _, m in names} - {""}
    return [(n, m) for n, m in _matches(_CAPITALS, text, paragraphs) if m.group(1) in known]


def _letters(name: str) -> str:
    own = name.split()
    return "".join(w[0] for w in own) if len(own) > 1 else ""


def _turn(paragraph: int, m: re.Match[str], span: Span, asking: set[str], said: str) -> Turn:
    name = m.group(1)
    unknown = name in _ASKING or name == "A" or _UNKNOWN.match(name) is not None
    asks = name in _ASKING or (name in asking and _is_question(said))
    return Turn(
        paragraph=paragraph, name=span, start=m.end(), asks=asks, interviews=asks or name in asking,
        named=not unknown and name not in asking, answers=name == "A" and m.re is not _NAME,
    )  # fmt: skip


def _is_question(said: str) -> bool:
    """Whether who interviews puts something to the other: a question, or a charge (“Your deputy says …”).

    What he tells at length is his own.
    """
    return said.endswith("?") or (_YOU.search(said) is not None and len(said.split()) <= _SHORT)


def unlabelled_questions(lines: Sequence[str], title: str, begin: int) -> frozenset[int]:
    """Numbers of the lines that ask, in an interview whose questions have no labels.

    The head says that there was one; then all is spoken, and what is put to `you` without `I` and `we` is the
    interviewer's: to somebody, and asserted by nobody.
    """
    if not any(map(_INTERVIEW.search, (title, *lines[: begin + 2]))):
        return frozenset()
    plain = [
        n for n, line in enumerate(lines)
        if n > begin and _YOU.search(line) and not _SPOKEN.search(line) and len(line.split()) <= _SHORT
    ]  # fmt: skip
    asked = (n for n in plain if lines[n].endswith("?") and n + 1 < len(lines) and lines[n + 1][-1] != "?")
    first = next(asked, None)
    if first is None or any(map(_QUOTED.search, lines[first:])):
        return frozenset()
    spoken = sum(1 for line in lines[first:] if _SPOKEN.search(line))
    return frozenset(n for n in plain if n >= first) if spoken >= _SPEAKERS else frozenset()
