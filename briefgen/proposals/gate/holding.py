"""Whether the words of a sentence are those of whom a model names.

Asked are, in this order, who holds them by our own rules, and the grammar of the sentence: whoever is the
subject of the verb that the words hang on, or whom a noun on which they hang belongs to. Where neither
tells, they are nobody's: a person who decides may look at the text, but is not to be led.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.analysis import Analysis
from briefgen.analysis.actors import ActorKind
from briefgen.analysis.actors.words import is_office
from briefgen.analysis.holders import Held
from briefgen.analysis.papers import is_paper
from briefgen.language.lexicon import Listed, table
from briefgen.model import Citation, Sentence

_MOST, _PART = 0.7, 0.3
"""Share of two passages that is one, where they are one in the main, and where one is a good part of the
other."""
_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_LOOSE = frozenset({"conj", "advcl", "acomp"})
"""By which a verb without a subject of its own hangs on the one whose subject it shares."""
_OBJECTS = frozenset({"dobj", "pobj", "oprd"})
_VERBS, _NAMING = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN", "PRON"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_BELONGS = frozenset({"poss", "compound", "nmod", "amod"})
_BY, _OF = frozenset({"by", "from", "among"}), frozenset({"by", "from", "among", "of"})
_TAKEN = frozenset({"for", "to", "of", "on", "against", "about", "over"})
_VOICES = Listed(("groups", "voices"), ("groups", "spokes"))
_BODIES = frozenset(
    {"administration", "cabinet", "camp", "campaign", "delegation", "government", "leadership", "team"}
)
"""Nouns for those who speak for whom they belong to: `his office`, `their delegation`."""
_BINDING = frozenset({"will", "would", "must", "should", "shall", "'ll"})
"""By which somebody binds himself or others."""
_CARRIED = frozenset({"xcomp", "ccomp", "acomp", "dobj", "prep"})
_INSTITUTIONS = Listed(("groups", "bodies"), ("groups", "gathered"), ("groups", "arms"))
_ONE = Listed(("groups", "single"))
_CUES = ("stances", "nouns", "adjectives")
"""Lists of words for what people say, want and think."""
_ENTITIES: Mapping[str, ActorKind] = {"PERSON": "person", "ORG": "organization", "GPE": "government"}
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """The sources, as far as they tell who holds what."""

    analysis: Analysis

    def told(self, cite: Citation, actors: frozenset[str], places: Sequence[Span]) -> bool:
        """Whether the source gives these words to one of the actors, who are named at these places of their
        sentence; of somebody whom nobody knows the places alone are given.
        """
        sentence = self.analysis.article[cite.source].by_sentence[cite.sentence]
        own = [i for place in places if (i := head(sentence, place)) is not None]
        heads = {*own, *(_first(sentence, i) for i in own)}
        by_rule = self._by_rule(cite, sentence, actors, heads)
        if by_rule is not None:
            return by_rule
        # How a title is parsed is not to be relied on.
        return not sentence.heading and _governs(sentence, (cite.start, cite.end), heads)

    def _by_rule(
        self, cite: Citation, sentence: Sentence, actors: frozenset[str], heads: Collection[int]
    ) -> bool | None:
        """What our own rules say of the words; None where they say nothing, or nothing sure."""
        fits = [(share, h) for h in self.analysis.held_in.get(cite.source, ()) if (share := _share(h, cite))]
        if any(share >= _PART and self._is(h, sentence, actors, heads) for share, h in fits):
            return True
        # Who holds just these words, and not more or less, holds them: nobody else does. What a paper
        # reports that somebody wants is that one's all the same.
        known = self.analysis.cast.by_id
        sure = [h for share, h in fits if share >= _MOST and h.holders]
        return (
            False
            if any(not known[i].outlet and not known[i].press for h in sure for i in h.holders)
            else None
        )

    def _is(self, held: Held, sentence: Sentence, actors: frozenset[str], heads: Collection[int]) -> bool:
        """Whether it is they who hold it: known to, or named by the very word that names the holder."""
        if actors & set(held.holders):
            return True
        span = held.attribution.holder
        own = head(sentence, span) if span else None
        return own is not None and _first(sentence, own) in heads


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


def _governs(sentence: Sentence, quote: Span, heads: Collection[int]) -> bool:
    """Whether whom these words name is, by the grammar, who does or says what is quoted."""
    root = _root(sentence, quote)
    if root is None or not _speaks(sentence, root):
        return False
    return any(i in heads for i in _owners(sentence, root, quote)) or any(
        _according(sentence, root, i) for i in heads
    )


def _speaks(sentence: Sentence, root: int) -> bool:
    """Whether a word on which the words hang, or that hangs on their chief one, is for what people say, want,
    think or bind themselves to: what somebody merely does, or is, is no position.
    """
    tokens, at = sentence.tokens, root
    chain = [root, *(i for i in sentence.children[root] if tokens[i].rel in _CARRIED)]
    while tokens[at].head != at:
        at = tokens[at].head
        chain.append(at)
    below = [tokens[j] for i in chain for j in sentence.children[i]]
    return (
        any(_is_cue(tokens[i].lemma.lower()) for i in chain)
        or any(
            t.text.lower() == "according" or (t.rel == "aux" and t.text.lower() in _BINDING) for t in below
        )
        or any(True for _ in _tagged(sentence, root))
    )


def _owners(sentence: Sentence, root: int, quote: Span) -> Iterator[int]:
    """Heads of the words whose the quoted ones may be."""
    tokens = sentence.tokens
    yield from _of_noun(sentence, root, _OF)
    for i in sentence.children[root]:
        inside = quote[0] <= tokens[i].start < quote[1]
        if inside and tokens[i].rel == "dobj" and _is_statement(tokens[i].lemma):
            yield from _behind(sentence, i, _BY)
            yield from _behind(sentence, root, _BY)
    own = _subjects(sentence, root)
    if _is_said_of(sentence, root):
        return
    if not _is_reported(sentence, root, quote):
        yield from own
    yield from _tagged(sentence, root)
    yield from _opening(sentence, quote)
    if own and any(tokens[i].start < quote[0] for i in own):
        return
    yield from _above(sentence, root, bool(own))


def _is_reported(sentence: Sentence, root: int, quote: Span) -> bool:
    """Whether somebody else is said to say it before: what he says of others they do not hold."""
    tokens, at = sentence.tokens, root
    while tokens[at].rel == "conj" and tokens[at].head != at:
        at = tokens[at].head
    if tokens[at].rel != "ccomp":
        return False
    return any(tokens[i].start < quote[0] for i in _subjects(sentence, tokens[at].head))


def _tagged(sentence: Sentence, root: int) -> Iterator[int]:
    """Who is said to say it beside the clause or the one that it is joined to: `…, Roe said, but …`."""
    tokens, at = sentence.tokens, root
    while True:
        for i in sentence.children[at]:
            if tokens[i].rel == "parataxis":
                yield from _subjects(sentence, i)
        if tokens[at].rel != "conj" or tokens[at].head == at:
            return
        at = tokens[at].head


def _opening(sentence: Sentence, quote: Span) -> Iterator[int]:
    """Whoever begins the words, with a verb behind, whatever the parse makes of it."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if quote[0] <= t.start < quote[1]]
    verb = next((i for i in inside if tokens[i].pos in _VERBS), None)
    if verb is None or verb == inside[0] or tokens[verb].lemma.lower() == "be":
        return
    before = tokens[inside[0] : verb]
    if before[-1].pos in _NAMING and all(t.pos in _PHRASE for t in before):
        yield verb - 1


