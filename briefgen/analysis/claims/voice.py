"""Whether a clause is denied, how sure it is, and who says so."""

from __future__ import annotations

from briefgen.analysis.claims.grammar import Grammar
from briefgen.analysis.claims.phrases import words_of
from briefgen.analysis.claims.records import Modality, Phrase
from briefgen.language.lexicon import words

_KINDS: tuple[Modality, ...] = ("planned", "required", "wanted", "possible")


class Voice(Grammar):
    """Polarity, modality, attribution of a sentence's clauses."""

    def _negated(self, i: int, agent: Phrase | None, patient: Phrase | None) -> bool:
        tokens = self.tokens
        flips = any(
            tokens[c].rel == "neg" or tokens[c].text.lower() in {"never", "neither", "nor"}
            for c in self.children[i]
        )
        for phrase in (agent, patient):
            flips ^= phrase is not None and phrase.share == "no"
        for c in self.children[i]:
            flips ^= tokens[c].rel in {"acomp", "oprd"} and self._has_negation(c)  # “pleaded not guilty”
        return flips ^ self._under_refusal(i)

    def _under_refusal(self, i: int) -> bool:
        """`failed to`, `declined to`, `without saying`, `stopped short of`."""
        token = self.tokens[i]
        head = token.head
        if token.rel == "xcomp":
            return self.tokens[head].lemma in words_of("refusals") and not self._has_negation(head)
        if token.rel == "ccomp" and self._belied(head):
            return not self._has_negation(head)
        if token.rel == "pcomp":
            return self.tokens[head].lemma in {"without"} or self.tokens[self.tokens[head].head].lemma in {
                "short",
                "stop",
                "refrain",
            }
        return False

    def _belied(self, i: int) -> bool:
        """`it is impossible that`, `it is false that`."""
        said = [i, *(c for c in self.children[i] if self.tokens[c].rel == "acomp")]
        return any(self.tokens[j].lemma in words_of("belying") for j in said)

    def _modality(self, i: int, depth: int = 0) -> Modality:
        token = self.tokens[i]
        if token.tag == "VBG" and token.rel in {"csubj", "nsubj", "pobj", "dobj"}:
            return "possible"  # “finding the jet may take months”
        if any(
            self.tokens[c].rel == "mark" and self.tokens[c].text.lower() in {"if", "whether", "unless"}
            for c in self.children[i]
        ):
            return "conditional" if token.rel != "ccomp" else "asked"
        aux = [self.tokens[c].lemma.lower() for c in self.children[i] if self.tokens[c].rel == "aux"]
        if "would" in aux and token.rel == "ccomp" and self.tokens[token.head].tag == "VBD":
            return "planned"  # “said that she would”
        if set(aux) & {"may", "might", "could", "can", "would"}:
            return "possible"
        if set(aux) & {"must", "should", "shall", "ought"}:
            return "required"
        if set(aux) & {"will", "'ll"}:
            return "planned"
        if self.s.text.rstrip("”\"' ").endswith("?"):
            return "asked"
        return self._by_governor(i, depth)

    def _by_governor(self, i: int, depth: int) -> Modality:
        token = self.tokens[i]
        head = self.tokens[token.head]
        if token.head == i or depth > 5:
            return "actual"
        if token.rel == "xcomp":
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
        if token.rel in {"ccomp", "conj"} and token.tag != "VBD":
            upper = self._modality(token.head, depth + 1) if token.rel == "conj" else "actual"
            return upper
        return "actual"

    def _denier(self, i: int, depth: int = 0) -> int | None:
        """The verb that denies the clause: `denied that …`, `rejected claims that …`."""
        token = self.tokens[i]
        head = token.head
        if head == i or depth > 4:
            return None
        if token.rel in {"ccomp", "xcomp", "pcomp"} and self.tokens[head].lemma in words(
            "contest", "denials"
        ):
            return head
        if token.rel in {"acl", "relcl", "ccomp"} and self.tokens[head].pos == "NOUN":
            verb = self._governor(i)
            if verb is not None and self.tokens[verb].lemma in words("contest", "denials"):
                return verb
        return self._denier(head, depth + 1) if token.rel in {"conj", "ccomp", "prep", "pcomp"} else None

    def _speaker(self, i: int, depth: int = 0) -> Phrase | None:
        """Who reports the clause, where a verb of saying governs it."""
        token = self.tokens[i]
        if token.head == i or depth > 5:
            return None
        head = token.head
        if token.rel == "ccomp" and self.tokens[head].pos == "VERB":
            return self._phrase(self._subject_index(head))
        return self._speaker(head, depth + 1)
