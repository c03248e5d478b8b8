"""Noun phrases: head, what narrows it, how much of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.analysis.actors import Cast
from briefgen.analysis.claims.records import Phrase
from briefgen.language.lexicon import per_language, table
from briefgen.model import Sentence

_NARROWS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "acomp", "advmod"})
_PARTIAL = frozenset({
    "part", "parts", "some", "several", "most", "half", "many", "portion", "section", "few", "lots", "plenty",
    "scores", "dozens",
})  # fmt: skip
_WHOLE = frozenset({"all", "every", "each", "both", "entire", "whole"})
_BREAKS = frozenset({"ADP", "VERB", "AUX", "SCONJ"})
_MANY = frozenset({"they", "them", "these", "those", "we", "us", "both"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})


class Reader:
    """Reads the phrases of one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        """Note which tokens are an actor's name."""
        self.sentence = sentence
        self.actor_at: dict[int, str] = {}
        self._name_of: dict[int, str] = {}
        self._actors_at: dict[int, list[str]] = {}
        for mention in cast.in_sentence(sentence.source, sentence.id):
            name = cast.by_id[mention.actor].name
            if mention.form == "nominal" and (name[:1].islower() or name.split()[-1].islower()):
                continue  # “a divided council” is the council: a description, not a party of its own
            for i in range(self._first(mention.start), len(sentence.tokens)):
                if sentence.tokens[i].end > mention.end:
                    break
                self.actor_at.setdefault(i, mention.actor)
                self._actors_at.setdefault(i, []).append(f"@{mention.actor}")

    def _first(self, offset: int) -> int:
        """Index of the first token that begins there or behind."""
        return bisect_left(self.sentence.tokens, offset, key=lambda t: t.start)

    def name(self, index: int) -> str:
        """The actor whose name the token is part of, or its lemma, or the name of its class."""
        known = self._name_of.get(index)
        if known is None:
            known = self._name_of[index] = self._name(index)
        return known

    def _name(self, index: int) -> str:
        actor = self.actor_at.get(index)
        token = self.sentence.tokens[index]
        lemma = token.lemma.lower()
        if actor is None and token.text[0].isupper():
            actor = states().get(lemma) or states().get(token.text.lower())
        if actor is not None:
            return f"@{actor}"
        if lemma == "strike" and token.pos == "NOUN" and self._is_against(index):
            return "attack"  # not that of workers
        return thing_names().get(lemma) or _same_adjective().get(lemma, lemma)

    def _is_against(self, index: int) -> bool:
        return any(self.sentence.tokens[c].lemma in {"on", "against"} for c in self.sentence.children[index])

    def phrase(self, index: int) -> Phrase:
        """The noun phrase that this token heads."""
        tokens, children = self.sentence.tokens, self.sentence.children
        top, share = index, self._share(index)
        if self._is_transparent(index):
            inner = self._behind_of(index)
            if inner is not None:
                low = tokens[index].text.lower()
                share = share or ("part" if low in _PARTIAL else "all" if low in _WHOLE else "")
                index = inner
                share = share or self._share(index)
        carried = self._carried(index)
        if carried is not None:
            index = carried
        inside = self._extent(top)
        head = self._named(index) or self.name(index)
        return Phrase(
            index=index,
            head=head,
            noun=tokens[index].lemma.lower(),
            modifiers=frozenset(self._modifiers(index)) - {head},
            names=frozenset(self._names(index)),
            number=next((tokens[c].text.lower() for c in children[index] if tokens[c].rel == "nummod"), ""),
            share=share,
            start=tokens[inside[0]].start,
            end=tokens[inside[-1]].end,
            plural=(tokens[index].tag in {"NNS", "NNPS"} and tokens[top].text.lower() != "one")
            or tokens[index].text.lower() in _MANY,
            parties=frozenset((*self._parties(index), *self._joined(inside[0], index))),
            indefinite=self._is_indefinite(index),
            other=any(
                tokens[c].text.lower() in {"another", "second", "third", "next"} for c in children[index]
            ),
            pronoun=tokens[index].tag in _PRONOUNS and index not in self.actor_at,
        )

    def _is_transparent(self, index: int) -> bool:
        token = self.sentence.tokens[index]
        if {token.lemma.lower(), token.text.lower()} & words_of("transparent"):
            return True
        inner = self._behind_of(index) if token.lemma.lower() in words_of("conditions") else None
        return inner is not None and self.sentence.tokens[inner].pos == "NOUN"

    def _behind_of(self, index: int) -> int | None:
        tokens, children = self.sentence.tokens, self.sentence.children
        of = (c for c in children[index] if tokens[c].lemma == "of")
        return next((p for c in of for p in children[c] if tokens[p].rel == "pobj"), None)

    def _carried(self, index: int) -> int | None:
        """`power` of `power and water supplies`."""
        if self.sentence.tokens[index].lemma.lower() not in words_of("carriers"):
            return None
        before = [
            c for c in self.sentence.children[index] if self.sentence.tokens[c].rel in {"compound", "nmod"}
        ]
        return before[-1] if before else None

    def _is_indefinite(self, index: int) -> bool:
        """`a question`, `any questions`, `questions`: of its kind, not one that is known."""
        if index in self.actor_at:
            return False
        before = {self.sentence.tokens[c].text.lower() for c in self.sentence.children[index]}
        if before & {"a", "an", "any"}:
            return True
        known = [
            c
            for c in self.sentence.children[index]
            if self.sentence.tokens[c].rel in {"det", "poss", "nummod"}
        ]
        return self.sentence.tokens[index].tag == "NNS" and not known

    def _named(self, index: int) -> str | None:
        """The actor that an apposition names: `the shipping firm Ostmar`."""
        if index in self.actor_at:
            return None
        named = [c for c in self.sentence.children[index] if self.sentence.tokens[c].rel == "appos"]
        return next((self.name(c) for c in named if c in self.actor_at), None)

    def _parties(self, index: int) -> Iterator[str]:
        yield from self._actors_at.get(index, ())
        if index not in self._actors_at and self.name(index).startswith("@"):
            yield self.name(index)
        for c in self.sentence.children[index]:
            if self.sentence.tokens[c].rel in {"conj", "appos"}:
                yield from self._parties(c)

    def _joined(self, first: int, index: int) -> Iterator[str]:
        """`Ann Hale` of `Ann Hale and Bo Lund`, where the parse makes the first a part of the second."""
        tokens = self.sentence.tokens
        for k in range(first, index):
            between = tokens[k + 1 : index]
            listed = tokens[k + 1].text in {"and", ","} and any(t.text == "and" for t in between)
            if k in self._actors_at and listed and not any(t.pos in _BREAKS for t in between):
                yield from self._actors_at[k]

    def _share(self, index: int) -> str:
        for c in self.sentence.children[index]:
            low = self.sentence.tokens[c].text.lower()
            if self.sentence.tokens[c].rel in {"det", "predet", "amod", "neg", "nummod"}:
                if low in {"no", "neither"}:
                    return "no"
                if low == "any":
                    return "any"
                if low in _WHOLE:
                    return "all"
                if low == "half":
                    return "part"
        own, *behind = (t.text.lower() for t in self.sentence.tokens[index : index + 2])
        if behind == ["but"]:
            return ""  # “nothing but a dreamer” is a dreamer
        return "no" if own in {"none", "nobody", "nothing"} else ""

    def _extent(self, index: int) -> list[int]:
        """The tokens of the phrase without relative clauses and appositions behind it."""
        out, todo = [index], [index]
        while todo:
            for c in self.sentence.children[todo.pop()]:
                if (
                    self.sentence.tokens[c].rel
                    not in {"relcl", "acl", "appos", "punct", "cc", "conj", "advcl"}
                    or c < index
                ):
                    out.append(c)
                    todo.append(c)
        return sorted(out)

    def _modifiers(self, index: int, depth: int = 0) -> Iterator[str]:
        tokens = self.sentence.tokens
        for c in self.sentence.children[index]:
            token = tokens[c]
            narrows = token.rel in _NARROWS and token.pos in {"NOUN", "PROPN", "ADJ", "VERB"}
            if narrows or (token.rel == "conj" and depth and token.pos in {"NOUN", "PROPN", "ADJ"}):
                yield self.name(c)
                yield from self._modifiers(c, depth + 1)
            elif token.rel == "acl" and token.tag == "VBN":
                yield from self._maker(c)
            elif token.rel == "prep" and depth < 3:
                for p in self.sentence.children[c]:
                    if (
                        tokens[p].rel == "pobj"
                        and tokens[p].tag != "CD"
                        and tokens[p].entity not in {"DATE", "TIME"}
                    ):
                        yield self.name(p)
                        yield from self._modifiers(p, depth + 1)

    def _names(self, index: int) -> Iterator[str]:
        """Names among the modifiers: `North` and `Carolina`, not `coastal`."""
        narrowing = set(self._modifiers(index))
        for j in self.sentence.subtree(index):
            if j != index and self.sentence.tokens[j].tag in {"NNP", "NNPS"} and self.name(j) in narrowing:
                yield self.name(j)

    def _maker(self, verb: int) -> Iterator[str]:
        """`an article published by the agency`."""
        for c in self.sentence.children[verb]:
            if self.sentence.tokens[c].rel == "agent":
                yield from (
                    self.name(p) for p in self.sentence.children[c] if self.sentence.tokens[p].rel == "pobj"
                )


@per_language
def thing_names() -> dict[str, str]:
    """Noun → the name of its class."""
    return {noun: members[0] for members in table("things")["same"] for noun in members}


@per_language
def kin_of(noun: str) -> frozenset[str]:
    """The noun and those that reporters may choose in its place."""
    groups = [g for g in table("things")["kin"] if noun in g]
    return frozenset(w for g in groups for w in g) | {noun}


@per_language
def states() -> dict[str, str]:
    """Single words for a country, its people and its capital → an id like that of its actor."""
    out: dict[str, str] = {}
    for country in table("countries")["country"]:
        name = country["name"].lower().replace(" ", "-")
        for word in [
            country["name"],
            *country.get("variants", []),
            *country.get("capital", []),
            *country.get("people", []),
        ]:
            out.setdefault(word.lower(), name)
    return out


@per_language
def words_of(key: str) -> frozenset[str]:
    """A list of the lexicon's weak words."""
    return frozenset(table("predicates")["weak"][key])


@per_language
def _same_adjective() -> dict[str, str]:
    return {w: k for k, members in table("predicates")["same_adjective"].items() for w in members}
