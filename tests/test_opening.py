"""The lead that an analyst writes: each clause rests on a source, or what was found stands in its place.

People, places and papers are invented.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_handwritten import BRIEFING, article

from briefgen.build import brief, make
from briefgen.cuts import Cuts
from briefgen.editorial.opening import opening
from briefgen.exports import commonmark, obsidian
from briefgen.model import Citation, Problem, Written
from briefgen.pages.escape import text
from briefgen.paper import annotated, document
from briefgen.read_back import misread

POST = (
    "Feld and Quill agree\n\nFeld agreed to pay, provided the council approves. He did not commit to a "
    "second pier; “never,” he said.\n"
)
COURIER = "Ministry pays\n\nThe two spoke for over four hours. The U.S. Senate has no say.\n"
ARTICLES = (article("A", POST), article("B", COURIER))


def marks(written):
    """The paragraphs with their citations as marks."""
    return [
        "".join(p if isinstance(p, str) else f"⟨{p.source[-1].upper()}{p.sentence[1:]}⟩" for p in w.parts)
        for w in written
    ]


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        (['Feld pays [@A: "agreed to pay"].'], ["Feld pays ⟨A2⟩."]),
        (['Feld pays [@A: "agreed to pay"]; no pier [@A3].'], ["Feld pays ⟨A2⟩; no pier ⟨A3⟩."]),
        (["Feld pays. [@A2] No pier. [@A3]", "Long [@B2]"], ["Feld pays. ⟨A2⟩ No pier. ⟨A3⟩", "Long ⟨B2⟩"]),
        (["Feld pays.[@A2] No pier.[@A3]"], ["Feld pays.⟨A2⟩ No pier.⟨A3⟩"]),
        (["Feld pays; [@A2] no pier [@A3]"], ["Feld pays; ⟨A2⟩ no pier ⟨A3⟩"]),
        (["[@A2] says who pays; [@A3] has no pier."], None),
        (["[@A2] says who pays."], ["⟨A2⟩ says who pays."]),
        (["The U.S. Senate has no say [@B3]."], ["The U.S. Senate has no say ⟨B3⟩."]),
        (["Mr. Feld met Dr. Quill at 5 p.m. on the pier [@A2]."],
         ["Mr. Feld met Dr. Quill at 5 p.m. on the pier ⟨A2⟩."]),
        (["He said “pier; ‘never,’”  and\n  left [@A3]."], ["He said “pier; ‘never,’” and left ⟨A3⟩."]),
        (["Both [@A2; @B: \"four hours\"] [@A3]."], ["Both ⟨A2⟩⟨B2⟩ ⟨A3⟩."]),
        (["Feld “agreed … approves” [@A2]."], ["Feld “agreed … approves” ⟨A2⟩."]),
        (['Feld "agreed to pay" [@A2].'], ['Feld "agreed to pay" ⟨A2⟩.']),
        (["By [@A2] he “agreed to pay”."], ["By ⟨A2⟩ he “agreed to pay”."]),
        (["Not a mark: \\[@A2] but this is [@A2]."], ["Not a mark: [@A2] but this is ⟨A2⟩."]),
        (["<b>*x*</b> {{ y }} [A1]: evil [@A2] …"], ["<b>*x*</b> {{ y }} [A1]: evil ⟨A2⟩ …"]),
    ],
)  # fmt: skip
def test_a_lead_whose_every_clause_cites(lead, wanted):
    written, problems = opening(lead, ARTICLES)
    if wanted is not None:
        assert problems == () and marks(written) == wanted
    else:
        assert written == () and problems


@pytest.mark.parametrize(
    ("paragraph", "why"),
    [
        ("Feld pays; no pier [@A3].", '“Feld pays;” cites nothing: add [@A: "…"] to it'),
        ("Feld pays [@A2]; no pier.", '“no pier.” cites nothing: add [@A: "…"] to it'),
        ("Feld pays [@A2]. No pier. Long [@B2].", '“No pier.” cites nothing: add [@A: "…"] to it'),
        ("Feld pays", '“Feld pays” cites nothing: add [@A: "…"] to it'),
        ('Feld pays [@A: "agrees to pay"].',
         "A: “agrees to pay” does not stand there; the nearest is A2: “Feld agreed to pay, provided the "
         "council approves.”"),
        ("Feld pays [@A].", 'A: is a whole source; quote it ([@A: "…"]), or name a sentence ([@A3])'),
        ("Feld “will pay” [@A2].",
         "“will pay” is in quotation marks, and in no sentence that is cited behind it"),
        ("It is “for over four hours” [@A2], he said [@B2].",
         "“for over four hours” is in quotation marks, and in no sentence that is cited behind it"),
        ("Feld “agreed to pay [@A2].",
         "a quotation mark in “Feld “agreed to pay” has no other: close the quotation before its mark"),
    ],
)  # fmt: skip
def test_one_that_does_not_hold_is_refused_as_a_whole(paragraph, why):
    written, problems = opening(["Feld pays [@A2].", paragraph], ARTICLES, (4, 7))
    assert written == ()
    assert [p.what for p in problems] == [f"editorial.yml:7: lead: {why}"]
    assert problems[0].source is None and problems[0].severity == 1
    assert opening([paragraph], ARTICLES)[1][0].what.startswith("editorial.yml: lead: ")


def test_where_nothing_is_written_nothing_is_wrong():
    assert opening([], ARTICLES) == ((), ())
    assert opening(["…"], ARTICLES) == ((Written(parts=("…",)),), ())


WORDS = st.text(alphabet=st.sampled_from("ab AB.;,!?…“”\"'’‘[](){}<>*_`#|\\&@0\n"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["[@A2]", '[@B: "four hours"]', "[@A2] [@A3]"])), max_size=4),
    WORDS,
)
def test_what_is_accepted_is_printed_as_it_is_and_read_back(pairs, last):
    """No lead that is taken is refused by the proof-reader, which would put the blame on findings."""
    lead = "".join(w + m for w, m in pairs) + last
    written, _ = opening([lead], ARTICLES)
    briefing = replace(BRIEFING, articles=ARTICLES, opening=written)
    proof = make(briefing)
    assert proof.briefing.opening == written
    assert proof.briefing.problems == ()
    front = next(p.text for p in proof.pages if p.path == "index.md")
    assert ("written by the analyst" in front) is bool(written)


# -- where it stands ---------------------------------------------------------------------

LEAD = """# the analyst's own
lead:
  - >-
    The minister pays [@A: "provided the town council approves"]; the crews “would strike” [@B8].
  - >-
    Nobody <b>knows</b> who pays for *a pier* [@B: "who will pay for a second pier"].
