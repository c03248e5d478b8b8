"""The grammar of a clause, read off the parse: subject, arguments, passive or active, finite or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims.phrases import Reader
from briefgen.analysis.claims.records import Phrase
from briefgen.language.lexicon import per_language, table
from briefgen.model import Sentence

_SUBJECT = frozenset({"nsubj", "csubj", "expl"})
_PASSIVE = frozenset({"nsubjpass", "csubjpass"})
_TAKEN = frozenset({"place", "effect", "office", "way", "part"})
_STAYING = frozenset({"remain", "stay", "become", "get"})
_INHERITS = frozenset({"xcomp", "advcl", "conj", "acl"})


@per_language
def _compounds() -> frozenset[str]:
    """Verbs with a particle that some class of like verbs lists."""
    return frozenset(w for group in table("predicates")["classes"].values() for w in group if "_" in w)


class Grammar:
    """One sentence, by its tokens and their heads."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        self.s = sentence
        self.reader = Reader(sentence, cast)
        self.tokens = sentence.tokens
        self.children = sentence.children

    def _child(self, i: int, rels: Iterable[str]) -> int | None:
        return next((c for c in self.children[i] if self.tokens[c].rel in rels), None)

    def _complement(self, i: int) -> int | None:
        return self._child(i, {"attr", "acomp"})

    def _phrase(self, i: int | None) -> Phrase | None:
        return None if i is None else self.reader.phrase(i)

    def _particle(self, i: int) -> str:
        particle = self._child(i, {"prt"})
        lemma = self.tokens[i].lemma.lower()
        if particle is None and lemma in {"take", "give"}:
            particle = self._bare_noun(i)
        beside = self.tokens[i + 1] if i + 1 in self.children[i] else None
        loose = beside is not None and (beside.rel == "advmod" or beside.text.lower() == "out")
        if particle is None and loose:
            joined = f"{lemma}_{self.tokens[i + 1].text.lower()}"
            if joined in _compounds():
                return joined  # “stepped down”, with an adverb for a particle
        if lemma == "plead":
            return self._plea(i)
        if particle is None and lemma in {"come", "go", "enter"} and self._is_into_force(i):
            return "take_effect"
        return f"{lemma}_{self.tokens[particle].lemma.lower()}" if particle is not None else lemma

    def _plea(self, i: int) -> str:
        """`pleaded guilty` admits, `pleaded not guilty` denies."""
        said = self.s.text[self.tokens[i].end - self.s.start :].lower().split()[:2]
        if said[:1] == ["guilty"]:
            return "admit"
        return "deny" if said == ["not", "guilty"] or said[:1] in (["innocent"], ["innocence"]) else "plead"

    def _is_into_force(self, i: int) -> bool:
        """`came into force`, `goes into effect`."""
        into = [c for c in self.children[i] if self.tokens[c].text.lower() == "into"]
        return any(
            self.tokens[p].text.lower() in {"force", "effect"} and not self.children[p]
            for c in into
            for p in self.children[c]
        )

    def _bare_noun(self, i: int) -> int | None:
        """The noun of `take place`, `take effect`, `give way`, which is part of the verb."""
        noun = self._child(i, {"dobj"})
        if noun is None or self.children[noun] or self.tokens[noun].text.lower() not in _TAKEN:
            return None
        return noun

    def _subject_index(self, i: int, depth: int = 0) -> int | None:
        """Who acts in an active clause: its own subject, else that of the clause it hangs on."""
        own = [c for c in self.children[i] if self.tokens[c].rel in _SUBJECT | _PASSIVE]
        if own:  # of two (“the carmaker Ostmar”) the one beside the verb
            return self._antecedent(max((c for c in own if c < i), default=own[0]), i)
        token = self.tokens[i]
        if token.head == i or depth > 4:
            return None
        if token.rel in {"acl", "relcl"}:
            return token.head if token.tag in {"VBG", "VB", "VBD", "VBZ", "VBP"} else None
        if token.rel == "xcomp":
            dobj = self._child(token.head, {"dobj"})
            if dobj is not None and self.tokens[token.head].lemma not in {"promise"}:
                return dobj
        if token.rel in _INHERITS or (token.rel == "pcomp"):
            head = token.head if token.rel != "pcomp" else self.tokens[token.head].head
            if token.rel == "pcomp" and self.tokens[head].pos == "NOUN":
                verb = self._governor(head)  # “has no intention of stepping down”
                return None if verb is None else self._subject_index(verb, depth + 1)
            if token.rel == "pcomp" and self.tokens[head].lemma in {"accuse", "blame", "suspect", "convict"}:
                return self._child(head, {"dobj", "nsubjpass"})
            return self._subject_index(head, depth + 1)
        return None

    def _antecedent(self, i: int, verb: int) -> int:
        """What `which`, `who` and `that` stand for."""
        if self.tokens[i].tag in {"WDT", "WP", "IN"} and self.tokens[verb].rel == "relcl":
            return self.tokens[verb].head
        return i

    def _is_finite(self, i: int) -> bool:
        verbs = [i, *(c for c in self.children[i] if self.tokens[c].rel in {"aux", "auxpass"})]
        token = self.tokens[i]
        if self._is_state(i):
            return self._is_finite(token.head)
        if any(self.tokens[j].tag in {"VBD", "VBZ", "VBP", "MD"} for j in verbs):
            return True
        unmeant = token.rel == "pcomp" and self._is_unmeant(token.head)
        if unmeant or (token.rel == "pcomp" and self.tokens[token.head].lemma == "without"):
            verb = self._governor(token.head)
            return verb is not None and self._is_finite(verb)
        return token.rel == "conj" or (
            token.rel == "xcomp" and token.head != i and self._is_finite(token.head)
        )

    def _is_unmeant(self, preposition: int) -> bool:
        """`no intention of stepping down`, `no plans for leaving`."""
        noun = self.tokens[preposition].head
        meant = self.tokens[noun].lemma.lower() in {"intention", "plan", "intent", "desire"}
        return meant and any(self.tokens[c].text.lower() == "no" for c in self.children[noun])

    def _is_state(self, i: int) -> bool:
        """`mining will remain banned`: a participle said of the subject of another verb."""
        token = self.tokens[i]
        keeps = self.tokens[token.head].lemma.lower() in _STAYING and token.head != i
        return keeps and token.tag == "VBN" and token.rel in {"acomp", "xcomp", "oprd", "attr"}

    def _is_passive(self, i: int) -> bool:
        if self._child(i, _PASSIVE | {"auxpass"}) is not None:
            return True
        token = self.tokens[i]
        if token.tag != "VBN" or self._child(i, _SUBJECT | {"aux"}) is not None:
            return False
        return (
            token.rel in {"acl", "relcl"}
            or (token.rel == "conj" and self._is_passive(token.head))
            or token.rel == "ROOT"
        )

    def _governor(self, i: int) -> int | None:
        """The verb whose clause the noun stands in."""
        for _ in range(8):
            head = self.tokens[i].head
            if head == i:
                return None
            i = head
            if self.tokens[i].pos in {"VERB", "AUX"}:
                return i
        return None

    def _arguments(self, i: int) -> Iterator[tuple[str, Phrase]]:
        for c in self.children[i]:
            token = self.tokens[c]
            if token.rel == "prep":
                for p in self.children[c]:
                    if self.tokens[p].rel == "pobj":
                        yield token.lemma.lower(), self.reader.phrase(p)
            elif token.rel == "dative" and token.pos in {"NOUN", "PROPN", "PRON"}:
                yield "to", self.reader.phrase(c)

    def _has_negation(self, i: int) -> bool:
        return any(self.tokens[c].rel == "neg" for c in self.children[i])

    def _relative_object(self, i: int) -> int | None:
        """`the deal that they signed`: the noun that the clause hangs on."""
        token = self.tokens[i]
        if token.rel == "relcl" and self._child(i, _SUBJECT) is not None:
            subject = self._child(i, _SUBJECT)
            if subject is not None and self.tokens[subject].tag not in {"WDT", "WP"}:
                return token.head
        return None
