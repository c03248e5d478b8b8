"""Place: two places for one act, neither of which the other article knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from briefgen.analysis.claims import Claim, Phrase, same_thing, shared_topic, times_clash
from briefgen.analysis.claims.phrases import kin_of, states
from briefgen.findings.disagreements.acts import Acts
from briefgen.findings.disagreements.date import is_one
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, by_class, disagreement, title_of
from briefgen.findings.kind import SoFar
from briefgen.language.lexicon import table, words
from briefgen.model import Article, Sentence, Token

_WHERE = frozenset({"in", "at", "near", "outside", "off", "on"})
_Named = tuple[frozenset[str], frozenset[str]]
_PLACES = frozenset({"GPE", "FAC", "LOC"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Acts that happened once, in two places."""
    return tuple(_compare(so_far))


def _compare(so_far: SoFar) -> Iterator[Disagreement]:
    articles = {a.id: a for a in so_far.analysis.articles}
    names = {
        a.id: frozenset(w for s in a.sentences for t in s.tokens for w in (t.text, t.lemma.lower()))
        for a in so_far.analysis.articles
    }
    placed = {id(c): p for c in so_far.analysis.claims if (p := _place(articles, c)) is not None}
    claims = [c for c in so_far.analysis.claims if id(c) in placed]
    acts = Acts(so_far)
    shown: set[frozenset[int]] = set()
    for members in by_class(claims).values():
        for a, b in combinations(members, 2):
            pair = frozenset((id(a), id(b)))
            if a.source == b.source or pair in shown or times_clash(a, b):
                continue
            if not _one_meeting(acts, a, b):
                if not is_one(a.object or a.subject) or not is_one(b.object or b.subject):
                    continue
                if not _one_act(a, b) and not acts.one(a, b):
                    continue
            shown.add(pair)
            p, q = placed[id(a)], placed[id(b)]
            mine, other = _told_apart(_names(articles, a, p), _names(articles, b, q))
            if not mine or not other or mine & names[b.source] or other & names[a.source]:
                continue  # whoever knows both may mean the town and its country
            item = disagreement(
                so_far,
                (
                    Passage(
                        source=c.source, start=c.start, end=c.end, value=" ".join(sorted(where)),
                        label=(at.start, at.end),
                    )
                    for c, at, where in ((a, p, mine), (b, q, other))
                ),
                kind="place",
                title=_title(so_far, ((a, p), (b, q))),
                rule="place/once",
            )  # fmt: skip
            if item:
                yield item


def _title(so_far: SoFar, told: Sequence[tuple[Claim, Phrase]]) -> str:
    """`Where …` without the place that is in question."""
    title = title_of(so_far, [c for c, _ in told]).replace("Whether", "Where", 1)
    for c, p in told:
        place = " ".join(so_far.article(c.source).text[p.start : p.end].split())
        title = re.sub(rf"\s+(?:in|at|near|outside|off|on)\s+{re.escape(place)}.*$", "", title)
    return title


def _place(articles: Mapping[str, Article], c: Claim) -> Phrase | None:
    """The one town, building or part of one that the clause names with `in` or `at`.

    No country: it may hold the town.
    """
    if c.negated or c.nominal or c.heading or c.denied_by is not None:
        return None
    listed = {"actual": "once", "planned": "due"}.get(c.modality)
    if listed is None or not {*c.classes, c.lemma} & (words("once", listed) | words("once", "taking_place")):
        return None
    sentence = articles[c.source].by_sentence[c.sentence]
    found = [p for preposition, p in c.arguments if preposition in _WHERE and _is_place(sentence, p)]
    if len(found) != 1 or sentence.tokens[found[0].index].text.lower() in _lands():
        return None
    return found[0]


def _one_meeting(acts: Acts, a: Claim, b: Claim) -> bool:
    """Whether two reports begin with one meeting of the same sides, whoever came."""
    if "meet" not in a.classes & b.classes or a.modality != b.modality:
        return False
    sides = {w for w in a.topic & b.topic if w.startswith("@")}
    return bool(sides) and acts.both_lead(a, b) and acts.leads.apart(a.source, b.source)


def _is_name(t: Token) -> bool:
    """A proper noun, or what the model takes for an adjective in a name: `the Shandur pass`."""
    return t.pos == "PROPN" or (t.text[:1].isupper() and bool(t.entity))


def _is_place(sentence: Sentence, p: Phrase) -> bool:
    """Whether the phrase names a town or a building, or what is in one (`a branch on Mill Street`)."""
    head = sentence.tokens[p.index]
    if head.entity in _PLACES or head.lemma.lower() in words("once", "spots"):
        return True
    inside = [t for t in sentence.tokens if p.start <= t.start < p.end and _is_name(t)]
    land = head.lemma.lower() in words("names", "places") and bool(inside)
    return head.pos == "NOUN" and (land or any(t.entity in _PLACES for t in inside))


@cache
def _lands() -> frozenset[str]:
    """Words for countries and their people; capitals are towns."""
    capitals = {w.lower() for c in table("countries")["country"] for w in c.get("capital", ())}
    return frozenset(states()) - capitals


def _names(articles: Mapping[str, Article], c: Claim, p: Phrase) -> _Named:
    """What tells the place from another: its names, and the words for what it is."""
    sentence = articles[c.source].by_sentence[c.sentence]
    inside = [t for t in sentence.tokens if p.start <= t.start < p.end]
    names = frozenset(t.text for t in inside if _is_name(t))
    return names, frozenset(t.lemma.lower() for t in inside if t.pos in {"NOUN", "ADJ"})


def _told_apart(a: _Named, b: _Named) -> _Named:
    """What each names that the other does not: names against names, else kinds of building against kinds."""
    names = a[0] - b[0], b[0] - a[0]
    if all(names):
        return names
    spots = words("once", "spots")
    kinds = (a[1] - b[1]) & spots, (b[1] - a[1]) & spots
    apart = all(kinds) and not any(kin_of(x) & kinds[1] for x in kinds[0])
    return kinds if apart else (frozenset(), frozenset())


def _one_act(a: Claim, b: Claim) -> bool:
    """The same who and what at no other time."""
    who, what = same_thing(a.subject, b.subject), same_thing(a.object, b.object)
    named = a.subject is not None and b.subject is not None and bool(a.subject.parties & b.subject.parties)
    if a.object is None and b.object is None:
        return (named or who > 1) and bool(shared_topic(a, b))
    return what > 1 or (what > 0 and (named or who > 0))