def _above(sentence: Sentence, root: int, owns: bool) -> Iterator[int]:
    """Those of the verbs that the words hang on. `owns`: whether they have a subject of their own: then only
    who says, thinks or wants that they are so.
    """
    tokens, at = sentence.tokens, root
    while tokens[at].head != at:
        rel = tokens[at].rel
        up = tokens[at].head
        if rel in ("acl", "relcl"):
            # `a report claiming …`: the report, and whose it is.
            yield up
            if is_paper(tokens[up].lemma.lower()):
                yield from _of_noun(sentence, up, _OF)
            return
        if not (rel in _CLAUSES or (not owns and rel in _LOOSE)) and not _is_object(sentence, at):
            return
        at = up
        if above := _subjects(sentence, at):
            yield from above
            return


def _is_object(sentence: Sentence, at: int) -> bool:
    """Whether a noun is what its verb takes: `rejects the plan`, `calls for the plan`."""
    token = sentence.tokens[at]
    if token.rel == "prep":
        return token.text.lower() in _TAKEN
    return token.rel in _OBJECTS


def _is_said_of(sentence: Sentence, root: int) -> bool:
    """`The line is the oldest`: what is said of somebody, and not by him."""
    tokens = sentence.tokens
    return tokens[root].lemma.lower() == "be" and any(
        tokens[i].rel == "attr" for i in sentence.children[root]
    )


