"""Typed changes between builds, the command that tells them, and the page of what is new."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha1
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.build import build
from briefgen.changes import Kept, Memory, compare, read, remember
from briefgen.changes import revision as revisions
from briefgen.changes.telling import NOTHING, lines, summary, told
from briefgen.changes.words import alike, differing, is_same
from briefgen.check import check
from briefgen.cli import main
from briefgen.errors import UserError
from briefgen.exports import feed
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.model import Article, Briefing, Change, Difference, News, Sentence
from briefgen.news import since
from briefgen.pages import render
from briefgen.pages.book import Book
from briefgen.pages.life import life
from briefgen.read_back import misread
from briefgen.write import MANIFEST

GIT = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


# -- two records, made by hand ----------------------------------------------------------


def kept(*at, title="t", says=()):
    return Kept(passages=frozenset(at), title=title, says=tuple(says))


def memory(sources, replaced=None, **found):
    """`sources`: `a1` is the source a with bytes of that name; `c=a1` the source c with these bytes."""
    return Memory(
        sources={s[0]: s.partition("=")[2] or s for s in sources.split()},
        titles={s[0]: f"Title {s[0].upper()}" for s in sources.split()},
        replaced=replaced or {},
        findings=found,
    )


def told_of(then, now):
    """Each change in short: what, kind, id, and how."""
    return [
        (c.what, c.kind, c.id, *((d.name, d.was, d.now) for d in c.how)) for c in compare(then, now).changes
    ]


def of_findings(then, now):
    return [c for c in told_of(then, now) if c[1] != "sources"]


SIDES = ("kind: quantity", "side: nine", "side: four")
HURT = kept("a:1", "b:1", title="How many were hurt", says=SIDES)


def test_sources_came_were_edited_and_went():
    found = told_of(memory("a1 b1 c1"), memory("a1 b2 d1"))
    assert found == [
        ("changed", "sources", "b", ("text", (), ())),
        ("new", "sources", "d"),
        ("gone", "sources", "c"),
    ]
    assert [c.title for c in compare(memory("c1"), memory("a1")).changes] == ["Title A", "Title C"]


def test_a_source_that_was_renamed_is_no_news():
    then = memory("a1 b1", disagreements={"x-1": HURT})
    now = memory("c=a1 b1", disagreements={"x-2": replace(HURT, passages=frozenset({"c:1", "b:1"}))})
    assert told_of(then, now) == [] and compare(then, now).others == ()


@pytest.mark.parametrize(
    ("says", "at", "how"),
    [
        (("kind: quantity", "side: eleven", "side: four"), ("a:2", "b:1"), ("value", ("nine",), ("eleven",))),
        ((*SIDES, "side: twelve"), ("a:1", "b:1", "c:1"), ("side", (), ("twelve",))),
        (SIDES[:2], ("a:1", "b:2"), ("side", ("four",), ())),
        (SIDES, ("a:1", "b:1", "c:1"), ("sources", (), ("Title C",))),
        (("kind: update", *SIDES[1:]), ("a:2", "b:1"), ("kind", ("quantity",), ("update",))),
    ],
)
def test_how_a_disagreement_changes(says, at, how):
    """Its id ends in a hash of its passages, and is another each time."""
    now = memory("a2 b2 c1", disagreements={"x-2": kept(*at, title=HURT.title, says=says)})
    assert of_findings(memory("a1 b1", disagreements={"x-1": HURT}), now) == [
        ("changed", "disagreements", "x-2", how)
    ]


def held(*at, title="agreed to pay", stance="agrees", negated=False, by="quill", more=()):
    says = (f"stance: {stance}", f"negated: {negated}", f"holders: {by}", *more)
    return kept(*at, title=title, says=says)


WHO = {"quill": kept("a:9", title="Mara Quill"), "moor": kept("a:9", title="Ada Moor")}


@pytest.mark.parametrize(
    ("now", "how"),
    [
        (held("a:2", stance="rejects"), [("stance", ("agrees",), ("rejects",))]),
        (held("a:2", negated=True), [("stance", ("agrees",), ("not agrees",))]),
        (held("a:2", by="moor"), [("holder", ("Mara Quill",), ("Ada Moor",))]),
        (held("a:2", by=""), [("holder", ("Mara Quill",), ())]),
        (
            held("a:2", title="agreed to pay nothing"),
            [("words", ("agreed to pay",), ("agreed to pay nothing",))],
        ),
        (
            held("a:1", more=("later: b:7 denied that he agreed",)),
            [("later", (), ("denied that he agreed",))],
        ),
        (held("a:2"), []),
    ],
)
def test_how_a_position_changes(now, how):
    then = memory("a1", positions={"quill-pay-1": held("a:1")}, leaders=WHO)
    found = of_findings(then, memory("a2 b1", positions={"quill-pay-1": now}, leaders=WHO))
    assert found == ([("changed", "positions", "quill-pay-1", *how)] if how else [])


def test_a_fact_that_one_more_origin_tells():
    then = memory("a1 b1", agreements={"pier-1": kept("a:1", "b:1", says=["origins: 2"])})
    now = memory("a1 b1 c1", agreements={"pier-2": kept("a:1", "b:1", "c:1", says=["origins: 3"])})
    ways = (("origins", ("2",), ("3",)), ("sources", (), ("Title C",)))
    assert told_of(then, now)[1:] == [("changed", "agreements", "pier-2", *ways)]


def test_a_figure_that_a_publisher_corrects_is_told_alone():
    """Nothing of the finding is left but its words, which are others by one."""
    then = memory("a1", open_issues={"nine-1": kept("a:1", title="whether nine of the crew were hurt")})
    now = memory("a2", open_issues={"eleven-2": kept("a:5", title="whether eleven of the crew were hurt")})
    how = ("value", ("nine",), ("eleven",))
    assert of_findings(then, now) == [("changed", "open_issues", "eleven-2", how)]


def test_other_words_of_an_unchanged_source_are_no_correction():
    then = memory("a1", open_issues={"nine-1": kept("a:1", title="whether nine of the crew were hurt")})
    new = {"eleven-2": kept("b:5", title="whether eleven of the crew were hurt")}
    now = memory("a1 b1", open_issues={**then.findings["open_issues"], **new})
    assert of_findings(then, now) == [("new", "open_issues", "eleven-2")]


def test_a_misprint_that_is_mended_is_no_change():
    then = memory("a1", open_issues={"x-1": kept("a:1", title="Whether the councl votes")})
    now = memory("a2", open_issues={"y-1": kept("a:2", title="Whether the council votes")})
    assert of_findings(then, now) == []


@pytest.mark.parametrize(
    ("was", "now", "same", "span"),
    [
        ("The ferry sails on Tuesday.", "the ferry sails on “Tuesday”", True, None),
        ("The minster said so", "The minister said so", True, None),
        ("He is a legal guardian", "He is an illegal guardian", False, ("a legal", "an illegal")),
        ("three boats sank", "there boats sank", False, ("three", "there")),
        ("it has 140 rooms", "it has 141 rooms", False, ("140", "141")),
        ("she did agree", "she did not agree", False, None),
        ("one two three", "four five six", False, None),
    ],
)
def test_wordings_compared(was, now, same, span):
    assert is_same(was, now) is same
    if not same:
        assert differing(was, now) == (span or (was, now))
    assert 0 <= alike(was, now) <= 1 and alike(was, was) == 1


def test_a_version_that_repeats_an_article_brings_nothing_new():
    """The earlier one stays, replaced: what the later one repeats is not new, what it corrects is changed."""
    old = {
        "will-sail-1": held("a:1", title="will sail"),
        "will-pay-1": held("a:2", title="will pay nine crowns for each boat"),
    }
    then = memory("a1", positions=old)
    again = {
        "will-sail-2": held("b:1", title="will sail"),
        "will-pay-2": held("b:3", title="will pay ten crowns for each boat"),
        "will-go-2": held("b:4", title="asked everybody to leave"),
    }
    now = memory("a1 b1", replaced={"a": "b"}, positions={**old, **again})
    assert told_of(then, now) == [
        ("changed", "sources", "b", ("version", ("Title A",), ())),
        ("changed", "positions", "will-pay-2", ("value", ("nine",), ("ten",))),
        ("new", "positions", "will-go-2"),
    ]


def test_edits_and_rules_are_told_apart():
    """The same sentences of the same sources: nothing that a source brought."""
    then = memory("a1 b1", positions={"x-1": held("a:1"), "y-1": held("a:2", title="y"), "z-1": held("a:3")})
    now = memory("a1 b1 c1", positions={"x-1": held("a:1", stance="rejects"), "w-2": held("a:4", title="w")})
    news = compare(then, now)
    assert of_findings(then, now) == []
    assert {(c.what, c.id) for c in news.others} == {
        ("changed", "x-1"), ("new", "w-2"), ("gone", "y-1"), ("gone", "z-1"),
    }  # fmt: skip


def test_what_the_analyst_has_set_is_no_change_of_the_source():
    then = memory("a1", positions={"x-1": held("a:1")})
    now = memory("a2", positions={"x-1": held("a:2", stance="rejects", more=("edited: stance, note",))})
    assert of_findings(then, now) == [] and compare(then, now).others == ()


def test_what_the_analyst_has_made_is_no_news():
    made = held("b:1", more=("by_hand: yes",))
    news = compare(memory("a1"), memory("a1 b1", positions={"x-1": made}))
    assert [c.kind for c in news.changes] == ["sources"]
    assert [(c.what, c.id) for c in news.others] == [("new", "x-1")]


def test_a_fact_that_has_lost_half_of_its_passages_is_another():
    then = memory("a1 b1", agreements={"x-1": kept("a:1", "b:1", title="the pier closed")})
    now = memory("a1 b1 c1", agreements={"y-2": kept("a:1", "c:1", title="the mayor resigned")})
    assert of_findings(then, now) == [("new", "agreements", "y-2")]
    more = memory("a1 b1 c1", agreements={"y-2": kept("a:1", "b:1", "c:1", title="the pier closed")})
    assert [c[0] for c in of_findings(then, more)] == ["changed"]
    # Where its source is gone, it has lost nothing.
    left = memory("a1 c1", agreements={"y-2": kept("a:1", "c:1", title="the pier closed")})
    assert "new" not in [c[0] for c in of_findings(then, left)]


def test_what_is_folded_away_is_no_news():
    folded = ("folded: yes",)
    assert of_findings(memory("b1"), memory("b1 a1", positions={"x-1": held("a:1", more=folded)})) == []
    then = memory("a1", positions={"x-1": held("a:1", more=folded)})
    assert of_findings(then, memory("b1")) == []


def test_what_was_folded_and_is_told_again_is_changed():
    then = memory("a1", open_issues={"x-1": kept("a:1", says=["folded: yes"])})
    now = memory("a1 b1", open_issues={"x-1": kept("a:1", "b:1")})
    assert of_findings(then, now) == [("changed", "open_issues", "x-1", ("sources", (), ("Title B",)))]


def test_what_goes_is_gone_only_with_its_source():
    found = {"x-1": held("a:1"), "y-1": held("b:1", title="other words")}
    then = memory("a1 b1", positions=found, leaders=WHO)
    assert of_findings(then, memory("b1 c1", leaders=WHO)) == [("gone", "positions", "x-1")]
    gone = compare(then, memory("b1 c1", leaders=WHO)).changes[-1]
    assert gone.title == "Mara Quill: agreed to pay"


@pytest.mark.parametrize(
    ("says", "of_event"),
    [
        ("answered: b:1 The line will pay.", True),
        ("answered: a:2 The line has paid.", False),
        ("overtaken: b:1 The pier has sunk.", True),
        ("overtaken: ", True),
    ],
)
def test_an_answer_is_news_where_a_new_source_gives_it(says, of_event):
    """Or where the analyst says that the event has moved on, and cites nothing."""
    then = memory("a1", open_issues={"x-1": kept("a:1")})
    now = memory("a1 b1", open_issues={"x-1": kept("a:1", says=[says])})
    news = compare(then, now)
    answered = [("answered", "x-1")]
    assert [(c.what, c.id) for c in news.changes if c.kind != "sources"] == answered * of_event
    assert [(c.what, c.id) for c in news.others] == answered * (not of_event)
    assert news.answered == of_event
    assert of_findings(now, now) == []


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ("", NOTHING),
        ("S", "1 source came"),
        ("SSR nnnnnccgA", "2 sources came, 1 revised: 5 findings new, 2 changed, 1 gone, 1 answered"),
        ("R c", "1 source revised: 1 finding changed"),
        ("TT gg", "2 sources taken out: 2 findings gone"),
        ("g", "1 finding gone"),
    ],
)
def test_the_summary(counts, line):
    what = {"S": "new", "R": "changed", "T": "gone", "n": "new", "c": "changed", "g": "gone", "A": "answered"}
    made = [
        Change(what=what[c], kind="sources" if c in "SRT" else "positions", id="x", title="t")
        for c in counts.replace(" ", "")
    ]
    assert summary(News(changes=tuple(made))) == line


def test_every_change_is_told_in_a_line():
    how = (Difference(name="value", was=("nine",), now=("eleven",)), Difference(name="side", now=("ten",)))
    change = Change(what="changed", kind="disagreements", id="x-1", title="How many", how=how)
    assert lines([change]) == ["changed  disagreements/x-1  How many (nine → eleven; a further side: ten)"]
    assert (
        told(Difference(name="sources", was=("A", "B"), now=("C",)))
        == "told in C too, no longer told in A; B"
    )
    assert told(Difference(name="holder", was=("Mara Quill",))) == "holder: Mara Quill → nobody named"


def test_a_record_is_read_as_it_was_written():
    made = memory("a1 b1", replaced={"a": "b"}, positions={"x-1": held("b:1")})
    assert read(json.loads(json.dumps(made.as_json()))) == made
    assert "replaced" not in memory("a1").as_json()


@pytest.mark.parametrize("broken", [{"titles": {"a": 1}}, {"titles": ["a"]}, {"replaced": {"a": None}}])
def test_a_record_whose_titles_are_none_is_no_record(broken):
    assert read({**memory("a1").as_json(), **broken}) is None


# -- findings --------------------------------------------------------------------------


def source(name, day, *said, **more):
    text, sentences = " ".join(said), []
    for number, words in enumerate(said, start=1):
        at = text.index(words)
        sentences.append(
            Sentence(source=name, id=f"s{number}", start=at, end=at + len(words), text=words, paragraph=0)
        )
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256=name, text=text, title=f"On {name}",
        publisher=f"{name.upper()} Post", published=date(2025, 3, day) if day else None,
        sentences=tuple(sentences), **more,
    )  # fmt: skip


def whole(article):
    return article.cite(0, article.sentences[0].end)


FIRST = source("a", 3, "Who will pay is not known.")
AGAIN = source("b", 9, "It is open who will pay.")
LAST = source("c", 11, "The line will pay.", "So it is.")


def asked(*articles, **more):
    return OpenIssue(
        id="who-1", title="who will pay", kind="unknown", citations=tuple(map(whole, articles)), **more
    )


def lived(issue, *articles, origins=None):
    book = Book(
        briefing=Briefing(
            title="t", articles=articles, findings={"open_issues": (issue,)},
            origins=origins or {a.id: a.id for a in articles},
        )
    )  # fmt: skip
    return life(book, issue)


def test_an_open_issue_is_raised_and_still_open():
    told = "raised by A Post, 3 March 2025 · still open in B Post, 9 March 2025"
    assert lived(asked(FIRST, AGAIN), FIRST, AGAIN) == told
    assert lived(asked(AGAIN, FIRST), AGAIN, FIRST) == told
    answered = asked(FIRST, AGAIN, answered=whole(LAST))
    assert lived(answered, FIRST, AGAIN, LAST) == f"{told} · answered according to C Post, 11 March 2025"
    assert lived(asked(FIRST, overtaken=True, overtaken_by=whole(LAST)), FIRST, LAST).endswith(
        "overtaken according to C Post, 11 March 2025"
    )


def test_nobody_is_called_first_on_one_day():
    same = source("d", 3, "Nobody knows who will pay.")
    told = lived(asked(FIRST, same, AGAIN), FIRST, same, AGAIN)
    assert told == "raised by A Post and D Post, 3 March 2025 · still open in B Post, 9 March 2025"
    assert lived(asked(FIRST, same), FIRST, same) == ""


@pytest.mark.parametrize("way", ["alone", "no date", "a copy", "overtaken without a passage"])
def test_nothing_is_said_of_a_life_that_is_not_known(way):
    undated = source("d", None, "Nobody knows who will pay.")
    told = {
        "alone": lived(asked(FIRST), FIRST, AGAIN),
        "no date": lived(asked(FIRST, AGAIN, undated), FIRST, AGAIN, undated),
        "a copy": lived(asked(FIRST, AGAIN), FIRST, AGAIN, origins={"a": "a", "b": "a"}),
        "overtaken without a passage": lived(asked(FIRST, overtaken=True), FIRST),
    }
    assert told[way] == ""


def answered_briefing(news=True):
    """An open issue of two sources that a third one, which came since, answers."""
    then = Briefing(title="t", articles=(FIRST, AGAIN), findings={"open_issues": (asked(FIRST, AGAIN),)})
    issue = asked(FIRST, AGAIN, answered=whole(LAST))
    now = replace(then, articles=(*then.articles, LAST), findings={"open_issues": (issue,)})
    now = replace(now, origins={a.id: a.id for a in now.articles})
    return replace(now, news=since(now, since(then, {})[1])[0] if news else None)


def test_an_answer_stands_on_the_page_of_what_is_new_and_in_the_feed():
    made = answered_briefing()
    assert summary(made.news) == "1 source came: 1 finding answered"
    pages = {p.path: p.text for p in render(made)}
    page = pages["whats-new.md"]
    assert (
        '- <span class="fresh">answered</span> [Who will pay](open-issues.md#who-1) [A1][] [B1][]\n' in page
    )
    assert "    - “The line will pay” [C1][] <small>C Post · 11 March 2025</small>\n" in page.replace(
        "pay.”", "pay”"
    )
    assert '<span class="fresh">answered</span> · ' in pages["open-issues.md"]
    assert list(misread(made, render(made))) == []
    text = feed.export(made)[0].text
    assert "<title>Answered: who will pay</title>" in text and "“The line will pay.” (C1, C Post" in text
    assert "Answered:" not in feed.export(replace(made, news=None))[0].text


def test_an_issue_that_is_open_no_more_is_kept_among_the_open_ones():
    then = Briefing(title="t", articles=(FIRST, AGAIN), findings={"open_issues": (asked(FIRST, AGAIN),)})
    issue = asked(FIRST, AGAIN, overtaken=True, overtaken_by=whole(LAST))
    now = replace(
        then, articles=(*then.articles, LAST), findings={"open_issues": (), "settled": (issue,)},
        origins={"a": "a", "b": "b", "c": "c"},
    )  # fmt: skip
    news, _ = since(now, since(then, {})[1])
    assert [(c.what, c.kind) for c in news.changes] == [("new", "sources"), ("answered", "open_issues")]
    assert news.others == ()
    pages = {p.path: p.text for p in render(replace(now, news=news))}
    page = pages["whats-new.md"]
    assert "[Who will pay](open-issues.md#who-1)" in page and "“The line will pay.” [C1][]" in page
    told = "- Overtaken: [Who will pay](open-issues.md#who-1) [A1][] [B1][] — “The line will pay.” [C1][]\n"
    assert told in pages["index.md"]
    text = feed.export(replace(now, news=news))[0].text
    assert "<title>Answered: who will pay</title>" in text and "“The line will pay.” (C1, C Post" in text
    assert '<span class="fresh">answered</span> · No longer open · ' in pages["open-issues.md"]


def test_what_was_split_off_is_the_analyst_s_and_what_was_split_is_not():
    old, part = asked(FIRST, edited=("split",)), replace(asked(AGAIN, edited=("split",)), id="part-1")
    made = Briefing(
        title="t", articles=(FIRST, AGAIN), findings={"open_issues": (old, part)},
        unedited={"open_issues": (asked(FIRST, AGAIN),)},
    )  # fmt: skip
    found = remember(made).findings["open_issues"]
    assert {i: k.values("by_hand") for i, k in found.items()} == {"who-1": (), "part-1": ("yes",)}


def test_where_nobody_asks_for_news_there_is_none():
    made = answered_briefing(news=False)
    pages = {p.path: p.text for p in render(made)}
    assert "whats-new.md" not in pages and not any(
        "fresh" in t for p, t in pages.items() if p.endswith(".md")
    )


def test_a_changed_finding_has_an_entry_of_its_own_whose_name_stays():
    then = Briefing(title="t", articles=(FIRST,), findings={"open_issues": (asked(FIRST),)})
    now = replace(then, articles=(FIRST, AGAIN), findings={"open_issues": (asked(FIRST, AGAIN),)})
    news, left = since(now, since(then, {})[1])
    text = feed.export(replace(now, news=news))[0].text
    assert "<title>Changed: who will pay (told in On b too)</title>" in text
    again, _ = since(now, left)
    assert feed.export(replace(now, news=again))[0].text == text


def test_only_what_pages_show_at_once_is_kept_as_told():
    sure, low = (
        Position(id=f"p-{n}", title="t", stance="states", holders=("q",), confidence=c, citations=(whole(a),))
        for n, c, a in ((1, "high", FIRST), (2, "low", AGAIN))
    )
    somebody = Leader(id="q", title="a source", name="a source", kind="person", anonymous=True,
                      citations=(whole(FIRST),))  # fmt: skip
    found = remember(
        Briefing(
            title="t", articles=(FIRST, AGAIN), findings={"positions": (sure, low), "leaders": (somebody,)}
        )
    ).findings
    assert [k.told for k in found["positions"].values()] == [True, False]
    assert not found["leaders"]["q"].told


HOSTILE = "=c| “[A1][]” said <b>\\n# no\n* {{x}} [a](b) `c`\u202e"


def test_words_of_a_list_that_somebody_edited_are_words():
    made = answered_briefing()
    how = (Difference(name="value", was=(HOSTILE,), now=(HOSTILE * 30,)),)
    changes = (
        Change(what="gone", kind="sources", id="x", title=HOSTILE),
        Change(what="changed", kind="open_issues", id="who-1", title=HOSTILE, how=how),
        Change(what="gone", kind="open_issues", id="y", title=HOSTILE),
        Change(what="new", kind="open_issues", id="not-there", title=HOSTILE),
    )
    made = replace(made, news=News(changes=changes))
    pages = render(made)
    page = next(p.text for p in pages if p.path == "whats-new.md")
    assert "<b>" not in page and "[a](b)" not in page and "\u202e" not in page and "“[A1]" not in page
    assert page.count('class="fresh">gone') == 1 and "not-there" not in page
    assert list(misread(made, pages)) == []


# -- three builds, told line by line ----------------------------------------------------

POST = (
    "A flight of Velm Air fell into the hills on Tuesday, killing 40 people aboard. The Defence Ministry of "
    "Velm denied that a missile had hit the plane. It is unclear who will search the lake."
)
COURIER = (
    "Rescuers worked through the night. The fall of the Velm Air flight killed 42 people aboard. Councillor "
    "Ada Moor said the road to the lake must be closed."
)
ECHO = (
    "The Defence Ministry of Velm admitted on Thursday that it had shot down the plane near Orsel. Who will "
    "search the lake is still unclear. Harbour master Tom Ashby warned that the ice would not hold."
)
CORRECTED = (
    "Rescuers worked through the night. The fall of the Velm Air flight killed 43 people aboard. "
    "Divers waited."
)
MINISTRY = "**[Defence Ministry of Velm](leaders/defence-ministry-of-velm.md)**"
FRESH = re.compile('<span class="fresh">([a-z ]+)</span>')


def put(folder, name, paper, day, text):
    head = f"---\ntitle: {paper} on the {day}th\npublisher: {paper}\npublished: 2024-01-{day:02}\n---\n"
    (folder / "seeds" / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")


def git(folder, *words):
    author = ("-c", "user.name=Roe", "-c", "user.email=roe@paper.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    """A folder in which three batches of articles were built and committed; by batch, what was printed and
    the pages.
    """
    folder = tmp_path_factory.mktemp("event")
    (folder / "seeds").mkdir()
    printed, pages = [], []
    batches = (
        (("a", "Post", 9, POST), ("b", "Courier", 10, COURIER)),
        (("c", "Echo", 12, ECHO),),
        (("b", "Courier", 10, CORRECTED),),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        for number, batch in enumerate(batches):
            for one in batch:
                put(folder, *one)
            done = CliRunner().invoke(main, ["build"])
            assert done.exit_code == 0, done.output
            printed.append(done.stdout.splitlines())
            pages.append({p.name: p.read_text("utf-8") for p in Path("docs").glob("*.md")})
            assert check(Path("seeds"), Path("docs")).wrong == ()
            if shutil.which("git"):
                if not number:
                    git(folder, "init", "-q")
                git(folder, "add", "-A")
                git(folder, "commit", "-q", "-m", f"batch {number}")
    return folder, printed, pages


def body(page):
    """The page's lines, without its references; marks as words."""
    told = page.split("-->\n", 1)[1].split('<div class="references"')[0]
    return [FRESH.sub(r"<\1>", line) for line in told.splitlines() if line]


