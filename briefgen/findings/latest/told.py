"""One text tells both words: `initially denied it, but later said …`, `walked back his claim that …`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analysis.attribution.shown import shown
from briefgen.analysis.claims import Claim
from briefgen.findings.kind import SoFar
from briefgen.findings.latest.saying import Saying, one_act
from briefgen.language.lexicon import words
from briefgen.model import Citation, Sentence

_CLIMB = 6
_YES = re.compile(
    r"\W*(?:(?:of course|yes),? )?(?:I|we|he|she|it|they) (?:did|had|have|has|was|were)[.,!]?(?:[\"”’']|$)",
    re.IGNORECASE,
)
"""What was denied, owned up to without being named."""
_PARTICLES = (("away", "from"), ("off", "from"), ("back",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statement that its holder has given up, as one text tells it."""

    earlier: Saying
    later: Saying | None = None
    said: Citation | None = None
    """The words that take it back, where they are no statement themselves."""
    taken_back: bool = False


def turns(all_said: Sequence[Saying]) -> Iterator[Turn]:
    """What texts tell as said before, with what the same holder says since."""
    places: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for x in all_said:
        places[x.sentence.source, x.sentence.id].append(x)
    for x in all_said:
        own = places[x.sentence.source, x.sentence.id]
        others = [y for y in own if y is not x and y.held.holders == x.held.holders]
        later = next((y for y in others if _answers(x, y)), None) or next(
            (y for y in _next(x, places) if y.held.holders == x.held.holders and _admits_since(x, y)), None
        )
        if later:
            yield Turn(earlier=x, later=later, taken_back=later.admits)
        elif said := _takes_it_back(x):
            yield Turn(earlier=x, said=said, taken_back=True)


def _answers(x: Saying, y: Saying) -> bool:
    """Whether the sentence tells y as what the holder of x says now, and one of the two says no."""
    if y.was_before or y.held.attribution.stance not in words("latest", "stances") or not y.is_of_now:
        return False
    if x.says_no == y.says_no and not (y.admits and x.denies):
        return False
    return _goes_on(x, y) or _is_set_against(x, y) or _turns_between(x, y)


def _goes_on(x: Saying, y: Saying) -> bool:
    """`initially denied it, but later said …`; `denied it, then said “I did”`."""
    if not _is_joined(x, y):
        return False
    if x.denies and y.is_later and (_YES.match(_content(y)) or _is_one(x, y)):
        return True
    if not x.adverbs & words("latest", "before"):
        return False
    between = {t.text.lower() for t in x.sentence.tokens[x.cue : y.cue]}
    surely = x.adverbs & words("latest", "no_longer")
    return y.is_later or bool(surely and (y.admits or between & words("latest", "but")))


def _content(x: Saying) -> str:
    start, end = x.held.attribution.content[0]
    return x.article.text[start:end]


def _is_one(x: Saying, y: Saying) -> bool:
    """Whether one of them says of an act what the other denies."""
    return x.says_no != y.says_no and any(one_act(c, d, strict=True) for c in x.main for d in y.main)


def _is_joined(x: Saying, y: Saying) -> bool:
    """Whether both verbs are coordinated, the first first."""
    tokens, i = x.sentence.tokens, y.cue
    for _ in range(_CLIMB):
        if i == x.cue:
            return x.cue < y.cue
        if tokens[i].rel not in {"conj", "dep"}:
            return False
        i = tokens[i].head
    return False


def _is_set_against(x: Saying, y: Saying) -> bool:
    """`admitted it after initially denying …`, `despite previously denying …`."""
    tokens = x.sentence.tokens
    above = tokens[tokens[x.cue].head]
    marks = [tokens[k].text.lower() for k in x.sentence.children[x.cue] if tokens[k].rel == "mark"]
    under = above.text.lower() in words("latest", "against") or set(marks) & words("latest", "against")
    return bool(under) and tokens[x.cue].tag == "VBG" and x.was_before and (y.admits or y.denies)


def _takes_it_back(x: Saying) -> Citation | None:
    """`at first denied that …, then admitted it`: the words, which are no statement of their own."""
    if not x.adverbs & words("latest", "before"):
        return None
    tokens, children = x.sentence.tokens, x.sentence.children
    wanted = words("latest", "admitting" if x.denies else "denying")
    for i in range(x.cue + 1, len(tokens)):
        beside = {tokens[k].rel: tokens[k].text.lower() for k in children[i]}
        joined = tokens[i].rel in {"conj", "dep"} and tokens[i].head == x.cue
        takes = tokens[i].lemma.lower() in wanted and beside.get("dobj") in {"it", "this", "that"}
        if joined and takes and not {"nsubj", "neg", "aux"} & beside.keys():
            inside = [k for k in x.sentence.subtree(i) if k >= i and tokens[k].rel != "punct"]
            until = next((tokens[k].start for k in inside if tokens[k].rel == "cc"), x.sentence.end)
            end = max(tokens[k].end for k in inside if tokens[k].start < until)
            return x.article.cite(tokens[i].start, end)
    return None


