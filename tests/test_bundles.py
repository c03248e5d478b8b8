"""The bundles of Markdown: read by parsers that are not ours, by our own reader, and made into a site."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import docx as python_docx
import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_attacks import ATTACKS
from test_attacks import seeds as attack

from briefgen.build import brief, make
from briefgen.exports import EXPORTS, commonmark, docx, obsidian
from briefgen.exports.markdown_lines import Dialect
from briefgen.exports.obsidian.escape import text as escaped
from briefgen.exports.obsidian.names import Names
from briefgen.model import Briefing
from briefgen.pages.book import Book
from briefgen.pages.escape import carried, turns_named
from briefgen.paper import PARTS, document
from briefgen.readers.formats import markdown as reader

ROOT = Path(__file__).parents[1]
EVENTS = ("the-seeds", "the-invented-event", "the-attacks")
PLAIN = MarkdownIt("commonmark")
WIKILINK = re.compile(r"(?<![\\!])\[\[([^\[\]|#]+)(?:#(\^s\d+))?(?:\|([^\[\]|]+))?\]\]")
FRONT = re.compile(r"\A---\n(.*?)\n---\n\n?(.*)\Z", re.DOTALL)


@pytest.fixture(scope="module", params=EVENTS)
def briefing(request, tmp_path_factory) -> Briefing:
    if request.param == "the-attacks":
        folder = tmp_path_factory.mktemp("attacked")
        attack(folder)
        return make(brief(folder, title=ATTACKS["title-end"], event=ATTACKS["script"], reader=False)).briefing
    folders = {"the-seeds": "seeds", "the-invented-event": "tests/golden/seeds"}
    return make(brief(ROOT / folders[request.param], project=ROOT)).briefing


@pytest.fixture(scope="module")
def vault(briefing) -> Mapping[str, str]:
    return files(obsidian, briefing)


@pytest.fixture(scope="module")
def bundle(briefing) -> Mapping[str, str]:
    return files(commonmark, briefing)


def files(export: Any, briefing: Briefing) -> dict[str, str]:
    """Path below the bundle's folder → text."""
    made = export.export(briefing)
    (folder,) = export.PATHS
    assert all(f.path.startswith(folder) for f in made)
    found = {f.path.removeprefix(folder): f.text for f in made}
    assert len(found) == len(made)
    return found


