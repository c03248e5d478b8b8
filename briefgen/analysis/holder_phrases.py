"""The words that name a holder, read from the left: core, coordination, the name in it, who `who` is.

Everything up to the first preposition, relative clause or comma is the core, whose last word is its noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.analysis.actors import Mention
from briefgen.analysis.actors.names import is_title_before
from briefgen.analysis.actors.noun_phrases import ends_unit, head_noun, is_human, left_edge
from briefgen.analysis.actors.words import Words, is_office
from briefgen.language.lexicon import Listed
from briefgen.language.lexicon import words as lexicon

PREPOSITIONS = Listed(("phrases", "prepositions"))
AFTER_NOUN = Listed(("phrases", "after_noun"))
ARTICLES = Listed(("phrases", "articles"))
NUMBERS = Listed(("phrases", "numbers"))
POSSESSIVES = ("his", "her", "their", "its")
# The longest names and offices of those who speak.
_NAME_WORDS = 6
# So many words behind its noun a phrase is read on.
_PHRASE = 10
# Relations of a verb, or of what leads to it, whose subject stands further up.
_WITHOUT_SUBJECT = ("xcomp", "pcomp", "prep", "dobj", "conj", "advcl")
# Prepositions before what somebody says something in.
_SAID_IN = ("in", "through", "via", "on", "with")
_VERSUS = ("v", "vs", "versus")
_FIELDS = Listed(("titles", "fields"))


def tells_more(w: Words, k: int) -> bool:
    """Whether word k tells the noun before it from others ("people familiar with …")."""
    return w.low(k) in AFTER_NOUN and (w.low(k) != "opposed" or w.low(k + 1) == "to")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words i to before j of a sentence, and where the sentence's mentions begin and end."""

    w: Words
    i: int
    j: int
    mentions: dict[int, tuple[int, Mention]]

    def trimmed(self) -> Phrase:
        """Without what does not belong to the noun phrase at its ends."""
        i, j = self.i, self.j
        while i < j - 1 and self.w.low(i) in lexicon("phrases", "leading") and i not in self.mentions:
            i += 1
        while j > i + 1 and self.w.low(j - 1) in (",", "'s", "'", '"', ".", ":", ";", "-", ""):
            j -= 1
        return replace(self, i=i, j=j)

    def parts(self) -> Iterator[Phrase]:
        """The coordinated noun phrases, each by itself."""
        cuts = [self.i]
        for k in range(self.i + 1, self.j - 1):
            if self.w.low(k) in ("and", "&", "or") and not self._covered(k) and self._begins_another(k):
                cuts.append(k + 1)
        cuts.append(self.j + 1)
        for a, b in zip(cuts, cuts[1:], strict=False):
            yield replace(self, i=a, j=min(b - 1, self.j)).trimmed()

    def _covered(self, k: int) -> bool:
        return any(a <= k < b for a, (b, _) in self.mentions.items())

    def _begins_another(self, k: int) -> bool:
        """Whether `and` at k joins two holders rather than two words of one (a doctor and father of two)."""
        w = self.w
        end = replace(self, j=k).core_end()
        named = self._mention_from(k + 1)
        after = w[self.mentions[named][0] - 1] if named is not None else w[k + 1]
        if (
            end < k
        ):  # inside a prepositional phrase or an apposition: only what the parser ties to the core's noun
            tied = w.sentence.tokens[after.head.head]
            return named is not None and after.head.rel == "conj" and self._in_core(tied.start, end)
        if named is not None and named > k + 1 and is_office(w.low(k - 1)) and not self._names_before(k):
            return False  # "the former governor and party chairman Jo Roe"
        if named is not None or w.low(k + 1) in (*ARTICLES, *NUMBERS, *POSSESSIVES):
            return True
        plural = w[self.j - 1].head.tag in ("NNS", "NNPS") or w[
            replace(self, i=k + 1).core_end() - 1
        ].head.tag in ("NNS", "NNPS")
        return plural and w[end - 1].head.tag in ("NNS", "NNPS", "NNP")

    def _mention_from(self, k: int) -> int | None:
        """Where the mention begins that the noun phrase at k names: there, or behind a title."""
        inside = [a for a in sorted(self.mentions) if k <= a < self.j]
        for a in inside:  # "Harbour Board Chairman Jo Roe" names Roe, not the board
            if a > k and is_title_before(self.w, a) and left_edge(self.w, a) <= k:
                return a
        return k if k in inside else None

    def _names_before(self, k: int) -> bool:
        return any(self.i <= a < k and m.form == "name" for a, (_, m) in self.mentions.items())

    def _in_core(self, offset: int, end: int) -> bool:
        return self.w[self.i].start <= offset < self.w[end - 1].end

    def core_end(self) -> int:
        """Index behind the core: before the first preposition, relative clause or comma."""
        return next((k for k in range(self.i + 1, self.j) if self._ends_core(k)), self.j)

    def _ends_core(self, k: int) -> bool:
        w, low = self.w, self.w.low(k)
        if self._covered(k):
            return False
        if low == "of" and any(w.text(k + 1, min(k + 1 + n, len(w))).lower() in _FIELDS for n in (1, 2)):
            return False
        if (
            ends_unit(w, k)
            or low in PREPOSITIONS
            or tells_more(w, k)
            or w[k].text in (",", "(", "-", "--", "—", ":")
        ):
            return True
        noun = w[k - 1].head.tag in ("NN", "NNS", "NNP", "NNPS")
        if w[k].pos == "PRON" and noun and not self._covered(k):  # "several people I've spoken with"
            return True
        plural = w[k - 1].head.tag in ("NNS", "NNPS")  # whose participle the parser may tie to something else
        return (
            noun
            and w[k].head.tag in ("VBG", "VBN", "VBD")
            and (plural or w[k].head.rel in ("acl", "relcl", "ROOT"))
        )

    def named(self) -> Mention | None:
        """The mention that the phrase turns on."""
        end = self.core_end()
        inside = [(a, b, m) for a, (b, m) in sorted(self.mentions.items()) if self.i <= a and b <= self.j]
        for a, b, m in inside:
            if a < end and not self._possesses(b) and (b >= end or self._ends_name(b)):
                return m
        if inside and end < self.j and (self._closes(*inside[-1]) or self._is_called(end, *inside[-1])):
            return inside[-1][2]
        noun = self.w.low(end - 1)
        head = head_noun(self.w, self.i, end)
        office = head is not None and is_office(self.w.low(head))
        if noun == "one" or ((is_office(noun) or office) and not noun.endswith("s")):
            # "the head of the board, Jo Roe", "another official, Jo Roe of …", "her rival, Senator Jo Roe"
            for a, b, m in inside:
                start = left_edge(self.w, a) if a > 0 and is_title_before(self.w, a) else a
                if (
                    m.form == "name"
                    and self.w.low(start - 1) == ","
                    and (start == end + 1 or b == self.j or self.w.low(b) == ",")
                ):
                    return m
        return None

    def apposed_person(self) -> Mention | None:
        """The person whose name explains a description ("another senator, Jo Roe of Port Roe")."""
        w, end = self.w, self.core_end()
        if w.low(end) != "," or w[end - 1].entity == "PERSON" or w[end - 1].head.tag in ("NNS", "NNPS"):
            return None
        for a, (b, m) in self.mentions.items():
            begins = a == end + 1 or (a > end + 1 and is_title_before(w, a) and left_edge(w, a) == end + 1)
            person = b <= self.j and w[b - 1].entity == "PERSON" and m.form == "name"
            if begins and person and (b == self.j or w.low(b) in (",", "of")):
                return m if w.low(self.i) in ("a", "an", "another", "one") else None
        return None

    def called_by_name(self) -> Mention | None:
        """The name behind "called" ("a group called the Roe Guild")."""
        w, end = self.w, self.core_end()
        if end + 1 >= self.j or w.low(end) not in ("called", "named", "dubbed"):
            return None
        start = end + 1 + (w.low(end + 1) == "the")
        return self.mentions[start][1] if start in self.mentions else None

    def is_case(self, mention: Mention) -> bool:
        """Whether the name is a party's in the title of a case ("Roe v. the Harbour Board")."""
        w = self.w
        for a, (b, m) in self.mentions.items():
            if m is mention:
                before = w.low(a - 2) if w.low(a - 1) == "the" else w.low(a - 1)
                return before in _VERSUS or w.low(b) in _VERSUS
        return False

    def _closes(self, a: int, b: int, mention: Mention) -> bool:
        """Whether a name ends the phrase right behind that of a body ("the head of the Roe Bank Ann Lee")."""
        w = self.w
        office = head_noun(w, self.i, self.core_end())
        named = mention.form == "name" and b == self.j and b - a > 1 and w[b - 1].entity == "PERSON"
        if not named or office is None or not is_office(w.low(office)) or w[a - 1].end + 1 != w[a].start:
            return False
        return w[a - 1].capital and w.low(a - 1) in lexicon("groups", "bodies")

    def _is_called(self, end: int, a: int, b: int, mention: Mention) -> bool:
        """Whether a body's name explains a noun for bodies ("the party's youth wing, the Roe Guild")."""
        w = self.w
        start = a - (w.low(a - 1) == "the")
        named = (
            mention.form == "name" and b == self.j and w.low(start - 1) == "," and w[b - 1].entity != "PERSON"
        )
        noun = w.low(end - 1)
        if start == end + 1:
            return named and noun in lexicon("groups", "bodies")
        return named and w.low(end) in ("of", "to") and noun in lexicon("groups", "related")

    def _possesses(self, b: int) -> bool:
        """Whether a possessive mark and more follow: then somebody else holds it."""
        return b < self.j and self.w.low(b) in ("'s", "'") and b + 1 < self.j

    def _ends_name(self, b: int) -> bool:
        """Whether the name is complete where it ends: no noun of the core follows."""
        return b < self.j and self.w.low(b) in (
            ",",
            "(",
            "-",
            "—",
            "also",
            "himself",
            "herself",
            "itself",
            "themselves",
        )

    def subject_above(self) -> Phrase | None:
        """The subject of the clause that reports this one: who `they` are in "officials said they hope …"."""
        tokens = self.w.sentence.tokens
        verb = self.w[self.i].head.head
        if self.w[self.i].head.rel != "nsubj" or tokens[verb].rel != "ccomp":
            return None
        above = tokens[verb].head
        subjects = [k for k in self._subjects(above) if tokens[k].start < tokens[above].start]
        reports = tokens[above].lemma.lower() in lexicon("names", "speech")
        return self._of_token(subjects[0]) if len(subjects) == 1 and reports else None

    def subject_below(self) -> Phrase | None:
        """The subject of the clause that this one leads up to ("Though he would not say why, Jo Roe …")."""
        tokens = self.w.sentence.tokens
        verb = self.w[self.i].head.head
        if self.w[self.i].head.rel != "nsubj" or tokens[verb].rel != "advcl":
            return None
        main = tokens[verb].head
        subjects = [k for k in self._subjects(main) if tokens[k].start < tokens[main].start]
        late = len(subjects) == 1 and tokens[verb].start < tokens[subjects[0]].start
        return self._of_token(subjects[0]) if late else None

    def names_below(self, actor: str) -> bool:
        """Whether the pronoun's own clause goes on to name the actor: “he mocked Roe” is not Roe."""
        w = self.w
        if w.low(self.i) not in ("he", "she") or w[self.i].head.rel not in ("nsubj", "nsubjpass"):
            return False
        before = [
            w.sentence.tokens[w[b - 1].last]
            for a, (b, m) in self.mentions.items()
            if a < self.i and m.actor == actor
        ]
        if any(t.rel == "nsubj" and w.sentence.tokens[t.head].rel == "ROOT" for t in before):
            return False  # “Roe denounced what he called lies about Roe”
        below = {w.of_token[k] for k in w.sentence.subtree(w[self.i].head.head)}
        return any(
            a > self.i and a in below and m.actor == actor and m.form == "name"
            for a, (_, m) in self.mentions.items()
        )

    def _of_token(self, k: int) -> Phrase:
        inside = [self.w.of_token[n] for n in self.w.sentence.subtree(k)]
        return replace(self, i=inside[0], j=inside[-1] + 1)

    def last_named(self) -> Phrase | None:
        """Who is named behind the last comma of words that else name nobody ("the quay, the Roe Bank")."""
        commas = [k for k in range(self.i, self.j - 1) if self.w.low(k) == ","]
        if not commas or self.w.low(commas[-1] + 1) in lexicon("phrases", "examples"):
            return None
        last = replace(self, i=commas[-1] + 1).trimmed()
        named = last.j - last.i <= _NAME_WORDS and any(last.i <= a < last.j for a in last.mentions)
        place = self.w[last.i].entity == "GPE" and self.w[commas[-1] - 1].entity == "GPE"
        if place or self.w.low(self.core_end() - 1).endswith("-year-old"):
            return None  # "the 17-year-old, a pupil of Port Roe, Norland"
        return last if named else None

    def issuer(self, k: int) -> Phrase | None:
        """Who issues what noun k names ("the board issued a statement saying …"), or says it in it."""
        w, tokens = self.w, self.w.sentence.tokens
        noun = w[k].head
        verb = noun.head
        if noun.rel == "pobj" and tokens[verb].text.lower() in _SAID_IN:  # "the board said in a statement"
            verb = tokens[verb].head
            if tokens[verb].lemma.lower() not in lexicon("names", "speech"):
                return None
        elif noun.rel != "dobj" or tokens[verb].lemma.lower() not in lexicon("phrases", "issue"):
            return None
        return self.subject_of(verb)

    def subject_of(self, verb: int) -> Phrase | None:
        """The one subject of the verb, or of the clause that it hangs on without one of its own."""
        tokens = self.w.sentence.tokens
        subjects = self._subjects(verb)
        while not subjects and tokens[verb].rel in _WITHOUT_SUBJECT and tokens[verb].head != verb:
            verb = tokens[verb].head  # "took the step of issuing a statement"
            subjects = self._subjects(verb)
        return self._of_token(subjects[0]) if len(subjects) == 1 else None

    def _subjects(self, verb: int) -> list[int]:
        sentence = self.w.sentence
        return [k for k in sentence.children[verb] if sentence.tokens[k].rel == "nsubj"]

    def antecedent(self) -> Phrase | None:
        """What `who` or `which` stands for: the noun phrase before it."""
        w = self.w
        if self.j != self.i + 1 or w.low(self.i) not in ("who", "which", "that", "whom") or self.i == 0:
            return None
        tokens = w.sentence.tokens
        verb = tokens[w[self.i].head.head]
        end = self.i
        while end > 0 and w.low(end - 1) in (",", "of", "for", "all", "most", "some", "both"):
            end -= 1
        if verb.rel == "relcl" and tokens[verb.head].start < w[self.i].start:
            left = w.of_token[w.sentence.subtree(verb.head)[0]]
            head = w.of_token[verb.head]
            apposed = self._apposed_to(left)
            if apposed:
                return apposed
            if left < end and (w.low(self.i) != "who" or self._covered(head) or is_human(w, head)):
                return replace(self, i=left, j=end)
        start = end
        while start > 0 and (self._nominal(start - 1) or w.low(start - 1) == "of"):
            start -= 1
        return replace(self, i=start, j=end) if start < end else None

    def _apposed_to(self, left: int) -> Phrase | None:
        """The name that a description explains: "the Roe Guild, a group that …"."""
        if self.w.low(left) not in ("a", "an", "the", "one") or self.w.low(left - 1) != ",":
            return None
        named = [(a, b) for a, (b, m) in self.mentions.items() if b == left - 1 and m.form == "name"]
        return replace(self, i=named[0][0], j=named[0][1]) if named else None

    def _nominal(self, k: int) -> bool:
        word = self.w[k]
        return word.text != "," and (
            word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART") or self._covered(k)
        )


def noun_phrase(w: Words, k: int, mentions: dict[int, tuple[int, Mention]]) -> Phrase:
    """The noun phrase whose noun is word k."""
    i = left_edge(w, k + 1)
    while i > 0 and w.low(i - 1) in (*ARTICLES, *POSSESSIVES):
        i -= 1
    last = max(w.of_token[t] for t in w.sentence.subtree(w[k].last))
    return Phrase(w, i, min(max(last, k) + 1, k + 1 + _PHRASE), mentions)
