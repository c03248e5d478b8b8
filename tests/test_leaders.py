"""Which actors are shown as leaders, and in which order."""

from __future__ import annotations

from types import MappingProxyType

from briefgen.analysis import Analysis
from briefgen.analysis.actors import find_actors
from briefgen.analysis.attribution import Attribution
from briefgen.analysis.holders import hold
from briefgen.findings import leaders
from briefgen.findings.kind import SoFar
from briefgen.findings.positions import Position
from briefgen.language.parser import parse
from briefgen.matching import Matches
from briefgen.model import Article, Citation
from briefgen.pages.roles import roles
from briefgen.pages.statement import about, heading


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


def called(*words: str) -> leaders.Leader:
    """A leader with these roles, each from a sentence of its own."""
    given = tuple(
        (w, Citation(source="a", sentence=f"s{n}", start=n, end=n + 1, quote=w)) for n, w in enumerate(words)
    )
    return leaders.Leader(id="mara", title="Mara Quill", name="Mara Quill", kind="person", roles=given)


def test_a_role_is_printed_once_with_the_marks_of_all_who_use_it() -> None:
    found = roles(called("Mayor", "mother of two", "mayor"))
    assert [(r.words, len(r.citations)) for r in found] == [("Mayor", 2), ("mother of two", 1)]


def test_a_table_has_no_second_role_that_says_little_more() -> None:
    assert [r.words for r in roles(called("Harbour Mayor", "Osterhaven Harbour Mayor"), 2)] == [
        "Harbour Mayor"
    ]
    assert [r.words for r in roles(called("Harbour Mayor", "mother of two"), 2)] == ["Harbour Mayor"]
    assert [r.words for r in roles(called("Harbour Mayor", "Ferryline chairwoman"), 2)] == [
        "Harbour Mayor",
        "Ferryline chairwoman",
    ]


def test_a_former_office_is_marked_where_it_does_not_say_so_with_this_word() -> None:
    found = roles(called("then-Governor", "former Governor", "ex-mayor", "one-time friend", "Judge"))
    assert [r.words for r in found if r.former] == ["then-Governor", "ex-mayor"]


def said(words: str, cue: str, content: str) -> Position:
    def cite(part: str) -> Citation:
        start = words.index(part)
        return Citation(source="a", sentence="s1", start=start, end=start + len(part), quote=part)

    return Position(
        id="p", stance="states", predicate=True, shown=cite(words), cue=cite(cue), content=cite(content),
        citations=(cite(content),),
    )  # fmt: skip


LONG = "the old pier could be kept if the planks were changed and the iron was painted before the winter"


def test_a_heading_that_is_cut_begins_with_what_is_said() -> None:
    assert about(said(f"told the board that {LONG}", "told", LONG)).startswith("“the old pier could be kept")
    assert about(said(f"said {LONG}", "said", "the iron was painted before the winter")).startswith(
        "“the old"
    )


def test_a_heading_keeps_a_verb_that_tells_something_and_words_that_fit() -> None:
    denied = said(f"denied that {LONG}", "denied", LONG)
    assert about(denied) == heading(denied)
    short = said("said the pier was shut", "said", "the pier was shut")
    assert about(short) == "“said the pier was shut”"
