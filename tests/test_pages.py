"""The pages of an invented event: every kind of finding, every link, nothing of an article's own making."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

import html5lib
import markdown
import pytest

from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Sentence, Token
from briefgen.pages import render
from briefgen.pages.book import Book
from briefgen.pages.scorecard import Score, scorecard

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


def test_empty_cells_say_so(pages):
    row = next(line for line in pages["positions.md"].splitlines() if line.startswith("| [Council]"))
    assert "*not quoted on this*" in row and "[says](#p2){ .plain }" in row


def test_a_negated_position_with_its_condition_and_reporter(pages):
    said = pages["positions.md"].split("{ #p1 ")[1].split("###")[0]
    assert "### [Mara Quill](leaders/mara.md) does not commit { #p1 .against " in pages["positions.md"]
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


def told(content: str, tokens: str, stance: str, cue: str = "", **more) -> str:
    """What a page says of a position: its lead, then its words. Tokens as word|tag|relation|head."""
    said, at, found = " ".join(t.split("|")[0] for t in tokens.split()), 0, []
    for word, tag, rel, head in (t.split("|") for t in tokens.split()):
        pos = {"N": "NOUN", "V": "VERB", "M": "AUX", "P": "PRON", "T": "PART", "D": "DET", "J": "ADJ"}.get(
            tag[0], "ADP"
        )
        found.append(
            Token(
                text=word,
                start=at,
                end=at + len(word),
                lemma=word.lower(),
                pos=pos,
                tag=tag,
                head=int(head),
                rel=rel,
            )
        )
        at += len(word) + 1
    sentence = Sentence(
        source="a", id="s1", start=0, end=len(said), text=said, paragraph=0, tokens=tuple(found)
    )
    source = replace(A, text=said, sentences=(sentence,))
    holder = Leader(id="mara", title="Mara", name="Mara", kind="person")
    position = Position(
        id="p", title="t", holders=("mara",), stance=stance, citations=(cite(source, content),),
        cue=cite(source, cue) if cue else None, **more,
    )  # fmt: skip
    book = Book(
        briefing=Briefing(
            title="t", articles=(source,), findings={"leaders": (holder,), "positions": (position,)}
        )
    )
    return f"{book.lead(position)} {book.said(position)}"


@pytest.mark.parametrize(
    "content, tokens, stance, more, line",
    [
        (
            "to pay",
            "Mara|NNP|nsubj|1 agreed|VBD|ROOT|1 to|TO|aux|3 pay|VB|xcomp|1",
            "agrees",
            {},
            "agrees “to pay”",
        ),
        (
            "pay",
            "Mara|NNP|nsubj|1 will|MD|aux|2 pay|VB|ROOT|2",
            "commits",
            {"negated": True},
            "does not commit to “pay”",
        ),
        (
            "the plan",
            "Mara|NNP|nsubj|1 rejected|VBD|ROOT|1 the|DT|det|3 plan|NN|dobj|1",
            "rejects",
            {},
            "rejects “the plan”",
        ),
        (
            "the plan",
            "Mara|NNP|nsubj|1 described|VBD|ROOT|1 the|DT|det|3 plan|NN|dobj|1",
            "states",
            {"cue": "described"},
            "described “the plan”",
        ),
        (
            "outlined the plan",
            "Mara|NNP|nsubj|1 outlined|VBD|ROOT|1 the|DT|det|3 plan|NN|dobj|1",
            "states",
            {},
            "outlined “the plan”",
        ),
        (
            "ships must sail",
            "Mara|NNP|nsubj|1 said|VBD|ROOT|1 ships|NNS|nsubj|4 must|MD|aux|4 sail|VB|ccomp|1",
            "demands",
            {},
            "wants: “ships must sail”",
        ),
        (
            "ships sailed",
            "Mara|NNP|nsubj|1 denied|VBD|ROOT|1 ships|NNS|nsubj|3 sailed|VBD|ccomp|1",
            "denies",
            {},
            "denies that “ships sailed”",
        ),
        (
            "ships sailed",
            "Mara|NNP|nsubj|1 said|VBD|ROOT|1 ships|NNS|nsubj|3 sailed|VBD|ccomp|1",
            "states",
            {},
            "says “ships sailed”",
        ),
        (
            "crews to wait",
            "Mara|NNP|nsubj|1 wants|VBZ|ROOT|1 crews|NNS|nsubj|4 to|TO|aux|4 wait|VB|ccomp|1",
            "demands",
            {},
            "wants “crews to wait”",
        ),
    ],
)
def test_how_a_position_is_told(content, tokens, stance, more, line):
    assert told(content, tokens, stance, **more) == line


def test_the_method_page_prints_the_measurements_on_record(started):
    page = (started / "docs" / "method.md").read_text(encoding="utf-8")
    for measure in scorecard():
        for score in measure.scores:
            assert score.right <= score.reported and score.found <= score.wanted
            assert f"| {score.kind} | {score.precision} |" in page


def test_a_share_is_all_only_where_all_are(started):
    nearly = Score(kind="Positions", right=214, reported=215, found=0, wanted=0)
    assert (nearly.precision, nearly.recall) == ("99 %", "–")