def taken_apart(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    front, body = FRONT.match(text).groups()
    return yaml.safe_load(front), body


def inlines(body: str) -> Iterator[Any]:
    """Every token of the lines, by a parser of CommonMark with HTML switched on."""
    for token in PLAIN.parse(body):
        yield token
        yield from token.children or ()


def shown(body: str) -> list[str]:
    """The words of each block, with one space between."""
    blocks = (t.children for t in PLAIN.parse(body) if t.type == "inline")
    words = ("".join(t.content if t.type == "text" else " " for t in block) for block in blocks)
    return [" ".join(block.split()) for block in words]


def plain(words: str) -> str:
    return turns_named(carried(words))


def known(words: str) -> str:
    return " ".join(plain(words).split())


def of_reader(raw: str) -> str:
    """What our reader makes of a note, without the ids of its blocks."""
    read = reader.read(raw.encode())
    assert read.problems == ()
    return " ".join(" ".join(re.sub(r" \^s\d+$", "", block) for block in read.text.split("\n\n")).split())


@pytest.mark.parametrize("export", [obsidian, commonmark], ids=["obsidian", "markdown"])
def test_they_are_listed_and_the_same_every_time(export, briefing):
    assert export in EXPORTS and not export.ON_SITE and export.NEEDS is None
    assert export.export(briefing) == export.export(briefing)


@pytest.mark.parametrize("export", [obsidian, commonmark], ids=["obsidian", "markdown"])
def test_nothing_in_them_is_html_code_or_a_picture(export, briefing):
    for path, text in files(export, briefing).items():
        front, body = taken_apart(text)
        assert isinstance(front, dict) and not path.startswith("/") and ".." not in PurePosixPath(path).parts
        sorts = {t.type for t in inlines(body)}
        assert sorts.isdisjoint({"html_block", "html_inline", "image", "fence", "code_block", "code_inline",
                                 "hr", "ordered_list_open", "hardbreak"}), path  # fmt: skip
        assert all(c.isprintable() or c == "\n" for c in text if unicodedata.category(c) in ("Cc", "Cs"))


def test_a_briefing_of_nothing_is_no_fault():
    empty = Briefing(title="", articles=(), findings={})
    assert len(files(obsidian, empty)) == 3 and len(files(commonmark, empty)) == 7


# -- Obsidian ---------------------------------------------------------------------------------


def test_every_note_can_be_a_file_anywhere_and_no_two_share_a_name(vault):
    names = [PurePosixPath(path).stem for path in vault]
    assert all(PurePosixPath(path).suffix == ".md" for path in vault)
    assert len({unicodedata.normalize("NFKD", n).casefold() for n in names}) == len(names)
    for name in names:
        assert not set('[]#^|\\/:*?"<>%`{}') & set(name), name
        assert name == name.strip(" .") and 0 < len(name.encode()) <= 110


def test_every_wikilink_leads_to_a_note_and_its_block(vault, briefing):
    notes = {PurePosixPath(path).stem: text for path, text in vault.items()}
    blocks = {n: set(re.findall(r" (\^s\d+)$", text, re.MULTILINE)) for n, text in notes.items()}
    keys = {a.key: a for a in briefing.articles}
    seen = 0
    for path, text in vault.items():
        for name, block, words in WIKILINK.findall(taken_apart(text)[1]):
            assert name in notes, (path, name)
            if block:
                key = re.match(r"[A-Z]+", words)[0]
                assert block in blocks[name] and words == key + block[2:], (path, name, block)
                assert name.startswith(f"{key} – ") and taken_apart(notes[name])[0]["title"] == plain(
                    keys[key].title
                )
            else:
                assert not words
            seen += 1
    assert seen > 60


def test_there_is_a_note_for_each_thing_and_it_says_what_it_is(vault, briefing):
    book, sorts = Book(briefing=briefing), {}
    for text in vault.values():
        front, _ = taken_apart(text)
        assert front["tags"] == [f"briefing/{front['type']}"] and front["aliases"]
        sorts.setdefault(front["type"], []).append(front)
    assert {k: len(v) for k, v in sorts.items()} == {
        k: n
        for k, n in {
            "briefing": 1, "list": 2, "source": len(briefing.articles), "leader": len(book.found("leaders")),
            "topic": len(book.found("topics")), "open-issue": len(book.open_now),
            "disagreement": len(book.disputes),
        }.items()
        if n
    }  # fmt: skip
    for leader, front in zip(book.found("leaders"), sorts["leader"], strict=True):
        assert front["aliases"] == list(dict.fromkeys(map(plain, (leader.title, *leader.aliases))))
        assert front["kind"] == leader.kind
    for a, front in zip(briefing.articles, sorts["source"], strict=True):
        assert front["publisher"] == (a.publisher and plain(a.publisher))
        assert front["published"] == a.published and isinstance(front["published"], date | None)
        assert front["authors"] == list(map(plain, a.authors))
        assert (front["url"] is None) == (a.url is None)


def source_notes(vault: Mapping[str, str], briefing: Briefing) -> Iterator[tuple[Any, str]]:
    made = [text for path, text in vault.items() if path.startswith("Sources/")]
    yield from zip(briefing.articles, made, strict=True)


def test_each_sentence_of_a_source_is_a_block_with_just_its_words(vault, briefing):
    for article, text in source_notes(vault, briefing):
        blocks = shown(taken_apart(text)[1])
        withheld = {s for a, s in briefing.withheld if a == article.id}
        assert blocks == [
            f"{known(s.text) if s.id not in withheld else '[…]'} ^{s.id}" for s in article.sentences
        ]


def test_our_own_reader_reads_a_source_back_from_its_note(vault, briefing):
    """The reader knows tags, comments, highlights, embeds and links of Obsidian, and finds none."""
    for article, text in source_notes(vault, briefing):
        if any(a == article.id for a, _ in briefing.withheld):
            continue
        assert of_reader(text) == " ".join(known(s.text) for s in article.sentences)
        title = reader.read(text.encode()).metadata["title"]
        assert title == plain(article.title) or "[" in article.title


def test_what_is_held_stands_with_its_holder_and_its_topics(vault, briefing):
    book = Book(briefing=briefing)
    by_name = {PurePosixPath(p).stem: t for p, t in vault.items()}
    leaders = dict(zip((f.id for f in book.found("leaders")),
                       (t for p, t in vault.items() if p.startswith("Leaders/")), strict=True))  # fmt: skip
    data = document(briefing, tuple(PARTS))["parts"]["leaders"]
    for leader, told in zip(book.found("leaders"), data, strict=True):
        body = taken_apart(leaders[leader.id])[1]
        marks = [key for p in told["held"] for piece in p["said"] if isinstance(piece, dict)
                 for key in piece.get("m", ())]  # fmt: skip
        assert all(f"|{key}]]" in body for key in marks)
        named = WIKILINK.findall(body.partition("\nTopics: ")[2])
        fronts = [taken_apart(by_name[name])[0] for name, _, _ in named]
        assert all(front["type"] == "topic" for front in fronts)
        about = {t for p in book.held_by(leader.id) if p.confidence != "low" for t in p.topics}
        assert {front["aliases"][0] for front in fronts} == {plain(book.topic(t)) for t in about}


def test_excerpts_leave_the_other_sentences_out(briefing):
    some = replace(briefing, excerpts=True)
    kept = Book(briefing=some).quoted
    for article, text in source_notes(files(obsidian, some), some):
        blocks = [b for b in shown(taken_apart(text)[1]) if b != "[…]"]
        assert [b.rpartition(" ^")[2] for b in blocks] == [
            s.id for s in article.sentences if (article.id, s.id) in kept
        ]
    told = "".join(files(commonmark, some).values())
    assert "## The text" not in told


MARKUP = [
    "%%hidden%%", "[[Note]]", "![[Note]]", "[[Note|words]]", "#tag and #a/b", "==bright==", "$x^2$ and $$y$$",
    "<b>bold</b> <!-- c -->", "**b** _i_ ~~s~~ `c`", "[a](https://paper.example) <https://paper.example>",
    "https://paper.example www.paper.example", "words ^block-id", "key:: value", "[^1] and ^[inline]",
    "&lt; &#35;", "# head", "- item", "+ item", "1. item", "12) item", "> quote", "> [!note] callout", "---",
    "===", "***", "```", "~~~", "| a | b |", "[ ] task", "- [x] task", "<% tp.date.now() %>", "\\* \\\\",
    "    code", "\tcode", "[a]: https://paper.example", "{{title}}", ":smile:", "a  \nb", "![a](b.png)",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_words_are_never_markup(words):
    for said in (words, f"Before {words}", f"{words} after", f"a{words}b"):
        out = escaped(said)
        assert shown(out) == [known(said)]
        assert {t.type for t in inlines(out)} == {"paragraph_open", "inline", "text", "paragraph_close"}
        assert of_reader(f"{out} ^s1\n") == known(said)
        bare = re.sub(r"\\.", "", out)
        assert not re.search(r"%%|\[\[|(?:^|\s)#\w|==|\$|::|://|<|\^|`|\*", bare), out


@given(st.text(st.sampled_from("%=[]!#$<>&;:/\\`*_~^|{}()-+.1a \n\t\u202e\x00“’é"), max_size=24))
def test_any_words_come_back(words):
    line = escaped(words)
    inside = f"x{escaped(words, True)}"
    assert " ".join(shown(line)) == known(words)
    assert shown(inside) == [known(f"x{words}")]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_names_are_unique_and_fit_for_a_file(wanted):
    names = Names()
    made = [names.give(words, "Note") for words in wanted]
    assert len({unicodedata.normalize("NFKD", n).casefold() for n in made}) == len(made)
    for name in made:
        assert name and not set('[]#^|\\/:*?"<>\x00\n') & set(name) and name == name.strip(" .")
        assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("words", "name"),
    [("CON", "CON -"), ("../../etc/passwd", "etc passwd"), ("nul.txt", "nul.txt -"), ("???", "Note"),
     ("[[A|B]]#c^d", "A B c d"), ("x" * 500, "x" * 100), ("Ann: “why?”", "Ann “why ”"), ("\u202eabc", "abc")],
)  # fmt: skip
def test_what_a_name_becomes(words, name):
    assert Names().give(words, "Note") == name


def test_bold_is_left_out_where_its_stars_would_be_seen():
    dialect = Dialect(text=lambda words, inside: words, mark=lambda key: f"({key})")
    assert dialect.line(["a ", {"b": "27"}, " b"]) == "a **27** b"
    assert dialect.line(["a", {"b": "$27"}, " b"]) == "a$27 b"
    assert dialect.line([{"b": "Ann Lee"}, ", mayor", {"m": ["A1", "B2"]}, {"q": "x"}]) == (
        "**Ann Lee**, mayor (A1) (B2) (x)"
    )


# -- CommonMark ----------------------------------------------------------------------------------


def headings(body: str) -> list[str]:
    tokens = PLAIN.parse(body)
    return [b.content for a, b in zip(tokens, tokens[1:], strict=False) if a.type == "heading_open"]


def test_every_link_of_the_bundle_leads_to_a_page_and_its_heading(bundle, briefing):
    addresses = {a.url for a in briefing.articles if a.url}
    seen = 0
    for path, text in bundle.items():
        for token in inlines(taken_apart(text)[1]):
            target = (token.attrs or {}).get("href") if token.type == "link_open" else None
            if target is None:
                continue
            if re.match(r"https?://", target):
                assert any(target[:20] == a[:20] for a in addresses), target
                continue
            page, _, anchor = target.partition("#")
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), page))
            assert page in bundle, (path, target)
            marks = [h for h in headings(taken_apart(bundle[page])[1]) if re.fullmatch(r"[A-Z]+\d+", h)]
            assert not anchor or [m.lower() for m in marks].count(anchor) == 1, (path, target)
            seen += 1
    assert seen > 40


