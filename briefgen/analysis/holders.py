"""From the words that name a holder to the actor: by mention, by coreference, as a group; else nobody.

`A spokesman for X` without a name speaks for X, and so do X's statement and X's office; `X's lawyers` are a
group of their own. Joint holders (`Roe and Lee`, `both leaders`) are each a holder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.analysis import papers
from briefgen.analysis.actors import Actor, Cast, Mention
from briefgen.analysis.actors.drafts import side_of, slug
from briefgen.analysis.actors.namesakes import plain
from briefgen.analysis.actors.noun_phrases import is_human
from briefgen.analysis.actors.words import is_office
from briefgen.analysis.attribution import Attribution, Span
from briefgen.analysis.beside import said_beside, set_between
from briefgen.analysis.coreference import with_references
from briefgen.analysis.described import Described, describe
from briefgen.analysis.descriptions import role_heads
from briefgen.analysis.holder_cast import HolderCast
from briefgen.analysis.holder_doubts import (
    goes_on,
    is_aroused,
    may_be_the_reporters,
    names_himself,
    only_carries,
    reports_it,
    rivals,
)
from briefgen.analysis.holder_phrases import Phrase
from briefgen.analysis.holder_reading import HolderReading
from briefgen.analysis.holder_voices import HolderVoices
from briefgen.analysis.turns import turns_of
from briefgen.analysis.unsaid_subject import unsaid_subject
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article, Sentence

Ids = tuple[str, ...]
_FIRST_PERSON = ("i", "we", "me", "us", "my", "our", "myself", "ourselves")
_THIRD_PERSON = ("he", "she", "it", "they")
_ARTICLE = re.compile(r"^(?:the|an?|his|her|their|its)\s+", re.IGNORECASE)
_DEPTH = 4
_NO_TURN = ("clauses/passive", "clauses/noun", "clauses/participle")
"""Rules by which somebody holds what he does not say there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An attribution whose holders are known, or known to be unknown."""

    attribution: Attribution
    holders: tuple[str, ...]
    """Actor ids; empty where no rule resolves the holder. Never guessed."""
    reported_by: tuple[str, ...] = ()
    """Actor ids of those who say that the holders hold it."""


def hold(
    cast: Cast, attributions: tuple[Attribution, ...], articles: tuple[Article, ...]
) -> tuple[Cast, tuple[Held, ...]]:
    """Resolve every attribution's holder. The cast that comes back has the groups that hold as well."""
    holders = Holders(with_references(cast, articles), articles)
    # In order of the text, whatever the order of the sources: a description takes up what was said before.
    order = sorted(
        range(len(attributions)), key=lambda n: (attributions[n].source, attributions[n].content[:1])
    )
    found = {n: holders.held(attributions[n]) for n in order}
    held = tuple(found[n] for n in range(len(attributions)))
    by_id = {a.id: a for a in articles}
    beside: dict[str, list[Held]] = {}
    for h in held:
        beside.setdefault(h.attribution.source, []).append(h)
    spoken = tuple(_speaker(h, beside[h.attribution.source], by_id) for h in held)
    return holders.known.cast, _without_rivals(spoken, by_id, cast)


def _without_rivals(held: tuple[Held, ...], articles: Mapping[str, Article], cast: Cast) -> tuple[Held, ...]:
    """The attributions; of a quotation that one article gives to two who are named, neither has it."""
    twice = rivals(
        (
            h.attribution.source,
            articles[h.attribution.source].text[slice(*h.attribution.content[0])],
            h.holders if h.attribution.manner == "direct" and all(x in cast.by_id for x in h.holders) else (),
        )
        for h in held
    )
    return tuple(replace(h, holders=()) if n in twice else h for n, h in enumerate(held))


def _speaker(own: Held, held: Sequence[Held], articles: Mapping[str, Article]) -> Held:
    """`We` and `I` inside a quotation are its speaker. `held`: what its source has."""
    span = own.attribution.holder
    if (
        own.holders
        or span is None
        or articles[own.attribution.source].text[slice(*span)].lower() not in _FIRST_PERSON
    ):
        return own
    for other in held:
        inside = any(a <= span[0] and span[1] <= b for a, b in other.attribution.content)
        if inside and other.holders:
            return replace(own, holders=other.holders)
    return own


