"""A real build with an analyst's edits: pages, exports and briefing.json show his hand as his."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from briefgen import build as building
from briefgen import check as checking
from briefgen.editorial.record import Added, Edit, Edits, Part, Quote
from briefgen.exports import EXPORTS
from briefgen.paper import document
from briefgen.paper.typesetter import typeset
from briefgen.statements import printed

SEEDS = {
    "post.md": """\
---
title: Pier stays open for the summer
publisher: Osterhaven Post
published: 2031-05-08
---
OSTERHAVEN — The ferry line said on Thursday that it would keep the old pier open until August.

Mara Quill, the harbour master, said the pier was unsafe and must be closed.
“The pier is not safe,” Quill said.

Nine people were hurt when a gangway collapsed on Tuesday, the fire brigade said.

Tom Quill, her brother, who runs the ferry line, said the line would pay for a second pier.
Quill added that no date had been set.

It is not known who will pay for the repairs.
The town council must still decide whether the pier is closed.
""",
    "echo.md": """\
---
title: Council puts off its vote on the pier
publisher: Valley Echo
published: 2031-05-09
---
The town council of Osterhaven put off its vote on the old pier on Friday.

Six people were hurt when the gangway collapsed on Tuesday, the hospital said.

Mara Quill, the harbour master, said the pier must be closed.
Ion Feld, a spokesman for the ferry line, rejected the demand and said the line would pay for the repairs.

“We will pay for the repairs,” Feld said.
The mayor, Ada Brandt, said she wanted a vote before the summer.
""",
}
HOSTILE = "Seen by me. <b>“A1”</b> [A1][] | {{ x }}"


def quote(source, words):
    return Quote(source=source, words=words)


def edits(found):
    """One of each sort, for what was found; ids are read off, since they hang on the rules."""

    def id_(kind, words):
        return next(
            f.id for f in found[kind] if words in " ".join(c.quote for c in (*printed(f), *f.citations))
        )

    no_date = next(f.id for f in found["positions"] if f.citations[0].quote == "no date had been set")
    return Edits(
        findings={
            no_date: Edit(holder=("Tom Quill",), stance="confirms", reviewed="J. Roe"),
            id_("positions", "vote before the summer"): Edit(note=HOSTILE),
            "ada-brandt": Edit(name="Adele Brandt", role="mayor", side="Osterhaven", note="Since 2029."),
            "fire-brigade": Edit(hide=True),
            id_("open_issues", "not known who will pay"): Edit(
                answered=quote("echo.md", "We will pay for the repairs"),
                note="As far as this one says."
            ),
            id_("open_issues", "must still decide"): Edit(
                whose_move=("Mara Quill",), topic=("Council vote",), title="Whether the pier shuts"
            ),
            id_("disagreements", "Nine people"): Edit(title="How many were hurt", kind="quantity"),
            id_("agreements", "must be closed"): Edit(note="Both heard her."),
            f"timeline/{id_('timeline', 'put off its vote')}": Edit(note="A Friday."),
            "mara-quill": Edit(
                split=(Part(name="Mara Quill the younger", passages=(quote("echo.md", "Mara Quill, the"),)),)
            ),
        },
        added=(
            Added(
                what="leader", name="The hospital", kind="organization",
                quotes=(quote("echo.md", "the hospital"),),
            ),
            Added(
                what="position", holder=("The hospital",), note="They counted.",
                quotes=(quote("echo.md", "Six people were hurt when the gangway collapsed"),),
            ),
            Added(what="open_issue", kind="decision", title="When the second pier comes",
                  quotes=(quote("post.md", "no date had been set"),)),
            Added(what="disagreement", kind="contested", title="Whether the pier stays open",
                  sides=((None, (quote("post.md", "keep the old pier open until August"),)),
                         (None, (quote("echo.md", "put off its vote on the old pier"),)))),
            Added(what="fact", quotes=(quote("post.md", "the line would pay for a second pier"),
                                       quote("echo.md", "the line would pay for the repairs"))),
            Added(what="date", when="2031-05-06",
                  quotes=(quote("post.md", "a gangway collapsed on Tuesday"),)),
            Added(what="fact", line=40, quotes=(quote("post.md", "the line will pay"),)),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of a build, its report, and what `check` says of it."""
    folder = tmp_path_factory.mktemp("edited")
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, said in SEEDS.items():
        (seeds / name).write_text(said, encoding="utf-8")
    wanted = edits(building.brief(seeds, project=folder).unedited)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "read_edits", lambda folder, **_: (wanted, ()))
        report = building.build(seeds, folder / "docs", project=folder)
        verdict = checking.check(seeds, folder / "docs", project=folder)
    return folder / "docs", report, verdict


