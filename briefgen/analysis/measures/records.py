"""What a quantity measures."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.analysis.quantities import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A quantity of a text with what it is the number, the length, the strength or the price of."""

    source: str
    sentence: str
    quantity: Quantity
    kind: str
    """`toll` (what happened to people), `count`, `lasting` (how long an act takes), or the dimension."""
    thing: str
    """What is counted or measured: the toll's name, the class of the noun, the kind of act."""
    parties: frozenset[str] = frozenset()
    """Actors who do what is measured, where the text names them."""
    places: frozenset[str] = frozenset()
    """Names of places in the passage."""
    times: frozenset[str] = frozenset()
    """Days, months, years that the sentence names."""
    background: bool = False
    """Whether a bare month or year dates the sentence."""
    planned: bool = False
    """Whether it is to come."""
    elsewhere: bool = False
    """Whether the sentence is about another event than its report's own: an earlier one, any of its kind."""
    part: bool = False
    """Whether it counts a part (`including three children`) or what comes on top (`two more`)."""
    rate: str = ""
    """For what it counts, where that is not the whole: `each`, `a year`."""
    hours: frozenset[str] = frozenset()
    """Parts of the day that the sentence names: what is counted grows with them."""