def plain(line):
    """Without the hash at the end of an id."""
    return re.sub(r"-[0-9a-f]{6}(?=[)])", "", line)


def test_a_first_build_compares_with_nothing(event):
    _, printed, pages = event
    assert body(pages[0]["whats-new.md"]) == [
        "# What is new",
        "Nothing is new: there was no build with other sources to compare with.",
    ]
    assert printed[0][-1].startswith("new ")


def test_what_a_source_brought(event):
    _, printed, pages = event
    assert [plain(line) for line in body(pages[1]["whats-new.md"])] == [
        "# What is new",
        "1 source came: 2 findings new, 2 changed. Compared with the last build whose sources were others.",
        "{ .facts }",
        "## Sources { #sources }",
        "- <new> [Echo on the 12th](sources/c.md) <small>Echo · 12 January 2024</small>",
        "## Open { #open-issues }",
        "- <changed> [Who will search the lake](open-issues.md#it-is-unclear-who-will-search-the-lake) "
        "[A3][] [C2][]",
        "    - Told in Echo on the 12th too",
        "## Positions { #positions }",
        f"- <new> [Position](positions.md#defence-ministry-of-velm-it-had-shot-down-the): {MINISTRY} "
        "“admitted on Thursday that it had shot down the plane near Orsel” [C1][] <small>earlier, "
        "reported on 9 January 2024: “denied that a missile had hit the plane” [A2][]</small>",
        "## Leaders { #leaders }",
        "- <new> [Tom Ashby](leaders/tom-ashby.md) [C3][]",
        *TURNED,
    ]
    assert printed[1][-1] == "1 source came: 2 findings new, 2 changed"
    assert "[All that is new](whats-new.md){ .more }" in pages[1]["index.md"]