@pytest.fixture(scope="module")
def docs(built) -> Path:
    return built[0]


def page(docs, path):
    return (docs / path).read_text(encoding="utf-8")


def entry(text, words):
    """The entry of a page that has these words: from its heading to the next."""
    (found,) = (e for e in re.split(r"\n(?=#+ )", text)[1:] if words in e.partition('<div class="ref')[0])
    return found


def test_only_what_can_not_be_done_is_a_problem_and_check_fails_on_it(built):
    _, report, verdict = built
    told = [p.what for p in report.problems if p.what.startswith("editorial.yml")]
    assert len(told) == 2
    assert "nobody who is named holds them" in told[0], "a remark"
    assert told[1].startswith(
        "editorial.yml:40: add: fact: post.md: “the line will pay” does not stand there"
    )
    assert list(verdict.wrong) == told[1:], "and nothing else is: pages and quotes are as they should be"


def test_the_record_is_valid_and_has_what_was_set(docs):
    record = json.loads(page(docs, "briefing.json"))
    schema = json.loads(page(docs, "briefing.schema.json"))
    jsonschema.validate(record, schema)
    assert [x["title"] for x in record["open_issues"]][-1] == "When the second pier comes"
    assert all("not known who will pay" not in x["title"] for x in record["open_issues"])
    held = {p["shown"]["quote"]: p for p in record["positions"]}
    corrected = next(p for words, p in held.items() if words.endswith("no date had been set"))
    assert (corrected["holders"], corrected["stance"], corrected["confidence"]) == (
        ["tom-quill"],
        "confirms",
        "high",
    )
    assert corrected["rule"].endswith("; the analyst: reviewed, holder, stance")
    assert held["Six people were hurt when the gangway collapsed"]["rule"] == "editorial/position"
    assert {"ada-brandt", "mara-quill-the-younger", "the-hospital"} <= {x["id"] for x in record["leaders"]}
    assert not any("fire-brigade" in p["holders"] for p in record["positions"])


def test_a_corrected_holder_has_a_colon_and_is_said_to_be_the_analysts(docs):
    said = entry(page(docs, "positions.md"), "no date had been set”")
    assert "[Tom Quill](leaders/tom-quill.md)" in said
    assert "Corrected by the analyst: holder, stance\n{ .by-analyst }" in said
    front = page(docs, "index.md") + page(docs, "brief.md")
    told = [line for line in front.splitlines() if "no date had been set”" in line and "Tom Quill" in line]
    assert all("<small>attributed by the analyst</small>" in line for line in told)


def test_a_comment_is_the_analysts_and_is_no_markup(docs):
    for path in ("positions.md", "leaders/ada-brandt.md"):
        said = entry(page(docs, path), "vote before the summer”")
        (line,) = (x for x in said.splitlines() if x.startswith("**The analyst:** Seen by me."))
        assert "<b>" not in line and "[A1]" not in line and "{{" not in line
    assert "**The analyst:** Since 2029.\n{ .analyst }" in page(docs, "leaders/ada-brandt.md")
    assert "**The analyst:** Both heard her." in page(docs, "agreements.md")
    assert '<small class="analyst">**The analyst:** A Friday.</small> |' in page(docs, "timeline.md")


def test_a_new_name_stands_on_every_page(docs):
    for path in docs.rglob("*.md"):
        text = page(docs, path)
        assert "Ada Brandt](" not in text, path
    leader = page(docs, "leaders/ada-brandt.md")
    assert "# Adele Brandt" in leader
    assert "Also called Ada Brandt" in leader
    assert "Corrected by the analyst: name, affiliation" in leader
    assert "1 source · affiliation: Osterhaven" in leader


