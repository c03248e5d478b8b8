"""Plain English for what findings hold as terms: stances, kinds, dates, lengths of quotations.

A stance colours a statement and filters it; no word for it stands before what the source says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from briefgen.model import REWORKED, Article, Finding
from briefgen.statements import UNNAMED, Review

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
"""Stance → the word by which a reader filters, and that of its negation."""
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


def verb(position: Finding) -> str:
    """The stance in a word, for the filter: agrees, does not commit. Never printed as what is said."""
    return _verb(str(getattr(position, "stance", "states")), bool(getattr(position, "negated", False)))


def verb_of(stance: str) -> str:
    """The same of a stance by its name, `not agrees` where it is negated."""
    return _verb(stance.removeprefix("not "), stance.startswith("not "))


def _verb(stance: str, negated: bool) -> str:
    return _VERBS.get(stance, (stance, f"does not: {stance}"))[negated]


def colour(position: Finding) -> str:
    """Class of the stance: for, against, wants or plain. It tells nothing that the words do not say."""
    side = _SIDE.get(str(getattr(position, "stance", "")), "plain")
    return _OTHER.get(side, side) if getattr(position, "negated", False) else side


_OTHER = {"for": "against", "against": "for"}


def kind_words(kind: str, finding: Finding) -> str:
    """What sort of disagreement or open issue it is."""
    named = str(getattr(finding, "kind", ""))
    if kind == "open_issues" and named == "condition":
        return _OPEN_CONDITION
    if named == "update" and finding.rule.endswith("/version"):
        return _BY_A_VERSION
    return KINDS.get(named, named.capitalize())


def reason(finding: Finding) -> str:
    """Why the passages of a disagreement are set against each other, in a sentence; empty where the finding
    gives no reasons.
    """
    why: tuple[str, ...] = getattr(finding, "why", ())
    seen = [w for w in why if not w.startswith(_MEASURED)]
    because = f" because {', '.join(seen[:-1])}{', and ' if seen[:-1] else ''}{seen[-1]}" if seen else ""
    measured = "".join(f"; {w}" for w in why if w.startswith(_MEASURED))
    return f"Taken to answer one question{because}{measured}." if why else ""


def by_analyst(finding: Finding) -> str:
    """What of a finding is the analyst's, and no source's or rule's; empty where nothing is."""
    given = {"role"} if finding.proposed else set()
    said = [_CORRECTED[field] for field in finding.edited if field in _CORRECTED and field not in given]
    told = [f"corrected by the analyst: {', '.join(dict.fromkeys(said))}"] if said else []
    told += [f"{_DONE[field]} by the analyst" for field in finding.edited if field in _DONE]
    if finding.proposed and not finding.by_hand:
        told.append(f"role {proposed(finding)}")
    own = proposed(finding) if finding.proposed else "added by the analyst"
    return " · ".join([own] if finding.by_hand else told)


def proposed(finding: Finding) -> str:
    """That a model has proposed it, which and when, and who has accepted it."""
    named = finding.by_hand and finding.reviewed not in (None, UNNAMED)
    origin = finding.proposed or ""
    done = "edited and accepted" if origin.endswith(REWORKED) else "accepted"
    who = finding.reviewed if named else "the analyst"
    return f"proposed by {proposer(origin)}, {done} by {who}"


def proposer(origin: str) -> str:
    """The model that a proposal comes from, with its day: what `Origin.said` has, for a reader."""
    line = " ".join(origin.split())
    before, _, version = line.rpartition(", prompt ")
    model, _, day = before.rpartition(", ")
    known = bool(model and version) and _DAY.fullmatch(day) is not None
    model, day = (model, f" ({day})") if known else (line, "")
    return (model if len(model) <= _LONGEST_NAME else f"{model[: _LONGEST_NAME - 1]}…") + day


def attributed(position: Finding) -> str:
    """That the analyst says whose the words are, where he does."""
    own = position.by_hand or "holder" in position.edited
    if position.by_hand and position.proposed:
        return proposed(position)
    return "attributed by the analyst" if own and bool(getattr(position, "holders", ())) else ""


