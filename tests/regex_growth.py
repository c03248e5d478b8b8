"""How the work of a regular expression grows with the text, read from the expression: nothing is timed.

A backtracking matcher may try every way in which an expression can read a text. The expression is turned into
an automaton of the characters that it reads. Where some loop of it can read one text in two ways, the number
of ways is exponential; where one loop can hand over to another at any place of a text that both can read, it
grows with the length of the text (Weber and Seidl, “On the degree of ambiguity of finite automata”, 1991).
Anchors and lookarounds are taken to hold, so that more is suspected than can happen; what stands in a
lookaround is looked at by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from re import _constants as c
from re import _parser

_MANY = 8
"""A repetition of at most so many times is written out; any other counts as without end."""
_CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_SAMPLE = "aZ09_ \n\t.,é漢—“”’\u00a0\u0660\u1680\x85\0ǅ"
"""A character of each class, beside those that the expression names."""


class Automaton:
    """States are the places of an expression where a character is read.

    `follow` says what may come next and in how many ways; `endless` the same without repetitions that have
    an end.
    """

    def __init__(self, pattern: re.Pattern[str] | str, flags: int = 0) -> None:
        parsed = _parser.parse(getattr(pattern, "pattern", pattern), getattr(pattern, "flags", flags))
        self.flags = parsed.state.flags
        self.alphabet = _alphabet(parsed)
        self.reads: list[int] = []
        self.follow: dict[int, Counter[int]] = defaultdict(Counter)
        self.endless: dict[int, set[int]] = defaultdict(set)
        self.inside: list[object] = []
        self.doubled = False
        """Whether several alternatives read nothing: as many ways at one place."""
        self._sequence(parsed)
        while self.inside:
            self._sequence(self.inside.pop())

    # Each returns the first states, the last ones, and whether the part may read nothing.
    def _sequence(self, nodes):
        first, last, empty = set(), set(), True
        for node in nodes:
            begin, end, e = self._node(*node)
            self._join(last, begin)
            first |= begin if empty else set()
            last = end | last if e else end
            empty = empty and e
        return first, last, empty

    def _node(self, op, value):
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            state = len(self.reads)
            self.reads.append(self._mask(op, value))
            return {state}, {state}, False
        if op is c.SUBPATTERN:
            flags, self.flags = self.flags, (self.flags | value[1]) & ~value[2]
            part = self._sequence(value[3])
            self.flags = flags
            return part
        if op is c.ATOMIC_GROUP:
            return self._sequence(value)
        if op is c.BRANCH:
            firsts, lasts, empties = zip(*map(self._sequence, value[1]), strict=True)
            self.doubled |= sum(empties) > 1
            return set().union(*firsts), set().union(*lasts), any(empties)
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            return self._repeat(*value)
        if op in (c.ASSERT, c.ASSERT_NOT):
            self.inside.append(value[1])
            return set(), set(), True
        if op is c.AT:
            return set(), set(), True
        raise ValueError(f"not looked at yet: {op}")

    def _repeat(self, least, most, body):
        if most > _MANY:
            first, last, empty = self._sequence(body)
            self._join(last, first, endless=most is c.MAXREPEAT)
            return first, last, empty or least == 0
        first, last, empty = set(), set(), True
        for time in range(most):
            begin, end, e = self._sequence(body)
            self._join(last, begin)
            first |= begin if empty else set()
            optional = e or time >= least
            last = end | last if optional else end
            empty = empty and optional
        return first, last, empty

    def _join(self, last, first, endless=True):
        for state in last:
            self.follow[state].update(first)
            self.endless[state] |= first if endless else set()

    def _mask(self, op, value):
        return sum(1 << n for n, x in enumerate(self.alphabet) if _is_read(op, value, x, self.flags))

    # -- what grows ----------------------------------------------------------------------

    def explodes(self) -> bool:
        """Whether a loop can read one text in two ways."""
        if self.doubled:
            return True
        for loop in _loops(self.follow, range(len(self.reads))):
            if any(self.follow[p][x] > 1 for p in loop for x in loop):
                return True
            ways = {p: self.follow[p].keys() & loop for p in loop}
            pairs = {
                (p, q): {(x, y) for x in ways[p] for y in ways[q] if self.both(x, y)}
                for p in loop for q in loop if self.both(p, q)
            }  # fmt: skip
            for group in _loops(pairs, pairs):
                if any(p == q for p, q in group) and any(p != q for p, q in group):
                    return True
        return False

    def both(self, *states: int) -> int:
        """Characters that all these states read."""
        mask = -1
        for state in states:
            mask &= self.reads[state]
        return mask

    def degree(self) -> int:
        """Of how many loops one text can pass from each to the next at any place; 1 where of none."""
        loops = _loops(self.endless, range(len(self.reads)))
        every = range(len(loops))
        hands_over = {a: [b for b in every if b != a and self._hands_over(loops[a], loops[b])] for a in every}

        @cache
        def longest(loop: int) -> int:
            return 1 + max(map(longest, hands_over[loop]), default=0)

        return max(map(longest, hands_over), default=0)

    def _hands_over(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Whether some text leads from p to p, p to q and q to q, p in one loop and q in the other."""
        for p in one:
            for q in other:
                if self._reaches((p, p, q), (p, q, q), one, other):
                    return True
        return False

    def _reaches(self, start, goal, one, other) -> bool:
        seen, todo = set(), [start]
        while todo:
            p, m, q = todo.pop()
            for x in self.endless[p] & one:
                for z in self.endless[q] & other:
                    if self.both(x, z):
                        for y in self.follow[m]:
                            if self.both(x, y, z) and (x, y, z) not in seen:
                                if (x, y, z) == goal:
                                    return True
                                seen.add((x, y, z))
                                todo.append((x, y, z))
        return False


