"""Saved pages of news sites: what is read of them, against what a careful human would copy.

What stands in tests/saved_pages/, and what counts as an article's text, is said in the README.md there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from email import message_from_bytes
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefgen.readers import metadata
from briefgen.readers.formats import READERS
from briefgen.readers.formats.extracted import Extracted

FOLDER = Path(__file__).parent / "saved_pages"
PAGES = sorted(FOLDER.glob("*.html"))
ARCHIVES = sorted(FOLDER.glob("*.mhtml"))
EACH = pytest.mark.parametrize("page", [*PAGES, *ARCHIVES], ids=lambda page: page.stem)
NAMES = ("title", "publisher", "authors", "published", "url", "language")

WORDS = 0.98
"""Of all words of the truth that are read, and of all words read that are the truth's."""
WORDS_OF_ONE = 0.90
"""The same of a single page."""
RIGHT = 38
"""Pages of the forty of which all metadata is right."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


class Match(NamedTuple):
    """How many words a text that was read has in common with the truth, in the same order."""

    same: int
    wanted: int
    read: int
    missing: list[str]
    added: list[str]

    @property
    def recall(self) -> float:
        return self.same / self.wanted

    @property
    def precision(self) -> float:
        return self.same / max(1, self.read)

    def __str__(self) -> str:
        shown = [f"recall {self.recall:.3f}, precision {self.precision:.3f}"]
        shown += [f"missing: {x[:160]}" for x in self.missing[:4]] + [
            f"added: {x[:160]}" for x in self.added[:4]
        ]
        return "; ".join(shown)


def compare(truth: str, text: str) -> Match:
    wanted, read = words(truth), words(text)
    codes = SequenceMatcher(None, wanted, read, autojunk=False).get_opcodes()
    return Match(
        same=sum(end - begin for tag, begin, end, _, _ in codes if tag == "equal"),
        wanted=len(wanted),
        read=len(read),
        missing=[" ".join(wanted[a:b]) for tag, a, b, _, _ in codes if tag != "equal" and b > a],
        added=[" ".join(read[a:b]) for tag, _, _, a, b in codes if tag != "equal" and b > a],
    )


def truth_of(page: Path) -> str:
    return page.with_suffix(".txt").read_text(encoding="utf-8")


def said_by(page: Path) -> dict[str, Any]:
    return tomllib.loads(page.with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def reading(page: Path) -> Extracted:
    return READERS[page.suffix].read(page.read_bytes())


# -- the text --------------------------------------------------------------------------


@EACH
def test_the_text_of_each_page_is_read(page):
    match = compare(truth_of(page), reading(page).text)
    assert match.recall >= WORDS_OF_ONE and match.precision >= WORDS_OF_ONE, str(match)


@pytest.mark.parametrize("pages", [PAGES, ARCHIVES], ids=["pages", "archives"])
def test_of_all_words_few_are_lost_and_few_are_added(pages):
    matches = {page.stem: compare(truth_of(page), reading(page).text) for page in pages}
    same = sum(m.same for m in matches.values())
    recall = same / sum(m.wanted for m in matches.values())
    precision = same / sum(m.read for m in matches.values())
    worst = [f"{name}: {m}" for name, m in matches.items() if min(m.recall, m.precision) < WORDS]
    assert recall >= WORDS and precision >= WORDS, "\n".join([f"{recall:.4f} {precision:.4f}", *worst])


# -- the metadata ----------------------------------------------------------------------


def plain(text: str) -> str:
    """A text with one kind of space and of quotation mark."""
    straight = str.maketrans("“”„«»‘’", '"""""\'\'')
    return " ".join(unicodedata.normalize("NFC", text).translate(straight).split())


def same(name: str, got: Any, wanted: Any) -> bool:
    if name == "authors":
        return [plain(a) for a in got] == [plain(a) for a in wanted]
    if name == "language":  # a page often says both en and en-GB
        return got.lower().split("-")[0] == wanted.lower().split("-")[0]
    if name == "published":
        day = wanted.date() if isinstance(wanted, datetime) else wanted
        return got[0] == day and got[1] == (wanted if isinstance(wanted, datetime) else None)
    return plain(got) == plain(wanted)


