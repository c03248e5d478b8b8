"""What is left open, where a case cannot say it: the extent of a clause, order. The rest stands in cases."""

from __future__ import annotations

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.undecided import Undecided
from briefgen.analysis.undecided.clauses import clause_of
from briefgen.findings import find_all
from briefgen.findings.open_issues import OpenIssue
from briefgen.language.lexicon import table
from briefgen.language.parser import parse
from briefgen.model import Article, Briefing
from briefgen.pages.book import Book


def articles(*texts: str) -> tuple[Article, ...]:
    return parse(
        Article(id=chr(97 + n), key=chr(65 + n), path=f"{n}.txt", sha256="", text=text, title="")
        for n, text in enumerate(texts)
    )


def undecided(text: str) -> tuple[Undecided, ...]:
    return analyse(articles(text)).undecided


def issues(*sources: Article) -> tuple[OpenIssue, ...]:
    return tuple(x for x in find_all(analyse(sources))["open_issues"] if isinstance(x, OpenIssue))


def quotes(*sources: Article) -> list[list[str]]:
    return [[c.quote for c in issue.citations] for issue in issues(*sources)]


@pytest.mark.parametrize(
    ("text", "cue", "clause"),
    [
        (
            "Mara Quill said on Monday that the cause was unknown, and she left for Velm.",
            "unknown",
            "the cause was unknown",
        ),
        (
            "The ferry sank while the crew slept, but it is unclear who steered.",
            "unclear",
            "it is unclear who steered",
        ),
        (
            "The plan, which needs approval from the board, costs nothing.",
            "needs",
            "The plan, which needs approval from the board",
        ),
    ],
)
def test_the_smallest_finite_clause_round_a_word(text: str, cue: str, clause: str) -> None:
    (sentence,) = articles(text)[0].sentences
    at = next(i for i, t in enumerate(sentence.tokens) if t.text == cue)
    _, first, last = clause_of(sentence, [at])
    assert text[sentence.tokens[first].start : sentence.tokens[last].end] == clause


def test_a_clause_is_told_once_by_the_cue_that_says_most() -> None:
    (found,) = undecided("It is unclear whether the Korrin Council may approve the tax.")
    assert (found.kind, found.rule) == ("unknown", "unclear")


def test_a_span_lies_inside_its_sentence_and_keeps_its_quotation_marks() -> None:
    text = "Mayor Mara Quill said the old bridge “remains closed until further notice.”"
    (found,) = undecided(text)
    assert text[found.start : found.end] == "the old bridge “remains closed until further notice.”"


def test_a_closing_mark_behind_a_comma_belongs_to_the_words() -> None:
    text = "The future of the bridge is “completely uncertain,” said Mayor Mara Quill."
    (found,) = undecided(text)
    assert text[found.start : found.end] == "The future of the bridge is “completely uncertain,”"


def test_a_passive_without_an_agent_names_nobody() -> None:
    (found,) = undecided("Norway signed the pact. Details of the pact were not disclosed.")
    assert found.movers == ()


def test_who_moves_is_found_through_pronouns() -> None:
    (found,) = undecided("Mayor Mara Quill left early. She declined to say when the bridge would open.")
    assert found.movers == ("mara-quill",)


def test_the_order_of_the_sources_changes_nothing() -> None:
    sources = articles(
        "The pact was signed on Monday. Norway’s approval is required for the pact to take effect.",
        "The truce depends on Norway’s response. It is unclear who fired first.",
    )
    assert quotes(*sources) == quotes(*reversed(sources))


def test_what_most_sources_leave_open_comes_first() -> None:
    sources = articles(
        "It is unclear who fired first. Norway’s approval is required for the pact to take effect.",
        "The truce depends on Norway’s response.",
    )
    assert [len(q) for q in quotes(*sources)] == [2, 1]


def test_a_long_passage_is_cut_for_the_title_but_not_for_the_citation() -> None:
    text = (
        "It is not yet clear whether the northern harbour of Velm will open again for the fishers who lost"
        " their moorings when the great storm of the second week of March tore the old pier away and let the"
        " sea into the streets of the lower town and of the market quarter behind it for eleven days"
        " and nights."
    )
    (issue,) = issues(*articles(text))
    assert issue.title.endswith(" …") and len(issue.title) < 245 and issue.title[:-2] in text
    assert issue.title.startswith("whether the northern harbour of Velm will open again")
    assert issue.citations[0].quote == text.rstrip(".")