def test_pages_have_title_and_weight_and_one_first_heading(bundle, briefing):
    fronts = {path: taken_apart(text)[0] for path, text in bundle.items()}
    own = [f["weight"] for path, f in fronts.items() if "/" not in path]
    assert own == list(range(1, 8)) and list(fronts)[0] == "README.md" and "index.md" not in fronts
    assert [f["weight"] for p, f in fronts.items() if "/" in p] == list(range(1, len(briefing.articles) + 1))
    for path, front in fronts.items():
        assert set(front) == {"title", "weight"}
        assert not set('<>"') & set(front["title"])
        tokens = PLAIN.parse(taken_apart(bundle[path])[1])
        assert [t.tag for t in tokens if t.type == "heading_open"].count("h1") == 1
        assert tokens[0].tag == "h1"


def test_the_first_page_gives_both_sides_of_a_disagreement(bundle, briefing):
    body = taken_apart(bundle["README.md"])[1].partition("## Disputed\n")[2].partition("\n## ")[0]
    told = document(briefing, ("summary",))["parts"]["summary"]["disputed"]
    html = PLAIN.render(body)
    assert html.count("<li>") == sum(1 + len(d["sides"]) for d in told)
    for dispute in told:
        marks = [m for side in dispute["sides"] for piece in side
                 if isinstance(piece, dict) for m in piece.get("m", ())]  # fmt: skip
        assert len(marks) >= len(dispute["sides"]) > 1
        assert all(f"[{mark}](source/" in body for mark in marks)


