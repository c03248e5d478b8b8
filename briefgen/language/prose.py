"""What each line and each sentence of an article is: prose, a title, or furniture, decided once.

Saved articles hold what is none of their text: notices, links to other stories, captions, credits, by-lines,
stamps, corrections, an interviewer's questions, passages printed twice. Source pages show them set back, and
no finder reads them (`Article.prose`). A line counts as prose unless its words or its place say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from briefgen.language.corrections import is_note, stated
from briefgen.language.furniture import credit, ends_like_prose, role
from briefgen.language.insertions import Span, inserted
from briefgen.language.lexicon import per_language, table, words
from briefgen.language.turns import Turn, find_turns, unlabelled_questions
from briefgen.model import Article

Block = tuple[int, int, str]
"""Offsets of a paragraph, and what it is: `line`, `paragraph`, `item`, `quote`, `heading`."""

# What a whole paragraph is where its beginning says so, whatever its length.
_WHOLE = frozenset({"caption", "highlights", "table", "stage"})
_SHORT = 45
"""Words up to which a paragraph is what its beginning says."""
_TOLD = 8
"""Words from which a line with an end mark begins the article's prose, and a passage counts as repeated."""
_BETWEEN_NAMES = re.compile(r",? and |, | \| ")
_MOST_NAMES = 10
_NAME = 4
_CROSSHEAD = 10
_CREDIT = 9
"""Words of a credit that stands alone."""
_SHOWN = re.compile(
    r"^(?!.*\b(?:said|says|told)\b).*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan|Feb|Mar|Apr"
    r"|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d\b"
)
_CLOSING = re.compile(
    r"(?:our standards:|read or share this story|copyright ©|© ?\d|acquire licensing|order reprints"
    r"|all rights reserved)",
    re.IGNORECASE,
)
_MOST_BEHIND = 8
"""So many lines may stand behind the article's closing line."""
_FIRST_WORDS = re.compile(
    r"[-–—•* ]*((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+),? (?:[^.!?]{0,80}, )?(?:is|are|covers|has covered"
    r"|writes|reports)\b"
)
# Behind the text of an embedded post: who wrote it, and mostly when.
_SIGNED = re.compile(r"(?:^|\s)[—–-]{1,2} ?[^—–\n]{2,60} \(@\w{1,20}\)(?: [\w ,.:·]{4,40})?$")
_AUTHOR = 5
"""Lines at the end among which one may tell who the author is."""


