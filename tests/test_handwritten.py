"""Hand-written pages: where their citations stand, what the site shows for them, what is said of those that
do not hold; and that nothing else of a page changes.

People, places and papers are invented.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from random import Random

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from test_browser import CHROMIUM, QUIET, served, sync_api

from briefgen.build import brief
from briefgen.check import check
from briefgen.errors import ConfigError
from briefgen.handwritten import problems_in, problems_of, shown
from briefgen.handwritten.reading import read
from briefgen.language.sentences import split
from briefgen.model import Article, Briefing
from briefgen.pages.book import Book
from briefgen.paper import ByHand, document_with, typeset
from briefgen.pdf import pdf

POST = """Feld and Quill agree to reopen the Osterhaven ferry

Feld agreed to pay, provided the town council approves. He did not commit to a second pier.

“We will sail before the summer,” Quill said. The council wants “a [new] pier” | and soon. The council votes.
"""
COURIER = (
    "Ministry pays\n\nThe two spoke for over four hours. القارب يبحر غدا. </script> {{ title }} [A1]: evil.\n"
)


def article(key, text):
    plain = Article(
        id=f"paper-{key.lower()}", key=key, path=f"seeds/paper {key.lower()}.txt", sha256="0" * 64, text=text,
        title=f"Paper {key}", publisher=f"The {key} Post",
    )  # fmt: skip
    return replace(plain, sentences=split(plain))


BRIEFING = Briefing(title="The ferry", articles=(article("A", POST), article("B", COURIER)), findings={})
BOOK = Book(briefing=BRIEFING)
COUNCIL = '[@A: "provided the town council approves"]'


def made(page, path="analysis.md", briefing=BRIEFING):
    return shown(Book(briefing=briefing), page, path, f"docs/{path}")


def body(page):
    """What the page says, without what stands behind its own text."""
    return made(page).text.partition('\n<div class="references"')[0].rstrip("\n")


# -- the form of a mark --------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (COUNCIL, "[A2][]"),
        ("[@A: “provided the town council approves”]", "[A2][]"),
        ('[@paper-a: "second pier"]', "[A3][]"),
        ('[@paper a.txt: "second pier"]', "[A3][]"),
        ('[@seeds/paper a.txt: "second pier"]', "[A3][]"),
        ('[@A: "second pier"; @B: "four hours"]', "[A3][] [B2][]"),
        ('[@A: "second pier" ;@B3]', "[A3][] [B3][]"),
        ("[@A3]", "[A3][]"),
        ('[@A6: "The council"]', "[A6][]"),
        ('[@A: "pier. “We will"]', "[A3][] [A4][]"),
        ('[@A: "second pier"; @A3]', "[A3][]"),
        ('[@A: "a [new] pier"]', "[A5][]"),
        ("[@A: “wants “a [new] pier””]", "[A5][]"),
        ('[@A: "wants \\"a [new] pier\\""]', "[A5][]"),
        ('[@A: "wants “a [new] pier”"]', "[A5][]"),
        ('[@A: "provided the\ntown\n  council approves"]', "[A2][]"),
        ('[@B: "القارب يبحر غدا"]', "[B3][]"),
        ('[@B: "</script> {{ title }} [A1]: evil"]', "[B3][]"),
    ],
)
def test_what_is_cited_becomes_a_mark(written, wanted):
    assert body(f"Before {written} behind.") == f"Before {wanted} behind."
    assert made(f"Before {written} behind.").problems == ()
    windows = f"Before {written} behind.\r\n".replace("\n", "\r\n").replace("\r\r", "\r")
    assert made(windows).text.startswith(f"Before {wanted} behind.\r\n")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('[@A: "provided the town council aproves"]',
         "A: “provided the town council aproves” does not stand there; the nearest is A2: “Feld "
         "agreed to pay, provided the town council approves.”"),
        ('[@A: "The council"]',
         "A: “The council” stands there 2 times: A5 (“The council wants “a [new] pier” | and soon.”) "
         "and A6 (“The council votes.”); quote more of it, or name the sentence, as A5"),
        ('[@Z: "second pier"]',
         "Z: there is no such source; there are A (seeds/paper a.txt), B (seeds/paper b.txt)"),
        ("[@A99]", "A99: seeds/paper a.txt has no sentence 99"),
        ("[@A]", 'A: is a whole source; quote it ([@A: "…"]), or name a sentence ([@A3])'),
        ("[@A: second pier]",
         '[@A: second pier] can’t be read: write [@A: "words of the source"] or [@A3]'),
        ('[@A: ""]', '[@A: ""] can’t be read: write [@A: "words of the source"] or [@A3]'),
        ('[@A: "second pier; behind.',
         '[@A: "second pier; behind. can’t be read: write [@A: "words of the source"] or [@A3]'),
        ('[@A: "second pier", @B3]',
         '[@A: "second pier", @B3] can’t be read: write [@A: "words of the source"] or [@A3]'),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_shown_and_reported(written, why):
    page = made(f"# Mine\n\nBefore {written}\n")
    assert [p.what for p in page.problems] == [f"docs/analysis.md:3: {why}"]
    assert page.problems[0].severity == 1
    said = re.fullmatch(r'# Mine\n\nBefore <mark class="unfound" title="([^"]+)">([^<]+)</mark>\n', page.text)
    assert said, page.text
    html = markdown.markdown(page.text)
    assert "not found: [@" in re.sub(r"&#(\d+);", lambda c: chr(int(c[1])), html)
    told = list(problems_of(f"# Mine\n\nBefore {written}\n", "docs/analysis.md", BRIEFING.articles))
    assert told == list(page.problems)


def test_one_that_holds_and_one_that_does_not_stand_side_by_side():
    page = made(f'{COUNCIL} [@A: "no such words at all"]')
    assert page.text.startswith('[A2][] <mark class="unfound"')
    assert len(page.problems) == 1
    # Of several in one mark, none is shown where one does not hold.
    assert "[A3][]" not in body('[@A: "second pier"; @A: "no such words"]')


HOSTILE = [
    '[@</script>: "<img src=x onerror=alert(1)>"]', '[@A: "{{ 7 * 7 }} {% raw %}"]',
    '[@A: "`code` **bold**"]',
    '[@A: "a\\"onmouseover=\\"alert(1)"]', "[@x|y: “a | b”]", '[@A: "&lt;b&gt; &amp;"]', '[@A: "\u202eevil"]',
]  # fmt: skip


@pytest.mark.parametrize("written", HOSTILE)
def test_what_is_not_found_is_no_markup(written):
    html = markdown.markdown(made(f"Before {written} behind.").text, extensions=["attr_list", "tables"])
    # A control of direction is shown in an element of ours.
    assert [t for t in re.findall(r"</?(\w+)", html) if t != "bdi"] == ["p", "mark", "mark", "p"]
    assert "{{" not in made(f"Before {written} behind.").text


# -- where Markdown has text -----------------------------------------------------------

AS_IT_IS = [
    "`[@A3]`", "`` a ` [@A3] ``", "```\n[@A3]\n```", "~~~ text\n[@A3]\n\n[@A3]\n~~~", "    [@A3]", "\t[@A3]",
    "<!-- [@A3] -->", "Text <!-- [@A3] --> text", "<!--\n[@A3]\n\n[@A3]\n-->", "\\[@A3]", "\\\\\\[@A3]",
    "- item\n\n    ```\n    [@A3]\n    ```", "> ```\n> [@A3]\n> ```", "[@octavia](https://octavia.example)",
    "[@A3](https://octavia.example)", "[@octavia][]\n\n[@octavia]: https://octavia.example",
    "[@octavia]\n\n[@Octavia]: https://octavia.example",
    "[ @A3]", "[@ A3]", "me@A3.example", "[@A3",
    "---\ntitle: '[@A3]'\n---\n\nText", "<pre>\n[@A3]\n</pre>", "<code>[@A3]</code>",
    '<div data-x="[@A3]">\nText\n</div>',
    '<a title="[@A3]">x</a>',
    "!!! note\n    Text.\n\n        [@A3]", "<script>\nx = [@A3]\n</script>", "![@A3](picture.png)",
]  # fmt: skip


@pytest.mark.parametrize("page", AS_IT_IS)
def test_code_comments_links_and_what_is_escaped_stay(page):
    assert made(page).text == page
    assert made(page).problems == ()
    windows = page.replace("\n", "\r\n")
    assert made(windows).text == windows


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("# Title [@A3] #\n\nText", "# Title [A3][] #\n\nText"),
        ("Title [@A3]\n===\n\nText", "Title [A3][]\n===\n\nText"),
        ("`[@A3]` [@A3] `[@A3]`", "`[@A3]` [A3][] `[@A3]`"),
        ("[@A3][@A2] ([@A3])", "[A3][][A2][] ([A3][])"),
        ("\\\\[@A3]", "\\\\[A3][]"),
        ("**bold [@A3]** *x [@A3]*", "**bold [A3][]** *x [A3][]*"),
        ("- a [@A3]\n    - b [@A3]\n\n        c [@A3]", "- a [A3][]\n    - b [A3][]\n\n        c [A3][]"),
        ("> a [@A: \"provided the\n> town council approves\"] b\n> c", "> a [A2][] b\n> c"),
        ("> a [@A3]\nlazy [@A3]", "> a [A3][]\nlazy [A3][]"),
        ("| a | b [@A3] |\n|---|---|\n| [@A3] | `[@A3]` [@A3] |",
         "| a | b [A3][] |\n|---|---|\n| [A3][] | `[@A3]` [A3][] |"),
        ("a | b\n---|---\n[@A3] | [@A3]\n`[@A3]` [@A3] | [@A3]",
         "a | b\n---|---\n[A3][] | [A3][]\n`[@A3]` [A3][] | [A3][]"),
        ('| a | b |\n|---|---|\n| x \\| y [@A: "pier” \\| and"] | [@A3] |',
         "| a | b |\n|---|---|\n| x \\| y [A5][] | [A3][] |"),
        ('!!! note "Title [@A3]"\n    a [@A3]\n\n    b [@A3]',
         '!!! note "Title [A3][]"\n    a [A3][]\n\n    b [A3][]'),
        ("??? quote\n\n\ta [@A3]\n\n\t!!! note\n\n\t\tb [@A3]",
         "??? quote\n\n\ta [A3][]\n\n\t!!! note\n\n\t\tb [A3][]"),
        ("Text.[^1]\n\n[^1]: [@A3]\n\n    more [@A3]", "Text.[^1]\n\n[^1]: [A3][]\n\n    more [A3][]"),
        ("Term\n:   is [@A3]\n\n    more [@A3]", "Term\n:   is [A3][]\n\n    more [A3][]"),
        ("<div markdown>\n\n[@A3]\n\n</div>", "<div markdown>\n\n[A3][]\n\n</div>"),
        ("<b>[@A3]</b> a <!-- [@A3] --> [@A3]", "<b>[A3][]</b> a <!-- [@A3] --> [A3][]"),
        ("---\nx: '[@A3]'\n---\n[@A3]", "---\nx: '[@A3]'\n---\n[A3][]"),
        ("\ufeff---\nx: '[@A3]'\n---\n[@A3]", "\ufeff---\nx: '[@A3]'\n---\n[A3][]"),
        ('{% include "x" %}\n--8<-- "y"\n[@A3]{ .z }', '{% include "x" %}\n--8<-- "y"\n[A3][]{ .z }'),
        ("nul \0 [@A3]", "nul \0 [A3][]"),
    ],
)  # fmt: skip
def test_text_has_marks_wherever_it_stands(page, wanted):
    assert body(page) == wanted
    assert made(page).problems == ()


@pytest.mark.parametrize(
    ("page", "line", "why", "stays"),
    [
        ("\n[see [@A3]](https://x.example)", 2, "[@A3] stands in the text of a link", False),
        ("\n[see [@A3]][x]\n\n[x]: y", 2, "[@A3] stands in the text of a link", False),
        ("![a pier [@A3]](pier.png)", 1, "[@A3] stands in the description of an image", True),
        ("Text\n\n<div>\n[@A3]\n</div>", 4, "[@A3] stands in HTML", True),
    ],
)
def test_a_mark_that_can_be_no_link_is_reported(page, line, why, stays):
    done = made(page)
    assert [p.what for p in done.problems] == [f"docs/analysis.md:{line}: {p.what.split(': ', 1)[1]}"
                                              for p in done.problems]  # fmt: skip
    assert len(done.problems) == 1 and why in done.problems[0].what
    assert (done.text == page) is stays
    if not stays:
        assert 'class="unfound"' in done.text


def test_a_reference_of_the_pages_own_keeps_its_name():
    page = f"Mine {COUNCIL}, [a2] and [there][A2].\n\n[A2]: https://mine.example\n"
    done = made(page)
    html = markdown.markdown(done.text, extensions=["attr_list"])
    assert '<a href="https://mine.example">there</a>' in html
    assert '<a href="https://mine.example">a2</a>' in html
    assert '<a href="sources/paper-a.md#s2" title="“Feld agreed' in html
    assert [(p.severity, p.what.partition(" is a name")[0]) for p in done.problems] == [
        (0, "docs/analysis.md:3: A2")
    ]
    assert "\n[A2]: sources" not in done.text
    # Words in brackets that are no reference do not become one.
    assert "<p>See [A2] <a" in markdown.markdown(made(f"See [A2] {COUNCIL}").text)


def test_the_list_at_the_end_is_that_of_generated_pages():
    page = made(f'# Mine\n\nWords {COUNCIL} [@B: "four hours"]', "notes/mine.md").text
    assert page.startswith('# Mine\n\nWords [A2][] [B2][]\n\n<div class="references"')
    assert '??? quote "The sentences cited here"\n    - [A2][] ' in page
    assert "**“Feld agreed to pay, provided the town council approves.”**" in page
    assert page.endswith(
        '[A2]: ../sources/paper-a.md#s2 "“Feld agreed to pay, provided the town council approves.” — The A '
        'Post"\n'
        '[B2]: ../sources/paper-b.md#s2 "“The two spoke for over four hours.” — The B Post"\n'
    )


def test_only_what_is_published_is_linked_to():
    """Where a site has excerpts, a sentence that nothing else cites does not stand on its source's page."""
    page = made(COUNCIL, briefing=replace(BRIEFING, excerpts=True)).text
    assert '[A2]: sources/paper-a.md "' in page
    hidden = made(COUNCIL, briefing=replace(BRIEFING, withheld=frozenset({("paper-a", "s2")})))
    assert "is not printed" in hidden.problems[0].what and "[A2]" not in hidden.text


