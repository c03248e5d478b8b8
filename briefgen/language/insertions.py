"""What stands inside a sentence and is none of its words: kickers, stamps, links, credits, menus.

A sentence keeps its offsets and its text; the parser leaves these stretches out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.language.furniture import STAMP
from briefgen.language.lexicon import table

Span = tuple[int, int]

_INSERTED = re.compile(
    r",? ?\bopens (?:in )?(?:a )?new (?:tab|window)\b"
    r"|\(opens (?:in )?(?:a )?new (?:tab|window)\)"
    r"|(?<![\w/.])(?:https?://|pic\.twitter\.com/|www\.)[^\s”\"’)]*[^\s”\"’).,;:!?]"
    r"|(?:(?<=[.!?”\"’] )|^)[(\[] ?(?:also on|see also|read more|also read|read|watch|related|more|photos?"
    r"|video|listen|sign up)\b[^()\[\]\n]{3,160}[)\]]"
    r"|(?<![\w])\((?:photo|image|picture|photograph|file photo|ap photo)(?: by| credit| courtesy of|:"
    r"|/)[^()\n]{2,90}\)"
    r"|\((?:begin|end) (?:video|audio) clip\)|\((?:crosstalk|laughter|applause|inaudible|voice-over"
    r"|on camera|via \w+)\)",
    re.IGNORECASE | re.MULTILINE,
)
_HINT = re.compile(r"[(\[]|://|\.com/|www\.|opens ")
# A name that opens a menu of links: “Rose Marsh Rose Ann MarshCouncil splits on dike … MORE”.
_MENU = re.compile(
    r"\b([A-Z][\w’'-]+?)( ?(?:\(?[A-Z][\w.’'()“”\"-]* ){1,5}\1(?=[A-Z0-9'‘“\"])[^\n]{1,700}?\bMORE\b)"
)
# The same with a space behind the name: the first name must be there again.
_SPACED_MENU = re.compile(
    r"\b([A-Z][\w’'-]+ )([A-Z][\w’'-]+)( \1(?:[A-Z][\w.’'-]* ){0,3}\2 [A-Z][^\n]{1,700}?\bMORE\b)"
)
_DATELINE = re.compile(
    r"(?:[A-Z][\w.’'-]+(?:[ ,/]+(?:[A-Z][\w.’'-]*|\d{1,2}|and|de|al|el))*,? ?)?"
    r"\((?:[A-Z][\w.&’'-]+(?: [A-Z][\w.&’'-]+){0,2})\)(?: ?[-–—]{1,2} ?| (?=[A-Z“\"‘]))"
    r"|[A-Z][A-Z.’'-]{2,}(?: [A-Z][A-Z.’'-]+)*(?:, (?:[A-Z][\w.]+ ?){1,3}\d{0,2})?(?: ?[–—] ?"
    r"| -{1,2} )(?=[A-Z“\"‘])"
)
_AGENCY = re.compile(r"\(([^()]+)\)")


def inserted(line: str) -> tuple[Span, ...]:
    """Offsets in the line of what the parser leaves out, in order and without overlaps."""
    found: list[Span] = []
    for a, b in sorted((*_at_head(line), *_menus(line), *_within(line))):
        if a >= (found[-1][1] if found else 0):
            found.append((a, b))
    return tuple(found)


def _within(line: str) -> Iterator[Span]:
    # Most lines have none of these characters, and need not be searched.
    if _HINT.search(line):
        yield from ((m.start(), m.end()) for m in _INSERTED.finditer(line))


def dateline(sentence: str) -> int:
    """Where the sentence begins behind a place and an agency (`ORSEL (VPA) —`); 0 where it has none."""
    m = _DATELINE.match(sentence[:120])
    if m is None:
        return 0
    agency = _AGENCY.search(m.group())
    known = agency is None or agency.group(1) in _agencies() or agency.group(1).split()[0] in _agencies()
    return m.end() if known and m.end() < len(sentence) else 0


@cache
def _agencies() -> frozenset[str]:
    return frozenset(table("furniture")["datelines"]["houses"])


@cache
def _kicker() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(table("furniture")["kickers"]["words"], key=len, reverse=True)))
    return re.compile(rf"(?:{names})(?: \d)?(?: ?\||:| [–—]|-(?=[A-Z]))\s*(?=[A-Z“‘\"'$\d])", re.IGNORECASE)


def _at_head(line: str) -> Iterator[Span]:
    """A kicker or a stamp before a headline or a sentence."""
    m = STAMP.match(line) or _kicker().match(line)
    # Words in small letters begin prose too (“Report: …”, “Live: …”): a bar or capitals are sure.
    if (
        m
        and m.end() < len(line)
        and (m.re is STAMP or "|" in m.group() or m.group().rstrip(" :–—-0123456789").isupper())
    ):
        yield m.start(), m.end()


def _menus(line: str) -> Iterator[Span]:
    if "MORE" in line:
        yield from ((m.start(2), m.end(2)) for m in _MENU.finditer(line))
        yield from ((m.start(3), m.end(3)) for m in _SPACED_MENU.finditer(line))