def _subjects(sentence: Sentence, at: int) -> list[int]:
    """Who does what this verb says, or by whom it is done; of somebody's office or people also he."""
    tokens = sentence.tokens
    found = [i for i in sentence.children[at] if tokens[i].rel in _SUBJECTS]
    agents = [i for i in sentence.children[at] if tokens[i].rel == "agent"]
    found += [i for a in agents for i in sentence.children[a] if tokens[i].rel == "pobj"]
    voices = [i for i in found if tokens[i].lemma.lower() in _VOICES or tokens[i].lemma.lower() in _BODIES]
    return [*found, *(j for i in voices for j in sentence.children[i] if tokens[j].rel == "poss")]


def _of_noun(sentence: Sentence, at: int, ways: Collection[str]) -> Iterator[int]:
    """Whose a noun is: `their decision`, `concerns by the council`, `criticism from both`."""
    tokens = sentence.tokens
    if tokens[at].pos not in ("NOUN", "PROPN"):
        return
    yield from (i for i in sentence.children[at] if tokens[i].rel in _BELONGS)
    yield from _behind(sentence, at, ways)


def _is_cue(lemma: str) -> bool:
    return any(lemma in found for part in _CUES for found in table("cues")[part].values())


def _is_statement(lemma: str) -> bool:
    """Whether the noun is for what somebody says or feels: `criticism`, `outcry`."""
    return any(lemma.lower() in nouns for nouns in table("cues")["nouns"].values())


def _behind(sentence: Sentence, at: int, ways: Collection[str]) -> Iterator[int]:
    """Whom one of these words leads to behind a noun or a verb."""
    tokens = sentence.tokens
    for i in sentence.children[at]:
        if tokens[i].rel in ("prep", "agent") and tokens[i].text.lower() in ways:
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


def _root(sentence: Sentence, quote: Span) -> int | None:
    """The word of a passage that the others hang on; of several clauses the first."""
    tokens = sentence.tokens
    inside = {i for i, t in enumerate(tokens) if quote[0] <= t.start < quote[1]}
    clauses = [i for i in sorted(inside) if tokens[i].pos in _VERBS
               and (tokens[i].head not in inside or tokens[i].head == i)]  # fmt: skip
    return clauses[0] if clauses else head(sentence, quote)


def head(sentence: Sentence, span: Span) -> int | None:
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


def is_named(sentence: Sentence, span: Span) -> bool:
    """Whether words say who somebody is: `he`, `some` and `the first` do not."""
    at = head(sentence, span)
    return at is not None and sentence.tokens[at].pos in ("NOUN", "PROPN")


def kind_of(sentence: Sentence, span: Span) -> ActorKind:
    """What somebody is whom no rule has found: as far as the parser knows the name, else by its number."""
    at = head(sentence, span)
    if at is None:
        return "group"
    token, noun = sentence.tokens[at], sentence.tokens[at].lemma.lower()
    if token.entity in _ENTITIES:
        return _ENTITIES[token.entity]
    if noun in _INSTITUTIONS:
        return "organization"
    if is_paper(noun):
        return "document"
    return "person" if token.tag == "NN" and (noun in _ONE or is_office(noun)) else "group"
