"""Who speaks: the words around a quotation that name the holder, and the cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.analysis.attribution.noun_phrases import NOMINAL, RELATIVE, NounPhrases
from briefgen.analysis.attribution.records import Span
from briefgen.analysis.attribution.texts import author_of, quoted_by
from briefgen.language.lexicon import per_language, table, words
from briefgen.model import Sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LIGHT = frozenset({"be", "have", "do"})
_NO_SPEAKER = frozenset({"that", "it", "him", "them", "me", "us", "what", "how", "why"})
# Verbs whose object is who is spoken to.
_ADDRESSING = frozenset({"tell", "say", "ask", "remind", "assure", "warn", "write", "email", "text"})
_SAYING = ("saying",)
_REPORTING = ("saying", "judging")
_ANY = ("saying", "judging", "beside")
# Tokens: a label before a colon (“Roe, the mayor:”), the way from a speaker to his verb.
_LABEL = 6
_FAR = 60
_NEAR = 2
_AGAIN = 5
# Relations of a noun phrase's first word, whatever part of speech the parser gave it.
_BEGINS = frozenset({"amod", "nsubj", "compound"})
_GOING_ON = frozenset({"go", "continue", "proceed"})
_JOINS = frozenset({"before", "after", "while", "and", "then", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A reporting clause."""

    holder: Span | None
    cue: Span | None
    verb: int | None
    """Index of the cue's token."""
    start: int
    """Offset at which the clause begins."""
    rule: str
    lemma: str = ""
    """The cue's."""
    negated: bool = False


