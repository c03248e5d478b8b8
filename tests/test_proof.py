"""No build is lost to one line: what a page must not show is left out and reported, and the rest goes on."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import news_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import proof, read_back
from briefgen.build import brief, make
from briefgen.errors import Fault
from briefgen.findings.agreements.record import Agreement
from briefgen.findings.coverage import SoleReport
from briefgen.findings.disagreements.record import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues.record import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Citation, Page, Sentence
from briefgen.pages import passages, render
from briefgen.pages.passages import in_bold, nested, words
from briefgen.proof import proofread, verified
from briefgen.read_back import Misread, misread

# -- marks inside ours ---------------------------------------------------------------

NESTED = [
    ("the “old” pier", "the ‘old’ pier"),
    ("“We will,” she said, “mend it", "‘We will,’ she said, ‘mend it"),
    ('she called it "a wreck," and left', "she called it ‘a wreck,’ and left"),
    ('("a wreck")', "(‘a wreck’)"),
    ('the mayor—"at last"—spoke', "the mayor—‘at last’—spoke"),
    ("sagte: „Nein“, und ging", "sagte: ‚Nein‘, und ging"),
    ("a “wreck", "a ‘wreck"),
    ("wreck” of a pier", "wreck’ of a pier"),
    ('"“a wreck”"', "‘‘a wreck’’"),
    ('he left" and came', "he left’ and came"),
    # what can't be taken for ours stays
    ("the «old» pier", "the «old» pier"),
    ("the ‹old› pier", "the ‹old› pier"),
    ("「古い」 pier", "「古い」 pier"),
    ("the ‘old’ pier", "the ‘old’ pier"),
    ("the crews' pier, Tom's and Ann’s", "the crews' pier, Tom's and Ann’s"),
    ('a pipe of 12" and a plank', 'a pipe of 12" and a plank'),
    ('he asked for "12" and left', "he asked for ‘12’ and left"),
    ("the pier", "the pier"),
    ("", ""),
]


@pytest.mark.parametrize("said, shown", NESTED)
def test_double_marks_are_single_inside_ours(said, shown):
    assert nested(said) == shown
    assert len(nested(said)) == len(said)


@pytest.mark.parametrize(
    "quote, shown",
    [
        ("“We will mend it,”", "We will mend it"),
        ("„Nein, nein“", "Nein, nein"),
        ("«Never»", "Never"),
        ("»Never«", "Never"),
        ("「古い」", "古い"),
        ("‘We mend the crew’s pier’", "We mend the crew’s pier"),
        ('"We will"', "We will"),
        # marks that do not go around the whole stay, single
        ("“We will,” she said, “mend it”", "‘We will,’ she said, ‘mend it’"),
        ("«A» and «B»", "«A» and «B»"),
        ("‘A,’ she said, ‘B’", "‘A,’ she said, ‘B’"),
        ("‘tis the crews’", "‘tis the crews’"),
        ("“”", "‘’"),
        ("“ ”", "‘ ’"),
    ],
)
def test_marks_around_the_whole_are_ours(quote, shown):
    citation = Citation(source="a", sentence="s1", start=0, end=len(quote), quote=quote)
    # An apostrophe at the end and an opening mark look like a pair; the words stay whole either way.
    assert words(citation).strip("‘’") == shown.strip("‘’")


def test_a_value_in_bold_keeps_its_place_among_marks():
    text = 'She said "about 40 of the “old” piles" were lost.'
    article = article_of("a", "A", [text])
    shown = in_bold(article, article.cite(0, len(text)), (text.index("40"), text.index("” piles")))
    assert shown == "“She said ‘about **40 of the ‘old**’ piles’ were lost.”"


# -- every sentence through every template -------------------------------------------

MARKS = "“”„‟\"'‘’‚‛«»‹›「」『』()[]{}—–-…·.,;:!?&<>*_`|\\#~^$%=+/ \u202e\u2066\u200f\u0301\xa0\u00ad"
BAG = [
    "“We will mend the pier,” said the warden.",
    "The warden said “we will mend it and left.",
    "He called it ”a wreck“ and “a “very” old wreck”.",
    "Sie sagte: „Wir zahlen nicht“, und ging.",
    "«Nous ne paierons pas», dit-elle; ‹jamais›.",
    "「古い桟橋」と彼は言った。",
    "‘The clerk told me, “You will get your pier,” and I believed him,’ the warden said.",
    '"The clerk told me, "You will get it," and I believed him," she said.',
    "The crews' pier ('the old one') isn't Ann’s; 'tis 12\" long … or “so”…",
    "She said [the warden] would “[mend] the pier” — “now”, “soon”, “”, and “never” —",
    "קרא: “הרציף ישן” אמר הפקיד.",
    "“Half” of “it”, “said” [A1][], “and “left””, “",
    "Ze\u0301 said “the caf\u00e9” cost $5 * 3 = **15** and _left_ `it`.",
    "… “and so on …” … [sic] …",
    "“A.” “B.” “C.”",
]
WORDS = st.sampled_from(["the pier", "She said", "never", "mend it", "40"])
SENTENCES = st.one_of(
    st.sampled_from(BAG),
    st.lists(st.one_of(WORDS, st.text(MARKS, max_size=3)), min_size=1, max_size=9).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(MARKS, max_size=2)), min_size=1, max_size=9).map("".join),
)  # fmt: skip


def article_of(id_, key, texts):
    """An article of these sentences."""
    made, at = [], 0
    for n, text in enumerate(texts, start=1):
        made.append(
            Sentence(source=id_, id=f"s{n}", start=at, end=at + len(text), text=text, paragraph=n // 3)
        )
        at += len(text) + 1
    return Article(
        id=id_, key=key, path=f"seeds/{id_}.txt", sha256="0", text=" ".join(texts), title=id_,
        sentences=tuple(made),
    )  # fmt: skip


def parts_of(article, sentence):
    """The sentence, and pieces of it that begin and end anywhere between words."""
    text = sentence.text
    cuts = [m.start() for m in re.finditer(r"\S+", text)]
    spans = [(0, len(text))]
    if len(cuts) > 2:
        spans += [(cuts[1], len(text)), (0, cuts[-1]), (cuts[1], cuts[-1])]
    return [article.cite(sentence.start + a, sentence.start + b) for a, b in spans if text[a:b].strip()]


def briefing_of(*articles):
    """Findings of every kind on every sentence, each with pieces of it."""
    found = {k: [] for k in ("leaders", "topics", "positions", "open_issues", "disagreements", "agreements",
                             "timeline", "coverage")}  # fmt: skip
    found["topics"].append(Topic(id="pier", label="pier"))
    for article in articles:
        for s in article.sentences:
            for n, c in enumerate(parts_of(article, s)):
                here = f"{article.id}-{s.id}-{n}"
                label = " ".join(c.quote.split()[-2:])
                every = {"id": here, "title": c.quote, "citations": (c,), "rule": "r"}
                leader = Leader(**every | {"title": "Ann"}, name="Ann", kind="person", roles=((c.quote, c),))
                held = {"holders": (here,) if n % 2 else (), "topics": ("pier",)}
                found["leaders"].append(leader)
                found["positions"].append(
                    Position(**every, **held, stance="states", condition=c.quote[: len(c.quote) // 2])
                )
                found["open_issues"].append(OpenIssue(**every, kind="question", topics=("pier",)))
                found["disagreements"].append(
                    Disagreement(
                        **every | {"title": "Number of piles", "citations": ()},
                        kind="quantity",
                        sides=(Side(label=label, citations=(c,)), Side(label=c.quote, citations=(c,))),
                    )
                )
                found["agreements"].append(Agreement(**every, origins=2))
                found["timeline"].append(Moment(**every, when=None, as_written=label))
                found["coverage"].append(SoleReport(**every, source=article.id))
    new = {k: tuple(f.id for f in found[k]) for k in ("positions", "agreements", "leaders", "open_issues")}
    return Briefing(
        title="t",
        articles=articles,
        origins={a.id: a.id for a in articles},
        findings={k: tuple(v) for k, v in found.items()},
        news=news_of(
            came=(articles[0].id,),
            findings=new,
            changed=[("disagreements", f.id, f.sides[1].label) for f in found["disagreements"]],
            gone=[("positions", s.text) for a in articles for s in a.sentences],
        ),
    )


def wrong_on(briefing):
    return [str(m) for m in misread(briefing, render(briefing))]


def test_the_bag_reads_as_written_through_every_template():
    half = len(BAG) // 2
    assert wrong_on(briefing_of(article_of("a", "A", BAG[:half]), article_of("b", "B", BAG[half:]))) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SENTENCES.filter(lambda s: s.strip()), min_size=1, max_size=3))
def test_every_sentence_reads_as_written_through_every_template(texts):
    assert wrong_on(briefing_of(article_of("a", "A", texts))) == []


def test_only_ours_are_double_around_what_is_cited():
    pages = render(briefing_of(article_of("a", "A", BAG)))
    listed = next(p.text for p in pages if p.path == "agreements.md").split("\n")
    quoted = [line for line in listed if line.startswith(("- “", "## “"))]
    assert quoted and all(line.count("“") == line.count("”") == 1 for line in quoted)


# -- what must not be shown ----------------------------------------------------------


@pytest.fixture
def made(project) -> Briefing:
    return brief(Path("seeds"))


def texts(pages):
    return {p.path: p.text for p in pages}


def said_of(briefing, kind, n=0):
    finding = briefing.findings[kind][n]
    return finding, finding.citations[0]


def test_a_briefing_with_nothing_wrong_is_left_alone(made):
    assert verified(made) is made
    assert proofread(made).briefing == replace(made, findings=proofread(made).briefing.findings)


def test_a_finding_whose_words_do_not_stand_there_is_left_out_everywhere(made):
    position, cited = said_of(made, "positions")
    bad = replace(position, citations=(replace(cited, quote="We will never pay"),))
    positions = (bad, *made.findings["positions"][1:])
    left = verified(replace(made, findings={**made.findings, "positions": positions}))
    assert position.id not in [f.id for f in left.findings["positions"]]
    assert len(left.findings["positions"]) == len(positions) - 1
    told = left.problems[-1]
    assert told.source == cited.source
    assert told.what.startswith(
        f"sentence {cited.sentence[1:]}: a position was left out (“We will never pay”)"
    )
    for path, text in texts(make(left).pages).items():
        assert f"#{position.id}" not in text and f'"{position.id}"' not in text, path


def test_a_leader_loses_the_role_that_does_not_stand_there(made):
    leader = made.findings["leaders"][0]
    wrong = Citation(source=made.articles[0].id, sentence="s1", start=0, end=4, quote="Nope")
    leaders = (replace(leader, roles=(("harbour master", wrong),)), *made.findings["leaders"][1:])
    left = verified(replace(made, findings={**made.findings, "leaders": leaders}))
    assert [f.id for f in left.findings["leaders"]] == [f.id for f in leaders]
    assert left.findings["leaders"][0].roles == () and left.findings["leaders"][0].citations
    assert left.findings["positions"] == made.findings["positions"]
    assert "a role was left out (“Nope”)" in left.problems[-1].what


def misprint(monkeypatch, word, into):
    """Let the pages print one word for another wherever they quote it."""
    real = passages.nested
    monkeypatch.setattr(passages, "nested", lambda said: real(said).replace(word, into))


def marked(made):
    """A word that stands in a single position's passage and in no other sentence."""
    texts_ = " ".join(s.text for a in made.articles for s in a.sentences)
    for f in made.findings["positions"]:
        for word in re.findall(r"[A-Za-z]{5,}", f.citations[0].quote):
            if len(re.findall(word, texts_)) == 1:
                return word, f
    raise AssertionError("no word of its own")


