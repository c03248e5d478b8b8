"""What programs that clip articles write: front matter under other names, and marks that are no text."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from briefgen.readers import read_seeds


def read(folder, text, name="a.md"):
    (folder / name).write_text(text, encoding="utf-8")
    reading = read_seeds(folder, "seeds")
    return reading.articles[0], [p.what for p in reading.problems]


def body(folder, text):
    return read(folder, text)[0].text


# -- front matter --------------------------------------------------------------------


def test_a_clipping(tmp_path):
    article, problems = read(
        tmp_path,
        '---\ntitle: "Pier talks: what the warden wants"\nsource: "https://post.example/pier?id=7"\n'
        'author:\n  - "[[Ada Moor]]"\n  - "[Jon Pell](https://post.example/pell)"\npublished: 2024-05-08\n'
        "created: Friday, September 12th 2025\ntags:\n  - clippings\n---\nThe pier is old.\n",
    )
    assert (article.title, article.url) == (
        "Pier talks: what the warden wants",
        "https://post.example/pier?id=7",
    )
    assert (article.authors, article.published, problems) == (("Ada Moor", "Jon Pell"), date(2024, 5, 8), [])
    assert article.text == "The pier is old."


def test_names_in_capitals_and_a_date_with_its_month_written_out(tmp_path):
    article, problems = read(
        tmp_path, "---\nTitle: Boats\nAuthor: Ada Moor\nDate: 9 May 2024\nPublisher: Post\n---\nText.\n"
    )
    assert (article.title, article.authors, article.published, article.publisher, problems) == (
        "Boats", ("Ada Moor",), date(2024, 5, 9), "Post", [],
    )  # fmt: skip


def test_toml(tmp_path):
    article, problems = read(
        tmp_path,
        '+++\ntitle = "Boats"\ndate = 2024-05-09T10:00:00+02:00\nauthor = "Jon Pell"\n[params]\nx = 1\n'
        "+++\nText.\n",
    )
    assert (article.title, article.published, article.authors, problems) == (
        "Boats", date(2024, 5, 9), ("Jon Pell",), [],
    )  # fmt: skip
    assert article.moment == datetime(2024, 5, 9, 10, tzinfo=timezone(timedelta(hours=2)))
    assert article.text == "Text."


@pytest.mark.parametrize(
    "written, found",
    [
        ("May 9, 2024", date(2024, 5, 9)),
        ("9th May 2024", date(2024, 5, 9)),
        ("Thursday, 9 May 2024", date(2024, 5, 9)),
        ("Sept. 3 2024", date(2024, 9, 3)),
        ("December 31st, 2024, 3:23 pm", date(2024, 12, 31)),
        ("2024-05-09 10:30", date(2024, 5, 9)),
        # what can mean two days, or none, is not known
        ("09/05/2024", None),
        ("May 2024", None),
        ("31 February 2024", None),
        ("9 Maybe 2024", None),
        ("yesterday", None),
    ],
)
def test_dates(tmp_path, written, found):
    article, problems = read(tmp_path, f'---\ndate: "{written}"\n---\nText.\n')
    assert article.published == found
    assert bool(problems) == (found is None)


@pytest.mark.parametrize(
    "line, problem",
    [
        ("source: Harbour Post", "write publisher: Harbour Post, and url: https://… where it is known"),
        ("URL: post.example/boats", "write url: https://post.example/boats"),
        ("created: 2024-05-09", "created is when it was taken, not when it was published: add published: "),
        ("title: Pier: the plan", 'write title: "Pier: the plan"'),
        ("date: 09/05/2024", "expected a date such as 2024-05-03"),
    ],
)
def test_what_can_not_be_used_is_said_with_what_to_write(tmp_path, line, problem):
    _, problems = read(tmp_path, f"---\n{line}\n---\nText.\n")
    assert len(problems) == 1 and problems[0].startswith("front matter: ") and problem in problems[0]


def test_an_own_name_is_believed_before_another(tmp_path):
    article, problems = read(
        tmp_path,
        "---\nsource: https://a.example/1\nurl: https://b.example/2\ndate: 2024-01-01\n"
        "published: 2024-02-02\nmodified: 2024-03-03\ncreated: 2024-04-04\nsite: Old\n"
        "publisher: New\n---\nText.\n",
    )
    assert (article.url, article.published, article.publisher) == (
        "https://b.example/2", date(2024, 2, 2), "New",
    )  # fmt: skip
    assert problems == []


def test_a_value_with_a_colon_is_used_and_the_others_with_it(tmp_path):
    article, _ = read(
        tmp_path,
        "---\ntitle: Pier: the plan: all of it\npublisher: Post\npublished: 2024-05-09\n---\n",
    )
    assert (article.title, article.publisher, article.published) == (
        "Pier: the plan: all of it", "Post", date(2024, 5, 9),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The pier is old.\n\n---\n\nIt is closed.",
        "---\nThe pier is old: so they say.\n\nIt is closed, and nobody knows why.\n---\n\nMore follows.",
        "The pier is old.\n+++\nIt is closed.",
    ],
)
def test_lines_of_signs_in_a_text_lose_nothing(tmp_path, text):
    found = body(tmp_path, text)
    assert all(sentence in found for sentence in ("The pier is old", "It is closed"))


def test_words_of_other_programs_are_passed_over(tmp_path):
    _, problems = read(
        tmp_path, "---\nlayout: post\ntags: [a]\naliases: [b]\ncssclass: x\nmodified: 2024-05-09\n---\nText."
    )
    assert problems == []


# -- marks in the text ---------------------------------------------------------------


def test_footnotes_are_left_out_and_said(tmp_path):
    article, problems = read(
        tmp_path,
        "The pier[^1] is old.[^note]\n\n[^1]: A jetty.\n    It goes on here.\n\n    And here.\n"
        "[^note]: Says he,\non two lines.\n\nIt is closed.\n",
    )
    assert article.text == "The pier is old.\n\nIt is closed."
    assert problems == ["has 2 footnotes, left out: no text of the article"]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("She ==called for a study== again.", "She called for a study again."),
        ("==She **called** for it.==", "She called for it."),
        ("The pier %% check this %% is old.", "The pier is old."),
        ("The pier is old.\n\n%% mine: check %%\n\nIt is closed.", "The pier is old.\n\nIt is closed."),
        (
            "The pier is old.\n\n%%\nmine\n\nand more\n%%\n\nIt is closed.",
            "The pier is old.\n\nIt is closed.",
        ),
        ("The pier is old.\n\n![[map.png]]\n\nIt is closed.", "The pier is old.\n\nIt is closed."),
        ("See [[Lake Orsel|the lake]] and [[Pier]] and [[Pier#Deck]].", "See the lake and Pier and Pier."),
        # what only looks like one of these marks
        ("If a == b and c == d, stop.", "If a == b and c == d, stop."),
        ("It is a==b or c==d.", "It is a==b or c==d."),
        ("They are 100%% sure.", "They are 100%% sure."),
        ("It costs 5 % and 6 %.", "It costs 5 % and 6 %."),
        ("Of the kind [^abc] of signs.", "Of the kind [^abc] of signs."),
        ("As in [[1]](https://a.example) it says.", "As in [1] it says."),
        ("The list [[1, 2], [3, 4]] is long.", "The list [[1, 2], [3, 4]] is long."),
        ("He wrote `==x==`, `[[y]]`, `%%z%%` and `[^1]`.", "He wrote ==x==, [[y]], %%z%% and [^1]."),
        ("He [the warden] left [^", "He [the warden] left [^"),
        ("====\n\nText", "====\n\nText"),
    ],
)
def test_marks(tmp_path, text, shown):
    assert " ".join(body(tmp_path, text).split()) == " ".join(shown.split())


def test_a_comment_that_never_ends_hides_nothing(tmp_path):
    assert "It is closed." in body(tmp_path, "%% mine\n\nIt is closed.\n")


@pytest.mark.parametrize(
    "line", ["%%a\n", "==a ", "%%", "[^1]: a\n", "[[a", "![[a", "==a== ", "[^1]", "[[a|"]
)
def test_many_marks_take_no_time(tmp_path, line):
    assert read(tmp_path, "Text. " + line * 2_000)[0]
