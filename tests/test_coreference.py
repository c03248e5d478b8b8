"""Who `he`, `they`, `the governor` and `the company` are, and where nobody may be guessed."""

from __future__ import annotations

import pytest

from briefgen.analysis.actors import find_actors
from briefgen.analysis.attribution import Attribution
from briefgen.analysis.coreference import with_references
from briefgen.analysis.holders import hold
from briefgen.analysis.quoted import quoted_spans
from briefgen.language.parser import parse
from briefgen.model import Article


def article(text: str) -> Article:
    (found,) = parse((Article(id="a", key="A", path="a.txt", sha256="", text=text, title=""),))
    return found


def meant(text: str, words: str) -> list[str]:
    """The names of whom the last occurrence of these words stands for."""
    source = article(text)
    cast = with_references(find_actors((source,)), (source,))
    start = text.rindex(words)
    span = (start, start + len(words))
    return sorted(a.name for a in cast.actors for m in a.mentions if (m.start, m.end) == span)


def holders(text: str, words: str) -> list[str]:
    """The names of whom a holder phrase names."""
    source = article(text)
    start = text.rindex(words)
    own = Attribution(
        source="a",
        content=((0, 1),),
        holder=(start, start + len(words)),
        cue=None,
        stance="states",
        rule="test",
    )
    cast, held = hold(find_actors((source,)), (own,), (source,))
    return sorted(cast.by_id[h].name for h in held[0].holders)


PAIR = "Russian President Ivan Roe and Norwegian Premier Kari Solvang spoke on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mayor Mara Quill said she would resign.", "she", "Mara Quill"),
        ("Mayor Mara Quill opened the bridge. She said it was safe.", "She", "Mara Quill"),
        ("“It is safe,” Bart Stone, a miner, said. “Go,” he added.", "he", "Bart Stone"),
        ("Judge Anton Lund thanked Greta Berg. He left.", "He", "Anton Lund"),
        ("Judge Anton Lund met Mrs. Greta Berg. She left.", "She", "Greta Berg"),
        ("Bart Stone, a miner, said so. It had rained. He blamed the owner.", "He", "Bart Stone"),
        ("Norway said it would send ships.", "it", "Norway"),
        ("The Dock Workers Union met. It rejected the offer.", "It", "Dock Workers Union"),
        (
            "The Dock Workers Union met on Monday. The cranes would stand still, it said.",
            "it",
            "Dock Workers Union",
        ),
        ("Governor orders inquiry\n\nTomas Breck, the governor of Norland, left.", "Governor", "Tomas Breck"),
        ("Claire Vand, whose brother Jan rang her, said so. “Go,” she added.", "she", "Claire Vand"),
        ("The Dock Workers Union met. The union said no.", "The union", "Dock Workers Union"),
        ("Norland Motors will pay more. The company said so on Monday.", "The company", "Norland Motors"),
        ("Norland Motors will pay. The ailing carmaker said so.", "The ailing carmaker", "Norland Motors"),
        ("Tomas Breck, the governor of Norland, came. The governor left.", "The governor", "Tomas Breck"),
        ("Special counsel Ann Holt came. The special counsel left.", "The special counsel", "Ann Holt"),
        ("Sen. Paul Carraway spoke. The senator said no.", "The senator", "Paul Carraway"),
        ("Paul Carraway, 45, was arrested. The 45-year-old said no.", "The 45-year-old", "Paul Carraway"),
        ("President Wu Jianmin spoke. Wu said no.", "Wu", "Wu Jianmin"),
        ("Minister Omar al-Zahir spoke. Zahir said no.", "Zahir", "Omar al-Zahir"),
        ("Mayor Ilse van Brugge spoke. Then van Brugge left.", "van Brugge", "Ilse van Brugge"),
    ],
)  # fmt: skip
def test_one_person_or_body(text: str, words: str, name: str) -> None:
    assert meant(text, words) == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PAIR + "They agreed to meet.", "They"),
        (PAIR + "The leaders agreed to meet.", "The leaders"),
        (PAIR + "The two leaders agreed to meet.", "The two leaders"),
        (PAIR + "The pair agreed to meet.", "The pair"),
        (PAIR + "The harbour said both leaders agreed to meet.", "both leaders"),
    ],
)
def test_those_named_together(text: str, words: str) -> None:
    assert meant(text, words) == ["Ivan Roe", "Kari Solvang"]


