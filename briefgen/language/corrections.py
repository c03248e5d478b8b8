"""Notes about the article: what a correction takes back is nobody's, what it states as right counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.language.lexicon import per_language, table

Span = tuple[int, int]

# The note speaks of the article: not of a report, a story, or a law that somebody else corrected.
_ABOUT = re.compile(
    r"(?:an? |the )?(?:earlier|previous|original|prior|initial) (?:versions?|editions?|headlines?)"
    r" (?:(?:of|on) (?:this|our) |of the (?:article|post|headline)|(?:incorrectly|wrongly|mistakenly"
    r"|erroneously|inaccurately|mis\w+|said|stated)\b)"
    r"|(?:an? |the )?(?:earlier|previous) (?:article|story|post|report) (?:incorrectly|wrongly|mistakenly"
    r"|erroneously|misstated|misspelled|misidentified)"
    r"|this (?:article|story|post|report|page|piece|headline|column|item)(?: and (?:its "
    r"|the )?headline)? (?:was|has been|is being) (?:corrected|amended|clarified|edited"
    r"|updated to (?:correct|clarify|reflect|remove|fix))"
    r"|(?:we|this (?:article|story|post|paper|newspaper)|the (?:original )?(?:headline"
    r"|caption)(?: on this (?:article|story))?) (?:previously|originally|earlier|wrongly|incorrectly"
    r"|mistakenly|erroneously) (?:\w+ )?"
    r"(?:reported|said|stated|wrote|published|identified|described|quoted|called|misstated)"
    r"|(?:due to|because of) an? (?:editing|reporting|production|typing) error",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(?:(?:earlier|previous|original|prior) (?:version|headline|article|story|edition)s?"
    r"|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?"
    r"|mis(?:stated|spelled|spelt|identified|quoted|attributed|reported|characterized)|in error"
    r"|inaccurate(?:ly)?|previously (?:reported|said|stated)|regrets?|has been (?:corrected|updated"
    r"|amended|changed|removed|clarified)"
    r"|(?:was|were) (?:amended|corrected|edited|updated|changed|removed|clarified)|we (?:apologi[sz]e"
    r"|are sorry)|should have (?:said|read|been|stated))\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:corrected|updated|amended|clarified|edited|changed)(?: (?:on|at) [^.;]{3,30}?)? to (?:show|say"
    r"|state|reflect|note|clarify|make clear|indicate) that (?=\S)"
    r"|; (?:in fact,? |(?:he|she|it|they) (?:in fact|actually) |the correct |(?:it|this) (?:is|was"
    r"|should be) )",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:,? (?:and |but )?not (?!only)|,? rather than |,? instead of |,? as (?:we|previously|originally"
    r"|earlier|was|had been|an earlier|the article|this article|stated|reported)\b)",
    re.IGNORECASE,
)
_LEAST = 5
_BULLETS = "*[(—–-•⦁· "


@per_language
def _label() -> re.Pattern[str]:
    names = "|".join(map(re.escape, table("furniture")["corrections"]["labels"]))
    return re.compile(
        rf"[\[(*]?\s?(?i:{names})(?:\s*\([^()]{{3,40}}\)|,? [A-Z][\w., ]{{2,30}}(?=[:.]))?\s*(?:[:|]|[–—]"
        rf"|\.(?= [A-Z])|$)\s*"
    )


def is_note(paragraph: str) -> bool:
    """Whether the paragraph is a correction or an editor's note."""
    return (
        _label().match(paragraph.lstrip(_BULLETS)) is not None
        or _ABOUT.match(paragraph.lstrip(_BULLETS)) is not None
    )


def stated(text: str, sentences: Sequence[Span]) -> tuple[tuple[Span, ...] | None, ...]:
    """For each sentence of a note, what of it to leave out; None where all of it is about the article."""
    start = sentences[0][0]
    start += len(text[start : sentences[0][1]]) - len(text[start : sentences[0][1]].lstrip(_BULLETS))
    label = _label().match(text, start, sentences[-1][1])
    corrects = any(_TAKES_BACK.search(text, a, b) for a, b in sentences) or _is_correction(label)
    if not corrects:
        return tuple(None for _ in sentences)
    return tuple(_left_out(text, a, b, max(a, label.end()) if label else a) for a, b in sentences)


def _is_correction(label: re.Match[str] | None) -> bool:
    return label is not None and label.group().lower().lstrip("[(* ").startswith(("correct", "clarif"))


def _left_out(text: str, a: int, b: int, begin: int) -> tuple[Span, ...] | None:
    right = _RIGHT.search(text, begin, b)
    if right is None and len(text[begin:b].split()) < _LEAST:
        return None  # “He does not.”: of what stands before it, which is taken back
    if right is None and (_TAKES_BACK.search(text, begin, b) or begin >= b):
        return None
    if right is not None:
        begin = right.start() + 2 if right.group().startswith(";") else right.end()
    wrong = _NOT.search(text, begin, b)
    if wrong is not None and _is_negation(text[begin : wrong.start()], wrong.group()):
        wrong = _NOT.search(text, wrong.end(), b)
    cuts = [(a, begin)] if begin > a else []
    end = b - (text[b - 1] in ".!")
    if wrong is not None and wrong.start() < end:
        cuts.append((wrong.start(), end))
    return tuple(cuts)


def _is_negation(before: str, wrong: str) -> bool:
    """Whether the `not` negates the verb (`does not`) instead of setting the right against the wrong."""
    return wrong.startswith(" not") and before.split()[-1:] != [] and before.split()[-1].lower() in {
        "is",
            "are",
                "was",
                    "were",
                        "do",
                            "does",
                                "did",
                                    "has",
                                        "have",
                                            "had",
                                                "will",
                                                    "would", "can", "could", "should", "may", "might", "must",
    }  # fmt: skip
