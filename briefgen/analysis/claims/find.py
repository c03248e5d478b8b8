"""Clauses and act nouns as claims: read off the parse, one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims.extent import Extent
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.records import Claim, Phrase
from briefgen.analysis.claims.themes import with_themes
from briefgen.language.lexicon import per_language, table
from briefgen.model import Article


def find_claims(articles: Iterable[Article], cast: Cast) -> tuple[Claim, ...]:
    """Every claim of the articles, in order of the text."""
    return with_themes(tuple(c for a in articles for s in a.sentences for c in _Clauses(s, cast).claims()))


@per_language
def classes_of(lemma: str, nominal: bool = False) -> frozenset[str]:
    """The classes of like predicates that a lemma belongs to; the lemma itself where it is in none."""
    found = {k for k, members in table("predicates")["classes"].items() if lemma in members}
    return frozenset(found or {lemma})


@per_language
def _nouns() -> frozenset[str]:
    return frozenset(table("predicates")["nominal"]["nouns"])


_WITH = {"run": "for", "stand": "for", "appeal": "against", "take_part": "in", "stay_away": "from"}
"""Verbs of which a preposition belongs to the verb: `run for a third term`."""


class _Clauses(Extent):
    """Reads the claims of one sentence."""

    def claims(self) -> Iterator[Claim]:
        """In order of the text."""
        for i, token in enumerate(self.tokens):
            if self._is_predicate(i):
                yield self._verbal(i)
            elif token.pos == "NOUN" and token.lemma in _nouns() and self._is_act(i):
                yield self._nominal(i)

    def _is_predicate(self, i: int) -> bool:
        token = self.tokens[i]
        if token.pos == "VERB":
            return token.rel not in {"amod", "compound", "aux", "auxpass", "case"}
        if token.lemma != "be" or token.rel in {"aux", "auxpass"}:
            return False
        return self._complement(i) is not None or self._child(i, {"prep"}) is not None

    def _is_act(self, i: int) -> bool:
        if self.tokens[i].lemma == "strike" and self.reader.name(i) != "attack":
            return False  # that of workers
        return self.tokens[i].rel not in {"compound", "nmod"}

    def _verbal(self, i: int) -> Claim:
        agent, patient = self._roles(i)
        lemma = self._particle(i)
        if lemma in _WITH and patient is None:
            patient = next((p for k, p in self._arguments(i) if k == _WITH[lemma]), None)
            lemma = f"{lemma}_{_WITH[lemma]}" if patient is not None else lemma
        start, end = self._extent(i)
        if self.tokens[i].rel in {"xcomp", "pcomp"} and (self._under_refusal(i) or self._is_yet_to(i)):
            start = min(start, self._extent(self.tokens[i].head)[0])  # “refused to concede”
        if self.tokens[i].rel == "pcomp" and self._is_unmeant(self.tokens[i].head):
            verb = self._governor(self.tokens[i].head)
            start = min(start, self._extent(verb)[0]) if verb is not None else start  # “has no intention of”
        return Claim(
            source=self.s.source,
            sentence=self.s.id,
            start=start,
            end=end,
            index=i,
            verb=self.tokens[i].start,
            verb_end=self.tokens[self._child(i, {"prt"}) or i].end,
            lemma=lemma,
            classes=classes_of(lemma),
            finite=self._is_finite(i),
            negated=self._negated(i, agent, patient),
            modality=self._modality(i),
            subject=agent,
            object=patient,
            arguments=tuple(self._arguments(i)),
            topic=self._topic(i, self.s.subtree(i)),
            times=self._times(i),
            heading=self.s.heading,
            denied_by=self._denier(i),
        )

    def _roles(self, i: int) -> tuple[Phrase | None, Phrase | None]:
        subject = self._subject_index(i)
        head = self.tokens[i].head
        if self._is_state(i):
            return None, self._phrase(self._subject_index(head))
        if self._is_passive(i):
            if subject is None and self.tokens[i].rel in {"acl", "relcl"}:
                subject = self.tokens[i].head
            agent = next(
                (
                    p
                    for c in self.children[i]
                    if self.tokens[c].rel == "agent"
                    for p in self.children[c]
                    if self.tokens[p].rel == "pobj"
                ),
                None,
            )
            given = self._child(i, {"dobj"}) if self.tokens[i].lemma.lower() in words_of("giving") else None
            return self._phrase(agent), self._phrase(subject if given is None else given)
        patient = self._child(i, {"dobj", "attr", "acomp", "oprd"})
        if self.tokens[i].lemma == "plead":
            return self._phrase(subject), self._phrase(self._charge(i))
        if self.tokens[i].lemma in {"take", "give"} and self._bare_noun(i) is not None:
            return self._phrase(subject), None
        patient = self._antecedent(patient, i) if patient is not None else self._relative_object(i)
        return self._phrase(subject), self._phrase(patient)

    def _charge(self, i: int) -> int | None:
        """`pleaded guilty to fraud`."""
        to = [c for c in self.s.subtree(i) if self.tokens[c].text.lower() == "to" and c > i]
        return next((p for c in to for p in self.children[c] if self.tokens[p].rel == "pobj"), None)

    def _nominal(self, i: int) -> Claim:
        patient = next(
            (
                p
                for c in self.children[i]
                if self.tokens[c].lemma in {"of", "to", "on", "against"}
                for p in self.children[c]
                if self.tokens[p].rel == "pobj"
            ),
            None,
        )
        agent = self._child(i, {"poss"})
        verb = self._governor(i)
        inside = self.s.subtree(i)
        lemma = self.tokens[i].lemma.lower()
        negated = any(self.tokens[c].text.lower() == "no" for c in self.children[i])
        return Claim(
            source=self.s.source,
            sentence=self.s.id,
            start=self.tokens[inside[0]].start,
            end=self.tokens[inside[-1]].end,
            index=i,
            verb=self.tokens[i].start,
            verb_end=self.tokens[i].end,
            lemma=lemma,
            classes=classes_of(lemma),
            nominal=True,
            negated=negated,
            modality=self._modality(verb) if verb is not None else "actual",
            subject=self._phrase(agent),
            object=self._phrase(patient),
            arguments=tuple(self._arguments(verb))
            if verb is not None and self.tokens[i].head == verb
            else (),
            topic=self._topic(i, self.s.subtree(i)),
            times=self._times(i),
            heading=self.s.heading,
            denied_by=self._denier(verb) if verb is not None else None,
        )
