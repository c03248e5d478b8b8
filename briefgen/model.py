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
    language: str | None = None
    """Its code (ISO 639, `en`, `pt-BR`): what is given, else what is detected; None where it is not known."""
    retrieved: datetime | None = None
    """When it was taken from where it was, in UTC."""
    original: str | None = None
    """Where, below the seeds folder, the file lies that it was made from."""
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


BY_HAND = "editorial/"
"""Begins the rule of a finding that the analyst has added."""
REWORKED = ", edited"
"""Ends what an accepted proposal comes from, where whoever accepted it has changed it."""


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
    edited: tuple[str, ...] = ()
    """What of it the analyst has set: names of fields, as editorial.yml has them."""
    reviewed: str | None = None
    """Who has checked it against its sources, as it is now."""
    proposed: str | None = None
    """What proposed it, where a person accepted what a language model proposed: the model, the day, and the
    version of what was asked. Of a leader that was found, what proposed the first role.
    """

    @property
    def passages(self) -> tuple[Citation, ...]:
        """The words that it rests on: its citations, and those of its sides where it has some."""
        return (*self.citations, *(c for side in getattr(self, "sides", ()) for c in side.citations))

    @property
    def by_hand(self) -> bool:
        """Whether the analyst has added it, and no rule found it."""
        return self.rule.startswith(BY_HAND)

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
class Difference:
    """In what something is another than it was, in words for a reader."""

    name: str
    """`value`, `words`, `side`, `stance`, `holder`, `kind`, `origins`, `sources`, `later`; of a source `text`
    and `version`.
    """
    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a finding, or of a source, since an earlier build."""

    what: Literal["new", "changed", "answered", "gone"]
    kind: str
    """Of a finding its kind; `sources`."""
    id: str
    """The one that it has now; of what is gone, the one that it had."""
    title: str
    how: tuple[Difference, ...] = ()
    """Of what has changed: in what."""


@dataclass(frozen=True, kw_only=True)
class News:
    """What this build has that an earlier one with other sources had not, and what it has no longer."""

    changes: tuple[Change, ...] = ()
    """What the sources brought: sources first, then findings by kind."""
    others: tuple[Change, ...] = ()
    """What came about through the analyst's edits or another version of the rules: no news of the event."""
    compared: bool = True
    """Whether there was a build to compare with."""

    @cached_property
    def came(self) -> tuple[str, ...]:
        """Ids of the sources that are new."""
        return self._ids("new", "sources")

    @cached_property
    def revised(self) -> tuple[str, ...]:
        """Ids of those whose publisher has changed them: the text is another, or a later version came."""
        return self._ids("changed", "sources")

    @cached_property
    def removed(self) -> int:
        """How many sources are no longer there."""
        return len(self._ids("gone", "sources"))

    @cached_property
    def findings(self) -> Mapping[str, tuple[str, ...]]:
        """Kind → ids of its findings that are new, in their order."""
        kinds = dict.fromkeys(c.kind for c in self.changes if c.what == "new" and c.kind != "sources")
        return {kind: self._ids("new", kind) for kind in kinds}

    @cached_property
    def changed(self) -> int:
        """How many earlier findings are others now."""
        return sum(c.what == "changed" and c.kind != "sources" for c in self.changes)

    @cached_property
    def gone(self) -> int:
        """How many went away with what their sources no longer say."""
        return sum(c.what == "gone" and c.kind != "sources" for c in self.changes)

    @cached_property
    def answered(self) -> int:
        """How many open issues are open no more."""
        return sum(c.what == "answered" for c in self.changes)

    def _ids(self, what: str, kind: str) -> tuple[str, ...]:
        return tuple(c.id for c in self.changes if (c.what, c.kind) == (what, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paragraph of the analyst's, with citations among his words."""

    parts: tuple[str | Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An edit that no longer finds its finding."""

    name: str
    """The id, as the file has it."""
    line: int
    near: tuple[tuple[str, str], ...] = ()
    """Kind and id of the findings that are likeliest to be the one, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """By what an edit takes hold of a finding."""

    name: str
    """Its id; kind and id where the id alone may mean another."""
    seal: str
    """What it is now, as a few digits: of a finding that was checked, whether it is another since."""


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
    issues: str | None = None
    """Where a reader writes down what is wrong: the form for a new issue; None: nowhere."""
    site: str | None = None
    """Where the site is published, with a slash at the end; None: not known."""
    directory_urls: bool = True
    """Whether each page of the site has a folder of its own: `positions/`, not `positions.html`."""
    among: str | None = None
    """What its site calls it, where it is one of several briefings in one site."""
    excerpts: bool = False
    """Whether only the cited sentences of the sources may be published."""
    news: News | None = None
    """What is new since an earlier build; None where nobody asks for news."""
    keys: Mapping[str, Keyed] = field(default_factory=dict)
    """Every key that was ever given to a source → that source."""
    unedited: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """The findings as they were found, before the analyst's edits; what is hidden is among them."""
    opening: tuple[Written, ...] = ()
    """What the analyst has written in the place of what happened; empty: what was found stands there."""
    sections: tuple[str, ...] = ()
    """The order of the front page's sections that the analyst wants; those that are not named follow."""
    lost: tuple[Lost, ...] = ()
    """Edits that no longer find their finding."""
    memory: Mapping[str, Any] = field(default_factory=dict)
    """What the next build needs to know the findings, and those of edits, again."""
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

    @property
    def data(self) -> bytes:
        """The text as it is written: UTF-8."""
        return self.text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format in which the briefing can be taken away."""

    name: str
    """What `briefgen export` calls it."""
    about: str
    """What it is and for whom, in Markdown of ours."""
    paths: tuple[str, ...] = ()
    """Its files on the site, relative to the docs folder; none where it is not made for this briefing."""
    on_site: bool = True
    """Whether builds write it beside the pages."""
