"""What a quantity measures."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.claims import Claim
from briefgen.analysis.quantities import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A quantity of a text with what it is the number, the length, the strength or the price of."""

    source: str
    sentence: str
    at: int
    """Number of the sentence in its article, from 0."""
    heading: bool
    quantity: Quantity
    kind: str
    """`toll` (what happened to people), `count`, `lasting` (how long an act takes), or the dimension."""
    thing: str
    """What is counted or measured: the toll's name, the class of the noun, the kind of act."""
    of: str = ""
    """Who is counted in a toll, as a noun; empty for people of no particular kind."""
    narrowing: frozenset[str] = frozenset()
    """What sets the thing apart from others of its kind."""
    names: frozenset[str] = frozenset()
    """Those of it that are names."""
    acts: frozenset[str] = frozenset()
    """Classes of the verbs whose subject or object it is."""
    parties: frozenset[str] = frozenset()
    """Actors who do what is measured, where the text names them."""
    others: frozenset[str] = frozenset()
    """Actors who act in the clause, or are acted on, beside what is counted."""
    claim: Claim | None = None
    """The smallest clause around it."""
    around: frozenset[str] = frozenset()
    """Telling words of the sentence, actors among them."""
    places: frozenset[str] = frozenset()
    """Names of places in the passage."""
    where: frozenset[str] = frozenset()
    """Names of places in the sentence."""
    times: frozenset[str] = frozenset()
    """Days, months, years that the sentence names."""
    background: bool = False
    """Whether a bare month or year dates the sentence."""
    planned: bool = False
    """Whether it is to come."""
    attached: bool = False
    """Whether it hangs on with `with`: `a ferry with 40 passengers`."""
    elsewhere: bool = False
    """Whether the sentence is about another event than its report's own: an earlier one, any of its kind."""
    part: bool = False
    """Whether it counts a part (`including three children`) or what comes on top (`two more`)."""
    rate: str = ""
    """For what it counts, where that is not the whole: `each`, `a year`."""
    hours: frozenset[str] = frozenset()
    """Parts of the day that the sentence names: what is counted grows with them."""
    start: int
    """Code points of the passage that gives it."""
    end: int
    label: tuple[int, int]
    noun: tuple[int, int] | None = None
    """Code points of the words that name the thing."""