def _turns_between(x: Saying, y: Saying) -> bool:
    """`said he had not, then reversed himself and said …`."""
    if y.cue < x.cue:
        return False
    found = x.so_far.analysis.claims_in.get((x.sentence.source, x.sentence.id), ())
    return any(
        x.cue < c.index < y.cue and c.subject is not None and c.subject.head == f"@{x.held.holders[0]}"
        for c in found
        if _turns_round(c, x.sentence)
    )


def _turns_round(c: Claim, s: Sentence) -> bool:
    if c.negated or c.modality != "actual":
        return False
    objects = {s.tokens[k].text.lower() for k in s.children[c.index] if s.tokens[k].rel == "dobj"}
    reversed_ = c.lemma in {"reverse", "change"} and objects & words("latest", "turned")
    return bool(reversed_) or c.lemma in words("latest", "turning")


def _next(x: Saying, places: dict[tuple[str, str], list[Saying]]) -> list[Saying]:
    """What is said in the sentence behind."""
    at = x.article.place[x.sentence.id] + 1
    return places.get((x.article.id, x.article.sentences[at].id), []) if at < len(x.article.sentences) else []


def _admits_since(x: Saying, y: Saying) -> bool:
    """`initially denied it.` `It later admitted that …`"""
    surely = x.adverbs & words("latest", "no_longer") and x.denies
    return bool(surely) and y.admits and y.is_later and not y.was_before and y.is_of_now


def retractions(so_far: SoFar, all_said: Sequence[Saying]) -> Iterator[Turn]:
    """What somebody takes back by naming it: `withdrew his claim that …`, `apologised for saying that …`."""
    by_holder: dict[str, list[Saying]] = defaultdict(list)
    for x in all_said:
        by_holder[x.held.holders[0]].append(x)
    for article in so_far.analysis.articles:
        for s in article.sentences:
            for c in so_far.analysis.claims_in.get((article.id, s.id), ()):
                span = _taken_back(c, s)
                if span is None or c.subject is None or not c.subject.head.startswith("@"):
                    continue
                own = [x for x in by_holder[c.subject.head[1:]] if x.sentence is s]
                yield from _taking_back(article.cite(*_clause(c, s)), span, own)


def _taking_back(said: Citation, span: tuple[int, int], own: Sequence[Saying]) -> Iterator[Turn]:
    """The holder's statements in a sentence that takes one of them back."""
    last = next((x for x in own if shown(x.held.attribution, x.article).parts[0][0] == said.start), None)
    told = [x for x in own if any(span[0] <= a < span[1] for a, _ in x.held.attribution.content)]
    for x in told if any(x is not last for x in told) else told[:1]:
        yield Turn(earlier=x, later=last, said=said, taken_back=True)


def _clause(c: Claim, s: Sentence) -> tuple[int, int]:
    """The clause from its verb on, without the stop behind it."""
    inside = [s.tokens[k] for k in s.subtree(c.index) if k >= c.index]
    while inside[-1].pos == "PUNCT":
        inside.pop()
    return inside[0].start, inside[-1].end


def _taken_back(c: Claim, s: Sentence) -> tuple[int, int] | None:
    """Code points of what the clause takes back, where it says that it was said."""
    if c.negated or c.modality != "actual" or not c.finite:
        return None
    verb = _with_particle(c, s)
    for k in s.children[c.index]:
        token = s.tokens[k]
        if verb in words("latest", "retracting") and _is_own_claim(k, s):
            return _reach(k, s)
        if verb in words("latest", "regretting") and token.text.lower() == "for":
            for j in s.children[k]:
                if s.tokens[j].lemma.lower() in words("latest", "saying") and _has_clause(j, s):
                    return _reach(j, s)
    if verb in words("latest", "retracting"):
        nouns = (
            j
            for k in s.children[c.index]
            if s.tokens[k].rel in {"prep", "prt", "advmod"}
            for j in s.subtree(k)
        )
        own = next((j for j in nouns if _is_own_claim(j, s)), None)
        return _reach(own, s) if own is not None else None
    return None


def _is_own_claim(k: int, s: Sentence) -> bool:
    """`his claim that …`, `an earlier statement that …`: not another's."""
    if s.tokens[k].lemma.lower() not in words("latest", "said") or not _has_clause(k, s):
        return False
    beside = [s.tokens[j] for j in s.children[k]]
    return any(
        (t.rel == "poss" and t.pos == "PRON")
        or t.lemma.lower() in {"earlier", "previous", "initial", "original"}
        for t in beside
    )


def _has_clause(k: int, s: Sentence) -> bool:
    return any(s.tokens[j].rel in {"acl", "ccomp", "relcl"} for j in s.children[k])


def _with_particle(c: Claim, s: Sentence) -> str:
    """`walk_back`, `back_away_from`."""
    behind = [t.text.lower() for t in s.tokens[c.index + 1 : c.index + 3]]
    lemma = s.tokens[c.index].lemma.lower()
    for particle in _PARTICLES:
        if tuple(behind[: len(particle)]) == particle:
            return "_".join((lemma, *particle))
    return lemma


def _reach(k: int, s: Sentence) -> tuple[int, int]:
    tree = s.subtree(k)
    return s.tokens[tree[0]].start, s.tokens[tree[-1]].end
