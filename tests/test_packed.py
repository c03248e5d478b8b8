"""Parsed articles as bytes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.models import DEFAULT_MODEL
from briefgen.language.packed import pack, unpack
from briefgen.language.parser import parse
from briefgen.model import Article

TEXT = (
    "Ferry line to be cut\n\n“We’ll sail on,” Mara Quill said on Monday — a day after the vote.\n\n"
    "The council (of nine) had 3.5 million crowns; Ion Feld wants more.\n\nAdvertisement\n"
)


@pytest.fixture(scope="module")
def article() -> Article:
    bare = Article(id="a", key="A", path="a.txt", sha256="", text=TEXT, title="Ferry line to be cut")
    return parse([bare], DEFAULT_MODEL)[0]


def test_what_is_packed_is_read_as_it_was(article):
    assert unpack(article, pack(article.sentences)) == article.sentences
    assert unpack(article, pack(())) == ()
    other = unpack(
        Article(id="b", key="B", path="b.txt", sha256="", text=TEXT, title=""), pack(article.sentences)
    )
    assert {s.source for s in other} == {"b"}


def test_another_text_is_refused(article):
    short = Article(id="a", key="A", path="a.txt", sha256="", text=TEXT[:60], title="")
    with pytest.raises(ValueError):
        unpack(short, pack(article.sentences))


@given(st.integers(0, 10**9), st.integers(1, 6))
def test_whatever_is_damaged_is_refused_or_lies_within_the_article(article, seed, times):
    draw = random.Random(seed)
    data = bytearray(pack(article.sentences))
    for _ in range(times):
        at = draw.randrange(len(data))
        if draw.random() < 0.2:
            del data[at:]
        elif data:
            data[at] = draw.randrange(256)
        if not data:
            break
    try:
        found = unpack(article, bytes(data))
    except ValueError:
        return
    for s in found:
        assert s.text == TEXT[s.start : s.end]
        for t in s.tokens:
            assert 0 <= t.start <= t.end <= len(TEXT) and 0 <= t.head < len(s.tokens)
            assert isinstance(t.text, str) and isinstance(t.entity_start, bool)
