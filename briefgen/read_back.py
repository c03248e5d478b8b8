"""The pages read back: what they show as a source's words must be words of that source, where they link.

The same check before a page is written and by `briefgen check`, on the Markdown itself, parsed by a parser
that made none of it. Looked at are the target and title of each citation mark, the list of sentences that a
page cites, the words in quotation marks beside a mark, and each sentence on a source's own page. What is
wrong comes back with the sentences that it cites, so that a build can leave out what prints it.

What comes back of a page hangs on its bytes and on the sentences that its marks mean, and on nothing else:
a page that was right once need not be read again (`Reader.key`, `Seen`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it import __version__ as _parser_version
from markdown_it.token import Token

from briefgen import places
from briefgen.model import Article, Briefing, Page, Sentence
from briefgen.pages.escape import TURNS, carried, turn

_MARK = re.compile(r"[A-Z]{1,4}\d{1,7}")
_LABEL = re.compile(rf"\[({_MARK.pattern})\]")
"""What the page may have as a mark, before it is parsed."""
_LOOSE = re.compile(r"\[([A-Z]{1,4}\d{1,7})\]\[\]")
_SENTENCE = re.compile(r'<span id="(s\d{1,7})" class="sentence[a-z \-]*">')
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_AROUND_TURNS = frozenset(part for c in TURNS for part in turn(c).partition(f"&#{ord(c)};")[::2])
"""The tags around a control of direction: the control itself is among the words."""
_MARKS = str.maketrans(dict.fromkeys('“”„‟〝〞"＂‘’‚‛', "'"))
"""Inside our marks a source's own are single: which mark it is says nothing about its words."""
_SHOWN = 60
"""Characters of a passage in a message."""
# Words that were escaped must stay apart from those that were not, or `[A1][]` in an article would be a mark.
_APART = "\0"
"""In a line's words, in the place of a link and at the edges of small print and emphasis."""
_OURS = '<span class="ours">'
"""Begins what briefgen adds inside a quotation, which is not compared with the source."""
_LABELS = frozenset({"Before it", "Changed", "Dropped", "Added"})
"""What stands before a quotation and is no title."""
_PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("text_join")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """Something on a page that no source says."""

    page: str
    what: str
    said: str = ""
    """The words that are shown as a source's, where words are wrong."""
    cited: tuple[tuple[str, str], ...] = ()
    """Source and sentence of each mark beside it."""

    def __str__(self) -> str:
        return f"{self.page}: {self.what}"


@dataclass(slots=True)
class _Line:
    """A line of a page: the words in it, and the marks among them with the place where each stands."""

    words: str = ""
    marks: list[tuple[int, str, str]] = field(default_factory=list)
    """Offset into the words, what the mark says, where it leads."""
    bold: list[tuple[int, int]] = field(default_factory=list)
    small: int | None = None
    """Where the small print begins."""
    _ours: bool = False
    """Whether what comes is briefgen's own."""
    _begun: int = 0
    """Where the link, the bold or the small print that is open begins."""
    _link: str | None = None

    def take(self, token: Token) -> None:
        """Add what a token says."""
        if self._ours or (token.type == "html_inline" and token.content == _OURS):
            self._ours = token.content != "</span>"
        elif token.type == "link_open":
            self._link, self._begun = str(token.attrGet("href")), len(self.words)
        elif token.type == "link_close" and self._link is not None:
            self._close(self._link)
        elif token.type == "strong_open":
            self._begun = len(self.words)
        elif token.type == "strong_close":
            self.bold.append((self._begun, len(self.words)))
        elif token.type in ("em_open", "em_close") or token.content in ("<small>", "</small>"):
            if token.content == "<small>" and self.small is None:
                self.small = len(self.words)
            self.words += _APART
        elif token.type in ("text", "text_special", "code_inline"):
            self.words += token.content

    def _close(self, link: str) -> None:
        said = self.words[self._begun :]
        self.words = self.words[: self._begun]
        if _MARK.fullmatch(said):
            self.marks.append((self._begun, said, link))
        elif said.startswith("“") and said.endswith("”"):
            self.words += _APART + said + _APART  # a statement in the table, which leads to itself
        else:
            self.words += _APART
        self._link = None


