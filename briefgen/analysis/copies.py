"""Copies of one text: wire stories and near-duplicates share an origin and count once.

Texts are compared by their *shingles*, runs of four words (Broder 1997, "On the resemblance and containment
of documents"), and by *containment*, the share of the shorter text's shingles that the other has, so that a
cut copy is found too. Quotations are left out: two reporters who write down one statement have not copied
each other.

One outlet's text in two states is one article in two versions: the later one replaces the earlier, where it
is known which that is.

The shingles are compared exactly, as numbers of 61 bits: those that no second text has are dropped at once,
most of them, and one that stands in more than `_COMMON` independent texts is a phrase and leads to nobody. So
time and memory grow with the text. MinHash was looked at and left: by Jaccard's measure it misses a short cut
of a long story, and what is kept here is less than its signatures.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from briefgen.analysis.quoted import quoted_spans
from briefgen.language.lexicon import per_language, table
from briefgen.model import Article

RUN = 4
"""Words of a shingle."""
_COPY = 0.3
"""Containment from which a text is a copy. In 22 events (81 articles), independent reports of one event
stay below 0.16 and two papers' cuts of one agency story have 0.34; a copy with every sixth word changed has
0.48."""
_WIRE = 0.2
"""The same for two texts that credit one agency: papers cut and rewrite its story."""
_LEAST = 12
"""Shingles below which containment says little: such a text is a copy only of the very same words."""
_SURE = 4 * _LEAST
"""So many runs are looked at first to see whether a text has enough."""
_VERSION = 0.4
"""The same for two texts of one outlet that are one article: it may cut one agency's story twice."""
_COMMON = 60
"""A run of words in more groups of copies than this tells nothing of who copied."""
_HEAD = 300
_TAIL = 300
"""Characters at either end of a text in which a credit stands."""
_MIXING, _PRIME = 0x1E3779B97F4A7C15, 2**61 - 1
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def find_origins(articles: tuple[Article, ...]) -> Mapping[str, str]:
    """Source id → id of the source whose text it shares, the first of them by id; else its own."""
    groups = _groups(articles)
    first: dict[int, str] = {}
    for source in sorted(groups):
        first.setdefault(groups[source], source)
    return {a.id: first[groups[a.id]] for a in articles}


