"""Words of a text in elements that mostly hold none: a named one within a sentence, a heading's button."""

from __future__ import annotations

from typing import Any

_SENTENCE = 5
_ENDS = tuple('.!?…”"’')
_WORDS = frozenset({"a", "em", "strong", "b", "i", "font", "mark"})
_NEAR = 5
"""Elements: so far the words before and behind one are looked for."""
_INLINE = frozenset({"span", "small", "abbr", "cite", "dfn", "time", "u", "data", "bdi", "ins"})


def paragraph_of(element: Any) -> Any:
    """The paragraph in whose line an element stands; None where it stands in none."""
    if element.tag not in _INLINE:
        return None
    around = next((x for x in element.iterancestors() if x.tag not in _INLINE | _WORDS), None)
    return around if around is not None and around.tag == "p" else None


def goes_on(element: Any, paragraph: Any) -> bool:
    """Whether a sentence of the paragraph goes on behind an element in its line."""
    before, behind = _before(element, paragraph), _behind(element, paragraph)
    begun = bool(before) and before[-1] not in _ENDS
    return behind[:1].islower() or (begun and behind[:1] in {",", ";", ".", "!", "?", ")", "–", "—", "’"})


def _before(element: Any, paragraph: Any) -> str:
    """The words before it, as far as the next element; empty where it begins its paragraph."""
    for _ in range(_NEAR):
        prior = element.getprevious()
        said: str = ((element.getparent().text if prior is None else prior.tail) or "").strip()
        if said:
            return said
        element = element.getparent() if prior is None else prior
        if element is paragraph:
            return ""
        if prior is not None and (said := str(element.text_content()).strip()):
            return said
    return ""


def _behind(element: Any, paragraph: Any) -> str:
    """The words behind it, as far as the next element; empty where it ends its paragraph."""
    for _ in range(_NEAR):
        if element is paragraph:
            return ""
        said: str = (element.tail or "").strip()
        if said:
            return said
        following = element.getnext()
        element = element.getparent() if following is None else following
        if following is not None and (said := str(element.text_content()).strip()):
            return said
    return ""


def unfold(heading: Any) -> None:
    """Make plain words of a heading that is a button as a whole, which opens and shuts the text below it."""
    button = next((x for x in heading.iter() if x.tag == "button" or x.get("role") == "button"), None)
    if (
        button is None
        or not (said := button.text_content().split())
        or said != heading.text_content().split()
    ):
        return
    if not _heads_text(heading):
        return
    for element in list(button.iter()):
        element.attrib.clear()
    button.tag = "span"


def _heads_text(heading: Any) -> bool:
    """Whether a paragraph, a list or a box of them stands behind it, or behind the element that it fills."""
    box = heading
    while box.getnext() is None and box.getparent() is not None:
        above = box.getparent()
        if above.text_content().split() != heading.text_content().split():
            return False
        box = above
    below = box.getnext()
    return below is not None and any(len(x.text_content().split()) > _SENTENCE for x in below.iter("p", "li"))