class Seen(Protocol):
    """Keys of pages that were read, and were right; kept by somebody from build to build, or not at all."""

    def has(self, key: str) -> bool:
        """Whether a page with this key was right."""
        ...

    def add(self, key: str) -> None:
        """Remember that a page with this key is right."""
        ...


def misread(
    briefing: Briefing,
    pages: Iterable[Page],
    known: Callable[[Article], bool] = lambda _: True,
    seen: Seen | None = None,
) -> Iterator[Misread]:
    """Each thing on the pages that no source says. `known`: the sources to look at. `seen`: pages that need
    not be read again.
    """
    reader = Reader(briefing, known)
    for page in pages:
        if page.path.endswith(".md"):
            key = "" if seen is None else reader.key(page)
            if seen is None or not seen.has(key):
                wrong, lasting = reader.read(page)
                yield from wrong
                if seen is not None and lasting and not wrong:
                    seen.add(key)


class Reader:
    """Reads pages, given the sources that they cite. What it says of one page hangs on no other."""

    def __init__(self, briefing: Briefing, known: Callable[[Article], bool] = lambda _: True) -> None:
        """`known`: the sources to look at; what is said of others is not asked."""
        articles = [a for a in briefing.articles if known(a)]
        self._by_key = {a.key: a for a in articles}
        self._sources = {places.source_page(a): a for a in articles}
        self._withheld, self._complete = briefing.withheld, not briefing.excerpts

    def misread_page(self, page: Page) -> tuple[Misread, ...]:
        """Each thing on a page that no source says."""
        return self.read(page)[0]

    def read(self, page: Page) -> tuple[tuple[Misread, ...], bool]:
        """The same, and whether it holds wherever the page has this `key`."""
        reading = _Reading(page, self._by_key)
        wrong = [*reading.wrong()]
        if article := self._sources.get(page.path):
            wrong += reading.sentences(article, self._withheld, complete=self._complete)
        return tuple(wrong), reading.asked <= set(_LABEL.findall(page.text))

    def key(self, page: Page) -> str:
        """A hash of all that `read` looks at: the page's place and bytes, what each of its marks means, on a
        source's page the whole source, and the program.
        """
        found = hashlib.sha256(f"{_program()}\n{page.path}\n".encode())
        found.update(hashlib.sha256(page.data).digest())
        for label in sorted(set(_LABEL.findall(page.text))):
            article, sentence = _meant(label, self._by_key)
            about = f"{article.id}\n{article.path}\n" if article else ""
            said = f"{sentence.id}\n{sentence.text}\n" if sentence else ""
            found.update(_told(f"\n{label}\n{about}{said}"))
        if article := self._sources.get(page.path):
            found.update(_told(f"\n{article.id}\n{article.path}\n{self._complete}\n"))
            for s in article.sentences:
                found.update(_told(f"{s.id} {(article.id, s.id) in self._withheld} {s.text}\n"))
        return found.hexdigest()


def _told(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


@cache
def _program() -> str:
    """Stands for what the reading is done with."""
    here = Path(__file__).parent
    files = (here / name for name in ("read_back.py", "places.py", "pages/escape.py"))
    whole = b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)
    return f"{hashlib.sha256(whole).hexdigest()} {_parser_version}"


def _meant(label: str, by_key: Mapping[str, Article]) -> tuple[Article | None, Sentence | None]:
    """The source and the sentence that a mark names, as far as they are there."""
    article = by_key.get(label.rstrip("0123456789"))
    number = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return article, article.by_sentence.get(f"s{number}") if article else None


