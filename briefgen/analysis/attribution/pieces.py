"""An article as its quotations and the words between them.

A *statement* is a quotation that is a clause or more of its own (“We will pay,” Roe said). A *part* is a
few words in marks inside another's clause (Roe called it “a shame”), a title or a nickname: its words count
as the clause's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from briefgen.analysis.attribution.records import Span
from briefgen.analysis.quoted import Quoted, quotations
from briefgen.language.lexicon import words as words_of
from briefgen.model import Article, Sentence

_MARKS = "“”„\"«»'‘’` \n\t\u00a0"
_PAUSES = ",?!…—–"
# A part of a clause may be long, but one that begins and ends like a sentence and has more words is one.
_FEW = 3
_GOING_ON = frozenset({"ADP", "PART", "SCONJ", "CCONJ", "AUX"})
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "vs",
        "with",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A quotation and the sentences that it begins and ends in."""

    quoted: Quoted
    first: int
    """Index of the sentence that it begins in."""
    last: int
    statement: bool

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.quoted.start

    @property
    def end(self) -> int:
        """Offset behind the closing mark."""
        return self.quoted.end


class Pieces:
    """The quotations of an article, and what stands round each."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.sentences = article.sentences
        self.starts = [s.start for s in article.sentences]
        self.all: list[Piece] = []
        self.statements: list[Piece] = []
        for q in quotations(article):
            first = max(0, self.number_of(q.start))
            last = max(first, bisect_left(self.starts, q.end) - 1)
            statement = self._is_statement(q, first, last)
            self.all.append(Piece(quoted=q, first=first, last=last, statement=statement))
            if statement:
                self.statements.append(self.all[-1])
        self._starts = [p.start for p in self.statements]
        self._all_starts = [p.start for p in self.all]

    def inner(self, q: Quoted) -> str:
        """The words of a quotation without its marks."""
        return self.article.text[q.start : q.end].strip(_MARKS)

    def lead(self, q: Quoted, sentence: Sentence) -> str:
        """What stands before the quotation in its sentence."""
        return self.article.text[sentence.start : q.start].strip(_MARKS)

    def _is_statement(self, q: Quoted, first: int, last: int) -> bool:
        sentence = self.sentences[first]
        words = self.inner(q)
        lead = self.lead(q, sentence)
        tail = self.article.text[q.end : self.sentences[last].end].strip()
        if not words or (sentence.heading and (lead or tail[:1] not in {"―", "—", "–", "-"})):
            return False
        if last > first or (not lead and not tail.strip(".)")):
            return True
        capital = words[0].isupper() or words[0].isdigit() or words[0] in "[($…#@¡¿"
        pauses = words[-1] in _PAUSES or tail[:1] == ","
        if not lead:
            long = capital and len(words.split()) > 2 * _FEW and not self._carries_on(q, last)
            return pauses or tail[:1] in {"―", "—", "–", "-"} or long
        if is_title(words):
            return False
        if lead[-1] == ":":
            return capital or not tail or len(words.split()) > _FEW
        ends = words[-1] in ".!?…," or not tail or tail[0] in ",—–"
        if lead[-1] in ",—–-":
            joined = bool(self.statements) and self.statements[-1].last == first
            return (
                joined
                or (capital and (ends or len(words.split()) > _FEW))
                or (ends and len(words.split()) > 2 * _FEW)
            )
        return capital and ends and len(words.split()) > _FEW and self._after_cue(q, sentence)

    def _carries_on(self, q: Quoted, last: int) -> bool:
        """Whether the clause goes on behind the marks: `“The bridge is safe” for lorries, Roe said`."""
        behind = next((t for t in self.sentences[last].tokens if t.start >= q.end), None)
        return behind is not None and behind.pos in _GOING_ON

    def _after_cue(self, q: Quoted, sentence: Sentence) -> bool:
        """Whether the word before it is a verb of saying."""
        before = [t for t in sentence.tokens if t.start < q.start]
        return (
            bool(before)
            and before[-1].pos in {"VERB", "NOUN"}
            and before[-1].lemma.lower() in words_of("quotations", "saying")
        )

    def number_of(self, offset: int) -> int:
        """Index of the sentence that stands at this offset."""
        return bisect_right(self.starts, offset) - 1

    def next_start(self, p: Piece) -> int:
        """Offset of the next quotation; behind the text where there is none."""
        at = bisect_right(self._all_starts, p.start)
        return self._all_starts[at] if at < len(self._all_starts) else len(self.article.text) + 1

    def before(self, p: Piece) -> list[int]:
        """The tokens of its sentence between the statement before and this one."""
        s = self.sentences[p.first]
        at = bisect_left(self._starts, p.start)
        begin = self.statements[at - 1].end if at else 0
        return [i for i, t in enumerate(s.tokens) if begin <= t.start < p.start]

    def after(self, p: Piece) -> list[int]:
        """The tokens of its last sentence between this statement and the next."""
        s = self.sentences[p.last]
        at = bisect_right(self._starts, p.start)
        end = self._starts[at] if at < len(self._starts) else s.end
        return [i for i, t in enumerate(s.tokens) if p.end <= t.start < end]

    def outside(self, number: int) -> frozenset[int]:
        """The tokens of a sentence that stand in no statement."""
        return self._outside[number]

    @cached_property
    def _outside(self) -> list[frozenset[int]]:
        ends = [p.end for p in self.statements]
        found = []
        for s in self.sentences:
            out = []
            for i, t in enumerate(s.tokens):
                at = bisect_right(ends, t.start)
                if at >= len(ends) or t.start < self._starts[at]:
                    out.append(i)
            found.append(frozenset(out))
        return found

    def words_outside(self, number: int) -> bool:
        """Whether a word of the sentence stands outside every statement."""
        tokens = self.sentences[number].tokens
        return any(c.isalnum() for i in self.outside(number) for c in tokens[i].text)

    def spans(self, p: Piece) -> list[Span]:
        """The statement, one span per sentence."""
        found = []
        for s in self.sentences[p.first : p.last + 1]:
            a, b = max(p.start, s.start), min(p.end, s.end)
            if a < b:
                found.append((a, b))
        return found


def is_title(words: str) -> bool:
    """Whether the words are written like the title of a work: every word but small ones has a capital."""
    own = [w for w in words.split() if w[:1].isalpha()]
    small = [w for w in own if w[0].islower()]
    return 1 < len(own) < 12 and all(w.strip(".,!?").lower() in _SMALL for w in small) and not words.isupper()
