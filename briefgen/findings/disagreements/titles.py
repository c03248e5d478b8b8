"""What a disagreement is about, in the sources' own words where they have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, same_thing
from briefgen.findings.disagreements.clash import Clash
from briefgen.findings.kind import SoFar, leaning
from briefgen.language.lexicon import table, words
from briefgen.matching import Match, Passage
from briefgen.matching.passages import Figure

_LONGEST = 90
_ASKED = {
    "date": "When", "place": "Where", "cause": "Why", "attribution": "Who", "condition": "On which condition",
}  # fmt: skip
_SIZES = {
    "duration": "How long", "length": "How far", "percent": "Which share", "age": "How old",
    "area": "How large", "speed": "How fast", "mass": "How heavy", "magnitude": "How strong",
    "vote": "By how many votes", "volume": "How much",
}  # fmt: skip


def title_of(so_far: SoFar, a: Passage, b: Passage, clash: Clash | None) -> str:
    """The question that both passages answer, as far as one can be put from their words."""
    if clash is None:
        return _shared_words(so_far, a, b)
    clause = _clause(so_far, a, b)
    if clash.seen.startswith("quantity"):
        return _measured(so_far, a, b, clash, clause)
    asked = _ASKED.get(clash.kind, "Whether")
    if not clause or next(_shared(a, b), None) is None:
        return _shared_words(so_far, a, b)
    return f"{asked} {clause}" if asked == "Whether" else f"{asked}: {clause}"


def _shared_words(so_far: SoFar, a: Passage, b: Passage) -> str:
    """The telling words that both passages have, as the first writes them."""
    shared = [t.text for t in a.sentence.tokens if t.lemma.lower() in a.words & b.words and t.pos != "VERB"]
    told = f"about {', '.join(list(dict.fromkeys(shared))[:_WORDS])}" if shared else _thing(so_far, a, b)
    return told[:1].upper() + told[1:]


_WORDS = 4


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


def _measured(so_far: SoFar, a: Passage, b: Passage, clash: Clash, clause: str) -> str:
    figures = [
        f
        for p, span in ((a, clash.a), (b, clash.b))
        for f in p.figures
        if (f.quantity.start, f.quantity.end) == span
    ]
    dimension = figures[0].quantity.dimension if figures else "count"
    for f in figures:
        if f.measure is not None and f.measure.kind == "toll":
            return f"How many people were {table('measures')['tolls'][f.measure.thing]['title']}"
        if f.measure is not None and f.measure.kind == "lasting" and f.measure.thing.isalpha():
            lasted = f"How long the {f.measure.thing} lasted"
            return "Length of the sentence" if f.measure.thing == "sentence" else lasted
    nouns = sorted({n for f in figures if (n := _noun(so_far, f, a, b))}, key=lambda n: (len(n), n))
    if dimension == "count" or dimension not in _SIZES:
        asked = "How much" if dimension.startswith("money") else "How many"
        return (
            f"{asked} {nouns[0]}"
            if nouns and asked == "How many"
            else f"{asked}: {clause or _shared_words(so_far, a, b)}"
        )
    return f"{_SIZES[dimension]}: {clause or _shared_words(so_far, a, b)}"


def _noun(so_far: SoFar, f: Figure, a: Passage, b: Passage) -> str:
    """The counted noun as written, with what stands between it and the number."""
    for p in (a, b):
        tokens = p.sentence.tokens
        for t in tokens:
            if t.start <= f.quantity.number < t.end and f.noun and tokens[t.head].lemma.lower() == f.noun:
                start, end = t.end, tokens[t.head].end
                written = so_far.article(p.article.id).text[start:end] if start < end else tokens[t.head].text
                return " ".join(written.split()).lstrip("-–")
    return f.noun


def _clause(so_far: SoFar, a: Passage, b: Passage) -> str:
    """Subject, verb and object of a clause that both have, else of the plainest one."""
    shared = list(_shared(a, b))
    for claims in (shared, [(p, c) for p in (a, b) for c in p.claims]):
        cores = (
            (_core(so_far, p, c), p.sentence.source)
            for p, c in claims
            if not c.nominal and not c.negated and c.subject is not None and not c.subject.pronoun
            if c.lemma not in words("quotations", "saying")
        )
        for core, _ in sorted((x for x in cores if x[0]), key=lambda x: (len(x[0]), x)):
            said = core.split()
            if len(core) <= _LONGEST and said[0].lower() not in leaning() and len(said) > 2:
                return core.rstrip(" ,;:.–—-")
    return ""


def _shared(a: Passage, b: Passage) -> Iterator[tuple[Passage, Claim]]:
    for c in a.claims:
        for d in b.claims:
            if c.classes & d.classes or same_thing(c.subject, d.subject) or same_thing(c.object, d.object):
                yield a, c
                yield b, d


def _thing(so_far: SoFar, a: Passage, b: Passage) -> str:
    things = [
        (x.end - x.start, p.sentence.source, x.start, x.end)
        for p in (a, b)
        for c in p.claims
        for x in (c.object, c.subject)
        if x and not x.pronoun and p.article.text[x.start : x.end].lower() not in leaning()
    ]
    if not things:
        return "What happened"
    _, source, start, end = min(things)
    named = " ".join(so_far.article(source).text[start:end].split())
    return named[:1].upper() + named[1:]


def _core(so_far: SoFar, p: Passage, c: Claim) -> str:
    """Subject, verb and object of a clause, as written: without what comes before and behind."""
    before = [x.start for x in (c.subject, c.object) if x and c.start <= x.start < c.verb]
    if not before:
        return ""
    behind = [
        x.end
        for x in (c.object, *(x for _, x in c.arguments[:1]))
        if x and c.verb < x.start and x.end <= c.end
    ]
    end = min(behind, default=min(c.end, c.verb_end))
    core = inside(so_far, p, min(before), max(end, c.verb_end))
    return " ".join(re.sub(r"\s*(?:--|—|–).*?(?:--|—|–)\s*", " ", core).split())


def inside(so_far: SoFar, p: Passage, start: int, end: int) -> str:
    """Words as they stand within a sentence: the first in lower case where it is no name."""
    written = " ".join(so_far.article(p.sentence.source).text[start:end].split())
    token = next((t for t in p.sentence.tokens if t.start == start), None)
    named = token is None or token.pos in {"PROPN", "X"} or token.entity or not token.text[1:].islower()
    article = written.split(" ", 1)[0] in {"A", "An", "The"}
    return written if named and not article else written[:1].lower() + written[1:]
