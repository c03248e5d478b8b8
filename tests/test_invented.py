"""The invented articles of the benchmarks: the same ones each time, and what is planted in them is found."""

from __future__ import annotations

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.analysis.copies import find_origins
from briefgen.build import brief
from briefgen.exports.json import written
from briefgen.readers import read_seeds

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from archive.invent import invent, one_more
from archive.peers import tracked
from archive.piles import Source
from archive.planted import missing, right

SHORT = (120, 200)
"""Words of an article."""


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, again, other = invent(60), invent(60), invent(60, seed=2)
    assert first == again
    assert first.texts != other.texts
    told = "".join(first.texts.values()).encode()
    assert sha256(told).hexdigest() == "a7801cacb45a2ad12da8424da67d17424dea9f3c099ac2666cf974e826d318cb"


def test_an_event_is_told_alike_among_few_and_among_many() -> None:
    few, many = invent(16, events=2), invent(80, events=10)
    assert few.texts.items() <= many.texts.items()
    assert set(few.plants) <= set(many.plants)


def test_ten_thousand_articles_have_names_of_their_own() -> None:
    from archive.cast import event_of

    events = [event_of(n, 1) for n in range(1250)]
    people = [p.name for e in events for p in e.people]
    assert len(set(people)) == len(people)
    assert len({e.town for e in events}) == len(events)
    assert len({f for e in events for f in e.figures}) == 2 * len(events)


def test_articles_are_news_of_their_length() -> None:
    pile = invent(40)
    lengths = [len(text.split()) for text in pile.texts.values()]
    assert min(lengths) > 280
    assert max(lengths) < 760
    assert {p.kind for p in pile.plants} == {
        "leader", "position", "open issue", "disagreement", "agreement", "copy"
    }  # fmt: skip
    for plant in pile.plants:
        if plant.kind in ("position", "open issue", "agreement"):
            for file, words in zip(plant.files, plant.words, strict=True):
                assert words.casefold() in pile.texts[file].casefold()


def test_only_the_wire_copies_are_copies(tmp_path: Path) -> None:
    pile = invent(120)
    pile.write(tmp_path)
    found = find_origins(read_seeds(tmp_path, "seeds").articles)
    groups: dict[str, set[str]] = {}
    for source, origin in found.items():
        groups.setdefault(origin, set()).add(f"{source}.md")
    copies = {frozenset(p.files) for p in pile.plants if p.kind == "copy"}
    assert {frozenset(g) for g in groups.values() if len(g) > 1} == copies


@pytest.mark.parametrize(("size", "words"), [(5, (300, 700)), (20, SHORT), (60, SHORT)])
def test_what_is_planted_is_found(tmp_path: Path, size: int, words: tuple[int, int]) -> None:
    pile = invent(size, words=words)
    pile.write(tmp_path / "seeds")
    lost = missing(json.loads(written(brief(tmp_path / "seeds"))), pile.plants)
    assert not lost, Counter(p.kind for p in lost)


def test_a_finding_that_is_not_there_is_missed(tmp_path: Path) -> None:
    pile = invent(5, words=SHORT)
    pile.write(tmp_path / "seeds")
    data = json.loads(written(brief(tmp_path / "seeds")))
    nothing = {k: [] if isinstance(v, list) and k != "sources" else v for k, v in data.items()}
    apart = {**nothing, "sources": [{**s, "origin": s["id"]} for s in data["sources"]]}
    assert missing(apart, pile.plants) == pile.plants


def test_one_more_tells_of_an_event_that_is_there() -> None:
    pile = invent(8)
    more = one_more(0, 8)
    assert not set(more.texts) & set(pile.texts)
    (text,) = more.texts.values()
    town = next(iter(pile.texts.values())).split("\n\n")[2].split("in ")[1].split()[0]
    assert town in text


def test_a_folder_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own"
    invent(3).write(own)
    (own / "sources.yml").write_text("e00000-00.md: {publisher: Harbour Post}\nelse.txt: {}\n")
    source = Source(tmp_path, 1, own)
    folder = source.folder("two", 2)
    assert sorted(p.name for p in folder.seeds.iterdir()) == ["e00000-00.md", "e00000-01.md", "sources.yml"]
    assert "else.txt" not in (folder.seeds / "sources.yml").read_text()
    source.add(folder)
    assert (folder.seeds / "e00000-02.md").exists()
    with pytest.raises(ValueError, match="no article beyond"):
        source.add(source.folder("all", 3))


def test_another_way_to_find_quotations() -> None:
    from archive.peers import model

    said = tracked(
        model(),
        "Mayor Ada Moor said the council would repair the pier. “It is a good day for the town,” Moor said.\n"
        "The pier is old, according to Jon Pell.",
    )
    assert ("Ada Moor", "the council would repair the pier") in said
    assert any("Moor" in who and "a good day" in what for who, what in said)
    assert any(who == "Jon Pell" and "The pier is old" in what for who, what in said)
    plants = [p for p in invent(5).plants if p.kind == "position"]
    told = [(p.files[0], p.holder, p.words[0]) for p in plants[1:]]
    assert right(told, plants) == len(plants) - 1
