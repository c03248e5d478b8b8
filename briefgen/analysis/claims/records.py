"""The records: what a clause says of whom or what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Modality = Literal["actual", "planned", "required", "possible", "conditional", "wanted", "asked"]
"""How the text presents it: as a fact, to come, demanded or needed, possible, under a condition, wished
for, asked.
"""


@lru_cache(maxsize=65536)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """The first of all sets that hold these words."""
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase by its parts."""

    index: int
    """Of its head in the sentence."""
    head: str
    """The head's lemma in lower case; the actor's id where an actor's name is the head."""
    noun: str = ""
    """Its lemma as it stands, where the head is the name of its class."""
    modifiers: frozenset[str] = frozenset()
    """Lemmas and actors that narrow it: adjectives, compounds, possessors, what follows with `of`, `on`,
    `to`.
    """
    names: frozenset[str] = frozenset()
    """Those of its modifiers that are written as names."""
    number: str = ""
    """Its count, as written."""
    share: str = ""
    """`part`, `all`, `any`, `no` or empty: how much of it is meant."""
    start: int
    end: int
    parties: frozenset[str] = frozenset()
    """Every actor that it names or stands for: both of `A and B`, all of `the leaders`."""
    indefinite: bool = False
    """`a question`, `questions`: any of its kind."""
    other: bool = False
    """`another`, `a second`: one more of its kind."""
    pronoun: bool = False
    plural: bool = False
    unique: bool = False
    """Whether all sources speak of one thing only where they use this noun: `the fire`, `the turnout`."""

    def __post_init__(self) -> None:
        # Most phrases share their sets with others; each alone they are a third of the memory.
        for name in ("modifiers", "names", "parties"):
            object.__setattr__(self, name, _shared(getattr(self, name)))

    @property
    def words(self) -> frozenset[str]:
        """Head and modifiers."""
        return self.modifiers | {self.head}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One predication: who does what to whom, whether it is denied, and how sure it is."""

    source: str
    sentence: str
    start: int
    """Code points of the clause."""
    end: int
    index: int
    """Of the verb, or of the noun that stands for the act, in the sentence."""
    lemma: str
    """The verb with its particle: `carry_out`."""
    classes: frozenset[str]
    """Classes of like verbs that it belongs to; its own lemma where it is in none."""
    verb: int = 0
    """Code points of the verb (or act noun) itself."""
    verb_end: int = 0
    nominal: bool = False
    finite: bool = True
    """Whether it is a clause of its own, not an infinitive or a participle."""
    negated: bool = False
    modality: Modality = "actual"
    subject: Phrase | None = None
    """Who acts (the `by` of a passive)."""
    object: Phrase | None = None
    """To whom or what (the subject of a passive)."""
    arguments: tuple[tuple[str, Phrase], ...] = ()
    """What follows with a preposition, or is given to somebody (`to`)."""
    topic: frozenset[str] = frozenset()
    """Every telling word and actor of the clause but the verb."""
    times: frozenset[str] = frozenset()
    """Years, months, weekdays that the clause names."""
    heading: bool = False
    denied_by: int | None = None
    """Index of the verb that denies the whole clause."""
