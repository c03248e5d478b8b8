"""Articles of which only so many are unpacked at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import parsing
from briefgen.build import brief, make
from briefgen.language.models import DEFAULT_MODEL
from briefgen.language.packed import pack
from briefgen.language.parser import parse
from briefgen.language.shelf import Shelf
from briefgen.readers import read_folder

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def articles():
    return parse(read_folder(SEEDS), DEFAULT_MODEL)


def test_they_are_read_as_if_they_were_there(articles):
    for room in (1, 10**9):
        shelf = Shelf(room)
        kept = [replace(a, sentences=shelf.put(a, pack(a.sentences))) for a in articles]
        for _ in range(2):
            for a, own in zip(articles, kept, strict=True):
                for s, t in zip(a.sentences, own.sentences, strict=True):
                    assert (t.tokens, t.children, t.forms) == (s.tokens, s.children, s.forms)
                    assert (t.id, t.text, t.heading, t.furniture) == (s.id, s.text, s.heading, s.furniture)
                    assert [t.subtree(n) for n in range(len(t.tokens))] == [
                        s.subtree(n) for n in range(len(s.tokens))
                    ]


def test_those_that_were_unpacked_longest_ago_are_given_up(articles):
    shelf = Shelf(1)
    first, second = (shelf.put(a, pack(a.sentences)) for a in articles[:2])
    assert "tokens" not in first[0].__dict__
    assert first[0].tokens and first[1].__dict__["tokens"]
    assert first[1].children
    assert second[0].tokens
    assert not {"tokens", "children"} & set(first[1].__dict__)
    changed = replace(first[1], furniture="notice")
    assert changed.tokens == articles[0].sentences[1].tokens


def test_a_briefing_of_shelved_articles_is_the_same(monkeypatch):
    plain = make(brief(SEEDS)).pages
    monkeypatch.setattr(parsing, "_MANY", 0)
    monkeypatch.setattr(parsing, "Shelf", lambda: Shelf(1))
    assert make(brief(SEEDS)).pages == plain