class _Reading:
    """One page, parsed."""

    def __init__(self, page: Page, by_key: Mapping[str, Article]) -> None:
        self.path, self.by_key = page.path, by_key
        self.asked: set[str] = set()
        """The marks whose meaning was looked up."""
        env: dict[str, Mapping[str, Mapping[str, str]]] = {}
        body = _FRONT_MATTER.sub("", page.text, count=1)
        self.inlines = [t.children or [] for t in _PARSER.parse(body, env) if t.type == "inline"]
        self.targets = env.get("references", {})

    def wrong(self) -> Iterator[Misread]:
        """What is wrong with its marks and with the words beside them."""
        for label, target in self.targets.items():
            if problem := self._target(label, str(target.get("href")), str(target.get("title") or "")):
                yield self._misread(problem, (label,))
        for children in self.inlines:
            yield from (self._misread(f"[{x}] leads nowhere", (x,)) for x in _loose(children))
            for line in _lines(children):
                yield from self._line(line)

    def sentences(
        self, article: Article, withheld: Container[tuple[str, str]], complete: bool
    ) -> Iterator[Misread]:
        """What is wrong with the text of a source on its own page."""
        shown: dict[str, str] = {}
        for id_, words in (x for children in self.inlines for x in _spans(children)):
            if id_ in shown:
                yield self._of(article, id_, f"sentence {id_} stands twice")
            shown[id_] = words
        for id_ in shown.keys() - article.by_sentence.keys():
            yield self._of(article, id_, f"{article.path} has no sentence {id_}")
        for s in article.sentences:
            if (article.id, s.id) in withheld:
                continue
            if s.id in shown and _plain(shown[s.id]) != _plain(s.text):
                yield self._of(
                    article, s.id, f"sentence {s.id} is not what {article.path} says: {_cut(s.text)}"
                )
            elif complete and s.id not in shown:
                yield self._of(article, s.id, f"sentence {s.id} is missing: {_cut(s.text)}")

    def _of(self, article: Article, sentence: str, what: str) -> Misread:
        return Misread(page=self.path, what=what, cited=((article.id, sentence),))

    def _misread(self, what: str, labels: Iterable[str], said: str = "") -> Misread:
        found = (self._cited(label) for label in labels)
        cited = tuple(dict.fromkeys((x[0].id, x[1].id) for x in found if x))
        return Misread(page=self.path, what=what, said=said, cited=cited)

    def _cited(self, label: str) -> tuple[Article, Sentence] | None:
        """What a mark means; None where its source is not looked at, or has no such sentence."""
        self.asked.add(label)
        article, sentence = _meant(label, self.by_key)
        return (article, sentence) if article and sentence else None

    def _target(self, label: str, href: str, title: str) -> str | None:
        if not _MARK.fullmatch(label):
            return None
        cited = self._cited(label)
        if cited is None:
            known = label.rstrip("0123456789") in self.by_key
            return f"[{label}]: there is no such sentence" if known else None
        article, sentence = cited
        if href != places.link(self.path, f"{places.source_page(article)}#{sentence.id}"):
            return f"[{label}] leads to {href}, not to sentence {sentence.id} of {article.path}"
        if not _said(title).startswith(_said(f"“{sentence.text}”")):
            return f"[{label}] says {_cut(title)}, not what sentence {sentence.id} of {article.path} says"
        return None

    def _line(self, line: _Line) -> Iterator[Misread]:
        for _, label, href in line.marks:
            cited = self._cited(label)
            if cited and href != places.link(self.path, f"{places.source_page(cited[0])}#{cited[1].id}"):
                where = f"sentence {cited[1].id} of {cited[0].path}"
                yield self._misread(f"[{label}] leads to {href}, not to {where}", (label,))
        if line.marks and not line.words[: line.marks[0][0]].strip(" -"):
            yield from self._reference(line)
        elif line.marks:
            yield from self._passages(line)

    def _reference(self, line: _Line) -> Iterator[Misread]:
        """An entry of the list of sentences: mark, the sentence in bold, the small print."""
        label = line.marks[0][1]
        cited = self._cited(label)
        if cited and line.bold and line.bold[0][0] < (line.small or 0):
            said = line.words[slice(*line.bold[0])]
            if _said(said) != _said(f"“{cited[1].text}”"):
                yield self._misread(
                    f"{_cut(said)} is not sentence {cited[1].id} of {cited[0].path}", (label,)
                )

    def _passages(self, line: _Line) -> Iterator[Misread]:
        """Words in quotation marks, each with the marks that follow it."""
        begin, at = 0, 0
        while at < len(line.marks):
            here, labels = line.marks[at][0], []
            while at < len(line.marks) and not line.words[here : line.marks[at][0]].strip():
                labels.append(line.marks[at][1])
                at += 1
            name = line.bold[0] if line.bold and not begin else (0, 0)
            passages = _quoted(line.words[begin:here], begin == 0, line.words[slice(*name)])
            begin = here
            found = [self._cited(label) for label in labels]
            texts = [_said(x[1].text) for x in found if x]
            for passage in passages if len(texts) == len(labels) else ():
                if not any(_says(text, passage) for text in texts):
                    what = f"“{_cut(passage)}” is not in the sentence that it cites"
                    yield self._misread(what, labels, said=passage)


