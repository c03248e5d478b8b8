"""What stands inside a sentence and is none of its words: kickers, stamps, links, credits, menus.

A sentence keeps its offsets and its text; the parser leaves these stretches out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.language.furniture import STAMP
from briefgen.language.lexicon import per_language, table

Span = tuple[int, int]

_INSERTED = re.compile(
    r",? ?\bopens (?:in )?(?:a )?new (?:tab|window)\b"
    r"|\(opens (?:in )?(?:a )?new (?:tab|window)\)"
    r"|(?<![\w/.])(?:https?://|pic\.twitter\.com/|www\.)[^\s”\"’)]*[^\s”\"’).,;:!?]"
    r"|(?<![\w])\((?:photo|image|picture|photograph|file photo|ap photo)(?: by| credit| courtesy of|:"
    r"|/)[^()\n]{2,90}\)"
    r"|\((?:begin|end) (?:video|audio) clip\)|\((?:crosstalk|laughter|applause|inaudible|voice-over"
    r"|on camera|via \w+)\)",
    re.IGNORECASE | re.MULTILINE,
)
# A link to another story in brackets, where a sentence could begin.
_LINK = re.compile(
    r"[(\[] ?(?:also on|see also|also read|read(?: more)?|watch|related|more|photos?|video|listen|sign up)\b"
    r"[^()\[\]\n]{3,160}[)\]]",
    re.IGNORECASE,
)
_HINT = re.compile(r"[(\[]|://|\.com/|www\.|opens ")
_TOKEN = re.compile(r"\S+")
_MENU_END = re.compile(r"\bMORE\b")
_LONGEST_MENU = 800
_NAME_WORDS = 6
_AGENCY = re.compile(r"\(([A-Z][^()]{1,24})\)(?: ?[-–—]{1,2} ?| (?=[A-Z“\"‘]))")
_DASH = re.compile(r" ?[–—] ?| -{1,2} ")
_PLACE_LONGEST = 80
_SMALL = frozenset({"and", "de", "del", "la", "al", "el"})


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
        for m in _LINK.finditer(line):
            if not line[: m.start()].rstrip("”\"’' ") or line[: m.start()].rstrip("”\"’' ")[-1] in ".!?":
                yield m.start(), m.end()


def dateline(sentence: str) -> int:
    """Where the sentence begins behind a place and an agency (`ORSEL (VPA) —`); 0 where it has none."""
    head = sentence[:_PLACE_LONGEST]
    agency = _AGENCY.search(head)
    if agency and agency.group(1).split()[0] in _agencies() and _is_place(head[: agency.start()]):
        return agency.end() if agency.end() < len(sentence) else 0
    dash = _DASH.search(head)
    if dash is None or dash.end() >= len(sentence) or not sentence[dash.end()].isupper():
        return dash.end() if dash and _is_city(head[: dash.start()]) and sentence[dash.end()] in '“"‘' else 0
    return dash.end() if _is_city(head[: dash.start()]) else 0


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_STATED = re.compile(rf"(?:{_MONTH}\.? \d{{1,2}},?|\d{{1,2}} {_MONTH}\.?) (?:\d{{4}} )?(?:—|–|--|-)\s*(?=\S)")


def head(sentence: str) -> int:
    """Where the sentence begins behind its dateline and the day that stands in it; 0 where it has none."""
    begin = dateline(sentence)
    stated = _STATED.match(sentence, begin) if begin else None
    return stated.end() if stated else begin


def _is_place(words: str) -> bool:
    """Whether only names and a day stand there, or nothing."""
    return all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words.replace(",", " ").split())


def _is_city(words: str) -> bool:
    """Whether a town in capitals stands there, and behind its comma no more than a place and a day."""
    town = words.split(",")[0]
    return len(town) > 2 and town.isupper() and _is_place(words)


@per_language
def _agencies() -> frozenset[str]:
    return frozenset(table("furniture")["datelines"]["houses"])


@per_language
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
    """Menus of links behind a name: “Rose Marsh Rose Ann MarshCouncil splits on dike … MORE”."""
    at = 0
    for end in _MENU_END.finditer(line):
        begin = max(at, end.start() - _LONGEST_MENU)
        start = _menu_start([(m.group(), m.start()) for m in _TOKEN.finditer(line, begin, end.start())])
        if start is not None:
            yield start, end.end()
            at = end.end()


def _menu_start(told: list[tuple[str, int]]) -> int | None:
    """Where a name ends that its menu repeats: in full, and with the first link's words joined to it."""
    for i, (word, start) in enumerate(told):
        if not word[0].isupper():
            continue
        for name in (word, *(word[:k] for k in range(2, len(word)) if word[k].isupper())):
            if len(name) > 1 and _is_repeated(told, i, name):
                return start + len(name)
    return None


def _is_repeated(told: list[tuple[str, int]], i: int, name: str) -> bool:
    for n, (word, _) in enumerate(told[i + 1 : i + 1 + _NAME_WORDS]):
        joined = word.startswith(name) and word[len(name) : len(name) + 1].strip("'‘“\"")[:1].isupper()
        quoted = (
            word.startswith(name)
            and word[len(name) : len(name) + 1] in ("'", "‘", "“", '"')
            and len(word) > len(name) + 2
        )
        again = word == name and n > 0 and i > 0 and told[i + 1][0] == told[i - 1][0]
        if joined or again or (quoted and word[len(name) + 1].isupper()):
            return True
        if not (word[0].isupper() or word[0] in '(“"'):
            return False
    return False
