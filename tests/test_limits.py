"""What bytes, files and long texts can do to a build: be reported; never a traceback, never a hang."""

from __future__ import annotations

import os
import re
import resource
import signal
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regex_growth import Automaton

import briefgen
from briefgen.errors import ConfigError, SeedsError
from briefgen.readers import READERS, read_seeds
from briefgen.readers.formats import OPENERS
from briefgen.readers.formats.extracted import UnreadableError
from briefgen.readers.metadata import load_sources

PARTS = st.sampled_from(
    [
        b"---\n",
        b"title: ",
        b"&a ",
        b"*a",
        b"<<: ",
        b"[",
        b"{",
        b"!!python/object:os.system ",
        b"# ",
        b"> ",
        b"- ",
        b"1. ",
        b"```\n",
        b"~~~",
        b"|",
        b"|-|\n",
        b"<div>",
        b"<!--",
        b"-->",
        b"<script>",
        b"![",
        b"](",
        b")",
        b"**",
        b"_",
        b"`",
        b"\\",
        b"&amp;",
        b"&#0;",
        b"\n",
        b"\r\n",
        b"\r",
        b"\t",
        b"    ",
        b"\0",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x98\x80",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\x1b[2J",
        "“”".encode(),
        b'"',
        b"word ",
        b"said ",
        b". ",
        b"http://a.test",
        b"\x80\x81",
        b"From: a@b\n",
        b"From \nA: b\n\n",
        b'"text": "',
        b"Content-Type: text/html\n\n",
        b"WARC/1.0\r\nContent-Length: 9\r\n\r\n",
        b"<rss><item>",
        b"<title>",
        b"\x1f\x8b\x08",
        b"PK\x03\x04",
        b"x" * 300,
    ]
)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=400), st.lists(PARTS, max_size=40).map(b"".join))
SECONDS, MEGABYTES = 2, 500


@contextmanager
def in_time():
    """Fail where what is inside takes longer than two seconds of the processor, or grows by 500 MB."""

    def late(*_):
        raise AssertionError(f"took longer than {SECONDS} s")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    old = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


@cache
def readers():
    """Every reader, with its packages loaded: that takes longer than reading."""
    for reader in set(READERS.values()):
        with suppress(UnreadableError):
            reader.read(b"<p>The ferry left the harbour on Friday, said its master.</p>")
    return set(READERS.values())


def is_read_or_refused(raw: bytes) -> None:
    """Every reader, every opener, and the file of settings, on these bytes."""
    for reader in readers():
        with in_time():
            try:
                found = reader.read(raw)
            except UnreadableError as error:
                assert str(error) and "\n" not in str(error)
                continue
        found.text.encode()
        assert "\r" not in found.text
    for opener in set(OPENERS.values()):
        with in_time():
            try:
                parts = list(opener.parts(raw))
            except UnreadableError as error:
                assert str(error) and "\n" not in str(error)
                continue
        for part in parts:
            assert part.name and (part.raw is None) == (not part.suffix)
            assert part.raw or part.url or part.problem
    with in_time():
        try:
            load_sources(raw.decode("utf-8", "replace"))
        except ConfigError as error:
            assert "\n" not in str(error)


def fuzz(examples):
    def test(raw):
        is_read_or_refused(raw)

    quiet = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    return quiet(given(raw=BYTES)(test))


test_any_bytes = fuzz(500)
test_any_bytes_50_000 = pytest.mark.slow(fuzz(50_000))


NAMES = [
    "a\nb.txt",
    "a\tb.txt",
    "..txt",
    "...txt",
    "con.txt",
    "NUL.md",
    "é" * 124 + ".txt",
    "x" * 251 + ".txt",
    "<script>.txt",
    "{{x}}.txt",
    "a|b.txt",
    "-rf.txt",
    " .txt",
    "a\u202eb.txt",
    "index.md",
    "\\..\\x.txt",
    "%2e%2e.txt",
    "a:b.txt",
    "$(id).txt",
    "`id`.txt",
]


def test_names_of_files(tmp_path):
    for n, name in enumerate(NAMES):
        (tmp_path / name).write_text(f"The ferry {n} left.")
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("The ferry left.")
    reading = read_seeds(tmp_path, "seeds")
    hidden = sum(1 for name in NAMES if name.startswith("."))
    assert len(reading.articles) == len(NAMES) + 1 - hidden
    ids = [a.id for a in reading.articles]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,47}", i) for i in ids)
    assert not set(ids) & {"con", "nul", "index"}


