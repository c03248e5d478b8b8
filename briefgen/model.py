"""The records that every part of briefgen shares: immutable, and tied to the words that say it.

All offsets are code points into `Article.text`, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a sentence with its parse: our own record, so that any parser can make it."""

    text: str
    start: int
    """Code points into the article's text."""
    end: int
    lemma: str
    """Lower case but for proper nouns."""
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB, AUX, PRON, …"""
    tag: str
    """Penn Treebank tag: VBD, NNS, …"""
    head: int
    """Index, in the sentence, of the token that governs this one; its own where it is a root."""
    rel: str
    """Dependency relation to the head (ClearNLP labels: nsubj, dobj, ccomp, …; ROOT)."""
    entity: str = ""
    """Type of the named entity that it is part of (PERSON, ORG, GPE, DATE, …), or empty."""
    entity_start: bool = False
    """Whether it is the first token of that entity."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence or a heading of an article."""

    source: str
    """Id of its article."""
    id: str
    """`s1`, `s2`, … in order of the text, headings included."""
    start: int
    end: int
    text: str
    """Exactly the article's text from start to end."""
    paragraph: int
    """Number of the paragraph that it stands in, from 0."""
    heading: bool = False
    """A title or section title: a label, not a claim."""
    furniture: str = ""
    """What it is instead of prose (`notice`, `teaser`, `caption`, …); empty for prose and titles."""
    skipped: tuple[tuple[int, int], ...] = ()
    """Offsets, into the article's text, of what stands inside it and is none of its words: links, kickers."""
    tokens: tuple[Token, ...] = ()
    """Its words, parsed; heads are indices into this tuple. May have several roots (asides, `;` parts)."""

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of those that it governs, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                found[token.head].append(i)
        return tuple(map(tuple, found))

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """For each token, the word and its lemma, in lower case."""
        return tuple((t.text.lower(), t.lemma.lower()) for t in self.tokens)

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        return {}

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the token and all that it governs, in order of the text."""
        known = self._subtrees.get(index)
        if known is None:
            out = [index]
            for i in out:
                out.extend(self.children[i])
            known = self._subtrees[index] = tuple(sorted(out))
        return known

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers this offset of the article."""
        at = bisect_right(self.tokens, offset, key=lambda t: t.start) - 1
        return at if at >= 0 and offset < self.tokens[at].end else None


