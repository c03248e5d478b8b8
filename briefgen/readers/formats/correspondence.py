"""The plain text of a mail: what its writer wrote, without what programs put around it.

Answers quote the mail that they answer, with `>` before its lines; what is sent on stands below a line that
says so, and its heads; below `-- ` stands a signature. Links that were made plain (`words (https://…)`) lose
their addresses, which are none of the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_SENT_ON = re.compile(
    r"\s?(?:-{3,} ?(?:Forwarded message|Original Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht)"
    r" ?-{3,}|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:)\s?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\*?([A-Z][a-zü]{1,8}):\*? ?(.{0,500})")
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "From": "sender", "Von": "sender", "Subject": "subject", "Betreff": "subject", "Date": "date",
        "Sent": "date", "Datum": "date", "Gesendet": "date", "To": "", "An": "", "Cc": "", "Kopie": "",
    }
)  # fmt: skip
_WROTE = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Den)\b.{5,300}\b(?:wrote|schrieb|écrit|escribió|scritto|schreef|skrev)\b.{0,100}:"
)
_LINK = re.compile(
    r"[ \t]?(?:\( ?https?://[^\s()]{1,2000} ?\)|<https?://[^\s<>]{1,2000}>|\[https?://[^\s\[\]]{1,2000}\])"
)
_ARMOUR = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNED = "-----BEGIN PGP SIGNATURE-----"
_MOST_SIGNED = 15
"""Lines of a signature whose mark lost its blank."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What stands in a mail."""

    text: str
    """The writer's own."""
    sent_on: str = ""
    """The text of the mail that is sent on with it, in the same file of text."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Of that mail: `sender`, `subject`, `date`."""
    problems: tuple[str, ...] = ()


def letter(text: str) -> Letter:
    """The text of a mail, taken apart."""
    lines = _unsigned(text).split("\n")
    at = next((n for n, line in enumerate(lines) if _SENT_ON.fullmatch(line)), len(lines))
    heads, rest = _heads(lines[at + 1 :])
    if len(heads) < 2:
        at, heads, rest = len(lines), {}, []
    own, problems = _own(lines[:at])
    inner, also = _own(rest) if rest else ("", ())
    return Letter(text=own, sent_on=inner, heads=heads, problems=problems or also)


def unflowed(text: str, remove_blank: bool) -> str:
    """Text of `format=flowed`: a line that ends with a blank goes on in the next one."""
    out: list[str] = []
    open_ = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        piece = line[:-1] if flows and remove_blank else line
        if open_ and not line.startswith(">"):
            out[-1] += piece
        else:
            out.append(piece)
        open_ = flows
    return "\n".join(out)


def _unsigned(text: str) -> str:
    """The text that a signature in it (OpenPGP) signs."""
    if not text.lstrip().startswith(_ARMOUR):
        return text
    signed = text.partition(_SIGNED)[0].partition("\n\n")[2]
    return re.sub("^- ", "", signed, flags=re.MULTILINE)


def _heads(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The heads of a mail that stand in its text, and what stands below them."""
    if all(line.startswith(">") for line in lines if line.strip()):
        lines = [line[1:].removeprefix(" ") for line in lines]
    found: dict[str, str] = {}
    at = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    while at < len(lines) and lines[at].strip():
        said = _HEAD.fullmatch(lines[at].strip())
        if said and said[1] in _HEADS:
            found.setdefault(_HEADS[said[1]], said[2].strip())
        elif not found:
            return {}, []
        at += 1
    found.pop("", None)
    return found, lines[at:]


def _own(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """The lines that are neither quoted nor a signature."""
    problems = []
    end = _signature(lines)
    if any(line.strip() for line in lines[end + 1 :]):
        problems.append("has a signature, left out with what stands below it")
    kept: list[str] = []
    quoted = 0
    for line in lines[:end]:
        if not line.startswith(">"):
            kept.append(line)
            continue
        if not quoted or (kept and kept[-1].strip()):
            _drop_introduction(kept)
        quoted += 1
    if quoted:
        problems.append(f"quotes {quoted} line{'s' * (quoted > 1)} of an earlier mail, left out")
    return _LINK.sub("", "\n".join(kept)).strip("\n"), tuple(problems)


def _signature(lines: list[str]) -> int:
    """The line at which the signature begins; behind the last one where there is none."""
    for n in range(len(lines) - 1, -1, -1):
        if lines[n] == "-- " or (lines[n] == "--" and len(lines) - n <= _MOST_SIGNED):
            return n
    return len(lines)


def _drop_introduction(kept: list[str]) -> None:
    """Drop the line that says whom the lines below it quote; programs break it in two."""
    while kept and not kept[-1].strip():
        kept.pop()
    for n in (1, 2):
        if _WROTE.fullmatch(" ".join(line.strip() for line in kept[-n:])):
            del kept[-n:]
            return
