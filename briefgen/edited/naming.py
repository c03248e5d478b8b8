"""Whom an analyst means by an id or a name, and which of a list of words by one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from briefgen.findings.leaders import Leader

_NEAR = 0.7
"""How alike a name must be to be proposed."""


class NameProblem(Exception):
    """Nobody is called so, or several are; says what to write."""


class Names:
    """The leaders by what they are called."""

    def __init__(
        self, leaders: Iterable[Leader], joined: Mapping[str, str], hidden: Collection[str] = ()
    ) -> None:
        """`joined`: id of a leader that is one with another now → the id of that one. `hidden`: ids of those
        whom the analyst has hidden.
        """
        self._leaders = {f.id: f for f in leaders}
        self._joined, self._hidden = joined, hidden

    def all(self, said: Iterable[str]) -> tuple[str, ...]:
        """The ids of those who are called so, each once. Raises NameProblem."""
        return tuple(dict.fromkeys(map(self.one, said)))

    def one(self, said: str) -> str:
        """The id of who is called so: by id, else by name, else by another name in the sources.

        Raises NameProblem where nobody is or several are, and where he is hidden.
        """
        found = self._found(said)
        if len(found) > 1:
            several = ", ".join(f"{i} ({self._leaders[i].name})" for i in found)
            raise NameProblem(f"several leaders are called “{said}”: {several}; write the id")
        if not found:
            raise NameProblem(f"“{said}” is no leader{self._nearest(said)}")
        if found[0] in self._hidden:
            raise NameProblem(f"{said} is hidden")
        return found[0]

    def _found(self, said: str) -> list[str]:
        id_ = said.removeprefix("leaders/")
        id_ = self._joined.get(id_, id_)
        if id_ in self._leaders:
            return [id_]
        wanted = plain(said)
        named = [f.id for f in self._leaders.values() if wanted in (plain(f.name), plain(f.title))]
        return named or [f.id for f in self._leaders.values() if wanted in map(plain, f.aliases)]

    def _nearest(self, said: str) -> str:
        called = {plain(name): f for f in self._leaders.values() for name in (f.id, *f.aliases, f.name)}
        near = get_close_matches(plain(said), called, n=1, cutoff=_NEAR)
        return f"; did you mean {called[near[0]].name} ({called[near[0]].id})?" if near else ""


def plain(name: str) -> str:
    """A name, whatever its case and white space."""
    return " ".join(name.split()).casefold()


def one_of(said: str, known: Collection[str]) -> str:
    """The word, which is among these. Raises NameProblem with the nearest of them, else with all."""
    if said in known:
        return said
    near = get_close_matches(said, known, n=1, cutoff=_NEAR)
    hint = f"did you mean {near[0]}?" if near else f"it may be {', '.join(known)}"
    raise NameProblem(f"“{said}” is none; {hint}")