# -- nothing else changes --------------------------------------------------------------

PIECES = st.text(
    alphabet=st.sampled_from('ab A3\n\r\t`*_>#|-=!?:[](){}<>\\"“”&;~^.0é\u2028\0\ufeff'), max_size=40
).filter(lambda t: "[@" not in t)
MARKS = st.sampled_from([COUNCIL, "[@A3]", '[@B: "nowhere"]', '[@A: "second pier"; @B2]'])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=6).map("".join).filter(lambda t: "[@" not in t))
def test_a_page_without_marks_is_not_touched(page):
    assert made(page).text == page
    assert read(page).marks == ()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(PIECES, MARKS), min_size=1, max_size=4), PIECES)
def test_but_for_its_marks_a_page_stays_byte_for_byte(pairs, last):
    page = "".join(piece + mark for piece, mark in pairs) + last
    if page.count("[@") != len(pairs):  # a piece ends with what the next one goes on with
        return
    text = made(page).text
    put = r"(?:\[[AB]\d\](?:\[\]|\([^)\n]*\))(?: (?=\[))?)+"
    put += r"|<mark class=\"unfound\" title=\"[^\"]*\">[^<]*</mark>"
    wanted = "".join(f"{re.escape(p)}(?:{re.escape(m)}|{put})" for p, m in pairs) + re.escape(last)
    behind = r"(?:(?:\r?\n)*<div class=\"references\"[\s\S]*)?"
    if '[@A: "' in page and '"]' not in last and any('"' in p or "“" in p for p, _ in pairs):
        behind = r"[\s\S]*"  # a quotation mark of the page's own may open a mark earlier
    assert re.fullmatch(wanted + behind, text), text


