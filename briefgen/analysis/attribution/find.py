"""Every attribution of an article: quotations first, then what clauses report without quotation marks."""

from __future__ import annotations

from dataclasses import replace

from briefgen.analysis.attribution.clauses import in_clauses
from briefgen.analysis.attribution.continuation import continued
from briefgen.analysis.attribution.covered import Covered
from briefgen.analysis.attribution.pieces import Pieces
from briefgen.analysis.attribution.posts import with_posts
from briefgen.analysis.attribution.quotations import in_quotations
from briefgen.analysis.attribution.read_past import read_past
from briefgen.analysis.attribution.records import Attribution
from briefgen.analysis.attribution.reported import Reports
from briefgen.analysis.attribution.transcripts import in_transcripts
from briefgen.analysis.attribution.unclaimed import unclaimed_parts, unclaimed_statements
from briefgen.model import Article

_MARKS = "“”\"‘’'«»„,.?!… "
_NO_NAMES = frozenset({"He", "She", "They", "It", "The", "I", "We", "A", "An"})
# Spaces in a quotation that hardly stands twice by chance.
_SHORT = 4
_ROUND = frozenset({"clauses/post", "clauses/according"})


def find_attributions(article: Article) -> tuple[Attribution, ...]:
    """The article's attributions in order of their content."""
    turns = in_transcripts(article)
    spoken = Covered(span for a in turns for span in a.content)
    pieces = Pieces(article)
    clauses = in_clauses(article)
    # “The cost, Roe said, is “a perfect example””: clauses find what stands on both sides of Roe.
    round_speaker = frozenset(a.cue for a in clauses if a.rule in _ROUND and a.cue)
    own = (a for a in in_quotations(pieces, round_speaker) if not any(map(spoken.touches, a.content)))
    quoted = Reports(pieces, clauses).merged((*turns, *own))
    quoted = (*quoted, *unclaimed_statements(pieces, quoted))
    taken = Covered(span for a in quoted for span in a.content)
    marked = Covered((p.start, p.end) for p in pieces.all)
    told = [a for a in clauses if not any(map(taken.touches, a.content))]
    stated = Covered((p.start, p.end) for p in pieces.statements)
    outside = (a for a in told if not any(map(stated.touches, a.content)))
    found = continued(pieces, [_with_marks(a, marked) for a in (*quoted, *outside)])
    taken = Covered(span for a in found for span in a.content)
    found.extend(_with_marks(a, marked) for a in told if not any(map(taken.touches, a.content)))
    found.extend(unclaimed_parts(pieces, found))
    found = [read_past(article, a) for a in with_posts(article, found)]
    found = _not_two_holders(article, found)
    return tuple(sorted(found, key=lambda a: (a.content[0], a.holder or (0, 0), a.rule)))


def _not_two_holders(article: Article, found: list[Attribution]) -> list[Attribution]:
    """The attributions; the same words in marks under two names are doubtful under both."""
    names: dict[str, list[frozenset[str]]] = {}
    keys = [_words_in_marks(article, a) for a in found]
    for a, key in zip(found, keys, strict=True):
        own = _names(article, a)
        if key and own:
            names.setdefault(key, []).append(own)
    doubtful = {k for k, own in names.items() if any(x.isdisjoint(own[0]) for x in own[1:])}
    return [
        replace(a, confidence="low") if key in doubtful else a for a, key in zip(found, keys, strict=True)
    ]


def _words_in_marks(article: Article, own: Attribution) -> str:
    """What is quoted, without marks; empty where it is short or not quoted."""
    start, end = own.content[0]
    words = article.text[start:end].strip(_MARKS)
    return words.lower() if own.manner == "direct" and words.count(" ") >= _SHORT else ""


def _names(article: Article, own: Attribution) -> frozenset[str]:
    words = article.text[slice(*own.holder)].split() if own.holder else []
    return frozenset(w.strip(".,’'").removesuffix("’s") for w in words if w[:1].isupper()) - _NO_NAMES


def _with_marks(own: Attribution, marked: Covered) -> Attribution:
    """`Mixed` where a part of what is reported stands in quotation marks."""
    part = own.manner == "indirect" and any(map(marked.touches, own.content))
    return replace(own, manner="mixed") if part else own