def test_what_a_page_would_misquote_is_left_out_and_the_rest_goes_on(made, monkeypatch):
    word, position = marked(made)
    misprint(monkeypatch, word, "nowhere")
    proof_ = proofread(made)
    left = proof_.briefing
    assert position.id not in [f.id for f in left.findings["positions"]]
    others = [
        f for f in made.findings["positions"] if f.citations[0].sentence != position.citations[0].sentence
    ]
    kept = [f.id for f in left.findings["positions"]]
    assert [f.id for f in others if f.id in kept] == [f.id for f in others]
    assert not list(misread(left, proof_.pages))
    assert "nowhere" not in "".join(p.text for p in proof_.pages if p.path.endswith("positions.md"))
    told = [p for p in left.problems if p not in made.problems]
    assert told and all(p.source == position.citations[0].source for p in told)
    assert all(
        re.match(r"sentence \d+: an? .+ was left out \(“.+”\): \S+\.md would show ", p.what) for p in told
    )


def test_a_build_goes_on_and_check_agrees_with_it(project, briefgen, monkeypatch):
    word, position = marked(brief(Path("seeds")))
    misprint(monkeypatch, word, "nowhere")
    result = briefgen("build")
    assert result.exit_code == 0, result.output
    assert "was left out" in result.output
    record = json.loads(Path("docs/briefing.json").read_text(encoding="utf-8"))
    assert position.id not in [p["id"] for p in record["positions"]]
    assert any("was left out" in p["what"] for p in record["problems"])
    before = {p: p.read_bytes() for p in Path("docs").rglob("*") if p.is_file()}
    assert briefgen("check").exit_code == 0
    assert briefgen("check", "--strict").exit_code == 1
    assert briefgen("build", "--strict").exit_code == 1
    assert {p: p.read_bytes() for p in Path("docs").rglob("*") if p.is_file()} == before


