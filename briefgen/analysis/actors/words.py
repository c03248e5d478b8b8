"""A sentence's words: tokens with the parts of hyphenated words put together (Editor-in-Chief)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefgen.analysis.actors.widgets import link_words
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Sentence, Token

_DATELINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,30}(?:, [\w. ,]{2,30}?)?(?: ?\([\w ./-]+\))? ?(?:—|–|--|-) "
    r"|[\w. ,]{3,40} \((?:AP|AFP|Reuters|CNN|UPI|DPA)\) ?(?:[—–-]{1,2} )?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token, or several that hyphens join."""

    text: str
    low: str
    """Lower case, without a final full stop."""
    start: int
    end: int
    first: int
    """Index of its first token."""
    last: int
    head: Token
    """The token that governs the others."""
    entity: str

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return _is_capital(self.text)

    @property
    def pos(self) -> str:
        """Its part of speech."""
        return self.head.pos

    @property
    def tag_is_name(self) -> bool:
        """Whether the parser takes it for a name, or for something that a name is often mistaken for."""
        return (
            self.head.pos in ("PROPN", "NOUN", "ADJ", "X")
            or self.entity == "PERSON"
            or len(self.text.rstrip(".")) == 1
        )


@lru_cache(maxsize=65536)
def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    return letters[0].isupper() or (
        "-" in text and text.split("-")[0] in ("al", "el", "an", "ul") and any(c.isupper() for c in letters)
    )


@dataclass(frozen=True, kw_only=True)
class Words:
    """A sentence as words."""

    sentence: Sentence
    words: tuple[Word, ...]

    def __getitem__(self, i: int) -> Word:
        return self.words[i]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """Each word in lower case."""
        return tuple(w.low for w in self.words)

    def low(self, i: int) -> str:
        """The word in lower case; empty beyond the ends."""
        lows = self.lows
        return lows[i] if 0 <= i < len(lows) else ""

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Offsets of the words from i to before j."""
        return self.words[i].start, self.words[j - 1].end

    def text(self, i: int, j: int) -> str:
        """The words from i to before j as the source writes them; empty where there are none."""
        if not i < j <= len(self.words):
            return ""
        base = self.sentence.start
        return " ".join(self.sentence.text[self.words[i].start - base : self.words[j - 1].end - base].split())

    def head_index(self, i: int, j: int) -> int:
        """Index of the token that governs the words i to before j."""
        inside = range(self.words[i].first, self.words[j - 1].last + 1)
        tokens = self.sentence.tokens
        heads = (k for k in inside if tokens[k].head not in inside or tokens[k].head == k)
        return next(heads, inside[-1])

    def head_token(self, i: int, j: int) -> Token:
        """The token that governs the words i to before j."""
        return self.sentence.tokens[self.head_index(i, j)]

    @cached_property
    def of_token(self) -> tuple[int, ...]:
        """For each token, the index of its word."""
        return tuple(w for w, word in enumerate(self.words) for _ in range(word.first, word.last + 1))

    @cached_property
    def body(self) -> int:
        """Index of the first word behind a dateline ("PORT ROE, Norland (AP) — ")."""
        mark = _DATELINE.match(self.sentence.text)
        if not mark:
            return 0
        return next((i for i, w in enumerate(self.words) if w.start >= self.sentence.start + mark.end()), 0)

    @cached_property
    def links(self) -> frozenset[int]:
        """Indexes of the words of a page's link widget, which are no part of the sentence."""
        return link_words(self.sentence.text, self.words)

    @cached_property
    def shouting(self) -> bool:
        """Whether capitals mean nothing here: a headline in title case, a line in capitals."""
        long = [w.text for w in self.words if len(w.text) > 3 and w.text[0].isalpha()]
        capitals = sum(w[0].isupper() for w in long)
        plain = (w.text for w in self.words if len(w.text) > 2 and w.text[0].islower())
        small = [w for w in plain if w not in lexicon("names", "small")]
        title = capitals > 0.7 * len(long) if self.sentence.heading else capitals > 3 and not small
        return title or sum(w.isupper() for w in long) > 0.6 * len(long)


def words_of(sentence: Sentence) -> Words:
    """The sentence as words: put together once, and kept with the sentence as its cached properties are."""
    kept: dict[str, Words] = vars(sentence)
    if _KEPT not in kept:
        kept[_KEPT] = _read(sentence)
    return kept[_KEPT]


_KEPT = "_words"


def _read(sentence: Sentence) -> Words:
    out: list[Word] = []
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        j = _word_end(tokens, i)
        inside = range(i, j + 1)
        head = next(
            (tokens[k] for k in inside if tokens[k].head not in inside or tokens[k].head == k), tokens[j]
        )
        text = "".join(t.text for t in tokens[i : j + 1])
        entity = tokens[i].entity or tokens[j].entity
        word = Word(
            text=text, low=text.lower().rstrip("."), start=tokens[i].start, end=tokens[j].end,
            first=i, last=j, head=head, entity=entity,
        )  # fmt: skip
        out.append(word)
        i = j + 1
    return Words(sentence=sentence, words=tuple(out))


def _word_end(tokens: tuple[Token, ...], i: int) -> int:
    """Index of the last token of the word that begins at i: through hyphens, and the full stop of "Lt."."""
    j = i
    while j + 2 < len(tokens) and tokens[j + 1].text == "-" and tokens[j].end == tokens[j + 1].start:
        if tokens[j + 2].start != tokens[j + 1].end:
            break
        j += 2
    stop = (
        i == j and j + 2 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 1].start == tokens[j].end
    )
    short = tokens[j].text.lower()
    return j + 1 if stop and (short in lexicon("titles", "abbreviated") or short in ("jr", "sr")) else j


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """For comparing: lower case, no accents, no apostrophes. Letters of other scripts than Latin stay."""
    plain = text if text.isascii() else "".join(filter(_is_kept, unicodedata.normalize("NFKD", text)))
    plain = plain.lower()
    return "".join(c for c in plain if c.isalnum() or c in " -").strip()


def _is_kept(character: str) -> bool:
    """A name in another script is another name, even where it looks the same; it must not fold to nothing."""
    return character.isascii() or (
        character.isalpha() and not unicodedata.name(character, "LATIN").startswith("LATIN")
    )


def is_office(low: str) -> bool:
    """Whether the word (lower case, no final full stop) is the noun that a role turns on."""
    low = low.removesuffix("-elect").removesuffix("-designate").rstrip(".")
    if low in lexicon("titles", "offices") or low in lexicon("titles", "abbreviated"):
        return True
    return "-" in low and low.rsplit("-", 1)[-1] in lexicon("titles", "offices")