@dataclass(frozen=True, kw_only=True)
class Article:
    """A source: one text with what is known of it. None means: not known. Nothing is guessed."""

    id: str
    """Stable, safe in a URL and as a file name."""
    key: str
    """What its citation marks begin with: `A` makes A1, A2, …"""
    path: str
    """Relative to the project, with forward slashes."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    text: str
    """The decoded file (plain text), or what the reader extracted."""
    extracted: bool = False
    """Whether `text` differs from the decoded file (true of every format but plain text)."""
    title: str
    title_given: bool = False
    """False where the title is only the text's first words."""
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    moment: datetime | None = None
    """When it was published, where more than the day is given."""
    stated: date | None = None
    """The day that its own dateline states, where no other is given; `published` where that is accepted."""
    url: str | None = None
    blocks: tuple[tuple[int, int, str], ...] = ()
    """Offsets and kind (`heading`, `paragraph`, `item`, `quote`) where the format marks them; else empty."""
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def prose(self) -> Article:
        """The article without its furniture: what finders read. Ids, offsets and text stay as they are."""
        told = tuple(s for s in self.sentences if not s.furniture)
        return self if len(told) == len(self.sentences) else replace(self, sentences=told)

    @cached_property
    def by_sentence(self) -> Mapping[str, Sentence]:
        """Its sentences by id."""
        return {s.id: s for s in self.sentences}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Index of each sentence in `sentences`, by id."""
        return {s.id: n for n, s in enumerate(self.sentences)}

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers this offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def cite(self, start: int, end: int) -> Citation:
        """A citation of these code points.

        Raises ValueError where they don't lie inside one sentence.
        """
        sentence = self.sentence_at(start)
        if sentence is None or not start < end <= sentence.end:
            raise ValueError(f"{self.id}: {start}-{end} is not inside one sentence")
        return Citation(
            source=self.id, sentence=sentence.id, start=start, end=end, quote=self.text[start:end]
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """Verbatim words of one sentence of one source."""

    source: str
    start: int
    end: int
    sentence: str
    quote: str

    def as_json(self) -> dict[str, Any]:
        """The contract's CITATION."""
        return {
            "source": self.source, "sentence": self.sentence,
            "start": self.start, "end": self.end, "quote": self.quote,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that sources say, with the words that say it. Each kind adds its own fields."""

    id: str
    """Made from what it says and where: survives rebuilds and added sources."""
    title: str = ""
    """One line for a list."""
    citations: tuple[Citation, ...] = ()
    rule: str = ""
    """Which rule found it."""
    confidence: Confidence = "high"
    note: str | None = None
    """What the analyst adds to it (editorial.yml)."""

    def as_json(self) -> dict[str, Any]:
        """Its record in briefing.json, keys in the contract's order."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that the reader of the briefing or its maker should know."""

    source: str | None
    """Id or path of the source; None where it concerns the whole."""
    what: str
    severity: int = 0
    """0 a remark, 1 something was left out, 2 the user must act. Printed worst last."""
    first: bool = False
    """Whether the front page says it, because it concerns all that stands there."""

    def as_json(self) -> dict[str, Any]:
        """Its record in briefing.json."""
        return {"source": self.source, "what": self.what}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The source that a key was given to."""

    id: str
    path: str | None
    """None where it is gone, and known by its bytes alone."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the sources of this build have that those of an earlier one had not."""

    came: tuple[str, ...] = ()
    """Ids of the sources that are new."""
    revised: tuple[str, ...] = ()
    """Ids of those whose text is another."""
    removed: int = 0
    """How many sources are no longer there."""
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind → ids of its findings that are new, in their order."""
    changed: int = 0
    """How many earlier findings rest on other passages now."""
    gone: int = 0
    """How many went away with what their sources no longer say."""


@dataclass(frozen=True, kw_only=True)
class Briefing:
    """All that was found: what pages and exports are made of."""

    title: str
    event: str | None = None
    """The maker's one line on the event, where given."""
    articles: tuple[Article, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    """Source id → id of the source whose text it shares (its own where it is independent)."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Source id → id of the later version of the same article, for those that have one."""
    findings: Mapping[str, tuple[Finding, ...]]
    """By kind's name (`leaders`, `positions`, …), in the order of KINDS."""
    problems: tuple[Problem, ...] = ()
    generator: Mapping[str, str] = field(default_factory=dict)
    pdf: str | None = None
    """Where the site has the brief as a PDF, where the maker says that it does."""
    excerpts: bool = False
    """Whether only the cited sentences of the sources may be published."""
    news: News | None = None
    """What is new since an earlier build; None where there was none, or nothing is."""
    keys: Mapping[str, Keyed] = field(default_factory=dict)
    """Every key that was ever given to a source → that source."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Source and sentence of what a page would show otherwise than the source has it: not printed."""

    @cached_property
    def by_source(self) -> Mapping[str, Article]:
        """Its articles by id."""
        return {a.id: a for a in self.articles}

    @cached_property
    def published(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is listed, counted and told as news: all findings but the disagreements to be checked."""
        if not self.to_check:
            return self.findings
        disputes = tuple(f for f in self.findings["disagreements"] if f.confidence != "low")
        return {**self.findings, "disagreements": disputes}

    @cached_property
    def to_check(self) -> tuple[Finding, ...]:
        """Disagreements of low confidence, the likeliest first: pairs of passages for somebody to look at."""
        return tuple(f for f in self.findings.get("disagreements", ()) if f.confidence == "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file to write below the docs folder."""

    path: str
    """Relative to the docs folder, with forward slashes."""
    text: str
