"""What the seeds folder may hold, and what is made of it."""

from __future__ import annotations

import importlib.metadata
import os
import re
import socket
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import ConfigError, SeedsError
from briefgen.language.parser import parse
from briefgen.language.sentences import split
from briefgen.readers import READERS, read_folder, read_seeds
from briefgen.readers.datelines import own_day
from briefgen.readers.formats import FORMATS
from briefgen.readers.formats.encoding import decode
from briefgen.readers.formats.extracted import MOST_BYTES, UnreadableError, extra
from briefgen.readers.formats.unread import firsts
from briefgen.readers.names import source_ids

ALL = ", ".join(firsts(FORMATS))


def seeds(folder, files):
    for name, content in files.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "seeds"


def read(folder, files):
    return read_seeds(seeds(folder, files), "seeds")


def said(reading):
    return [f"{p.source}: {p.what}" for p in reading.problems]


# -- the folder ----------------------------------------------------------------------


def test_a_missing_folder_and_an_empty_one_are_clear_messages(tmp_path):
    with pytest.raises(SeedsError, match="no folder .*put the source articles there"):
        read_folder(tmp_path / "seeds")
    (tmp_path / "seeds").mkdir()
    with pytest.raises(SeedsError, match=f"no article in .*put {re.escape(ALL)} files there"):
        read_folder(tmp_path / "seeds")


def test_order_of_path_and_what_is_passed_over(tmp_path):
    files = {"b.txt": "B.", "a/z.md": "Z.", "README.md": "R.", ".hidden.txt": "H.", ".git/x.txt": "G."}
    settings = {"sources.yml": "b.txt: {title: Bee}", "editorial.yml": "x: {hide: true}"}
    reading = read(tmp_path, files | settings)
    assert [a.path for a in reading.articles] == ["seeds/README.md", "seeds/a/z.md", "seeds/b.txt"]
    assert [a.key for a in reading.articles] == ["A", "B", "C"]
    assert reading.articles[0].id == "source-readme"
    assert reading.problems == ()


def test_a_format_without_a_reader_is_reported(tmp_path):
    reading = read(tmp_path, {"a.txt": "A.", "b.xyz": b"%XYZ-1.7", "noext": "text"})
    assert [a.id for a in reading.articles] == ["a"]
    assert said(reading) == [
        f"seeds/b.xyz: left out: no reader for .xyz (there are {ALL})",
        f"seeds/noext: left out: no reader for files without a suffix (there are {ALL})",
    ]


