"""Reads off each sentence what its numbers measure."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from briefgen.analysis.actors import Cast
from briefgen.analysis.actors.words import is_office
from briefgen.analysis.claims import Claim, classes_of
from briefgen.analysis.claims.phrases import Reader, thing_names, words_of
from briefgen.analysis.measures.records import Measure
from briefgen.analysis.quantities import Quantity, find_quantities
from briefgen.language.lexicon import table, words
from briefgen.model import Article, Sentence

_NOMINAL = frozenset({"NOUN", "PROPN"})
_LINKS = frozenset({"AUX", "ADV", "PART", "DET"})
_REACH = 4
"""So many sentences, its own among them, an act may be spoken of before `it lasted`."""
_FEW = 200
"""A passage of more code points is cut to the words around its number."""
_DAYS = frozenset(d.lower() for d in calendar.day_name) | {"yesterday", "today", "tomorrow"}
_MONTHS = frozenset(m.lower() for m in calendar.month_name[1:])


def find_measures(articles: Iterable[Article], cast: Cast, claims: Iterable[Claim]) -> tuple[Measure, ...]:
    """Every number of the articles of which it is clear what it measures, in order of the text."""
    by_sentence: dict[tuple[str, str], list[Claim]] = {}
    for c in claims:
        by_sentence.setdefault((c.source, c.sentence), []).append(c)
    found: list[Measure] = []
    for article in articles:
        for n, s in enumerate(article.sentences):
            quantities = find_quantities(s)
            if quantities:
                for m in _Measures(s, n, cast, by_sentence.get((s.source, s.id), [])).of(quantities):
                    found.append(
                        replace(m, thing=_act_before(article, n))
                        if m.kind == "lasting" and not m.thing
                        else m
                    )
    return tuple(m for m in found if m.kind == "population" or m.thing)


def _act_before(article: Article, n: int) -> str:
    """The kind of act that `the duration` or `it` stands for: the last one spoken of, here or just before."""
    for s in article.sentences[n : max(-1, n - _REACH) if n >= _REACH else None : -1]:
        acts = [
            _acts()[t.lemma.lower()]
            for t in s.tokens
            if t.pos in {"NOUN", "VERB"} and t.lemma.lower() in _acts()
        ]
        if acts:
            return acts[-1]
    return ""


class _Measures:
    """One sentence."""

    def __init__(self, s: Sentence, at: int, cast: Cast, claims: Sequence[Claim]) -> None:
        self.s = s
        self.at = at
        self.tokens = s.tokens
        self.reader = Reader(s, cast)
        self.claims = claims

    def of(self, quantities: Sequence[Quantity]) -> Iterator[Measure]:
        """What each of them measures."""
        for q in quantities:
            first, last = self.s.token_at(q.number), self.s.token_at(q.number_end - 1)
            behind = self._behind(q.end)
            if first is None or last is None:
                continue
            m = self._read(q, first, behind)
            if m is not None:
                yield m

    def _behind(self, offset: int) -> int:
        """Index of the first token behind an offset."""
        return next((i for i, t in enumerate(self.tokens) if t.start >= offset), len(self.tokens))

    def _read(self, q: Quantity, first: int, behind: int) -> Measure | None:
        if q.dimension == "count":
            return (
                self._toll(q, first, behind)
                or self._population(q, first, behind)
                or self._count(q, first, behind)
            )
        if q.dimension == "duration":
            return self._lasting(q, first, behind)
        if q.dimension == "magnitude":
            return self._magnitude(q, behind)
        if q.dimension == "age":
            return self._age(q, first, behind)
        if q.dimension == "vote":
            return self._made(q, "vote", "vote", None, [])
        return self._amount(q, first, behind)

    # -- tolls --

    def _toll(self, q: Quantity, first: int, behind: int) -> Measure | None:
        run = self._noun_run(behind)
        head = run[-1] if run else None
        noun = self._lemma(head) if head is not None else ""
        for name, facts in table("measures")["tolls"].items():
            if noun in facts.get("nouns", ()):
                return self._made(q, "toll", name, head, run[:-1], of="")
            if self._is_act_of(facts, q):
                return self._made(q, "toll", name, head, run[:-1], of=self._kind_of_people(noun))
            injury = self._of_injury(facts, first, behind)
            if injury is not None:
                before = [c for c in self.s.children[injury] if self.tokens[c].rel == "amod"]
                return self._made(q, "toll", name, injury, before, of="")
            if (head is not None and self._suffers(facts, q, head)) or self._befell(
                facts, q, first, (head if head is not None else behind - 1) + 1, noun
            ):
                return self._made(q, "toll", name, head, run[:-1], of=self._kind_of_people(noun))
        if self._is_tally(first):
            return self._made(q, "toll", "dead", None, [], of="")
        return None

    def _kind_of_people(self, noun: str) -> str:
        return "" if noun in words("measures", "nouns_people") else noun

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
        if noun == "life":
            return before is not None and self.tokens[before].lemma.lower() in facts.get("lives", ())
        for t in range(k, min(k + 6, len(self.tokens))):
            token = self.tokens[t]
            if token.text.lower() in facts.get("adjectives", ()):
                return True
            if token.lemma.lower() in verbs and token.pos in {"VERB", "ADJ"}:
                return token.tag in {"VBN", "VBD", "JJ", "VBP"}
            if not (
                token.pos in _LINKS
                or token.text.lower()
                in {"feared", "confirmed", "reported", "left", "more", "others", "other", "been"}
            ):
                break
        return False

    def _suffers(self, facts: Mapping[str, Sequence[str]], q: Quantity, head: int) -> bool:
        """Whether what is counted is the object of such a verb, or the subject of one without an object."""
        for c in self.claims:
            thing = c.object or c.subject
            if (
                c.lemma in facts.get("verbs", ())
                and thing is not None
                and thing.index == head
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

    def _count(self, q: Quantity, first: int, behind: int) -> Measure | None:
        run = self._noun_run(behind)
        if not run:
            return self._band(q)
        if run[0] > behind + 3:
            return None
        head = run[-1]
        if self.tokens[head].tag not in {"NNS", "NNPS", "NN", "NNP"} or self._lemma(head) in {
            "other",
            "more",
        }:
            return None
        name = self.reader.name(head)
        return self._made(q, "count", name if name.startswith("@") else self._class(head), head, run[:-1])

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
        m = self._made(q, "population", "", run[-1] if dwell else None, [])
        return replace(m, narrowing=frozenset(nouns), names=frozenset(names))

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
        return self._made(q, "count", noun, i - 1, []) if noun in words("measures", "bands") else None

    # -- how long --

    def _lasting(self, q: Quantity, first: int, behind: int) -> Measure | None:
        acts = _acts()
        if q.hyphen:
            run = self._noun_run(behind)
            if not run:
                return None
            lemma = self._class(run[-1])
            return self._made(q, "lasting", acts.get(lemma, lemma), run[-1], run[:-1])
        ahead = [t.text.lower() for t in self.tokens[behind : behind + 2]]
        if ahead in (["in", "prison"], ["in", "jail"], ["behind", "bars"]) or ahead[:1] == ["imprisonment"]:
            return self._made(q, "lasting", "sentence", None, [])
        if behind + 1 < len(self.tokens) and self.tokens[behind].text.lower() == "of":
            run = self._noun_run(behind + 1)
            if run:
                lemma = self._lemma(run[-1])
                return self._made(q, "lasting", acts.get(lemma, lemma), run[-1], run[:-1])
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
                else _acts().get(subject.head, subject.head)
            )
            return self._made(q, "lasting", thing, subject.index, [], parties=subject.parties)
        if between and "for" in between[-4:] and lemma not in words_of("light"):
            parties = subject.parties if subject is not None else frozenset()
            return self._made(q, "lasting", _acts().get(lemma, lemma), None, [], parties=parties)
        return None

    # -- the rest --

    def _magnitude(self, q: Quantity, behind: int) -> Measure | None:
        return self._made(q, "magnitude", "magnitude", None, [])

    def _age(self, q: Quantity, first: int, behind: int) -> Measure | None:
        """Of whom: `Jo Roe, 21,`, `a student, 21,`, `the 21-year-old student`."""
        if q.hyphen:
            run = self._noun_run(behind)
            return self._aged(q, run[-1]) if run else None
        before = self._index_before(q.start)
        while before is not None and before >= 0 and self.tokens[before].text in {",", "Jr.", "Sr.", "("}:
            before -= 1
        if before is None or before < 0:
            return None
        if before in self.reader.actor_at:
            return self._made(q, "age", f"@{self.reader.actor_at[before]}", before, [])
        return self._aged(q, before)

    def _aged(self, q: Quantity, i: int) -> Measure | None:
        """The age of a person without a name."""
        noun = self._lemma(i)
        is_person = noun in words("groups", "single") or noun in words("titles", "human") or is_office(noun)
        return (
            self._made(q, "age", self._class(i), i, []) if is_person and self.tokens[i].tag == "NN" else None
        )

    def _amount(self, q: Quantity, first: int, behind: int) -> Measure | None:
        """Money, shares, lengths, masses: `a $5 million fine`, `a fine of $5 million`, `fined $5 million`."""
        run = self._noun_run(behind)
        if not run and behind < len(self.tokens) and self.tokens[behind].text.lower() == "of":
            run = self._noun_run(
                behind + 1 + (self.tokens[min(behind + 1, len(self.tokens) - 1)].tag == "DT")
            )
        if run and self.tokens[run[0]].text.lower() in {"the", "a", "its", "their", "his"}:
            run = run[1:]
        if run and (q.hyphen or q.dimension.startswith("money") or q.dimension == "percent"):
            return self._made(q, q.dimension, canonical(self._class(run[-1])), run[-1], run[:-1])
        at = self._behind(q.start)
        if at > 1 and self.tokens[at - 1].text.lower() in {"of", "at"} and self.tokens[at - 2].pos == "NOUN":
            head = at - 2
            before = [c for c in self.s.children[head] if c < head]
            return self._made(q, q.dimension, self._class(head), head, before)
        claim = self._clause(q)
        if claim is None or claim.verb > q.start or claim.lemma in words_of("light"):
            return None
        between = [t for t in self.tokens if claim.verb_end <= t.start < q.start]
        if len(between) > 6:
            return None
        return self._made(q, q.dimension, canonical(canonical(claim.lemma), moves=True), None, [])

    # -- parts --

    def _noun_run(self, k: int) -> list[int]:
        """Indices of adjectives and nouns from token k to the noun that ends them; none where none does."""
        out: list[int] = []
        while k < len(self.tokens) and len(out) < 6:
            token = self.tokens[k]
            low = token.text.lower()
            if (token.entity in {"DATE", "TIME"} and token.pos == "NOUN" and out) or (
                out and not self._joins(out[-1], k)
            ):
                break
            describes = token.pos == "ADJ" or (
                token.tag in {"VBN", "VBG"} and token.rel in {"amod", "compound"}
            )
            joins = (
                low in {"-", "and", "or"}
                and out
                and k + 1 < len(self.tokens)
                and self.tokens[k + 1].rel == "conj"
                and token.rel in {"cc", "punct"}
                and self.tokens[out[-1]].pos == "ADJ"
            )
            if low in _befallen() and (out or self.s.heading or token.rel not in {"amod", "compound"}):
                break
            if (
                token.pos in _NOMINAL
                or describes
                or joins
                or (low in {"of", "the"} and not out and low == "the")
            ):
                out.append(k)
                k += 1
                continue
            break
        while out and self.tokens[out[-1]].pos not in _NOMINAL:
            out.pop()
        return out

    def _joins(self, i: int, k: int) -> bool:
        """Whether nothing but a space or a hyphen stands between two tokens."""
        a, b = self.tokens[i].end - self.s.start, self.tokens[k].start - self.s.start
        return self.s.text[a:b] in {"", " ", "-"}

    def _index_before(self, offset: int) -> int | None:
        return next((i for i in range(len(self.tokens) - 1, -1, -1) if self.tokens[i].end <= offset), None)

    def _lemma(self, i: int) -> str:
        return self._lemma_of(self.tokens[i].lemma)

    def _lemma_of(self, lemma: str) -> str:
        low = lemma.lower()
        return low[:-1] if lemma[:1].isupper() and low.endswith("s") and not low.endswith("ss") else low

    def _class(self, i: int) -> str:
        lemma = self._lemma(i)
        return thing_names().get(lemma, lemma)

    def _clause(self, q: Quantity) -> Claim | None:
        inside = [c for c in self.claims if not c.nominal and c.start <= q.number and q.number_end <= c.end]
        return min(inside, key=lambda c: (c.end - c.start, c.start), default=None)

    def _made(
        self, q: Quantity, kind: str, thing: str, head: int | None, before: Sequence[int],
        *, of: str = "", parties: frozenset[str] = frozenset(),
    ) -> Measure:  # fmt: skip
        claim = self._clause(q)
        phrase = self.reader.phrase(head) if head is not None else None
        modifiers = {self.reader.name(i) for i in before if self.tokens[i].pos in {*_NOMINAL, "ADJ", "VERB"}}
        if phrase is not None and kind != "toll":
            modifiers |= phrase.modifiers
        modifiers -= {t.lemma.lower() for t in self.tokens if q.start <= t.start < q.end}
        modifiers -= {
            phrase.head if phrase else "",
            thing,
            "",
            "board",
            *table("quantities")["units"]["duration"],
        }
        start, end = self._passage(q, claim, head)
        lows = [t.text.lower() for t in self.tokens]
        return Measure(
            source=self.s.source, sentence=self.s.id, at=self.at, heading=self.s.heading,
            quantity=q, kind=kind, thing=thing, of=of, narrowing=frozenset(modifiers),
            names=frozenset(phrase.names) if phrase and kind != "toll" else frozenset(),
            acts=self._acts(q, head), parties=parties,
            others=self._others(q, claim, head),
            claim=claim, around=self._around(), places=self._places(start, end),
            where=self._places(self.s.start, self.s.end), times=self._times(),
            background=self._is_background(),
            elsewhere=bool(set(lows) & words("measures", "apart_earlier")) or self._is_supposed(q, claim),
            planned=self._is_of(q, claim, {"planned", "required"}),
            attached=self._hangs_on(q),
            part=self._is_part(q, head) or self._is_one_of_several(q),
            rate=self._rate(q, head), hours=frozenset(lows) & words("measures", "hours"),
            start=start, end=end, label=(q.start, q.end),
            noun=self._noun(head, before),
        )  # fmt: skip

    def _noun(self, head: int | None, before: Sequence[int]) -> tuple[int, int] | None:
        """Offsets of the noun with what stands before it."""
        if head is None or (before and before[0] > head):
            return None
        return self.tokens[before[0] if before else head].start, self.tokens[head].end

    def _is_supposed(self, q: Quantity, claim: Claim | None) -> bool:
        """Whether the clause says what may be or would be, not what is."""
        return self._is_of(q, claim, {"possible", "conditional", "asked", "wanted"})

    def _is_of(self, q: Quantity, claim: Claim | None, modalities: set[str]) -> bool:
        """Whether it is subject or object of a clause that is told so."""
        if claim is None or claim.modality not in modalities:
            return False
        return any(p is not None and p.start <= q.number < p.end for p in (claim.subject, claim.object))

    def _hangs_on(self, q: Quantity) -> bool:
        before = self._index_before(q.start)
        return before is not None and self.tokens[before].text.lower() == "with"

    def _rate(self, q: Quantity, head: int | None) -> str:
        """For what it counts: `each`, `a year`, `over ten years`; empty where it is the whole."""
        k = self._behind(q.end)
        if head is not None and self.tokens[head].start >= q.end:
            k = head + 1
        ahead = [t.text.lower() for t in self.tokens[k : k + 4]]
        for i, word in enumerate(ahead):
            if word in words("measures", "apart_rates"):
                return word
            unit = ahead[i + 2 : i + 3] if word == "over" else ahead[i + 1 : i + 2]
            if i < 2 and word in {"a", "an", "over", "every"} and _is_time(unit):
                return " ".join(ahead[i:])
        return ""

    def _is_one_of_several(self, q: Quantity) -> bool:
        """`two in Velm and three in Korrin`: each counts a part."""
        i = self._behind(q.end)
        near = self.tokens[max(0, i - 8) : i + 9]
        return any(
            a.text.lower() == "and" and b.tag == "CD" and c.text.lower() in {"in", "at", "near"}
            for a, b, c in zip(near, near[1:], near[2:], strict=False)
        )

    def _is_part(self, q: Quantity, head: int | None) -> bool:
        """`including three`, `three of them`, `another three`, `three more`."""
        first, last = self._behind(q.start), self._behind(q.end)
        before = [t.text.lower() for t in self.tokens[max(0, first - 2) : first]]
        inside = [t.text.lower() for t in self.tokens[last : max(head or 0, last) + 2]]
        if {"more", "other", "others", "additional", "else"} & set(inside) or "another" in before:
            return True
        if set(before) & words("measures", "apart_rest"):
            return True
        later = [t.text.lower() for t in self.tokens[last:]]
        if any(
            b in {"others", "rest", "remainder"} and a == "the"
            for a, b in zip(later, later[1:], strict=False)
        ):
            return True  # “three were found on Tuesday, the others on Friday”
        whole = q.dimension == "count" and inside[:2] in (
            ["of", "the"],
            ["of", "them"],
            ["of", "whom"],
            ["of", "those"],
        )
        return bool(set(before) & words("measures", "apart_part")) or whole

    def _others(self, q: Quantity, claim: Claim | None, head: int | None) -> frozenset[str]:
        """Who acts beside what is counted; whoever only tells the number is none of them."""
        out: set[str] = set()
        if (
            claim is None
            or claim.lemma in words("names", "speech")
            or claim.classes & {"say", "confirm", "bring", "put"}
        ):
            return frozenset()
        for p in (claim.subject, claim.object):
            if p is not None and p.index != head and not p.start <= q.number < p.end:
                out |= p.parties | {w for w in p.modifiers if w.startswith("@")}
        return frozenset(out)

    def _acts(self, q: Quantity, head: int | None) -> frozenset[str]:
        """Lemmas and classes of the verbs whose subject or object it is; `without power` is an act as well."""
        out: set[str] = set()
        clause = self._clause(q)
        for c in self.claims:
            if any(p is not None and p.start <= q.number < p.end for p in (c.subject, c.object)):
                if c.nominal or clause is None or c.start <= q.number < c.end:
                    out |= _acts_of(c.lemma, c.classes)
            elif (
                c.nominal
                and c.lemma not in {"death", "killing"}
                and clause is not None
                and (clause.start <= c.start < q.number and c.end <= clause.end)
            ):
                out |= _acts_of(c.lemma, c.classes)
        before = self._index_before(q.start)
        if before is not None and self.tokens[before].pos == "VERB":
            lemma = self.tokens[before].lemma.lower()
            out |= _acts_of(lemma, classes_of(lemma))
        last = head if head is not None else self._behind(q.end)
        for i in range(last + 1, min(last + 9, len(self.tokens) - 1)):
            if self.tokens[i].text.lower() == "without":
                out.add(f"without {self.tokens[i + 1].lemma.lower()}")
        return frozenset(out)

    def _passage(self, q: Quantity, claim: Claim | None, head: int | None) -> tuple[int, int]:
        """The clause, or the words around the number where the clause is long."""
        a, b = (claim.start, claim.end) if claim is not None else (self.s.start, self.s.end)
        for t in self.tokens[self._behind(b) : self._behind(b) + 1]:
            if t.text.lower() in _befallen() and self._behind(q.end) >= self._behind(b):
                b = t.end  # “more than 1,400 wounded”, where the parse ends the clause at the number
        if b - a <= _FEW:
            return a, b
        stop = self.tokens[head].end if head is not None else q.end
        first = max(a, self.tokens[max(0, self._behind(q.start) - 6)].start)
        last = min(b, max(stop, self.tokens[min(len(self.tokens) - 1, self._behind(q.end) + 6)].end))
        return min(first, q.start), max(last, q.end)

    def _around(self) -> frozenset[str]:
        weak = words_of("generic") | words_of("light")
        out = {
            self.reader.name(i)
            for i, t in enumerate(self.tokens)
            if t.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and t.text[:1].isalpha()
        }
        return frozenset(w for w in out - weak if len(w) > 2)

    def _places(self, start: int, end: int) -> frozenset[str]:
        """Names of places: by their entity, or because something is in them."""
        return frozenset(
            t.text.lower()
            for i, t in enumerate(self.tokens)
            if start <= t.start < end
            and t.pos == "PROPN"
            and t.text[:1].isupper()
            and t.text.lower() not in _DAYS | _MONTHS
            and (t.entity in {"GPE", "LOC", "FAC"} or self._locates(i))
        )

    def _locates(self, i: int) -> bool:
        """`in Tarn`, `the area of Tarn`."""
        token = self.tokens[i]
        preposition = self.tokens[token.head]
        if token.rel != "pobj" or token.entity in {"PERSON", "DATE"}:
            return False
        governor = self.tokens[preposition.head].lemma.lower()
        return preposition.lemma in {"in", "near", "outside", "off"} or (
            preposition.lemma == "of" and governor in words("names", "places")
        )

    def _times(self) -> frozenset[str]:
        """Weekdays, months, years that the sentence names."""
        lows = (t.text.lower() for t in self.tokens)
        return frozenset(w for w in lows if w in _DAYS or w in _MONTHS or _is_year(w))

    def _is_background(self) -> bool:
        """Whether a month or a year without a day dates what is told: it happened long before."""
        for i, t in enumerate(self.tokens):
            beside = [
                u.text for u in self.tokens[max(0, i - 2) : i + 3] if u.text.isdigit() and len(u.text) < 3
            ]
            month = t.text.lower() in _MONTHS and t.pos == "PROPN"
            if (
                (month or _is_year(t.text))
                and not beside
                and not any(
                    u.text.lower() in _MONTHS
                    for u in self.tokens[max(0, i - 4) : i]
                    if _is_year(t.text) and self._dated(i)
                )
            ):
                return True
        return False

    def _dated(self, i: int) -> bool:
        """Whether the year at i ends a full date."""
        return any(u.text.isdigit() and len(u.text) < 3 for u in self.tokens[max(0, i - 3) : i])


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4 and text[:2] in {"18", "19", "20"}


def _acts_of(lemma: str, classes: frozenset[str]) -> frozenset[str]:
    """The verb and its classes; the verb alone where it only says that the thing was there."""
    plain = lemma in words("measures", "occurring") or lemma in words_of("light")
    return frozenset({lemma}) if plain else classes | {lemma}


def _is_time(following: Sequence[str]) -> bool:
    """Whether the word is a unit of time."""
    return any(w.removesuffix("s") in table("quantities")["units"]["duration"] for w in following)


def canonical(act: str, *, moves: bool = False) -> str:
    """The first of the verbs that news uses for this one. `moves`: of an amount, which may rise and fall."""
    return _same_acts("same_moves" if moves else "same_acts").get(act, act)


@cache
def _same_acts(key: str) -> Mapping[str, str]:
    return {w: members[0] for members in table("measures")[key] for w in members}


@cache
def _befallen() -> frozenset[str]:
    """Adjectives for what happened to people: behind a number they end what is counted."""
    return frozenset(w for facts in table("measures")["tolls"].values() for w in facts.get("adjectives", ()))


@cache
def _acts() -> Mapping[str, str]:
    """Noun or verb → its class of acts that take time."""
    return {w: name for name, members in table("measures")["acts"].items() for w in members}