def test_files_that_are_not_articles(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("The ferry left.")
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    (seeds / "passwd.txt").symlink_to("/etc/passwd")
    (seeds / "loop.txt").symlink_to(seeds / "loop.txt")
    (seeds / "etc").symlink_to("/etc")
    with (seeds / "gigabyte.txt").open("wb") as huge:
        huge.truncate(1_000_000_000)
    with in_time():
        reading = read_seeds(seeds, "seeds")
    assert [a.path for a in reading.articles] == ["seeds/a.txt"]
    assert len(reading.problems) == 6
    assert all("\n" not in p.what for p in reading.problems)


@pytest.fixture
def linked(tmp_path):
    """A seeds folder full of links, to articles elsewhere and to what is none."""
    seeds, elsewhere = tmp_path / "seeds", tmp_path / "elsewhere"
    seeds.mkdir()
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep/b.txt").write_text("The ferry came.")
    (elsewhere / "c.txt").write_text("The ferry stayed.")
    (seeds / "a.txt").write_text("The ferry left.")
    (seeds / "c.txt").symlink_to(elsewhere / "c.txt")
    (seeds / "folder").symlink_to(elsewhere)
    (elsewhere / "deep/up").symlink_to(elsewhere)
    (elsewhere / "deep/around").symlink_to(seeds)
    (seeds / "self").symlink_to(seeds)
    (seeds / "loop.txt").symlink_to(seeds / "loop.txt")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(elsewhere / "pipe.txt")
    (seeds / "pipe.txt").symlink_to(elsewhere / "pipe.txt")
    (seeds / "nowhere.txt").symlink_to(tmp_path / "nowhere.txt")
    return seeds


def said(reading):
    return {p.source: p.what.split(":")[0] for p in reading.problems}


def test_links_that_lead_out_are_refused(linked):
    with in_time():
        reading = read_seeds(linked, "seeds")
    assert [a.path for a in reading.articles] == ["seeds/a.txt"]
    out = "is a link that leads out of the seeds folder"
    assert said(reading) == {
        "seeds/c.txt": out, "seeds/folder": out, "seeds/zero.txt": out, "seeds/pipe.txt": out,
        "seeds/self": "is a link to a folder", "seeds/loop.txt": "can't be read",
        "seeds/nowhere.txt": "can't be read",
    }  # fmt: skip


def test_links_that_lead_out_are_followed_where_that_is_allowed(linked):
    with in_time():
        reading = read_seeds(linked, "seeds", follow_links=True)
    read = {a.path: a.text for a in reading.articles}
    assert read == {
        "seeds/a.txt": "The ferry left.", "seeds/c.txt": "The ferry stayed.",
        "seeds/folder/c.txt": "The ferry stayed.", "seeds/folder/deep/b.txt": "The ferry came.",
    }  # fmt: skip
    assert said(reading) == {
        "seeds/zero.txt": "is not a regular file", "seeds/pipe.txt": "is not a regular file",
        "seeds/folder/pipe.txt": "is not a regular file", "seeds/self": "is a link to a folder",
        "seeds/folder/deep/up": "is a link to a folder", "seeds/folder/deep/around": "is a link to a folder",
        "seeds/loop.txt": "can't be read", "seeds/nowhere.txt": "can't be read",
    }  # fmt: skip


def test_links_are_a_setting(project, briefgen):
    for name in ("editorial.yml", "c.txt"):
        (project.parent / name).write_text("{}" if name[0] == "e" else "The ferry stayed.")
    (project / "seeds/c.txt").symlink_to(project.parent / "c.txt")
    done = briefgen("build")
    assert "leads out of the seeds folder: not followed (follow_links in mkdocs.yml allows it)" in done.stderr
    (project / "seeds/editorial.yml").symlink_to(project.parent / "editorial.yml")
    done = briefgen("build")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "editorial.yml: is a link that leads out of the seeds folder" in done.stderr
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("- briefgen:", "- briefgen:\n      follow_links: true"), encoding="utf-8")
    done = briefgen("build")
    assert done.exit_code == 0 and "link" not in done.stderr
    assert (project / "docs/sources/c.md").exists()


def test_a_device_for_the_settings(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "sources.yml").symlink_to("/dev/zero")
    with in_time(), pytest.raises(ConfigError):
        read_seeds(tmp_path, "seeds")


def test_only_pipes(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with in_time(), pytest.raises(SeedsError, match="not a regular file"):
        read_seeds(tmp_path, "seeds")


# -- regular expressions -----------------------------------------------------------------------


def patterns() -> dict[str, re.Pattern[str]]:
    """Every regular expression that a module of the package holds, by where it stands."""
    found: dict[str, re.Pattern[str]] = {}
    for module in walk_packages(briefgen.__path__, "briefgen."):
        if module.name == "briefgen.__main__":
            continue
        for value in vars(import_module(module.name)).values():
            values = value.values() if isinstance(value, dict) else value
            several = values if isinstance(value, (dict, tuple, list)) else (value,)
            for one in several:
                if isinstance(one, re.Pattern):
                    found.setdefault(one.pattern, one)
    return found


def test_every_expression_is_found():
    assert len(patterns()) > 60


def test_no_expression_blows_up():
    """None reads a text in exponentially many ways; in many only where it is tried at one place."""
    for pattern in patterns().values():
        read = Automaton(pattern)
        assert not read.explodes(), pattern.pattern
        assert read.degree() <= (2 if pattern.pattern[:1] in ("^", b"^") else 1), pattern.pattern


@pytest.mark.parametrize(
    "pattern, explodes, degree",
    [
        (r"(a|aa)+$", True, 1),
        (r"(\w+\s?)*x", True, 1),
        (r"(a*)*", True, 1),
        (r"(?:x|.)+y", True, 1),
        (r"(?i:[a-z]c?|Bd)+!", True, 1),
        (r"(?<=(a|a)+x)b", True, 1),
        (r"(?:\w+ )*x", False, 1),
        (r'"[^"]*"', False, 1),
        (r"a{1,50}b?a{1,50}!", False, 0),
        (r"a*ba*", False, 1),
        (r"a*a*b", False, 2),
        (r"\s*,?\s*x", False, 2),
        (r"\w+-?\w+-?\w+!", False, 3),
    ],
)
def test_what_blows_up_is_seen(pattern, explodes, degree):
    read = Automaton(pattern)
    assert read.explodes() is explodes
    assert explodes or read.degree() == degree


def test_settings_have_a_limit():
    with in_time(), pytest.raises(ConfigError):
        load_sources("a: " + "[" * 100_000)
    bomb = "a: &a [x,x]\n" + "\n".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]" for i in range(20)
    )
    with in_time(), pytest.raises(ConfigError, match="aliases"):
        load_sources(bomb)
