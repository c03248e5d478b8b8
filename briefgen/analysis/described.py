"""Holders without a name of their own: whose voice they are, or what to call the group.

A holder phrase is read from the left: everything up to the first preposition or relative clause is its core,
whose last word is its noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefgen.analysis.actors import Mention, world
from briefgen.analysis.actors.noun_phrases import left_edge
from briefgen.analysis.actors.people import is_title_before
from briefgen.analysis.actors.records import ActorKind
from briefgen.analysis.actors.words import Word, Words, is_office
from briefgen.language.lexicon import table
from briefgen.language.lexicon import words as lexicon

_PREPOSITIONS = lexicon("phrases", "prepositions")
_AFTER_NOUN = lexicon("phrases", "after_noun")
_ARTICLES = lexicon("phrases", "articles")
_NUMBERS = lexicon("phrases", "numbers")
_FIELDS = lexicon("titles", "fields")
_POSSESSIVE = ("his", "her", "their", "its")
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words i to before j of a sentence, and where the sentence's mentions begin and end."""

    w: Words
    i: int
    j: int
    mentions: dict[int, tuple[int, Mention]]

    def trimmed(self) -> Phrase:
        """Without what does not belong to the noun phrase at its ends."""
        i, j = self.i, self.j
        while i < j - 1 and self.w.low(i) in lexicon("phrases", "leading") and i not in self.mentions:
            i += 1
        while j > i + 1 and self.w.low(j - 1) in (",", "'s", "'", '"', ".", ":", ";", "-", ""):
            j -= 1
        return replace(self, i=i, j=j)

    def parts(self) -> Iterator[Phrase]:
        """The coordinated noun phrases, each by itself."""
        cuts = [self.i]
        for k in range(self.i + 1, self.j - 1):
            if self.w.low(k) in ("and", "&", "or") and not self._covered(k) and self._begins_another(k):
                cuts.append(k + 1)
        cuts.append(self.j + 1)
        for a, b in zip(cuts, cuts[1:], strict=False):
            yield replace(self, i=a, j=min(b - 1, self.j)).trimmed()

    def _covered(self, k: int) -> bool:
        return any(a <= k < b for a, (b, _) in self.mentions.items())

    def _begins_another(self, k: int) -> bool:
        """Whether `and` at k joins two holders rather than two words of one (a doctor and father of two)."""
        w = self.w
        end = replace(self, j=k).core_end()
        named = self._mention_from(k + 1)
        after = w[self.mentions[named][0] - 1] if named is not None else w[k + 1]
        if (
            end < k
        ):  # inside a prepositional phrase or an apposition: only what the parser ties to the core's noun
            tied = w.sentence.tokens[after.head.head]
            return named is not None and after.head.rel == "conj" and self._in_core(tied.start, end)
        if named is not None or w.low(k + 1) in (*_ARTICLES, *_NUMBERS, *_POSSESSIVE):
            return True
        plural = w[self.j - 1].head.tag in ("NNS", "NNPS") or w[
            replace(self, i=k + 1).core_end() - 1
        ].head.tag in ("NNS", "NNPS")
        return plural and w[end - 1].head.tag in ("NNS", "NNPS", "NNP")

    def _mention_from(self, k: int) -> int | None:
        """Where the mention begins that the noun phrase at k names: there, or behind a title."""
        for a in sorted(self.mentions):
            if k <= a < self.j:
                titled = a > k and is_title_before(self.w, a) and left_edge(self.w, a) <= k
                return a if a == k or titled else None
        return None

    def _in_core(self, offset: int, end: int) -> bool:
        return self.w[self.i].start <= offset < self.w[end - 1].end

    def core_end(self) -> int:
        """Index behind the core: before the first preposition, relative clause or comma."""
        return next((k for k in range(self.i + 1, self.j) if self._ends_core(k)), self.j)

    def _ends_core(self, k: int) -> bool:
        w, low = self.w, self.w.low(k)
        if self._covered(k):
            return False
        if low == "of" and any(w.text(k + 1, min(k + 1 + n, len(w))).lower() in _FIELDS for n in (1, 2)):
            return False
        if low in _PREPOSITIONS or low in _AFTER_NOUN or w[k].text in (",", "(", "-", "--", "—", ":"):
            return True
        noun = w[k - 1].head.tag in ("NN", "NNS", "NNP", "NNPS")
        if w[k].pos == "PRON" and noun and not self._covered(k):  # "several people I've spoken with"
            return True
        plural = w[k - 1].head.tag in ("NNS", "NNPS")  # whose participle the parser may tie to something else
        return (
            noun
            and w[k].head.tag in ("VBG", "VBN", "VBD")
            and (plural or w[k].head.rel in ("acl", "relcl", "ROOT"))
        )

    def named(self) -> Mention | None:
        """The mention that the phrase turns on."""
        end = self.core_end()
        inside = [(a, b, m) for a, (b, m) in sorted(self.mentions.items()) if self.i <= a and b <= self.j]
        for a, b, m in inside:
            if a < end and not self._possesses(b) and (b >= end or self._ends_name(b)):
                return m
        noun = self.w.low(end - 1)
        if noun == "one" or (is_office(noun) and not noun.endswith("s")):
            # "the head of the agency, Jo Roe", "another official, Jo Roe of the agency"
            for a, b, m in inside:
                if (
                    m.form == "name"
                    and self.w.low(a - 1) == ","
                    and (a == end + 1 or b == self.j or self.w.low(b) == ",")
                ):
                    return m
        return None

    def _possesses(self, b: int) -> bool:
        """Whether a possessive mark and more follow: then somebody else holds it."""
        return b < self.j and self.w.low(b) in ("'s", "'") and b + 1 < self.j

    def _ends_name(self, b: int) -> bool:
        """Whether the name is complete where it ends: no noun of the core follows."""
        return b < self.j and self.w.low(b) in (
            ",",
            "(",
            "-",
            "—",
            "also",
            "himself",
            "herself",
            "itself",
            "themselves",
        )

    def antecedent(self) -> Phrase | None:
        """What `who` or `which` stands for: the noun phrase before it."""
        w = self.w
        if self.j != self.i + 1 or w.low(self.i) not in ("who", "which", "that", "whom") or self.i == 0:
            return None
        tokens = w.sentence.tokens
        verb = tokens[w[self.i].head.head]
        end = self.i
        while end > 0 and w.low(end - 1) in (",", "of", "for", "all", "most", "some", "both"):
            end -= 1
        if verb.rel == "relcl" and tokens[verb.head].start < w[self.i].start:
            left = w.of_token[w.sentence.subtree(verb.head)[0]]
            return replace(self, i=left, j=end) if left < end else None
        start = end
        while start > 0 and self._nominal(start - 1):
            start -= 1
        return replace(self, i=start, j=end) if start < end else None

    def _nominal(self, k: int) -> bool:
        word = self.w[k]
        return word.text != "," and (
            word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART") or self._covered(k)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a holder without a name is."""

    name: str = ""
    """Empty where only the principals may hold it."""
    kind: ActorKind = "group"
    side: str | None = None
    aliases: list[str] = field(default_factory=list)
    anonymous: bool = False
    i: int = 0
    j: int = 0
    principals: tuple[Phrase, ...] = ()
    """Whose voice it is, the best first."""
    noun: str = ""
    """The noun of somebody without a name."""
    voice: str = ""
    """The noun of what speaks for somebody (`office`, `report`)."""
    possessor: Phrase | None = None
    pronoun: bool = False


def describe(phrase: Phrase) -> Described | None:
    """What the phrase's noun makes of it; None where it is nobody who can hold a position."""
    w = phrase.w
    end = phrase.core_end()
    if end <= phrase.i:
        return None
    while end - 1 > phrase.i and w[end - 1].pos == "ADV":
        end -= 1
    noun = w.low(end - 1)
    if noun in ("those", "others") and end < phrase.j:
        return _many(phrase, end)
    if noun in lexicon("phrases", "of_many") and w.low(end) == "of" and end + 1 < phrase.j:
        return _many(phrase, end)
    if noun in lexicon("groups", "spokes"):
        return _spokes(phrase, end)
    if noun in lexicon("groups", "voices") or f"{w.low(end - 2)} {noun}" in lexicon("groups", "voices"):
        return Described(voice=noun, principals=tuple(_principals(phrase, end)))
    state = _government(phrase, end)
    if state:
        return Described(name=state, kind="government", side=state, i=phrase.i, j=end)
    return _group(phrase, end, noun)


def _principals(phrase: Phrase, end: int) -> Iterator[Phrase]:
    """Who is named before the noun ("the GM spokesman", "Roe's office") or behind for, of, by, from, at."""
    w = phrase.w
    for a, (b, _) in sorted(phrase.mentions.items()):
        if phrase.i <= a and b <= end:
            yield replace(phrase, i=a, j=b)
    for k in range(phrase.i, end - 1):
        if w.low(k) in _POSSESSIVE:
            yield replace(phrase, i=k, j=k + 1)
        if w.low(k) in ("'s", "'"):
            yield replace(phrase, i=phrase.i, j=k)
    if w.low(end) in ("for", "of", "by", "from", "at", "with", "to") and end + 1 < phrase.j:
        yield replace(phrase, i=end + 1)


def _spokes(phrase: Phrase, end: int) -> Described:
    """A spokesman without a name speaks for his principal."""
    w = phrase.w
    core = w.text(_after_article(phrase), end)
    compound = [k for k in range(_after_article(phrase), end - 1) if w[k].pos in ("NOUN", "PROPN")]
    principals = [*_principals(phrase, end)]
    if compound and not principals:  # "a police spokesman"
        principals = [replace(phrase, i=_after_article(phrase), j=end - 1)]
    return Described(
        name=core,
        anonymous=True,
        aliases=[w.text(phrase.i, end)],
        i=phrase.i,
        j=end,
        principals=tuple(principals),
    )


def _many(phrase: Phrase, end: int) -> Described:
    """`One of his confidants`, `members of Congress`: a group of its own."""
    w = phrase.w
    j = min(_stop(phrase, end + 1), phrase.i + _LONGEST)
    i = phrase.i + (w.low(phrase.i) in ("the", "a", "an") and phrase.i + 1 < end)
    aliases = [w.text(phrase.i, j), w.text(end - 1, j), w.text(end + 1, j)]
    return Described(name=w.text(i, j), anonymous=True, aliases=aliases, i=phrase.i, j=j)


def _government(phrase: Phrase, end: int) -> str | None:
    """The state in "the Norwegian side", "the French government", "Norwegian authorities"."""
    w = phrase.w
    if w.low(end - 1) not in ("government", "side", "authorities") or end - 2 < phrase.i:
        return None
    return world.state_of_people(w[end - 2].text)


def _group(phrase: Phrase, end: int, noun: str) -> Described | None:
    w = phrase.w
    head = w[end - 1]
    first = w.low(phrase.i)
    people = noun in lexicon("groups", "people") or noun.rsplit("-", 1)[-1] in lexicon("groups", "people")
    people = people or _agentive_plural(head.text, head.head.tag) or bool(world.state_of_people(head.text))
    body = noun in lexicon("groups", "bodies")
    single = noun in lexicon("groups", "single") or is_office(noun)
    proper = (
        head.capital
        and head.pos == "PROPN"
        and not w.shouting
        and w[phrase.i].low not in lexicon("titles", "honorifics")
    )
    if not (people or body or single or proper) or first in ("whose", "which", "this", "that", "each", "no"):
        return None
    if (
        first in ("the", "its")
        and end == phrase.i + 2
        and (noun in _NEEDS_NAME or f"{noun}" in table("references")["bodies"])
    ):
        return None
    if first == "the" and single and not (people or body or proper) and end == phrase.j:
        return Described(noun=noun)  # "the senator", "the source": somebody spoken of before
    i, j = _after_article(phrase), end
    if (
        (single or people)
        and not proper
        and w.low(end) in (*_AFTER_NOUN, "with", "of", "in", "from", "at", "on", "for")
    ):
        j = min(_stop(phrase, end + 1), phrase.i + _LONGEST)
    aliases = [w.text(phrase.i, j), w.text(_after_number(phrase), j), w.text(_after_number(phrase), end)]
    if people and not proper:
        aliases.append(w.text(end - 1, end))
    return Described(
        name=w.text(i, j), noun=noun, kind=_kind(head, people or single, body),
        side=_side(phrase, end), aliases=aliases,
        anonymous=noun in lexicon("groups", "anonymous") or (single and not proper), i=phrase.i, j=j,
        possessor=_possessor(phrase, end), pronoun=first in _POSSESSIVE,
    )  # fmt: skip


# Nouns for a body that the text must have named before ("the company").
_NEEDS_NAME = frozenset(table("references")["companies"]["nouns"]) | lexicon("phrases", "needs_name")


def _kind(head: Word, people: bool, body: bool) -> ActorKind:
    if people:
        return "group"
    if body or head.entity == "ORG":
        return "organization"
    return {"PERSON": "person", "GPE": "government", "NORP": "group"}.get(head.entity, "organization")  # type: ignore[return-value]


def _agentive_plural(word: str, tag: str) -> bool:
    return tag in ("NNS", "NNPS") and word.lower().endswith(
        ("ers", "ors", "ists", "ians", "ants", "eers", "crats", "women", "men", "people")
    )


def _side(phrase: Phrase, end: int) -> str | None:
    for k in range(phrase.i, end):
        state = world.state_of_people(phrase.w[k].text)
        if state:
            return state
    return None


def _possessor(phrase: Phrase, end: int) -> Phrase | None:
    if phrase.w.low(phrase.i) in _POSSESSIVE:
        return replace(phrase, j=phrase.i + 1)
    for k in range(phrase.i + 1, end):
        if phrase.w.low(k) in ("'s", "'"):
            return replace(phrase, j=k)
    return None


def _after_article(phrase: Phrase) -> int:
    i = phrase.i
    while i < phrase.j - 1 and phrase.w.low(i) in _ARTICLES:
        i += 1
    return i


def _after_number(phrase: Phrase) -> int:
    i = _after_article(phrase)
    while i < phrase.j - 1 and (
        phrase.w.low(i) in _NUMBERS or phrase.w[i].pos == "NUM" or phrase.w.low(i) in _ARTICLES
    ):
        i += 1
    return i


def _stop(phrase: Phrase, k: int) -> int:
    while k < phrase.j and phrase.w.low(k) not in (
        ",",
        "who",
        "which",
        "that",
        "whose",
        "and",
        "(",
        "said",
        '"',
    ):
        k += 1
    return k
