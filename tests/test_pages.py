"""The pages of an invented event: every kind of finding, every link, nothing of an article's own making."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import markdown
import pytest
from conftest import news_of

from briefgen.exports.json import written
from briefgen.findings.agreements import Agreement
from briefgen.findings.coverage import SoleReport
from briefgen.findings.disagreements import Disagreement, Side, _sharpness
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.headline import headline
from briefgen.model import Article, Briefing, Sentence
from briefgen.pages import render
from briefgen.pages.passages import around
from briefgen.pages.scorecard import Score, scorecard
from briefgen.pages.statement import colon, plain, quotation
from briefgen.pages.wording import cut, reason
from briefgen.read_back import misread
from briefgen.statements import within

EXTENSIONS = [
    "attr_list", "md_in_html", "tables", "admonition", "toc", "pymdownx.details", "pymdownx.superfences",
]  # fmt: skip


def article(name: str, key: str, *said: str) -> Article:
    text, sentences = " ".join(said), []
    at = 0
    for number, words in enumerate(said, start=1):
        sentences.append(
            Sentence(
                source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=number // 3
            )
        )
        at += len(words) + 1
    return Article(
        id=name, key=key, path=f"seeds/{name}.txt", sha256="0", text=text, title=said[0][:20],
        sentences=tuple(sentences),
    )  # fmt: skip


A = article("a", "A", "Mara Quill, the mayor, will <b>sail</b> at 6.", "It is unclear who pays | *x*.")
B = article("b", "B", "Mara Quill will sail at 7.", "Nobody asked [x](javascript:alert(1)).")

B_LONG = article(
    "b",
    "B",
    "Mara Quill will sail at 7.",
    "Nobody asked [x](javascript:alert(1)).",
    "A line that nobody cites.",
)


def cite(source: Article, words: str):
    at = source.text.index(words)
    return source.cite(at, at + len(words))


@pytest.fixture
def briefing() -> Briefing:
    mara = cite(A, "Mara Quill")
    return Briefing(
        title="The Osterhaven ferry",
        articles=(A, B),
        findings={
            "leaders": (
                Leader(
                    id="mara", title="Mara Quill", name="Mara Quill", kind="person", citations=(mara,),
                    roles=(("the mayor", cite(A, "the mayor")),),
                ),
                Leader(id="council", title="Council", name="Council", kind="organization"),
            ),
            "topics": (Topic(id="sailing", label="the sailing"), Topic(id="fare", label="the fare")),
            "positions": (
                Position(
                    id="p1", title="t", holders=("mara",), stance="commits", negated=True, condition="at 6",
                    topics=("sailing",), citations=(cite(A, "will <b>sail</b> at 6"),),
                    shown=cite(A, "will <b>sail</b>"),
                    reported_by=("council",),
                ),
                Position(
                    id="p2", title="t", holders=("council",), stance="states", topics=("fare",),
                    citations=(cite(B, "Nobody asked"),),
                ),
            ),
            "open_issues": (
                OpenIssue(id="o1", title="Who pays", kind="unknown", whose_move=("mara",),
                          citations=(cite(A, "It is unclear who pays"),)),
            ),
            "disagreements": (
                Disagreement(
                    id="d1", title="When it sails", kind="quantity", citations=(),
                    sides=(Side(label="at 6", citations=(cite(A, "at 6"),)),
                           Side(label="at 7", citations=(cite(B, "at 7"),))),
                ),
            ),
            "timeline": (Moment(id="t1", when=None, as_written="at 6", citations=(cite(A, "at 6"),)),),
        },
    )  # fmt: skip


@pytest.fixture
def pages(briefing) -> dict[str, str]:
    return {p.path: p.text for p in render(briefing)}


def test_every_link_leads_to_a_page_and_an_anchor(pages):
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^) ]+)|^\[\w+\]: (\S+)", text, re.MULTILINE):
            place, _, anchor = (
                "".join(target).removesuffix("#only-light").removesuffix("#only-dark").partition("#")
            )
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            assert to in {*pages, "briefing.json"}, (path, target)
            assert not anchor or re.search(rf'id="{anchor}"|#{anchor}[ }}]', pages[to]), (path, target)


def test_every_mark_has_its_target(pages):
    for path, text in pages.items():
        marks = set(re.findall(r"\[([A-Z]\d+)\]\[\]", text))
        assert marks == set(re.findall(r"^\[([A-Z]\d+)\]: ", text, re.MULTILINE)), path


def test_sides_stand_with_their_value_in_bold(pages):
    assert "**at 6**" in pages["disagreements.md"] and "**at 7**" in pages["disagreements.md"]
    assert "<small>Source A</small>" in pages["disagreements.md"]
    assert "dates of publication not known" in pages["index.md"]


def test_the_matrix_has_topics_that_two_share_and_its_empty_cells_are_empty(briefing):
    night = Leader(id="night", title="Night Watch", name="Night Watch", kind="organization")
    silent = Leader(id="silent", title="The mill", name="The mill", kind="organization")
    said = replace(briefing.findings["positions"][1], id="p3", topics=("sailing", "fare", "alone"))
    held = (
        replace(said, holders=("mara",)),
        replace(said, id="p4", holders=("council",), topics=("sailing",)),
        replace(said, id="p5", holders=("night",), topics=("fare",)),
    )
    topics = (*briefing.findings["topics"], Topic(id="alone", label="the pier"))
    leaders = (*briefing.findings["leaders"], night, silent)
    found = {**briefing.findings, "leaders": leaders, "topics": topics, "positions": held}
    page = of(replace(briefing, findings=found))["positions.md"]
    head = next(line for line in page.splitlines() if line.startswith("| Holder |"))
    assert "the sailing" in head and "the fare" in head and "the pier" not in head
    row = next(line for line in page.splitlines() if line.startswith("| [Council]"))
    assert '[“Nobody asked”](#p4){ .plain data-stance="says" }' in row and row.count("“") == 1
    assert [cell.strip() for cell in row.split("|")].count("") == 3  # both ends and one cell
    assert "| [Night Watch]" in page and "| [The mill]" not in page


def test_a_negated_position_with_its_condition_and_reporter(pages):
    said = pages["positions.md"].split("{ #p1 ")[1].split("###")[0]
    heading = '### [Mara Quill](leaders/mara.md) { #p1 .against data-stance="does not commit" }'
    assert heading in pages["positions.md"]
    assert "does not commit" not in said.split("}", 1)[1]
    assert "*condition:* “at 6”" in said and "according to [Council](leaders/council.md)" in said


def test_cited_sentences_are_marked_by_kind_and_lead_back(pages):
    source = pages["sources/a.md"]
    assert '<span id="s2" class="sentence cited open">' in source
    assert "[open](../open-issues.md#o1){ .use .open }" in source
    assert "[A2](#s2){ #cited-s2 } open: [Who pays](../open-issues.md#o1)" in source


def test_nothing_of_an_article_stays_markup(pages):
    joined = "\n".join(text for path, text in pages.items() if path.endswith(".md"))
    assert "<b>" not in joined and "](javascript" not in joined


def test_no_sign_of_markdown_is_left_on_a_page(pages):
    for path, source in pages.items():
        if path.endswith(".md"):
            body = source.split("---\n", 2)[2]
            tree = html5lib.parseFragment(markdown.markdown(body, extensions=EXTENSIONS))
            shown = "".join(tree.itertext()).replace("| *x*", "")
            left = re.findall(
                r"\| ---|\*\*|\]\((?!javascript)|\]\[|\?\?\? |\{ [.#]|^#+ | \| ", shown, re.MULTILINE
            )
            assert left == [], path


def test_same_briefing_same_bytes(briefing):
    assert render(briefing) == render(briefing)


def test_without_sources_the_front_page_says_so():
    front = render(Briefing(title="", articles=(), findings={}))[0]
    assert front.path == "index.md" and "There are no sources yet" in front.text


def test_excerpts_publish_only_the_cited_sentences(briefing):
    briefing = replace(briefing, excerpts=True, articles=(A, B_LONG))
    pages = {p.path: p.text for p in render(briefing)}
    assert "A line that nobody cites" not in "".join(pages.values())
    assert "Mara Quill will sail at 7" in pages["sources/b.md"] and "[…]" in pages["sources/b.md"]
    assert "A line that nobody cites" in "".join(p.text for p in render(replace(briefing, excerpts=False)))


NIGHT = article(
    "n", "N", "Mara Quill left.", "Police said she had sold her ship [sic], and “would not” return."
)


def printed_line(words: str = "said she had sold her ship [sic], and “would not” return", **more) -> Position:
    said = (cite(NIGHT, "she had sold her ship"),)
    given = {"holders": ("mara",), "citations": said, "shown": cite(NIGHT, words), **more}
    return Position(id="p", title="t", stance="states", **given)


@pytest.mark.parametrize(
    "predicate, line", [(True, "** “would not” [N2][]"), (False, "**: “would not” [N2][]")]
)
def test_a_statement_goes_on_from_the_name_or_follows_a_colon(briefing, predicate, line):
    position = printed_line("would not", predicate=predicate, topics=("fare",))
    found = {**briefing.findings, "positions": (position,)}
    pages = {p.path: p.text for p in render(replace(briefing, articles=(A, B, NIGHT), findings=found))}
    assert f"**[Mara Quill](leaders/mara.md){line}" in pages["topics.md"]
    assert colon(position) == ("" if predicate else ":")


def test_what_we_add_stands_in_brackets_of_our_own_and_is_read_back(briefing):
    position = printed_line(referents=((cite(NIGHT, "she"), "Mara Quill"),), predicate=True)
    said = quotation(position)
    assert 'she<span class="ours"> &#91;Mara Quill&#93;</span> had sold her ship &#91;sic&#93;' in said
    assert plain(position).startswith("said she [Mara Quill] had sold her ship [sic], and ")
    whole = replace(
        briefing, articles=(A, B, NIGHT), findings={**briefing.findings, "positions": (position,)}
    )
    pages = render(whole)
    assert not [p for p in misread(whole, pages) if "N2" in str(p) or "sold" in p.said]


def test_a_bracket_that_is_not_ours_is_read_as_the_sources(briefing):
    whole = replace(
        briefing, articles=(A, B, NIGHT), findings={**briefing.findings, "positions": (printed_line(),)}
    )
    pages = render(whole)
    assert not [p for p in misread(whole, pages) if "sold" in p.said]
    forged = [replace(p, text=p.text.replace("her ship", "her &#91;own&#93; ship")) for p in pages]
    assert [p for p in misread(whole, tuple(forged)) if "sold" in p.said]


def test_parts_of_a_sentence_are_joined_by_an_ellipsis():
    position = printed_line("sold her ship", further=(cite(NIGHT, "Police said"),))
    assert plain(position) == "Police said … sold her ship"


def test_a_statement_within_another_of_the_same_holder_is_not_told_twice(briefing):
    inner = replace(printed_line("would not"), id="inner")
    outer = printed_line()
    others = replace(inner, id="others", holders=("council",))
    unsure = replace(inner, id="unsure", confidence="low")
    assert within((inner, outer, others, unsure)) == {"inner": "p"}
    found = {**briefing.findings, "positions": (inner, outer)}
    pages = {p.path: p.text for p in render(replace(briefing, articles=(A, B, NIGHT), findings=found))}
    assert "{ #p " in pages["positions.md"] and "{ #inner" not in pages["positions.md"]
    assert "positions.md#inner" not in "".join(pages.values())


def test_whoever_is_not_known_is_called_what_the_source_calls_him_and_folded(briefing):
    nobody = replace(
        printed_line(), id="n", holders=(), confidence="low", holder=cite(NIGHT, "Police"), predicate=True
    )
    found = {**briefing.findings, "positions": (nobody,)}
    pages = {p.path: p.text for p in render(replace(briefing, articles=(A, B, NIGHT), findings=found))}
    below = pages["positions.md"].split("## Less certain")[1]
    assert "### “Police” { #n " in below and "nnamed" not in "".join(pages.values())
    assert "sold her ship" not in pages["index.md"].split("??? quote")[0]


def test_the_word_for_a_stance_is_for_the_filter_alone(pages):
    for path, page in pages.items():
        if path.endswith(".md"):
            assert "does not commit" not in page.replace('data-stance="does not commit"', ""), path


# -- what several sources tell, and where they differ ----------------------------------


def whole(source: Article, number: int):
    s = source.sentences[number]
    return source.cite(s.start, s.end)


ONE = article(
    "a", "A", "Two trams met “head on” on Monday.", "Four *people* were hurt.", "Nell Roe spoke at 6."
)
TWO = article("b", "B", "Trams collided on Monday.", "Six people were hurt.", "Nell Roe spoke at 7.")
THREE = article("c", "C", "The depot was quiet on Sunday.", "A dog was found in the depot.")
COPY = article("d", "D", "Trams collided on Monday.", "The editor of this paper was away.")


def differ(id_: str, title: str, *said, **more) -> Disagreement:
    sides = tuple(Side(label=c.quote.split()[0], citations=(c,)) for c in said)
    return Disagreement(
        id=id_,
        title=title,
        kind="quantity",
        sides=sides,
        citations=said,
        rule="disagreements/figures",
        **more,
    )


TRAMS = Agreement(
    id="g", title=ONE.sentences[0].text, origins=2, citations=(whole(ONE, 0), whole(TWO, 0)), rule="r"
)
HURT = differ("hurt", "How many people were hurt", whole(ONE, 1), whole(TWO, 1))
SPOKE = differ("spoke", "when Nell Roe spoke", whole(ONE, 2), whole(TWO, 2), confidence="low")
EVENING = Briefing(
    title="The trams",
    articles=(ONE, TWO, THREE),
    findings={
        "topics": (Topic(id="trams", label="the trams"),),
        "disagreements": (HURT, replace(SPOKE, topics=("trams",))),
        "agreements": (TRAMS,),
        "coverage": (
            SoleReport(id="s", title="t", source="c", reason="name: Rex", citations=(whole(THREE, 1),)),
        ),
    },
    news=news_of(came=("a",), findings={"agreements": ("g",), "disagreements": ("hurt", "spoke")}),
)


def of(made: Briefing) -> dict[str, str]:
    return {p.path: p.text for p in render(made)}


def without_references(page: str) -> str:
    return page.split('<div class="references"')[0]


def test_what_is_to_check_is_folded_at_the_end_of_its_page_and_stands_nowhere_else():
    pages = of(EVENING)
    above, below = without_references(pages["disagreements.md"]).split('??? quote "To check"')
    assert "{ #hurt }" in above and "{ #spoke }" not in above
    assert "**When Nell Roe spoke**" in below and "    { #spoke }" in below
    assert (
        "    - “**Nell** Roe spoke at 6.” [A3][]" in below
        and "    - “**Nell** Roe spoke at 7.” [B3][]" in below
    )
    assert "Nothing is claimed" in below
    for path, page in pages.items():
        assert path == "disagreements.md" or "#spoke" not in page, path
    assert "Nell Roe" not in without_references(pages["index.md"]) + without_references(pages["brief.md"])
    assert "Disputed" not in pages["topics.md"] and "1 disagreement" not in pages["index.md"]
    assert '<span id="s3" class="sentence">Nell Roe spoke at 6.</span>\n' in pages["sources/a.md"]
    assert "| Disagreements | 1 | – |" in pages["method.md"]
    assert not list(misread(EVENING, render(EVENING)))


def test_what_is_to_check_is_in_the_data():
    record = json.loads(written(EVENING))
    assert [(d["id"], d["confidence"]) for d in record["disagreements"]] == [
        ("hurt", "high"),
        ("spoke", "low"),
    ]


def test_where_all_is_to_check_no_disagreement_is_claimed():
    pages = of(replace(EVENING, findings={"disagreements": (SPOKE,)}))
    assert (
        "No passages were matched that cannot both be right."
        in pages["disagreements.md"].split("To check")[0]
    )
    assert "## Disputed" not in pages["index.md"]


def test_excerpts_have_the_sentences_that_are_to_check():
    pages = of(replace(EVENING, excerpts=True, articles=(ONE, TWO, THREE, COPY)))
    assert '<span id="s3" class="sentence">Nell Roe spoke at 7.</span>' in pages["sources/b.md"]
    assert "The editor" not in "".join(pages.values())


def test_what_is_to_check_names_no_briefing():
    made = replace(EVENING, title="", articles=(ONE, TWO))
    assert headline(made) == "Briefing: 2 sources"
    sure = replace(SPOKE, confidence="high", topics=("trams",))
    assert headline(replace(made, findings={**made.findings, "disagreements": (sure,)})) == "The trams"


def test_a_disagreement_tells_why_it_is_here():
    why = ("both name Roe *&* Sons", "both stand at the head of their reports", "both name the same day",
           "of 100 pairs of passages like this, about 60 were disagreements")  # fmt: skip
    told = replace(HURT, why=why)
    page = of(replace(EVENING, findings={"disagreements": (told,)}))["disagreements.md"]
    assert (
        '??? why "Why is this here?"\n    Taken to answer one question because both name Roe &#42;&#38;&#42;'
        " Sons, both stand at the head of their reports, and both name the same day; of 100 pairs of passages"
        " like this, about 60 were disagreements.\n" in page
    )
    assert "disagreements/figures" not in page
    assert reason(replace(HURT, why=why[1:2])).endswith("because both stand at the head of their reports.")
    assert reason(replace(HURT, why=why[3:])).startswith("Taken to answer one question; of 100 pairs")


def test_a_disagreement_without_reasons_names_its_rule():
    assert (
        "    Found by the rule “disagreements/figures”, with high confidence.\n"
        in of(EVENING)["disagreements.md"]
    )


def test_a_fact_stands_in_a_sources_words_with_how_many_tell_it():
    pages = of(EVENING)
    assert (
        "- “Two trams met ‘head on’ on Monday.” [A1][] [B1][] <small>2 of 3 sources</small>"
        in pages["index.md"]
    )
    heading, entry = pages["agreements.md"].split("## “Two trams met ‘head on’ on Monday.” { #g .issue }\n")
    assert entry.startswith(
        '\n<span class="fresh">new</span> · 2 of 3 sources · Source A [A1][]\n{ .facts }\n\n'
        "- “Trams collided on Monday.” [B1][]"
    )
    assert "- “Two trams met ‘head on’ on Monday.” [A1][] [B1][] <small>2 of 3" in pages["brief.md"]
    assert (
        "- Established: [“Two trams met ‘head on’ on Monday.”](agreements.md#g) [A1][] [B1][]"
        in pages["index.md"]
    )
    assert "established: [“Two trams met ‘head on’ on Monday.”](../agreements.md#g)" in pages["sources/a.md"]


@pytest.mark.parametrize(
    "articles, origins, own, told",
    [
        ((ONE, TWO, THREE), {}, 2, "2 of 3 sources"),
        ((ONE, TWO), {}, 2, "both sources"),
        ((ONE, TWO, COPY), {}, 3, "all 3 sources"),
        ((ONE, TWO, COPY), {"d": "b"}, 2, "both independent sources"),
        ((ONE, TWO, THREE, COPY), {"d": "b"}, 2, "2 of 3 independent sources"),
        ((ONE, TWO, COPY), {}, 2, "all 3 sources, 2 origins"),
        ((ONE, TWO, THREE, COPY), {}, 2, "3 of 4 sources, 2 origins"),
    ],
)
def test_copies_are_counted_once(articles, origins, own, told):
    said = tuple(whole(a, 0) for a in articles if a is not THREE)
    fact = replace(TRAMS, citations=said, origins=own)
    made = replace(EVENING, articles=articles, origins=origins, news=None, findings={"agreements": (fact,)})
    assert f" <small>{told}</small>\n" in of(made)["index.md"]


def test_a_long_fact_is_cut_in_the_heading_and_whole_below():
    long = article("e", "E", "Two trams met on Monday " + "and on Tuesday " * 20 + "again.")
    fact = replace(TRAMS, title=" ".join(long.text.split()), citations=(whole(long, 0), whole(TWO, 0)))
    page = of(replace(EVENING, articles=(long, TWO), news=None, findings={"agreements": (fact,)}))[
        "agreements.md"
    ]
    assert " …” { #g .issue }" in page and f"- “{long.text}” [E1][]" in page


def test_a_fact_that_the_analyst_named_has_the_name_before_the_words():
    named = replace(TRAMS, title="how it *began*")
    pages = of(replace(EVENING, findings={**EVENING.findings, "agreements": (named,)}))
    assert "- **How it &#42;began&#42;**: “Two trams met ‘head on’ on Monday.” [A1][]" in pages["index.md"]
    assert "## How it &#42;began&#42; { #g .issue }" in pages["agreements.md"]
    assert "- “Two trams met ‘head on’ on Monday.” [A1][]" in pages["agreements.md"]


def test_where_no_fact_was_matched_that_is_what_is_said():
    pages = of(replace(EVENING, findings={"agreements": ()}, news=None))
    said = "No two passages of independent sources were matched as telling one fact."
    assert said in pages["agreements.md"]
    assert not any(said in pages[path] or "stablished {" in pages[path] for path in ("brief.md", "index.md"))


ABSENCE = re.compile(
    r"\b(?:no|none|nothing|nobody|only|alone|silen\w+|omit\w*|leaves? out|lacks?|missing|not found)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kinds", [(), ("coverage",), ("agreements",), ("disagreements",)])
def test_an_empty_section_of_the_front_page_is_left_out_with_its_heading(kinds):
    found = {kind: EVENING.findings[kind] for kind in kinds}
    page = of(replace(EVENING, findings=found, news=None))["index.md"].split('<div class="references"')[0]
    assert [line for line in re.sub(r"“.*?”|\{ #.*?\}", "", page).splitlines() if ABSENCE.search(line)] == []
    headings = {"coverage": "only", "agreements": "established", "disagreements": "disputed"}
    assert re.findall(r"^## .* \{ #(\w+) \}", page, re.MULTILINE) == [headings[kind] for kind in kinds]


def test_a_passage_that_was_matched_nowhere_else_says_for_what_it_is_listed():
    pages = of(EVENING)
    for path in ("index.md", "sources/c.md"):
        section = pages[path].split("## Matched nowhere else { #only }")[1].split("## ")[0]
        assert "“A dog was found in the depot.” [C2][]" in section
        assert "<small>for the name Rex</small>" in section
        assert "the same in" in section, "it says that the others may tell it"


def test_a_sources_page_does_not_say_what_it_lacks():
    page = of(EVENING)["sources/c.md"]
    assert "Two trams" not in page and "leaves out" not in page and "#elsewhere" not in page
    assert "A dog" not in of(EVENING)["sources/a.md"]


def test_a_fact_that_others_tell_is_told_elsewhere_where_nothing_was_matched():
    pages = of(replace(EVENING, findings={"agreements": (replace(TRAMS, unmatched=("c",)),)}, news=None))
    section = pages["sources/c.md"].split("## Told elsewhere { #elsewhere }")[1].split("## ")[0]
    assert "- “Two trams met ‘head on’ on Monday.” [A1][]" in section and "other words" in section
    assert "#elsewhere" not in pages["sources/a.md"]


def test_how_it_is_worded_and_spelt_stands_last():
    inside = replace(HURT, id="inside", citations=(whole(ONE, 1),))
    quoted, spelt = (replace(HURT, id=k, kind=k) for k in ("wording", "name"))
    ordered = sorted((spelt, quoted, inside, HURT), key=_sharpness)
    assert [d.id for d in ordered] == ["hurt", "inside", "wording", "name"]


def test_the_method_page_prints_the_measurements_on_record(started):
    page = (started / "docs" / "method.md").read_text(encoding="utf-8")
    for measure in scorecard():
        for score in measure.scores:
            assert score.right <= score.reported and score.found <= score.wanted
            assert f"| {score.kind} | {score.precision} |" in page


def test_a_share_is_all_only_where_all_are(started):
    nearly = Score(kind="Positions", right=214, reported=215, found=0, wanted=0)
    assert (nearly.precision, nearly.recall) == ("99 %", "–")


@pytest.mark.parametrize(
    ("said", "most", "shown"),
    [
        ("The ferry sails.", 20, "The ferry sails."),
        ("The ferry sailed at six, and the pier was closed", 36, "The ferry sailed at six …"),
        ("Well, the ferry sailed at six and came back", 34, "Well, the ferry sailed at six …"),
        ("It cost 1,000,000 crowns and a day", 22, "It cost 1,000,000 …"),
    ],
)
def test_a_line_is_cut_where_a_clause_ends(said, most, shown):
    assert cut(said, most) == shown


@pytest.mark.parametrize(
    ("said", "value", "shown"),
    [
        ("“The pier is unsafe for nine days.”", "nine days", ("The pier is unsafe for ", "nine days", ".")),
        ("The mayor said that she was told, and that the pier was unsafe for nine days.", "nine days",
         ("… and that the pier was unsafe for ", "nine days", ".")),
        ("“Safe” is what “nine days” means.", "nine days", ("‘Safe’ is what ‘", "nine days", "’ means.")),
    ],
)  # fmt: skip
def test_a_value_stands_in_its_clause_and_no_mark_around_it_twice(said, value, shown):
    source = article("x", "X", said)
    at = said.index(value)
    assert around(source, whole(source, 0), (at, at + len(value)), 30) == shown


# -- time ----------------------------------------------------------------------------


def test_the_timeline_sets_apart_what_was_to_come_and_the_background(briefing):
    said = (cite(A, "at 6"),)
    told = (
        Moment(id="t1", when="2003", as_written="2003", citations=said, part="background"),
        Moment(id="t2", when="2024-05-08", as_written="Wednesday", citations=said),
        Moment(id="t3", when=None, as_written="last week", citations=said, told_on="2024-05-08"),
        Moment(id="t4", when="2024-06", as_written="June", citations=said, part="planned"),
    )
    made = replace(briefing, findings={**briefing.findings, "timeline": told})
    page = next(p.text for p in render(made) if p.path == "timeline.md")
    order = ["#t2", "#t3", "## Still to come when the sources were written", "#t4", "## Background", "#t1"]
    assert sorted(order, key=page.index) == order
    assert "[last week](#t3)" in page and "<small>written 8 May 2024</small>" in page


STATED = date(2020, 1, 8)


@pytest.mark.parametrize(
    "published, facts",
    [
        (None, "date not known (dated by its own dateline: 8 January 2020)"),
        (STATED, "8 January 2020 (dated by its own dateline)"),
    ],
)
def test_a_day_that_a_source_states_is_marked_as_its_own(briefing, published, facts):
    first, *rest = briefing.articles
    dated = replace(first, stated=STATED, published=published)
    made = render(replace(briefing, articles=(dated, *rest)))
    assert facts in next(p.text for p in made if p.path == f"sources/{first.id}.md")


def test_styles_draw_signs_that_few_fonts_have():
    """What a style writes is in every font; other signs are drawn."""
    for path in (Path(__file__).parents[1] / "briefgen/pages/assets").glob("*.css"):
        written = re.findall(r"""content:\s*["']([^"']*)["']""", path.read_text(encoding="utf-8"))
        assert written and all(c.isascii() or c in "→“”–—…·" for c in "".join(written)), path