def find_versions(
    articles: tuple[Article, ...], origins: Mapping[str, str]
) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Source id → id of the latest version of the same article, where there is a later one; then the pairs of
    versions of which it is not known which is the later.
    """
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        groups[origins.get(article.id, article.id)].append(article)
    replaced: dict[str, Article] = {}
    unknown = []
    for a, b in (pair for group in groups.values() for pair in _of_one_outlet(group)):
        if not are_versions(a, b):
            continue
        first = order(a, b)
        if first is None:
            unknown.append((a.id, b.id))
            continue
        earlier, later = (a, b) if first < 0 else (b, a)
        known = replaced.get(earlier.id)
        if known is None or (order(known, later) or 0) < 0:
            replaced[earlier.id] = later
    return {source: later.id for source, later in replaced.items()}, tuple(unknown)


def _of_one_outlet(group: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """Pairs of one outlet or of one address, in order: no others can be versions of one article."""
    by: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, a in enumerate(group):
        if a.publisher:
            by["outlet", a.publisher.casefold()].append(n)
        if a.url:
            by["page", page_of(a.url)].append(n)
    for i, k in sorted({pair for places in by.values() for pair in combinations(places, 2)}):
        yield group[i], group[k]


def are_versions(a: Article, b: Article) -> bool:
    """Whether two texts of one origin are one article of one outlet, changed in between."""
    outlet = bool(a.publisher and b.publisher and a.publisher.casefold() == b.publisher.casefold())
    if not outlet and not _is_one_page(a, b) or words_of(a.text) == words_of(b.text):
        return False
    less, more = sorted((_shingles(a), _shingles(b)), key=len)
    return len(less) >= _LEAST and len(less & more) >= _VERSION * len(less) and len(more) <= 3 * len(less)


def page_of(url: str) -> str:
    """An address without what changes from visit to visit: by it, two are one page."""
    return re.sub("[?#].*|/$", "", url.lower())


def order(a: Article, b: Article) -> int | None:
    """Below 0 where the first was published before the other; of two states of one page that bear the same
    day and hour, or none, where it was taken before the other. None where that is not known.
    """
    if a.moment and b.moment and (a.moment.tzinfo is None) == (b.moment.tzinfo is None):
        if a.moment != b.moment:
            return -1 if a.moment < b.moment else 1
    elif a.published and b.published and a.published != b.published:
        return -1 if a.published < b.published else 1
    if a.retrieved and b.retrieved and _is_one_page(a, b):
        return (a.retrieved > b.retrieved) - (a.retrieved < b.retrieved) or None
    return None


def _is_one_page(a: Article, b: Article) -> bool:
    return bool(a.url and b.url and page_of(a.url) == page_of(b.url))


def _groups(articles: tuple[Article, ...]) -> dict[str, int]:
    """Number of the group of copies that each source is in."""
    sizes, shingles = _shared(articles)
    credited = {a.id: agencies(a) for a in articles}
    index: dict[int, list[int]] = {}
    agencies_of: list[set[str]] = []
    groups: dict[str, int] = {}
    # The longest first, so that each cut copy meets the whole text.
    same: dict[tuple[str, ...], int] = {}
    for article in sorted(articles, key=lambda a: (-sizes[a.id], a.id)):
        own, words = shingles[article.id], tuple(words_of(article.text))
        near = (index.get(s, ()) for s in own)
        shared = Counter(g for groups in near if len(groups) <= _COMMON for g in groups)
        found = [
            (-n, g)
            for g, n in shared.items()
            if _is_copy(n, sizes[article.id], bool(credited[article.id] & agencies_of[g]))
        ]
        group = same.get(words) if words else None
        if group is None and found:
            group = min(found)[1]
        if group is None:
            group = len(agencies_of)
            agencies_of.append(set())
        same.setdefault(words, group)
        agencies_of[group] |= credited[article.id]
        groups[article.id] = group
        for s in own:
            known = index.setdefault(s, [])
            if group not in known and len(known) <= _COMMON:
                known.append(group)
    return groups


def _shared(articles: Sequence[Article]) -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
    """How many shingles each text has, and those of them that another text may have too, as numbers."""
    numbers: dict[str, int] = {}
    found = {a.id: array("Q", sorted(set(_numbered(_parts(a), numbers)))) for a in articles}
    # Counted by slots, not by numbers: two that meet in one slot are only kept longer than they need be.
    size = 8 * sum(map(len, found.values())) + 1
    slots = bytearray(size)
    for own in found.values():
        for number in own:
            at = number % size
            slots[at] = 2 if slots[at] else 1
    shared = {s: array("Q", (n for n in own if slots[n % size] > 1)) for s, own in found.items()}
    return {source: len(own) for source, own in found.items()}, shared


def _numbered(parts: Sequence[Sequence[str]], numbers: dict[str, int]) -> Iterator[int]:
    """The runs of words as numbers, made of those that the words are given as they come."""
    for words in parts:
        own = [numbers.setdefault(w, len(numbers) + 1) for w in words]
        for run in zip(*(own[k:] for k in range(RUN)), strict=False):
            value = 0
            for n in run:
                value = (value * _MIXING + n) % _PRIME
            yield value


def _is_copy(shared: int, own: int, same_agency: bool) -> bool:
    if own < _LEAST:
        return False
    return shared >= own * (_WIRE if same_agency else _COPY)


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(_parts(article)))


def _parts(article: Article) -> list[list[str]]:
    """The words of the text outside quotation marks, in pieces; all where there is little else."""
    outside = [words_of(part) for part in _unquoted(article)]
    first = set(islice(_runs(outside), _SURE)) if outside else set()
    if len(first) >= _LEAST or len(set(_runs(outside))) >= _LEAST:
        return outside
    return [words_of(article.text)]


def _runs(parts: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for words in parts:
        yield from (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def words_of(text: str) -> list[str]:
    """The words of a text as copies are compared: in lower case, without marks."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _unquoted(article: Article) -> Iterator[str]:
    """What stands between quotations, without the article's furniture."""
    at = 0
    for start, end in sorted((*quoted_spans(article), *_furniture(article))):
        yield article.text[at:start]
        at = max(at, end)
    yield article.text[at:]


def _furniture(article: Article) -> Iterator[tuple[int, int]]:
    """What lies between the sentences of the article's prose, where it has any."""
    ends = [0, *(s.end for s in article.sentences)]
    starts = [*(s.start for s in article.sentences), len(article.text)]
    if article.sentences:
        yield from ((a, b) for a, b in zip(ends, starts, strict=True) if article.text[a:b].strip())


def agencies(article: Article) -> frozenset[str]:
    """Keys of the agencies that a text credits: as publisher, in dateline or by-line, in its last line."""
    makers = " ; ".join(filter(None, (article.publisher, *article.authors))).lower()
    head, tail = article.text[:_HEAD], article.text[-_TAIL:]
    return frozenset(
        key
        for key, (alone, credit) in _credits().items()
        if alone.search(makers) or credit.search(head) or credit.search(tail)
    )


@per_language
def _credits() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each agency its name, and the forms in which a text credits it."""
    found = {}
    for key, names in table("agencies")["names"].items():
        name = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        credit = (
            rf"\((?:the )?(?:{name})\)"  # VELM (AP) —
            rf"|(?:^|\n)\s*(?:{name})\s*(?:$|\n|[-–—])"  # a line of its own
            rf"|(?:^|\n)\s*(?:by|source|from)\b[^\n]{{0,60}}\b(?:{name})\s*(?:$|\n)"
            rf"|\b(?:{name})\b[^.\n]{{0,80}}\bcontributed\b"
        )
        found[key] = (re.compile(rf"\b(?:{name})\b"), re.compile(credit, re.IGNORECASE))
    return found