TURNED = [
    "## Changed positions { #changed }",
    "What a holder said, and what he has said since: no dispute between sources.",
    "{ .facts }",
    "- [Defence Ministry of Velm](leaders/defence-ministry-of-velm.md) <small>withdrawn</small>",
    "    - *9 January 2024:* “denied that a missile had hit the plane” [A2][] <small>Post</small>",
    "    - *12 January 2024:* “admitted on Thursday that it had shot down the plane near Orsel” [C1][] "
    "<small>Echo</small>",
]


def test_changed_positions_stand_on_the_page_of_positions(event):
    lines = body(event[2][1]["positions.md"])
    at = lines.index(TURNED[0])
    assert lines[at : at + len(TURNED)] == TURNED


def test_what_a_publisher_corrected(event):
    _, printed, pages = event
    assert [plain(line) for line in body(pages[2]["whats-new.md"])] == [
        "# What is new",
        "1 source revised: 1 finding changed, 2 gone. "
        "Compared with the last build whose sources were others.",
        "{ .facts }",
        "## Sources { #sources }",
        "- <revised> [Courier on the 10th](sources/b.md) <small>Courier · 10 January 2024</small>",
        "    - Its publisher has changed its text",
        "## Disputed { #disagreements }",
        "- <changed> [How many people were killed](disagreements.md#update) [B2][] [A1][]",
        "    - 42 → 43",
        "## Positions { #positions }",
        "- <gone> Ada Moor: said the road to the lake must be closed",
        "What is gone is called by its title: its source no longer has it.",
        "{ .facts }",
        "## Leaders { #leaders }",
        "- <gone> Ada Moor",
        "What is gone is called by its title: its source no longer has it.",
        "{ .facts }",
    ]
    assert printed[2][-1] == "1 source revised: 1 finding changed, 2 gone"