class _Text(HTMLParser):
    """Which numbered marks are shown as text, which as code."""

    def __init__(self):
        super().__init__()
        self.code, self.shown = 0, set()

    def handle_starttag(self, tag, attrs):
        self.code += tag in ("code", "pre")

    def handle_endtag(self, tag):
        self.code -= tag in ("code", "pre")

    def handle_data(self, data):
        self.shown |= set() if self.code else {int(n) for n in re.findall(r"\[@A(\d+)\]", data)}


EXTENSIONS = [
    "attr_list", "md_in_html", "tables", "admonition", "pymdownx.details", "pymdownx.superfences",
    "pymdownx.tabbed", "footnotes", "def_list", "toc",
]  # fmt: skip


class _Writer:
    """Writes pages of all that Python-Markdown reads, with a numbered mark in every place."""

    def __init__(self, seed):
        self.random, self.number = Random(seed), 0

    def mark(self):
        self.number += 1
        return f"[@A{self.number}]"

    def line(self):
        m = self.mark
        forms = [
            lambda: f"word {m()} end", lambda: f"`x {m()}` and {m()}",
            lambda: f"**b {m()}** *{m()}*",
            lambda: f"``a ` {m()}`` {m()}.", lambda: f"line {m()}\nline {m()}",
            lambda: f"a {m()}{m()}, ({m()})",
            lambda: f"<b>{m()}</b> <code>{m()}</code>", lambda: f"<!-- {m()} --> {m()}",
            lambda: f"unclosed ` {m()}", lambda: f"<a@b.example> {m()} 5 < 6 {m()}",
        ]  # fmt: skip
        return self.random.choice(forms)()

    def below(self, depth, most=2):
        text = "\n\n".join(self.block(depth + 1) for _ in range(self.random.randint(1, most)))
        return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))

    def block(self, depth=0):
        m = self.mark
        forms = [
            self.line, lambda: f"## head {m()}", lambda: f"```\n{m()}\n```",
            lambda: f"~~~ python\n{m()}\n\n!!! note\n    {m()}\n~~~",
            lambda: f"| a | {m()} |\n|---|---|\n| `{m()}` | {m()} |",
        ]  # fmt: skip
        if depth == 0:
            forms += [
                lambda: f"    code {m()}\n    more {m()}",
                lambda: f"[^{self.number}]: note {m()}\n\n{self.below(0)}",
                lambda: f"term {m()}\n:   def {m()}\n\n{self.below(0, 1)}",
                lambda: f"<div markdown>\n\n{self.line()}\n\n</div>",
            ]  # fmt: skip
        if depth < 3:
            forms += [
                lambda: f'!!! note "t"\n{self.below(depth)}', lambda: f"??? note\n\n{self.below(depth)}",
                lambda: f'=== "tab"\n\n{self.below(depth)}', lambda: f"- {m()}\n\n{self.below(depth)}",
                lambda: f"- a {m()}\n    - b {m()}\n        - c {m()}\n- d {m()}",
                lambda: "\n".join(f"> {line}" for line in self.line().split("\n")),
            ]  # fmt: skip
        return self.random.choice(forms)()


