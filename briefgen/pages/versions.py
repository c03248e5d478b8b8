"""What a later version of an article dropped, added and changed of the one before, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from briefgen.analysis.copies import order, words_of
from briefgen.model import Article, Citation, Sentence
from briefgen.pages.book import Book

_ALIKE = 0.5
"""The share of the longer one's words in common from which two sentences are one that was changed; of the
shorter one's, where they begin alike."""
_BEGUN = 3
"""So many words at the beginning of two sentences that begin alike."""
_MOST = 60
"""So many changes are shown; the others are counted."""
_LONGEST = 1_000
_REPEATED = 8
"""Sentences of a text, and times that one stands in it, beyond which aligning two texts may take long."""
_AHEAD = 12
"""So many sentences of a passage are looked at for one that is alike."""
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that is in one version alone, or in two forms."""

    before: Citation | None = None
    """As the earlier version has it; None where it was added."""
    after: Citation | None = None
    """As the later one has it; None where it was dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What became of one version in the next."""

    earlier: Article
    changed: int
    dropped: int
    added: int
    shown: tuple[Change, ...]
    """Those that may be published, at most so many, in the order of the texts."""

    @property
    def others(self) -> int:
        """How many are not shown."""
        return self.changed + self.dropped + self.added - len(self.shown)


def revision(book: Book, article: Article) -> Revision | None:
    """What this version changed of the one before it; None where there is none."""
    earlier = _before(book, article)
    if earlier is None:
        return None
    found = tuple(_changes(earlier, article))
    return Revision(
        earlier=earlier,
        changed=sum(c.before is not None and c.after is not None for c in found),
        dropped=sum(c.after is None for c in found),
        added=sum(c.before is None for c in found),
        shown=tuple(islice((c for c in found if _may_be_shown(book, c)), _MOST)),
    )


def _before(book: Book, article: Article) -> Article | None:
    """The latest of those versions of it that are known to be earlier."""
    earlier = [a for a in book.versions(article.id) if (order(a, article) or 0) < 0]
    last = (a for a in earlier if not any((order(a, b) or 0) < 0 for b in earlier))
    return next(last, None)


def _may_be_shown(book: Book, change: Change) -> bool:
    cited = [(c.source, c.sentence) for c in (change.before, change.after) if c]
    if any(place in book.briefing.withheld for place in cited):
        return False
    return not book.briefing.excerpts or all(place in book.quoted for place in cited)


def _changes(earlier: Article, later: Article) -> Iterator[Change]:
    """Each change in order. A sentence that only stands elsewhere is none."""
    a, b = earlier.prose.sentences, later.prose.sentences
    ours, theirs = [_said(s) for s in a], [_said(s) for s in b]
    kept = Counter(ours) & Counter(theirs)
    for i, j, k, m in _passages(ours, theirs):
        gone = [s for s in a[i:j] if not kept[_said(s)]]
        come = [s for s in b[k:m] if not kept[_said(s)]]
        for before, after in _paired(gone, come):
            yield Change(before=_whole(earlier, before), after=_whole(later, after))


def _passages(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where one text has something else than the other; all of both where aligning them would take long."""
    if max(len(ours), len(theirs)) > _LONGEST or max((*Counter(theirs).values(), 0)) > _REPEATED:
        yield 0, len(ours), 0, len(theirs)
        return
    for what, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            yield i, j, k, m


def _said(sentence: Sentence) -> str:
    """Its words and marks, whichever form its quotation marks have."""
    return " ".join(sentence.text.split()).translate(_STRAIGHT)


def _whole(article: Article, sentence: Sentence | None) -> Citation | None:
    return article.cite(sentence.start, sentence.end) if sentence else None


def _paired(
    gone: Sequence[Sentence], come: Sequence[Sentence]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """The sentences of a passage and of that which replaced it; those that are alike, in order, as pairs."""
    at = 0
    words = [words_of(s.text) for s in come]
    for sentence in gone:
        match = _like(words_of(sentence.text), words, at)
        if match is None:
            yield sentence, None
            continue
        yield from ((None, new) for new in come[at:match])
        yield sentence, come[match]
        at = match + 1
    yield from ((None, new) for new in come[at:])


def _like(words: list[str], come: Sequence[list[str]], begin: int) -> int | None:
    """Index of the one from there on that shares most, and enough, of its words, among the next so many."""
    near = range(begin, min(len(come), begin + _AHEAD))
    shared = {n: (Counter(words) & Counter(come[n])).total() for n in near}
    alike = (n for n in near if shared[n] >= _ALIKE * _measure(words, come[n]) > 0)
    return max(alike, key=lambda n: (shared[n] / max(len(words), len(come[n])), -n), default=None)


def _measure(a: list[str], b: list[str]) -> int:
    """Of how many words two sentences must share enough: of the longer's. What begins alike may go on in
    another way.
    """
    begun = len(a) >= _BEGUN and a[:_BEGUN] == b[:_BEGUN]
    return (min if begun else max)(len(a), len(b))