def affiliation(leader: Finding) -> str:
    """Where somebody belongs, where the analyst says so."""
    own = leader.by_hand or "affiliation" in leader.edited
    return str(getattr(leader, "side", None) or "") if own else ""


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_NAME = 80
"""Characters of a model's name: it is somebody else's text."""
_CORRECTED: Mapping[str, str] = {
    "title": "title", "holder": "holder", "stance": "stance", "negated": "stance", "kind": "kind",
    "topic": "topic", "whose_move": "whose move it is", "name": "name", "role": "role",
    "affiliation": "affiliation",
}  # fmt: skip
"""Field of editorial.yml → the word for it, where it sets what a page shows as found."""
_DONE: Mapping[str, str] = {
    "merge": "joined", "split": "split", "answered": "taken as answered", "overtaken": "taken as overtaken",
}  # fmt: skip
"""Field → what was done."""
_MEASURED = "of 100 pairs"
"""Begins what was counted, which is no reason."""


_FEW = 3
"""So many who have checked are named; more are counted."""


def checked(review: Review) -> str:
    """How far a briefing is checked, in words; empty where nothing is."""
    if not review.checked:
        return ""
    done = f"{review.checked} of {review.every} statement{'s' * (review.every != 1)} checked"
    names = [name for name, _ in review.by]
    named = sum(number for _, number in review.by)
    if not names:
        return done
    who = (
        f"{len(names)} people"
        if len(names) > _FEW
        else " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    )
    return f"{done} by {who}" if named == review.checked else f"{done}, {named} of them by {who}"


def checked_by(finding: Finding) -> str:
    """That somebody has checked a finding, and who; empty where nobody has, and where who has accepted what a
    model proposed is told of it."""
    if not finding.reviewed or (finding.by_hand and finding.proposed):
        return ""
    return "checked" if finding.reviewed == UNNAMED else f"checked by {finding.reviewed}"


_BECAUSE: Mapping[str, str] = {
    "name": "for the name {}", "figure": "for the figure: {}", "statement": "for a statement of {}",
    "act": "for an act of {}",
}  # fmt: skip


def because(reason: str) -> str:
    """What a passage that was matched nowhere else is listed for, in a few words."""
    kind, _, of = reason.partition(": ")
    return _BECAUSE[kind].format(of) if kind in _BECAUSE else reason


def outlet(article: Article) -> str:
    """Who published it, or its key where that is not known."""
    return article.publisher or f"Source {article.key}"


def day(article: Article) -> str:
    """When it was published."""
    return on(article.published) if article.published else DATE_UNKNOWN


def by_dateline(article: Article) -> str:
    """That the source itself states its day; which, where nobody has accepted it."""
    stated = "dated by its own dateline"
    return stated if article.published or not article.stated else f"{stated}: {on(article.stated)}"


def on(when: date) -> str:
    """A date as it is written: 8 May 2024."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def instant(when: datetime) -> str:
    """A moment as it is written: 8 May 2024, 09:30 UTC."""
    return f"{on(when.date())}, {when:%H:%M} UTC"


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


PARTS_OF_TIME = {
    "event": "",
    "planned": "Still to come when the sources were written",
    "background": "Background",
}
"""Parts of the timeline, in the order of pages, with what their headings say."""


def dated(finding: Finding) -> str:
    """The date of a moment, as a page has it: where it counts from the source's own day, that day."""
    when, told_on = getattr(finding, "when", None), getattr(finding, "told_on", None)
    return f"written {moment(told_on)}" if told_on and not when else moment(when)


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
    """The text, or as many whole clauses of it as fit, else words, and an ellipsis."""
    if len(text) <= most:
        return text
    fits = text[: most - 1]
    ends = [m.start() for m in _CLAUSE.finditer(fits) if m.start() > most * _ENOUGH]
    told = fits[: ends[-1]] if ends else fits.rsplit(" ", 1)[0]
    return told.rstrip(" ,;:—–-(“‘") + " …"


_CLAUSE = re.compile(r"[,;:](?=\s)|[—–]")
"""Where a clause ends."""
_ENOUGH = 0.6
"""A clause that ends before so much of the room is too little."""