def test_every_class_of_cue_words_says_its_kind_and_how_sure_it_is() -> None:
    for rule, entry in table("undecided").items():
        assert entry.keys() - {"doubtful"} == {"kind", "confidence", "phrases"}, rule
        phrases = [*entry["phrases"], *entry.get("doubtful", ())]
        assert len(phrases) == len(set(phrases)), rule


def test_it_is_unclear_names_nobody() -> None:
    *_, found = undecided("Norway signed the pact. Norway closed the strait. It is unclear who fired first.")
    assert found.movers == ()


def test_who_waits_for_an_approval_does_not_give_it() -> None:
    (found,) = undecided("Mayor Mara Quill is awaiting confirmation by the senate.")
    assert "mara-quill" not in found.movers


def test_votes_on_one_bill_are_one_issue_on_whichever_day() -> None:
    sources = articles(
        "The Korrin Council will vote on the harbour tax bill on May 3.",
        "On May 4 the Korrin Council will vote on the harbour tax bill.",
    )
    assert len(issues(*sources)) == 1


def test_a_passage_begins_with_the_subject_that_its_verb_shares() -> None:
    text = "Norland Lines closed the yard in March and is considering whether to sell the land to the town"
    (issue,) = issues(*articles(f"{text}."))
    assert issue.title == text
    assert issue.citations[0].quote == text


def test_a_condition_is_told_with_what_follows() -> None:
    (found,) = undecided("Norway is reluctant to open the strait unless the fishers of Velm leave.")
    assert found.kind == "condition" and found.start == 0


def test_the_same_short_words_twice_are_one_issue() -> None:
    found = issues(*articles("The tax is uncertain. Mayor Mara Quill left for Velm. The tax is uncertain."))
    assert [len(i.citations) for i in found] == [2]
    assert len({i.id for i in found}) == len(found)


def test_the_question_that_a_passage_leaves_is_its_title() -> None:
    (issue,) = issues(*articles("It is unclear if the captain had seen the reef."))
    assert issue.title == "whether the captain had seen the reef"
    assert issue.asked and issue.asked.quote == "if the captain had seen the reef"
    assert issue.citations[0].quote == "It is unclear if the captain had seen the reef"


def test_a_question_that_leans_on_the_text_before_is_none() -> None:
    (issue,) = issues(*articles("The captain left. It is unclear whether he had seen the reef."))
    assert issue.asked is None and issue.confidence == "low"


def test_words_that_the_sentence_explains_are_shown_with_it() -> None:
    text = "The union signed a truce on Monday, and it is not known how long the truce will hold."
    (issue,) = issues(*articles(text))
    assert "truce" in issue.title and issue.confidence == "high"


def test_what_is_up_to_somebody_named_and_central_comes_first() -> None:
    text = (
        "Korrin votes on its harbour\n\nThe harbour of Korrin is for sale. The fate of a red boat is unknown."
        " The Korrin Council will vote on the sale of the harbour in May."
    )
    found = [i for i in issues(*articles(text)) if i.confidence == "high"]
    assert [bool(i.whose_move) for i in found] == sorted((bool(i.whose_move) for i in found), reverse=True)
    assert "Korrin Council" in found[0].title


def test_an_issue_keeps_its_id_when_a_further_source_tells_of_it() -> None:
    sources = articles(
        "The pact was signed on Monday. Norway’s approval is required for the pact to take effect.",
        "The truce depends on Norway’s response.",
    )
    (one,), (both,) = issues(sources[0]), issues(*sources)
    assert one.id == both.id and len(both.citations) == 2


@pytest.mark.parametrize(("sources", "most"), [(1, 6), (3, 12), (4, 16), (9, 20)])
def test_a_page_lists_four_an_article_and_none_that_is_less_certain(sources: int, most: int) -> None:
    sure = tuple(OpenIssue(id=f"sure-{n}", kind="question") for n in range(30))
    unsure = OpenIssue(id="unsure", kind="question", confidence="low")
    texts = articles(*(f"Norway met Sweden on day {n}." for n in range(sources)))
    briefing = Briefing(title="", articles=texts, findings={"open_issues": (unsure, *sure)})
    assert Book(briefing=briefing).open_now == sure[:most]
