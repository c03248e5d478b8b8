"""Plain English for what findings hold as terms: stances, kinds, dates, lengths of quotations.

A position's line is a verb of ours and the source's words. Which word joins them depends on how those words
begin: a verb, a clause, a noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from briefgen.model import Article, Citation, Finding, Token

DATE_UNKNOWN = "date not known"
PUBLISHER_UNKNOWN = "publisher not known"
_VERBS: Mapping[str, tuple[str, str]] = {
    "agrees": ("agrees", "does not agree"),
    "rejects": ("rejects", "does not reject"),
    "demands": ("wants", "does not want"),
    "proposes": ("proposes", "does not propose"),
    "commits": ("commits", "does not commit"),
    "plans": ("plans", "does not plan"),
    "warns": ("warns", "does not warn"),
    "criticises": ("criticises", "does not criticise"),
    "praises": ("praises", "does not praise"),
    "doubts": ("doubts", "does not doubt"),
    "claims": ("claims", "does not claim"),
    "denies": ("denies", "does not deny"),
    "confirms": ("confirms", "does not confirm"),
    "states": ("says", "does not say"),
}
"""Stance → the verb that a reader sees, and its negation."""
_TO = frozenset({"agrees", "demands", "proposes", "commits", "plans"})
"""Stances that an infinitive follows."""
_TO_NOUN = frozenset({"agrees", "commits"})
_THAT = frozenset({"agrees", "proposes", "warns", "doubts", "claims", "denies", "confirms"})
_SIDE: Mapping[str, str] = {
    **dict.fromkeys(("agrees", "commits", "proposes", "plans", "praises", "confirms"), "for"),
    **dict.fromkeys(("rejects", "criticises", "doubts", "denies", "warns"), "against"),
    "demands": "wants",
}
KINDS: Mapping[str, str] = {
    "quantity": "Different figures", "date": "Different dates", "place": "Different places",
    "name": "Different names", "polarity": "One says it, the other denies it",
    "condition": "With or without a condition", "scope": "Different extent",
    "attribution": "Put in different mouths", "cause": "Different causes",
    "wording": "One statement, quoted differently", "contested": "Contested between those involved",
    "update": "Replaced by a later report",
    "question": "Open question", "decision": "Waits for a decision", "negotiation": "To be negotiated",
    "unknown": "Not known", "dispute": "In dispute", "outlook": "What may follow",
}  # fmt: skip
NEWS: Mapping[str, tuple[str, str]] = {
    "agreements": ("Established", "established fact"),
    "disagreements": ("Disputed", "disagreement"),
    "open_issues": ("Open", "open issue"),
    "positions": ("Position", "position"),
    "leaders": ("Named", "name"),
}
"""Kind → what its findings are called in the list of what is new: one, and each of several more."""
_OPEN_CONDITION = "Depends on a condition"
_BY_A_VERSION = "Replaced by a later version"


def begin(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def verb(position: Finding, *, many: bool = False) -> str:
    """What the holder does, as a reader would say it: agrees, does not commit; `many` of them: agree."""
    stance, negated = str(getattr(position, "stance", "states")), bool(getattr(position, "negated", False))
    said = _VERBS.get(stance, (stance, f"does not: {stance}"))[negated]
    if not many:
        return said
    if negated:
        return said.replace("does not", "do not", 1)
    return "deny" if said == "denies" else said.removesuffix("s")


def colour(position: Finding) -> str:
    """Class of the stance: for, against, wants or plain. Shown beside the word, never instead of it."""
    side = _SIDE.get(str(getattr(position, "stance", "")), "plain")
    return _OTHER.get(side, side) if getattr(position, "negated", False) else side


_OTHER = {"for": "against", "against": "for"}


def lead(position: Finding, article: Article, *, many: bool = False) -> tuple[str, int]:
    """The words before the quotation ("agrees to", "says"), and how much of the citation they take up.

    Where the cited words begin with the source's own verb ("outlined the need …"), that verb is the lead.
    """
    stance, said = str(getattr(position, "stance", "states")), verb(position, many=many)
    form, own = _form(position.citations[0], article) if position.citations else ("", 0)
    if form == "finite":
        return position.citations[0].quote[:own].strip(), own
    if stance == "states" and form in ("noun", "") and (source := _own_verb(position, article)):
        return source, 0
    return _joined(stance, said, form), 0


def _joined(stance: str, said: str, form: str) -> str:
    """Our verb with the word that joins it to words of this form."""
    if form == "to":
        return said if stance in _TO else f"{said}:"
    if form == "bare" and stance in _TO or form == "noun" and stance in _TO_NOUN:
        return f"{said} to"
    if form == "noun":
        return f"{said} of" if stance == "warns" else f"{said}:" if stance == "states" else said
    if form == "clause" and stance in _THAT:
        return f"{said} that"
    return said if form == "clause" and stance == "states" else f"{said}:"


def _own_verb(position: Finding, article: Article) -> str:
    """The source's own verb ("described", "announced"), where it is one word in the past before the words."""
    cue, said = getattr(position, "cue", None), position.citations[0]
    if not isinstance(cue, Citation) or cue.sentence != said.sentence or not cue.end <= said.start:
        return ""
    tokens = article.by_sentence[cue.sentence].tokens
    tag = next((t.tag for t in tokens if (t.start, t.end) == (cue.start, cue.end)), "")
    return cue.quote if tag in ("VBD", "VBN") and not getattr(position, "negated", False) else ""


