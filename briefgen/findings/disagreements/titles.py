"""What a disagreement is about, as an editor would head it: the question that both passages answer, where one
can be put from their words, else the things that both name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, same_thing
from briefgen.findings.disagreements.clash import Clash, Span
from briefgen.findings.disagreements.nouns import longest_phrase, phrase_at, shared_phrases
from briefgen.findings.kind import SoFar, leaning
from briefgen.language.lexicon import table, words
from briefgen.matching import Match, Passage
from briefgen.matching.passages import Figure
from briefgen.model import Token

_LONGEST = 90
_ASKED = {"date": "When", "place": "Where", "cause": "Why", "attribution": "Who"}
_SIZES = {
    "length": "Distance", "percent": "Share", "age": "Age", "area": "Area", "speed": "Speed",
    "mass": "Weight", "magnitude": "Magnitude", "vote": "Votes for and against", "volume": "Volume",
    "duration": "Length of time",
}  # fmt: skip
_OF = frozenset({"length", "area", "speed", "mass", "magnitude", "volume"})
"""Sizes that are of a thing, in so many words."""
_FROM = frozenset({"after", "before", "since", "until"})
_QUOTES = re.compile('[“”"„«»‘]')
_PLURAL = frozenset({"NNS", "NNPS"})
_COMPARING = frozenset({"more", "fewer", "less", "other", "further", "additional"})
_UNTOLD = "What happened"


def title_of(so_far: SoFar, a: Passage, b: Passage, clash: Clash | None) -> str:
    """The question that both passages answer, as far as one can be put from their words."""
    if clash is None:
        return _things(a, b)
    if clash.seen.startswith("quantity"):
        return measured(so_far, a, b, clash.a, clash.b)
    asked = _ASKED.get(clash.kind, "Whether")
    clause = _predicate(so_far, a, b) if asked == "Who" else _clause(so_far, a, b)
    return f"{asked} {clause}" if clause else _things(a, b)


def _things(a: Passage, b: Passage) -> str:
    """What both passages name."""
    named = " and ".join(shared_phrases(a, b)) or longest_phrase(a) or longest_phrase(b) or _UNTOLD
    return named[:1].upper() + named[1:]


def reasons(so_far: SoFar, match: Match, likelihood: float | None) -> tuple[str, ...]:
    """Why the two passages are set against each other, in words for a reader of the page.

    `likelihood`: of a disagreement, where it is only to be checked.
    """
    by_id = so_far.analysis.cast.by_id
    named = sorted(by_id[i].name for i in match.a.parties & match.b.parties if i in by_id)
    found = [f"both name {_listed(named[:_NAMED])}"] if named else []
    if match.a.head and match.b.head:
        found.append("both stand at the head of their reports")
    if "equal day" in match.observed:
        found.append("both name the same day")
    if likelihood is None:
        found.append("with the figures left out both sentences ask for the same one")
    else:
        share = max(1, round(100 * likelihood))
        found.append(
            f"of 100 pairs that looked like this about {share} were disagreements where it was measured"
        )
    return tuple(found)


_NAMED = 3


def _listed(names: Sequence[str]) -> str:
    return " and ".join(x for x in (", ".join(names[:-1]), names[-1]) if x)


def measured(so_far: SoFar, a: Passage, b: Passage, one: Span, other: Span) -> str:
    """What two figures are of; `one`, `other`: where they stand."""
    found = [
        (p, f)
        for p, span in ((a, one), (b, other))
        for f in p.figures
        if (f.quantity.start, f.quantity.end) == span
    ]
    figures = [f for _, f in found]
    for f in figures:
        if f.measure is not None and f.measure.kind == "toll":
            return f"How many people were {table('measures')['tolls'][f.measure.thing]['title']}"
    lasting = {f.measure.thing if f.measure and f.measure.kind == "lasting" else "" for f in figures}
    if len(lasting) == 1 and (thing := lasting.pop()).isalpha():
        return "Length of the sentence" if thing == "sentence" else f"How long the {thing} lasted"
    dimension = figures[0].quantity.dimension if figures else "count"
    nouns = sorted({n for p, f in found if (n := _noun(so_far, f, p))}, key=lambda n: (len(n), n))
    if dimension == "count" and nouns:
        return f"How many {nouns[0]}"
    if dimension == "duration" and (since := next(filter(None, (_since(p, f) for p, f in found)), "")):
        return f"How long {since}"
    size, thing = _SIZES.get(dimension, ""), next(shared_phrases(a, b), "")
    if dimension in _OF and thing[:1].isalpha():
        return f"{size} of {thing}"
    return size or _things(a, b)


def _noun(so_far: SoFar, f: Figure, p: Passage) -> str:
    """The counted noun as written, with what stands between it and the number; empty where no plural."""
    tokens = p.sentence.tokens
    for t in tokens:
        if t.start <= f.quantity.number < t.end and f.noun and tokens[t.head].lemma.lower() == f.noun:
            counted = tokens[t.head]
            if counted.tag not in _PLURAL and counted.text.lower() != "people":
                return ""
            start, end = t.end, counted.end
            written = so_far.article(p.article.id).text[start:end] if start < end else counted.text
            said = " ".join(written.split()).lstrip("-–")
            return "" if said.split()[0].lower() in _COMPARING else said
    return ""


def _since(p: Passage, f: Figure) -> str:
    """After what, before what: `after the warning`."""
    at = p.sentence.token_at(f.quantity.end - 1)
    follows = at + 1 if at is not None else 0
    if (
        not follows
        or follows >= len(p.sentence.tokens)
        or p.sentence.tokens[follows].text.lower() not in _FROM
    ):
        return ""
    governed = [i for i in p.sentence.children[follows] if p.sentence.tokens[i].rel == "pobj"]
    named = phrase_at(p, governed[0]) if governed else ""
    return f"{p.sentence.tokens[follows].text.lower()} {named}" if named else ""


def _clause(so_far: SoFar, a: Passage, b: Passage) -> str:
    """Subject, verb and object of a clause that both have, the shortest that stands by itself."""
    cores = {core for p, c in _shared(a, b) if (core := _core(so_far, p, c))}
    return min(cores, key=lambda core: (len(core), core), default="")


def _predicate(so_far: SoFar, a: Passage, b: Passage) -> str:
    """Such a clause without its subject: `struck the bridge`."""
    said = set()
    for p, c in _shared(a, b):
        verb = p.sentence.tokens[c.index]
        if c.object and c.verb < c.object.start and verb.tag in {"VBD", "VBZ"} and _core(so_far, p, c):
            said.add(" ".join(so_far.article(p.sentence.source).text[c.verb : c.object.end].split()))
    return min(said, key=lambda core: (len(core), core), default="")


def _shared(a: Passage, b: Passage) -> Iterator[tuple[Passage, Claim]]:
    for c in a.claims:
        for d in b.claims:
            if c.classes & d.classes or same_thing(c.subject, d.subject) or same_thing(c.object, d.object):
                yield a, c
                yield b, d


def _core(so_far: SoFar, p: Passage, c: Claim) -> str:
    """Subject, verb and object of a clause, as written: without what comes before and behind. Empty where
    that would not stand by itself.
    """
    if c.nominal or c.negated or not c.finite or c.lemma in words("quotations", "saying"):
        return ""
    before = [x for x in (c.subject, c.object) if x and c.start <= x.start < c.verb]
    behind = [
        x for x in (c.object, *(x for _, x in c.arguments[:1])) if x and c.verb < x.start and x.end <= c.end
    ]
    passive = c.object is not None and c.object in before
    if not before or not (behind or passive):
        return ""
    start = min(x.start for x in before)
    end = max(min((x.end for x in behind), default=c.verb_end), c.verb_end)
    core = re.sub(r"\s*(?:--|—|–).*?(?:--|—|–)\s*", " ", inside(so_far, p, start, end))
    core = " ".join(core.split()).rstrip(" ,;:.–—-")
    used = [t for t in p.sentence.tokens if start <= t.start < end]
    return core if _stands(core, used) else ""


def _stands(core: str, used: Sequence[Token]) -> bool:
    """Whether the words of a clause can be read alone: no pronoun, no half of a quotation, a finite verb."""
    said = core.split()
    return (
        len(core) <= _LONGEST
        and len(said) > 2
        and said[0].lower() not in leaning()
        and not _QUOTES.search(core)
        and not any(t.pos == "PRON" or t.tag in {"PRP", "PRP$", "WP", "WP$", "WDT", "WRB"} for t in used)
        and any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in used)
    )


def inside(so_far: SoFar, p: Passage, start: int, end: int) -> str:
    """Words as they stand within a sentence: the first in lower case where it is no name."""
    written = " ".join(so_far.article(p.sentence.source).text[start:end].split())
    token = next((t for t in p.sentence.tokens if t.start == start), None)
    named = token is None or token.pos in {"PROPN", "X"} or token.entity or not token.text[1:].islower()
    article = written.split(" ", 1)[0] in {"A", "An", "The"}
    return written if named and not article else written[:1].lower() + written[1:]
