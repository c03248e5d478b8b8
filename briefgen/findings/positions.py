"""Who holds what, in whose words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.analysis.attribution import Attribution, Manner, Span, Stance
from briefgen.analysis.attribution.shown import Shown, shown
from briefgen.analysis.holders import Held
from briefgen.analysis.leaning import matters
from briefgen.analysis.line_features import features
from briefgen.analysis.referents import Pronouns, Referents
from briefgen.analysis.soundness import confidence, soundness
from briefgen.analysis.standing import Standing, Voice, standing
from briefgen.findings.kind import SoFar, finding_id
from briefgen.findings.latest import Word, Words, latest_words
from briefgen.findings.topics import spoken_of
from briefgen.model import Article, Citation, Confidence, Finding

NAME = "positions"
TITLE = "Positions"

_PLURAL = ("s", "people", "police")
# Characters of a title: what stands in one line of a list on a wide screen.
_TITLE = 110
_BOUNDARY = re.compile(
    r"[,;:]\s|\s[—–]\s?|—|\s(?=(?:but|because|while|after|before|when|if|unless|which|who)\s)"
)


@dataclass(frozen=True, kw_only=True)
class Position(Finding):
    """Who holds what, in whose words."""

    holders: tuple[str, ...] = ()
    """Leader ids; empty where nobody named holds it."""
    reported_by: tuple[str, ...] = ()
    stance: Stance
    negated: bool = False
    manner: Manner = "indirect"
    condition: str | None = None
    topics: tuple[str, ...] = ()
    shown: Citation | None = None
    """The words that pages print: for indirect speech the holder's clause from its verb on."""
    further: tuple[Citation, ...] = ()
    """The other parts of the sentence that are printed with them (“The bridge … was never safe”)."""
    predicate: bool = False
    """Whether they go on from the holder's name, rather than follow a colon."""
    referents: tuple[tuple[Citation, str], ...] = ()
    """Pronouns in them with who is meant, where that is sure: printed in brackets as ours."""
    context: tuple[Citation, ...] = ()
    """The sentence before, or two, where the words lean on them."""
    leans: bool = False
    """Whether they can't stand where there is no room for these."""
    later: Word | None = None
    """What the holder has said since, where he has given this up."""
    earlier: Word | None = None
    """What he said before, and gave up for this."""
    holder: Citation | None = None
    cue: Citation | None = None
    content: Citation | None = None
    """What is reported, without its verb; None where the first citation is just that."""

    def as_json(self) -> dict[str, Any]:
        """The contract's record."""

        def words(c: Citation | None) -> dict[str, Any] | None:
            return c.as_json() if c else None

        return {
            "id": self.id, "holders": list(self.holders), "reported_by": list(self.reported_by),
            "stance": self.stance, "negated": self.negated, "manner": self.manner,
            "condition": self.condition, "topics": list(self.topics),
            "shown": words(self.shown or self.citations[0]),
            "attribution": {
                "holder": words(self.holder), "cue": words(self.cue),
                "content": words(self.content or self.citations[0]),
            },
            "citations": [c.as_json() for c in self.citations],
            "rule": self.rule, "confidence": self.confidence,
        }  # fmt: skip


def find(so_far: SoFar) -> tuple[Position, ...]:
    """The positions in order of the sources and of the text."""
    reader = Reader(so_far)
    found: dict[str, Position] = {}
    for held in so_far.analysis.held:
        position = reader.position(held)
        old = found.get(position.id)
        found[position.id] = _joined(old, position) if old else position
    return tuple(found.values())


