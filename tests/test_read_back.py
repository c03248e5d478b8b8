"""Words in quotation marks beside a mark, read back from a page: verbatim in the sentence, or named."""

from __future__ import annotations

import pytest

from briefgen.model import Article, Briefing, Page, Sentence
from briefgen.read_back import misread

TEXT = "Mara Quill said “no”, “never” and “not again” to the ferry, and left."
ARTICLE = Article(
    id="a", key="A", path="seeds/a.txt", sha256="0", text=TEXT, title="a",
    sentences=(Sentence(source="a", id="s1", start=0, end=len(TEXT), text=TEXT, paragraph=0),),
)  # fmt: skip
BRIEFING = Briefing(title="t", articles=(ARTICLE,), findings={})


def wrong(line: str) -> list[str]:
    """What is wrong with a page that holds this line, without the page's name."""
    page = Page(path="positions.md", text=f'- {line} [A1][]\n\n[A1]: sources/a.md#s1 "“{TEXT}” — Source A"\n')
    return [m.what for m in misread(BRIEFING, (page,))]


@pytest.mark.parametrize(
    "line",
    [
        "“to the ferry, and left”",
        "“to the ferry”, “and left”",
        "“Mara Quill”,“and left”",
        "“no”, “never” and “not again”",
        "“Mara Quill said “no”, “never” and “not again” to the ferry, and left.”",
        "“said “no”, “never””, “and left”",
    ],
)
def test_what_the_sentence_says_is_right(line):
    assert wrong(line) == []


@pytest.mark.parametrize(
    "line, named",
    [
        ("“to the ferry”, “and stayed”", "and stayed"),
        ("“to the boat”, “and left”", "to the boat"),
        ("“Mara Quill said “never”, “no” and “not again” to the ferry, and left.”", "Mara Quill said “never"),
        ("“to the ferry” and “left” and “came”", "came"),
        ("“to the ferry”, he said, “and leave”", "and leave"),
        ("“to the ferry”, “”, “and stayed”", "and stayed"),
    ],
)
def test_what_it_does_not_say_is_named(line, named):
    found = wrong(line)
    assert found and all(x.endswith("is not in the sentence that it cites") for x in found)
    assert any(x.startswith(f"“{named}") for x in found)


@pytest.mark.parametrize(
    "line",
    [
        "**Mara Quill**: “{}”",
        "**Mara Quill** “{}”",
        "**[Mara Quill](leaders/mara-quill.md)**: “{}”",
        "**[Mara Quill](leaders/mara-quill.md)** “{}”",
        "<small>Before it: “{}”",
    ],
)
def test_words_behind_a_name_or_a_label_are_read_as_well(line):
    assert wrong(line.format("to the ferry, and left")) == []
    assert wrong(line.format("to the boat, and left"))


@pytest.mark.parametrize("title", ["The “old” ferry", "**The “old” ferry**", "Whose is “it”"])
def test_a_title_is_none_of_a_sources_words(title):
    assert wrong(title) == []