def test_sides_are_states_not_people() -> None:
    assert meant("Norway and Sweden met. Both sides halted the fishing.", "Both sides") == [
        "Norway",
        "Sweden",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Somebody without a name came in between.
        ("Mayor Anton Lund opened the bridge. A fisherman said it was late. He was angry.", "He"),
        # Two who may be meant, neither the subject.
        ("A letter reached Judge Anton Lund and Mayor Bart Stone. He refused.", "He"),
        # Nobody of that gender.
        ("Mrs. Greta Berg opened the bridge. He was late.", "He"),
        # Nobody at all.
        ("It rained. He was late.", "He"),
        # Too far back.
        (
            "Mayor Anton Lund left. It rained. It was dark. It was late. It was cold. He smiled.",
            "He",
        ),
        # Others in the plural came in between.
        (PAIR + "Fishermen went on strike. They want more money.", "They"),
        # Inside somebody else's words.
        ("Mayor Mara Quill said: “The judge says he will go.”", "he"),
        # A headline of whom the article names two.
        ("Mayor resigns\n\nThe mayor of Osterhaven, Ann Lee, met the mayor of Port Roe, Jo Day.", "Mayor"),
        # Two companies.
        (
            "Norland Motors sued Osterhaven Steel Corp. On Monday lawyers met. In May the company won.",
            "the company",
        ),
        # Two presidents.
        (
            "Norwegian President Ivar Holm met Swedish President Nils Dahl. The president smiled.",
            "The president",
        ),
    ],
)
def test_nobody_is_guessed(text: str, words: str) -> None:
    assert meant(text, words) == []


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Mayor Mara Quill", ["Mara Quill"]),
        ("Selma Oduya, a spokeswoman for the water board,", ["Selma Oduya"]),
        ("The board's lawyer, Rudolf Xaver,", ["Rudolf Xaver"]),
        ("The head of the agency, Rudolf Xaver,", ["Rudolf Xaver"]),
        ("Another official, Rudolf Xaver of the agency,", ["Rudolf Xaver"]),
        ("US Secretary of State Dalton Reeve", ["Dalton Reeve"]),
        ("Norway and Sweden", ["Norway", "Sweden"]),
        ("Former Osterhaven Gov. and Harbour Board Chairman Tom Reed", ["Tom Reed"]),
        ("Miner Bart Stone and Judge Greta Lund", ["Bart Stone", "Greta Lund"]),
        ("The White House and lawyers for Mr. Bart Stone", ["White House", "lawyers for Mr. Bart Stone"]),
        ("A Norland Motors spokesman", ["Norland Motors"]),
        ("A spokesman for Norland Motors", ["Norland Motors"]),
        ("The White House statement", ["White House"]),
        ("The Kremlin press service", ["Kremlin"]),
        ("The Norwegian side", ["Norway"]),
        ("Mayor Mara Quill’s office", ["Mara Quill"]),
        ("Western analysts", ["Western analysts"]),
        ("Two officials", ["Two officials"]),
        ("A source familiar with the decision", ["a source familiar with the decision"]),
        ("Two people briefed on the talks", ["Two people briefed on the talks"]),
        ("One of his advisers", ["One of his advisers"]),
        ("Many residents", ["many residents"]),
        ("Economists and some bankers", ["Economists", "some bankers"]),
        ("A study by the Osterhaven Institute", ["Osterhaven Institute"]),
    ],
)
def test_holders(phrase: str, names: list[str]) -> None:
    assert holders(f"{phrase} said no.", phrase) == names


def test_a_spokesman_for_somebody_described() -> None:
    text = "Norland Motors is old. A spokesman for the company said no."
    assert holders(text, "A spokesman for the company") == ["Norland Motors"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The report said no.", "The report"),
        ("The company said no.", "The company"),
        ("Ten percent said no.", "Ten percent"),
        ("The law said no.", "The law"),
        ("Polling suggests so.", "Polling"),
        ("It is said so.", "It"),
        ("We say no.", "We"),
    ],
)
def test_no_holder(text: str, words: str) -> None:
    assert holders(text, words) == []