@pytest.mark.parametrize("tabs", [False, True])
def test_what_is_text_is_what_the_sites_own_parser_takes_for_text(tabs):
    """Python-Markdown makes the site: what it shows as text is found, what it shows as code is not."""
    looked_at = 0
    for seed in range(120):
        writer = _Writer(seed)
        page = "\n\n".join(writer.block() for _ in range(4)) + "\n"
        if tabs:
            page = re.sub(r"(?m)^(?:    )+", lambda m: "\t" * (len(m[0]) // 4), page)
        shown_as = _Text()
        shown_as.feed(markdown.markdown(page, extensions=EXTENSIONS))
        found = {int(m.mark.quotes[0].source[1:]) for m in read(page).marks}
        assert found == shown_as.shown, page
        looked_at += writer.number
    assert looked_at > 1200


# -- build, check, the site ------------------------------------------------------------

GOOD = """---
title: My analysis
---

# What it means

Feld pays [@A: "provided the town council approves"], and no more
[@harbour-post: "He did not commit to a second pier."; @B: "four hours"]. In code: `[@A: "x"]`.
"""
BAD = '# Notes\n\n!!! note\n    Fine.\n\n    It opens [@B: "the line would open in July"] and [@B3].\n'
WRONG = (
    "docs/notes/bad.md:6: B: “the line would open in July” does not stand there; the nearest is B4: “The "
    "minister said that the line would open in June.”"
)  # fmt: skip


def mkdocs(*words):
    command = [sys.executable, "-m", "mkdocs", "build", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@contextmanager
def chromium():
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def test_build_and_check_say_what_does_not_hold(project, briefgen):
    (project / "docs/notes").mkdir()
    (project / "docs/analysis.md").write_text(GOOD, encoding="utf-8")
    assert briefgen("check").exit_code == 0
    (project / "docs/notes/bad.md").write_text(BAD, encoding="utf-8")
    (project / "docs/.hidden").mkdir()
    (project / "docs/.hidden/bad.md").write_text(BAD, encoding="utf-8")
    before = (project / "docs/briefing.json").read_bytes()
    verdict = check(Path("seeds"), Path("docs"), title="The Osterhaven ferry",
                    event="A minister and a mayor agree to reopen a ferry line.")  # fmt: skip
    assert verdict.wrong == (WRONG,)
    result = briefgen("build")
    assert f"problem: {WRONG}" in result.output and "nothing changed" in result.output
    assert (project / "docs/briefing.json").read_bytes() == before
    assert (project / "docs/notes/bad.md").read_text(encoding="utf-8") == BAD


def test_pages_of_others_are_no_trouble(project):
    """What is not UTF-8 and what is no page is MkDocs' business; a generated page is never one of these."""
    (project / "docs/latin.md").write_bytes(b"caf\xe9 [@A3]")
    (project / "docs/data/x.txt").write_text("[@Z1]")
    (project / "docs/loop").symlink_to(project / "docs")
    articles = brief(Path("seeds")).articles
    assert problems_in(Path("docs"), frozenset(), articles) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_nobody_waits_for_a_pipe_that_is_called_as_a_page(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    asked = [sys.executable, "-c", "import sys, pathlib; from briefgen.handwritten import problems_in; "
             "print(problems_in(pathlib.Path(sys.argv[1]), {}, ()))", str(tmp_path)]  # fmt: skip
    assert subprocess.run(asked, capture_output=True, text=True, timeout=60).stdout == "()\n"


def test_a_site_with_a_citation_that_does_not_hold_is_not_strict(project):
    (project / "docs/notes").mkdir()
    (project / "docs/analysis.md").write_text(GOOD, encoding="utf-8")
    done = mkdocs("-q", "--strict", "-d", str(project / "site"))
    assert done.returncode == 0, done.stderr
    (project / "docs/notes/bad.md").write_text(BAD, encoding="utf-8")
    done = mkdocs("-d", str(project / "site"))
    assert done.returncode == 0 and f"WARNING -  {WRONG}" in done.stderr
    html = (project / "site/notes/bad/index.html").read_text(encoding="utf-8")
    assert re.search(r'<mark class="unfound" title="[^"]*does not stand there', html)
    assert '<a href="../../sources/valley-courier/#s3" title="“The two spoke' in html
    assert mkdocs("--strict", "-d", str(project / "other")).returncode == 1
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("seeds: seeds", "seeds: seeds\n      strict: true"))
    done = mkdocs("-d", str(project / "third"))
    assert done.returncode == 1 and "docs/notes/bad.md cites what does not hold" in done.stderr


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
def test_the_mark_has_its_card_and_paper_its_list(project):
    (project / "docs/analysis.md").write_text(GOOD, encoding="utf-8")
    done = mkdocs("-q", "--strict", "-d", str(project / "site"))
    assert done.returncode == 0, done.stderr
    with served(project / "site") as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}analysis/")
        page.hover("article a[title^='“']")
        card = page.locator(".card")
        card.wait_for()
        said = card.inner_text()
        assert said.startswith("A3 Harbour Post · 8 May 2024")
        assert "“Feld agreed to pay for the repair of the two damaged ferries, provided" in said
        card.get_by_text("Read it in the source").click()
        page.wait_for_url("**/sources/harbour-post/#s3")
        page.goto(f"{address}analysis/")
        page.emulate_media(media="print")
        assert page.get_by_text("The two spoke for over four hours.").is_visible()


# -- on paper --------------------------------------------------------------------------

LONG = """---
title: Not this
---

# What *it* means [@A4]

Feld pays **only if [@A: "provided the town council approves"]**, see [the code](https://law.example/7) and
[the list](leaders/index.md) #let x = 1 $y$. Wrong: [@A: "no such words anywhere"].

!!! note "Mine [@A3]"
    It is open.

    Still [@B2].

1. One
2. Two with `code [@A3]`

    - nested [@A: "second pier"]

> Quoted words.

#### Deep { #deep }

| Who | What |
| --- | --- |
| Quill | sails [@A4] |

```
[@A: "fenced"]
```

![A pier](pier.png)

<div><video src="x"></video></div>

<!-- a secret -->

Words.[^1]

[^1]: A note [@A6].
"""


def test_a_page_is_set_with_notes_for_all_that_it_cites():
    done = document_with([ByHand(name="docs/long.md", text=LONG)], BRIEFING, ["sources"])
    page = done.data["pages"][0]
    assert page["title"] == "What it means"
    assert page["blocks"][0] == {"p": [{"m": ["A4"]}]}
    assert [b["h"] for b in page["blocks"] if "h" in b] == [2]
    assert [n["mark"] for n in done.data["notes"]] == ["A2", "A3", "A4", "A6", "B2"]
    line = {text: number for number, text in enumerate(LONG.split("\n"), start=1)}
    picture, video = line["![A pier](pier.png)"], line['<div><video src="x"></video></div>']
    assert [p.what.partition(";")[0] for p in done.problems] == [
        "docs/long.md:8: A: “no such words anywhere” does not stand there",
        f"docs/long.md:{picture}: an image is not set in the PDF: its description stands in its place",
        f"docs/long.md:{video}: HTML is not set in the PDF: write it in Markdown",
    ]
    reader = PdfReader(BytesIO(typeset(done.data).pdf))
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    for words in (
        "Feld pays only if A2, see the code and the list #let x = 1 $y$. Wrong: not found: [@A: \"no such",
        "Mine A3", "Still B2", "1. One 2. Two with code [@A3]", "nested A3", "Quoted words.", "Deep",
        "Who What",
        "[@A: \"fenced\"]", "image: A pier", "Words.[^1]", "[^1] A note A6", "cited on p.",
    ):  # fmt: skip
        assert words in text, (words, text)
    for words in ("Not this", "secret", "video", "{ #deep }", "!!!"):
        assert words not in text, words
    assert "What it means" in [x.title for x in reader.outline if not isinstance(x, list)]
    linked = {
        str(a.get_object().get("/A", {}).get("/URI")) for p in reader.pages for a in p.get("/Annots", ())
    }
    assert "https://law.example/7" in linked


def test_with_the_brief_it_stands_before_the_notes():
    done = document_with([ByHand(name="docs/a.md", text=f"Words {COUNCIL}")], BRIEFING)
    reader = PdfReader(BytesIO(typeset(done.data).pdf))
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert text.index("Sources") < text.index("Words A2") < text.index("Notes") < text.index("“Feld agreed")
    assert done.data["pages"][0]["title"] == "A"


def test_the_command_takes_pages(project, briefgen):
    (project / "docs/analysis.md").write_text(GOOD, encoding="utf-8")
    result = briefgen("pdf", "--page", "docs/analysis.md", "--section", "timeline", "-o", "out.pdf")
    assert result.exit_code == 0, result.output
    text = " ".join(p.extract_text() for p in PdfReader(project / "out.pdf").pages)
    assert "What it means" in text and "A4 B3" in " ".join(text.split())
    for words, said in (
        (("--page", "docs/index.md"), "docs/index.md: is a page that briefgen makes"),
        (("--page", "docs/gone.md"), "docs/gone.md: can't be read: No such file"),
        (("--summary", "--page", "docs/analysis.md"), "has no room for --page"),
    ):
        result = briefgen("pdf", *words)
        assert result.exit_code == 1 and said in result.output
    (project / "docs/latin.md").write_bytes(b"caf\xe9")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        pdf(Path("seeds"), Path("x.pdf"), docs=Path("docs"), pages=[Path("docs/latin.md")])
