"""Which actors are shown as leaders, and in which order."""

from __future__ import annotations

from types import MappingProxyType

from briefgen.analysis import Analysis
from briefgen.analysis.actors import find_actors
from briefgen.analysis.attribution import Attribution
from briefgen.analysis.holders import hold
from briefgen.findings import leaders
from briefgen.findings.kind import SoFar
from briefgen.language.parser import parse
from briefgen.matching import Matches
from briefgen.model import Article


def shown(text: str, *holders: str, reporter: str = "") -> tuple[leaders.Leader, ...]:
    """The leaders of a text in which these words hold a position."""
    sources = parse((Article(id="a", key="A", path="a.txt", sha256="", text=text, title=""),))

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    said = span(reporter) if reporter else None
    own = tuple(
        Attribution(
            source="a", content=((0, 1),), holder=span(h), cue=None, stance="states", reporter=said, rule="t"
        )
        for h in holders
    )
    cast, held = hold(find_actors(sources), own, sources)
    analysis = Analysis(articles=sources, origins={}, cast=cast, held=held)
    return leaders.find(SoFar(analysis=analysis, found=MappingProxyType({}), matches=Matches(analysis)))


def names(found: tuple[leaders.Leader, ...]) -> list[str]:
    return [leader.name for leader in found]


def test_who_holds_most_comes_first_and_who_has_no_name_last() -> None:
    text = "Two officials said no. Mayor Mara Quill said no. Judge Greta Lund left, met friends, and spoke."
    assert names(shown(text, "Two officials", "Mayor Mara Quill")) == [
        "Mara Quill",
        "Greta Lund",
        "Two officials",
    ]


def test_a_place_is_shown_only_where_it_holds_something() -> None:
    text = "Mayor Mara Quill flew to Norway and spoke. The road was shut."
    assert names(shown(text)) == ["Mara Quill"]
    assert "Norway" in names(shown(text, "Norway"))


def test_an_outlet_is_shown_only_where_something_hangs_on_it() -> None:
    text = "Mayor Mara Quill said no, Reuters reports."
    assert names(shown(text, "Mayor Mara Quill")) == ["Mara Quill"]
    assert names(shown(text, "Mayor Mara Quill", reporter="Reuters")) == ["Mara Quill", "Reuters"]


def test_every_mention_is_cited_and_every_role_once_for_each_source() -> None:
    text = "Mayor Mara Quill said no. Quill left. Mayor Mara Quill came back."
    (leader,) = shown(text)
    assert [c.quote for c in leader.citations] == ["Mara Quill", "Quill", "Mara Quill"]
    assert [text for text, _ in leader.roles] == ["Mayor"]


def test_every_holder_is_a_leader() -> None:
    text = "A source close to the talks said no. Western analysts said no. Norland Motors said no."
    found = shown(text, "A source close to the talks", "Western analysts", "Norland Motors")
    assert {leader.id for leader in found} >= {
        "norland-motors",
        "western-analysts",
        "source-close-to-the-talks",
    }
