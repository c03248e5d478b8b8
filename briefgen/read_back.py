"""The pages read back: what they show as a source's words must be words of that source, where they link.

The same check before a page is written and by `briefgen check`, on the Markdown itself, parsed by a parser
that made none of it. Looked at are the target and title of each citation mark, the list of sentences that a
page cites, the words in quotation marks beside a mark, and each sentence on a source's own page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.model import Article, Briefing, Page, Sentence
from briefgen.pages import places
from briefgen.pages.escape import TURNS, carried, turn

_MARK = re.compile(r"[A-Z]{1,4}\d{1,7}")
_LOOSE = re.compile(r"\[([A-Z]{1,4}\d{1,7})\]\[\]")
_SENTENCE = re.compile(r'<span id="(s\d{1,7})" class="sentence[a-z \-]*">')
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_AROUND_TURNS = frozenset(part for c in TURNS for part in turn(c).partition(f"&#{ord(c)};")[::2])
"""The tags around a control of direction: the control itself is among the words."""
_BETWEEN = re.compile("”, ?“")
_SHOWN = 60
"""Characters of a passage in a message."""
# Words that were escaped must stay apart from those that were not, or `[A1][]` in an article would be a mark.
_APART = "\0"
"""In a line's words, in the place of a link and at the edges of small print and emphasis."""
_OURS = '<span class="ours">'
"""Begins what briefgen adds inside a quotation, which is not compared with the source."""
_PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("text_join")


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
        else:
            self.words += _APART
        self._link = None


def misread(
    briefing: Briefing, pages: tuple[Page, ...], known: Callable[[Article], bool] = lambda _: True
) -> Iterator[str]:
    """One line for each thing on the pages that no source says. `known`: the sources to look at."""
    by_key = {a.key: a for a in briefing.articles if known(a)}
    sources = {places.source_page(a): a for a in briefing.articles if known(a)}
    for page in pages:
        if page.path.endswith(".md"):
            reading = _Reading(page, by_key)
            yield from reading.wrong()
            if page.path in sources:
                yield from reading.sentences(sources[page.path], complete=not briefing.excerpts)


class _Reading:
    """One page, parsed."""

    def __init__(self, page: Page, by_key: Mapping[str, Article]) -> None:
        self.path, self.by_key = page.path, by_key
        env: dict[str, Mapping[str, Mapping[str, str]]] = {}
        body = _FRONT_MATTER.sub("", page.text, count=1)
        self.inlines = [t.children or [] for t in _PARSER.parse(body, env) if t.type == "inline"]
        self.targets = env.get("references", {})

    def wrong(self) -> Iterator[str]:
        """What is wrong with its marks and with the words beside them."""
        for label, target in self.targets.items():
            if problem := self._target(label, str(target.get("href")), str(target.get("title") or "")):
                yield f"{self.path}: {problem}"
        for children in self.inlines:
            yield from (f"{self.path}: [{x}] leads nowhere" for x in _loose(children))
            for line in _lines(children):
                yield from (f"{self.path}: {problem}" for problem in self._line(line))

    def sentences(self, article: Article, complete: bool) -> Iterator[str]:
        """What is wrong with the text of a source on its own page."""
        shown: dict[str, str] = {}
        for id_, words in (x for children in self.inlines for x in _spans(children)):
            if id_ in shown:
                yield f"{self.path}: sentence {id_} stands twice"
            shown[id_] = words
        for id_ in shown.keys() - article.by_sentence.keys():
            yield f"{self.path}: {article.path} has no sentence {id_}"
        for sentence in article.sentences:
            if sentence.id in shown and _plain(shown[sentence.id]) != _plain(sentence.text):
                said = _cut(sentence.text)
                yield f"{self.path}: sentence {sentence.id} is not what {article.path} says: {said}"
            elif complete and sentence.id not in shown:
                yield f"{self.path}: sentence {sentence.id} is missing: {_cut(sentence.text)}"

    def _cited(self, label: str) -> tuple[Article, Sentence] | None:
        """What a mark means; None where its source is not looked at, or has no such sentence."""
        article = self.by_key.get(label.rstrip("0123456789"))
        sentence = article and article.by_sentence.get("s" + label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
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
        if not _plain(title).startswith(_plain(f"“{sentence.text}”")):
            return f"[{label}] says {_cut(title)}, not what sentence {sentence.id} of {article.path} says"
        return None

    def _line(self, line: _Line) -> Iterator[str]:
        for _, label, href in line.marks:
            cited = self._cited(label)
            if cited and href != places.link(self.path, f"{places.source_page(cited[0])}#{cited[1].id}"):
                yield f"[{label}] leads to {href}, not to sentence {cited[1].id} of {cited[0].path}"
        if line.marks and not line.words[: line.marks[0][0]].strip(" -"):
            yield from self._reference(line)
        elif line.marks:
            yield from self._passages(line)

    def _reference(self, line: _Line) -> Iterator[str]:
        """An entry of the list of sentences: mark, the sentence in bold, the small print."""
        cited = self._cited(line.marks[0][1])
        if cited and line.bold and line.bold[0][0] < (line.small or 0):
            said = line.words[slice(*line.bold[0])]
            if _plain(said) != _plain(f"“{cited[1].text}”"):
                yield f"{_cut(said)} is not sentence {cited[1].id} of {cited[0].path}"

    def _passages(self, line: _Line) -> Iterator[str]:
        """Words in quotation marks, each with the marks that follow it."""
        begin, at = 0, 0
        while at < len(line.marks):
            here, group = line.marks[at][0], []
            while at < len(line.marks) and not line.words[here : line.marks[at][0]].strip():
                group.append(self._cited(line.marks[at][1]))
                at += 1
            passages = _quoted(line.words[begin:here], first=begin == 0)
            begin = here
            texts = [_plain(found[1].text) for found in group if found]
            if len(texts) == len(group):
                for passage in passages:
                    # Two quotations with a comma between them, or one that has quotations inside.
                    said = any(_says(text, passage) for text in texts)
                    for piece in () if said else _BETWEEN.split(passage):
                        if not any(_says(text, piece) for text in texts):
                            yield f"“{_cut(piece)}” is not in the sentence that it cites"


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


def _quoted(words: str, first: bool) -> list[str]:
    """The passages in quotation marks before a mark: each ends its part of the line.

    A part that begins the line (`first`) and has words before the quotation is a title: its words are
    briefgen's, or the analyst's.
    """
    found = []
    for number, part in enumerate(words.split(_APART)):
        begin, end = part.find("“"), len(part.rstrip()) - 1
        led = number or not first or not part[:begin].strip(" ·—")
        if 0 <= begin < end and part[end] == "”" and led:
            found.append(part[begin + 1 : end])
    return found


def _says(sentence: str, passage: str) -> bool:
    """Whether each piece of the passage between ellipses stands in the sentence, in order."""
    if _plain(passage) in sentence:
        return True
    at = 0
    for piece in re.split("[…]", passage):
        words = _plain(piece)
        at = sentence.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def _plain(words: str) -> str:
    return " ".join(carried(words).split())


def _cut(words: str) -> str:
    plain = _plain(words)
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rstrip() + "…"
