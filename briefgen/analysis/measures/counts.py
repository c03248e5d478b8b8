"""Counts of things, and how many live somewhere."""

from __future__ import annotations

from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.tolls import Tolls
from briefgen.analysis.quantities import Quantity
from briefgen.language.lexicon import words


class Counts(Tolls):
    """Numbers with a noun."""

    def _count(self, q: Quantity, first: int, behind: int) -> Measure | None:
        if first > 1 and self.tokens[first - 1].text.lower() == "of" and self.tokens[first - 2].tag == "CD":
            return None  # “61 of 120 seats”: 61 are told of
        run = self._noun_run(self._whole(behind))
        if not run:
            return self._attendance(q) or self._band(q)
        if run[0] > self._whole(behind) + 3:
            return None
        head = run[-1]
        if self.tokens[head].tag not in {"NNS", "NNPS", "NN", "NNP"} or self._lemma(head) in {
            "other",
            "more",
        }:
            return None
        claim = self._clause(q)
        working = claim is not None and claim.lemma in words("measures", "employing")
        if working and self._lemma(head) in words("measures", "nouns_people"):
            return self._made(q, "count", "job", head)
        name = self.reader.name(head)
        return self._made(q, "count", name if name.startswith("@") else self._class(head), head)

    def _attendance(self, q: Quantity) -> Measure | None:
        """`attendance was around 25,000`."""
        claim = self._clause(q)
        if claim is None or claim.subject is None or claim.subject.noun not in words("measures", "attending"):
            return None
        return self._made(q, "toll", "marchers", None) if claim.verb < q.start else None

    def _whole(self, behind: int) -> int:
        """Behind `of 120` in `61 of 120 seats`."""
        of, many = (self.tokens[k] if k < len(self.tokens) else None for k in (behind, behind + 1))
        counted = of is not None and many is not None and of.text.lower() == "of" and many.tag == "CD"
        return behind + 2 if counted else behind

    def _population(self, q: Quantity, first: int, behind: int) -> Measure | None:
        """`a city of 500,000 people`, `home to 120,000 people`, `a population of 100,000`."""
        start = self._behind(q.start)
        before = [t.lemma.lower() for t in self.tokens[max(0, start - 3) : start]]
        run = self._noun_run(behind)
        dwell = bool(run) and self._lemma(run[-1]) in words("measures", "dwellers")
        place = before[-1:] == ["of"] and len(before) > 1 and before[-2] in words("names", "places")
        told = before[-2:] in (["population", "of"], ["home", "to"], ["population", "be"])
        owned = dwell and before[-1:] in (["have"], ["house"]) or before[-2:] == ["consist", "of"]
        if not (told or dwell and (place or owned)):
            return None
        names, nouns = self._dwelling(q, start)
        if not names and not nouns:
            return None
        return self._made(q, "population", "", run[-1] if dwell else None)

    def _dwelling(self, q: Quantity, start: int) -> tuple[set[str], set[str]]:
        """Names and nouns of the place whose people are counted: what stands nearest before the number."""
        names: set[str] = set()
        nouns: set[str] = set()
        claim = self._clause(q)
        if claim is not None and claim.subject is not None and claim.lemma in {"be", "have", "consist"}:
            self._note(claim.subject.index, names, nouns)
        for i in range(start - 1, max(-1, start - 14), -1):
            token = self.tokens[i]
            governed = token.rel == "pobj" and self.tokens[token.head].lemma in {"in", "off", "near", "on"}
            if governed or (names and token.pos != "PROPN" and token.text != ","):
                if names:
                    break
                continue
            self._note(i, names, nouns)
            if nouns and token.lemma == "of":
                continue
        return names, nouns

    def _note(self, i: int, names: set[str], nouns: set[str]) -> None:
        token = self.tokens[i]
        if token.lemma.lower() in words("names", "places"):
            nouns.add(token.lemma.lower())
        elif token.pos == "PROPN":
            names.add(token.text.lower())

    def _band(self, q: Quantity) -> Measure | None:
        """`a crew of 22`."""
        i = self._index_before(q.start)
        if i is None or i == 0 or self.tokens[i].text.lower() != "of":
            return None
        noun = self._lemma(i - 1)
        if noun in words("measures", "leads"):
            return self._made(q, "count", "vote", i - 1)  # “a majority of 4,161”
        return self._made(q, "count", noun, i - 1) if noun in words("measures", "bands") else None

    # -- how long --
