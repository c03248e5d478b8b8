"""In which words: one utterance that two reports quote differently.

Two quotations that share most of their words, in order, are one utterance. A cut at either end, what stands
in brackets or behind dots, case, spelling, inflection and small words are the outlet's own and no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import combinations

from rapidfuzz.fuzz import ratio

from briefgen.analysis import Analysis
from briefgen.analysis.quoted import quotations
from briefgen.language.lexicon import table, words
from briefgen.matching import Reports
from briefgen.model import Article

Span = tuple[int, int]
_LEAST = 5
"""Shared words; below them two people may have said the same by themselves."""
_TELLING = 3
"""So many of them must tell something."""
_SURE = 7
"""Shared words from which it is one utterance without a doubt."""
_SHARE = 0.72
"""Shared words over those of the longer stretch between the first and the last of them."""
_OF_SHORTER, _LONG = 0.5, 10
"""Shared words over those of the shorter quotation, up to so many: two may use one phrase in passing."""
_COMMON = 60
"""Three words in a row that more quotations have lead to no pair: else their number is that of all pairs."""
_ONE_WORD = 80
"""Likeness (0 to 100) from which two words are spellings or forms of one."""
_CUT = "…"
_WORD = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\.\.|…|\. \. \.|\w+(?:[’']\w+)*|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in quotation marks."""

    source: str
    start: int
    end: int
    words: tuple[str, ...]
    """In lower case, contractions written out; `…` where words are cut or put in brackets."""
    places: tuple[Span, ...]

    def span(self, first: int, last: int) -> Span:
        """Code points of its words from one number to another, both included."""
        return self.places[first][0], self.places[last][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One utterance in two wordings."""

    a: Quote
    b: Quote
    label_a: Span
    label_b: Span
    sure: bool
    """Whether it is one utterance without a doubt, and the change more than a small word."""
    stretch_a: tuple[str, ...] = ()
    """The words from the first that both have to the last."""
    stretch_b: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[tuple[Quote, Span], tuple[Quote, Span]]:
        """Each wording with the words that differ."""
        return (self.a, self.label_a), (self.b, self.label_b)


def utterances(analysis: Analysis, reports: Reports) -> list[list[Changed]]:
    """The changed quotations by utterance: those that share one."""
    groups: list[list[Changed]] = []
    for x in changed(analysis):
        if not _one_speaker(x, reports):
            continue
        joined = [g for g in groups if any(_is_one(p, q) for y in g for p in x.both for q in y.both)]
        groups = [g for g in groups if g not in joined]
        groups.append([*(y for g in joined for y in g), x])
    return groups


def _one_speaker(x: Changed, reports: Reports) -> bool:
    """Whether nothing tells that two people spoke."""
    said = [
        reports.speakers.get((q.source, s.id), frozenset())
        for q, span in x.both
        if (s := reports.analysis.article[q.source].sentence_at(span[0])) is not None
    ]
    return not (len(said) > 1 and all(said) and not said[0] & said[1])


def _is_one(x: tuple[Quote, Span], y: tuple[Quote, Span]) -> bool:
    """Whether both are one quotation, and differ from others in the same words of it: of a speech, other
    words are another question.
    """
    (p, (a, b)), (q, (c, d)) = x, y
    return (p.source, p.start) == (q.source, q.start) and a < d and c < b


def changed(analysis: Analysis) -> Iterator[Changed]:
    """Quotations of two origins that are one utterance with other words, each pair once."""
    quotes = [q for a in analysis.articles for q in _quotes(a)]
    own: dict[str, list[Quote]] = {}
    for q in quotes:
        own.setdefault(q.source, []).append(q)
    seen: set[frozenset[tuple[str, ...]]] = set()
    for a, b in _pairs(quotes):
        origins = (analysis.origins.get(q.source, q.source) for q in (a, b))
        wordings = frozenset((a.words, b.words))
        if len(set(origins)) < 2 or wordings in seen or (found := _compared(a, b)) is None:
            continue
        seen.add(wordings)
        near = (q for source in {a.source, b.source} for q in own[source])
        if not any(_has(q, stretch) for q in near for stretch in _others(q, found)):
            yield found


def _others(q: Quote, x: Changed) -> list[tuple[str, ...]]:
    """The words of the other wording, where this quotation stands in one of the two articles."""
    return [
        stretch for own, stretch in ((x.a.source, x.stretch_b), (x.b.source, x.stretch_a)) if q.source == own
    ]


def _has(q: Quote, stretch: tuple[str, ...]) -> bool:
    """Whether the quotation has these words in a row: then its article tells both, as two utterances."""
    n = len(stretch)
    return any(q.words[k : k + n] == stretch for k in range(len(q.words) - n + 1))


def _pairs(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Quotations that share three words in a row."""
    having: dict[tuple[str, ...], list[int]] = {}
    for i, q in enumerate(quotes):
        for k in range(len(q.words) - 2):
            having.setdefault(q.words[k : k + 3], []).append(i)
    few = (dict.fromkeys(members) for members in having.values() if len(members) <= _COMMON)
    pairs = {(i, j) for members in few for i, j in combinations(members, 2)}
    for i, j in sorted(pairs):
        yield quotes[i], quotes[j]


def _compared(a: Quote, b: Quote) -> Changed | None:
    runs = _runs(a.words, b.words)
    same = [w for m in runs for w in a.words[m.a : m.a + m.size]]
    if len(same) < _LEAST or sum(w not in _small() for w in same) < _TELLING:
        return None
    first, last = runs[0], runs[-1]
    spread = max(last.a + last.size - first.a, last.b + last.size - first.b)
    shorter = min(len(q.words) for q in (a, b))
    if len(same) < _SHARE * spread or len(same) < min(_LONG, _OF_SHORTER * shorter):
        return None
    gaps = [
        (m, n, a.words[m.a + m.size : n.a], b.words[m.b + m.size : n.b])
        for m, n in zip(runs, runs[1:], strict=False)
    ]
    changes = [g for g in gaps if _differ(g[2], g[3])]
    if not changes:
        return None
    m, n, mine, other = max(changes, key=lambda g: _weight(g[2], g[3]))
    return Changed(
        a=a,
        b=b,
        label_a=_label(a, m.a + m.size, n.a, alone=bool(mine and other)),
        label_b=_label(b, m.b + m.size, n.b, alone=bool(mine and other)),
        sure=len(same) >= _SURE and _weight(mine, other) > 0,
        stretch_a=a.words[first.a : last.a + last.size],
        stretch_b=b.words[first.b : last.b + last.size],
    )


def _weight(mine: Sequence[str], other: Sequence[str]) -> int:
    """How many words of the change say something: no numbers, masked or joined words, no trifles."""
    light = words("wording", "light")
    said = [{w for w in ws if w not in _small() and w not in light and w.isalpha()} for ws in (mine, other)]
    return len(said[0] ^ said[1])


def _runs(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """The shared stretches; a single word far from the others at either end is chance."""
    runs = [m for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]
    while len(runs) > 1 and runs[0].size < 2 and _far(runs[0], runs[1]):
        runs.pop(0)
    while len(runs) > 1 and runs[-1].size < 2 and _far(runs[-2], runs[-1]):
        runs.pop()
    return runs


def _far(m: Match, n: Match) -> bool:
    return n.a - m.a - m.size > 2 or n.b - m.b - m.size > 2


def _differ(mine: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words that stand between two shared stretches say something else."""
    if _CUT in mine or _CUT in other:
        return False
    telling = [[w for w in ws if w not in _small()] for ws in (mine, other)]
    if not any(telling) or ratio("".join(mine), "".join(other)) >= _ONE_WORD:
        return False
    return not (len(telling[0]) == len(telling[1]) == 1 and _forms_of_one(*telling[0], *telling[1]))


def _forms_of_one(x: str, y: str) -> bool:
    """`business`, `businesses`; `wherever`, `where`."""
    return ratio(x, y) >= _ONE_WORD or (min(len(x), len(y)) > 3 and (x.startswith(y) or y.startswith(x)))


def _label(q: Quote, first: int, end: int, *, alone: bool) -> Span:
    """The words that differ; where one quotation has none there, with a word on either side in both."""
    return q.span(first, end - 1) if alone else q.span(first - 1, end)


def _quotes(article: Article) -> Iterator[Quote]:
    for q in quotations(article):
        plain = [
            (word, q.start + m.start(), q.start + m.end())
            for m in _WORD.finditer(article.text[q.start : q.end])
            for word in _plain(m.group())
        ]
        if len(plain) >= _LEAST:
            yield Quote(
                source=article.id,
                start=q.start,
                end=q.end,
                words=tuple(w for w, _, _ in plain),
                places=tuple((a, b) for _, a, b in plain),
            )


def _plain(written: str) -> list[str]:
    """The word in lower case without accents, a contraction in its two words."""
    if not written[0].isalnum() and written != "%":
        return [_CUT]
    low = "".join(c for c in unicodedata.normalize("NFKD", written.lower()) if not unicodedata.combining(c))
    low = low.replace("’", "'")
    for ending, whole in _endings().items():
        if low.endswith(ending) and len(low) > len(ending):
            return [low[: -len(ending)], *([whole] if whole else [])]
    return [_same().get(low, low.replace("'", ""))]


def _endings() -> Mapping[str, str]:
    return table("wording")["contracted"]  # type: ignore[no-any-return]


def _same() -> Mapping[str, str]:
    return table("wording")["one_word"]  # type: ignore[no-any-return]


def _small() -> frozenset[str]:
    return words("wording", "small")
