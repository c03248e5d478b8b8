"""Copies of one text: wire stories and near-duplicates share an origin and count once.

Texts are compared by their *shingles*, runs of four words (Broder 1997, "On the resemblance and containment
of documents"), and by *containment*, the share of the shorter text's shingles that the other has, so that a
cut copy is found too. Quotations are left out: two reporters who write down one statement have not copied
each other.

One outlet's text in two states is one article in two versions: the later one replaces the earlier, where it
is known which that is.

The shingles are compared exactly. MinHash would save memory with hundreds of thousands of texts; a briefing
has some thousands at most, for which an index of shingles needs seconds, no further library, no estimate.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

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
_VERSION = 0.4
"""The same for two texts of one outlet that are one article: it may cut one agency's story twice."""
_HEAD = 300
_TAIL = 300
"""Characters at either end of a text in which a credit stands."""
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
    for a, b in (pair for group in groups.values() for pair in combinations(group, 2)):
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
    shingles = {a.id: _shingles(a) for a in articles}
    credited = {a.id: agencies(a) for a in articles}
    index: dict[tuple[str, ...], set[int]] = {}
    agencies_of: list[set[str]] = []
    groups: dict[str, int] = {}
    # The longest first, so that each cut copy meets the whole text.
    same: dict[tuple[str, ...], int] = {}
    for article in sorted(articles, key=lambda a: (-len(shingles[a.id]), a.id)):
        own, words = shingles[article.id], tuple(words_of(article.text))
        shared = Counter(g for s in own for g in index.get(s, ()))
        found = [
            (-n, g)
            for g, n in shared.items()
            if _is_copy(n, len(own), bool(credited[article.id] & agencies_of[g]))
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
            index.setdefault(s, set()).add(group)
    return groups


def _is_copy(shared: int, own: int, same_agency: bool) -> bool:
    if own < _LEAST:
        return False
    return shared >= own * (_WIRE if same_agency else _COPY)


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    """The text's runs of words outside quotation marks; inside them too where there is little else."""
    outside = frozenset(_runs(list(_unquoted(article))))
    return outside if len(outside) >= _LEAST else frozenset(_runs([article.text]))


def _runs(parts: list[str]) -> Iterator[tuple[str, ...]]:
    for part in parts:
        words = words_of(part)
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