class Lines:
    """The paragraphs of an article, and what each of them is."""

    def __init__(self, article: Article, blocks: Sequence[Block], headings: Sequence[bool]) -> None:
        self._article = article
        self._blocks = blocks
        self._headings = headings
        self._text = [article.text[a:b] for a, b, _ in blocks]
        turns = find_turns(article.text, [(a, b) for a, b, _ in blocks])
        self._turns: Mapping[int, Turn] = {t.paragraph: t for t in turns}
        self._own = [role(line) for line in self._text]
        self._notes = {n for n, line in enumerate(self._text) if is_note(line)}
        self._begin = self._first_prose()
        self._behind = self._tail()
        self._asked = unlabelled_questions(self._text, article.title, self._begin)
        self.roles = self._roles()
        self._cuts = [self._inserted(n) for n in range(len(blocks))]

    def _first_prose(self) -> int:
        """Number of the line that the article's prose begins with."""
        plain = (n for n, own in enumerate(self._own) if not own and n not in self._notes)
        told = (n for n in plain if ends_like_prose(self._text[n]) and len(self._text[n].split()) >= _TOLD)
        return next(told, len(self._text))

    def _tail(self) -> int:
        """Number of the line behind which only the house speaks."""
        last = len(self._text)
        closing = (
            n
            for n in range(max(self._begin + 1, last - _MOST_BEHIND - 1), last)
            if _CLOSING.match(self._text[n])
        )
        return next(closing, last)

    def _roles(self) -> list[str]:
        found: list[str] = []
        seen: set[str] = set()
        for n, line in enumerate(self._text):
            key = " ".join(line.lower().split())
            again = key in seen and len(key.split()) >= _TOLD
            seen.add(key)
            found.append("repeat" if again else self._role(n, found))
        return found

    def _role(self, n: int, before: list[str]) -> str:
        line, own = self._text[n], self._own[n]
        if n in self._turns:
            return "question" if self._turns[n].asks else ""
        if n > self._behind:
            return own or "notice"
        if n in self._notes:
            return "correction"
        if n == 0 and self._headings[0] and own in ("teaser", "table"):
            return ""  # a title: its kicker may look like the label of a link
        if own and (own in _WHOLE or self._headings[n] or (len(line.split()) <= _SHORT and self._spreads(n))):
            return own
        if self._is_framed(n):
            return "caption"
        if n in self._asked:
            return "question"
        return self._of_heading(n, before) if self._headings[n] or self._is_quoted_heading(n) else ""

    def _is_quoted_heading(self, n: int) -> bool:
        """Whether it is a crosshead that ends with a mark: ‘Not enough’, Council is ‘no pushover’."""
        line = self._text[n]
        if (
            line[-1] not in "’'”\""
            or ends_like_prose(line)
            or line[-2:-1] in (",", ":", ";", "-", "—")
            or n < self._begin
        ):
            return False
        signed = n + 1 < len(self._text) and self._text[n + 1][0] in "—–-―"
        return len(line.split()) <= _CROSSHEAD and not signed

    def is_post(self, n: int) -> bool:
        """Whether it is the text of a post that is signed behind it or in the next line."""
        return any(_SIGNED.search(line) for line in self._text[n : n + 2])

    def _spreads(self, n: int) -> bool:
        """Whether sentences behind the one that gave the line its role belong to it; else each is asked."""
        own = self._own[n]
        return own in ("byline", "teaser") or self._text[n].lower().startswith("disclaimer")

    def _is_framed(self, n: int) -> bool:
        """Whether it stands above a picture's credit: behind the word `Image`, or with a day."""
        line = self._text[n]
        if n + 1 >= len(self._text) or self._own[n + 1] != "caption" or len(line.split()) > _SHORT:
            return False
        if n > 0 and self._text[n - 1].lower() in ("image", "photo"):
            return True
        below = self._text[n + 1]
        alone = len(below.split()) <= _CREDIT and credit().fullmatch(below)
        return bool(alone) and _SHOWN.search(line) is not None

    def _of_heading(self, n: int, before: list[str]) -> str:
        """A title counts; by-lines above the text, and crossheads and links within it, are furniture."""
        line = self._text[n]
        if self._blocks[n][2] == "heading" or self.is_post(n) or line[0].islower():
            return ""
        if n < self._begin:
            if n and before[n - 1] in ("highlights", "teaser"):
                return before[n - 1]
            return "byline" if self._is_signed(n) else ""
        told = ends_like_prose(line) or self._is_listed(n, before) or _takes_up(line)
        return "heading" if self._is_prosaic and not told else ""

    def _is_listed(self, n: int, before: list[str]) -> bool:
        """Whether it is an item of a list that a sentence with a colon announces."""
        if ":" in self._text[n]:
            return False  # a link under its kicker
        while n and not before[n - 1] and self._headings[n - 1]:
            n -= 1
        return n > 0 and not before[n - 1] and self._text[n - 1].endswith(":")

    def _is_signed(self, n: int) -> bool:
        """Whether a line above the text gives names and nothing else, and is not the title."""
        line, article = self._text[n], self._article
        if line in article.authors or line == article.publisher:
            return True
        titled = set(article.title.lower().split()) & set(line.lower().split()) - {"and", "by"}
        other = n > 0 or (article.title_given and not titled)
        return other and len(line.split()) <= _MOST_NAMES and _are_names(line)

    @cached_property
    def _is_prosaic(self) -> bool:
        """Whether most of the article's lines are sentences."""
        told = [line for n, line in enumerate(self._text) if not self._own[n]]
        return sum(map(ends_like_prose, told)) * 2 >= len(told)

    def _inserted(self, n: int) -> tuple[Span, ...]:
        """Offsets of what the paragraph's sentences leave out."""
        base = self._blocks[n][0]
        cuts = [(base + a, base + b) for a, b in inserted(self._text[n])]
        turn = self._turns.get(n)
        if turn and (not turn.named or turn.name[0] != base):
            cuts = [(base, turn.start), *(c for c in cuts if c[0] >= turn.start)]
        return tuple(cuts)

    def cuts(self, n: int) -> tuple[Span, ...]:
        """Offsets of what stands inside a paragraph and is none of its words."""
        return self._cuts[n]

    def sentences(self, n: int, spans: Sequence[Span]) -> list[tuple[str, tuple[Span, ...]]]:
        """For each sentence of a paragraph what it is, and what of it is left out."""
        text = self._article.text
        if self.roles[n] == "correction":
            kept = stated(text, spans)
            return [("correction", ()) if k is None else ("", k) for k in kept]
        if self.roles[n]:
            return [(self.roles[n], ()) for _ in spans]
        out: list[tuple[str, tuple[Span, ...]]] = []
        for a, b in spans:
            skipped = tuple(c for c in self._cuts[n] if a <= c[0] and c[1] <= b)
            out.append((self._sentence(n, spans, a, b, skipped, out), skipped))
        return out

    def _sentence(
        self,
        n: int,
        spans: Sequence[Span],
        a: int,
        b: int,
        skipped: tuple[Span, ...],
        before: list[tuple[str, tuple[Span, ...]]],
    ) -> str:
        text = self._article.text
        if skipped and not any(c.isalnum() for c in _without(text, a, b, skipped)):
            return "teaser"
        if n in self._turns:
            # He who asks may tell as well; what he asks is no statement.
            return "question" if text[b - 1] == "?" and self._asks(n) else ""
        if before and (
            before[-1][0] == "author" or (before[-1][0] == "notice" and text.startswith(("I’m ", "I'm "), a))
        ):
            return before[-1][0]
        if n >= len(self._text) - _AUTHOR and self._is_author(text[a:b]):
            return "author"
        if self._headings[n] or (len(spans) == 1 and not self._own[n]):
            return ""
        own = role(text[a:b])
        inside = _is_open(text[spans[0][0] : a])
        return own if own not in ("", "table") and not inside else ""

    def _asks(self, n: int) -> bool:
        return self._turns[n].asks or not self._turns[n].answers

    def _is_author(self, sentence: str) -> bool:
        """Whether it tells who wrote the article: a journalist of whom the text says nothing else."""
        m = _FIRST_WORDS.match(sentence)
        if m is None or not _trades().search(sentence[m.end() - 4 : m.end() + 120]):
            return False
        name = m.group(1).split()[-1]
        return self._article.text.count(name) == 1 or m.group(1) in self._article.authors


