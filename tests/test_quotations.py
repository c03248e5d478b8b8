"""Whose words stand in quotation marks. The cases stand in cases/quotations.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis.attribution import Attribution, find_attributions
from briefgen.analysis.quoted import quotations, quoted_spans
from briefgen.language.parser import parse
from briefgen.model import Article

CASES = sorted((Path(__file__).parent / "cases").glob("quotations*.md"))
_CASE = re.compile(
    r"^## ([^\n]+)\n```article[^\n]*\n(.*?)```\n```quotations\n(.*?)```", re.MULTILINE | re.DOTALL
)


def article(text: str) -> Article:
    (found,) = parse((Article(id="a", key="A", path="a.txt", sha256="", text=text, title=""),))
    return found


def cases() -> list[Any]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    found = [pytest.param(m[2].strip("\n"), m[3], id=m[1]) for m in _CASE.finditer(text)]
    assert len(found) == len(re.findall(r"^## ", text, re.MULTILINE)), "a case that cannot be read"
    return found


def touching_marks(source: Article) -> list[Attribution]:
    """The attributions whose content lies in quotation marks or round them."""
    marked = [(q.start, q.end) for q in quotations(source)]
    found = find_attributions(source)
    return [a for a in found if any(x < d and c < y for x, y in a.content for c, d in marked)]


def shown(source: Article, a: Attribution, keys: set[str]) -> dict[str, Any]:
    """What the record says of these fields, in the article's words."""
    text = source.text
    words = {
        "holder": text[slice(*a.holder)] if a.holder else None,
        "cue": text[slice(*a.cue)] if a.cue else None,
        "content": [text[x:y] for x, y in a.content],
        "condition": text[slice(*a.condition)] if a.condition else None,
        "manner": a.manner, "stance": a.stance, "negated": a.negated, "rule": a.rule,
        "sure": a.confidence != "low", "reporter": text[slice(*a.reporter)] if a.reporter else None,
    }  # fmt: skip
    return {k: words[k] for k in keys}


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: str) -> None:
    source = article(text)
    found = touching_marks(source)
    wanted = [] if expected.strip() == "none" else yaml.safe_load(expected)
    keys = [set(w) for w in wanted]
    assert [shown(source, a, k) for a, k in zip(found, keys, strict=False)] == wanted
    assert len(found) == len(wanted), [shown(source, a, {"holder", "cue", "content"}) for a in found]


def test_every_third_case_is_one_where_nothing_may_be_found() -> None:
    expected = [c.values[1] for c in cases()]
    assert sum(e.strip() == "none" for e in expected) * 3 >= len(expected)


_WORDS = [
    "“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "Roe", "said", "we", "will", "go", ",", ".", ":", "—",
    "\n\n", "?", " ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40), st.sampled_from(["", " "]))
def test_any_marks_give_spans_inside_one_sentence(words: list[str], between: str) -> None:
    source = article(between.join(words))
    for a in find_attributions(source):
        for start, end in (*a.content, *filter(None, (a.holder, a.cue, a.condition))):
            assert source.cite(start, end).quote == source.text[start:end] != ""


@given(st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_pairs_lie_in_order_and_in_one_paragraph(text: str) -> None:
    source = article(text)
    found = quotations(source)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all("\n" not in source.text[q.start : q.end] for q in found)
    assert quoted_spans(source) == [(q.start, q.end) for q in found if not q.single]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“Stop!” Mara Quill said. He left.", ["“Stop!” Mara Quill said.", "He left."]),
        ("“Why?” Mr. Stone asked. “Who?”", ["“Why?” Mr. Stone asked.", "“Who?”"]),
        ("“It is late.” Stone said on Monday.", ["“It is late.” Stone said on Monday."]),
        # A sentence of its own that reports something else.
        ("“Stop!” Mara Quill said he would go.", ["“Stop!”", "Mara Quill said he would go."]),
        ("“It is late.” He added, “I go.”", ["“It is late.”", "He added, “I go.”"]),
        ("“Is it?” He told reporters, “No.”", ["“Is it?”", "He told reporters, “No.”"]),
        ("“It is.” Stone said on Monday: “No.”", ["“It is.”", "Stone said on Monday: “No.”"]),
        (
            "“It is.” Stone said in a letter that he left.",
            ["“It is.”", "Stone said in a letter that he left."],
        ),
    ],
)
def test_a_speaker_stays_with_the_quotation_before(text: str, sentences: list[str]) -> None:
    assert [s.text for s in article(text).sentences] == sentences


TURNS = "QUILL: The bridge is safe. We will keep it open.\n\nSTONE: Is it?\n\nSTONE: I doubt it.\n"


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    source = article(TURNS)
    found = [shown(source, a, {"holder", "content", "rule"}) for a in find_attributions(source)]
    assert found == [
        {
            "holder": "QUILL",
            "content": ["The bridge is safe.", "We will keep it open."],
            "rule": "quotation/transcript",
        },
        {"holder": "STONE", "content": ["I doubt it."], "rule": "quotation/transcript"},
    ]


def test_one_line_in_capitals_is_no_transcript() -> None:
    source = article("OSTERHAVEN: The bridge is safe.\n\nIt was shut in May.")
    assert not [a for a in find_attributions(source) if a.rule == "quotation/transcript"]


def test_a_list_of_words_in_marks_is_nobody_s_statement() -> None:
    source = article("Stone said " + "“grey” " * 60 + "and left.")
    assert not [a for a in find_attributions(source) if a.rule.startswith("quotation/part")]


def test_a_turn_whose_label_stands_in_a_question_is_nobodys():
    turns = (
        "COAST WIRE: Is the pier safe?", "QUILL: Would you walk on it? It is not safe, and all know it.",
        "COAST WIRE: Will it reopen?", "QUILL: It will not reopen before the summer.",
    )  # fmt: skip
    talk = article("\n\n".join(("The pier interview", "Coast Wire spoke with Mara Quill of Torr.", *turns)))
    said = [talk.text[slice(*x.content[0])] for x in find_attributions(talk.prose)]
    assert said == ["It will not reopen before the summer."]
