"""How far a briefing is checked, and the order of its sections: what pages and papers say."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest

from briefgen.exports.docx.sheet import written as word
from briefgen.model import Briefing
from briefgen.pages import render
from briefgen.pages.front import SECTIONS, flow, in_order
from briefgen.pages.wording import checked, checked_by
from briefgen.paper.document import annotated, document
from briefgen.statements import CHECKED, Review, review, shown


def by(briefing: Briefing, *names: str | None) -> Briefing:
    """The briefing with its first statements checked by these."""
    chosen = [f.id for _, f in shown(briefing)][: len(names)]
    who = dict(zip(chosen, names, strict=True))
    return replace(
        briefing,
        findings={
            kind: tuple(replace(f, reviewed=who.get(f.id)) if kind in CHECKED else f for f in found)
            for kind, found in briefing.findings.items()
        },
    )


def pages(briefing: Briefing) -> dict[str, str]:
    return {p.path: p.text for p in render(briefing)}


# -- how far it is checked --------------------------------------------------------------------------


def test_what_is_counted_is_what_the_lists_show(derailment):
    listed = pages(derailment)
    counted = [f for _, f in shown(derailment)]
    told = "".join(text for path, text in listed.items() if re.match(r"[a-z-]+(/\d+)?\.md", path))
    assert len(counted) > 20 and all(f"#{f.id}" in told for f in counted)
    assert not {f.id for f in derailment.to_check} & {f.id for f in counted}
    assert review(derailment) == Review(checked=0, every=len(counted), by=())


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["J. Roe"] * 2, "2 of {} statements checked by J. Roe"),
        (["yes"] * 3, "3 of {} statements checked"),
        (["M. Quill", "J. Roe", "J. Roe"], "3 of {} statements checked by J. Roe and M. Quill"),
        (["C", "B", "A"], "3 of {} statements checked by A, B and C"),
        (["D", "C", "B", "A"], "4 of {} statements checked by 4 people"),
        (["yes", "J. Roe", "J. Roe"], "3 of {} statements checked, 2 of them by J. Roe"),
        ([], ""),
    ],
)
def test_who_has_checked_how_many(derailment, names, words):
    made = by(derailment, *names)
    assert checked(review(made)) == words.format(len(shown(derailment)))


def test_one_statement_is_one():
    assert checked(Review(checked=1, every=1, by=(("A", 1),))) == "1 of 1 statement checked by A"


def test_it_stands_on_the_front_page_the_brief_the_method_and_beside_each(derailment):
    made = pages(by(derailment, "J. *Roe* [x]", None, "yes"))
    words = f"2 of {len(shown(derailment))} statements checked, 1 of them by J. &#42;Roe&#42; &#91;x&#93;"
    assert f"· [{words}](method.md#numbers) ·" in made["index.md"]
    assert f"· {words} ·" in made["brief.md"] and f"\n{words}: positions, open issues" in made["method.md"]
    every = "".join(text for path, text in made.items() if path.startswith("positions"))
    assert every.count("<small>checked by J. &#42;Roe&#42; &#91;x&#93;</small>") == 1
    assert every.count("<small>checked</small>") == 1
    plain = pages(derailment)
    assert not any("statements checked" in text or "<small>checked" in text for text in plain.values())


@pytest.mark.parametrize(
    "kind", ["positions", "open_issues", "disagreements", "agreements", "leaders", "timeline"]
)
def test_each_kind_of_page_says_which(derailment, kind):
    first = derailment.findings[kind][0]
    found = {
        **derailment.findings,
        kind: (replace(first, reviewed="Ann Feld"), *derailment.findings[kind][1:]),
    }
    said = [
        path
        for path, text in pages(replace(derailment, findings=found)).items()
        if "checked by Ann Feld" in text
    ]
    own = {"leaders": f"leaders/{first.id}.md"}.get(kind, kind.replace("_", "-") + ".md")
    assert own in said or kind == "disagreements" and "names-and-wording.md" in said


def test_it_stands_on_the_first_page_of_the_papers(derailment):
    made = by(derailment, "J. Roe")
    said = f"1 of {len(shown(derailment))} statements checked by J. Roe"
    for data in (document(made), document(made, ("summary",)), annotated(made)):
        assert ["Checked", said] in data["facts"]
    assert "Checked" not in dict(document(derailment)["facts"])


def test_who_checked_a_finding():
    from briefgen.findings.leaders import Leader

    leader = Leader(id="l", title="l", name="l", kind="person", roles=())
    assert checked_by(leader) == "" and checked_by(replace(leader, reviewed="yes")) == "checked"
    assert checked_by(replace(leader, reviewed="A")) == "checked by A"


# -- the order of sections --------------------------------------------------------------------------


def test_those_that_are_not_named_follow():
    assert in_order(()) == SECTIONS
    assert in_order(("only", "open", "pier", "open"))[:4] == ("only", "open", "happened", "established")
    assert sorted(in_order(("who", "new"))) == sorted(SECTIONS)


def test_the_usual_order_is_laid_out_as_ever():
    assert flow(SECTIONS) == (
        (("happened",),), (("established", "disputed"), ("open", "who")), (("new",),), (("only",),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "wanted", [("disputed", "happened", "only"), ("who", "open", "disputed", "established"), ()]
)
def test_every_section_is_laid_out_once(wanted):
    order = in_order(wanted)
    laid = [name for row in flow(order) for column in row for name in column]
    assert laid == [name for name in order if name != "timeline"]


def headings(text: str) -> list[str]:
    return re.findall(r"^## .* \{ #([a-z]+) \}$", text, re.MULTILINE)


@pytest.mark.parametrize(
    "wanted", [("disputed", "happened", "only"), ("open", "who"), ("only", "established", "happened"), ()]
)
def test_pages_follow_the_order(derailment, wanted):
    usual = pages(derailment)
    made = pages(replace(derailment, sections=wanted))
    order = in_order(wanted)
    for path in ("index.md", "brief.md"):
        every = headings(usual[path])
        tail = [name for name in every if name not in SECTIONS]
        assert headings(made[path]) == [*(n for n in order if n in every), *tail], path
        assert made[path].count("<div") == made[path].count("</div>")
        later = order.index("happened") > order.index("established")
        assert ("## Established {" in made[path]) == later and (
            "## Also established {" in made[path]
        ) != later
    assert sorted(re.findall(r"“[^”]+”", made["index.md"])) == sorted(
        re.findall(r"“[^”]+”", usual["index.md"])
    )


def test_the_documents_follow_the_order(derailment):
    import docx

    made = replace(derailment, sections=("who", "disputed"))
    assert document(made)["order"][:3] == ["who", "disputed", "happened"]
    told = docx.Document(BytesIO(word(annotated(made))))
    heads = [p.text for p in told.paragraphs if p.style.name == "Heading 1"]
    assert heads[:2] == ["Who holds what", "Disputed"] and heads[-1] == "Sources"
    usual = docx.Document(BytesIO(word(annotated(derailment))))
    assert sorted(heads) == sorted(p.text for p in usual.paragraphs if p.style.name == "Heading 1")


@pytest.mark.parametrize("parts", [(), ("summary",)])
@pytest.mark.parametrize("wanted", [("who", "disputed", "happened"), ("only", "happened", "open"), ()])
def test_the_pdf_follows_the_order(derailment, wanted, parts):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    from briefgen.paper.typesetter import typeset

    made = replace(derailment, sections=wanted)
    pdf = typeset(document(made, parts)).pdf
    text = "".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(pdf)).pages)
    names = {"happened": "What happened", "established": "stablished\n", "disputed": "Disputed\n",
             "open": "Open\n", "who": "Who holds what", "only": "Matched nowhere else"}  # fmt: skip
    order = [name for name in in_order(wanted) if name in names]
    places = [text.find(names[name]) for name in order]
    assert all(at >= 0 for at in places), dict(zip(order, places, strict=True))
    if not parts:
        assert places == sorted(places), dict(zip(order, places, strict=True))