def _are_names(line: str) -> bool:
    """Whether names of two to four words stand there and nothing else, or an outlet's in capitals."""
    line = line[3:] if line[:3].lower() == "by " else line
    parts = [part.split() for part in _BETWEEN_NAMES.split(line)]
    full = len(parts[0]) > 1 and all(1 <= len(part) <= _NAME for part in parts)
    return full and all(w[0].isupper() and (w[-1].isalpha() or w[-1] == ".") for part in parts for w in part)


def _takes_up(line: str) -> bool:
    """Whether it takes up what was said before, as sentences do; only its full stop is missing."""
    own = line.lower().split()
    return len(own) >= _TOLD - 1 and own[0].strip(",’'") in words("furniture", "taking_up")


def _without(text: str, start: int, end: int, cuts: Sequence[Span]) -> str:
    """The words of a stretch without what is left out of it."""
    kept, at = [], start
    for a, b in cuts:
        kept.append(text[at:a])
        at = b
    return "".join((*kept, text[at:end]))


def _is_open(before: str) -> bool:
    """Whether a quotation is open behind these words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


@per_language
def _trades() -> re.Pattern[str]:
    names = "|".join(map(re.escape, table("furniture")["persons"]["trades"]))
    return re.compile(
        rf"\b(?:is|are)\b[^.;]{{0,60}}\b(?:{names})s?\b(?! (?:who|whom|that)\b)|\b(?:covers|writes"
        rf"|reports) (?:about |on |for )?[a-zA-Z]"
    )
