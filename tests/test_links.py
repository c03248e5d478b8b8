"""Lists of addresses, as people paste and keep them: what is one, and what is prose with a link."""

from __future__ import annotations

import pytest
from test_limits import in_time

from briefgen.readers.formats.links import addresses


@pytest.mark.parametrize(
    "text",
    [
        "Read these please:\n- {0}\n* <{1}>", "[Ledger]({0})\n[The Orsel Post]({1})", "# tabs\n\n{0}\n{1}",
        "Why the ferry stays ashore {0}\nBridge shut – {1}", "{0}, {1}", "{0} {1}", "{0},{1}", "{0}; {1}.",
        "1. {0}\n2) {1}", "- [ ] {0}\n- [x] {1}", "Ferry stays ashore\n{0}\n\nBridge shut\n{1}",
        "{0}\n---\n{1} (Ledger)",
        "[Ledger]({0}) | [Post]({1})", "from my phone\n({0})\n{1}", "\ufeff{0}\r\n{1}\r",
        "St. Orm mourns its ferry {0}\n{1}",
    ],
)  # fmt: skip
def test_addresses_with_marks_and_titles_around_them_are_a_list(text):
    urls = ("https://post.example/ferry_(boat)?a=1&b=2", "http://ledger.example/2024/bridge")
    assert addresses(text.format(*urls)) == urls


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday (see {}) that the ferry sails.", "See {} for more.",
        "The ferry sails. See {}", "www.post.example/ferry\n{}", "",
        "The ferry did not sail on Monday because nobody had oiled it, the mayor told a council that had "
        "come to hear something else.\nSource: {}",
        "The ferry stays ashore\nNobody oiled it\nThe mayor is silent\n{}",
    ],
)  # fmt: skip
def test_prose_with_an_address_is_no_list(text):
    assert addresses(text.format("https://post.example/ferry")) is None


def test_many_brackets_take_no_time():
    with in_time():
        for text in (
            "[" * 200_000,
            "[a](http://a" * 40_000,
            "http://" * 100_000,
            "<http://a.b" + ")" * 200_000,
        ):
            addresses(text)
