"""Article text shows as it is written and builds nothing: text equal, element tree exactly ours."""

from __future__ import annotations

import html
import json

import html5lib
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.pages.escape import address, attribute, carried, front_matter, json_text, text

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
    "$x$", "é", "漢",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), min_size=1, max_size=6).map("".join)
SLOTS = """# T {{ #t }}

{0}

- {0}
- “{0}” [{0}](x.md) **{0}**

| a | b |
| --- | --- |
| {0} | “{0}” |

## {0} {{ #h }}

<span id="s1" class="sentence">{0}</span> [A1][] [A1][]

[A1]: x.md#s1 "{1}"
"""
SHAPE = [
    "h1", "p", "ul", "li", "li", "a", "strong", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td",
    "h2", "p", "span", "a", "a",
]  # fmt: skip


def rendered(value: str):
    source = SLOTS.format(text(value.strip()), attribute(value))
    return html5lib.parseFragment(
        markdown.markdown(source, extensions=EXTENSIONS), namespaceHTMLElements=False, treebuilder="etree"
    )


def seen(words: str) -> str:
    """As a browser shows it: spaces that HTML joins are one."""
    return " ".join(part for part in words.replace("\n", " ").replace("\t", " ").split(" ") if part)


@settings(max_examples=300, deadline=None)
@given(WORDS)
@example("1986. What")
@example("*[x]: y")
@example("# a {#b}")
@example("Setext\n===")
def test_what_an_article_says_is_shown_and_does_nothing(value):
    want = seen(carried(value))
    tree = rendered(value)
    if value.strip() and want:
        want = seen(carried(value.strip()))
        assert [e.tag for e in tree.iter() if e is not tree] == SHAPE
        for path in ("p", "ul/li", "ul/li/a", "ul/li/strong", ".//td", "h2", "p/span"):
            assert seen("".join(tree.find(path).itertext())) == want, path
        assert seen(tree.find("p/a").get("title")) == seen(carried(value))
        assert {name for e in tree.iter() for name in e.attrib} <= {"id", "class", "href", "title"}


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_front_matter_is_yaml_of_html(value):
    loaded = yaml.safe_load(f"title: {front_matter(value)}")["title"]
    assert "<" not in loaded and seen(html.unescape(loaded)) is not None
    assert "\n" not in front_matter(value)


@given(WORDS)
def test_json_in_a_page_can_not_end_its_element(value):
    assert json.loads(json_text(value)) == value
    assert "<" not in json_text(value)


@pytest.mark.parametrize(
    "plain", ["It cost $3.50, he said.", "“No” — 40% of 1,000 (or so)!", "A “deal” is near: yes"]
)
def test_plain_prose_stays_as_it_is(plain):
    assert text(plain) == plain


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "//a.test", "ftp://a.test", ""])
def test_only_web_addresses_are_linked(bad):
    assert address(bad) is None


def test_an_address_can_not_leave_its_brackets():
    assert address('https://a.test/x) "y" <z>') == "https://a.test/x%29%20%22y%22%20%3Cz%3E"
