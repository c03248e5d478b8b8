"""Who speaks: the words around a quotation that name the holder, and the cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import words
from briefgen.model import Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_RELATIVE = frozenset({"who", "which", "whose", "that", "whom", "where"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMBS = frozenset({"conj", "xcomp", "advcl", "dep", "pcomp", "ccomp", "prep"})


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


class Speakers:
    """The reporting clauses of one sentence."""

    def __init__(self, sentence: Sentence, outside: frozenset[int]) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.outside = outside

    def after(self, segment: Sequence[int]) -> Speaker | None:
        """`Roe said`, `said Roe, a miner`, `according to Roe`: at the segment's beginning."""
        seg = list(segment)
        while seg and (self._is_punct(seg[0]) or self.tokens[seg[0]].text.lower() == "as"):
            seg.pop(0)
        if not seg:
            return None
        return self._according(seg) or self._inverted(seg) or self._straight(seg)

    def _according(self, seg: list[int]) -> Speaker | None:
        low = " ".join(self.tokens[i].text.lower() for i in seg[:4])
        for phrase in words_of_phrases():
            if low.startswith(phrase + " "):
                n = len(phrase.split())
                np = self._np(seg[n:])
                if np:
                    first, last = self.tokens[seg[0]], self.tokens[seg[n - 1]]
                    return Speaker(holder=self._span(np), cue=(first.start, last.end), verb=None, start=first.start, rule="according")
        return None

    def _inverted(self, seg: list[int]) -> Speaker | None:
        k = 0
        while k < len(seg) and self.tokens[seg[k]].pos == "ADV":
            k += 1
        if k >= len(seg) - 1 or not self.is_cue(seg[k], ("saying", "judging", "beside")):
            return None
        np = self._np(seg[k + 1 :])
        if not np or self.tokens[np[0]].text.lower() in {"that", "it", "him", "them", "me", "us"}:
            return None
        verb = self.tokens[seg[k]]
        return Speaker(holder=self._span(np), cue=(verb.start, verb.end), verb=seg[k], start=self.tokens[seg[0]].start, rule="after")

    def _straight(self, seg: list[int]) -> Speaker | None:
        """Subject and verb: the first verb of saying that no relative clause holds."""
        k = 0
        while k < len(seg) and self.tokens[seg[k]].pos == "ADV":
            k += 1
        begin = k
        if begin >= len(seg) or self.tokens[seg[begin]].pos not in _NOMINAL or self.tokens[seg[begin]].text.lower() in _RELATIVE:
            return None
        relative = False
        for n in range(begin + 1, len(seg)):
            t = self.tokens[seg[n]]
            if t.text.lower() in _RELATIVE:
                relative = True
            elif relative and t.text == ",":
                relative = False
            elif (t.tag in _FINITE or self.tokens[seg[n - 1]].tag == "MD" or self._is_perfect(seg, n)) and t.tag != "MD" and t.lemma.lower() not in {"be", "have", "do"} and not relative:
                if not self.is_cue(seg[n], ("saying", "judging", "beside")):
                    return None
                holder = self._trim(seg[begin:n])
                if not holder:
                    return None
                return Speaker(holder=self._span(holder), cue=(t.start, t.end), verb=seg[n], start=self.tokens[seg[0]].start, rule="after")
            elif n - begin > 60:
                return None
        return None

    def _is_perfect(self, seg: list[int], n: int) -> bool:
        """`has said`, `had previously said`."""
        return self.tokens[seg[n]].tag == "VBN" and any(self.tokens[i].lemma.lower() == "have" for i in seg[max(0, n - 2) : n])

    def before(self, segment: Sequence[int]) -> Speaker | None:
        """`Roe told the paper:`, `Roe said, `: at the segment's end."""
        seg = list(segment)
        colon = bool(seg) and any(self.tokens[i].text == ":" for i in seg[-2:])
        verbs = [i for i in seg if self.tokens[i].pos in {"VERB", "AUX"}]
        for kinds in (("saying",), ("judging", "beside")):
            for i in reversed(verbs):
                if self.tokens[i].lemma.lower() in _lemmas(kinds) and self.tokens[i].tag not in {"VBN", "VB"} or (
                    self.tokens[i].lemma.lower() in _lemmas(kinds) and self.subject(i) is not None
                ):
                    found = self._with_subject(i, seg)
                    if found:
                        return found
        if colon:
            return self._label(seg)
        return None

    def again(self, segment: Sequence[int]) -> Speaker | None:
        """A second verb of saying behind the first, before another quotation: `“…,” Roe said, adding, “…”`."""
        seg = [i for i in segment if not self._is_punct(i)]
        for i in seg[1:][-4:]:
            if self.tokens[i].tag in {"VBG", "VBD"} and self.is_saying(i) and any(self.is_saying(j) for j in seg if j < i):
                return self._with_subject(i, list(segment))
        return None

    def _label(self, seg: list[int]) -> Speaker | None:
        """`Roe:` before a quotation, or a clause of any kind that a colon ends."""
        words_ = [i for i in seg if not self._is_punct(i)]
        verbs = [i for i in words_ if self.tokens[i].pos in {"VERB", "AUX"}]
        if not words_:
            return None
        if not verbs:
            if len(words_) > 6 or self.tokens[words_[-1]].pos not in {"PROPN", "NOUN", "PRON"}:
                return None
            return Speaker(holder=self._span(words_), cue=None, verb=None, start=self.tokens[seg[0]].start, rule="label")
        for i in verbs:
            found = self._with_subject(i, seg)
            if found:
                return found
        return None

    def _with_subject(self, verb: int, seg: list[int]) -> Speaker | None:
        head = self.subject(verb)
        holder: list[int] = []
        if head is not None and head in self.outside:
            holder = self.phrase(head, verb)
        if not holder:
            holder = self._left_np(verb, seg)
        if not holder:
            return None
        t = self.tokens[verb]
        return Speaker(holder=self._span(holder), cue=(t.start, t.end), verb=verb, start=self.tokens[seg[0]].start, rule="before")

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """Index of the head of the verb's subject, its own or shared."""
        own = [c for c in self.s.children[verb] if self.tokens[c].rel in _SUBJECTS]
        if own:
            i = own[0]
            if self.tokens[i].text.lower() in _RELATIVE and self.tokens[verb].rel == "relcl":
                return self.tokens[verb].head
            return i
        t = self.tokens[verb]
        if t.head == verb or depth > 4:
            return None
        if t.rel == "acl":
            return t.head
        if t.rel in _CLIMBS:
            return self.subject(t.head, depth + 1)
        return None

    def phrase(self, head: int, verb: int) -> list[int]:
        """The noun phrase of this head, without relative clauses, on its own side of the verb."""
        cut = {j for c in self.s.children[head] if self.tokens[c].rel in {"relcl"} for j in self.s.subtree(c)}
        side = [j for j in self.s.subtree(head) if j in self.outside and j not in cut and (j < verb) == (head < verb) and j != verb]
        return self._trim(self._run(side, head))

    def _run(self, indices: list[int], head: int) -> list[int]:
        """The unbroken run round the head."""
        have, i, j = set(indices), head, head
        while i - 1 in have:
            i -= 1
        while j + 1 in have:
            j += 1
        return list(range(i, j + 1))

    def _left_np(self, verb: int, seg: list[int]) -> list[int]:
        """The nominal words before the verb, where the parse gives no subject."""
        out: list[int] = []
        for i in reversed([i for i in seg if i < verb]):
            t = self.tokens[i]
            if t.pos in _NOMINAL or (out and t.text.lower() in {"of", "'s", "’s", "-", "for"}):
                out.insert(0, i)
            elif out or t.pos not in {"ADV", "AUX", "PUNCT", "PART"}:
                break
        return self._trim(out)

    def _np(self, seg: Sequence[int]) -> list[int]:
        """The noun phrase that the segment begins with, and what is set beside it between commas."""
        out: list[int] = []
        for n, i in enumerate(seg):
            t = self.tokens[i]
            low = t.text.lower()
            if t.pos in _NOMINAL or t.text in {"-", ".", "&", "/"} or low in {"'s", "’s", "'", "’", "and", "of"}:
                if low == "and" and n + 1 < len(seg) and self.tokens[seg[n + 1]].pos not in _NOMINAL:
                    break
                out.append(i)
            elif t.text == "," and n + 1 < len(seg) and self._is_beside(seg[n + 1]):
                out.append(i)
            elif t.pos == "ADP" and out and self._is_common(out) and low in {"for", "from", "at", "with", "in", "on", "to", "close", "inside", "near"}:
                out.append(i)
            elif t.pos in {"ADV", "PART"} and low in {"not", "also"}:
                break
            elif t.pos == "VERB" and t.tag == "VBG" and n == 0:
                break
            else:
                break
        return self._trim(out)

    def _is_beside(self, i: int) -> bool:
        t = self.tokens[i]
        return t.pos in {"DET", "NOUN", "PROPN", "NUM"} or t.text.lower() in {"his", "her", "its", "their"}

    def _is_common(self, out: list[int]) -> bool:
        return self.tokens[out[-1]].pos == "NOUN"

    def ends_here(self, speaker: Speaker) -> bool:
        """Whether nothing behind the verb could be its content: no clause, no object but an addressee."""
        if speaker.verb is None:
            return True
        for c in self.s.children[speaker.verb]:
            t = self.tokens[c]
            if c > speaker.verb and t.rel in {"ccomp", "xcomp"} and c in self.outside:
                return False
            if c > speaker.verb and t.rel == "dobj" and self.tokens[speaker.verb].lemma not in {"tell", "say"}:
                return False
        return True

    def is_cue(self, i: int, kinds: tuple[str, ...]) -> bool:
        """Whether the token is a finite verb of these lists."""
        t = self.tokens[i]
        if t.tag == "VB" and i and self.tokens[i - 1].tag != "MD":
            return False
        return t.tag in _FINITE | {"VBN", "VB"} and t.lemma.lower() in _lemmas(kinds) or t.text.lower() in {"said", "says", "added", "wrote", "asked", "told"}

    def is_saying(self, i: int) -> bool:
        """Whether the token is a form of a verb of saying or judging."""
        return self.tokens[i].lemma.lower() in _lemmas(("saying", "judging"))

    def _is_punct(self, i: int) -> bool:
        t = self.tokens[i]
        return not any(c.isalnum() for c in t.text)

    def _trim(self, indices: Sequence[int]) -> list[int]:
        """Without commas, adverbs and auxiliaries at the ends."""
        out = list(indices)
        while out and (self._is_punct(out[-1]) and self.tokens[out[-1]].text != ")" or self.tokens[out[-1]].pos in {"ADV", "AUX", "CCONJ", "ADP", "PART", "SCONJ"}):
            out.pop()
        while out and (self._is_punct(out[0]) or self.tokens[out[0]].pos in {"ADV", "CCONJ", "SCONJ", "ADP"}):
            out.pop(0)
        return out if any(self.tokens[i].pos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"} for i in out) else []

    def _span(self, indices: Sequence[int]) -> Span:
        return self.tokens[indices[0]].start, self.tokens[indices[-1]].end


def words_of_phrases() -> tuple[str, ...]:
    """Phrases that stand before the one whose words they are."""
    from briefgen.language.lexicon import table

    return tuple(table("quotations")["phrases"]["according"])


def _lemmas(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words("quotations", k) for k in kinds))
