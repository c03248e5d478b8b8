"""What was matched in one source alone: statements of substance for which nothing alike was found in another.

That nothing was found says nothing of what the others tell: it is no silence and no disagreement. Listed is
what somebody named does or says, and what a figure counts, where it can be read alone; never what only sets a
scene. Each is listed for something that can be checked: a name or a figure that no article of another origin
has, or what somebody says or does for which no sentence was matched there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefgen.analysis.actors import Actor
from briefgen.analysis.claims import Claim
from briefgen.findings.apart import Apart
from briefgen.findings.kind import SoFar, finding_id, leaning
from briefgen.findings.matter import Matter, telling_figures
from briefgen.language.lexicon import words
from briefgen.matching import Passage
from briefgen.matching.passages import Figure
from briefgen.model import Finding, Sentence

NAME = "coverage"
TITLE = "Matched nowhere else"
_MOST = 5
"""So many of a source; the weightiest."""
_LEAST_WORDS, _LEAST_MATTER = 8, 5
_MATCHED = 0.25
"""Likelihood of answering one question from which another source may tell the same."""
_LEADING = 8
"""What one of so many leaders does or says is near the event."""
_RETOLD = 2
"""Words that a sentence about the same person must share to tell what this one tells."""
_BACKGROUND = re.compile(
    r"\b(?:1[89]\d\d|20\d\d|(?:years|decades|months) ago|last (?:year|month|spring|summer|fall|autumn|winter)"
    r"|in the past|since the \d0s|in recent (?:weeks|months|years)|(?:after|for) (?:weeks|months|years)"
    r"|previously|since taking office"
    r"|during (?:the|his|her|their) (?:\w+ )?(?:campaign|term|presidency|tenure|time))\b",
    re.IGNORECASE,
)
"""Years and the like: what was before the event."""
_LEANING = re.compile(
    r"(?:at (?:the|that|one) (?:time|point)|in the (?:statement|letter|interview|video|speech|memo|report)"
    r"|(?:in|during|with|after|by|for|from) (?:his|her|their|its|another|that|this|these|those|then)\b"
    r"|that[’']s|as a result)\b",
    re.IGNORECASE,
)
"""How a sentence begins that turns on the one before it."""
_LEANS = frozenset({"his", "her", "its", "their", "but", "and", "or", "so", "yet", "asked", "also", "then"})
_STATES = frozenset({
    "air", "appear", "be", "become", "belong", "broadcast", "come", "contain", "control", "decline", "exist",
    "face", "feel", "follow", "hate", "have", "highlight", "include", "indicate", "know", "lie", "like",
    "live", "look", "love", "mean", "need", "raise", "refuse", "reflect", "remain", "represent", "respond",
    "see", "seem", "stand", "stream", "suggest", "underscore", "want",
})  # fmt: skip
"""Verbs that tell no act: what something is or means, when it is broadcast, that nobody answered."""
_POINTING = frozenset({"that", "this", "these", "those"})
_PLACED = frozenset({"det", "nsubj", "nsubjpass", "dobj"})
_TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, kw_only=True)
class SoleReport(Finding):
    """What was matched in one source alone."""

    source: str
    """Id of the source that tells it."""
    reason: str = ""
    """For what it is listed, a word and what it is: `name: Mara Quill`, `figure: 23 wounded`."""

    def as_json(self) -> dict[str, Any]:
        """Its record; not part of the contract."""
        return {
            "id": self.id, "source": self.source, "reason": self.reason,
            "citations": [c.as_json() for c in self.citations],
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[SoleReport, ...]:
    """The sole reports by source, the weightiest first."""
    analysis = so_far.analysis
    matter = Matter(so_far.matches.reports)
    sole = _Sole(so_far, matter)
    published = [d for d in so_far.found.get("disagreements", ()) if d.confidence != "low"]
    disputed = {(c.source, c.sentence) for d in published for c in d.citations}
    leading = frozenset(f.id for f in so_far.found.get("leaders", ())[:_LEADING])
    found: list[SoleReport] = []
    for article in analysis.articles if sole.apart.are_several else ():
        if article.id in analysis.replaced:
            continue  # what a later version of it has left out
        listed: list[tuple[float, int, Sentence, str]] = []
        for s in article.sentences:
            if (s.source, s.id) in disputed or not _reads_alone(s, matter.of(s)):
                continue
            p = so_far.matches.reports.passage(s)
            reason = sole.reason(p)
            if reason:
                weight = _RANK[reason.split(":")[0]] + bool(p.parties & leading) - s.paragraph / 100
                listed.append((-weight, s.start, s, reason))
        best: dict[str, SoleReport] = {}
        for _, _, s, reason in sorted(listed, key=lambda x: x[:2]):
            best.setdefault(reason, _report(so_far, s, reason))
        found.extend(list(best.values())[:_MOST])
    return tuple(found)


_RANK = {"figure": 3.0, "name": 2.5, "statement": 2.0, "act": 2.0}
"""By the word of a reason: figures before names, and these before what somebody known says or does."""


class _Sole:
    """Judges sentences against the articles of other origins than their own."""

    def __init__(self, so_far: SoFar, matter: Matter) -> None:
        self._so_far = so_far
        self._matter = matter
        self.apart = Apart(so_far.matches.reports, matter)

    def reason(self, p: Passage) -> str:
        """For what the sentence is listed; empty where it is not."""
        matches = self._so_far.matches.of.get((p.sentence.source, p.sentence.id), ())
        if any(m.same >= _MATCHED for m in matches) or not self.apart.is_apart(p.sentence):
            return ""
        act = _act(p)
        figure = self._figure(p) if act else None
        if figure is not None:
            return f"figure: {_words_of(p, figure)}"
        named = self._named(p)
        speakers = [a for a in named if a.id in p.speakers]
        doers = [a for a in named if act and act.subject and _id(a) in act.subject.parties]
        for actor in (*speakers, *doers):
            if self.apart.is_unnamed(actor, self.apart.origin(p.article.id)):
                return f"name: {actor.name}"
        known = [*speakers, *doers]
        if not known or _is_perfect(p) or any(self._is_retold(p, a) for a in known):
            return ""
        return f"{'act' if _does(known[0], act, p) else 'statement'}: {known[0].name}"

    def _figure(self, p: Passage) -> Figure | None:
        return next((f for f in telling_figures(p) if self.apart.is_unheard(p, f)), None)

    def _named(self, p: Passage) -> list[Actor]:
        """Whom the sentence names by a name; nobody of the paper, no outlet, nobody who only is somewhere."""
        cast = self._so_far.analysis.cast
        mentions = cast.in_sentence(p.sentence.source, p.sentence.id)
        actors = dict.fromkeys(
            m.actor for m in mentions if m.form == "name" and not _is_of_the_paper(p, m.start, m.end)
        )
        found = (cast.by_id[i] for i in actors)
        return [a for a in found if a.acts and not a.anonymous and not a.outlet and a.name[:1].isupper()]

    def _is_retold(self, p: Passage, actor: Actor) -> bool:
        """Whether a sentence elsewhere that names the same person has words of this one."""
        own = frozenset(w for w in self._matter.of(p.sentence) if not w.startswith("@"))
        return self.apart.sharing(actor, own, self.apart.origin(p.article.id)) >= _RETOLD


def _reads_alone(sentence: Sentence, matter: frozenset[str]) -> bool:
    """Whether the sentence can be read without those before it, tells something, and is of this event."""
    written = sentence.text.split()
    if sentence.heading or len(written) < _LEAST_WORDS or len(matter) < _LEAST_MATTER:
        return False
    first = written[0].lower().strip("“\"'‘’,")
    if first in _LEANS or first in leaning() or written[0][0] in "“\"'‘" or sentence.text.count('"') % 2:
        return False
    if _LEANING.match(sentence.text):
        return False
    if any(
        t.text.lower() in _POINTING and t.rel in _PLACED and t.entity not in _TIMES for t in sentence.tokens
    ):
        return False
    return sentence.text.rstrip()[-1] in '.!”"' and not _BACKGROUND.search(sentence.text)


def _act(p: Passage) -> Claim | None:
    """What the sentence's main clause tells as done, planned or said; None where it tells a state."""
    main = next((i for i, t in enumerate(p.sentence.tokens) if t.head == i), None)
    for c in p.claims:
        if c.index == main and not c.nominal and c.subject and not c.subject.pronoun:
            known = (
                c.modality in {"actual", "planned"} and not c.negated and c.lemma.split("_")[0] not in _STATES
            )
            return c if known else None
    return None


