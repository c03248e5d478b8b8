"""Sentences as words, with the mentions of the cast, and the phrase that a span of a holder covers."""

from __future__ import annotations

from briefgen.analysis.actors import Cast, Mention
from briefgen.analysis.actors.words import Words, words_of
from briefgen.analysis.attribution import Span
from briefgen.analysis.holder_phrases import Phrase, tells_more
from briefgen.model import Sentence


class HolderReading:
    """Reads sentences once."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._words: dict[tuple[str, str], Words] = {}

    def read(self, sentence: Sentence) -> Words:
        """The sentence as words."""
        key = (sentence.source, sentence.id)
        if key not in self._words:
            self._words[key] = words_of(sentence)
        return self._words[key]

    def mentions(self, w: Words) -> dict[int, tuple[int, Mention]]:
        """Where mentions of the cast begin, and before which word they end."""
        found: dict[int, tuple[int, Mention]] = {}
        for m in self._cast.in_sentence(w.sentence.source, w.sentence.id):
            inside = [k for k in range(len(w)) if w[k].start < m.end and m.start < w[k].end]
            if inside:
                found.setdefault(inside[0], (inside[-1] + 1, m))
        return found

    def phrase(self, w: Words, span: Span) -> Phrase | None:
        """The span in words; a mention that it cuts belongs to it as a whole."""
        inside = [k for k in range(len(w)) if w[k].start < span[1] and span[0] < w[k].end]
        if not inside:
            return None
        mentions = self.mentions(w)
        i, j = inside[0], inside[-1] + 1
        for a, (b, _) in mentions.items():
            if a < i < b or a < j < b:
                i, j = min(i, a), max(j, b)
        if tells_more(w, j) and w[j - 1].head.tag in ("NN", "NNS", "DT"):
            j = len(w)  # "two people | briefed on the talks": what tells them from others belongs to them
        return Phrase(w, i, j, mentions)
