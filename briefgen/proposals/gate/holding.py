"""Whether the words of a sentence are those of whom a model names.

Asked are, in this order, who holds them by our own rules, and the grammar of the sentence: whoever is the subject
of the verb that the words hang on, or whom a noun on which they hang belongs to. Where neither tells, they are
nobody's: a person who decides may look at the text, but is not to be led.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analysis import Analysis
from briefgen.analysis.holders import Held
from briefgen.model import Citation, Sentence

_HALF = 0.5
_SUBJECTS = frozenset({"nsubj", "csubj"})
_BELONGS = frozenset({"poss", "compound", "nmod", "amod"})
_BY = frozenset({"by", "from", "of", "among", "between", "in"})
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """The sources, as far as they tell who holds what."""

    analysis: Analysis

    def told(self, cite: Citation, actors: frozenset[str], named: Span | None) -> bool:
        """Whether the source gives these words to one of the actors, or to whom the words `named` of the
        same sentence name.
        """
        sentence = self.analysis.article[cite.source].by_sentence[cite.sentence]
        places = [named] if named else [
            (m.start, m.end)
            for m in self.analysis.cast.in_sentence(cite.source, cite.sentence)
            if m.actor in actors
        ]  # fmt: skip
        by_rule = self._by_rule(cite, actors, places)
        if by_rule is not None:
            return by_rule
        return any(_governs(sentence, (cite.start, cite.end), place) for place in places)

    def _by_rule(self, cite: Citation, actors: frozenset[str], places: Sequence[Span]) -> bool | None:
        """What our own rules say of the words; None where they say nothing, or nothing sure."""
        fits = [(share, h) for h in self.analysis.held_in.get(cite.source, ()) if (share := _share(h, cite))]
        if any(self._is(h, actors, places) for _, h in fits):
            return True
        # Who holds just these words, and not more or less, holds them: nobody else does.
        sure = [h for share, h in fits if share >= _HALF and h.holders]
        return False if sure else None

    def _is(self, held: Held, actors: frozenset[str], places: Sequence[Span]) -> bool:
        if actors & set(held.holders):
            return True
        span = held.attribution.holder
        return span is not None and any(max(a, span[0]) < min(b, span[1]) for a, b in places)


def _share(held: Held, cite: Citation) -> float:
    """How much of what is cited and of what somebody holds is one: characters of both by those of either."""
    x = held.attribution
    spans = (*x.content, *((x.clause,) if x.clause else ()))
    best = 0.0
    for start, end in spans:
        both = min(end, cite.end) - max(start, cite.start)
        if both > 0:
            best = max(best, both / (max(end, cite.end) - min(start, cite.start)))
    return best


def _governs(sentence: Sentence, quote: Span, place: Span) -> bool:
    """Whether whom these words name is, by the grammar, who does or says what is quoted."""
    head, root = _head(sentence, place), _head(sentence, quote)
    if head is None or root is None:
        return False
    head = _first(sentence, head)
    return head in set(_owners(sentence, root, quote)) or _according(sentence, root, head)


def _owners(sentence: Sentence, root: int, quote: Span) -> Iterator[int]:
    """Heads of the words whose the quoted ones may be."""
    tokens = sentence.tokens
    yield from _of_noun(sentence, root)
    own = _subjects(sentence, root)
    yield from own
    inside = all(quote[0] <= tokens[i].start < quote[1] for i in own)
    at = root
    while inside and tokens[at].head != at:
        at = tokens[at].head
        yield from _of_noun(sentence, at)
        if above := _subjects(sentence, at):
            yield from above
            return


def _subjects(sentence: Sentence, at: int) -> list[int]:
    """Who does what this verb says, or by whom it is done."""
    tokens = sentence.tokens
    found = [i for i in sentence.children[at] if tokens[i].rel in _SUBJECTS]
    agents = [i for i in sentence.children[at] if tokens[i].rel == "agent"]
    found += [i for a in agents for i in sentence.children[a] if tokens[i].rel == "pobj"]
    return found


def _of_noun(sentence: Sentence, at: int) -> Iterator[int]:
    """Whose a noun is: `their decision`, `concerns by the council`, `criticism from both`."""
    tokens = sentence.tokens
    if tokens[at].pos not in ("NOUN", "PROPN"):
        return
    for i in sentence.children[at]:
        if tokens[i].rel in _BELONGS:
            yield i
        elif tokens[i].rel in ("prep", "agent") and tokens[i].text.lower() in _BY:
            yield from (j for j in sentence.children[i] if tokens[j].rel == "pobj")


def _according(sentence: Sentence, root: int, head: int) -> bool:
    """Whether it is they according to whom the words are so."""
    tokens = sentence.tokens
    to = tokens[head].head
    way = tokens[to].head
    if tokens[to].text.lower() != "to" or tokens[way].text.lower() != "according":
        return False
    at, above = root, {root}
    while tokens[at].head != at:
        at = tokens[at].head
        above.add(at)
    return tokens[way].head in above


def _head(sentence: Sentence, span: Span) -> int | None:
    """The word of a span that the others hang on; of several the one with most below it."""
    inside = [i for i, t in enumerate(sentence.tokens) if span[0] <= t.start < span[1]]
    own = set(inside)
    roots = [i for i in inside if sentence.tokens[i].head not in own or sentence.tokens[i].head == i]
    words = [i for i in roots if sentence.tokens[i].pos not in ("PUNCT", "SPACE")] or roots
    return max(words, key=lambda i: (len(sentence.subtree(i)), -i), default=None)


def _first(sentence: Sentence, at: int) -> int:
    """The first of those who are named together (`both and others`), and whom an apposition is about."""
    tokens = sentence.tokens
    while tokens[at].rel in ("conj", "appos") and tokens[at].head != at:
        at = tokens[at].head
    return at
