"""Who `he`, `they`, `the governor`, `the company`, `both leaders` are: rules that rather abstain than guess.

A pronoun takes the one person that its sentence, or the nearest one before that names any, leaves; of several
the subject. *Barrier*: where somebody without a name came in between, it may be his, so it stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.analysis.actors import Actor, Cast, Form, Mention
from briefgen.analysis.actors.names import name_end
from briefgen.analysis.actors.words import Words, is_office, words_of
from briefgen.analysis.discourse import Discourse, Named
from briefgen.analysis.genders import genders
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article

_GENDER = dict.fromkeys(("he", "him", "his", "himself"), "male") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "female"
)
_THEY = ("they", "them", "their", "themselves", "both")
_IT = ("it", "its", "itself")
# What stands in a headline before a noun without an article.
_BEFORE_BARE = (":", ",", ";", "as", "after", "but", "and", "says")
_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM")


def with_references(cast: Cast, articles: tuple[Article, ...]) -> Cast:
    """The cast with the mentions by title, description and pronoun that the rules resolve."""
    added: dict[str, list[Mention]] = {}
    aliases: dict[str, dict[str, None]] = {}
    known = genders(cast)
    for article in articles:
        found = list(_Reader(cast, article, known).read())
        joint = Counter((m.start, m.end) for m in found)
        for mention in found:
            added.setdefault(mention.actor, []).append(mention)
            if mention.form != "pronoun" and joint[mention.start, mention.end] == 1:
                words = " ".join(article.text[mention.start : mention.end].split())
                aliases.setdefault(mention.actor, {})[words] = None
    return Cast(actors=tuple(_with(a, added.get(a.id, []), aliases.get(a.id, {})) for a in cast.actors))


def _with(actor: Actor, added: list[Mention], aliases: dict[str, None]) -> Actor:
    if not added:
        return actor
    known = {a.lower() for a in (actor.name, *actor.aliases)}
    fresh = {a.lower(): a for a in aliases if a.lower() not in known}
    return replace(
        actor, mentions=tuple(sorted({*actor.mentions, *added})), aliases=(*actor.aliases, *fresh.values())
    )


def _is_verb_after(w: Words, i: int) -> bool:
    """Whether the next word of a headline looks like a verb; the parser takes many for nouns."""
    return i + 1 < len(w) and (w[i + 1].pos in ("VERB", "AUX") or w.low(i + 1).endswith(("s", "ed")))


class _Reader:
    """Reads one article from top to bottom and finds whom its words take up."""

    def __init__(self, cast: Cast, article: Article, known: Mapping[str, str]) -> None:
        self.cast = cast
        self.article = article
        self.discourse = Discourse(cast, article, known)

    def read(self) -> Iterator[Mention]:
        """The mentions that are no names, in order."""
        for number, sentence in enumerate(self.article.sentences):
            if not sentence.tokens:
                continue
            w = words_of(sentence)
            named = {
                w.of_token[k]: m
                for m in self.cast.in_sentence(self.article.id, sentence.id)
                if (k := sentence.token_at(m.start)) is not None
            }
            i = 0
            while i < len(w):
                if i in named:
                    j = self._name(w, number, i, named[i])
                    i = max(j, i + 1)
                    continue
                found, j = self._reference(w, number, i, named)
                for actor in found:
                    yield self._mention(w, i, j, actor)
                    self.discourse.remember(actor, w, number, i, j)
                if len(found) > 1:
                    self.discourse.note_pair(number, found)
                i = max(j, i + 1)
        yield from self._headings()

    def _headings(self) -> Iterator[Mention]:
        """`Governor orders inquiry`: a headline's subject without a name is whom the article names below."""
        for sentence in self.article.sentences:
            if not sentence.heading or not sentence.tokens:
                continue
            w, known = words_of(sentence), self.cast.in_sentence(self.article.id, sentence.id)
            for i in range(len(w)):
                bare = i == w.body or w.low(i - 1) in _BEFORE_BARE
                if not bare or w[i].pos not in ("NOUN", "PROPN") or not _is_verb_after(w, i):
                    continue
                named = any(m.start <= w[i].start < m.end for m in known)
                found = self.discourse.spoken_of(w, i) if not named else None
                if found:
                    yield self._mention(w, i, i + 1, found)

    def _mention(self, w: Words, i: int, j: int, actor: str) -> Mention:
        """The mention of an actor that words i to before j are."""
        start, end = w.span(i, j)
        form: Form = "pronoun" if j == i + 1 and w[i].pos in ("PRON", "DET") else "title"
        return Mention(
            source=self.article.id, sentence=w.sentence.id, start=start, end=end, actor=actor, form=form
        )

    def _name(self, w: Words, number: int, i: int, mention: Mention) -> int:
        j = i + 1
        while j < len(w) and w[j].start < mention.end:
            j += 1
        self.discourse.remember(mention.actor, w, number, i, j)
        self.discourse.pair(w, number, i)
        return j

    def _reference(self, w: Words, number: int, i: int, named: Named) -> tuple[tuple[str, ...], int]:
        low = w.low(i)
        if w.sentence.heading:
            return (), i + 1
        if low in _GENDER and w[i].pos in ("PRON", "DET"):
            found = self.discourse.he(w, number, i, _GENDER[low])
            if found:
                self.discourse.gender.setdefault(found, _GENDER[low])
            return ((found,) if found else ()), i + 1
        if low in _THEY and w[i].pos in ("PRON", "DET"):
            if (
                low == "both"
                and w.low(i + 1) not in ("", ",", ".")
                and w[i + 1].pos in ("NOUN", "PROPN", "DET", "ADJ")
            ):
                return self._both(w, number, i)
            return self.discourse.they(number), i + 1
        if low in _IT and w[i].pos in ("PRON", "DET"):
            found = self.discourse.it(w, number, i)
            return ((found,) if found else ()), i + 1
        if low in ("the", "these"):
            return self._description(w, number, i, named)
        self.discourse.bar(w, number, i, named)
        if w[i].pos == "NOUN" and (w[i].head.rel == "compound" or w.low(i - 1) == "and") and i > 0:
            found = self.discourse.called(
                w, number, i - 1, i + 1
            )  # "the union and company", "a union statement"
            return ((found,) if found and not self.discourse.is_person(found) else ()), i + 1
        return (), i + 1

    def _both(self, w: Words, number: int, i: int) -> tuple[tuple[str, ...], int]:
        j = i + 1
        while j < len(w) and w.low(j) in ("the", "two", "of", "these") or j < len(w) and w[j].pos == "ADJ":
            j += 1
        return self.discourse.pair_called(w.low(j), number), j + 1

    def _office_of_field(self, w: Words, number: int, i: int, j: int) -> tuple[tuple[str, ...], int] | None:
        """`The secretary of state`: the one person whose role says just that."""
        for n in (1, 2):
            if w.low(j) == "of" and w.text(j + 1, j + 1 + n).lower() in lexicon("titles", "fields"):
                words = w.text(j - 1, j + 1 + n).lower()
                known = (self.cast.by_id[a] for a in self.discourse.last)
                fitting = [a.id for a in known if any(words in r.text.lower() for r in a.roles)]
                return ((fitting[0],), j + 1 + n) if len(fitting) == 1 else None
        return None

    def _description(self, w: Words, number: int, i: int, named: Named) -> tuple[tuple[str, ...], int]:
        j = i + 1
        while (
            j < len(w)
            and (w[j].pos in _NOMINAL or w[j].head.rel == "amod")
            and w[j].start == w[j - 1].end + 1
        ):
            if j in named and self.discourse.is_person(named[j].actor):
                break
            j += 1
        if j == i + 1 or w[j - 1].end <= max((m.end for k, m in named.items() if i < k < j), default=0):
            return (), i + 1
        noun = w.low(j - 1)
        if "two" in [w.low(k) for k in range(i, j)] or (
            noun in ("leaders", "pair", "duo", "couple") and j == i + 2
        ):
            pair = self.discourse.pair_called(noun, number)
            if pair:
                return pair, j
        state_office = self._office_of_field(w, number, i, j)
        if state_office:
            return state_office
        title = j in named and named[j].form == "name"
        apposed = w.low(j) == "," and name_end(w, j + 1) > j + 1
        office = is_office(w.low(j - 1)) and w.low(j) in ("for", "to")  # "the spokesman for …"
        if title or apposed or office or w.low(j) in ("of", "who"):
            return (), i + 1
        found = self.discourse.called(w, number, i, j)
        return ((found,), j) if found else ((), i + 1)
