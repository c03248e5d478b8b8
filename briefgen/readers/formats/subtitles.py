"""Captions of a film or a broadcast (SubRip, WebVTT): what is said, as a transcript.

Cues are joined into paragraphs, one a turn of a speaker, who stands before it where the file names him: `Ada
Moor: We sail at dawn.` His name is in capitals where the whole would not be taken for a transcript without
them (`language.turns`). Descriptions of sounds and songs are left out; words that nobody could hear
(`[inaudible]`) stay, for without them the rest would say something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import Literal

from briefgen.language.turns import find_turns
from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES, Extracted, UnreadableError
from briefgen.readers.formats.paragraphs import Paragraphs
from briefgen.readers.formats.signature import named

ABOUT = "captions of a film or a broadcast (SubRip, WebVTT), as a transcript"
SUFFIXES: tuple[str, ...] = (".srt", ".vtt")
NEEDS: str | None = None
LIMIT = MOST_BYTES
_MOMENT = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*{_MOMENT}[ \t]*-->[ \t]*{_MOMENT}(?:[ \t][^\n]*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]+([^<>\n]{1,120})>")
_TAG = re.compile(r"</?[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}|\{[yYpPbBiIuUsSc]:[^{}\n]{0,60}\}")
_UNHEARD = re.compile(r"inaud|unintel|indistin|crosstalk|bleep|expletive|redacted|__|\?\?", re.IGNORECASE)
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,200})\](?!:)")
_ROUND = re.compile(r"\(([^()\n]{0,200})\)(?!:)")
_SOUND = re.compile(
    r"(?:\w+ ){0,4}(?:music|applause|laugh\w*|cheer\w*|sigh\w*|cough\w*|gasp\w*|chuckl\w*|sob\w*|scream\w*"
    r"|shout\w*|whisper\w*|silence|pause|siren\w*|beep\w*|phone|bell\w*|chatter|noise|speaking|singing|theme)\b",
    re.IGNORECASE,
)
_SONG = re.compile(r"[♪♫♩♬]{1,3}[^♪♫♩♬\n]{1,300}[♪♫♩♬]{1,3}|^[♪♫♩♬].*$|[♪♫♩♬]")
_ARROWS = re.compile(r"^\s*(?:>>+|»+)\s*")
_DASH = re.compile(r"^\s*[-–—‐]\s*(?=[^\s\d–—-])")
_CAPITALS = re.compile(
    r"^[\[(]?([A-ZÀ-Þ][A-ZÀ-Þ0-9.’' -]{1,40}(?:, [A-Z][A-Z .,’'&-]{1,50})?)(?: \([^()\n]{1,40}\))?[\])]?"
    r":(?:\s+|$)"
)
_NAME = re.compile(
    r"^[\[(]?((?:[A-ZÀ-Þ][\w.’'-]{0,30} ){0,3}[A-ZÀ-Þ][\w’'-]{0,30})(?: \([^()\n]{1,40}\))?[\])]?:(?:\s+|$)"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_STATED = re.compile(r"(?:NOTE[ \t]+)?(Language|Title|Date|Published):[ \t]*([^\n]{1,400})", re.IGNORECASE)
_NAMES: Mapping[str, str] = MappingProxyType(
    {"language": "language", "title": "title", "date": "published", "published": "published"}
)
"""What a file states of itself → what that is called in `readers.metadata`."""
_NO_CUE = ("NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")
_ROLLING = 0.3
"""The share of cues that begin with what the one before ended with, in captions that roll."""
_LINE = 3
"""Words of a line that nobody says twice in a row by chance."""
_SHOUTED = 0.7
"""The share of capitals in captions that have no small letters."""
_RECURS = 3
_WORDS = 120
"""A paragraph ends at the next end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A line of a cue."""

    words: str
    speaker: str | None
    mark: Literal["", "voice", "change"]
    """What tells the speaker: nothing, so whoever spoke goes on; the voice of its cue; a label or a dash."""


def read(raw: bytes) -> Extracted:
    """What is said, one paragraph a turn."""
    if named(raw):
        raise UnreadableError(f"is {named(raw)}, not captions")
    written, problems = decode(raw)
    cues, stated = _cues(written)
    if not cues:
        raise UnreadableError("has no cues: a line such as 00:00:01.000 --> 00:00:04.000 begins each")
    turns = list(_turns(_said(_unrolled(cues))))
    told = _written(turns)
    spans = [(start, end) for start, end, _ in told.blocks]
    if len(find_turns(told.text, spans)) < sum(
        1 for speaker, words in turns for _ in _parts(words) if speaker
    ):
        told = _written([(speaker.upper() if speaker else None, words) for speaker, words in turns])
    return Extracted(text=told.text, blocks=told.blocks, metadata=stated, problems=problems)


def _written(turns: Sequence[tuple[str | None, str]]) -> Paragraphs:
    """The turns as paragraphs, with the names as they are given."""
    told = Paragraphs()
    for speaker, words in turns:
        for part in _parts(words):
            told.add("paragraph", f"{speaker}: {part}" if speaker else part)
    return told


def _cues(written: str) -> tuple[list[list[str]], dict[str, str]]:
    """The lines of each cue, and what the file states of itself before the first of them."""
    web = written.lstrip("\ufeff").startswith("WEBVTT")
    found: list[list[str]] = []
    stated: dict[str, str] = {}
    for number, block in enumerate(re.split(r"\n[ \t]*\n+", written.strip("\ufeff\n "))):
        lines = block.split("\n")
        at = next((n for n, line in enumerate(lines[:3]) if _TIMES.fullmatch(line)), None)
        if at is not None and not (web and lines[0].startswith(_NO_CUE)):
            found += _apart(lines[at + 1 :])
        elif web and (number == 0 or (not found and lines[0].startswith("NOTE"))):
            for m in filter(None, map(_STATED.fullmatch, lines)):
                stated.setdefault(_NAMES[m[1].lower()], m[2].strip())
        elif not web and found and at is None:
            found[-1] += [line for line in lines if line.strip()]
    return found, {
        name: said for name, said in stated.items() if name != "language" or _LANGUAGE.fullmatch(said)
    }


def _apart(lines: Sequence[str]) -> Iterator[list[str]]:
    """The cues of a block: more than one where the empty lines between them are missing."""
    own: list[str] = []
    for line in lines:
        if _TIMES.fullmatch(line):
            yield own[:-1] if own and own[-1].strip().isdigit() else own
            own = []
        elif line.strip():
            own.append(line)
    yield own


def _unrolled(cues: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The cues, without the lines that captions which roll up show again."""
    bare = [[" ".join(_TAG.sub("", line).split()) for line in cue] for cue in cues]
    again = sum(1 for a, b in zip(bare, bare[1:], strict=False) if _repeats(a, b))
    sure = again >= _RECURS or any(
        len(" ".join(a).split()) >= _LINE and _repeats(a, b) for a, b in zip(bare, bare[1:], strict=False)
    )
    if again < _ROLLING * len(cues) or not sure:
        yield from cues
        return
    last: list[str] = []
    for cue, words in zip(cues, bare, strict=True):
        lines = [(line, said) for line, said in zip(cue, words, strict=True) if said]
        while lines and lines[0][1] in last:
            lines = lines[1:]
        if lines and last and lines[0][1].startswith(last[-1] + " "):
            yield [lines[0][1][len(last[-1]) + 1 :], *(line for line, _ in lines[1:])]
        else:
            yield [line for line, _ in lines]
        last = [said for said in words if said] or last


