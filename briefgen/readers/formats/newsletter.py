"""What stands at the head and at the foot of a newsletter and is none of its text.

Above it, where to see it in a browser; below it, why one gets it, how to get it no more, the address of its
makers. Such lines are looked for there alone: within the text, somebody may be quoted with the same words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.readers.formats.extracted import Extracted
from briefgen.readers.formats.paragraphs import joined

_MAIL = r"(?:e-?mail|mail|message|newsletter|issue|edition|bulletin|briefing|page)"
_REST = r"(?: ?[:|–—-])? ?(?:<?https?://\S{1,4000})?[ .!:»>→]{0,4}"
_HEAD = re.compile(
    rf"^(?:(?:view|read|open|see) (?:(?:this|the|our|it) )?(?:{_MAIL} )?(?:as a web ?page|on the web|online"
    r"|in (?:your|a|the) (?:web ?)?browser|in browser)"
    r"|(?:web|online|browser) version|add us to your (?:address book|contacts|safe senders? list)"
    rf"|(?:(?:can.?t|cannot|can not|unable to) (?:see|view|read)|(?:having )?(?:trouble"
    rf"|problems?|difficulty) "
    rf"(?:seeing|viewing|reading|with)) this {_MAIL}\W(?: ?(?:click|view|read|open|see) .{{1,80}})?"
    rf"|(?:was this|did someone forward(?: you)? this) (?:{_MAIL} )?(?:forwarded(?: to you)?|to you)?\W"
    r"(?: ?(?:sign up|subscribe) .{1,60})?"
    rf"|(?:diese (?:mail|e-mail|nachricht)|diesen newsletter) (?:online|im browser) (?:ansehen"
    rf"|lesen|öffnen))"
    rf"{_REST}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^(?:unsubscribe(?: here| from .{1,60}| instantly| at any time)?|opt out|(?:manage|update|change|edit)"
    r"(?: your| my| e-?mail){0,3} (?:preferences|subscriptions?|profile|settings)"
    r"|(?:e-?mail|subscription|notification) (?:preferences|settings)|privacy (?:policy|notice)"
    r"|terms (?:of (?:use|service)|and conditions)|contact(?: us)?|subscribe|advertise(?: with us)?"
    r"|forward(?: this)?(?: e-?mail)?(?: to a friend)?|imprint|impressum|datenschutz(?:erklärung)?"
    r"|(?:newsletter )?(?:abmelden|abbestellen)|about us|help|facebook|twitter|instagram|website)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|·•–—/]|\s-\s")
_URL = re.compile(r"[:(]?\s?<?https?://\S{1,4000}", re.IGNORECASE)
_FOOT = re.compile(
    rf"^(?:you.{{0,6}} (?:are |were )?(?:receiv(?:e|ed|ing)|get(?:ting)?|got) (?:this|our"
    rf"|these) (?:\w+ )?{_MAIL}s?"
    r" (?:because|as|since|at)\b|(?:if you|to|want to|don.t want to|no longer want to)"
    r" .{0,60}\bunsubscribe\b"
    rf"|(?:this|the) {_MAIL} (?:was|is|has been) sent (?:to|by|from)\b|sent to [^\s@]{{1,80}}@"
    r"|you are subscribed\b|click here to unsubscribe\b|(?:to (?:stop|change how)|want to"
    r" change how) you receive "
    r"|sie erhalten diese.? (?:e-?mail|mail|newsletter|nachricht)\b|our (?:mailing|postal) address\b"
    r"|(?:©|\(c\)|copyright)\W|follow us (?:on|at)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:(?:read|find|see) (?:it all|more|the (?:full|whole|rest of the) (?:story"
    r"|article))(?: \w+){0,3} (?:on|at) "
    rf"(?:our|the) (?:web ?)?(?:site|page){_REST}|.{{0,80}}all rights reserved\W{{0,3}})$",
    re.IGNORECASE,
)
_LINES_ABOVE, _LINES_BELOW = 6, 20
_LONGEST = 400
_WORDS = 20
_PROSE = re.compile(r"[.!?…][\"”’)]?$")
_SMALL = frozenset({"of", "the", "and", "de", "la", "van", "von", "der", "am", "an", "im", "c/o"})
_MARKS = "-–—•*·|> \t"


def trimmed(found: Extracted) -> Extracted:
    """The text without such lines at its head and foot."""
    lines = _lines(found)
    said = [found.text[a:b].lstrip(_MARKS).rstrip() for a, b, _ in lines]
    full = [n for n, words in enumerate(said) if words]
    above = {n for n in full[:_LINES_ABOVE] if len(said[n]) <= _LONGEST and _HEAD.fullmatch(said[n])}
    out = above | _foot(said, full)
    if not out or len(out) == len(full):
        return found
    return _without(found, lines, out)


def _foot(said: list[str], full: list[int]) -> set[int]:
    """The lines of the foot: from the first that says what feet say to the end, if none of them is prose."""
    marked = [n for n in full[-_LINES_BELOW:] if len(said[n]) <= _LONGEST and _is_of_foot(said[n])]
    for first in marked:
        rest = [n for n in full if n >= first]
        if all(n in marked or _is_bare(said, n) for n in rest):
            before = [n for n in full if n < first][-1:]
            return {*rest, *(n for n in before if _is_postal(said[n]))}
    return set()


def _is_of_foot(line: str) -> bool:
    pieces = (piece.strip(" .!»>→)") for piece in _BETWEEN.split(_URL.sub("", line)))
    links = all(_LINK.match(piece) or _HEAD.fullmatch(piece) for piece in pieces if piece)
    return links or bool(_FOOT.match(line) or _MORE.match(line) or _HEAD.fullmatch(line))


def _is_postal(line: str) -> bool:
    """Whether it is a postal address: names and numbers between commas, a house's or a town's."""
    parts = line.split(",")
    words = [w.strip(".()") for w in line.replace(",", " ").split()]
    if not 2 <= len(parts) <= 7 or len(words) > _WORDS or re.search(r"[!?;:]", line):
        return False
    named = all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL for w in words if w)
    return named and (len(parts) > 2 or bool(re.search(r"\b\d{4,6}\b", line))) and any(map(str.isdigit, line))


def _is_bare(said: list[str], n: int) -> bool:
    """Whether a line of the foot is no sentence, or the end of one that a program broke."""
    line = said[n]
    return len(line.split()) <= _WORDS and (_PROSE.search(line) is None or (n > 0 and line[0].islower()))


def _lines(found: Extracted) -> list[tuple[int, int, str]]:
    """The blocks; where there are none, the lines."""
    if found.blocks:
        return list(found.blocks)
    out, at = [], 0
    for line in found.text.split("\n"):
        out.append((at, at + len(line), ""))
        at += len(line) + 1
    return out


def _without(found: Extracted, lines: list[tuple[int, int, str]], out: set[int]) -> Extracted:
    kept = [line for n, line in enumerate(lines) if n not in out]
    if not found.blocks:
        return replace(found, text="\n".join(found.text[a:b] for a, b, _ in kept).strip("\n"))
    text, blocks = joined((kind, found.text[a:b]) for a, b, kind in kept)
    return replace(found, text=text, blocks=blocks)
