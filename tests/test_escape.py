"""Article text shows as it is written and builds nothing: text equal, element tree exactly ours."""

from __future__ import annotations

import html
import json
import pkgutil
import re
from importlib import import_module
from importlib.metadata import entry_points
from xml.etree import ElementTree

import html5lib
import markdown
import pymdownx
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from briefgen.pages.escape import (
    TURNS,
    address,
    attribute,
    carried,
    front_matter,
    json_text,
    outward,
    text,
    xml,
)

EXTENSIONS = [
    "attr_list", "md_in_html", "tables", "admonition", "toc", "pymdownx.details", "pymdownx.superfences",
]  # fmt: skip
PIECES = [
    "<script>alert(1)</script>", "<!--", "]]>", "[x](javascript:alert(1))", "![](http://a.test/x.png)",
    "{: onclick=alert(1) }", "{ #__search }", "[TOC]", "[^1]: a", "*[x]: y", "[a]: http://a.test", "# ",
    "1986. ",
    "- ", "+ ", "> ", "```", "~~~", "    ", "\t", "---", "===", "|", "| a | b |", "**", "__", "`", "\\",
    "&copy;",
    "&#60;", "!!! note", "??? x", ": ", "a\n\nb", "\r", "\u2028", "\x85", "\x00", "\x02amp\x03", "\ufffe",
    "\xa0",
    "\u200b", "title: x", "<http://a.test>", "a@b.test", "\"", "'", "{{ x }}", "{% x %}", "--8<-- x",
    "$x$", "é", "漢", ":smile:", "http://a.test/x", "www.a.test", "@user", "a/b#12", "++ctrl++", "==m==",
    "^x^", "^^i^^", "\\(x\\)", "$5", "[=50% \"a\"]", "[x] ", "[[wiki]]", "I. ", "a) ", "A.  ", "iv. ",
    "#. ", "B. Smith", "/// html | img", "///", "--8<-- \"secret.txt\"", "-8<-",
    "{==a==}", "{++a++}", "{--a--}", "{>>a<<}",
    "`#!py x`", "=== \"a\"", "key: v", "Term", "~~x~~", "~x~", "\u202e", "\u2066", "${x}", "<%= x %>", "&lt;",
    "{#x#}", "word", "0123456789abcdef0123456789abcdef01234567", "<img src=x onerror=alert(1)>",
    "</span>", "</a>", "-->", "iframe src=x",
]  # fmt: skip
LETTERS = st.text("<>&\"'`*_[](){}|~\\#+-=!?:/%^$@.;,1aI \n", max_size=6)
"""What Markdown, HTML, Jinja and YAML are written with."""
WORDS = st.lists(
    st.one_of(st.sampled_from(PIECES), LETTERS, st.text(max_size=6)), min_size=1, max_size=6
).map("".join)
SLOTS = """# T {{ #t }}

{0}

- {0}
- “{0}” [{0}](x.md) **{0}**

| a | b |
| --- | --- |
| {0} | “{0}” |

## {0} {{ #h }}

<span id="s1" class="sentence">{0}</span> [A1][] [A1][]

[x](x.md){{ title="{1}" aria-label="{1}" }}

??? quote "The sentences"
    - [A1][] {0} **“{2}”** <small>{2} · x</small>

[A1]: x.md#s1 "{1}"
"""
"""Paragraph, list item, quotation, link text, bold, table cell, heading, sentence, title and label, folded
list, small print, title of a citation."""
SHAPE = [
    "h1", "p", "ul", "li", "li", "a", "strong", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td",
    "h2", "p", "span", "a", "a", "p", "a", "details", "summary", "ul", "li", "a", "strong", "small",
]  # fmt: skip
PLACES = ("p", "ul/li", "ul/li/a", "ul/li/strong", ".//td", "h2", "p/span")
TITLES = ("p/a", "p/a[@aria-label]", "details/ul/li/a")


def rendered(value: str, made: markdown.Markdown) -> ElementTree.Element:
    source = SLOTS.format(text(value), attribute(value), text(value, inside=True))
    made.reset()
    return html5lib.parseFragment(made.convert(source), namespaceHTMLElements=False, treebuilder="etree")


def seen(words: str) -> str:
    """As a browser shows it: spaces that HTML joins are one."""
    return " ".join(part for part in words.replace("\n", " ").replace("\t", " ").split(" ") if part)


def unturned(tree: ElementTree.Element) -> list[ElementTree.Element]:
    """Its elements but those around controls of direction, which must be exactly ours."""
    for e in tree.iter("bdi"):
        assert e.text in TURNS and len(e) == 0, e.text
        label = f"U+{ord(e.text):04X} {TURNS[e.text]}"
        assert e.attrib == {"class": "turn", "role": "img", "aria-label": label}
    return [e for e in tree.iter() if e is not tree and e.tag != "bdi"]


