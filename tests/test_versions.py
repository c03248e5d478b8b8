"""One article in two states: the later one replaces the earlier, where it is known which that is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefgen.add.markdown import as_markdown
from briefgen.analysis.copies import find_origins, find_versions
from briefgen.build import brief, build
from briefgen.model import Article, Page
from briefgen.pages.book import Book
from briefgen.paper import PARTS, document
from briefgen.read_back import misread

FIRST = (
    "A barge sank off Orsel on Sunday night and nine people were missing, the harbour office said. "
    "The Greta Holm went down in a gale near the breakwater with twenty people and a load of gravel. "
    "Divers searched the hull until dawn. The harbour office said the search would go on for two days. "
    "The owner of the barge, Holm Lines, did not answer."
)
SECOND = FIRST.replace("nine people were missing", "four people were missing").replace(
    "did not answer", "said that it was in mourning and would help the families"
)
OTHER = (
    "Traders on the Orsel quay have lost a summer's income since the bridge was closed in April. "
    "Half of them want the council to pay; the rest say that they will sue the builder of the bridge, "
    "whose engineers found cracks in three of its piers last year and told nobody for months."
)
LONG = " ".join(f"word{n}" for n in range(250))


def article(id_, text, publisher="Post", day=None, moment=None, url=None):
    return Article(
        id=id_, key=id_.upper(), path=f"seeds/{id_}.txt", sha256="0", text=text, title=id_,
        publisher=publisher, published=day or (moment.date() if moment else None), moment=moment, url=url,
    )  # fmt: skip


def versions(*articles):
    return find_versions(articles, find_origins(articles))


MORNING = datetime(2024, 5, 8, 8, 10, tzinfo=UTC)


def test_the_later_day_replaces_the_earlier():
    a, b = article("a", SECOND, day=date(2024, 5, 9)), article("b", FIRST, day=date(2024, 5, 8))
    assert versions(a, b) == ({"b": "a"}, ())
    assert versions(b, a) == ({"b": "a"}, ())


def test_on_one_day_the_hour_says_it_across_zones():
    later = datetime(2024, 5, 8, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
    a, b = article("a", FIRST, moment=MORNING), article("b", SECOND, moment=later)
    assert versions(a, b) == ({"a": "b"}, ())


def test_the_latest_of_three_replaces_both():
    third = SECOND.replace("four", "three").replace("two days", "three days")
    made = [
        article(i, t, day=date(2024, 5, n))
        for i, t, n in (("c", FIRST, 8), ("a", SECOND, 9), ("b", third, 10))
    ]
    assert versions(*made) == ({"c": "b", "a": "b"}, ())


def test_one_address_is_one_article():
    a = article("a", FIRST, None, date(2024, 5, 8), url="https://post.example/barge?x=1")
    b = article("b", SECOND, None, date(2024, 5, 9), url="https://post.example/barge/")
    assert versions(a, b) == ({"a": "b"}, ())


@pytest.mark.parametrize(
    "first, second",
    [
        ({}, {}),
        ({"day": date(2024, 5, 8)}, {"day": date(2024, 5, 8)}),
        ({"day": date(2024, 5, 8)}, {}),
        ({"moment": MORNING}, {"moment": MORNING.replace(tzinfo=None)}),
        ({"moment": MORNING}, {"moment": MORNING}),
    ],
)
def test_what_is_not_known_to_be_later_replaces_nothing(first, second):
    assert versions(article("a", FIRST, **first), article("b", SECOND, **second)) == ({}, (("a", "b"),))


@pytest.mark.parametrize(
    "a, b",
    [
        # the very same text: a copy
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", FIRST, day=date(2024, 5, 9))),
        # another outlet's copy of it
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", SECOND, "Echo", date(2024, 5, 9))),
        # outlets that are not known
        (article("a", FIRST, None, date(2024, 5, 8)), article("b", SECOND, None, date(2024, 5, 9))),
        # another article of the outlet
        (article("a", FIRST, day=date(2024, 5, 8)), article("b", OTHER, day=date(2024, 5, 9))),
        # a long report that has the short one inside
        (article("a", FIRST, day=date(2024, 5, 8)),
         article("b", f"{OTHER} {FIRST} {LONG}", day=date(2024, 5, 9))),
        # one sentence
        (article("a", "The pier is shut.", day=date(2024, 5, 8)),
         article("b", "The pier is open.", day=date(2024, 5, 9))),
    ],
)  # fmt: skip
def test_others_are_no_versions(a, b):
    assert versions(a, b) == ({}, ())


def seeds(folder, first, second):
    folder.mkdir()
    for name, when, text in (("v1.md", first, FIRST), ("v2.md", second, SECOND)):
        head = f"---\ntitle: Barge sinks\npublisher: Post\npublished: {when}\n---\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    return folder


def test_the_earlier_version_says_so_on_its_page(tmp_path):
    folder = seeds(tmp_path / "seeds", "2024-05-08T08:10:00+02:00", "2024-05-08T14:45:00+02:00")
    assert build(folder, tmp_path / "docs").problems == ()
    pages = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "docs/sources").iterdir()}
    assert "Replaced by a later version: [Barge sinks](v2.md), 8 May 2024." in pages["v1.md"]
    assert "later version" not in pages["v2.md"]
    assert "<small>replaced by a later version, B</small>" in pages["index.md"]


def test_versions_without_an_order_are_reported(tmp_path: Path):
    report = build(seeds(tmp_path / "seeds", "2024-05-08", "2024-05-08"), tmp_path / "docs")
    assert [(p.source, p.what) for p in report.problems] == [
        ("v1", "is another version of v2; which is the later is not known: give published with its hour")
    ]
    assert "later version" not in (tmp_path / "docs/sources/v1.md").read_text(encoding="utf-8")


# -- two states of one page ------------------------------------------------------------


def fetched(id_, text, hour, url="https://post.example/barge", **known):
    when = datetime(2024, 5, 8, hour, tzinfo=UTC)
    return replace(article(id_, text, url=url, **known), retrieved=when)


def test_of_two_states_of_one_page_the_one_fetched_later_is_the_later():
    a, b = fetched("a", SECOND, 15), fetched("b", FIRST, 9)
    assert versions(a, b) == ({"b": "a"}, ())
    day = date(2024, 5, 8)
    assert versions(fetched("a", SECOND, 15, day=day), fetched("b", FIRST, 9, day=day)) == ({"b": "a"}, ())
    assert versions(
        fetched("a", SECOND, 15, moment=MORNING), fetched("b", FIRST, 9, moment=MORNING)
    ) == ({"b": "a"}, ())  # fmt: skip


def test_when_it_was_published_goes_before_when_it_was_fetched():
    a = fetched("a", SECOND, 15, day=date(2024, 5, 7))
    assert versions(a, fetched("b", FIRST, 9, day=date(2024, 5, 8))) == ({"a": "b"}, ())


def test_when_two_pages_were_fetched_says_nothing_of_their_order():
    a, b = fetched("a", SECOND, 15), fetched("b", FIRST, 9, url="https://post.example/another")
    assert versions(a, b) == ({}, (("a", "b"),))
    assert versions(fetched("a", SECOND, 9), fetched("b", FIRST, 9)) == ({}, (("a", "b"),))


# -- what changed ----------------------------------------------------------------------

THIRD = (
    SECOND.replace("Divers searched the hull until dawn. ", "")
    + " The mayor, Ada Moor, said that <b>nobody</b> *knew* why the barge left port."
)


def changed(tmp_path, *texts, **words):
    """The pages of sources, by name, of versions that are fetched one after another."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number, text in enumerate(texts, start=1):
        head = (
            "---\ntitle: Barge sinks\npublisher: Post\nurl: https://post.example/barge\n"
            f"retrieved: 2024-05-08T0{number}:30:00Z\n---\n"
        )
        body = as_markdown((("paragraph", text.strip()),))
        (folder / f"v{number}.md").write_text(head + body, encoding="utf-8")
    report = build(folder, tmp_path / "docs", **words)
    assert report.problems == ()
    return {p.stem: p.read_text(encoding="utf-8") for p in (tmp_path / "docs/sources").iterdir()}