def _repeats(before: Sequence[str], cue: Sequence[str]) -> bool:
    """Whether a cue begins with a line of the one before, or with its last line and more."""
    if not before or not cue or not cue[0]:
        return False
    return cue[0] in before or cue[0].startswith(before[-1] + " ")


# -- who speaks ----------------------------------------------------------------------


def _said(cues: Iterator[Sequence[str]]) -> list[_Said]:
    """Each line, with who says it as far as it tells."""
    lines = [(voice, _heard(line)) for cue in cues for voice, line in _voices(cue)]
    letters = "".join(_CAPITALS.sub("", line) for _, line in lines)
    shouted = sum(map(str.isupper, letters)) > _SHOUTED * max(1, sum(map(str.isalpha, letters)))
    names = Counter(m[1] for _, line in lines if (m := _NAME.match(_DASH.sub("", _ARROWS.sub("", line)))))
    voices = any(voice for voice, _ in lines)
    return [
        _line(voice, line, names, shouted=shouted, voices=voices) for voice, line in lines if line.strip()
    ]


def _voices(cue: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """The lines of a cue, parted where another voice begins; a voice lasts to the end of its cue."""
    voice: str | None = None
    for line in cue:
        parts = _VOICE.split(line)
        yield voice, parts[0]
        for name, words in zip(parts[1::2], parts[2::2], strict=True):
            voice = " ".join(unescape(name).split())
            yield voice, words


def _heard(line: str) -> str:
    """The line without marks, sounds and songs."""
    line = unescape(_TAG.sub("", line)).replace("\u200b", "").replace("\u00a0", " ").strip()
    line = _SONG.sub(" ", line)
    line = _BRACKETS.sub(lambda m: m[0] if _UNHEARD.search(m[1]) else " ", line)
    whole = line.strip()
    line = _ROUND.sub(lambda m: " " if m[0] == whole or m[1].isupper() or _SOUND.match(m[1]) else m[0], line)
    return " ".join(line.split())


def _line(voice: str | None, line: str, names: Counter[str], *, shouted: bool, voices: bool) -> _Said:
    arrows, dashed = _ARROWS.match(line), _DASH.match(line)
    line = _DASH.sub("", _ARROWS.sub("", line))
    label = _CAPITALS.match(line) if not shouted or arrows else None
    if label is None and not shouted and (spoken := _NAME.match(line)):
        several = sum(1 for n in names.values() if n >= _RECURS) >= 2
        times = names[spoken[1]]
        known = arrows or (" " in spoken[1] and times > 1) or (several and times >= _RECURS)
        label = spoken if known else None
    if label is not None:
        return _Said(words=line[label.end() :], speaker=" ".join(label[1].split()), mark="change")
    if arrows or dashed:
        return _Said(words=line, speaker=voice, mark="change")
    return _Said(words=line, speaker=voice, mark="voice" if voices else "")


def _turns(said: Sequence[_Said]) -> Iterator[tuple[str | None, str]]:
    """Who speaks, where that is known, and all that he says without a break."""
    speaker: str | None = None
    words: list[str] = []
    for line in said:
        other = line.speaker != speaker or (line.mark == "change" and line.speaker is None)
        if line.mark and other:
            yield speaker, " ".join(words)
            speaker, words = line.speaker, []
        words.append(line.words)
    yield speaker, " ".join(words)


def _parts(words: str) -> Iterator[str]:
    """A long turn in paragraphs, each of whole sentences."""
    own: list[str] = []
    for word in words.split():
        own.append(word)
        if len(own) >= _WORDS and re.search(r"[.!?…][\"”’]?$", word):
            yield " ".join(own)
            own = []
    if own:
        yield " ".join(own)
