"""Whose office, statement or report it is: named in the words, spoken of before, or who issues it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefgen.analysis import papers
from briefgen.analysis.actors import Cast
from briefgen.analysis.described import Described, describe
from briefgen.analysis.holder_cast import HolderCast
from briefgen.analysis.holder_phrases import Phrase, noun_phrase
from briefgen.analysis.holder_reading import HolderReading
from briefgen.analysis.turns import Turns
from briefgen.language.lexicon import Listed
from briefgen.model import Article

_TOLD = 8
"""So many sentences back a paper may have been spoken of that the text takes up with "the"."""
_VOICES = Listed(("groups", "voices"))


class HolderVoices:
    """Knows whose voices a text has spoken of."""

    def __init__(
        self,
        cast: Cast,
        articles: Mapping[str, Article],
        reading: HolderReading,
        turns: Mapping[str, Turns],
        known: HolderCast,
        resolve: Callable[[Phrase, int], tuple[str, ...]],
    ) -> None:
        self._cast = cast
        self._articles = articles
        self._reading = reading
        self._turns = turns
        self._known = known
        self._resolve = resolve
        self._voices: dict[tuple[str, str], tuple[str, ...]] = {}
        """By source and noun, whose report, statement or press service was spoken of last."""
        self._papers: dict[tuple[str, str], tuple[str, ...]] = {}
        """By source and noun, the paper that the text spoke of last."""

    def whose_voice(self, part: Phrase, described: Described, depth: int) -> tuple[str, ...]:
        """Whose office, statement or report it is: named in the words, before them, or who issues it."""
        key = (part.w.sentence.source, described.voice)
        found = self._whose(part, described, depth)
        if not described.voice:
            return found
        words = part.w.text(part.i, part.core_end()).lower().split()
        bare = (
            words[0] in ("the", "that", "this") and " ".join(w for w in words[1:] if w != "same") in _VOICES
        )
        if not found and bare:
            told = self._told_before(part, described.voice, depth)
            found = self._spoken_last(part, self._voices.get(key, ())) if told is None else told
            found = found or self._publisher(part, described.voice)
        if found:
            self._voices[key] = found
            return found
        return self._paper(part, described) if bare or not described.principals else ()

    def _spoken_last(self, part: Phrase, owners: tuple[str, ...]) -> tuple[str, ...]:
        """These, unless another body is the last one that spoke: then the statement may be that one's."""
        source, at = part.w.sentence.source, part.w[part.i].start
        last = self._turns[source].last_before(at)
        other = [a for a in last if a.id not in owners and a.kind in ("organization", "government")]
        return () if other else owners

    def _whose(self, part: Phrase, described: Described, depth: int) -> tuple[str, ...]:
        """Who is named as the one whose it is, or issues it."""
        for principal in described.principals:
            found = self._resolve(principal, depth + 1)
            if found:
                if principal.j <= part.core_end():  # named in the words themselves, not behind "for"
                    self._known.speaks_for(part, found)
                return found
        issuer = part.issuer(described.j - 1) if described.voice and not described.principals else None
        return self._resolve(issuer, depth + 1) if issuer else ()

    def _told_before(self, part: Phrase, noun: str, depth: int) -> tuple[str, ...] | None:
        """Whose it was when the text spoke of it last ("the board said in a statement … the statement").

        Of several that were spoken of it is the one in the sentence before; else nobody's. None: none was.
        """
        if depth > 1:
            return None
        article = self._articles[part.w.sentence.source]
        number = article.place[part.w.sentence.id]
        owners: dict[tuple[str, ...], None] = {}
        for back in range(number, max(-1, number - _TOLD), -1):
            w = self._reading.read(article.sentences[back])
            for k in reversed(range(part.i if back == number else len(w))):
                phrase = noun_phrase(w, k, self._reading.mentions(w)) if w.low(k) == noun else None
                described = describe(phrase) if phrase else None
                if phrase is None or described is None or not described.voice:
                    continue
                found = self._whose(phrase, described, depth + 1)
                if found or w.low(phrase.i) not in ("the", "that", "this"):
                    owners[found] = None
            if owners and number - back <= 1:
                break
        if not owners:
            return None
        return next(iter(owners)) if len(owners) == 1 else ()

    def _paper(self, part: Phrase, described: Described) -> tuple[str, ...]:
        """The paper itself, where the text doesn't say whose it is."""
        end = described.j
        key = (part.w.sentence.source, described.voice)
        if part.w.low(part.i) in ("the", "that", "this") and key in self._papers:
            return self._papers[key]
        name = papers.called(part, end)
        if not name:
            return ()
        shown = replace(described, name=name, kind="document", aliases=[part.w.text(described.i, end)])
        self._papers[key] = (self._known.make(part, shown, None),)
        return self._papers[key]

    def _publisher(self, part: Phrase, noun: str) -> tuple[str, ...]:
        """`The report said` after a sentence whose subject is an outlet."""
        if noun not in ("report", "article", "story", "piece"):
            return ()
        article = self._articles[part.w.sentence.source]
        number = article.place[part.w.sentence.id]
        for back in range(number, max(-1, number - 3), -1):
            sentence = article.sentences[back]
            named = [
                m for m in self._cast.in_sentence(article.id, sentence.id) if self._cast.by_id[m.actor].outlet
            ]
            before = [m for m in named if m.start < part.w[part.i].start]
            if before:
                return (before[-1].actor,) if len({m.actor for m in before}) == 1 else ()
        return ()