SHIPPED = markdown.Markdown(extensions=EXTENSIONS)


def is_shown(value: str) -> None:
    """On the shipped extensions: the page displays the text, and its elements are exactly ours."""
    value = value.strip() or "x"
    want, tree = seen(carried(value)), rendered(value, SHIPPED)
    elements = unturned(tree)
    assert [e.tag for e in elements] == SHAPE
    for path in PLACES:
        assert seen("".join(tree.find(path).itertext())) == want, path
        assert len(tree.find(path).findall(".//bdi")) >= sum(map(value.count, TURNS)), path
    folded = tree.find("details/ul/li")
    assert seen("".join(folded.find("strong").itertext())) == seen(f"“{carried(value)}”")
    assert seen("".join(folded.find("small").itertext())) == seen(f"{carried(value)} · x")
    for path in TITLES:
        assert seen(tree.find(path).get("title")) == want, path
    assert {name for e in elements for name in e.attrib} <= {"id", "class", "href", "title", "aria-label"}
    assert {e.get("id") for e in tree.iter() if e.get("id")} == {"t", "h", "s1"}
    assert {e.get("href") for e in tree.iter("a")} == {"x.md", "x.md#s1"}


EXAMPLES = [
    "said \u202edesrever\u202c here", "\u2066- x\u2069",
    "1986. What", "*[x]: y", "# a {#b}", "Setext\n===", "US$5 or US$6", "at 10:30:45", "I. Newton",
    "iv. four", "b0123456789abcdef0123456789abcdef01234567",
]  # fmt: skip


def property_of(check, examples, words=WORDS):
    """A Hypothesis test of the check with so many examples."""

    def test(value):
        check(value)

    for one in EXAMPLES:
        test = example(value=one)(test)
    return settings(max_examples=examples, deadline=None)(given(value=words)(test))


test_what_an_article_says_is_shown_and_does_nothing = property_of(is_shown, 1_000)
test_what_an_article_says_is_shown_20_000 = pytest.mark.slow(property_of(is_shown, 20_000))


def every_extension() -> list[str]:
    """Those of Python-Markdown and of pymdown-extensions that can be switched on together."""
    known = {e.value.split(":")[0] for e in entry_points(group="markdown.extensions")}
    inside = [m.name for m in pkgutil.walk_packages(pymdownx.__path__, "pymdownx.")]
    known |= {name for name in inside if hasattr(import_module(name), "makeExtension")}
    # The first two only switch on others, the third undoes what betterem does.
    bundles = {"markdown.extensions.extra", "pymdownx.extra", "markdown.extensions.legacy_em"}
    return sorted(name for name in known - bundles if name.startswith(("markdown.", "pymdownx.")))


@pytest.fixture(scope="module", autouse=True)
def secret(tmp_path_factory):
    """A file that must not come onto a page."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "secret.txt").write_text("THE-SECRET")
    settings = {
        "pymdownx.snippets": {"base_path": [str(folder)]},
        "pymdownx.b64": {"base_path": str(folder)},
        "pymdownx.magiclink": {
            "repo_url_shortener": True, "repo_url_shorthand": True, "social_url_shorthand": True,
            "user": "u", "repo": "r",
        },
    }  # fmt: skip
    EVERYTHING.append(markdown.Markdown(extensions=every_extension(), extension_configs=settings))


EVERYTHING: list[markdown.Markdown] = []
OURS = {*SHAPE, "sup", "br"}
"""`sup`: smartsymbols raises the th of 4th, which the user asked for. `br`: nl2br, for our own line ends."""


def does_nothing(value: str) -> None:
    """With every extension: no live content, no request, no file's content, no attribute, no lost word."""
    value = value.strip() or "x"
    tree = rendered(value, EVERYTHING[0])
    elements = unturned(tree)
    assert {e.tag for e in elements} <= OURS
    assert [e.tag for e in elements if e.tag not in ("sup", "br")] == SHAPE
    assert {name for e in elements for name in e.attrib} <= {"id", "class", "href", "title", "aria-label"}
    assert {e.get("href") for e in tree.iter("a")} == {"x.md", "x.md#s1"}
    shown = "".join(tree.itertext())
    assert "THE-SECRET" not in shown
    for word in set(re.findall(r"[A-Za-z]{4,}", value)):
        assert shown.count(word) >= 9 * value.count(word), word


test_no_extension_makes_anything_of_it = property_of(does_nothing, 300)
test_no_extension_makes_anything_of_it_20_000 = pytest.mark.slow(property_of(does_nothing, 20_000))