def test_marks_stand_where_the_findings_stand(event):
    _, _, pages = event
    second, third = pages[1], pages[2]
    issue = body(second["open-issues.md"])
    assert any(
        line.startswith("<changed> · Not known")
        and line.endswith("raised by Post, 9 January 2024 · still open in Echo, 12 January 2024")
        for line in issue
    )
    assert any(line.startswith("<changed> · ") for line in body(third["disagreements.md"]))
    assert FRESH.search(second["positions.md"]) and not FRESH.search(third["positions.md"])
    assert not any(FRESH.search(page) for page in pages[0].values())


# -- the command ------------------------------------------------------------------------


@pytest.fixture
def at_event(event, monkeypatch):
    monkeypatch.chdir(event[0])
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return event


def test_the_command_tells_what_the_last_build_brought(at_event, briefgen):
    told = [plain(f"{line})")[:-1] for line in briefgen("changes").stdout.splitlines()]
    assert [re.sub(r"-[0-9a-f]{6} ", " ", line) for line in told] == [
        "changed  sources/b  Courier on the 10th (its publisher has changed its text)",
        "changed  disagreements/update  How many people were killed (42 → 43)",
        "gone     positions/ada-moor-the-road-to-the-lake-must-be-closed  Ada Moor: said the road to the "
        "lake must be closed",
        "gone     leaders/ada-moor  Ada Moor",
        "1 source revised: 1 finding changed, 2 gone",
    ]
    assert briefgen("changes", "--summary").stdout == "1 source revised: 1 finding changed, 2 gone\n"


