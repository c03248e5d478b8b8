"""How long, how old, how much."""

from __future__ import annotations

from dataclasses import replace

from briefgen.analysis.actors.words import is_office
from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.measures.counts import Counts
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.measures.words import canonical, is_time, lasting_acts
from briefgen.analysis.quantities import Quantity
from briefgen.language.lexicon import table, words

_MOVED = {"down": "fall", "lower": "fall", "up": "rise", "higher": "rise"}
"""Words before a share that say where it went."""
_DOERS = ("er", "or", "ist", "man", "woman", "ian", "ee")
"""Endings of nouns for people."""
_EONS = 1e4 * 31557600
"""Seconds: what was so long ago is dated by measuring, not by remembering."""


class Amounts(Counts):
    """Numbers with a unit."""

    def _lasting(self, q: Quantity, first: int, behind: int) -> Measure | None:
        acts = lasting_acts()
        if q.hyphen:
            run = self._noun_run(behind)
            if not run:
                return None
            lemma = self._class(run[-1])
            return self._made(q, "lasting", acts.get(lemma, lemma), run[-1])
        ahead = [t.text.lower() for t in self.tokens[behind : behind + 2]]
        if ahead[:1] == ["ago"]:
            m = self._made(q, "ago", "ago", None)
            return replace(m, elsewhere=False, background=False) if q.value > _EONS else None
        if ahead in (["in", "prison"], ["in", "jail"], ["behind", "bars"]) or ahead[:1] == ["imprisonment"]:
            return self._made(q, "lasting", "sentence", None)
        at = self._behind(q.start)
        if (
            at > 1
            and self.tokens[at - 1].text.lower() == "of"
            and self._lemma(at - 2) in words("measures", "terms")
        ):
            lemma = self._lemma(at - 2)
            return self._made(q, "lasting", acts.get(lemma, lemma), at - 2)  # “a term of nine years”
        if behind + 1 < len(self.tokens) and self.tokens[behind].text.lower() == "of":
            run = self._noun_run(behind + 1)
            if run:
                lemma = self._lemma(run[-1])
                return self._made(q, "lasting", acts.get(lemma, lemma), run[-1])
        claim = self._clause(q)
        return self._going_on(q, claim) if claim is not None else None

    def _going_on(self, q: Quantity, claim: Claim) -> Measure | None:
        """`spoke for three hours`, `the call lasted three hours`, `the duration was three hours`."""
        verb = self.tokens[claim.index]
        lemma = self._lemma(claim.index)
        between = [t.text.lower() for t in self.tokens if verb.start < t.start < q.number]
        if len(between) > 8 or q.start < verb.start:
            return None
        subject = claim.subject
        if lemma in words("measures", "verbs_lasting") and subject is not None:
            if (
                lemma in {"be", "take", "run"}
                and subject.head not in {"duration", "length"}
                and lemma == "be"
            ):
                return None
            thing = (
                ""
                if subject.head in {"duration", "length"} or subject.pronoun
                else lasting_acts().get(subject.head, subject.head)
            )
            return self._made(q, "lasting", thing, subject.index, parties=subject.parties)
        by = "by" in between[-4:] and lasting_acts().get(lemma) == "extension"
        if between and ("for" in between[-4:] or by) and lemma not in words_of("light"):
            parties = subject.parties if subject is not None else frozenset()
            told = [self._lemma(i) for i, t in enumerate(self.tokens) if verb.start < t.start < q.number]
            named = next((lasting_acts()[w] for w in told if w in lasting_acts()), None)
            act = lasting_acts().get(claim.lemma) or named or lasting_acts().get(lemma, lemma)
            return self._made(q, "lasting", act, None, parties=parties)
        return None

    # -- the rest --

    def _magnitude(self, q: Quantity, behind: int) -> Measure | None:
        return self._made(q, "magnitude", "magnitude", None)

    def _age(self, q: Quantity, first: int, behind: int) -> Measure | None:
        """Of whom: `Jo Roe, 21,`, `a student, 21,`, `the 21-year-old student`."""
        if q.hyphen:
            run = self._noun_run(behind)
            if not run:
                return self._made(q, "age", "person", None)  # “the 46-year-old showed no emotion”
            return self._aged(q, run[-1], hyphen=True)
        before = self._index_before(q.start)
        while (
            before is not None
            and before >= 0
            and self.tokens[before].text in {",", "Jr.", "Sr.", "(", "aged"}
        ):
            before -= 1
        if before is None or before < 0:
            return None
        if before in self.reader.actor_at:
            return self._made(q, "age", f"@{self.reader.actor_at[before]}", before)
        return self._aged(q, before)

    def _aged(self, q: Quantity, i: int, *, hyphen: bool = False) -> Measure | None:
        """The age of a person without a name; `a 19-year-old skier` is one by his ending."""
        noun = self._lemma(i)
        doer = hyphen and noun.endswith(_DOERS) and noun not in words("measures", "crafts")
        is_person = (
            doer or noun in words("groups", "single") or noun in words("titles", "human") or is_office(noun)
        )
        return self._made(q, "age", self._class(i), i) if is_person and self.tokens[i].tag == "NN" else None

    def _amount(self, q: Quantity, first: int, behind: int) -> Measure | None:
        """Money, shares, lengths, masses: `a $5 million fine`, `a fine of $5 million`, `fined $5 million`."""
        run = self._noun_run(behind)
        paid = bool(run) and self._lemma(run[-1]) in words("measures", "pay")
        if paid and q.dimension == "percent" and self.tokens[behind].text.lower() == "more":
            m = self._made(q, q.dimension, "raise", None)
            return replace(m, part=False)  # “12 percent more pay”
        if not run and behind < len(self.tokens) and self.tokens[behind].text.lower() == "of":
            run = self._noun_run(
                behind + 1 + (self.tokens[min(behind + 1, len(self.tokens) - 1)].tag == "DT")
            )
        if run and self.tokens[run[0]].text.lower() in {"the", "a", "its", "their", "his"}:
            run = run[1:]
        if behind < len(self.tokens) and q.dimension == "percent":
            quality = table("measures")["qualities"].get(self.tokens[behind].text.lower())
            if quality:
                return self._made(q, q.dimension, quality, None)
        ahead = self.tokens[self._behind(q.start) - 1].text.lower() if self._behind(q.start) else ""
        if q.dimension == "percent" and ahead in _MOVED:
            return self._made(q, q.dimension, _MOVED[ahead], None)
        if q.dimension == "length" and self._lies(behind):
            return self._made(q, q.dimension, "distance", None)
        of_it = bool(run) and self.tokens[behind].text.lower() == "of" and q.dimension in {"mass", "volume"}
        if run and (q.hyphen or of_it or q.dimension.startswith("money") or q.dimension == "percent"):
            return self._made(q, q.dimension, canonical(self._class(run[-1])), run[-1])
        stuff = self._made_of(behind) if q.dimension.startswith("money") else None
        if stuff is not None:
            return self._made(q, q.dimension, canonical(self._class(stuff)), stuff)
        at = self._behind(q.start)
        level = self._object_moved(q) if at and self.tokens[at - 1].text.lower() == "to" else None
        if level is not None:
            return level
        if at and self.tokens[at - 1].text.lower() == "worth":
            return self._made(q, q.dimension, "value", None)
        if at > 1 and self.tokens[at - 1].text.lower() in {"of", "at"} and self.tokens[at - 2].pos == "NOUN":
            head = at - 2
            if self._lemma(head) in words("measures", "sums"):
                return self._of_verb(q)  # “receive a total of $2.7 billion”
            before = [c for c in self.s.children[head] if c < head]
            thing = canonical(self._class(head))
            if thing in {"rise", "increase"} and any(
                self._lemma(c) in words("measures", "pay") for c in before
            ):
                thing = "raise"  # “a pay rise of 9 percent”
            return self._made(q, q.dimension, thing, head)
        claim = self._clause(q)
        if claim is None:
            return None
        if claim.verb > q.start:
            return self._subject_of(q, claim)
        level = self._level(q, claim)
        if level is not None:
            return level
        between = [t for t in self.tokens if claim.verb_end <= t.start < q.start]
        if claim.lemma in words_of("light") or (len(between) > 6 and not self._governs(claim, q)):
            return None
        act = canonical(canonical(claim.lemma), moves=True)
        if claim.lemma == "lose" and q.dimension.startswith("money"):
            act = "loss"
        if act == "pay" and claim.modality == "required":
            act = "fine"
        if act == "pay" and any(t.lemma.lower() in words("measures", "courts") for t in self.tokens):
            act = "damages"
        paid = any(
            p is not None and p.noun in words("measures", "pay") for p in (claim.subject, claim.object)
        )
        return self._made(q, q.dimension, "raise" if act == "rise" and paid else act, None)

    def _lies(self, behind: int) -> bool:
        """`31 light years away`, `14 km off the coast`."""
        ahead = [t.text.lower() for t in self.tokens[behind : behind + 1]]
        return bool(set(ahead) & {"away", "from", "off"})

    def _made_of(self, behind: int) -> int | None:
        """`$4.2 billion in loans`."""
        if behind + 1 >= len(self.tokens) or self.tokens[behind].text.lower() != "in":
            return None
        run = self._noun_run(behind + 1)
        plural = bool(run) and self.tokens[run[-1]].tag == "NNS" and run[0] == behind + 1
        return run[-1] if plural and not is_time([self.tokens[run[-1]].text.lower()]) else None

    def _object_moved(self, q: Quantity) -> Measure | None:
        """`raised its key rate to 7.5 percent`: the rate is at that."""
        claim = self._clause(q)
        moved = claim is not None and {claim.lemma, *claim.classes} & {
            "raise",
            "reduce",
            "lower",
            "lift",
            "increase",
            "cut",
        }
        if (
            claim is None
            or not moved
            or claim.object is None
            or claim.object.pronoun
            or claim.object.start > q.start
        ):
            return None
        head = claim.object.index
        if self.tokens[head].tag not in {"NN", "NNS"}:
            return None
        return self._made(q, q.dimension, canonical(self._class(head)), head)

    def _of_verb(self, q: Quantity) -> Measure | None:
        claim = self._clause(q)
        if claim is None or claim.lemma in words_of("light"):
            return None
        return self._made(q, q.dimension, canonical(canonical(claim.lemma), moves=True), None)

    def _subject_of(self, q: Quantity, claim: Claim) -> Measure | None:
        """`8,500 barrels of crude leaked`, `$40 million was stolen`."""
        parts = (claim.subject, claim.object)
        stuff = q.dimension in {"volume", "mass"} or q.dimension.startswith("money")
        told = stuff and claim.lemma not in words_of("light")
        if not told or not any(p and p.start <= q.number < p.end for p in parts):
            return None
        return self._made(q, q.dimension, canonical(canonical(claim.lemma), moves=True), None)

    def _level(self, q: Quantity, claim: Claim) -> Measure | None:
        """`turnout was 61 percent`, `gusts reached 165 kph`, `she took 54 percent`."""
        subject = claim.subject
        if q.dimension == "percent" and claim.lemma in words("measures", "polling"):
            parties = subject.parties if subject is not None else frozenset()
            return self._made(q, "percent", "vote", None, parties=parties)
        if subject is None or subject.pronoun or claim.lemma not in words("measures", "levels"):
            return None
        if self.tokens[subject.index].tag not in {"NN", "NNS"} or subject.start > q.start:
            return None
        return self._made(q, q.dimension, canonical(self._class(subject.index)), subject.index)

    def _governs(self, claim: Claim, q: Quantity) -> bool:
        """Whether a preposition binds the number to the verb: `buy the firm, a bank, for $4 billion`."""
        at = self._index_before(q.start)
        return at is not None and self.tokens[at].pos == "ADP" and self.tokens[at].head == claim.index

    # -- parts --
