"""Noun groups, and which topics a passage names. What is a topic stands in cases."""

from __future__ import annotations

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.actors import find_actors
from briefgen.analysis.centre import centre
from briefgen.analysis.noun_groups import find_noun_groups
from briefgen.findings import find_all
from briefgen.findings.topics import MOST, about, places
from briefgen.language.parser import parse
from briefgen.model import Article


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def groups(text: str) -> list[str]:
    sources = articles(text)
    return [g.words for g in find_noun_groups(sources[0], find_actors(sources))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The council raised the harbour tax.", ["harbour tax"]),
        ("They signed a lasting cease-fire.", ["lasting cease-fire"]),
        ("The new tax is high.", ["tax"]),
        ("Mayor Mara Quill left on Monday with two officials.", []),
        ("Norway sent 40 percent of the grain.", ["grain"]),
        ("It was the end of the story.", []),
    ],
)
def test_noun_groups(text: str, found: list[str]) -> None:
    assert groups(text) == found


def test_different_nouns_for_one_thing_have_one_head() -> None:
    sources = articles("They broke the truce. They signed the cease-fire.")
    heads = {g.head for g in find_noun_groups(sources[0], find_actors(sources))}
    assert heads == {"ceasefire"}


TEXTS = (
    "Mayor Mara Quill said the harbour tax was fair. The harbour tax is old. It is unclear who fired.",
    "Judge Greta Lund said the harbour tax broke the law.",
)


def test_a_passage_names_the_topics_that_it_touches() -> None:
    found = find_all(analyse(articles(*TEXTS)))
    (topic,) = found["topics"]
    assert {p.topics for p in found["positions"]} == {(topic.id,)}  # type: ignore[attr-defined]
    (issue,) = found["open_issues"]
    assert issue.topics == () and about(places(found["topics"]), issue.citations) == ()  # type: ignore[attr-defined]
    assert about(places(found["topics"]), topic.citations) == (topic.id,)


def test_the_order_of_the_sources_changes_nothing() -> None:
    one, other = (find_all(analyse(order))["topics"] for order in (articles(*TEXTS), articles(*TEXTS)[::-1]))
    assert one == other


def test_there_are_never_more_than_a_matrix_can_show() -> None:
    things = [
        "tax",
        "ferry",
        "dam",
        "mill",
        "mine",
        "port",
        "road",
        "rail",
        "canal",
        "tunnel",
        "bridge",
        "tower",
    ]
    things += ["ship", "school", "church", "museum"]
    texts = (" ".join(f"Mara Quill said the {t} was {how}." for t in things) for how in ("old", "new"))
    third = " ".join(f"Greta Lund said the {t} was sold." for t in things)
    assert len(find_all(analyse(articles(*texts, third)))["topics"]) == MOST


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The council would raise the harbour tax because the budget is short.", {"council", "tax"}),
        ("Lund wants to keep the harbour tax.", {"Lund", "tax"}),
        ("They agreed to a truce.", {"They", "truce"}),
        ("They called for an end to the strike.", {"They", "end", "strike"}),
        ("The tax and the toll are high.", {"tax", "toll"}),
        ("Lund is confident the council will pass the tax.", {"Lund", "council", "tax"}),
        ("They are committed to ending the strike.", {"They", "strike"}),
        ("The mayor who closed the pier left.", {"mayor"}),
        ("After the storm the ferry sailed.", {"ferry"}),
        ("The ferry sank while the pier burned.", {"ferry"}),
    ],
)
def test_what_a_passage_is_about(text: str, found: set[str]) -> None:
    (source,) = articles(text)
    (sentence,) = source.sentences
    ends = centre(sentence, sentence.start, sentence.end)
    assert {t.text for t in sentence.tokens if t.end in ends} == found
