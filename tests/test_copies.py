"""Which texts share an origin: copies whole, cut and reworded; not those that only tell or quote the same."""

from __future__ import annotations

import random

import pytest

from briefgen.analysis.copies import agencies, find_origins
from briefgen.language.sentences import split
from briefgen.model import Article

STORY = """\
KORRIN (AP) — A barge loaded with gravel struck the old bridge at Korrin before dawn on Tuesday and
tore away two of its seven arches, cutting the only road between the harbour and the hospital.

The barge, which had left the quarry at Velm an hour earlier, lost its steering in the current, the
harbour office said. Nobody was hurt, but eleven cars were trapped between the broken arches until
firemen reached them by boat.

“We heard it before we saw it, and then the lamps went out all along the road,” said Mayor Mara
Quill. “We have asked for that bridge to be closed to barges for ten years, and every spring we were
told to wait.”

Engineers will examine the remaining arches this week. The ferry at Velm has doubled its crossings
and carries ambulances first. The quarry has stopped loading until its other barges have been
inspected.
"""
OTHER = """\
KORRIN (AP) — Two arches of a bridge are gone and a town is cut in half after a gravel barge went
adrift on the Tarn.

Rescuers in boats brought drivers down from the roadway, where they had waited for hours above the
water. There were no injuries. According to the harbour office the vessel's rudder failed.

“We heard it before we saw it, and then the lamps went out all along the road,” said Mayor Mara
Quill. “We have asked for that bridge to be closed to barges for ten years, and every spring we were
told to wait.”

For now patients go to hospital by ferry. How long the road stays shut depends on what engineers
find under water.
"""
REWORDED = (
    STORY.replace("struck", "hit").replace("loaded with", "full of").replace("tore away", "brought down")
    .replace("before dawn", "early").replace("Nobody was hurt", "There were no injuries")
    .replace("trapped", "caught").replace("examine", "inspect").replace("this week", "in the coming days")
)  # fmt: skip
CUT = "\n\n".join(STORY.split("\n\n")[1:2]) + "\n\nThis story was shortened."


def sources(*texts: str) -> tuple[Article, ...]:
    found = []
    for n, text in enumerate(texts):
        bare = Article(id=chr(97 + n), key="A", path=f"{n}.txt", sha256="", text=text, title="")
        found.append(
            Article(
                id=bare.id, key="A", path=bare.path, sha256="", text=text, title="", sentences=split(bare)
            )
        )
    return tuple(found)


def origins(*texts: str) -> list[str]:
    return list(find_origins(sources(*texts)).values())


def test_the_same_text_twice() -> None:
    assert origins(STORY, STORY) == ["a", "a"]


def test_a_reworded_copy() -> None:
    assert origins(STORY, REWORDED) == ["a", "a"]


def test_a_cut_copy_whichever_comes_first() -> None:
    assert origins(STORY, CUT) == ["a", "a"]
    assert origins(CUT, STORY) == ["a", "a"]


def test_two_cuts_of_one_text_that_share_nothing_are_copies_of_the_whole() -> None:
    first, *_, last = STORY.split("\n\n")
    assert origins(first, STORY, last) == ["a", "a", "a"]


def test_two_stories_that_share_one_quoted_statement() -> None:
    assert origins(STORY, OTHER) == ["a", "b"]


def test_one_agency_in_two_texts_is_no_copy() -> None:
    one, other = sources(STORY, OTHER)
    assert agencies(one) == agencies(other) == {"ap"}
    assert find_origins((one, other)) == {"a": "a", "b": "b"}


def test_one_agencys_story_rewritten_by_a_paper() -> None:
    """A fifth of a text is too little for a copy, but enough where both credit the agency."""
    rewritten = OTHER + "\n" + STORY.split("\n\n")[1].split(". ")[0] + ".\n"
    assert origins(STORY, rewritten) == ["a", "a"]
    assert origins(STORY.replace("(AP)", ""), rewritten.replace("(AP)", "")) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("VELM (Reuters) - The ferry sank.", {"reuters"}),
        ("The ferry sank.\n\nThe Associated Press contributed to this report.", {"ap"}),
        ("By Nils Tarn, Associated Press\nThe ferry sank.", {"ap"}),
        ("AFP\nThe ferry sank.", {"afp"}),
        ("The ferry sank, a sailor told Reuters.", set()),
        ("The map (a p. of it) was lost. The ferry had the app on board.", set()),
    ],
)
def test_credits(text: str, credited: set[str]) -> None:
    (article,) = sources(text)
    assert agencies(article) == credited


def test_short_texts_are_copies_only_in_the_very_same_words() -> None:
    assert origins("The ferry from Velm sank at noon.", "The ferry from Velm sank at night.") == ["a", "b"]
    assert origins("The ferry from Velm sank at noon on Friday.", "The ferry from Velm sank.") == ["a", "b"]
    assert origins("The ferry from Velm sank at noon.", "The ferry from Velm sank at noon") == ["a", "a"]


def test_empty_texts_are_no_copies() -> None:
    assert origins("", "", "No.") == ["a", "b", "c"]


def test_the_order_of_the_sources_changes_nothing() -> None:
    texts = sources(CUT, OTHER, STORY, REWORDED)
    assert find_origins(texts) == find_origins(tuple(reversed(texts)))


def test_cut_copies_are_found_among_many_texts() -> None:
    """Each of 40 planted cuts, half of a text among 200, has its origin; nothing else has another's."""
    words = [
        f"{a}{b}" for a in ("bar", "mel", "tor", "vin", "ket", "sul") for b in ("an", "ed", "is", "ock", "um")
    ]
    chosen = random.Random(7)
    texts = [
        " ".join(chosen.choice(words) + str(chosen.randrange(9)) for _ in range(240)) for _ in range(200)
    ]
    cuts = [" ".join(text.split()[k : k + 120]) for k, text in enumerate(texts[:40])]
    articles = tuple(
        Article(id=f"{n:04}", key=f"K{n}", path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate([*texts, *cuts])
    )
    origins = find_origins(articles)
    assert {s: o for s, o in origins.items() if s != o} == {f"{200 + n:04}": f"{n:04}" for n in range(40)}
