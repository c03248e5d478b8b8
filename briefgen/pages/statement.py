"""A statement as it is printed, everywhere alike: whose it is, and then the source's own words.

Where the words are the holder's predicate they go on from the name (**Mara Quill** “wants the pier closed”);
a quotation, and what stands before its speaker, follow a colon (**Mara Quill**: “The pier is unsafe”).
No verb of ours stands between. What we add inside, who a pronoun means, stands in square brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefgen.model import Citation, Finding
from briefgen.pages.escape import text
from briefgen.pages.passages import quoted, words
from briefgen.pages.wording import on
from briefgen.statements import has, printed

_HERE = "\ue000"
"""Stands in the words where a name is to be added; a source that has the character gets no names."""
_OURS = '<span class="ours"> &#91;{}&#93;</span>'
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"))
_ALL = 10_000
_SAYING = ("said", "says", "say", "told", "tells", "added", "adds", "noted", "stated", "wrote")
_SUBJECTS = (
    " the ",
    " he ",
    " she ",
    " it ",
    " they ",
    " his ",
    " her ",
    " its ",
    " their ",
    " a ",
    " there ",
)
_LONGEST_CUE = 40
"""Characters before what is said: “told the harbour board that”."""
_SHORT = 75
"""Characters of a quotation that serves as a heading."""


def quotation(position: Finding, most: int = 10_000) -> Markup:
    """The words in quotation marks, at most so many characters, for a page."""
    marked, names = _marked(position)
    out = str(quoted(_joined(marked), most))
    for name in names:
        out = out.replace(_HERE, _OURS.format(text(name, inside=True)), 1)
    return Markup(out.replace(_HERE, ""))


def plain(position: Finding, most: int = 10_000) -> str:
    """The same as plain text, without quotation marks around it."""
    marked, names = _marked(position)
    out = words(_joined(marked), most)
    for name in names:
        out = out.replace(_HERE, f" [{name}]", 1)
    return out.replace(_HERE, "")


def heading(position: Finding) -> Markup:
    """A short cut of the words, as the heading of a statement whose holder the page names."""
    return quotation(position, _SHORT)


def about(position: Finding) -> Markup:
    """The same for a list of headings by ear: cut words begin with what is said, not with “said”."""
    main, content, cue = (getattr(position, name, None) for name in ("shown", "content", "cue"))
    content = content or position.citations[0]
    if is_whole(position) or main is None or cue is None or not getattr(position, "predicate", False):
        return heading(position)
    at = _behind_cue(main, cue, content)
    if not at:
        return heading(position)
    shown = replace(main, start=main.start + at, quote=main.quote[at:])
    return heading(position.__class__(**{**vars(position), "shown": shown}))


def _behind_cue(main: Citation, cue: Citation, content: Citation) -> int:
    """How many characters of the printed words only say that something is said; 0 where none do."""
    if cue.quote.lower().split()[-1] not in _SAYING or cue.source != main.source or cue.start < main.start:
        return 0
    if cue.start < content.start < main.end and content.start - main.start <= _LONGEST_CUE:
        return content.start - main.start
    rest = main.quote[cue.end - main.start :]  # “said the pier was ‘unsafe’”: only the marks are the content
    return cue.end - main.start + 1 if rest.lower().startswith(_SUBJECTS) else 0


def is_whole(position: Finding) -> bool:
    """Whether such a heading has all the words."""
    return len(plain(position)) <= _SHORT


def further(position: Finding) -> list[Citation]:
    """Its passages in other sentences than that of its printed words."""
    first = printed(position)[0]
    return [c for c in position.citations if (c.source, c.sentence) != (first.source, first.sentence)]


def leans(position: Finding) -> bool:
    """Whether its words hang on what stands before: it stands only where there is room for that."""
    return bool(getattr(position, "leans", False))


def colon(position: Finding) -> Markup:
    """What stands between the name and the words."""
    return Markup("" if getattr(position, "predicate", False) else ":")


def since(position: Finding, most: int = _ALL) -> list[tuple[str, Citation]]:
    """What its holder has said since, and what he said before, where he has given one of them up: what each
    is called, and the words. `most`: so many characters of its own words are printed; what they tell is not
    told again.
    """
    told = printed(position) if len(plain(position)) <= most else ()
    found = []
    for field, called in (("later", _later), ("earlier", _earlier)):
        word = getattr(position, field, None)
        if word is not None and not any(has(c, word.said) or has(word.said, c) for c in told):
            found.append((called(word), word.said))
    return found


def _later(word: Any) -> str:
    if word.taken_back:
        return f"withdrawn, as reported on {on(word.day)}" if word.day else "withdrawn since"
    return f"later, reported on {on(word.day)}" if word.day else "later"


def _earlier(word: Any) -> str:
    return f"earlier, reported on {on(word.day)}" if word.day else "earlier"


def _marked(position: Finding) -> tuple[list[Citation], list[str]]:
    """The printed words with a sign behind each pronoun that gets a name, and the names."""
    parts = printed(position)
    if any(_HERE in c.quote for c in parts):
        return [replace(c, quote=c.quote.replace(_HERE, "")) for c in parts], []
    found: Sequence[tuple[Citation, str]] = sorted(getattr(position, "referents", ()))
    marked, names = [], []
    for c in parts:
        said, at = "", c.start
        for pronoun, name in found:
            if c.start <= pronoun.start and pronoun.end <= c.end:
                said += c.quote[at - c.start : pronoun.end - c.start] + _HERE
                at = pronoun.end
                names.append(name)
        marked.append(replace(c, quote=said + c.quote[at - c.start :]))
    return marked, names


def _joined(parts: Sequence[Citation]) -> Citation:
    """Several parts as one passage, with an ellipsis where the source has its speaker."""
    if len(parts) == 1:
        return replace(parts[0], quote=_paired(parts[0].quote))
    return replace(parts[0], quote=_paired(" … ".join(words(c).lstrip(" ,;:—–") for c in parts)))


def _paired(said: str) -> str:
    """The words without a mark at either end whose fellow is not among them: a quotation that goes on."""
    for opens, closes in _MARKS:
        straight = opens == closes and said.count(opens) % 2 == 1
        if said.startswith(opens) and (straight or said.count(opens) > said.count(closes)):
            said = said[1:]
        elif said.endswith(closes) and (straight or said.count(closes) > said.count(opens)):
            said = said[:-1]
    return said