@GIT
def test_since_a_revision(at_event, briefgen):
    summed = {
        rev: briefgen("changes", "--since", rev, "--summary").stdout for rev in ("HEAD", "HEAD~1", "HEAD~2")
    }
    assert summed == {
        "HEAD": f"{NOTHING}\n",
        "HEAD~1": "1 source revised: 1 finding changed, 2 gone\n",
        "HEAD~2": "1 source came, 1 revised: 2 findings new, 3 changed, 2 gone\n",
    }
    record = json.loads(briefgen("changes", "--since", "HEAD~2", "--json", "--all").stdout)
    assert record["since"] == "HEAD~2" and record["summary"] == summed["HEAD~2"].strip()
    assert {c["what"] for c in record["changes"]} == {"new", "changed", "gone"}
    assert {"name": "value", "was": ["42"], "now": ["43"]} in [d for c in record["changes"] for d in c["how"]]
    assert record["through_edits_or_rules"] == []


@GIT
@pytest.mark.parametrize(
    ("rev", "said"),
    [
        ("-1", "is no revision"),
        ("--output=stolen", "is no revision"),
        ("", "is no revision"),
        ("  ", "is no revision"),
        ("no-such", "git knows no revision"),
        ("HEAD:seeds", "git knows no revision"),
        ("HEAD; touch stolen", "git knows no revision"),
        ("$(touch stolen)", "git knows no revision"),
        ("HEAD\nHEAD", "characters that no name in git has"),
        ("HEAD\0", "characters that no name in git has"),
        ("HEAD^{tree}", "git knows no revision"),
    ],
)
def test_a_revision_that_is_none(at_event, briefgen, rev, said):
    done = briefgen("changes", "--since", rev)
    assert done.exit_code == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and said in done.stderr, done.stderr
    assert not Path("stolen").exists()