def test_links_that_lead_out_are_refused_and_those_inside_are_read(tmp_path):
    folder = seeds(tmp_path, {"a.txt": "A."})
    (tmp_path / "secret.txt").write_text("The password is swordfish.")
    (tmp_path / "more").mkdir()
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to("a.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "more").symlink_to(tmp_path / "more")
    reading = read_seeds(folder, "seeds")
    assert [a.path for a in reading.articles] == ["seeds/a.txt", "seeds/in.txt"]
    assert not any("swordfish" in a.text for a in reading.articles)
    problems = {p.source: p.what for p in reading.problems}
    assert "leads out of the seeds folder" in problems["seeds/out.txt"]
    assert "leads out of the seeds folder" in problems["seeds/more"]
    assert "can't be read" in problems["seeds/gone.txt"]
    assert "can't be read" in problems["seeds/loop.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_a_socket_and_a_device_are_reported_and_block_nothing(tmp_path, monkeypatch):
    folder = seeds(tmp_path, {"a.txt": "A."})
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug.txt")
        reading = read_seeds(folder, "seeds")
    assert [a.id for a in reading.articles] == ["a"]
    assert {p.source: p.what for p in reading.problems} == {
        "seeds/pipe.txt": "is not a regular file: not read",
        "seeds/plug.txt": "is not a regular file: not read",
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_reported(tmp_path):
    folder = seeds(tmp_path, {"a.txt": "A.", "b.txt": "B."})
    (folder / "b.txt").chmod(0)
    assert said(read_seeds(folder, "seeds")) == ["seeds/b.txt: can't be read: Permission denied"]


def test_an_error_of_the_disk_is_reported(tmp_path, monkeypatch):
    folder = seeds(tmp_path, {"a.txt": "A.", "b.txt": "B."})
    real = os.open

    def fail(path, *rest):
        if str(path).endswith("b.txt"):
            raise OSError(5, "Input/output error")
        return real(path, *rest)

    monkeypatch.setattr("briefgen.readers.folder.os.open", fail)
    reading = read_seeds(folder, "seeds")
    assert said(reading) == ["seeds/b.txt: can't be read: Input/output error"]
    assert [a.id for a in reading.articles] == ["a"]


def test_a_huge_file_is_reported(tmp_path):
    reading = read(tmp_path, {"a.txt": "A.", "huge.txt": b"x " * (MOST_BYTES // 2 + 1)})
    assert said(reading) == ["seeds/huge.txt: is larger than 5 MB: not read"]


# -- odd texts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", [b"\x00\x01\x02" * 50, bytes(range(256)) * 4, b"PK\x03\x04\x05\x06\x07\x08" * 9]
)
def test_a_binary_file_is_a_source_that_says_so(tmp_path, raw):
    reading = read(tmp_path, {"a.txt": "A.", "b.txt": raw})
    assert [a.text for a in reading.articles] == ["A.", ""]
    assert reading.articles[1].title == "b.txt"
    assert said(reading) == ["b: is not text"]


@pytest.mark.parametrize("content", ["", " \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_source_that_says_so(tmp_path, content):
    reading = read(tmp_path, {"a.txt": content})
    assert reading.articles[0].text == ""
    assert said(reading) == ["a: is empty"]


def test_one_sentence_and_ten_thousand(tmp_path):
    many = "The ferry left the harbour. " * 10_000
    one, ten_thousand = read(tmp_path, {"a.txt": "The ferry left.", "b.txt": many}).articles
    assert one.title == "The ferry left."
    assert ten_thousand.text == many
    assert ten_thousand.title == "The ferry left the harbour. The ferry left…"
    assert len(parse([one])[0].sentences) == 1


def test_a_reader_that_breaks_stops_nothing(tmp_path, monkeypatch):
    def broken(raw):
        raise IndexError("oops")

    monkeypatch.setattr("briefgen.readers.formats.markdown.read", broken)
    reading = read(tmp_path, {"a.txt": "A.", "b.md": "B."})
    assert [a.text for a in reading.articles] == ["A.", ""]
    assert said(reading) == ["b: can't be read as .md: IndexError('oops')"]


# -- encodings -----------------------------------------------------------------------

QUOTE = (
    "“We sail at dawn,” said Zoë Åkesson. The café’s owner – a friend – said naïveté was no excuse for delay."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_and_without_a_mark(tmp_path, encoding):
    reading = read(tmp_path, {"a.txt": QUOTE.encode(encoding)})
    assert reading.articles[0].text == QUOTE
    assert reading.problems == ()
    assert not reading.articles[0].extracted


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_in_both_orders(tmp_path, mark, encoding):
    assert read(tmp_path, {"a.txt": mark + QUOTE.encode(encoding)}).articles[0].text == QUOTE


SHORT = {
    "cp1252": (
        "Die Brücke fällt. Müller said that the piers were “unsafe”.",
        "Zoë Åkesson’s café – the one on the quay – is closed.",
        "Le café où l’on boit est fermé depuis lundi, dit la mairie.",
        "Færgen sejler ikke på mandag, siger borgmesteren.",
        "El alcalde dijo: «¿Quién pagará el muelle de la ría este año?»",
        "It cost £40 – or €46 – said the crew… “Nobody paid.”",
    ),
    "cp1250": (
        "Rząd ogłosił w poniedziałek, że most zostanie zamknięty na rok.",
        "A híd hétfőn lezárult, mondta a főmérnök, és egy évig így is marad.",
        "Vláda v pondělí řekla, že most zůstane zavřený celý rok.",
    ),
    "cp1251": ("Мэр Велма сказала, что паром снова пойдёт.",),
    "cp1253": ("Ο δήμαρχος είπε ότι το πλοίο θα φύγει ξανά.",),
    "cp1254": ("Belediye başkanı köprünün bir yıl kapalı kalacağını söyledi.",),
}


@pytest.mark.parametrize("encoding, text", [(name, text) for name in SHORT for text in SHORT[name]])
def test_a_few_words_are_read_in_their_own_encoding(encoding, text):
    found, problems = decode(text.encode(encoding))
    assert found == text
    assert problems == (f"is not UTF-8; read as {encoding}: better save it as UTF-8",)


def test_another_encoding_is_detected_and_reported(tmp_path):
    reading = read(tmp_path, {"a.txt": (QUOTE + " ").encode("cp1252") * 5})
    assert reading.articles[0].text == (QUOTE + " ") * 5
    assert said(reading) == ["a: is not UTF-8; read as cp1252: better save it as UTF-8"]


def test_a_broken_mark_is_reported(tmp_path):
    reading = read(tmp_path, {"a.txt": b"\xef\xbb\xbfThe ferry \xff left."})
    assert reading.articles[0].text == "The ferry � left."
    assert said(reading) == ["a: has broken UTF-8: what can't be read shows as �"]


def test_line_ends_become_lf_and_nothing_else_changes(tmp_path):
    article = read(tmp_path, {"a.txt": "  One.\r\nTwo.\rThree.\n\n\tFour.  \n"}).articles[0]
    assert article.text == "  One.\nTwo.\nThree.\n\n\tFour.  \n"


# -- ids, keys, titles ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path, expected",
    [
        ("000_519e69f5886256d0.txt", "000-519e69f5"),
        ("Zoë’s Report (final).txt", "zoes-report-final"),
        ("abcdef.txt", "abcdef"),
        ("CON.txt", "source-con"),
        ("com1.md", "source-com1"),
        ("index.md", "source-index"),
        ("a" * 300 + ".txt", "a" * 8),
        ("some words " * 30 + ".txt", "some-words-some-words-some-words-some-words-some"),
    ],
)
def test_an_id_comes_from_the_stem(path, expected):
    assert source_ids([path]) == (expected,)


def test_ids_of_one_stem_are_distinct_and_do_not_change_hands():
    both = source_ids(["a.md", "a.txt"])
    assert len(set(both)) == 2
    assert all(i.startswith("a-") for i in both)
    assert source_ids(["A.txt", "a.md", "a.txt", "x/a.txt"])[1:3] == both
    assert source_ids(["日本.txt", "中国.txt", "…txt"])[0].startswith("source-")
    assert len(set(source_ids(["日本.txt", "中国.txt"]))) == 2


def test_ids_are_short_and_safe():
    for made in source_ids(["é" * 200 + ".txt", "é" * 200 + ".md", "a b/../c\n.txt", "-.txt"]):
        assert len(made) <= 48
        assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_key_that_two_sources_claim_is_used_by_none(tmp_path):
    reading = read(
        tmp_path, {"a.txt": "A.", "b.txt": "B.", "sources.yml": "a.txt: {key: K}\nb.txt: {key: K}"}
    )
    assert [a.key for a in reading.articles] == ["A", "B"]
    assert said(reading)[0] == "a: key K is given to several sources; not used"


@pytest.mark.parametrize(
    "text, title",
    [
        ("One two three four five six seven eight nine.", "One two three four five six seven eight…"),
        ("\n\n  Ferry   sails\n\nBody.", "Ferry sails"),
        ("one two three four five six seven eight, nine", "one two three four five six seven eight…"),
        ("x" * 200, "x" * 80 + "…"),
    ],
)
def test_an_untitled_source_is_called_by_its_first_words(tmp_path, text, title):
    article = read(tmp_path, {"a.txt": text}).articles[0]
    assert article.title == title
    assert not article.title_given


# -- metadata ------------------------------------------------------------------------


def test_metadata_from_sources_yml(tmp_path):
    entry = """
x/a.txt:
  title: The ferry
  publisher: Harbour Post
  authors: [Ada Moor, Jon Pell]
  published: 2024-05-03
  url: https://example.org/ferry
  key: HP
"""
    a, b = read(tmp_path, {"x/a.txt": "Text.", "y.txt": "Text.", "sources.yml": entry}).articles
    assert (a.title, a.title_given, a.publisher, a.authors) == (
        "The ferry",
        True,
        "Harbour Post",
        ("Ada Moor", "Jon Pell"),
    )
    assert (a.published, a.url, a.key) == (date(2024, 5, 3), "https://example.org/ferry", "HP")
    assert (b.publisher, b.authors, b.published, b.url) == (None, (), None, None)


def test_sources_yml_overrides_front_matter(tmp_path):
    files = {"a.md": "---\ntitle: Old\npublisher: Post\n---\nText.", "sources.yml": "a.md: {title: New}"}
    article = read(tmp_path, files).articles[0]
    assert (article.title, article.publisher) == ("New", "Post")


@pytest.mark.parametrize(
    "line, problem",
    [
        (
            "published: last Tuesday",
            "published: expected a date such as 2024-05-03, found 'last Tuesday'; not used",
        ),
        (
            "published: 2024-13-45",
            "published: expected a date such as 2024-05-03, found '2024-13-45'; not used",
        ),
        ("published: [2024]", "published: expected a date such as 2024-05-03, found a list; not used"),
        (
            "url: javascript:alert(1)",
            "url: expected an http or https address, found 'javascript:alert(1)'; not used",
        ),
        ("url: 'https://[x'", "url: expected an http or https address, found 'https://[x'; not used"),
        ("title: {a: b}", "title: expected a text, found a mapping; not used"),
        ("publisher: true", "publisher: expected a text, found 'True'; not used"),
        ("key: a1", "key: expected one to four capital letters, found 'a1'; not used"),
        ("autors: [Ada]", "'autors' is not known; did you mean authors?"),
    ],
)
def test_a_value_that_cannot_be_right_is_reported_and_not_used(tmp_path, line, problem):
    reading = read(tmp_path, {"a.txt": "Text.", "sources.yml": f"a.txt:\n  {line}\n"})
    assert said(reading) == [f"a: sources.yml: {problem}"]
    article = reading.articles[0]
    assert (article.published, article.url, article.publisher, article.title_given) == (
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize("line", ["published: 2020-13-45", "date: 2020-02-30", "published: 2020-13-45T10:00"])
def test_a_day_that_does_not_exist_costs_its_value_only(tmp_path, line):
    reading = read(tmp_path, {"a.md": f"---\ntitle: The ferry\n{line}\n---\nText."})
    (problem,) = said(reading)
    assert problem.startswith("a: front matter: published: expected a date such as 2024-05-03, found '2020-")
    assert problem.endswith("not used")
    assert (reading.articles[0].published, reading.articles[0].title) == (None, "The ferry")


# -- the day that an article states --------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "OSTERHAVEN, Norland — Jan. 8, 2020 — The ferry sank.",
        "OSTERHAVEN, Norland (VPA) — January 8, 2020 — The ferry sank.",
        "OSTERHAVEN, 8 January 2020 (VPA) – The ferry sank.",
        "ST. MARA’S, Jan. 8, 2020 (VPA) -- The ferry sank.",
        "The ferry sinks\n\nPublished 8 January 2020\n\nIt sank.",
        "The ferry sinks\n\nFirst published: Wed, 8 Jan. 2020, 10:15 GMT\n\nIt sank.",
        "The ferry sinks\n\nPosted on 2020-01-08T10:15:00Z\n\nIt sank.",
        "The ferry sinks\n\nBy Ada Moor, January 8, 2020\n\nIt sank.",
        "The ferry sinks\n\nWednesday, January 8, 2020\n\nIt sank.",
        "Published 8 January 2020\n\nOSTERHAVEN, Jan. 7, 2020 — The ferry sank.",
    ],
)
def test_the_day_that_the_head_of_an_article_states(head):
    assert own_day(head) == date(2020, 1, 8)


@pytest.mark.parametrize(
    "head",
    [
        "Jan 8 (VPA) - The ferry sank.",
        "OSTERHAVEN, Norland — The ferry sank on Jan. 8, 2020.",
        "OSTERHAVEN — On Jan. 8, 2020, the ferry sank.",
        "January 8, 2020 was a cold day in Osterhaven.",
        "The storm of 8 January 2020 hit Osterhaven.",
        "Published 8 January 2020 by the council, the report blames the crew.",
        "Updated 8 January 2020",
        "08/01/2020",
        "Published 08.01.20",
        "OSTERHAVEN, Feb. 30, 2020 — The ferry sank.",
        "Tuesday, January 8, 2020",
        "Published 8 January 2020\nPublished 9 January 2020",
        "January 8, 2020\nThe ferry sinks\nJanuary 9, 2020\nIt is raised",
        "\n".join(["A line."] * 9 + ["Published 8 January 2020"]),
        "",
    ],
)
def test_a_day_that_may_be_another_is_not_taken(head):
    assert own_day(head) is None


STATED = "OSTERHAVEN, Norland — Jan. 8, 2020 — The ferry sank."


def test_a_stated_day_is_offered_and_counts_only_where_it_is_accepted(tmp_path):
    offered = read(tmp_path, {"a.txt": STATED, "b.txt": "The ferry sank."})
    assert [a.published for a in offered.articles] == [None, None]
    (remark,) = offered.problems
    assert (remark.source, remark.severity) == ("a", 0)
    assert remark.what.startswith(
        "dated by its own dateline: 2020-01-08; not used: give published: 2020-01-08"
    )
    accepted = read_seeds(tmp_path / "seeds", "seeds", datelines="accept")
    assert accepted.articles[0].published == accepted.articles[0].stated == date(2020, 1, 8)
    assert not accepted.problems and accepted.articles[1].published is None
    ignored = read_seeds(tmp_path / "seeds", "seeds", datelines="ignore")
    assert not ignored.problems and ignored.articles[0].stated is None


def test_a_day_that_is_given_is_believed_before_one_that_is_stated(tmp_path):
    given = "a.txt: {published: 2020-01-10}"
    reading = read(tmp_path, {"a.txt": STATED, "sources.yml": given})
    assert reading.articles[0].published == date(2020, 1, 10)
    assert reading.articles[0].stated is None and not reading.problems


def test_a_source_dated_long_after_all_others_is_asked_about(tmp_path):
    def days(*given: str) -> list[str]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        names = [f"{n}.txt" for n in range(len(given))]
        files = dict.fromkeys(names, "The ferry sank.")
        lines = [f"{name}: {{published: {day}}}" for name, day in zip(names, given, strict=True) if day]
        return said(read(folder, {**files, "sources.yml": "\n".join(lines)}))

    (remark,) = days("2020-01-08", "2020-01-09", "2202-01-09")
    assert (
        "published 2202-01-09, more than a year after every other source" in remark and "2020-01-09" in remark
    )
    assert not days("2020-01-08", "2020-01-09", "2020-11-09")
    assert not days("2020-01-08", "2022-01-09")
    assert not days("2018-01-08", "2022-01-08", "2022-01-09")


def test_an_entry_without_a_source_is_reported(tmp_path):
    reading = read(tmp_path, {"a.txt": "Text.", "sources.yml": "b.txt: {title: B}"})
    assert said(reading) == ["None: sources.yml: there is no source 'b.txt'"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "yaml, message",
    [
        ("- a\n- b", "expected `name: value` lines, found a list"),
        ("just text", "expected `name: value` lines, found a text"),
        ("a: [", "not valid YAML: line"),
        (
            "a: !!python/object/apply:os.system [true]",
            "not valid YAML: line 1: could not determine a constructor",
        ),
        ("title: a\ntitle: b", "not valid YAML: line 2: 'title' stands twice"),
        ("x: " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        (BOMB, "aliases (*name) are not allowed here"),
    ],
)
def test_yaml_that_is_not_metadata(tmp_path, yaml, message):
    reading = read(tmp_path, {"a.md": f"---\n{yaml}\n---\nThe text."})
    assert [a.text for a in reading.articles] == ["The text."]
    assert message in said(reading)[0]
    assert said(reading)[0].startswith("a: front matter: ")
    assert said(reading)[0].endswith("; not read")
    assert "\n" not in said(reading)[0]
    with pytest.raises(ConfigError, match=r"^sources\.yml: ") as caught:
        read(tmp_path, {"sources.yml": yaml})
    assert message in str(caught.value)


# -- Markdown ------------------------------------------------------------------------


def markdown(folder, text):
    reading = read(folder, {"a.md": text})
    return reading.articles[0], said(reading)


def test_blocks_have_offsets_and_kinds(tmp_path):
    text = "# The ferry\n\nIt left *early* on\nMonday.\n\n- one\n- two\n\n> M.: [we](//x.example) **sail**."
    article, problems = markdown(tmp_path, text)
    assert [(kind, article.text[a:b]) for a, b, kind in article.blocks] == [
        ("heading", "The ferry"),
        ("paragraph", "It left early on Monday."),
        ("item", "one"),
        ("item", "two"),
        ("quote", "M.: we sail."),
    ]
    assert (article.title, article.title_given, article.extracted, problems) == ("The ferry", True, True, [])
    sentences = parse([article])[0].sentences
    assert [s.text for s in sentences] == [article.text[a:b] for a, b, _ in article.blocks]
    assert [s.heading for s in sentences] == [True, False, False, False, False]


def test_front_matter_is_not_text(tmp_path):
    article, problems = markdown(
        tmp_path, "---\ntitle: T\ntags: [x]\nlayout: post\npublished: 2024-05-03T10:00:00Z\n---\n\nBody.\n"
    )
    assert (article.text, article.title, article.published, problems) == ("Body.", "T", date(2024, 5, 3), [])


def test_a_rule_is_not_front_matter(tmp_path):
    assert markdown(tmp_path, "---\n\nBody.")[0].text == "Body."
    assert markdown(tmp_path, "Body.\n\n---\n\nMore.")[0].text == "Body.\n\nMore."


def test_front_matter_of_great_length_is_not_read(tmp_path):
    article, problems = markdown(tmp_path, "---\ntitle: " + "x" * 70_000 + "\n---\nBody.")
    assert (article.text, article.title_given) == ("Body.", False)
    assert problems == ["a: front matter: longer than 64,000 characters, not read"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("A <b>bold</b> claim.", "A bold claim."),
        ("Before <script>alert(1)</script> after.", "Before  after."),
        ("<div onclick=x>gone</div>\n\nStays.", "Stays."),
        ("<!-- note -->\n\nStays.", "Stays."),
        ("![a *red* boat](x.png) left.", "a red boat left."),
        ("See <https://x.example/a>.", "See https://x.example/a."),
        ("Fish &amp; chips &lt;b&gt; \\*.", "Fish & chips <b> *."),
        ("`code` and\\\nmore", "code and more"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\n\nc | d"),
        ("    indented text", "indented text"),
        ("[a]: https://x.example\n\nSee [a].", "See a."),
    ],
)
def test_no_html_and_no_marks_come_through(tmp_path, text, expected):
    assert markdown(tmp_path, text)[0].text == expected


def test_html_that_is_left_out_is_reported(tmp_path):
    article, problems = markdown(tmp_path, "<p>One.</p>\n\nTwo.\n\n<table><tr><td>3</td></tr></table>\n")
    assert article.text == "Two."
    assert problems == ["a: has 2 HTML blocks, left out with what they contain"]


@pytest.mark.parametrize("mark, text", [("> ", "deep\n\nafter"), ("* ", "deep\n\nafter")])
def test_deep_nesting_loses_nothing_unsaid(tmp_path, mark, text):
    assert markdown(tmp_path, mark * 30 + text)[0].text == "deep\n\nafter"
    article, problems = markdown(tmp_path, mark * 500 + text)
    assert (article.text, problems) == ("", ["a: nests lists or quotes too deeply"])


def test_text_without_full_stops_is_cut_before_it_is_parsed(tmp_path):
    words, letters = read(tmp_path, {"a.txt": "harbour " * 2_000, "b.txt": "x" * 12_000}).articles
    assert [len(s.text) for s in split(letters)] == [5_000, 5_000, 2_000]
    assert all(s.text == words.text[s.start : s.end] for s in split(words))
    assert " ".join(s.text for s in split(words)) == words.text.strip()


# -- anything at all ---------------------------------------------------------------------

MARKS = st.sampled_from(
    [*"#>*-_`~|[]()<>!\\&;:'\"\n\r\t é“\u2028\0", "---\n", "\n\n", "<b>", "</script>", "word ", "1. "]
)
TEXTS = st.lists(MARKS, max_size=60).map(lambda parts: "".join(parts).encode())


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXTS, st.binary(max_size=300)), st.sampled_from(sorted(READERS)))
def test_any_bytes_are_read_or_refused(raw, suffix):
    try:
        found = READERS[suffix].read(raw)
    except UnreadableError:
        return
    found.text.encode()
    assert "\r" not in found.text
    ends = [0, *(x for a, b, _ in found.blocks for x in (a, b))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(found.text)
    assert all(found.text[a:b].strip() for a, b, _ in found.blocks)
    assert {kind for *_, kind in found.blocks} <= {"heading", "paragraph", "item", "quote"}


def test_an_initial_that_abbreviates_something_before_a_number_ends_no_sentence(tmp_path):
    texts = {"a.txt": "Sen. Aron P. Quill Jr. spoke.", "b.txt": "It is on p. 7. Nothing else is."}
    one, two = read(tmp_path, texts).articles
    assert [s.text for s in split(one)] == ["Sen. Aron P. Quill Jr. spoke."]
    assert [s.text for s in split(two)] == ["It is on p. 7.", "Nothing else is."]


# -- what is not installed -------------------------------------------------------------


def test_a_module_that_the_extra_did_not_bring_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "justext", None)
    said = "^needs justext, which is not installed: pip install justext$"
    with pytest.raises(UnreadableError, match=said), extra("web"):
        importlib.import_module("justext")
    with pytest.raises(UnreadableError, match=r"^needs wharf, .*: pip install wharf$"), extra("web"):
        raise ModuleNotFoundError("No module named 'wharf.quay'", name="wharf.quay")


def test_where_the_extra_is_missing_it_is_what_to_install(monkeypatch):
    def none(package: str) -> None:
        raise importlib.metadata.PackageNotFoundError(package)

    whole = r"^needs packages that are not installed: pip install 'briefgen\[web\]'$"
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UnreadableError, match=whole), extra("web"):
        importlib.import_module("trafilatura")
    monkeypatch.setattr("importlib.metadata.distribution", none)
    with pytest.raises(UnreadableError, match=whole), extra("web"):
        raise ModuleNotFoundError("No module named 'wharf'", name="wharf")
    monkeypatch.setattr("importlib.metadata.requires", none)
    with pytest.raises(UnreadableError, match=whole), extra("web"):
        raise ModuleNotFoundError("No module named 'wharf'", name="wharf")