def _alphabet(parsed) -> str:
    named = set(_SAMPLE)

    def look(value):
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and type(value) is int
            and 0 <= value < 0x110000
        ):
            named.update(chr(x) for x in (value - 1, value, value + 1) if 0 <= x < 0x110000)
        elif isinstance(value, (tuple, list, _parser.SubPattern)):
            for one in value:
                look(one)

    look(list(parsed))
    return "".join(sorted(named | {x.swapcase() for x in named if len(x.swapcase()) == 1}))


def _is_read(op, value, character: str, flags: int) -> bool:
    forms = {character}
    if flags & re.IGNORECASE:
        forms |= {x for x in (character.lower(), character.upper()) if len(x) == 1}
    if op is c.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if op is c.LITERAL:
        return any(ord(x) == value for x in forms)
    if op is c.NOT_LITERAL:
        return all(ord(x) != value for x in forms)
    negated = value[0][0] is c.NEGATE
    return negated != any(_is_among(kind, what, x, flags) for kind, what in value for x in forms)


def _is_among(kind, what, character: str, flags: int) -> bool:
    if kind is c.LITERAL:
        return ord(character) == what
    if kind is c.RANGE:
        return what[0] <= ord(character) <= what[1]
    if kind is c.CATEGORY:
        return re.match(_CATEGORIES[what], character, flags & re.ASCII) is not None
    return False


def _loops(follow, states) -> list[frozenset]:
    """The strongly connected parts of a graph that have an edge (Tarjan's way, without recursion)."""
    number, low, on, stack, found = {}, {}, set(), [], []
    for root in states:
        work = [(root, iter(follow.get(root, ())))] if root not in number else []
        while work:
            state, rest = work[-1]
            if state not in number:
                number[state] = low[state] = len(number)
                stack.append(state)
                on.add(state)
            for other in rest:
                if other not in number:
                    work.append((other, iter(follow.get(other, ()))))
                    break
                if other in on:
                    low[state] = min(low[state], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == number[state]:
                    part = set()
                    while state not in part:
                        part.add(stack.pop())
                    on -= part
                    if len(part) > 1 or state in follow.get(state, ()):
                        found.append(frozenset(part))
    return found