"""


@pytest.fixture
def led(project):
    (project / "seeds/editorial.yml").write_text(LEAD, encoding="utf-8")
    return brief(Path("seeds"), title="The Osterhaven ferry")


def page(proof, path):
    return next(p.text for p in proof.pages if p.path == path)


def test_it_stands_in_the_place_of_what_was_found(led, project):
    proof = make(led)
    assert proof.briefing.opening == led.opening and len(led.opening) == 2
    for path in ("index.md", "brief.md"):
        said = page(proof, path).partition("## What happened")[2].partition("## ")[0]
        assert said.split("\n\n")[2:4] == [
            "The minister pays [A3][]; the crews “would strike” [B8][].",
            "Nobody &#60;b&#62;knows&#60;/b&#62; who pays for &#42;a pier&#42; [B9][]. "
            "<small>written by the analyst</small>",
        ]
        assert "## Established {" in page(proof, path)
        assert "[B8]: sources/valley-courier.md#s8" in page(proof, path)
    source = page(proof, "sources/valley-courier.md")
    assert (
        "[opening](../index.md#happened){ .use .opening }" in source.partition('id="s9"')[2].splitlines()[0]
    )
    assert ".use .opening" not in source.partition('id="s2"')[2].splitlines()[0]
    plain = brief(project / "seeds", title="The Osterhaven ferry")
    assert list(misread(led, proof.pages)) == [] and plain.opening


def test_what_other_programs_read_stays(led, project):
    (project / "seeds/editorial.yml").unlink()
    before = page(make(brief(Path("seeds"), title="The Osterhaven ferry")), "briefing.json")
    assert json.loads(page(make(led), "briefing.json")) == json.loads(before)


def test_documents_and_exports_have_it(led):
    summary = document(led, ["summary"])["parts"]["summary"]
    assert summary["lead"] == [
        ["The minister pays", {"m": ["A3"]}, "; the crews “would strike”", {"m": ["B8"]}, "."],
        ["Nobody <b>knows</b> who pays for *a pier*", {"m": ["B9"]}, ".", {"q": "written by the analyst"}],
    ]
    assert summary["written"] is True
    assert {"B9", "A3"} <= {n["mark"] for n in annotated(led)["notes"]}
    readme = next(p.text for p in commonmark.export(led) if p.path.endswith("README.md"))
    assert "- The minister pays [A3](source/harbour-post.md#a3); the crews “would strike” [B8]" in readme
    assert f"{text('<b>knows</b>', inside=True)} who pays" in readme
    start = next(p.text for p in obsidian.export(led) if "## What happened" in p.text)
    assert "|A3]]; the crews “would strike” [[" in start and "(written by the analyst)" in start


def test_a_refused_lead_is_told_and_what_was_found_stands(project, briefgen):
    file = project / "seeds/editorial.yml"
    file.write_text(LEAD.replace(" [@B8]", ""), encoding="utf-8")
    line = 'editorial.yml:3: lead: “the crews “would strike”.” cites nothing: add [@A: "…"] to it'
    result = briefgen("build")
    assert f"problem: {line}" in result.output
    front = (project / "docs/index.md").read_text(encoding="utf-8")
    assert "“Transport Minister Jonas Feld and Mara Quill" in front.partition("## What happened")[2][:200]
    result = briefgen("check")
    assert result.exit_code == 1 and line in result.output
    file.write_text(LEAD, encoding="utf-8")
    assert "changed  index.md" in briefgen("build").output
    assert briefgen("check").exit_code == 0


def test_a_lead_that_cites_what_is_not_printed_is_not_shown():
    written, _ = opening(["Feld pays [@A2]."], ARTICLES)
    cuts = Cuts(replace(BRIEFING, articles=ARTICLES, opening=written))
    assert cuts.made().opening == written
    assert cuts.withhold([("paper-a", "s2")], "for a test")
    made = cuts.made()
    assert made.opening == ()
    assert isinstance(made.problems[-1], Problem) and "lead: cites a sentence" in made.problems[-1].what


def test_a_paragraph_holds_citations_of_its_words():
    (written,), _ = opening(['Feld pays [@A: "agreed to pay"].'], ARTICLES)
    (cited,) = (p for p in written.parts if isinstance(p, Citation))
    assert cited.quote == "agreed to pay" and POST[cited.start : cited.end] == cited.quote
