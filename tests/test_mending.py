"""Text that was encoded once too often: mended where it can mean nothing else, and reported always."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build import build
from briefgen.readers import read_seeds
from briefgen.readers.formats.mending import entities, twice_decoded


def garbled(text, encoding="cp1252"):
    """The text as a program gives it that reads UTF-8 as something else."""
    raw = text.encode()
    return "".join(
        bytes([b]).decode(encoding, "ignore") or chr(b) for b in raw
    )  # the bytes that the encoding has not stand for themselves


TWICE = [
    "“We will mend the pier,” Wardén Zoë Brodd said – it’s late …",
    "José Peña paid £40 and €30, 10\xa0km away",
    "Miloš and Łukasz left",
    "voilà que",
    "a pier™ for 5 ½ crews",
    "It’s 😀 here",
]


@pytest.mark.parametrize("text", TWICE)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_text_decoded_twice_is_mended_and_said(text, encoding):
    mended, told = twice_decoded(garbled(text, encoding))
    assert mended == text
    assert len(told) == 1 and told[0].startswith("had ") and told[0].endswith(": mended")


def test_text_decoded_three_times_is_mended():
    assert twice_decoded(garbled(garbled("“We’ll mend it,” she said")))[0] == "“We’ll mend it,” she said"


def test_a_closing_mark_whose_last_byte_was_lost():
    assert twice_decoded("â€œMend it,â€\ufffd she said")[0] == "“Mend it,” she said"
    left, told = twice_decoded("Mend it,â€\ufffd she said")
    assert left == "Mend it,â€\ufffd she said" and "left, because" in told[0]


@pytest.mark.parametrize(
    "text",
    [
        "JOÃO PEÇANHA and the SÃO TOMÉ ferry",
        "A irmã dela; «A IRMû, disse; “AMANHÔ, disse ele",
        "ROMÂNIA and ÂNGELO; the château’s pâté – naïve",
        "She left for Å’s harbour; “Å” is a village; PÅ» is none",
        "Die Straß” und die Spaß– Fahrt; ÑANDÚ; MAÑ»",
        "café”—she said; é…, ï»x, ð",
        "“We will,” she said – it’s 5 € or £4",
        "The letters «Ã» and «Â» and “Â” have signs above them",
        "Ã alone, Â alone, â alone, â€ alone",
        "Он сказал: «нет»",
        "plain",
        "",
    ],
)
def test_letters_that_are_right_stay(text):
    assert twice_decoded(text) == (text, ())


@given(st.text("aeMñÃÂÅâãéßñ “”’‘»«…–—€£©®°™ .,", max_size=30))
def test_text_that_western_encodings_write_once_is_not_garbled_by_chance(text):
    """Whatever is mended, was UTF-8 read wrongly: writing it again gives the text."""
    mended, told = twice_decoded(text)
    assert bool(told) or mended == text


@pytest.mark.parametrize(
    "text, shown",
    [
        (
            "&ldquo;Mend it,&rdquo; she said. It&rsquo;s late &mdash; so",
            "“Mend it,” she said. It’s late — so",
        ),
        ("&#8220;We&#160;must,&#x201D; she said", "“We\xa0must,” she said"),
        ("Brodd &amp; Sons", "Brodd & Sons"),
        ("Brodd &amp;amp; Sons, it&amp;rsquo;s", "Brodd & Sons, it’s"),
        ("fewer than &lt; 5", "fewer than < 5"),
        ("Zo&euml; pays &pound;40", "Zoë pays £40"),
    ],
)
def test_entities_are_mended_and_said(text, shown):
    mended, told = entities(text)
    assert mended == shown
    assert len(told) == 1 and "HTML entit" in told[0] and told[0].endswith(": mended")


@pytest.mark.parametrize(
    "text",
    [
        "She types `&amp;` where a bare sign would do.",
        "See https://pier.example/?a=1&amp;b=2 for more.",
        "Fish & chips; AT&T; R&D; Q&A;",
        "x &copy y &bogus; &; &#; &#x;",
        "&#0; and &#65533; are none",
        '<a title="&quot;so&quot;">',
    ],
)
def test_what_only_looks_like_one_or_is_code_stays_unsaid(text):
    assert entities(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "In HTML an ampersand is written &amp; by hand.",
        "The sign “&ldquo;” opens a quotation.",
        "Pipes & planks: write R&amp;D.",
        "The tag &lt;b&gt; makes it bold.",
        "The character reference &hellip; shows three dots.",
    ],
)
def test_what_may_be_meant_so_stays_and_is_said(text):
    left, told = entities(text)
    assert left == text
    assert len(told) == 1 and told[0].endswith("left, because more than one reading is possible")


# -- in a build ----------------------------------------------------------------------


def test_a_mended_text_is_published_with_its_source(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    raw = garbled("Mayor Zoë Brodd said the pier was safe. “We will mend it,” Brodd said.")
    (seeds / "a.txt").write_text(raw, encoding="utf-8")
    (seeds / "b.txt").write_text("Mayor Zoë Brodd said the pier was “old”.", encoding="utf-8")
    report = build(seeds, tmp_path / "docs")
    assert [p.source for p in report.problems] == ["a"]
    a, b = json.loads((tmp_path / "docs/briefing.json").read_text(encoding="utf-8"))["sources"]
    assert a["text"].startswith("Mayor Zoë Brodd") and "text" not in b
    assert a["sentences"][0] == {"id": "s1", "start": 0, "end": a["text"].index(" “")}


def read(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    reading = read_seeds(folder, "seeds")
    return reading.articles[0], [p.what for p in reading.problems]


def test_plain_text_that_is_right_is_the_file(tmp_path):
    article, problems = read(tmp_path, "a.txt", "“Mend it,” JOÃO said.\n---\nR&D & more.\n")
    assert (article.text, article.extracted, problems) == (
        "“Mend it,” JOÃO said.\n---\nR&D & more.\n",
        False,
        [],
    )


def test_markdown_decoded_twice_is_mended(tmp_path):
    article, problems = read(Path(tmp_path), "a.md", garbled("# A pier\n\n“Mend it,” she said."))
    assert article.text == "A pier\n\n“Mend it,” she said."
    assert problems[0].startswith("had 2 characters that were decoded twice")