def test_every_extension_is_there():
    assert len(every_extension()) >= 45
    assert "pymdownx.snippets" in every_extension() and "pymdownx.blocks.html" in every_extension()
    assert "THE-SECRET" in EVERYTHING[0].convert('--8<-- "secret.txt"')


def is_yaml_of_html(value: str) -> None:
    """As MkDocs reads it, and as Material prints it into the page's head."""
    line = f"title: {front_matter(value)}"
    assert len(line.splitlines()) == 1
    assert yaml.safe_load(line).keys() == {"title"}
    body, meta = get_data(f"---\n{line}\nhide: [toc]\n---\nBody\n")
    assert (body.strip(), meta["hide"]) == ("Body", ["toc"])
    assert not set(meta["title"]) & set("<>\"'")
    assert seen(html.unescape(meta["title"])) == seen(_one_space(carried(value)))


ORIGINALS = """x · {0}
{{ .facts }}

| a |
| --- |
| {0} |

??? quote "The sentences"
    - x <small>y · {0}</small>
"""


def links_apart(value: str) -> None:
    """A link to an original, whatever its address and words: to the web, and nothing but our attributes."""
    value = value.strip() or "x"
    source = ORIGINALS.format(outward(value, address(f"https://a.test/{value}") or ""))
    for made in (SHIPPED, EVERYTHING[0]):
        tree = html5lib.parseFragment(made.reset().convert(source), namespaceHTMLElements=False)
        links = list(tree.iter("a"))
        assert len(links) == 3
        for link in links:
            assert link.attrib.keys() == {"href", "rel"} and link.get("rel") == "noopener nofollow"
            assert link.get("href").startswith("https://a.test/")
            assert made is not SHIPPED or seen("".join(link.itertext())) == seen(carried(value))
        others = {name for e in unturned(tree) if e not in links for name in e.attrib}
        assert others <= {"class"} and "THE-SECRET" not in "".join(tree.itertext())


test_links_to_originals = property_of(links_apart, 300)
test_links_to_originals_20_000 = pytest.mark.slow(property_of(links_apart, 20_000))


def _one_space(words: str) -> str:
    return re.sub("[\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]", " ", words)


test_front_matter_is_yaml_of_html = property_of(is_yaml_of_html, 1_000)
test_front_matter_is_yaml_of_html_20_000 = pytest.mark.slow(property_of(is_yaml_of_html, 20_000))


def is_in_a_drawing(value: str) -> None:
    """Element text and attribute of an SVG file."""
    drawn = ElementTree.fromstring(f'<svg><text class="{xml(value)}">{xml(value)}</text></svg>')
    assert [e.tag for e in drawn.iter()] == ["svg", "text"]
    for words in (drawn[0].text or "", drawn[0].get("class")):
        assert seen(words) == seen(_one_space(carried(value)))


test_words_in_a_drawing = property_of(is_in_a_drawing, 1_000)
test_words_in_a_drawing_20_000 = pytest.mark.slow(property_of(is_in_a_drawing, 20_000))


def is_data(value: str) -> None:
    """In a script element of a page, read as a browser reads it, and after Markdown."""
    whole = f'One.\n\n<script type="application/ld+json">{json_text({"a": value})}</script>\n'
    tree = html5lib.parseFragment(SHIPPED.reset().convert(whole), namespaceHTMLElements=False)
    assert [e.tag for e in tree.iter()][1:] == ["p", "script"]
    assert json.loads(tree.find("script").text) == {"a": value}


test_data_in_a_script = property_of(is_data, 1_000)
test_data_in_a_script_20_000 = pytest.mark.slow(property_of(is_data, 20_000))


@given(WORDS)
def test_json_in_a_page_can_not_end_its_element(value):
    assert json.loads(json_text(value)) == value
    assert "<" not in json_text(value)


@pytest.mark.parametrize(
    "plain",
    [
        "It cost $3.50, he said.",
        "“No” — 40% of 1,000 (or so)!",
        "A “deal” is near: yes",
        "At 10:30 a.m. it rose.",
        "B. Smith came first; 2 + 2 = 4.",
        'It\'s "so", they say... 3/4 of No. 5',
        "Is it so? Yes! He/she: both.",
    ],
)
def test_plain_prose_stays_as_it_is(plain):
    assert text(plain) == plain


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "//a.test", "ftp://a.test", ""])
def test_only_web_addresses_are_linked(bad):
    assert address(bad) is None


def test_an_address_can_not_leave_its_brackets():
    assert address('https://a.test/x) "y" <z>') == "https://a.test/x%29%20%22y%22%20%3Cz%3E"
