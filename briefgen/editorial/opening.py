"""The lead that an analyst writes (`lead:` of editorial.yml): his words, and what each clause rests on.

A clause ends where a sentence ends, as in an article, and at a semicolon, neither between quotation marks. A
citation belongs to the clause that it stands in or directly behind. Words in quotation marks must stand in a
sentence that is cited directly behind them. Where anything of it does not hold, none of it is shown: a lead
that lacks a paragraph may say another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.editorial.citing import citations, marks_in
from briefgen.editorial.quoting import QuoteError, short
from briefgen.editorial.record import FILE
from briefgen.language.sentences import sentences_of
from briefgen.model import Article, Citation, Problem, Written

_QUOTATION = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
_SEMICOLON = re.compile(r";\s*")
_SAME = str.maketrans(dict.fromkeys('“”„‟"‘’‚‛', "'"))


def opening(
    lead: Sequence[str], articles: Sequence[Article], lines: Sequence[int] = ()
) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
    """The paragraphs with their citations; none, and what is wrong, where anything is. `lines`: of each."""
    written, problems = [], []
    for n, paragraph in enumerate(lead):
        place = f"{FILE}:{lines[n]}" if n < len(lines) else FILE
        try:
            parts = _parts(paragraph, articles)
        except QuoteError as error:
            problems.append(_problem(place, str(error)))
            continue
        written.append(Written(parts=parts))
        problems += [_problem(place, why) for why in (*_uncited(parts), *_unsaid(parts, articles))]
    return (() if problems else tuple(written)), tuple(problems)


def _problem(place: str, why: str) -> Problem:
    return Problem(source=None, what=f"{place}: lead: {why}", severity=1)


def _parts(paragraph: str, articles: Sequence[Article]) -> tuple[str | Citation, ...]:
    """The words, as they are written on one line, and the citations among them.

    Raises QuoteError where a citation does not hold.
    """
    text = " ".join(paragraph.replace("\0", " ").split())
    parts: list[str | Citation] = []
    at = 0
    for mark in marks_in(text):
        parts += [_plain(text[at : mark.start]), *citations(articles, mark)]
        at = mark.end
    return tuple(part for part in (*parts, _plain(text[at:])) if part != "")


def _plain(words: str) -> str:
    return words.replace("\\[@", "[@")


def _uncited(parts: Sequence[str | Citation]) -> Iterator[str]:
    """What is wrong with each clause that no citation stands in or behind."""
    text, cited = "", []
    for part in parts:
        if isinstance(part, Citation):
            text = text.rstrip()
            cited.append(len(text))
        else:
            # Without the mark between them two words would be one.
            text += " " * bool(text and part[0].isalnum()) + part
    for start, end in _clauses(text):
        first = start if text[:start].strip() else 0
        holds = any(first < at <= end or at == first == 0 for at in cited)
        if not holds and any(c.isalnum() for c in text[start:end]):
            yield f'“{short(text[start:end])}” cites nothing: add [@A: "…"] to it'


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause begins and ends."""
    quoted = [found.span() for found in _QUOTATION.finditer(text)]
    for begin, stop in sentences_of(text):
        start = begin
        for found in _SEMICOLON.finditer(text, begin, stop):
            if not any(a < found.start() < b for a, b in quoted):
                yield start, found.start() + 1
                start = found.end()
        yield start, stop


def _unsaid(parts: Sequence[str | Citation], articles: Sequence[Article]) -> Iterator[str]:
    """What is wrong with the words in quotation marks; those behind the last mark rest on that one."""
    by_id = {a.id: a for a in articles}
    words, behind = "", list(_groups(parts))
    for number, (words, cites) in enumerate(behind):
        said = cites or (behind[number - 1][1] if number else [])
        sentences = [by_id[c.source].by_sentence[c.sentence].text for c in said]
        passages = [a or b for a, b in _QUOTATION.findall(words)]
        for passage in passages:
            if not any(_says(sentence, passage) for sentence in sentences):
                yield f"“{short(passage)}” is in quotation marks, and in no sentence that is cited behind it"
        if re.search('[“”"]', _QUOTATION.sub("", words)):
            yield f"a quotation mark in “{short(words)}” has no other: close the quotation before its mark"


def _groups(parts: Sequence[str | Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """Words, each with the citations that stand behind them one after the other."""
    words, cites = "", list[Citation]()
    for part in parts:
        if isinstance(part, Citation):
            cites.append(part)
        elif not cites or not part.strip():
            words += part
        else:
            yield words, cites
            words, cites = part, []
    yield words, cites


def _says(sentence: str, passage: str) -> bool:
    """Whether each piece of the passage between ellipses stands in the sentence, in order."""
    plain, at = " ".join(sentence.split()).translate(_SAME), 0
    for piece in passage.split("…"):
        words = " ".join(piece.split()).translate(_SAME)
        at = plain.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True