def test_what_speaks_for_somebody_is_an_alias() -> None:
    source = article("The Kremlin press service said no.")
    own = Attribution(source="a", content=((0, 1),), holder=(0, 25), cue=None, stance="states", rule="test")
    cast, held = hold(find_actors((source,)), (own,), (source,))
    assert "The Kremlin press service" in cast.by_id[held[0].holders[0]].aliases


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Norwegian President Al Holm came. Norway’s president said no.", "Norway’s president", "Al Holm"),
        ("Norwegian Premier Al Holm left. The premier of Norway spoke.", "The premier of Norway", "Al Holm"),
        ("Secretary of State Al Roe left. The secretary of state sat.", "The secretary of state", "Al Roe"),
        ("Norway rejected it. Norway’s government said no.", "Norway’s government", "Norway"),
    ],
)  # fmt: skip
def test_an_office_of_a_state(text: str, words: str, name: str) -> None:
    assert holders(text, words) == [name]


def test_anonymous_sources_are_marked_and_groups_keep_their_side() -> None:
    source = article("Two Norwegian officials said no.")
    own = Attribution(source="a", content=((0, 1),), holder=(0, 23), cue=None, stance="states", rule="test")
    cast, held = hold(find_actors((source,)), (own,), (source,))
    group = cast.by_id[held[0].holders[0]]
    assert (group.kind, group.side, group.anonymous) == ("group", "Norway", True)
    assert "Norwegian officials" in group.aliases


def test_the_quotation_s_we_is_its_speaker() -> None:
    text = "“We promise a new bridge,” Mayor Mara Quill said."
    source = article(text)
    first, second = text.index("We"), text.index("Mayor")
    own = Attribution(
        source="a", content=((3, 24),), holder=(first, first + 2), cue=None, stance="commits", rule="t"
    )
    outer = Attribution(
        source="a", content=((0, 26),), holder=(second, second + 16), cue=None, stance="states", rule="t"
    )
    cast, held = hold(find_actors((source,)), (own, outer), (source,))
    assert [cast.by_id[h].name for h in held[0].holders] == ["Mara Quill"]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“It is late, he said.\n\nThe ferry left. “Go,” she said."
    source = article(text)
    assert [text[a:b] for a, b in quoted_spans(source)] == ["“It is late, he said.", "“Go,”"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "“",
        "and and and, the the of of of’s",
        "President",
        "President of",
        "the",
        "THE PRESIDENT SAID NO. MARA QUILL SAID YES.",
        "Mr. Mr. Mr. Quill, , , said.",
        "He. She. It. They. Both. Both leaders. The two. Who?",
        "— — – -- - (AP) —",
        "of the of the Secretary of",
        "Quill’s Quill’s Quill’s Quill",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    source = article(text)
    spans = [(s.start, s.end) for s in source.sentences] + [
        (t.start, t.end) for s in source.sentences for t in s.tokens
    ]
    own = tuple(
        Attribution(source="a", content=((0, 1),), holder=span, cue=None, stance="states", rule="t")
        for span in spans
    )
    cast, held = hold(find_actors((source,)), own, (source,))
    assert len(held) == len(own)
    assert {h for x in held for h in x.holders} <= set(cast.by_id)


def test_the_order_of_sources_and_of_attributions_changes_nothing() -> None:
    texts = (
        "Norwegian Premier Kari Solvang came. She said no. Two officials said yes. They left.",
        "Solvang said no. Officials said yes. The company, Norland Motors, said so.",
    )
    sources = tuple(
        parse(
            Article(id=chr(97 + n), key="A", path="", sha256="", text=t, title="")
            for n, t in enumerate(texts)
        )
    )
    spans = [(a, s) for a in sources for s in a.sentences]
    own = tuple(
        Attribution(
            source=a.id,
            content=((s.start, s.end),),
            holder=(s.start, s.end),
            cue=None,
            stance="states",
            rule="t",
        )
        for a, s in spans
    )
    cast, held = hold(find_actors(sources), own, sources)
    back, reverse = hold(find_actors(sources[::-1]), own[::-1], sources[::-1])
    assert held == reverse[::-1]
    assert {a.id: a for a in cast.actors} == {a.id: a for a in back.actors}