class Reader:
    """Makes the positions of one briefing."""

    def __init__(self, so_far: SoFar) -> None:
        self.articles = so_far.analysis.article
        self.cast = so_far.analysis.cast
        self.pronouns = Pronouns(self.cast)
        self.known = matters(so_far.analysis.articles)
        self.topics = _topics_by_end(so_far)
        self.latest = latest_words(so_far)

    def position(self, held: Held) -> Position:
        """The record of an attribution, with the words that are printed for it."""
        own, article = held.attribution, self.articles[held.attribution.source]
        content = tuple(article.cite(*span) for span in own.content)
        # A bare object says little: “backed the idea” is the position, not “the idea”.
        citations = (article.cite(*own.clause), *content[1:]) if own.clause else content
        label = shortened(" … ".join(c.quote for c in sorted(citations[:2])))
        words = shown(own, article)
        first, *further = (article.cite(*span) for span in words.parts)
        told = self._told(held, article, words)
        stands = self._stands(held, words, told)
        others = self.latest.get(held, Words())
        return Position(
            id=finding_id(" ".join((*held.holders[:1], label)), *citations),
            title=shortened(" … ".join(c.quote for c in sorted((first, *further)))),
            citations=citations, rule=own.rule,
            confidence=self._confidence(held, words, stands),
            holders=held.holders, reported_by=tuple(r for r in held.reported_by if r not in held.holders),
            stance=own.stance, negated=own.negated, manner=own.manner,
            condition=_words(article, own.condition), topics=self._about(article, own),
            shown=first, further=tuple(further), predicate=words.predicate,
            referents=tuple((article.cite(m.start, m.end), name) for m, name in told.named),
            context=stands.context if own.confidence != "low" else (), leans=stands.leans,
            later=others.later, earlier=others.earlier,
            holder=_cite(article, own.holder), cue=_cite(article, own.cue), content=content[0],
        )  # fmt: skip

    def observed(self, held: Held) -> tuple[str, ...]:
        """What is known of the line of an attribution; nothing where the rules fold it."""
        words = shown(held.attribution, self.articles[held.attribution.source])
        stands = self._stands(held, words, self._told(held, self.articles[held.attribution.source], words))
        return () if self._is_folded(held, stands) else self._observed(held, words, stands)

    def _observed(self, held: Held, words: Shown, stands: Standing) -> tuple[str, ...]:
        own = held.attribution
        article = self.articles[own.source]
        reported = bool(held.reported_by)
        return tuple(features(own, held.holders, reported, article, self.cast, words, stands))

    def _is_folded(self, held: Held, stands: Standing) -> bool:
        return held.attribution.confidence == "low" or not stands.tells or not held.holders

    def _confidence(self, held: Held, words: Shown, stands: Standing) -> Confidence:
        if self._is_folded(held, stands):
            return "low"
        return confidence(soundness(self._observed(held, words, stands)))

    def _stands(self, held: Held, words: Shown, told: Referents) -> Standing:
        own = held.attribution
        return standing(own, self.articles[own.source], words, told.clear, self.known, self._voice(held))

    def _voice(self, held: Held) -> Voice:
        names = [self.cast.by_id[h].name.split()[-1].lower() for h in held.holders[:1]]
        return Voice(
            body=self._is_body(held), many=self._are_many(held),
            gender=self.pronouns.gender(held.holders[0]) if held.holders else None, name="".join(names),
        )  # fmt: skip

    def _is_body(self, held: Held) -> bool:
        return any(self.cast.by_id[h].kind != "person" for h in held.holders)

    def _are_many(self, held: Held) -> bool:
        names = (self.cast.by_id[h].name.split(" of ")[0] for h in held.holders)
        return len(held.holders) > 1 or (self._is_body(held) and any(n.endswith(_PLURAL) for n in names))

    def _about(self, article: Article, own: Attribution) -> tuple[str, ...]:
        """The topics that the words are about: named by a noun that their own verb takes."""
        ends = sorted(spoken_of(article, own))
        return tuple(dict.fromkeys(t for end in ends for t in self.topics.get((own.source, end), ())))

    def _told(self, held: Held, article: Article, words: Shown) -> Referents:
        sentence = article.sentence_at(words.parts[0][0])
        if sentence is None:
            return Referents()
        return self.pronouns.read(sentence, words.parts, held.holders, held.attribution.holder)


def _joined(old: Position, new: Position) -> Position:
    """The same words of the same holder in another place of the same source, a title and its text say."""
    fresh = tuple(c for c in new.citations if c not in old.citations)
    topics = tuple(dict.fromkeys((*old.topics, *new.topics)))
    later, earlier = old.later or new.later, old.earlier or new.earlier
    return replace(old, citations=(*old.citations, *fresh), topics=topics, later=later, earlier=earlier)


def _cite(article: Article, span: Span | None) -> Citation | None:
    return article.cite(*span) if span else None


def _words(article: Article, span: Span | None) -> str | None:
    return article.text[slice(*span)] if span else None


def _topics_by_end(so_far: SoFar) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The topics by the source and the place where a noun ends that names one."""
    found: dict[tuple[str, int], list[str]] = {}
    for topic in so_far.found.get("topics", ()):
        for c in topic.citations:
            found.setdefault((c.source, c.end), []).append(topic.id)
    return {place: tuple(topics) for place, topics in found.items()}


def shortened(text: str, most: int = _TITLE) -> str:
    """The text on one line, cut at the boundary of a clause (of a word where there is none) and marked so."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [m.start() for m in _BOUNDARY.finditer(line, most // 3, most)]
    cut = ends[-1] if ends else line.rfind(" ", 0, most)
    return line[: cut if cut > 0 else most].rstrip(" ,;:—–-") + " …"