def test_a_sentence_that_its_own_page_would_show_wrongly_is_not_printed(made, monkeypatch):
    real, odd = read_back.misread, made.articles[0].sentences[1]

    def once(briefing, pages, **how):
        yield from real(briefing, pages, **how)
        if (odd.source, odd.id) not in briefing.withheld:
            yield Misread(page="sources/x.md", what="it is not what it says", cited=((odd.source, odd.id),))

    monkeypatch.setattr(proof, "misread", once)
    proof_ = proofread(made)
    page = texts(proof_.pages)[f"sources/{odd.source}.md"]
    assert re.search(
        rf'<span id="{odd.id}" [^>]*>\[…\]</span>', page.replace("&#91;", "[").replace("&#93;", "]")
    )
    cited = {(c.source, c.sentence) for f in proof_.briefing.findings["positions"] for c in f.citations}
    assert (odd.source, odd.id) not in cited
    number = odd.id.removeprefix("s")
    assert any(p.what.startswith(f"sentence {number} is not printed: ") for p in proof_.briefing.problems)


def test_what_nothing_accounts_for_is_a_fault(made, monkeypatch):
    monkeypatch.setattr(
        proof, "misread", lambda *_, **__: iter([Misread(page="index.md", what="[Z1] leads nowhere")])
    )
    with pytest.raises(Fault, match=r"must not be published: index\.md: \[Z1\] leads nowhere"):
        proofread(made)


