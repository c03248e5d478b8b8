"""Clauses and act nouns as claims: read off the parse, one sentence at a time."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from functools import cache

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.analysis.claims.records import Claim, Modality, Phrase
from briefgen.language.lexicon import table, words
from briefgen.model import Article, Sentence

_KINDS: tuple[Modality, ...] = ("planned", "required", "wanted", "possible")
_SUBJECT = frozenset({"nsubj", "csubj", "expl"})
_PASSIVE = frozenset({"nsubjpass", "csubjpass"})
_INHERITS = frozenset({"xcomp", "advcl", "conj", "acl"})
_CONDITION = frozenset({"if", "unless", "provided", "providing", "once", "until", "assuming"})
_CALENDAR = frozenset(month.lower() for month in [*calendar.month_name[1:], *calendar.day_name]) | {
    "yesterday", "today", "tomorrow",
}  # fmt: skip


def find_claims(articles: Iterable[Article], cast: Cast) -> tuple[Claim, ...]:
    """Every claim of the articles, in order of the text."""
    return tuple(c for a in articles for s in a.sentences for c in _Clauses(s, cast).claims())


@cache
def classes_of(lemma: str, nominal: bool = False) -> frozenset[str]:
    """The classes of like predicates that a lemma belongs to; the lemma itself where it is in none."""
    found = {k for k, members in table("predicates")["classes"].items() if lemma in members}
    return frozenset(found or {lemma})


@cache
def _nouns() -> frozenset[str]:
    return frozenset(table("predicates")["nominal"]["nouns"])


class _Clauses:
    """Reads the claims of one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        self.s = sentence
        self.reader = Reader(sentence, cast)
        self.tokens = sentence.tokens
        self.children = sentence.children

    def claims(self) -> Iterator[Claim]:
        """In order of the text."""
        for i, token in enumerate(self.tokens):
            if self._is_predicate(i):
                yield self._verbal(i)
            elif token.pos == "NOUN" and token.lemma in _nouns() and self._is_act(i):
                yield self._nominal(i)

    # -- parts ---------------------------------------------------------------------------------------------

    def _is_predicate(self, i: int) -> bool:
        token = self.tokens[i]
        if token.pos == "VERB":
            return token.rel not in {"amod", "compound", "aux", "auxpass", "case"}
        if token.lemma != "be" or token.rel in {"aux", "auxpass"}:
            return False
        return self._complement(i) is not None or self._child(i, {"prep"}) is not None

    def _child(self, i: int, rels: Iterable[str]) -> int | None:
        return next((c for c in self.children[i] if self.tokens[c].rel in rels), None)

    def _complement(self, i: int) -> int | None:
        return self._child(i, {"attr", "acomp"})

    def _phrase(self, i: int | None) -> Phrase | None:
        return None if i is None else self.reader.phrase(i)

    def _is_act(self, i: int) -> bool:
        if self.tokens[i].lemma == "strike" and self.reader.name(i) != "attack":
            return False  # that of workers
        return self.tokens[i].rel not in {"compound", "nmod"}

    def _particle(self, i: int) -> str:
        particle = self._child(i, {"prt"})
        lemma = self.tokens[i].lemma.lower()
        return f"{lemma}_{self.tokens[particle].lemma.lower()}" if particle is not None else lemma

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
        if any(self.tokens[j].tag in {"VBD", "VBZ", "VBP", "MD"} for j in verbs):
            return True
        return token.rel == "conj" or (
            token.rel == "xcomp" and token.head != i and self._is_finite(token.head)
        )

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

    # -- claims --------------------------------------------------------------------------------------------

    def _verbal(self, i: int) -> Claim:
        agent, patient = self._roles(i)
        lemma = self._particle(i)
        start, end = self._extent(i)
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
            verdict=self._verdict(i),
            topic=self._topic(i),
            times=self._times(i),
            condition=self._condition(i),
            heading=self.s.heading,
            denied_by=self._denier(i),
            said_by=self._speaker(i),
        )

    def _roles(self, i: int) -> tuple[Phrase | None, Phrase | None]:
        subject = self._subject_index(i)
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
            return self._phrase(agent), self._phrase(subject)
        patient = self._child(i, {"dobj", "attr", "acomp", "oprd"})
        patient = self._antecedent(patient, i) if patient is not None else self._relative_object(i)
        return self._phrase(subject), self._phrase(patient)

    def _verdict(self, i: int) -> str:
        """The predicate that a verb of calling gives its object."""
        called = next(
            (
                c
                for c in self.children[i]
                if self.tokens[c].rel in {"oprd", "acomp"} and self.tokens[c].pos == "ADJ"
            ),
            None,
        )
        if (
            called is None
        ):  # “called the report false”, read as a small clause or as an adjective behind its noun
            inside = [c for c in self.s.subtree(i) if c > i and self.tokens[c].pos == "ADJ"]
            called = inside[0] if len(inside) == 1 else None
        return self.tokens[called].lemma.lower() if called is not None else ""

    def _relative_object(self, i: int) -> int | None:
        """`the deal that they signed`: the noun that the clause hangs on."""
        token = self.tokens[i]
        if token.rel == "relcl" and self._child(i, _SUBJECT) is not None:
            subject = self._child(i, _SUBJECT)
            if subject is not None and self.tokens[subject].tag not in {"WDT", "WP"}:
                return token.head
        return None

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
            topic=self._topic(i),
            times=self._times(i),
            heading=self.s.heading,
            denied_by=self._denier(verb) if verb is not None else None,
            said_by=self._speaker(verb) if verb is not None else None,
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

    # -- polarity and modality -----------------------------------------------------------------------------

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

    def _has_negation(self, i: int) -> bool:
        return any(self.tokens[c].rel == "neg" for c in self.children[i])

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

    # -- extents -------------------------------------------------------------------------------------------

    def _extent(self, i: int) -> tuple[int, int]:
        """The clause without what introduces it and without the clauses that hang beside it."""
        skip = {
            c
            for c in self.children[i]
            if self.tokens[c].rel in {"mark", "cc", "punct"} or self._is_beside(i, c)
        }
        inside = sorted({i} | {j for c in self.children[i] if c not in skip for j in self.s.subtree(c)})
        first = next((j for j in inside if self.tokens[j].pos not in {"PUNCT", "CCONJ"}), i)
        return self.tokens[first].start, self.tokens[inside[-1]].end

    def _is_beside(self, i: int, c: int) -> bool:
        token = self.tokens[c]
        if token.rel in {"conj", "parataxis"} and token.pos in {"VERB", "AUX"}:
            return True
        if token.rel == "advcl" and c < i and self._child(c, {"mark"}) is not None:
            return True  # “While he agreed …, he did not commit”
        return token.rel == "ccomp" and c < i  # “…,” he said: the words that he said

    def _topic(self, i: int) -> frozenset[str]:
        weak = words_of("generic") | words_of("light")
        out = set()
        for j in self.s.subtree(i):
            token = self.tokens[j]
            if j != i and token.pos in {"NOUN", "PROPN", "ADJ", "VERB"}:
                name = self.reader.name(j)
                if name not in weak and len(name) > 1:
                    out.add(name)
        return frozenset(out)

    def _times(self, i: int) -> frozenset[str]:
        out = set()
        for j in self.s.subtree(i):
            low = self.tokens[j].text.lower()
            if (low in _CALENDAR and (low != "may" or self.tokens[j].pos == "PROPN")) or (
                low.isdigit() and len(low) == 4 and low[:2] in {"18", "19", "20"}
            ):
                out.add(low)
        return frozenset(out)

    def _condition(self, i: int) -> tuple[int, int] | None:
        for c in self.children[i]:
            if self.tokens[c].rel != "advcl":
                continue
            marks = [
                k
                for k in self.children[c]
                if self.tokens[k].rel in {"mark", "advmod"} and self.tokens[k].text.lower() in _CONDITION
            ]
            inside = self.s.subtree(c)
            if marks or self.tokens[inside[0]].text.lower() in _CONDITION:
                return self.tokens[inside[0]].start, self.tokens[inside[-1]].end
        return None
