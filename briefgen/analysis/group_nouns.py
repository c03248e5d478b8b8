"""What a noun for people or bodies says by itself: whether it tells who is meant, and what he is."""

from __future__ import annotations

from briefgen.analysis.actors import world
from briefgen.analysis.actors.names import is_given_name
from briefgen.analysis.actors.noun_phrases import head_noun, is_human
from briefgen.analysis.actors.records import ActorKind
from briefgen.analysis.actors.words import Word, is_office
from briefgen.analysis.holder_extent import after_article, stop
from briefgen.analysis.holder_phrases import Phrase, tells_more
from briefgen.language.lexicon import per_language, table
from briefgen.language.lexicon import words as lexicon

# Words before a noun that make it nobody in particular.
NOBODY = (
    "whose",
    "which",
    "this",
    "that",
    "each",
    "no",
    "our",
    "my",
    "your",
    "every",
    "any",
    "tropical",
    "hurricane",
    "how",
    "what",
    "why",
    "he",
    "she",
    "they",
    "we",
    "you",
)


# Prepositions whose phrase tells one group from others.
TELLING = ("with", "of", "in", "from", "at", "on", "for")


@per_language
def _needs_name() -> frozenset[str]:
    """Nouns for a body that the text must have named before ("the company")."""
    return frozenset(table("references")["companies"]["nouns"]) | lexicon("phrases", "needs_name")


def is_people(head: Word, noun: str) -> bool:
    """Whether the noun stands for people: listed, a plural of who does something, or of an office."""
    listed = noun in lexicon("groups", "people") or noun.rsplit("-", 1)[-1] in lexicon("groups", "people")
    office = head.head.tag == "NNS" and is_office(noun.removesuffix("s"))
    agent = office or _agentive_plural(head.text, head.head.tag)
    return listed or agent or bool(world.state_of_people(head.text))


def of_people(phrase: Phrase, end: int) -> bool:
    """Whether "one of …", "a number of …" is a part of people or bodies, and not of things."""
    w = phrase.w
    head = head_noun(w, end + 1, stop(phrase, end + 1))
    if head is None:
        return False
    noun = w.low(head)
    named = w[head].capital or any(a <= head < b for a, (b, _) in phrase.mentions.items())
    return (
        named
        or is_people(w[head], noun)
        or is_human(w, head)
        or noun.removesuffix("s") in lexicon("groups", "bodies")
    )


def is_vague(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether it says of nobody who he is: "others", "the women", "the state"."""
    alone = end == phrase.i + 1 or (
        end == phrase.i + 2 and phrase.w.low(phrase.i) in ("the", "these", "those")
    )
    if not alone or end < phrase.j and (phrase.w.low(end) in TELLING or tells_more(phrase.w, end)):
        return False
    return noun in lexicon("groups", "vague")


def says_nothing(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether the noun stands alone, and what would tell who it is was not read: "an organization"."""
    w = phrase.w
    if after_article(phrase) != end - 1 or w[end - 1].head.tag in ("NNS", "NNPS"):
        return False
    office = w[end - 1].capital and is_office(noun) and w.low(end) == "of" and end < phrase.j
    return office or (noun in lexicon("groups", "vague") and w.low(phrase.i) in ("a", "an", "the"))


def name_behind(phrase: Phrase, end: int) -> str:
    """The name behind "called" ("a group called Sailors for Safe Harbours"); empty without one."""
    w = phrase.w
    if w.low(end) not in ("called", "named"):
        return ""
    first = end + 1 + (w.low(end + 1) == "the")
    last = first
    small = ("for", "of", "and", "the")
    while last < len(w) and (w[last].capital or (last > first and w.low(last) in small)):
        last += 1
    while last > first and not w[last - 1].capital:
        last -= 1
    return w.text(first, last)


def is_pair(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether these are two who were named before ("both leaders", "the two sides")."""
    pairs = table("references")["pairs"]
    both = phrase.w.low(phrase.i) == "both" or (
        phrase.w.low(phrase.i) == "the" and phrase.w.low(phrase.i + 1) == "two"
    )
    return both and end <= phrase.i + 3 and noun in (*pairs["people"], *pairs["bodies"])


def needs_name(phrase: Phrase, end: int, noun: str) -> bool:
    """Whether it is a body that the text must have named before ("the company"), and did not."""
    if noun not in _needs_name() and noun not in table("references")["bodies"]:
        return False
    bare = end == phrase.i + 1 and phrase.w[phrase.i].head.tag == "NN"
    return bare or (phrase.w.low(phrase.i) in ("the", "its") and end == phrase.i + 2)


def kind_of(head: Word, people: bool, body: bool, first: Word | None = None) -> ActorKind:
    """What kind of actor the words describe."""
    if people:
        return "group"
    if body or head.entity == "ORG":
        return "organization"
    if head.entity != "GPE" and first and is_given_name(first.low):
        return "person"
    return {"PERSON": "person", "GPE": "government", "NORP": "group"}.get(head.entity, "organization")  # type: ignore[return-value]


def _agentive_plural(word: str, tag: str) -> bool:
    if word.lower().removesuffix("s") in lexicon("titles", "not_human"):
        return False
    return tag in ("NNS", "NNPS") and word.lower().endswith(
        ("ers", "ors", "ists", "ians", "ants", "eers", "crats", "women", "men", "people")
    )
