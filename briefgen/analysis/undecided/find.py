"""From the sentences of an article to the clauses that leave something open."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.actors import Cast
from briefgen.analysis.undecided.clauses import clause_of, subject_before
from briefgen.analysis.undecided.modals import is_expected, modal_cues
from briefgen.analysis.undecided.movers import is_act, movers_of
from briefgen.analysis.undecided.patterns import find_cues
from briefgen.analysis.undecided.questions import question_in
from briefgen.analysis.undecided.records import Cue, IssueKind, Undecided
from briefgen.analysis.undecided.settled import is_settled
from briefgen.analysis.undecided.told import is_told
from briefgen.model import Article, Sentence

_CLOSING = frozenset({"”", '"'})
_LONGEST = 200
"""Code points of a passage that is led back to its subject: more is no longer read as one clause."""


def find_undecided(article: Article, cast: Cast) -> tuple[Undecided, ...]:
    """The article's clauses that leave something open, in order of the text; one cue for each clause."""
    return tuple(x for s in article.sentences if s.tokens for x in _in_sentence(s, cast))


def _in_sentence(sentence: Sentence, cast: Cast) -> Iterator[Undecided]:
    chosen: list[tuple[Cue, int, int, int]] = []
    cues = sorted((*find_cues(sentence), *modal_cues(sentence)), key=lambda c: (c.rank, c.tokens))
    for cue in cues:
        top, first, last = clause_of(sentence, cue.tokens)
        if any(first <= b and a <= last for _, _, a, b in chosen) or is_settled(
            sentence, cue, top, first, last
        ):
            continue
        first = _with_subject(sentence, top, first, last)
        if any(first <= b and a <= last for _, _, a, b in chosen):
            continue  # what stands between its subject and its verb is an issue already, and tells both
        chosen.append((cue, top, first, last))
    for cue, top, first, last in sorted(chosen, key=lambda x: x[2]):
        start, end = _trimmed(sentence, first, last)
        movers, assents = movers_of(sentence, cast, cue, top, first, last)
        if _is_hedge(sentence, cue) and not is_act(sentence, cast, cue, top):
            continue
        told = is_told(sentence, cue, top, first, last)
        if cue.rule == "if":
            told = told and bool(movers) and is_expected(sentence, cue)
        yield Undecided(
            source=sentence.source,
            sentence=sentence.id,
            start=start,
            end=end,
            cue=sentence.tokens[cue.tokens[0]].start,
            kind=_kind(sentence, cue, top),
            rule=cue.rule,
            confidence=cue.confidence if told else "low",
            movers=movers,
            assents=assents,
            heading=sentence.heading,
            question=question_in(sentence, cue, top, last),
        )


def _is_hedge(sentence: Sentence, cue: Cue) -> bool:
    likely = any(sentence.tokens[i].text.lower() in {"likely", "unlikely"} for i in cue.tokens)
    return cue.rule == "modal" or (cue.rule == "outlook" and likely)


def _with_subject(sentence: Sentence, top: int, first: int, last: int) -> int:
    """The word with which the passage begins: its subject, where that stands before a verb it shares."""
    shared = subject_before(sentence, top, first)
    if shared is None or sentence.tokens[last].end - sentence.tokens[shared[0]].start > _LONGEST:
        return first
    return shared[0]


def _kind(sentence: Sentence, cue: Cue, top: int) -> IssueKind:
    """What was likely is not to come: nobody knows it."""
    likely = any(sentence.tokens[i].text.lower() == "likely" for i in cue.tokens)
    return "unknown" if cue.kind == "outlook" and likely and sentence.tokens[top].tag == "VBD" else cue.kind


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Offsets of the words, with the quotation mark that a quotation at either end began or ends with."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    text = sentence.text
    inside = text[start - sentence.start : end - sentence.start]
    if _is_open(inside):
        if start > sentence.start and text[start - sentence.start - 1] in '“"':
            return start - 1, end
        after = text[end - sentence.start : end - sentence.start + 2]
        if after[:1] in _CLOSING:
            return start, end + 1
        if after[:1] in {",", "."} and after[1:] in _CLOSING:
            return start, end + 2
    return start, end


def _is_open(words: str) -> bool:
    """Whether one of two quotation marks is missing."""
    return words.count("“") != words.count("”") or words.count('"') % 2 == 1
