"""Whose words a participle right behind a noun brings: “a report saying …”, “a note by Roe asking …”.

The parser often ties such a participle to the sentence's subject, who is not the one who says it.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.analysis.actors import Mention
from briefgen.analysis.actors.words import Words
from briefgen.analysis.holder_phrases import Phrase, noun_phrase
from briefgen.language.lexicon import words as lexicon

_BY = ("by", "from")
# So many words may stand between "by" and the end of the name ("by the council's head, Jo Roe").
_FAR = 7


def said_beside(w: Words, mentions: dict[int, tuple[int, Mention]], cue: tuple[int, int]) -> Phrase | None:
    """The paper, or who it is by, right before the participle that the cue is; None where neither stands."""
    k = next((n for n in range(len(w)) if w[n].start >= cue[0]), 0)
    if k == 0 or w[k].head.tag != "VBG" or w[k].head.lemma.lower() not in lexicon("groups", "paper_says"):
        return None
    if w[k - 1].end + 1 != w[k].start:
        return None
    author = _author(w, mentions, k)
    if author:
        return author
    noun = w.low(k - 1)
    if noun not in lexicon("groups", "papers") or w[k - 1].pos != "NOUN" or w[k - 1].head.rel != "pobj":
        return None
    paper = replace(noun_phrase(w, k - 1, mentions), j=k)
    inside = any(a < paper.i < b for a, (b, _) in mentions.items())  # "the Guild for Peace petition"
    return None if inside else paper


def set_between(w: Words, mentions: dict[int, tuple[int, Mention]], cue: tuple[int, int]) -> Phrase | None:
    """`Roe` in “The palace, Roe says, “threatened us””: a name and its verb between commas."""
    k = next((n for n in range(len(w)) if w[n].start >= cue[0]), 0)
    if k < 2 or w[k].end < cue[1] or w.low(k + 1) != "," or w[k].head.tag not in ("VBZ", "VBD"):
        return None
    named = next((a for a, (b, m) in mentions.items() if b == k and m.form == "name"), None)
    if named is None or w.low(named - 1) != "," or w[k].head.lemma.lower() not in lexicon("names", "speech"):
        return None
    return Phrase(w, named, k, mentions)


def _author(w: Words, mentions: dict[int, tuple[int, Mention]], k: int) -> Phrase | None:
    """`Roe` in "remarks made by Roe saying": a name up to k, behind "by" and what is said."""
    while k > 1 and (w[k - 1].entity in ("DATE", "TIME") or (w.low(k - 1) == "on" and w[k].entity == "DATE")):
        k -= 1  # "an article published by the Courier on Monday saying"
    named = next((a for a, (b, m) in mentions.items() if b == k and m.form == "name"), None)
    if named is None:
        return None
    by = next((n for n in range(named - 1, max(0, named - _FAR), -1) if w.low(n) in _BY), 0)
    said = {w.low(by - 1), w.low(by - 2)} & (lexicon("groups", "voices") | lexicon("groups", "papers"))
    between = any(w.low(n) in (",", "and") for n in range(by, named))
    return Phrase(w, named, k, mentions) if by and said and not between else None