def _form(citation: Citation, article: Article) -> tuple[str, int]:
    """What the words are: `to`, `bare` verb, `finite` verb, `clause`, `noun`; empty where not known.

    With `finite`, how many characters the verb takes up.
    """
    sentence = article.by_sentence.get(citation.sentence)
    tokens = sentence.tokens if sentence else ()
    inside = {
        i: t for i, t in enumerate(tokens)
        if citation.start <= t.start < citation.end and t.pos not in ("PUNCT", "SPACE")
    }  # fmt: skip
    if not inside:
        return "", 0
    at, first = next(iter(inside.items()))
    head = next((i for i, t in inside.items() if t.head == i or t.head not in inside), at)
    own = [t for i, t in inside.items() if t.head == head and i != head]
    if first.lemma == "to":
        return "to", 0
    if first.tag == "VB" and head == at:
        return "bare", 0
    if inside[head].pos in ("VERB", "AUX"):
        return _verbal(inside, at, head, own, citation)
    noun = inside[head].pos in ("NOUN", "PROPN", "PRON", "NUM") and first.tag != "IN"
    return ("noun" if noun else ""), 0


def _verbal(
    inside: Mapping[int, Token], at: int, head: int, own: list[Token], citation: Citation
) -> tuple[str, int]:
    finite = any(t.tag in _FINITE for t in (inside[head], *(t for t in own if t.rel.startswith("aux"))))
    if any(t.rel in ("nsubj", "nsubjpass", "expl", "csubj") for t in own):
        return ("clause" if finite else "noun"), 0
    if head == at and finite and len(inside) > 1:
        return "finite", inside[head].end - citation.start
    return "", 0


_FINITE = ("VBD", "VBZ", "VBP", "MD")


def kind_words(kind: str, finding: Finding) -> str:
    """What sort of disagreement or open issue it is."""
    named = str(getattr(finding, "kind", ""))
    if kind == "open_issues" and named == "condition":
        return _OPEN_CONDITION
    if named == "update" and finding.rule.endswith("/version"):
        return _BY_A_VERSION
    return KINDS.get(named, named.capitalize())


def outlet(article: Article) -> str:
    """Who published it, or its key where that is not known."""
    return article.publisher or f"Source {article.key}"


def day(article: Article) -> str:
    """When it was published."""
    return on(article.published) if article.published else DATE_UNKNOWN


def on(when: date) -> str:
    """A date as it is written: 8 May 2024."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def moment(when: str | None) -> str:
    """An ISO date, month or year as it is written."""
    if not when:
        return DATE_UNKNOWN
    parts = when[:10].split("-")
    if not all(p.isdigit() for p in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= len(_MONTHS)):
        return when
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*words, parts[0]])


def span(dates: list[date]) -> str:
    """The first and the last of some dates; one where they are the same."""
    first, last = min(dates), max(dates)
    if first == last:
        return on(first)
    if first.year == last.year:
        begun = f"{first.day}" if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
        return f"{begun}–{on(last)}" if first.month == last.month else f"{begun} – {on(last)}"
    return f"{on(first)} – {on(last)}"


def cut(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit, and an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-(“‘") + " …"