@GIT
def test_a_list_that_was_not_there_or_was_damaged(event, tmp_path, monkeypatch, briefgen):
    shutil.copytree(event[0] / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "is in no git repository" in briefgen("changes", "--since", "HEAD").stderr
    good = (tmp_path / "docs" / MANIFEST).read_text(encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "docs/index.md")
    git(tmp_path, "commit", "-q", "-m", "no list")
    done = briefgen("changes", "--since", "HEAD")
    assert done.stderr == f"briefgen: HEAD has no docs/{MANIFEST}: it was not committed then\n"
    odd = json.loads(good)
    odd["memory"]["last"]["titles"]["a"] = "\ud800"
    for text in (good[: len(good) // 2], "[]", "{}", '{"memory": [1]}', "[" * 100_000, json.dumps(odd)):
        (tmp_path / "docs" / MANIFEST).write_text(text, encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "damaged", "--allow-empty")
        (tmp_path / "docs" / MANIFEST).write_text(good, encoding="utf-8")
        done = briefgen("changes", "--since", "HEAD")
        assert done.exit_code == 1 and "keeps nothing to compare" in done.stderr, text[:40]
        assert len(done.stderr.splitlines()) == 1


def test_where_there_is_no_list(tmp_path, monkeypatch, briefgen):
    monkeypatch.chdir(tmp_path)
    done = briefgen("changes")
    assert (done.exit_code, done.stdout) == (1, "") and "run briefgen build first" in done.stderr
    Path("docs").mkdir()
    (Path("docs") / MANIFEST).write_text('{"files": {}, "sources": {}}', encoding="utf-8")
    assert "keeps nothing to compare" in briefgen("changes").stderr


@GIT
def test_nothing_that_a_repository_names_is_run(tmp_path, monkeypatch):
    """What a partial clone lacks, git would fetch, by a command of the repository's own settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    list_, ran = tmp_path / MANIFEST, tmp_path / "ran"
    list_.write_text("{}", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "a list")
    command = tmp_path / "command.sh"
    command.write_text("touch ran\n", encoding="utf-8")
    for name, value in (
        ("core.repositoryformatversion", "1"), ("extensions.partialclone", "origin"),
        ("remote.origin.promisor", "true"), ("remote.origin.url", "ext::sh command.sh"),
        ("protocol.ext.allow", "always"),
    ):  # fmt: skip
        git(tmp_path, "config", name, value)
    blob = sha1(b"blob 2\0{}").hexdigest()
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    subprocess.run(["git", "cat-file", "blob", blob], cwd=tmp_path, check=False, capture_output=True)
    assert ran.exists(), "git alone would have run it"
    ran.unlink()
    with pytest.raises(UserError):
        revisions.at_revision("HEAD", list_)
    assert not ran.exists()


def test_git_that_hangs_or_is_not_there(tmp_path, monkeypatch):
    def hang(*_, **__):
        raise subprocess.TimeoutExpired("git", 1)

    def missing(*_, **__):
        raise FileNotFoundError("git")

    for way, said in ((hang, "did not answer"), (missing, "is not installed")):
        monkeypatch.setattr(revisions.subprocess, "run", way)
        with pytest.raises(UserError, match=said):
            revisions.at_revision("HEAD", tmp_path / MANIFEST)


def test_summary_and_json_exclude_each_other(at_event, briefgen):
    assert "exclude each other" in briefgen("changes", "--summary", "--json").stderr


# -- the site ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["as it comes", "not in the menu", "news: false"])
def test_the_site_is_built_without_a_warning(project, way):
    settings = Path("mkdocs.yml")
    text = settings.read_text(encoding="utf-8")
    if way == "not in the menu":
        text = text.replace("  - New: whats-new.md\n", "")
    if way == "news: false":
        text = text.replace("seeds: seeds", "seeds: seeds\n      news: false")
        build(Path("seeds"), Path("docs"), news=False)
    settings.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path("site/whats-new/index.html").exists() is (way != "news: false")
    assert ('href="whats-new/"' in Path("site/index.html").read_text("utf-8")) is (way == "as it comes")
