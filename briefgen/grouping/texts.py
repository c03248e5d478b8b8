"""Articles as they are compared: words by how much each of them tells, names, days.

No parse is asked: ten thousand articles are to be read in seconds. A word is what stands between blanks and
marks, in small letters, without a plural's s. It tells more the rarer it is, the more often the text has it,
and where its first lines have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from briefgen.grouping.rarity import is_common, rarities
from briefgen.grouping.record import Text
from briefgen.language.detect import ENGLISH, base, called, detect
from briefgen.language.furniture import role
from briefgen.model import Article

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = re.compile(
    r"(?<=[\w,;] )[A-Z][\w’'-]*[\w](?:\.(?= [A-Z]))?"
    r"(?: (?:(?:of|de|al|bin|van|von|du|la|le) )?[A-Z](?:[\w’'-]*\w|\.(?= [A-Z])))*"
)
"""A run of capitalised words inside a sentence."""
_HEAD = 80
"""Words of a text's first lines."""
_OF_HEAD = 1.5
"""How much more a word tells that stands there."""
_LEAST = 40
"""Words below which a text says too little to be compared."""
_KEPT = 250
"""So many words of a text are kept, the most telling."""
_MOST_NAMES = 60
_MOST_CHARACTERS = 60_000
"""What is behind is not read: a text that long tells of many things."""
_ENGLISH = 0.2
"""Share of a text's words that most English texts have, above which it surely is English."""


def texts_of(articles: Sequence[Article], paths: Sequence[str], days: bool = True) -> tuple[Text, ...]:
    """The articles as they are compared, in their order.

    `paths`: where each lies below the seeds folder; `days`: whether the days of publication are looked at.
    """
    counted = [_Counted(a) for a in articles]
    tells = rarities(c.counts.keys() for c in counted if not c.apart)
    return tuple(
        Text(
            path=path,
            title=a.title,
            words={} if c.apart else _vector(c, tells),
            head=c.head,
            names=c.names,
            day=_day(a) if days else None,
            apart=c.apart,
        )
        for a, c, path in zip(articles, counted, paths, strict=True)
    )


def stem(word: str) -> str:
    """A word as it is compared."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "su" else word


class _Counted:
    """What of an article is counted."""

    def __init__(self, article: Article) -> None:
        text = "\n".join(_lines(article))
        found = _WORD.findall(text)
        self.counts: Counter[str] = Counter()
        for word, n in Counter(found).items():
            self.counts[stem(word)] += n
        self.head = tuple(found[:_HEAD])
        names = Counter(m[0].removesuffix("’s").removesuffix("'s") for m in _NAME.finditer(text))
        self.names = MappingProxyType(dict(names.most_common(_MOST_NAMES)))
        self.apart = _apart(article, text, found)


def _lines(article: Article) -> Iterator[str]:
    """The title, and the text's lines without notices and the like."""
    text = article.text[:_MOST_CHARACTERS]
    if article.title_given and article.title not in text[:400]:
        yield article.title
    for line in text.splitlines():
        if line.strip() and role(line) not in ("notice", "stamp", "teaser", "byline"):
            yield line


def _apart(article: Article, text: str, found: Sequence[str]) -> str | None:
    if not article.text.strip():
        return "has no text that can be read"
    common = sum(map(is_common, map(str.lower, found)))
    if not article.language and common >= _ENGLISH * len(found) and len(found) >= _LEAST:
        return None
    language = base(article.language) if article.language else detect(text)
    if language is not None and language != ENGLISH:
        return f"is in {called(language)}: only articles in English are compared"
    if len(found) < _LEAST:
        return f"has only {len(found)} words"
    return None


def _vector(counted: _Counted, tells: Mapping[str, float]) -> dict[str, float]:
    head = frozenset(map(stem, counted.head))
    much = {
        word: (1 + math.log(n)) * tells[word] * (_OF_HEAD if word in head else 1)
        for word, n in counted.counts.items()
    }
    kept = sorted(much, key=lambda w: (-much[w], w))[:_KEPT]
    length = math.sqrt(sum(much[w] ** 2 for w in kept)) or 1.0
    return {w: much[w] / length for w in kept}


def _day(article: Article) -> int | None:
    day = article.published or article.stated
    return day.toordinal() if day else None