class Holders:
    """Resolves holders, and keeps the groups that it had to make."""

    def __init__(self, cast: Cast, articles: tuple[Article, ...]) -> None:
        self._cast = cast
        self._articles = {a.id: a for a in articles}
        self._reading = HolderReading(cast)
        self._turns = turns_of(cast, articles)
        self.known = HolderCast(cast)
        """The cast with the groups."""
        self._voices = HolderVoices(
            cast, self._articles, self._reading, self._turns, self.known, self._resolve
        )
        self._singles: dict[tuple[str, str], tuple[str, ...]] = {}
        """By source and noun, the source without a name that spoke last ("a diplomat … the diplomat")."""
        self._roles: dict[str, list[tuple[int, int, str]]] = {}
        """By source, where a person's role stands."""
        for actor in cast.actors:
            for role in actor.roles if actor.kind == "person" else ():
                self._roles.setdefault(role.source, []).append((role.start, role.end, actor.id))
        self._surnames = {
            slug(plain(form)[-1])
            for a in cast.actors
            if a.kind == "person"
            for form in (a.name, *a.aliases)
            if plain(form)[-1][0].isupper()
        }
        self._surnames |= {slug(plain(a.name)[0]) for a in cast.actors if a.kind == "person"}
        self._last: dict[str, tuple[int, tuple[str, ...]]] = {}
        """By source, where the last plural holder stands."""

    def held(self, own: Attribution) -> Held:
        """The attribution with its actors."""
        own = self._beside(own)
        reporters = self._reporters(own)
        holders = self.of(own.source, own.holder)
        if holders and own.holder:
            own = self._by_issuer(own, own.holder, holders)
        article = self._articles[own.source]
        if holders and (
            is_aroused(article, own.cue)
            or names_himself(own, holders, article, self._cast)
            or only_carries(own, holders, article, self._cast)
            or (reporters and may_be_the_reporters(article, own.cue))
        ):
            holders = ()
        if not holders and len(reporters) == 1 and own.cue and self._is_thing(own):
            own, holders, reporters = replace(own, holder=own.reporter, reporter=None), reporters, ()
        if self._says_it_himself(own, holders, reporters) or (reporters and self._is_added(own)):
            own, holders, reporters = replace(own, holder=own.reporter, reporter=None), reporters, ()
        if own.holder is None and own.cue and not own.rule.startswith(_NO_TURN):
            own, holders = self._unsaid(own, own.cue)
        if any(map(self.known.is_paper, holders)):
            sentence = article.sentence_at(own.cue[0]) if own.cue else None
            holders = holders if papers.may_say(own, sentence) else ()
        if own.holder and own.cue and not own.rule.startswith(_NO_TURN):
            direct = own.rule.startswith("quotation/") and own.manner == "direct"
            self._turns[own.source].note(own.holder[0], self.known.actors(holders), direct)
        return Held(attribution=own, holders=holders, reported_by=reporters)

    def _reporters(self, own: Attribution) -> tuple[str, ...]:
        """Who says that the holder holds it; nobody, where it stands in a clause beside what is reported."""
        found = self.of(own.source, own.reporter)
        if not found or own.cue is None:
            return found
        return found if reports_it(self._articles[own.source].sentence_at(own.cue[0]), own.cue) else ()

    def _beside(self, own: Attribution) -> Attribution:
        """The attribution with the paper, or its author, whose participle stands right behind it."""
        sentence = self._articles[own.source].sentence_at(own.cue[0]) if own.cue else None
        if own.cue is None or sentence is None or not sentence.tokens:
            return own
        w = self._reading.read(sentence)
        mentions = self._reading.mentions(w)
        phrase = said_beside(w, mentions, own.cue) or set_between(w, mentions, own.cue)
        if phrase is None:
            return own
        span = w.span(phrase.i, phrase.j)
        inside = own.holder and own.holder[0] < span[1] and span[0] < own.holder[1]
        if inside and self.of(own.source, own.holder):
            return own
        return replace(own, holder=span, reporter=None)

    def _is_thing(self, own: Attribution) -> bool:
        """Whether a thing stands where the reporter goes on (“said the dike was weak and called for …”)."""
        sentence = self._articles[own.source].sentence_at(own.holder[0]) if own.holder else None
        if sentence is None or own.holder is None or not goes_on(sentence, own.cue):
            return False
        thing = self._reading.phrase(self._reading.read(sentence), own.holder)
        if thing is None:
            return False
        w, noun = thing.w, thing.core_end() - 1
        return (
            w[noun].pos == "NOUN" and not is_human(w, noun) and w.low(noun) not in lexicon("groups", "bodies")
        )

    def _says_it_himself(self, own: Attribution, holders: Ids, reporters: Ids) -> bool:
        """Whether who reports calls himself "he" ("Roe said he hoped for rain"): then he is named there."""
        if own.holder is None or own.reporter is None or len(holders) != 1 or holders != reporters:
            return False
        article = self._articles[own.source]
        return article.text[slice(*own.holder)].lower() in _THIRD_PERSON

    def _is_added(self, own: Attribution) -> bool:
        """Whether who reports goes on to speak ("the mayor said the board met early, adding that …")."""
        sentence = self._articles[own.source].sentence_at(own.cue[0]) if own.cue else None
        k = sentence.token_at(own.cue[0]) if sentence and own.cue else None
        if sentence is None or k is None or own.reporter is None or not goes_on(sentence, own.cue):
            return False
        token = sentence.tokens[k]
        return token.tag == "VBG" and token.lemma.lower() in lexicon("groups", "adding")

    def _by_issuer(self, own: Attribution, span: Span, holders: tuple[str, ...]) -> Attribution:
        """The attribution with the words for who issues the paper: “Roe sent a letter opposing …”."""
        sentence = self._articles[own.source].sentence_at(span[0])
        phrase = (
            self._reading.phrase(self._reading.read(sentence), span) if sentence and sentence.tokens else None
        )
        described = describe(phrase) if phrase else None
        if phrase is None or described is None or not described.voice or described.principals:
            return own
        issuer = phrase.issuer(described.j - 1)
        if issuer is None or self._resolve(issuer, 1) != holders:
            return own
        return replace(own, holder=issuer.w.span(issuer.i, issuer.j))

    def _unsaid(self, own: Attribution, cue: Span) -> tuple[Attribution, tuple[str, ...]]:
        """The attribution with the subject that its clause leaves out, where the sentence names it."""
        sentence = self._articles[own.source].sentence_at(cue[0])
        if sentence is None or not sentence.tokens:
            return own, ()
        w = self._reading.read(sentence)
        phrase = unsaid_subject(w, self._reading.mentions(w), cue)
        if phrase is None:
            return own, ()
        span = w.span(phrase.i, phrase.j)
        holders = self.of(own.source, span)
        return (replace(own, holder=span), holders) if holders else (own, ())

    def of(self, source: str, span: Span | None) -> tuple[str, ...]:
        """The actors that these words of a source name."""
        article = self._articles[source]
        sentence = article.sentence_at(span[0]) if span else None
        if span is None or sentence is None or not sentence.tokens:
            return ()
        w = self._reading.read(sentence)
        phrase = self._reading.phrase(w, span)
        if phrase is None:
            return ()
        found = self._office(source, sentence, span) or self._resolve(phrase, 0)
        number = article.place[sentence.id]
        if phrase.j == phrase.i + 1 and any(phrase.names_below(f) for f in found):
            found = ()
        if not found and phrase.j == phrase.i + 1:
            found = self._pronoun(phrase, source, number)
        if found and all(self.known.is_plural(f) for f in found) or len(found) > 1:
            self._last[source] = (number, found)
        return found

    def _pronoun(self, phrase: Phrase, source: str, number: int) -> tuple[str, ...]:
        """Whom a pronoun means that the text before it leaves open: by its clause, or by who spoke last."""
        low = phrase.w.low(phrase.i)
        turns = self._turns[source]
        if low in ("he", "she", "it", "they"):
            subject = phrase.subject_above()
            own = self._resolve(subject, 1) if subject else self._below(phrase, source, number)
            body = low == "they" and any(a.kind != "person" for a in self.known.actors(own))
            if own and (body or turns.fits(self.known.actors(own), low)):
                return own
        if low in ("they", "their", "them"):
            found = self._plural_before(source, number)
            if found:
                return found
        found = turns.speaker(phrase.w, phrase.i)
        return () if any(phrase.names_below(f) for f in found) else found

    def _below(self, phrase: Phrase, source: str, number: int) -> Ids:
        """The subject that the pronoun's clause leads up to, unless somebody else was named just before."""
        subject = phrase.subject_below()
        own = self._resolve(subject, 1) if subject else ()
        if phrase.w.low(phrase.i - 1) in lexicon("references", "leading_up"):
            return own
        before = self._articles[source].sentences[max(0, number - 1) : number]
        near = {m.actor for s in before for m in self._cast.in_sentence(source, s.id)} - set(own)
        return () if any(a.kind == "person" for a in self.known.actors(tuple(near))) else own

    def _office(self, source: str, sentence: Sentence, span: Span) -> tuple[str, ...]:
        """Whose office this is, where the span lies inside the words of a role and has no name in it."""
        if any(span[0] <= m.start < span[1] for m in self._cast.in_sentence(source, sentence.id)):
            return ()
        words = self._articles[source].text[slice(*span)]
        start = span[0] + (len(words) - len(_ARTICLE.sub("", words)))
        return tuple(a for i, j, a in self._roles.get(source, ()) if i <= start and span[1] <= j)[:1]

    def _plural_before(self, source: str, number: int) -> tuple[str, ...]:
        at, found = self._last.get(source, (-9, ()))
        return found if number - at <= 2 else ()

    def _resolve(self, phrase: Phrase, depth: int) -> tuple[str, ...]:
        if depth > _DEPTH:
            return ()
        found: dict[str, None] = {}
        for part in phrase.trimmed().parts():
            for actor in self._one(part, depth):
                found[actor] = None
        last = phrase.last_named() if depth == 0 and not found else None
        if last is not None:
            return tuple(a for a in self._one(last, 1) if a in self._cast.by_id)
        return tuple(found)

    def _one(self, part: Phrase, depth: int) -> tuple[str, ...]:
        """Who a phrase without coordination names."""
        if part.i >= part.j:
            return ()
        if part.j == part.i + 1 and part.w.low(part.i) in _FIRST_PERSON and part.w[part.i].pos != "PROPN":
            return ()
        mention = part.apposed_person() or part.called_by_name() or part.named()
        if mention and part.is_case(mention):
            return ()
        if mention and not self._is_part_of(part, mention):
            same = self._cast.in_sentence(mention.source, mention.sentence)
            return tuple(m.actor for m in same if (m.start, m.end) == (mention.start, mention.end))
        antecedent = part.antecedent()
        if antecedent:
            return self._resolve(antecedent, depth + 1)
        described = describe(part)
        if described is None:
            return ()
        if described.principals or described.voice:
            found = self._voices.whose_voice(part, described, depth)
            if found or described.voice:
                return found
        one = (part.w.sentence.source, described.noun)
        if not described.name:
            return self._singles.get(one, ()) if described.noun else ()
        if described.again and one in self._singles:
            return self._singles[one]
        if slug(described.name) in self._surnames:
            return ()  # a surname that several bear, or that a text has of nobody but its bearer
        if described.pronoun and self._owner(described) is None:
            return ()  # “her lawyers”: nobody's, as long as it is not known who she is
        made = self._by_office(part, described) or (self.known.make(part, described, self._owner(described)),)
        self._singles[one] = made
        return made

    def _is_part_of(self, part: Phrase, mention: Mention) -> bool:
        """Whether it is a part of a party that the words name ("some Democrats"), not the party."""
        actor = self._cast.by_id[mention.actor]
        end = part.core_end()
        plural = part.w[end - 1].head.tag in ("NNS", "NNPS") and part.w[end - 1].end == mention.end
        before = {part.w.low(k) for k in range(part.i, end - 1) if part.w[k].start < mention.start}
        return actor.kind != "person" and plural and bool(before & lexicon("groups", "part_of"))

    def _by_office(self, part: Phrase, described: Described) -> tuple[str, ...]:
        """`Norway's president`, `the president of Norway`: the one person whom the sources call so."""
        words = part.w.text(part.i, part.j)
        side = (
            side_of(words)
            if is_office(described.noun) and part.w.low(part.i) not in ("a", "an", "one")
            else None
        )
        found = self._called.get((side, described.noun), ()) if side else ()
        return (found[0],) if len(found) == 1 else ()

    @cached_property
    def _called(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """By side and noun, the people whose roles turn on that noun."""
        found: dict[tuple[str, str], list[str]] = {}
        for a in self._cast.actors:
            if a.kind == "person" and a.side:
                for noun in {head for r in a.roles for head in role_heads(r.text)}:
                    found.setdefault((a.side, noun), []).append(a.id)
        return found

    def _owner(self, described: Described) -> Actor | None:
        """Whose the group is (`his team`)."""
        found = self._resolve(described.possessor, _DEPTH) if described.possessor else ()
        if not found:
            return None
        return self.known.actors(found[:1])[0]