def test_a_note_says_what_a_source_is_to_others(briefing):
    first, second, *_ = briefing.articles
    linked = replace(briefing, origins={a.id: (second if a is first else a).id for a in briefing.articles},
                     replaced={first.id: second.id})  # fmt: skip
    bundle, vault = files(commonmark, linked), files(obsidian, linked)
    for what in ("Shares its text with", "Replaced by a later version:"):
        assert f"\n\n{what} {second.key} [" in bundle[f"source/{first.id}.md"]
        assert what not in bundle[f"source/{second.id}.md"]
    assert f"]({second.id}.md)." in bundle[f"source/{first.id}.md"]
    assert f"; replaced by a later version: {second.key} [" in bundle["sources.md"]
    names = {taken_apart(text)[0]["aliases"][-1]: PurePosixPath(path).stem
             for path, text in vault.items() if path.startswith("Sources/")}  # fmt: skip
    front, _ = taken_apart(vault[f"Sources/{names[first.key]}.md"])
    link = f"[[{names[second.key]}]]"
    assert front["shares_its_text_with"] == front["replaced_by_a_later_version"] == link
    assert any(f"; replaced by a later version: {link}" in text for text in vault.values())
    assert not any("replaced_by" in text or "Replaced by" in text
                   for text in (*files(obsidian, briefing).values(), *files(commonmark, briefing).values())
                   if not briefing.replaced)  # fmt: skip


