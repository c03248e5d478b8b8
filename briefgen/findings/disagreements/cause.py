"""Cause: two reports give different reasons for the same event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from briefgen.analysis.claims import (
    Claim,
    Phrase,
    classes_of,
    content,
    may_be_one,
    places_apart,
    same_thing,
    times_clash,
)
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.analysis.claims.sameness import narrowing
from briefgen.findings.disagreements.acts import Acts
from briefgen.findings.disagreements.likeness import REPORTING, two_voices
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words
from briefgen.model import Sentence

_ON_PURPOSE = re.compile(r"\b(?:deliberately|intentionally|on purpose|by arsonists?)\b", re.IGNORECASE)
_LEAVING = frozenset({"resign", "fire", "withdraw", "leave"})
_WHEN = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|shortly|soon|immediately|just|long|only|even)\s+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """An event with the words that give its cause."""

    claim: Claim
    event: Phrase | None
    """The thing that was caused, where the clause is about the cause: `blamed the outbreak on …`."""
    start: int
    end: int
    matter: frozenset[str]


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Reasons of different sources that share no word."""
    reasons = [r for c in so_far.analysis.claims if _may_have_one(c) for r in _reasons(so_far, c)]
    acts = Acts(so_far)
    found = []
    for a, b in combinations(reasons, 2):
        known = a.matter and b.matter and not a.matter & b.matter
        if not known or not two_voices(a.claim, b.claim) or not _one_effect(a, b, acts):
            continue
        item = disagreement(
            so_far,
            (_passage(a), _passage(b)),
            kind="cause",
            title=_title(so_far, a),
            rule="cause",
            within=True,
        )
        if item:
            found.append(item)
    return tuple(found)


def _may_have_one(c: Claim) -> bool:
    if c.nominal or c.negated or c.denied_by is not None or c.classes & REPORTING:
        return False  # why something is said is no cause of what is said
    return c.modality in {"actual", "planned"}


def _one_effect(a: _Reason, b: _Reason, acts: Acts) -> bool:
    """Whether both give the cause of one thing: two named things, or a named one and the clause of it."""
    if a.event is not None and b.event is not None:
        near = 0 if _apart(a, b.event) or _apart(b, a.event) else may_be_one(a.event, b.event)
        return near > 0 and not (a.event.indefinite and b.event.indefinite)
    if a.event is None and b.event is None:
        if a.claim.classes & _LEAVING and b.claim.classes & _LEAVING:
            return _one_leaves(a.claim, b.claim, acts)
        mishap = bool(a.claim.classes & b.claim.classes & words("causes", "mishaps"))
        return _one_event(a.claim, b.claim) or (mishap and acts.one(a.claim, b.claim))
    told, named = (a.claim, b.event) if a.event is None else (b.claim, a.event)
    if named is None or times_clash(a.claim, b.claim):
        return False
    if told.classes & classes_of(named.noun) - {named.noun}:  # “the crash of the jet”, “the jet crashed”
        return bool(named.modifiers & content(told)) or (named.unique and "die" not in told.classes)
    if named.indefinite:
        return False
    return told.lemma in words("causes", "arising") and same_thing(told.subject or told.object, named) > 0


def _one_leaves(a: Claim, b: Claim, acts: Acts) -> bool:
    """Whether one person resigned in the one and was forced out in the other report."""
    p, q = (c.object if "fire" in c.classes else c.subject for c in (a, b))
    if p is None or q is None or times_clash(a, b):
        return False
    taken_up = p.pronoun != q.pronoun and not (p.plural or q.plural)
    same = bool(p.parties & q.parties) or may_be_one(p, q) > 0 or taken_up
    return same and (a.source == b.source or acts.leads.linked(a.source, b.source))


def _apart(a: _Reason, event: Phrase) -> bool:
    """Whether a's clause names a place, and the other's event another: `the fire at the mill`."""
    places = [p for k, p in a.claim.arguments if k in {"at", "in", "near", "outside"} and not p.pronoun]
    return bool(narrowing(event)) and any(not p.words & event.words for p in places)


def _one_event(a: Claim, b: Claim) -> bool:
    if times_clash(a, b) or places_apart(a, b):
        return False
    if "die" in a.classes & b.classes:
        return same_thing(a.subject, b.subject) > 0
    if not a.classes & b.classes or a.lemma in words_of("light"):
        return False
    things = [
        (p, q) for p, q in ((a.object, b.object), (a.subject, b.subject)) if p is not None and q is not None
    ]
    return bool(things) and all(
        same_thing(p, q) > 0 and not (p.indefinite or q.indefinite) for p, q in things
    )


def _reasons(so_far: SoFar, c: Claim) -> Iterator[_Reason]:
    sentence = so_far.article(c.source).by_sentence[c.sentence]
    stated = _stated(so_far, c)
    if stated is not None:
        event, cause = stated
        yield _reason(so_far, sentence, c, cause.start, cause.end, event)
        return
    if "die" in c.classes:
        for preposition, phrase in c.arguments:
            if preposition in {"of", "from"}:
                yield _reason(so_far, sentence, c, phrase.start, phrase.end)
    on_purpose = _ON_PURPOSE.search(sentence.text, c.start - sentence.start, c.end - sentence.start)
    if on_purpose and (c.classes & {"start", "break_out"} or c.lemma in {"set", "light"}):
        at = sentence.start + on_purpose.start(), sentence.start + on_purpose.end()
        yield _reason(so_far, sentence, c, *at, c.object or c.subject)
        return
    why = next((p for k, p in c.arguments if _is_why(c, k, p)), None)
    if why is not None:
        yield _reason(so_far, sentence, c, why.start, why.end)
        return
    after = sentence.tokens[c.index].end
    markers = _markers(bool(c.classes & words("causes", "mishaps")))
    for m in markers.finditer(sentence.text, after - sentence.start):
        if _WHEN.search(sentence.text[: m.start()]):
            continue  # “minutes after”: when, not why
        start = sentence.start + m.start()
        stop = re.search(r"[,;.:—–”\"]|\s--|\b(?:said|says|according)\b", sentence.text[m.end() :])
        end = sentence.start + (m.end() + stop.start() if stop else len(sentence.text))
        if c.start <= start < c.end and start < end:
            yield _reason(so_far, sentence, c, start, end)
            return