def test_a_finding_that_a_template_breaks_on_is_left_out(made, monkeypatch):
    real, position = proof.render, made.findings["positions"][1]

    def breaking(briefing, *how):
        if any(f.id == position.id for f in briefing.findings["positions"]):
            raise KeyError("odd")
        return real(briefing, *how)

    monkeypatch.setattr(proof, "render", breaking)
    left = proofread(made).briefing
    assert [f.id for f in left.findings["positions"]] == [
        f.id for f in made.findings["positions"] if f.id != position.id
    ]
    assert left.problems[-1].what.endswith("it can't be printed: KeyError: 'odd'")


def test_templates_that_always_break_are_a_fault(made, monkeypatch):
    def breaking(briefing, *how):
        raise KeyError("odd")

    monkeypatch.setattr(proof, "render", breaking)
    with pytest.raises(KeyError):
        proofread(made)


def test_many_things_left_out_are_counted(monkeypatch):
    briefing = briefing_of(article_of("a", "A", [f"The warden counted {n} piles." for n in range(40)]))
    positions = tuple(
        replace(f, citations=(replace(f.citations[0], quote="Nope"),)) for f in briefing.findings["positions"]
    )
    left = verified(replace(briefing, findings={**briefing.findings, "positions": positions}))
    assert left.findings["positions"] == ()
    assert len(left.problems) == 9
    assert left.problems[-1].what == f"{len(positions) - 8} more lines were left out, of 1 source"


def test_the_same_line_on_paper_and_on_pages(made, monkeypatch, tmp_path):
    from briefgen import pdf
    from briefgen.paper.document import Document

    shown = []
    monkeypatch.setattr(pdf, "brief", lambda *_, **__: made)
    monkeypatch.setattr(pdf, "ready", lambda: None)
    monkeypatch.setattr(pdf, "write_file", lambda *_: None)
    monkeypatch.setattr(
        pdf, "document_with", lambda _, briefing, *__, **___: shown.append(briefing) or Document(data={})
    )
    monkeypatch.setattr(pdf, "typeset", lambda *_, **__: type("T", (), {"pdf": b"", "missing": ""}))
    word, position = marked(made)
    misprint(monkeypatch, word, "nowhere")
    problems = pdf.pdf(Path("seeds"), tmp_path / "x.pdf")
    assert position.id not in [f.id for f in shown[0].findings["positions"]]
    assert any("was left out" in p.what for p in problems)


def test_a_page_is_read_back_whatever_marks_stand_for_the_source_s():
    text = "She said “no” and 'never' to the „pier“."
    article = article_of("a", "A", [text])
    line = "- “said ‘no’ and ‘never’ to” [A1][]"
    page = Page(path="positions.md", text=f'{line}\n\n[A1]: sources/a.md#s1 "“{text}”"\n')
    assert list(misread(Briefing(title="t", articles=(article,), findings={}), (page,))) == []
