"""Condition: one report ties an agreement to a condition that another drops, or names another whose
approval it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.analysis.claims import Claim, Phrase, may_be_one, same_party, same_thing, times_clash
from briefgen.analysis.claims.phrases import Reader, words_of
from briefgen.analysis.claims.sameness import narrowing
from briefgen.findings.disagreements.likeness import others_act
from briefgen.findings.disagreements.record import Disagreement
from briefgen.findings.disagreements.weigh import Passage, disagreement, grouped
from briefgen.findings.kind import SoFar
from briefgen.model import Sentence

_IF = re.compile(
    r"\b(?:provided(?: that)?|providing(?: that)?|on (?:the )?condition (?:that|of)|as long as|so long as"
    r"|only if|if|unless|subject to|contingent (?:on|upon)|conditional (?:on|upon)"
    r"|in exchange for|in return for)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|unconditionally|at once|without (?:any )?(?:pre)?conditions?)\b", re.IGNORECASE
)
_APPROVAL = frozenset(
    {
        "approval",
        "vote",
        "consent",
        "ratification",
        "permission",
        "backing",
        "blessing",
        "sign-off",
        "endorsement",
    }
)
_NEED = frozenset({"need", "require", "await", "face"})


def compare(so_far: SoFar) -> tuple[Disagreement, ...]:
    """Conditions that only some state, and approvals that differ."""
    return (*_tied(so_far), *_approvals(so_far), *_given(so_far))


def _tied(so_far: SoFar) -> Iterator[Disagreement]:
    """`agreed to pause the attacks, provided …` against `agreed to pause the attacks`."""
    acts = [c for c in so_far.analysis.claims if _undertaken(so_far, c)]
    ties = {id(c): _condition(so_far, c) for c in acts}
    tied, plain = [c for c in acts if ties[id(c)]], [c for c in acts if not ties[id(c)]]
    pairs = [(a, b) for a in tied for b in plain if a.source != b.source and _same_undertaking(a, b)]
    for group in grouped(pairs):
        passages = []
        for c in group:
            tie = ties[id(c)]
            a, b = tie or (c.start, c.end)
            passages.append(
                Passage(source=c.source, start=a, end=b, value="if" if tie else "plain", label=(a, b))
            )
        passages.extend(_at_once(so_far, [c for c in group if not ties[id(c)]]))
        item = disagreement(
            so_far,
            passages,
            kind="condition",
            title=f"Whether the promise {_deed(so_far, group[0])} has a condition",
            rule="condition/tied",
        )
        if item:
            yield item


def _at_once(so_far: SoFar, plain: Sequence[Claim]) -> Iterator[Passage]:
    """`immediately giving the order`: that who undertakes it does so without waiting for anything."""
    for c in so_far.analysis.claims:
        parties = frozenset[str]().union(
            *(p.subject.parties for p in plain if p.source == c.source and p.subject is not None)
        )
        if c.subject is None or c.negated or c.heading or not c.subject.parties & parties:
            continue
        text = so_far.article(c.source).text
        said = _AT_ONCE.search(text, max(0, c.start - 14), c.end) if c.modality == "actual" else None
        if said and said.end() >= c.start - 1 and c.end - said.start() < 120:
            span = min(said.start(), c.start), c.end
            yield Passage(source=c.source, start=span[0], end=span[1], value="plain", label=span)


def _same_undertaking(a: Claim, b: Claim) -> bool:
    if not a.classes & b.classes or times_clash(a, b) or others_act(a.subject, b.subject):
        return False
    return same_thing(a.object, b.object) > (0 if same_party(a.subject, b.subject) else 1)


def _undertaken(so_far: SoFar, c: Claim) -> bool:
    """What somebody agreed, decided or promised to do, or will do."""
    if c.modality != "planned" or c.negated or c.nominal or c.object is None or c.heading:
        return False
    sentence = _sentence(so_far, c)
    will = any(sentence.tokens[k].text.lower() in {"will", "would"} for k in sentence.children[c.index])
    return will or _under_taking(so_far, c)


def _under_taking(so_far: SoFar, c: Claim) -> bool:
    sentence = _sentence(so_far, c)
    head = sentence.tokens[sentence.tokens[c.index].head]
    return head.lemma in words_of("taking")


def _condition(so_far: SoFar, c: Claim) -> tuple[int, int] | None:
    """The condition that the sentence ties to it: behind the clause, in an aside, or before it."""
    sentence = _sentence(so_far, c)
    for m in _IF.finditer(sentence.text):
        start = sentence.start + m.start()
        stop = re.search(r"\s?[—–]|\s--|[;,.:]\s|[.;,]$", sentence.text[m.end() :])
        end = sentence.start + (m.end() + stop.start() if stop else len(sentence.text))
        if not c.start <= start < c.object.end if c.object else True:  # not inside what is agreed
            return start, end
    return None


def _approvals(so_far: SoFar) -> Iterator[Disagreement]:
    """`needs the approval of parliament` against `needs the approval of the council`."""
    needs = [(c, *found) for c in so_far.analysis.claims if (found := _approver(so_far, c))]
    groups: dict[str, list[tuple[Claim, Phrase, str]]] = {}
    for c, phrase, head in needs:
        groups.setdefault(head, []).append((c, phrase, head))
    for head, members in sorted(groups.items()):
        by_source: dict[str, frozenset[str]] = {}
        for c, phrase, _ in members:
            by_source[c.source] = by_source.get(c.source, frozenset()) | _who(phrase)
        passages = [
            Passage(
                source=c.source,
                start=c.start,
                end=c.end,
                value=_value(by_source, c.source),
                label=(p.start, p.end),
            )
            for c, p, _ in members
        ]
        item = disagreement(
            so_far,
            passages,
            kind="condition",
            title=f"Whose approval the {head} needs",
            rule="condition/approval",
        )
        if item:
            yield item


def _given(so_far: SoFar) -> Iterator[Disagreement]:
    """`still needs the approval of parliament` against `parliament has ratified it`."""
    claims = so_far.analysis.claims
    given = [
        c for c in claims
        if "approve" in c.classes and not c.nominal and not c.negated and c.modality == "actual" and c.finite
        and not c.heading and c.denied_by is None
    ]  # fmt: skip
    for need in claims:
        found = _approver(so_far, need) if given else None
        if found is None:
            continue
        told = [c for c in given if c.source != need.source and same_thing(c.subject, found[0])]
        told = [c for c in told if may_be_one(c.object, need.subject) and not times_clash(c, need)]
        item = disagreement(
            so_far,
            [_plain(need, "needed"), *(_plain(c, "given") for c in told)],
            kind="polarity", title=f"Whether the {found[1]} has been approved", rule="condition/given",
        )  # fmt: skip
        if item:
            yield item


def _plain(c: Claim, value: str) -> Passage:
    return Passage(source=c.source, start=c.start, end=c.end, value=value, label=(c.start, c.end))


def _value(by_source: dict[str, frozenset[str]], source: str) -> str:
    """Sources whose approvers overlap give one value."""
    first = min(s for s, who in by_source.items() if who & by_source[source])
    return first


def _who(p: Phrase) -> frozenset[str]:
    return narrowing(p) | {p.head}


def _approver(so_far: SoFar, c: Claim) -> tuple[Phrase, str] | None:
    """Whose approval a clause says is needed, and for what."""
    if (
        c.negated
        or c.lemma not in _NEED
        or c.modality not in {"actual", "planned"}
        or not c.object
        or not c.subject
    ):
        return None
    if c.object.head not in _APPROVAL or c.nominal:
        return None
    sentence = _sentence(so_far, c)
    read = Reader(sentence, so_far.analysis.cast)
    what = c.subject
    name = "deal" if what.pronoun else what.head
    for child in sentence.children[c.object.index]:
        token = sentence.tokens[child]
        if token.rel == "poss":
            return read.phrase(child), name
        if token.rel == "prep" and token.lemma in {"of", "from", "by"}:
            for p in sentence.children[child]:
                if sentence.tokens[p].rel == "pobj":
                    return read.phrase(p), name
    return None


def _sentence(so_far: SoFar, c: Claim) -> Sentence:
    return so_far.article(c.source).by_sentence[c.sentence]


def _deed(so_far: SoFar, c: Claim) -> str:
    """`to pause the attacks`."""
    end = max(c.verb_end, c.object.end if c.object else 0)
    return f"to {' '.join(so_far.article(c.source).text[c.verb : end].split())}"