def mistakes(given: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """What is wrong with the metadata that a reader gives, where a page says this."""
    known, malformed = metadata.check(given, "page", strangers=True)
    found = {name: known[name] for name in NAMES if name in known}
    if "published" in found:
        found["published"] = (known["published"], known.get("moment"))
    shown = said.get("shown", {})
    wrong = [*malformed]
    for name in NAMES:
        got, wanted = found.get(name), said.get(name)
        if wanted is not None and (got is None or not same(name, got, wanted)):
            wrong.append(f"{name}: {got!r} instead of {wanted!r}")
        elif wanted is None and got is not None and not (name in shown and same(name, got, shown[name])):
            wrong.append(f"{name}: {got!r}, which the page doesn't say")
    return wrong


def wrong_of(pages: Iterable[Path]) -> list[str]:
    told = ((page.stem, mistakes(reading(page).metadata, said_by(page))) for page in pages)
    return [f"{name}: {'; '.join(wrong)}" for name, wrong in told if wrong]


def test_what_the_pages_say_of_themselves_is_read():
    wrong = wrong_of(PAGES)
    assert len(PAGES) - len(wrong) >= RIGHT, "\n".join(wrong)


def test_what_the_archives_say_of_themselves_is_read():
    assert wrong_of(ARCHIVES) == []


# -- the pages and the measure ---------------------------------------------------------


class Visible(HTMLParser):
    """All text of a page but what is never shown: a reader that leaves nothing out."""

    INLINE = {"a", "abbr", "b", "code", "em", "font", "i", "mark", "q", "span", "strong", "sub", "sup", "u"}
    HIDDEN = {"script", "style", "title", "template", "noscript"}

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.HIDDEN:
            self.inside = tag
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = None
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.inside is None:
            self.parts.append(data)


def decoded(page: Path) -> str:
    raw = page.read_bytes()
    if page in ARCHIVES:
        part = next(p for p in message_from_bytes(raw).walk() if p.get_content_type() == "text/html")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        raw = content
    if raw.startswith(b"\xff\xfe"):
        return raw.decode("utf-16")
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw, re.IGNORECASE)
    assert declared, page.name
    return raw.decode(declared[1].decode())


def visible(page: Path) -> str:
    parser = Visible()
    parser.feed(decoded(page))
    parser.close()
    return "".join(parser.parts)


def test_there_are_forty_pages_and_two_archives_each_with_its_truth():
    numbers = [int(page.stem.split("-")[0]) for page in [*PAGES, *ARCHIVES]]
    assert numbers == list(range(1, 43)) and len(PAGES) == 40
    kinds = Counter(path.suffix for path in FOLDER.iterdir())
    assert kinds == {".html": 40, ".mhtml": 2, ".txt": 42, ".toml": 42, ".md": 1}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_200_000
    paragraphs = [
        p for page in [*PAGES, *ARCHIVES] for p in truth_of(page).split("\n\n") if len(words(p)) > 7
    ]
    assert len(set(paragraphs)) == len(paragraphs)


@EACH
def test_the_truth_stands_on_the_page_and_is_not_all_of_it(page):
    match = compare(truth_of(page), visible(page))
    assert match.recall >= 0.99, str(match)
    assert match.precision < 0.87, "a page without furniture measures nothing"
    shown = said_by(page)
    assert "title" in shown and set(shown) | set(shown.get("shown", {})) <= {*NAMES, "shown"}
    assert isinstance(shown.get("published", date.min), date)


def test_the_measure_notices_what_is_lost_what_is_added_and_what_is_in_the_wrong_place():
    first, second, third = truth_of(PAGES[0]).split("\n\n")[:3]
    truth = f"{first}\n\n{second}"
    assert compare(truth, truth).recall == compare(truth, truth).precision == 1
    lost, added, swapped = (
        compare(truth, first),
        compare(truth, f"{truth}\n{third}"),
        compare(truth, second + first),
    )
    assert lost.recall < WORDS_OF_ONE and lost.precision == 1
    assert added.recall == 1 and added.precision < WORDS_OF_ONE
    assert swapped.recall < WORDS_OF_ONE and swapped.precision < WORDS_OF_ONE
    assert compare(truth, "").recall == compare(truth, "").precision == 0


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"title": "News"}, ["title"]),
        ({"authors": ["Thornwick"]}, ["authors"]),
        ({"authors": None}, ["authors"]),
        ({"published": "2024-02-20"}, ["published"]),
        ({"published": "2024-02-20T11:02:10Z"}, ["published"]),
        ({"published": "2024-02-20T08:15:42+01:00"}, []),
        ({"language": "en"}, []),
        ({"language": "de"}, ["language"]),
        ({"url": "about:blank"}, ["page", "url"]),
    ],
)
def test_the_measure_notices_wrong_metadata(change: dict[str, Any], wrong: Sequence[str]):
    said = said_by(FOLDER / "01-wordpress-classic.html")
    given = {**said, "published": said["published"].isoformat(), **change}
    assert [told.split(":")[0] for told in mistakes(given, said)] == wrong


def test_what_a_page_does_not_say_must_not_be_made_up_and_what_it_shows_may_be_given():
    said = said_by(FOLDER / "05-tables-2003.html")
    right = {"title": said["title"], "authors": said["shown"]["authors"], "published": "2003-10-14"}
    assert mistakes({"title": said["title"]}, said) == mistakes(right, said) == []
    assert len(mistakes({**right, "authors": ["Otto Zgraggen"], "language": "en"}, said)) == 2