def section(page):
    return page.partition("## What changed")[2].partition("\n## ")[0]


def test_a_version_says_what_it_changed_of_the_one_before(tmp_path):
    pages = changed(tmp_path, FIRST, SECOND, THIRD)
    assert "## What changed" not in pages["v1"]
    assert "[What changed](v3.md#changes)" in pages["v1"]
    second, third = section(pages["v2"]), section(pages["v3"])
    assert (
        "Since the version before it, [Barge sinks](v1.md), fetched 8 May 2024, 01:30 UTC: "
        "2 sentences changed, 0 dropped, 0 added."
    ) in second
    assert "- Changed: “A barge sank off Orsel on Sunday night and nine people were missing, " in second
    assert ".” [A1][] now “A barge sank off Orsel on Sunday night and four people were missing," in second
    assert "[Barge sinks](v2.md)" in third and "0 sentences changed, 1 dropped, 1 added." in third
    assert "- Dropped: “Divers searched the hull until dawn.” [B3][]" in third
    assert (
        "- Added: “The mayor, Ada Moor, said that &#60;b&#62;nobody&#60;/b&#62; &#42;knew&#42; why" in third
    )
    assert "fetched 8 May 2024, 03:30 UTC" in pages["v3"]
    assert '[original](https://post.example/barge){ rel="noopener nofollow" }' in pages["v3"]