def _does(actor: Actor, act: Claim | None, p: Passage) -> bool:
    """Whether the main clause tells what the actor does, and not what he says."""
    if act is None or act.subject is None or act.lemma in words("quotations", "saying"):
        return False
    return actor.name.split()[-1] in p.article.text[act.subject.start : act.subject.end]


def _is_perfect(p: Passage) -> bool:
    """Whether the main verb is in the perfect: `has long called for`, `had warned`: what was before."""
    tokens = p.sentence.tokens
    main = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    return any(
        tokens[k].lemma.lower() == "have" and tokens[k].rel == "aux" for k in p.sentence.children[main]
    )


def _is_of_the_paper(p: Passage, start: int, end: int) -> bool:
    """Whether the name is a reporter's of its paper: the paper's own name is in it or close before it."""
    places = {t.text for t in p.sentence.tokens if t.entity in _PLACES}
    names = {w for w in (p.article.publisher or "").split() if len(w) > 2 and w.lower() not in _PAPERS}
    names -= places
    near = p.article.text[max(p.sentence.start, start - _NEAR) : end]
    return bool(names & set(re.findall(r"\w+", near)))


_PAPERS = frozenset({"the", "news", "online", "web", "times", "post", "daily"})
_PLACES = frozenset({"GPE", "LOC"})
_NEAR = 30
"""Characters: `CNN terrorism analyst`, `the Courier's`."""


def _id(actor: Actor) -> str:
    return f"@{actor.id}"


def _words_of(p: Passage, f: Figure) -> str:
    """The figure as written, with the noun that it counts."""
    end = f.quantity.end
    if f.noun:
        at = next((t for t in p.sentence.tokens if t.start >= end and t.lemma.lower() == f.noun), None)
        end = at.end if at is not None and at.start - end < 30 else end
    return " ".join(p.article.text[f.quantity.number if f.noun else f.quantity.start : end].split())


def _report(so_far: SoFar, sentence: Sentence, reason: str) -> SoleReport:
    citation = so_far.whole(sentence)
    return SoleReport(
        id=finding_id(citation.quote, citation),
        title=" ".join(citation.quote.split()),
        source=sentence.source,
        reason=reason,
        citations=(citation,),
        rule="coverage/sentence",
        confidence="medium",
    )