def test_what_is_answered_stands_under_answered(docs):
    text = page(docs, "open-issues.md")
    open_, _, answered = text.partition("## Answered { #answered }")
    assert "not known who will pay" not in open_
    assert "not known who will pay" in answered
    assert "- “We will pay for the repairs” [" in answered
    assert "<small>the answer · Valley Echo" in answered
    assert "**The analyst:** As far as this one says." in answered
    assert "Taken as answered by the analyst" in answered
    assert "less certain" not in answered
    assert all(
        "not known who will pay" not in x for x in page(docs, "index.md").splitlines() if x[:2] == "- "
    )
    assert "up to [Mara Quill]" in open_
    assert "[settled](../open-issues.md#" in page(docs, "sources/post.md")


def test_what_is_added_is_said_to_be(docs):
    for path, words in {
        "positions.md": "Six people were hurt when the gangway collapsed”",
        "open-issues.md": "When the second pier comes",
        "disagreements.md": "Whether the pier stays open",
        "agreements.md": "the line would pay for a second pier”",
        "leaders/the-hospital.md": "# The hospital",
    }.items():
        assert "Added by the analyst\n{ .by-analyst }" in entry(page(docs, path), words), path
    assert "The analyst has added it." in entry(page(docs, "open-issues.md"), "When the second pier comes")
    row = next(x for x in page(docs, "timeline.md").splitlines() if "6 May 2031" in x)
    assert row.startswith("| [Tuesday](#") and "<small>added by the analyst</small>" in row
    assert "Corrected by the analyst: title, kind" in entry(
        page(docs, "disagreements.md"), "How many were hurt"
    )


def test_the_front_page_says_what_was_added(docs):
    for path in ("index.md", "brief.md"):
        text = page(docs, path)
        for words in (
            "the line would pay for a second pier” [",
            "- [When the second pier comes](open-issues.md#",
        ):
            (line,) = (x for x in text.splitlines() if words in x and x.startswith("- "))
            assert "<small>added by the analyst</small>" in line, path


def test_the_front_page_calls_an_open_issue_as_the_analyst_does(docs):
    for path in ("index.md", "brief.md"):
        (line,) = (x for x in page(docs, path).splitlines() if "Whether the pier shuts" in x)
        assert line.startswith("- [Whether the pier shuts](open-issues.md#"), path


def test_pages_without_the_analysts_hand_say_nothing_of_one(docs):
    assert "analyst" not in page(docs, "leaders/ion-feld.md")
    assert "analyst" not in page(docs, "leaders/index.md")


def test_paper_and_bundles_show_it_too(built, tmp_path):
    briefing = built[1].briefing
    parts = document(briefing, ("leaders", "open-issues", "timeline", "disagreements", "established"))[
        "parts"
    ]
    ada = next(x for x in parts["leaders"] if x["name"] == "Adele Brandt")
    assert (ada["note"], "corrected by the analyst" in ada["facts"]) == ("Since 2029.", True)
    settled = parts["open-issues"][-1]
    assert (settled["facts"][0], settled["note"]) == ("Answered", "As far as this one says.")
    assert settled["passages"][-1]["from"].startswith("the answer · Valley Echo")
    rows = [r for p in parts["timeline"]["parts"] for r in p["rows"]]
    assert {"q": "added by the analyst"} in rows[0]["said"]
    for name, path in (("markdown", "markdown/open-issues.md"), ("obsidian", None)):
        files = dict_of(export_of(name, briefing))
        text = files[path] if path else "\n".join(files.values())
        assert "The analyst: As far as this one says." in text
        assert "Answered" in text
        assert "added by the analyst" in text


def export_of(name, briefing):
    return next(e for e in EXPORTS if name == e.NAME).export(briefing)


def dict_of(files):
    return {f.path: f.text for f in files}


def test_the_pdf_is_set(built, tmp_path):
    data = document(built[1].briefing, ("summary", "leaders", "positions", "open-issues", "timeline"))
    assert typeset(data).pdf.startswith(b"%PDF")
