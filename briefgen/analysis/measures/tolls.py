"""Tolls: how many were killed, hurt, arrested, rescued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefgen.analysis.measures.context import Context
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.sentence import NOMINAL
from briefgen.analysis.quantities import Quantity
from briefgen.language.lexicon import table, words

_NEAR = 10
"""So many words from a number a set phrase tells what it counts."""
_TAKING_PART = frozenset({("taken", "part"), ("took", "part"), ("take", "part"), ("taking", "part")})
_LINKS = frozenset({"AUX", "ADV", "PART", "DET"})


class Tolls(Context):
    """What happened to the people who are counted."""

    def _toll(self, q: Quantity, first: int, behind: int) -> Measure | None:
        run = self._noun_run(behind)
        head = run[-1] if run else None
        noun = self._lemma(head) if head is not None else ""
        special = self._by_phrase(q, behind, noun)
        if special and not (special == "aboard" and q.number in self.parts):
            return self._made(q, "toll", special, head)
        part = q.number in self.parts
        k = (head if head is not None else behind - 1) + 1
        if part and [t.text.lower() for t in self.tokens[k : k + 2]] == ["on", "board"]:
            k += 2
        for name, facts in table("measures")["tolls"].items():
            if part and name == "aboard":
                continue
            if noun in facts.get("nouns", ()):
                return self._made(q, "toll", name, head)
            if noun == "body" and name == "dead":
                return self._made(q, "toll", name, head)
            if self._is_act_of(facts, q):
                return self._made(q, "toll", name, head)
            injury = self._of_injury(facts, first, behind)
            if injury is not None:
                return self._made(q, "toll", name, injury)
            if (head is not None and self._suffers(facts, q, {head, first} if part else {head})) or (
                self._befell(facts, q, first, k, noun)
            ):
                return self._made(q, "toll", name, head)
        if self._is_tally(first):
            return self._made(q, "toll", "dead", None)
        return None

    def _by_phrase(self, q: Quantity, behind: int, noun: str) -> str:
        """The toll that set phrases tell of: `without power`, `on board`, `took to the streets`."""
        lows = [t.text.lower() for t in self.tokens]
        after, before = lows[behind : behind + _NEAR], lows[: self._behind(q.start)][-_NEAR:]
        current = words("measures", "current")
        lost = any(
            t.lemma.lower() in words("measures", "losing") for t in self.tokens[behind : behind + _NEAR]
        )
        if any(a == "without" and b in current for a, b in pairwise(after)) or (
            current & set(after) and lost and "no" not in before
        ):
            return "powerless"
        if before[-1:] == ["to"] and current & set(before):
            return "powerless"
        if "custody" in after[:5]:
            return "arrested"
        ways = {"from", "through", "along", "down", "across", "past"}
        if any(a in {"walked", "walk"} and b in ways for a, b in pairwise(after[:5])):
            return "marchers"
        if any(pair in _TAKING_PART for pair in pairwise(after[:6])):
            return "marchers"
        caught = {"caught", "catch", "contracted", "contract"} & set(after[:4])
        if caught and {t.lemma.lower() for t in self.tokens} & words("measures", "medical"):
            return "ill"
        if "lives" in after[:6] and {"lost", "lose", "losing"} & set(after[:4]):
            return "dead"
        if {"hit", "struck"} & set(after) and {"bullets", "gunfire", "shots"} & set(after):
            return "hurt"
        if any(pair == ("on", "board") for pair in pairwise(after)):
            return "aboard"
        on = next((k for k, w in enumerate(after) if w == "on"), None)
        craft = set(after[on : on + 4]) & words("measures", "crafts") if on is not None and on < 4 else ()
        if craft and noun in {"passenger", "people", "person"}:
            return "aboard"
        carried = before[-1:] in (["carrying"], ["carried"], ["with"]) and noun in {"passenger", "people"}
        if carried and any(
            t.lemma.lower() in words("measures", "crafts") for t in self.tokens[: self._behind(q.start)]
        ):
            return "aboard"
        if "streets" in after and {"took", "take", "taken"} & set(after):
            return "marchers"
        if before[-2:] == ["front", "of"] or ("crowd" in before and before[-1:] in (["at"], ["of"])):
            return "marchers"
        if {"shelters", "shelter", "refuge"} & set(after) and self._is_moved(q, behind, "sheltered"):
            return "sheltered"
        hospital = bool({"hospital", "hospitals"} & set(after))
        if hospital and self._is_moved(q, behind, "hospitalised", safe=True):
            return "hospitalised"
        if noun == "case" and {t.lemma.lower() for t in self.tokens} & words("measures", "medical"):
            return "ill"
        return "evacuated" if self._is_moved(q, behind) else ""

    def _is_moved(self, q: Quantity, behind: int, toll: str = "evacuated", *, safe: bool = False) -> bool:
        """`were moved to safety`, `moved 400 people to higher ground`; `took refuge in a school`.

        `safe`: whether it is known already that they are moved to a safe place.
        """
        start = self._behind(q.start)
        near = self.tokens[max(0, start - 3) : behind + _NEAR + 2]
        moved = table("measures")["tolls"][toll]["moved"]
        safe = safe or any(t.lemma.lower() in words("measures", "safe") and t.pos in NOMINAL for t in near)
        return safe and any(t.lemma.lower() in moved and t.pos == "VERB" for t in near)

    def _is_act_of(self, facts: Mapping[str, Sequence[str]], q: Quantity) -> bool:
        """`the evacuation of 5,000 people`."""
        before = self._index_before(q.start)
        if not before or self.tokens[before].text.lower() != "of":
            return False
        return self.tokens[before - 1].lemma.lower() in facts.get("acts", ())

    def _befell(self, facts: Mapping[str, Sequence[str]], q: Quantity, first: int, k: int, noun: str) -> bool:
        """`killed three`, `three people were killed`, `left three dead`, `claimed three lives`."""
        before = self._index_before(q.start)
        verbs = facts.get("verbs", ())
        if before is not None and self._is_verb(before, verbs) and not self._is_passive(before):
            return True
        if before is not None and self.tokens[before].lemma.lower() in facts.get("homes", ()):
            home = range(k, min(k + 4, len(self.tokens)))
            return any(self.tokens[u].lemma.lower() in {"home", "house"} for u in home)
        if noun == "life":
            return before is not None and self.tokens[before].lemma.lower() in facts.get("lives", ())
        for t in range(k, min(k + 6, len(self.tokens))):
            token = self.tokens[t]
            if token.text.lower() in facts.get("adjectives", ()):
                return True
            if token.lemma.lower() in facts.get("homes", ()) and self._is_from_home(t):
                return True
            if token.lemma.lower() in verbs and token.pos in {"VERB", "ADJ"}:
                return token.tag in {"VBN", "VBD", "JJ", "VBP"}
            if not (
                token.pos in _LINKS
                or token.lemma in {"have", "be"}
                or token.text.lower()
                in {"feared", "confirmed", "reported", "left", "more", "others", "other", "been"}
                or token.lemma.lower() in {"fall", "become", "get"}
            ):
                break
        return False

    def _is_from_home(self, t: int) -> bool:
        """`leave their homes`, `driven from their homes`."""
        return any(u.lemma.lower() in {"home", "house"} for u in self.tokens[t + 1 : t + 4])

    def _suffers(self, facts: Mapping[str, Sequence[str]], q: Quantity, heads: set[int]) -> bool:
        """Whether what is counted is the object of such a verb, or the subject of one without an object."""
        for c in self.claims:
            thing = c.object or c.subject
            if (
                c.lemma in facts.get("verbs", ())
                and thing is not None
                and thing.index in heads
                and not c.nominal
            ):
                return thing.start <= q.number < thing.end
        return False

    def _is_verb(self, i: int, verbs: Sequence[str]) -> bool:
        return self.tokens[i].lemma.lower() in verbs and self.tokens[i].tag.startswith(("VB", "NN"))

    def _is_passive(self, i: int) -> bool:
        return any(self.tokens[c].rel in {"auxpass", "nsubjpass"} for c in self.s.children[i])

    def _of_injury(self, facts: Mapping[str, Sequence[str]], first: int, behind: int) -> int | None:
        """Index of `injuries` in `seven with critical injuries`, `critical injuries to 17`."""
        nouns = facts.get("nouns", ())
        if behind < len(self.tokens) and self.tokens[behind].text.lower() == "with":
            ahead = range(behind + 1, min(behind + 4, len(self.tokens)))
            return next((i for i in ahead if self.tokens[i].lemma.lower() in nouns), None)
        back = range(max(0, first - 3), first - 1)
        return next(
            (
                i
                for i in back
                if self.tokens[i].lemma.lower() in nouns and self.tokens[i + 1].text.lower() == "to"
            ),
            None,
        )

    def _is_tally(self, first: int) -> bool:
        """`the death toll rose to 14`."""
        before = [t.lemma.lower() for t in self.tokens[max(0, first - 14) : first]]
        if "toll" not in before or "death" not in before:
            return False
        near = [t.text.lower() for t in self.tokens[max(0, first - 4) : first]]
        return bool({"to", "at", "of", "is", "was", "reached", "hit", "topped", "from", "passed"} & set(near))

    # -- counts --