def test_no_syntax_of_one_generator_is_in_it(bundle):
    for path, text in bundle.items():
        _, body = taken_apart(text)
        assert not re.search(r"\{[:{%#]|\{ ?[.#]|^[!?]{3} |^=== |--8<--|\[TOC\]|\[\^", body, re.MULTILINE), (
            path
        )


def test_the_text_of_a_source_is_whole(bundle, briefing):
    withheld = {a for a, _ in briefing.withheld}
    for article in briefing.articles:
        _, body = taken_apart(bundle[f"source/{article.id}.md"])
        told = " ".join(shown(body.split("\n## The text\n")[1]))
        if article.id not in withheld:
            assert " ".join(told.split()) == " ".join(known(s.text) for s in article.sentences)


ELEMENTS = {
    "DOCUMENT_FRAGMENT", "h1", "h2", "h3", "p", "a", "ul", "li", "strong", "blockquote", "div",
}  # fmt: skip


def test_mkdocs_builds_it_and_finds_every_anchor(bundle, tmp_path):
    for path, text in bundle.items():
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A bundle\ntheme: mkdocs\nvalidation: {links: {anchors: warn}, omitted_files: warn}\n",
        encoding="utf-8",
    )
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"], cwd=tmp_path, check=True, timeout=300,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    for path in bundle:
        page = path.removesuffix("README.md").removesuffix(".md")
        html = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        main = html.partition('role="main">')[2].partition("<footer")[0]
        elements = list(html5lib.parseFragment(main, namespaceHTMLElements=False).iter())
        assert len(elements) > 2
        assert {e.tag for e in elements} <= ELEMENTS, path
        assert {name for e in elements for name in e.attrib} <= {"href", "id", "class", "role"}


# -- Word ----------------------------------------------------------------------------------------


def test_the_document_of_word_is_one_whatever_the_sources_hold(briefing, tmp_path):
    (file,) = docx.export(briefing)
    (tmp_path / "brief.docx").write_bytes(file.data)
    read = python_docx.Document(tmp_path / "brief.docx")
    assert len(read.paragraphs) > 10 and len(read.tables) >= 1