def test_what_only_stands_elsewhere_did_not_change(tmp_path):
    first, *rest = FIRST.split(". ")
    pages = changed(tmp_path, FIRST, f"{'. '.join(rest)} {first}. It was cold.")
    assert "0 sentences changed, 0 dropped, 1 added." in section(pages["v2"])


def test_where_only_what_is_cited_is_published_the_rest_is_counted(tmp_path):
    text = section(changed(tmp_path, FIRST, THIRD, sources="excerpts")["v2"])
    assert "2 sentences changed, 1 dropped, 1 added." in text
    quoted = Book(briefing=brief(tmp_path / "seeds", sources="excerpts")).quoted
    shown = {(f"v{'AB'.index(m[0]) + 1}", f"s{m[1:]}") for m in re.findall(r"\[([AB]\d+)\]\[\]", text)}
    assert len(shown) == 4 and shown <= quoted
    assert "1 more is not shown here." in text


def test_a_page_that_shows_a_change_wrongly_is_found_out(tmp_path):
    page = changed(tmp_path, FIRST, THIRD)["v2"]
    path = tmp_path / "docs/sources/v2.md"
    briefing = brief(tmp_path / "seeds")
    assert list(misread(briefing, (Page(path="sources/v2.md", text=page),))) == []
    for said, instead in (
        ("Dropped: “Divers searched", "Dropped: “Divers left"), ("Added: “The mayor", "Added: “The minister"),
        ("now “A barge", "now “A boat"),
    ):  # fmt: skip
        assert said in page
        wrong = Page(path="sources/v2.md", text=page.replace(said, instead))
        assert any("is not in the sentence that it cites" in str(m) for m in misread(briefing, (wrong,)))
    assert path.read_text(encoding="utf-8") == page


def test_texts_that_repeat_themselves_are_compared_all_the_same(tmp_path):
    again = "It rained. " * 30
    pages = changed(tmp_path, f"{FIRST} {again}", f"{SECOND} {again}The sun came out.")
    assert "2 sentences changed, 0 dropped, 1 added." in section(pages["v2"])


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        # little in common but a clause
        ("It is not clear when boats will replace the bridge, which carries 900 lorries a day.",
         "The bridge carried 900 lorries a day.", 0),
        ("The mayor said that the pier was safe.", "The barge was towed to the pier on Friday.", 0),
        # most words
        ("Two people died when the barge sank on Sunday.",
         "Three people died when the barge sank on Monday.", 1),
        # one beginning, and then another
        ("The owner of the barge did not answer.",
         "The owner of the barge said that it was in mourning and would help every family.", 1),
    ],
)  # fmt: skip
def test_only_what_shares_most_of_its_words_is_a_change(tmp_path, before, after, pairs):
    text = section(changed(tmp_path, f"{FIRST} {before}", f"{FIRST} {after}")["v2"])
    assert f"{pairs} sentence{'s' * (pairs != 1)} changed, {1 - pairs} dropped, {1 - pairs} added." in text


def test_of_several_that_are_alike_the_nearest_is_the_other_form(tmp_path):
    first = "Nine people were missing on Sunday night off Orsel."
    near = "Four people were missing on Sunday night off Orsel."
    far = "Four people were missing on Tuesday morning near Velm."
    text = section(changed(tmp_path, f"{FIRST} {first}", f"{FIRST} {far} {near}")["v2"])
    assert f"- Changed: “{first}”" in text and f"now “{near}”" in text and f"- Added: “{far}”" in text


# -- what only a replaced version says --------------------------------------------------

THEN = (
    FIRST + " Commander Jon Roe told reporters that two bodies had been recovered and that divers were still "
    "searching for a man. It is not clear when boats will replace the ferry, which carries 900 lorries a "
    "day. The council of Orsel will vote on a new breakwater in June."
)
NOW = SECOND.replace("Divers searched the hull until dawn. ", "") + (
    " The search ended. The council of Orsel will vote on a new breakwater in June."
)


def pages_of(tmp_path, *texts):
    changed(tmp_path, *texts)
    docs = tmp_path / "docs"
    return {p.relative_to(docs).as_posix(): p.read_text(encoding="utf-8") for p in docs.rglob("*.md")}


