"""Whether a clause is denied, how sure it is, and who says so."""

from __future__ import annotations

from briefgen.analysis.claims.grammar import Grammar
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.records import Modality, Phrase
from briefgen.analysis.dates import WEEKDAYS
from briefgen.language.lexicon import words

_DAYS = frozenset(WEEKDAYS) | {"tomorrow"}
_MEANS = frozenset({"by", "after", "before", "while", "without", "upon", "on"})
_KINDS: tuple[Modality, ...] = ("planned", "required", "wanted", "possible")


class Voice(Grammar):
    """Polarity, modality, attribution of a sentence's clauses."""

    def _negated(self, i: int, agent: Phrase | None, patient: Phrase | None) -> bool:
        tokens = self.tokens
        flips = any(
            (tokens[c].rel == "neg" and not self._is_more(c))
            or tokens[c].text.lower() in {"never", "neither", "nor"}
            for c in self.children[i]
        )
        flips ^= self._is_yet_to(i)
        for phrase in (agent, patient):
            flips ^= phrase is not None and phrase.share == "no"
        for c in self.children[i]:
            flips ^= (
                tokens[c].rel in {"acomp", "oprd"} and self._has_negation(c) and tokens[i].lemma != "plead"
            )
        return flips ^ self._under_refusal(i)

    def _is_more(self, i: int) -> bool:
        """`not only`, `not just`: so, and more."""
        return any(t.text.lower() in words_of("beyond") for t in self.tokens[i + 1 : i + 3])

    def _is_yet_to(self, i: int) -> bool:
        """`has yet to sign`, `is yet to be signed`."""
        head = self.tokens[i].head
        if self.tokens[i].rel not in {"xcomp", "ccomp"} or self.tokens[head].lemma not in {"have", "be"}:
            return False
        return any(self.tokens[c].text.lower() == "yet" for c in (*self.children[head], *self.children[i]))

    def _under_refusal(self, i: int) -> bool:
        """`failed to`, `declined to`, `without saying`, `stopped short of`."""
        token = self.tokens[i]
        head = token.head
        if token.rel == "xcomp":
            meant = self.tokens[head].lemma in words_of("planned") | words_of("wanted")
            refused = bool({self.tokens[head].lemma, self._particle(head)} & words_of("refusals"))
            return meant if self._has_negation(head) else refused  # “did not intend to hold back”
        if token.rel == "ccomp" and self._belied(head):
            return not self._has_negation(head)
        if token.rel == "pcomp" and self._is_unmeant(head):
            return True
        if token.rel == "pcomp":
            return self.tokens[head].lemma in {"without"} or self.tokens[self.tokens[head].head].lemma in {
                "short",
                "stop",
                "refrain",
            }
        return False

    def _belied(self, i: int) -> bool:
        """`it is impossible that`, `it is false that`, `wrongly claimed that`."""
        said = [i, *(c for c in self.children[i] if self.tokens[c].rel == "acomp")]
        how = {self.tokens[c].text.lower() for c in self.children[i] if self.tokens[c].rel == "advmod"}
        return any(self.tokens[j].lemma in words_of("belying") for j in said) or bool(
            how & words_of("wrongly")
        )

    def _modality(self, i: int, depth: int = 0) -> Modality:
        token = self.tokens[i]
        if self._is_state(i):
            return self._modality(token.head, depth + 1)
        if token.tag == "VBG" and token.rel in {"csubj", "nsubj", "pobj", "dobj"}:
            return "possible"  # “finding the jet may take months”
        if any(
            self.tokens[c].rel == "mark" and self.tokens[c].text.lower() in {"if", "whether", "unless"}
            for c in self.children[i]
        ):
            return "conditional" if token.rel != "ccomp" else "asked"
        if any(self.tokens[c].text.lower() == "ever" for c in self.children[i]) and not self._has_negation(i):
            return "possible"  # “unlikely that it will ever take effect”
        if self._has_negation(i) and self._is_until(i):
            return "conditional"  # “will not take effect until it is ratified”: it will then
        aux = [self.tokens[c].lemma.lower() for c in self.children[i] if self.tokens[c].rel == "aux"]
        if "would" in aux and token.rel == "ccomp" and self.tokens[token.head].tag == "VBD":
            return "planned"  # “said that she would”
        if "would" in aux and self._is_of_a_plan(i):
            return "planned"  # “the plan would close twelve hospitals”
        if set(aux) & {"may", "might", "could", "can", "would"}:
            return "possible"
        if set(aux) & {"must", "should", "shall", "ought"}:
            return "required"
        if set(aux) & {"will", "'ll"}:
            return "planned"
        if self.s.text.rstrip("”\"' ").endswith("?"):
            return "asked"
        if token.rel == "advcl" and self._is_at_any_time(i):
            return "conditional"
        if self._is_scheduled(i):
            return "planned"
        return self._by_governor(i, depth)

    def _is_of_a_plan(self, i: int) -> bool:
        """Whether its subject is a plan, a bill, a deal, which says what is to be."""
        subject = self._child(i, {"nsubj"})
        return subject is not None and self.tokens[subject].lemma.lower() in words_of("plans")

    def _is_until(self, i: int) -> bool:
        """Whether `until` hangs on the clause behind the verb, or begins one that does."""
        behind = [c for c in self.children[i] if c > i and self.tokens[c].rel in {"prep", "advcl"}]
        return any(self.tokens[d].text.lower() == "until" for c in behind for d in (c, *self.children[c]))

    def _is_scheduled(self, i: int) -> bool:
        """`the council votes on Friday`: present tense, with a day to come."""
        token = self.tokens[i]
        if token.tag not in {"VBP", "VBZ"} or token.lemma.lower() not in words_of("due"):
            return False
        behind = [c for c in self.children[i] if self.tokens[c].rel in {"prep", "npadvmod"} and c > i]
        days = [d for c in behind for d in (c, *self.children[c])]
        return any(self.tokens[d].text.lower() in _DAYS for d in days)

    def _is_at_any_time(self, i: int) -> bool:
        """`when rates are raised`: not that they are."""
        when = any(self.tokens[c].text.lower() in {"when", "whenever"} for c in self.children[i])
        present = (self.tokens[j].tag in {"VBP", "VBZ"} for j in (i, *self.children[i]))
        return when and any(present)

    def _by_governor(self, i: int, depth: int) -> Modality:
        token = self.tokens[i]
        head = self.tokens[token.head]
        if token.head == i or depth > 5:
            return "actual"
        if token.rel == "xcomp":
            if self._is_yet_to(i):
                return "actual"
            if head.lemma == "be" and any(self.tokens[c].tag == "TO" for c in self.children[i]):
                return "planned"  # “the council is to vote”
            if head.lemma in words_of("implying") and not self._has_negation(token.head):
                return self._modality(token.head, depth + 1)  # “forcing the airline to cancel flights”
            for kind in _KINDS:
                if head.lemma in words_of(kind):
                    return kind
            if head.pos == "ADJ":
                return "possible"
            return self._modality(token.head, depth + 1)
        infinitive = any(self.tokens[c].tag == "TO" for c in self.children[i])
        if infinitive and (
            token.rel == "ccomp" or (token.rel == "advcl" and head.lemma in words_of("wanted"))
        ):
            return "wanted"  # “asked him to step down”
        if (
            token.rel in {"acl", "advcl", "relcl"}
            and self._child(i, {"aux"}) is not None
            and token.tag == "VB"
        ):
            return "planned"
        if token.rel == "ccomp" and head.lemma in words_of("wanted"):
            return "wanted"
        if token.rel == "conj" and token.tag != "VBD" and not self._has_own_tense(i):
            return self._modality(token.head, depth + 1)
        return "actual"

    def _has_own_tense(self, i: int) -> bool:
        """`it would cut jobs and its chief had resigned`: not under the first verb's `would`."""
        own = (c for c in self.children[i] if self.tokens[c].rel in {"aux", "auxpass"})
        return any(self.tokens[c].lemma.lower() in {"have", "be"} for c in own)

    def _is_evidence_lacking(self, i: int) -> bool:
        """`no evidence that …`, `has not seen evidence that …`."""
        noun = self.tokens[i].head
        if self.tokens[noun].lemma.lower() not in words("contest", "evidence"):
            return False
        verb = self._governor(noun)
        no = any(self.tokens[c].text.lower() in {"no", "little"} for c in self.children[noun])
        return no or (verb is not None and self._has_negation(verb))

    def _denier(self, i: int, depth: int = 0) -> int | None:
        """The verb that denies the clause: `denied that …`, `rejected claims that …`."""
        token = self.tokens[i]
        head = token.head
        if head == i or depth > 4:
            return None
        denies = self.tokens[head].lemma in words("contest", "denials")
        if token.rel in {"ccomp", "xcomp", "pcomp"} and denies:
            return None if self._is_asked(head) else head
        if token.rel == "prep" and token.lemma.lower() in _MEANS and not denies:
            return None  # by what means, after what: told in passing
        if token.rel in {"acl", "relcl", "ccomp"} and self.tokens[head].pos == "NOUN":
            verb = self._governor(i)
            direct = verb == self.tokens[head].head  # not “a story about the claim that”
            denies = verb is not None and direct and self.tokens[verb].lemma in words("contest", "denials")
            if verb is not None and (denies or self._is_evidence_lacking(i)):
                return verb
        return self._denier(head, depth + 1) if token.rel in {"conj", "ccomp", "prep", "pcomp"} else None

    def _is_asked(self, i: int) -> bool:
        """`he was challenged over his statement that`: somebody is, and denies nothing."""
        whom = self._child(i, {"nsubjpass"})
        return whom is not None and self.tokens[whom].text.lower() != "it"