def _is_why(c: Claim, preposition: str, p: Phrase) -> bool:
    """`quit over the cuts`, `resigned for health reasons`, `stepped down in a dispute with the board`."""
    if p.pronoun or not c.classes & words("causes", "for_reasons"):
        return False
    listed = {"for": "grounds", "on": "grounds", "in": "quarrels", "after": "quarrels"}.get(preposition)
    return preposition == "over" or (listed is not None and p.noun in words("causes", listed))


def _stated(so_far: SoFar, c: Claim) -> tuple[Phrase, Phrase] | None:
    """Effect and cause of a clause that is about them: `caused`, `led to`, `blamed on`, `the result of`."""
    behind = dict(reversed(c.arguments))
    pairs: list[tuple[Phrase | None, Phrase | None]] = []
    if c.lemma in words("causes", "causing"):
        pairs.append((c.object, c.subject))
    elif c.lemma in words("causes", "leading") and ("in" in behind or "to" in behind):
        pairs.append((behind.get("in" if c.lemma == "result" else "to"), c.subject))
    elif c.lemma in words("causes", "stemming"):
        pairs.append((c.subject, behind.get("from")))
    elif c.lemma in words("causes", "blaming"):
        pairs.append(_blamed(so_far, c) or (c.object, behind.get("on") or behind.get("to")))
    elif c.lemma == "be" and c.object is not None and c.object.noun in words("causes", "results"):
        pairs.append((c.subject, c.object))
    elif c.lemma == "be" and c.object is not None and c.object.noun in words("causes", "origins"):
        pairs.append((c.object, c.subject))
    for event, cause in pairs:
        if event is None or cause is None or event.head == cause.head or not c.finite:
            continue
        if not cause.pronoun and cause.noun not in words_of("generic"):
            return event, cause
    return None


def _blamed(so_far: SoFar, c: Claim) -> tuple[Phrase, Phrase] | None:
    """`blamed the cuts on weak demand`, where the parse hangs the cause on the effect."""
    if c.object is None:
        return None
    reader = Reader(so_far.article(c.source).by_sentence[c.sentence], so_far.analysis.cast)
    children, tokens = reader.sentence.children, reader.sentence.tokens
    on = [k for k in children[c.object.index] if tokens[k].lemma in {"on", "to"} and tokens[k].rel == "prep"]
    cause = next((reader.phrase(j) for k in on for j in children[k] if tokens[j].rel == "pobj"), None)
    if cause is None:
        return None
    end = max(tokens[c.object.index].end, tokens[on[0] - 1].end)
    return replace(c.object, modifiers=c.object.modifiers - cause.words, end=end), cause


def _reason(
    so_far: SoFar, sentence: Sentence, c: Claim, start: int, end: int, event: Phrase | None = None
) -> _Reason:
    text = sentence.text[start - sentence.start : end - sentence.start]
    end = start + len(text.rstrip())
    reader = Reader(sentence, so_far.analysis.cast)
    weak = words_of("generic") | words_of("light")
    names = (
        reader.name(i)
        for i, t in enumerate(sentence.tokens)
        if start <= t.start < end and t.pos in {"NOUN", "PROPN", "VERB", "ADJ"}
    )
    of_event = event.words if event is not None else frozenset[str]()
    matter = (frozenset(names) - weak - of_event) or frozenset({text.lower().strip()})
    return _Reason(claim=c, event=event, start=start, end=end, matter=matter)


def _passage(r: _Reason) -> Passage:
    start = min(r.claim.start, r.start)
    end = max(r.end, r.claim.verb_end, r.claim.object.end if r.claim.object else 0)
    return Passage(
        source=r.claim.source, start=start, end=end, value=" ".join(sorted(r.matter)), label=(r.start, r.end)
    )


def _title(so_far: SoFar, r: _Reason) -> str:
    c = r.claim
    p = r.event or c.object or c.subject
    thing = " ".join(so_far.article(c.source).text[p.start : p.end].split()) if p else "it"
    if r.event is not None:
        return f"Cause of {thing[:1].lower() + thing[1:] if thing.startswith(('The ', 'A ')) else thing}"
    if "die" in c.classes:
        return f"Cause of {thing}’s death"
    reason = " ".join(so_far.article(c.source).text[r.start : r.end].split())
    title = title_of(so_far, [c]).replace("Whether ", "Why ", 1)
    return re.sub(rf"\s+(?:over|for|in|after|of|from)?\s*{re.escape(reason)}.*$", "", title)


@cache
def _markers(mishap: bool) -> re.Pattern[str]:
    """What introduces a cause; of a mishap `after` does as well."""
    listed = sorted(
        [*table("causes")["markers"], *(["after", "when"] if mishap else [])], key=len, reverse=True
    )
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b", re.IGNORECASE)