def test_it_does_not_stand_on_the_front_page_nor_in_the_brief(tmp_path):
    pages = pages_of(tmp_path, THEN, NOW)
    for said in ("two bodies had been recovered", "when boats will replace the ferry"):
        assert said in pages["positions.md"] + pages["open-issues.md"]
        for page in ("index.md", "brief.md"):
            assert said not in pages[page].partition('<div class="references"')[0]
    assert not re.search(r"\[A\d+\]\[\]", pages["index.md"].partition("## Disputed")[0])
    assert "will vote on a new breakwater in June” [B6][]" in pages["index.md"]
    briefing = brief(tmp_path / "seeds")
    (summary,) = document(briefing, ("summary",))["parts"].values()
    told = str(summary["open"]) + str(summary["who"])
    assert "breakwater" in told and "two bodies" not in told and "boats" not in told


def test_where_it_stands_it_is_marked_and_leads_to_the_later_one(tmp_path):
    pages = pages_of(tmp_path, THEN, NOW)
    mark = "<small>earlier version: [what changed]({}sources/v2.md#changes)</small>"
    (held,) = (x for x in pages["positions.md"].splitlines() if x.startswith("“told reporters that two"))
    assert mark.format("") in held
    issue = pages["open-issues.md"].partition("## When boats will replace")[2].partition("\n- ")[0]
    assert mark.format("") in issue
    assert "### Earlier: " in pages["leaders/jon-roe.md"]
    assert mark.format("../") in pages["leaders/jon-roe.md"]
    current = pages["open-issues.md"].partition("[B")[2].partition("\n")[0]
    assert "earlier version" not in current
    parts = document(brief(tmp_path / "seeds"), tuple(PARTS))["parts"]
    issue = next(x for x in parts["open-issues"] if x["name"].startswith("When boats"))
    assert "earlier version, replaced by B" in issue["facts"]
    (held,) = next(x for x in parts["leaders"] if x["name"] == "Jon Roe")["held"]
    assert "earlier version, replaced by B" in held["facts"]


def test_without_versions_nothing_is_marked(tmp_path):
    pages = pages_of(tmp_path, THEN)
    assert "when boats will replace the ferry" in pages["index.md"]
    assert not any("earlier version:" in text for text in pages.values())


def test_a_link_to_the_page_as_it_is_now_does_not_search_it_for_what_it_had(tmp_path):
    pages = pages_of(tmp_path, THEN, NOW)
    listed = dict(re.findall(r"^    - \[([AB]\d+)\]\[\] (.*)$", pages["positions.md"], re.MULTILINE))
    assert {mark[0] for mark in listed} == {"A", "B"}
    for mark, line in listed.items():
        assert ("#:~:text=" in line) == (mark[0] == "B"), line
        assert "[in the original](https://post.example/barge" in line


def test_a_source_that_was_not_compared_has_no_number(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    german = (
        "Am Sonntag sank vor der Küste ein Frachter, und neun Menschen wurden vermisst, sagte die Behörde. "
        "Die Taucher suchten bis zum Morgen, während der Sturm weiter zog und niemand helfen konnte."
    )
    for name, publisher, text in (("a", "Post", FIRST), ("b", "Echo", OTHER), ("c", "Blatt", german)):
        head = f"---\ntitle: {name}\npublisher: {publisher}\n---\n"
        (folder / f"{name}.md").write_text(head + text, encoding="utf-8")
    build(folder, tmp_path / "docs")
    page = (tmp_path / "docs/sources/index.md").read_text(encoding="utf-8")
    counted = dict(re.findall(r"^\| ([A-C]) \|.*\| (\S+) \|$", page, re.MULTILINE))
    assert counted["A"].isdigit() and counted["B"].isdigit() and counted["C"] == "–"
    assert "A dash stands where a source was compared with no other" in page
    (folder / "c.md").unlink()
    build(folder, tmp_path / "docs")
    assert "A dash" not in (tmp_path / "docs/sources/index.md").read_text(encoding="utf-8")
    (folder / "b.md").unlink()
    (folder / "d.md").write_text("---\ntitle: d\npublisher: Post\npublished: 2030-01-01\n---\n" + SECOND)
    (folder / "a.md").write_text("---\ntitle: a\npublisher: Post\npublished: 2029-01-01\n---\n" + FIRST)
    build(folder, tmp_path / "docs")
    page = (tmp_path / "docs/sources/index.md").read_text(encoding="utf-8")
    assert {n for _, n in re.findall(r"^\| ([A-Z]) \|.*\| (\S+) \|$", page, re.MULTILINE)} == {"–"}


def test_a_language_that_is_not_english_is_shown(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, language in (("a", "de"), ("b", "en-GB")):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\nlanguage: {language}\n---\n{FIRST}")
    build(folder, tmp_path / "docs")
    assert "· in German" in (tmp_path / "docs/sources/a.md").read_text()
    assert "language:" not in (tmp_path / "docs/sources/b.md").read_text()