class Speakers:
    """The reporting clauses of one sentence."""

    def __init__(self, sentence: Sentence, outside: frozenset[int]) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.outside = outside
        self.phrases = NounPhrases(sentence, outside)

    def after(self, segment: Sequence[int]) -> Speaker | None:
        """`Roe said`, `said Roe, a miner`, `according to Roe`: at the segment's beginning."""
        seg = list(segment)
        while seg and (self.phrases.is_mark(seg[0]) or self.tokens[seg[0]].text.lower() == "as"):
            seg.pop(0)
        return self._according(seg) or self._inverted(seg) or self._straight(seg) if seg else None

    def _according(self, seg: list[int]) -> Speaker | None:
        low = " ".join(self.tokens[i].text.lower() for i in seg[:4]) + " "
        for phrase in table("quotations")["phrases"]["according"]:
            n = len(phrase.split())
            holder = self.phrases.at_start(seg[n:]) if low.startswith(phrase + " ") else []
            if holder:
                begin, end = self.phrases.span(seg[:n])
                return Speaker(
                    holder=self.phrases.span(holder),
                    cue=(begin, end),
                    verb=None,
                    start=begin,
                    rule="according",
                )
        return None

    def _inverted(self, seg: list[int]) -> Speaker | None:
        k = 0
        while k < len(seg) and self.tokens[seg[k]].pos == "ADV":
            k += 1
        plain = (
            k < len(seg) and self.tokens[seg[k]].tag == "VB" and self.tokens[seg[k]].lemma in _lemmas(_ANY)
        )
        if (
            k >= len(seg) - 1
            or not (plain or self.is_cue(seg[k], _ANY))
            or self.tokens[seg[k]].lemma == "tell"
        ):
            return None
        holder = self.phrases.at_start(seg[k + 1 :])
        if not holder or self.tokens[holder[0]].text.lower() in _NO_SPEAKER:
            return None
        return self.speaker(seg[k], holder, seg[0], "after")

    def _straight(self, seg: list[int]) -> Speaker | None:
        """Subject and verb: the first verb of saying that no relative clause holds."""
        begin = 0
        while begin < len(seg) and self.tokens[seg[begin]].pos == "ADV":
            begin += 1
        first = self.tokens[seg[begin]] if begin < len(seg) else None
        nominal = first is not None and (first.pos in NOMINAL or first.rel in _BEGINS)
        if first is None or not nominal or first.text.lower() in RELATIVE:
            return None
        relative = False
        for n in range(begin + 1, min(len(seg), begin + _FAR)):
            t = self.tokens[seg[n]]
            if t.text.lower() in RELATIVE:
                relative = True
            elif t.text == ",":
                relative = False
            elif not relative and (self._is_main(seg, n) or self._is_past(seg, n)):
                holder = (
                    quoted_by(self.phrases, seg[n])
                    or self._pronoun(seg[n])
                    or self.phrases.trimmed(seg[begin:n])
                )
                fits = holder and (self.is_cue(seg[n], _ANY) or self._is_past(seg, n))
                return self.speaker(seg[n], holder, seg[0], "after") if fits else None
        return None

    def _pronoun(self, verb: int) -> list[int]:
        """`“…” in the Osterhaven mill, she said`: a pronoun, with nothing beside it."""
        head = self.phrases.subject(verb)
        return [head] if head is not None and head in self.outside and self.tokens[head].tag == "PRP" else []

    def _is_past(self, seg: list[int], n: int) -> bool:
        """Whether the word has the form of the past of a verb of saying, whatever the parser took it for."""
        t = self.tokens[seg[n]]
        word = t.text.lower()
        if t.tag == "VBN" and n + 1 < len(seg) and self.tokens[seg[n + 1]].pos in {"ADP", "SCONJ", "PART"}:
            return False  # “asked about it”
        stems = (word[:-2], word[:-1], word[:-3], word[:-3] + "y") if word.endswith("ed") else ()
        near = n <= _NEAR  # “the crowd roared”, but “a note signed in haste said”
        return any(s in _lemmas(_ANY if near else _SAYING) for s in stems)

    def _is_main(self, seg: list[int], n: int) -> bool:
        """Whether the token is the verb of a clause: finite, or under a modal or `have`."""
        t, before = self.tokens[seg[n]], [self.tokens[i] for i in seg[max(0, n - 2) : n]]
        if t.tag == "MD" or t.lemma.lower() in _LIGHT or t.text[:1].isupper():
            return False
        perfect = t.tag == "VBN" and any(b.lemma.lower() == "have" for b in before)
        return t.tag in _FINITE or perfect or before[-1].tag == "MD"

    def before(self, segment: Sequence[int]) -> Speaker | None:
        """`Roe told the paper:`, `Roe said, `: at the segment's end."""
        seg = list(segment)
        verbs = [i for i in seg if self.tokens[i].pos in {"VERB", "AUX"}]
        colon = any(self.tokens[i].text == ":" for i in seg[-2:])
        named = [i for i in seg if not self.phrases.is_mark(i)]
        if colon and named and self.is_saying(named[0]) and len(named) <= _LABEL:
            return self._inverted(named)  # “Said Roe: …”
        signed = self._utterance_of(seg) if colon else None
        if signed is not None:
            return signed
        medial = self._between_commas(seg)
        if medial is not None:
            return medial
        for kinds in (_SAYING, ("judging", "beside")):
            for i in reversed(verbs):
                t = self.tokens[i]
                if t.lemma.lower() in _lemmas(kinds) and (
                    t.tag not in {"VBN", "VB"} or self.phrases.subject(i) is not None
                ):
                    found = self._with_subject(i, seg)
                    if found:
                        return found
        return self._label(seg, verbs) if colon else None

    def _between_commas(self, seg: list[int]) -> Speaker | None:
        """`The port, Roe says, “must be kept”`: who speaks stands beside the verb, not before the comma."""
        named = [i for i in seg if self.tokens[i].text == "," or not self.phrases.is_mark(i)]
        commas = [n for n, i in enumerate(named) if self.tokens[i].text == ","]
        if len(commas) != 2 or commas[1] != len(named) - 1 or not 0 < commas[0] < commas[1] - 2:
            return None
        verb, lead = named[commas[1] - 1], named[: commas[0]]
        if not self.is_saying(verb) or any(
            self.tokens[i].pos in {"VERB", "AUX", "ADP", "ADV", "SCONJ"} for i in lead
        ):
            return None
        holder = self.phrases.at_start(named[commas[0] + 1 : commas[1] - 1])
        if not holder or holder[-1] != verb - 1 or self.tokens[named[0]].pos not in {"DET", "NOUN", "PROPN"}:
            return None
        return self.speaker(verb, list(holder), holder[0], "before")

    def _utterance_of(self, seg: list[int]) -> Speaker | None:
        """`… released a statement from Roe:`: whose the statement is, and not who released it."""
        for n in range(len(seg) - 2, 0, -1):
            t, before = self.tokens[seg[n]], self.tokens[seg[n - 1]]
            if t.pos in {"VERB", "AUX"} or t.text == ",":
                return None
            if t.text.lower() in {"from", "by"} and before.lemma.lower() in words("quotations", "utterances"):
                holder = self.phrases.at_start(seg[n + 1 :])
                named = holder and self.phrases.is_mark(seg[-1]) and holder[-1] >= seg[-1] - 1
                return self._label_of(holder) if named else None
        return None

    def _label_of(self, holder: Sequence[int]) -> Speaker:
        span = self.phrases.span(holder)
        return Speaker(holder=span, cue=None, verb=None, start=span[0], rule="label")

    def again(self, segment: Sequence[int]) -> Speaker | None:
        """A second verb of saying behind the first: `“…,” Roe said, adding, “…”`."""
        seg = [i for i in segment if not self.phrases.is_mark(i)]
        for n, i in list(enumerate(seg))[1:][-_AGAIN:]:
            second = self.tokens[i].tag in {"VBG", "VBD"} and self._is_listed(i)
            joined = self.tokens[seg[n - 1]].text.lower() in _JOINS
            first = next((j for j in seg[:n] if self._is_listed(j)), None)
            if not second or not (joined or first is not None):
                continue
            own = self._with_subject(i, list(segment))
            shared = self._with_subject(first, list(segment)) if own is None and first is not None else None
            return own or (shared and replace(shared, cue=(self.tokens[i].start, self.tokens[i].end), verb=i))
        return None

    def _label(self, seg: list[int], verbs: list[int]) -> Speaker | None:
        """`Roe:` before a quotation, or a clause of any kind that a colon ends."""
        named = [i for i in seg if not self.phrases.is_mark(i)]
        if not named:
            return None
        if not verbs:
            fits = len(named) <= _LABEL and self.tokens[named[-1]].pos in {"PROPN", "NOUN", "PRON"}
            span = self.phrases.span(named)
            return Speaker(holder=span, cue=None, verb=None, start=span[0], rule="label") if fits else None
        found = (self._with_subject(i, seg) for i in verbs)
        return next((f for f in found if f), None)

    def _with_subject(self, verb: int, seg: list[int]) -> Speaker | None:
        author = author_of(self.phrases, verb)
        head = author if author is not None else self.phrases.subject(verb)
        holder = self.phrases.of_head(head, verb) if head is not None and head in self.outside else []
        holder = holder or self.phrases.before(verb, seg)
        return self.speaker(verb, holder, seg[0], "before") if holder else None

    def speaker(self, verb: int, holder: Sequence[int], first: int, rule: str) -> Speaker:
        """The clause of a verb and of who is its subject, from the token `first` on."""
        t = self.tokens[verb]
        negated = any(self.tokens[c].rel == "neg" for c in self.s.children[verb])
        return Speaker(
            holder=self.phrases.span(holder), cue=(t.start, t.end), verb=verb, start=self.tokens[first].start,
            rule=rule, lemma=t.lemma.lower(), negated=negated,
        )  # fmt: skip

    def ends_here(self, speaker: Speaker) -> bool:
        """Whether nothing behind the verb could be its content: no clause, no object but an addressee."""
        if speaker.verb is None:
            return True
        behind = [c for c in self.s.children[speaker.verb] if c > speaker.verb and c in self.outside]
        if any(self.tokens[c].rel in {"ccomp", "xcomp"} for c in behind):
            return False
        return speaker.lemma in _ADDRESSING or not any(self.tokens[c].rel == "dobj" for c in behind)

    def says_nothing(self, verb: int) -> bool:
        """Whether the verb has no object and no clause of its own, an addressee apart."""
        behind = [self.tokens[c].rel for c in self.s.children[verb] if c > verb]
        own = [rel for rel in behind if rel in {"dobj", "ccomp", "xcomp", "oprd", "attr", "acomp"}]
        return not own or (self.tokens[verb].lemma in {"tell", "ask"} and own == ["dobj"])

    def is_cue(self, i: int, kinds: tuple[str, ...] = _REPORTING) -> bool:
        """Whether the token is a finite verb of these lists."""
        t = self.tokens[i]
        if t.tag == "VB" and not any(
            b.tag == "MD" or b.lemma == "do" for b in self.tokens[max(0, i - 2) : i]
        ):
            return False
        return t.tag in _FINITE | {"VBN", "VB"} and t.lemma.lower() in _lemmas(kinds)

    def is_saying(self, i: int) -> bool:
        """Whether the token is a finite verb of saying."""
        return self.is_cue(i, _SAYING) or self._is_past([i], 0)

    def is_reporting(self, i: int) -> bool:
        """Whether it is a verb of saying or judging, finite or as in `calling it`, `going on to say`."""
        t = self.tokens[i]
        goes_on = t.tag == "VB" and t.rel == "xcomp" and self.tokens[t.head].lemma.lower() in _GOING_ON
        beside = t.tag == "VBG" and t.rel != "prep"  # “regarding the road”
        return self.is_cue(i) or ((beside or goes_on) and self._is_listed(i))

    def introduces(self, i: int) -> bool:
        """Whether it is a verb that words in marks make one of saying (`singing “…”`)."""
        t = self.tokens[i]
        return t.pos == "VERB" and t.tag != "VB" and t.lemma.lower() in _lemmas(_ANY)

    def is_verb_of_saying(self, i: int) -> bool:
        """Whether it reports a clause as well as a quotation."""
        return is_verb_of_saying(self.tokens[i].lemma.lower())

    def is_beside_comma(self, i: int) -> bool:
        """Whether it reports beside another verb: `…, adding that it was “a mess”`."""
        comma = i > 0 and self.tokens[i - 1].text == ","
        return comma and self.tokens[i].tag == "VBG" and self._is_listed(i)

    def _is_listed(self, i: int) -> bool:
        return self.tokens[i].lemma.lower() in _lemmas(_REPORTING)


def is_verb_of_saying(lemma: str) -> bool:
    """Whether it reports a clause as well as a quotation."""
    return lemma in _lemmas(_SAYING)


@per_language
def _lemmas(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words("quotations", k) for k in kinds))
