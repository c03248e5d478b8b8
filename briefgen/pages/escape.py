"""The one way for article text onto a page: what could be read as markup is escaped, no more.

A position is a function: `text` (paragraph, list item, heading, table cell, link text; nothing that Markdown
or HTML would read as its own survives), `attribute` (a quoted title or aria-label), `front_matter`, `xml` and
`json_text`. Each returns `Markup`: words that may stand as they are. What HTML and YAML can't carry
becomes U+FFFD, and line ends become spaces, so that a text can't begin a line of its own. Controls that turn
the order of words are shown, and named (`turn`), where a position can hold an element.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup

_SPECIAL = re.compile(
    r"[&<>\\`*_\[\]{}|~^@]|={2,}|\+{2,}|(?<!\s)\$|\$(?!\d)|:(?=//|[\w+\-]+:)|(?<=www)\.|[#!?](?=\d)"
    r"|[0-9a-f](?=[0-9a-f]{39})",
    re.IGNORECASE,
)
"""Emphasis, code, links, attributes, cells, tags, entities: inside a line, wherever they stand.

What only an extension that a user may switch on reads (marks, keys, maths, emoji, bare addresses, numbers of
issues and hashes of commits) is escaped where that extension would find it: a price after a space keeps its
dollar sign, a time its colon.
"""
_FIRST = re.compile(
    r"^( ?)([#+\-=!?:/%>^]|[.)](?=\s|$))"
    r"|^( ?(?:\d+|[ivxlcdm]+|[IVXLCDM]{2,}|[a-z]|[A-Z](?=\)|\.\s\s)))([.)])(?=\s|$)"
)
"""Headings, lists (`1986. What`), rules, admonitions, definitions: only at the beginning of a line."""
_EDGE = re.compile("^ +| +$")
"""Four spaces begin code, two at the end break a line."""
_CARRIED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTER = re.compile(
    "[" + "".join(chr(p * 0x10000 + e) for p in range(1, 17) for e in (0xFFFE, 0xFFFF)) + "]"
)
_LINE_END = re.compile("\r\n|[\t\n\r\x85\u2028\u2029]")
_ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]")
"""Spaces that look like another and marks that can't be seen: spelt out, so that a diff shows them."""
TURNS: Mapping[str, str] = MappingProxyType(
    {
        "\u202a": "left-to-right embedding", "\u202b": "right-to-left embedding",
        "\u202c": "end of embedding or override",
        "\u202d": "left-to-right override", "\u202e": "right-to-left override",
        "\u2066": "left-to-right isolate", "\u2067": "right-to-left isolate",
        "\u2068": "first strong isolate", "\u2069": "end of isolate",
    }
)  # fmt: skip
"""Controls that turn the order in which words are shown (Unicode Standard Annex 9), with what each does."""
_TURN = re.compile(f"[{''.join(TURNS)}]")


def carried(text: str) -> str:
    """The text without what HTML and YAML can't carry, on one line."""
    return _LINE_END.sub(" ", _NONCHARACTER.sub("\ufffd", _CARRIED.sub("\ufffd", text)))


def text(value: object, *, inside: bool = False) -> Markup:
    """As words in Markdown: a paragraph, list item, heading, table cell or link text.

    `inside`: other words stand before it on its line, so that nothing in it can begin one.
    """
    return _words(str(value), inside)


@lru_cache(maxsize=1 << 15)  # the same sentence stands on many pages
def _words(value: str, inside: bool) -> Markup:
    line = _EDGE.sub(" ", carried(value))
    out = _ODD_SPACE.sub(_shown, _SPECIAL.sub(_entity, line))
    if not inside:
        out = _FIRST.sub(lambda f: (f[1] or f[3] or "") + _entity_of(f[2] or f[4]), out)
    return Markup(re.sub("#+(?= ?$)", lambda found: _entity_of("#") * len(found[0]), out))


def attribute(value: object) -> Markup:
    """Inside the double quotes of a title or another attribute, in a link or an attribute list."""
    out = _SPECIAL.sub(_entity, carried(str(value)).strip(" "))
    return Markup(_ODD_SPACE.sub(_entity, re.sub("[\"'()=]", _entity, out)))


def front_matter(value: object) -> Markup:
    """As a YAML value that Material prints into the page's head and its navigation, which take HTML."""
    return Markup(json.dumps(html.escape(_ODD_SPACE.sub(" ", carried(str(value)))), ensure_ascii=False))


def json_text(value: object) -> Markup:
    """Inside a JSON script element: nothing in it can end the element."""
    out = json.dumps(value, ensure_ascii=False)
    return Markup(out.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


_UNFIT = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML can't hold as it stands, or might take for the end of a line."""


def json_front_matter(value: object) -> Markup:
    """As a YAML value that is JSON, for a script element in the page's head: nothing in it can end that."""
    inner = _UNFIT.sub(lambda c: f"\\u{ord(c[0]):04x}", str(json_text(value)))
    return Markup("'" + inner.replace("'", "''") + "'")


def xml(value: object) -> Markup:
    """As words in an SVG file, element text or quoted attribute."""
    return Markup(html.escape(_ODD_SPACE.sub(" ", carried(str(value)))))


def address(url: str) -> Markup | None:
    """A link's target, where it is an address of the web; None where it is anything else.

    A dollar sign is written %24: beside one in the words it would be maths to an extension.
    """
    if not re.match(r"https?://[^\s/]+", url, re.ASCII | re.IGNORECASE):
        return None
    plain = carried(url).strip(" ")
    return Markup(re.sub(r"[^A-Za-z0-9:/?#@!&+,;=%.~-]", _percent, plain).replace("&", "&amp;"))


def outward(words: object, target: Markup) -> Markup:
    """A link to another host: it gets no hold on our page, and no recommendation before a search engine."""
    return Markup(f'[{text(words)}]({target}){{ rel="noopener nofollow" }}')


def turn(control: str) -> str:
    """A control of direction as it stands on a page: there, named to the eye and the ear, and without effect.

    The element keeps its effect from the words around it; the style sheet shows its label.
    """
    label = f"U+{ord(control):04X} {TURNS[control]}"
    return f'<bdi class="turn" role="img" aria-label="{label}">{_entity_of(control)}</bdi>'


def turns_named(value: str) -> str:
    """The words with a name in the place of each such control, for what shows plain words only."""
    return _TURN.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)


def _shown(found: re.Match[str]) -> str:
    return turn(found[0]) if found[0] in TURNS else _entity_of(found[0])


def _entity(found: re.Match[str]) -> str:
    return "".join(map(_entity_of, found[0]))


def _entity_of(character: str) -> str:
    return f"&#{ord(character)};"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