def _lines(children: list[Token]) -> Iterator[_Line]:
    line = _Line()
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            yield line
            line = _Line()
        else:
            line.take(token)
    yield line


def _spans(children: list[Token]) -> Iterator[tuple[str, str]]:
    """Id and words of each sentence on a source's page."""
    id_, words = None, ""
    for token in children:
        if token.type == "html_inline" and (found := _SENTENCE.fullmatch(token.content)):
            id_, words = found[1], ""
        elif token.type == "html_inline" and token.content == "</span>" and id_:
            yield id_, words
            id_ = None
        elif token.type in ("softbreak", "hardbreak"):
            words += " "
        elif token.type == "html_inline" and token.content in _AROUND_TURNS:
            continue
        else:
            words += token.content if token.nesting == 0 else ""


def _loose(children: list[Token]) -> Iterator[str]:
    """Marks that are no links, because the page does not say where they lead."""
    for token in children:
        if token.type == "text":
            yield from _LOOSE.findall(token.content)


def _quoted(words: str, first: bool, name: str = "") -> Iterator[str]:
    """The passages in our quotation marks before a mark.

    A part that begins the line (`first`) and has words before the quotation is a title, and its words are
    briefgen's or the analyst's, unless they are the holder's name in bold, or a label of ours.
    """
    for number, part in enumerate(words.split(_APART)):
        before = part.partition("“")[0].strip(" ·—:-")
        if number or not first or not before or before == name.strip(" :") or before in _LABELS:
            yield from _outermost(part)


def _outermost(part: str) -> Iterator[str]:
    """What stands between double marks; where there are some inside, as in pages of an earlier build, all of
    it.
    """
    depth = begin = end = 0
    for at, c in enumerate(part):
        if c == "“":
            begin = begin if depth else at + 1
            depth += 1
        elif c == "”" and depth:
            depth, end = depth - 1, at
            if not depth:
                yield part[begin:at]
    if depth and begin < end:
        yield part[begin:end]


def _says(sentence: str, passage: str) -> bool:
    """Whether each piece of the passage between ellipses stands in the sentence, in order."""
    if _said(passage) in sentence:
        return True
    at = 0
    for piece in passage.split("…"):
        words = _said(piece)
        at = sentence.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def _plain(words: str) -> str:
    return " ".join(carried(words).split())


def _said(words: str) -> str:
    """The words, whichever marks stand for those that are quotation marks."""
    return _plain(words).translate(_MARKS)


def _cut(words: str) -> str:
    plain = _plain(words)
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rstrip() + "…"
