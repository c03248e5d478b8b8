"""`briefgen add`: what comes in, as what, under which name, and what it is to what is there."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_web import serve
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from briefgen.add import add as run_add
from briefgen.add import telling
from briefgen.add.markdown import as_markdown, blocks_of, front_matter
from briefgen.add.naming import Names, name_for, name_of_file
from briefgen.add.sniffing import sniff
from briefgen.analysis.copies import are_versions
from briefgen.build import build
from briefgen.errors import SeedsError
from briefgen.language.sentences import split
from briefgen.model import Article
from briefgen.readers import read_folder, read_seeds
from briefgen.readers.formats import READERS, wacz
from briefgen.readers.formats.extracted import Extracted, Part, UnreadableError
from briefgen.readers.formats.unread import why_not
from briefgen.readers.originals import recorded
from briefgen.staging import FOLDER, staging

NOON = datetime(2024, 5, 8, 12, 0, tzinfo=UTC)
FERRY = (
    "The mayor of Velm said on Monday that the ferry would sail again from May, after a year without one.",
    "She did not say who would pay for the pier, which a storm broke in the winter before last.",
    "Nine hundred people live on the island, and most of them work on the other side of the water.",
    "The minister, Karl Dreyer, said in a letter that the state would not pay for “every plank”.",
)
LATER = (*FERRY[:3], "The minister, Karl Dreyer, said on Friday that the state would pay for half of it.")
BRIDGE = (
    "Traders on the Orsel quay have lost a summer's income since the bridge was closed in April.",
    "Half of them want the council to pay; the rest say that they will sue the builder of the bridge.",
    "Its engineers found cracks in three of its piers last year and told nobody for months.",
)


def page(paragraphs=FERRY, *, title="The ferry sails again", outlet="Harbour Post", more="") -> str:
    """A page of a paper that does not exist."""
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
        '<meta property="article:published_time" content="2024-05-08T08:10:00+02:00">'
        f'<meta name="author" content="Ada Moor">{more}</head>'
        f"<body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )


def html(status=200, headers=None, **words):
    return (status, {"Content-Type": "text/html; charset=utf-8", **(headers or {})}, page(**words))


@pytest.fixture
def seeds(tmp_path, monkeypatch) -> Path:
    """A seeds folder that is not there yet, in a folder of its own."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder / "seeds"


def add(*words, seeds=Path("seeds"), now=NOON, **more):
    return run_add(tuple(map(str, words)), seeds, now=lambda: now, **more)


def fetch(*words, **more):
    return add(*words, allow_private=True, delay=0, **more)


def listed(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def only(outcomes):
    (outcome,) = outcomes
    return outcome


# -- Markdown that reads back ----------------------------------------------------------

KINDS = st.sampled_from(["heading", "item", "quote", "paragraph"])
SIGNS = st.one_of(st.sampled_from(list("ab1 .)-+#>*_[]()!`~=%|<>&;:\\/^\"'$\t\n{}@—’")), st.characters())
BLOCKS = st.lists(st.tuples(KINDS, st.text(SIGNS, min_size=1, max_size=25)), min_size=1, max_size=6)


def extracted(blocks) -> Extracted:
    text, spans = "", []
    for kind, words in blocks:
        text += "\n\n" if text else ""
        spans.append((len(text), len(text) + len(words), kind))
        text += words
    return Extracted(text=text, blocks=tuple(spans))


def read_back(body: str) -> tuple[tuple[str, str], ...]:
    found = READERS[".md"].read(f"{front_matter({'title': 'x'})}{body}".encode())
    return tuple((kind, found.text[a:b]) for a, b, kind in found.blocks)


@settings(max_examples=400, deadline=None)
@given(BLOCKS)
def test_any_blocks_read_back_as_they_were(blocks):
    wanted = blocks_of(extracted(blocks))
    if wanted:
        assert read_back(as_markdown(wanted)) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "1986. What a year", "- a dash", "# no heading", "a *star* and **two**", "<b>bold</b> & more",
        "[a](https://x.example)", "[1]: https://x.example", "[^1]: a note", "==marked== %%hidden%%", "---",
        "![[file.png]] and [[note|words]]", "`code` and ~~struck~~", "&amp; is an ampersand", "a | b | c",
        "ends with a stroke\\", "a_b_c and __d__", "<script>alert(1)</script>", "> said", "+ one", "* one",
        "***", "```", "%%", "Q: 2 < 3 > 1?", "https://x.example/a_b_c", "a@b.example", "\ufeffword",
    ],
)  # fmt: skip
def test_what_markdown_would_take_for_its_own_reads_back(words):
    for kind in ("paragraph", "heading", "item", "quote"):
        wanted = ((kind, words.strip()), ("paragraph", "Another."), (kind, words.strip()))
        assert read_back(as_markdown(wanted)) == wanted


def test_plain_words_are_written_as_they_are():
    wanted = (("heading", "At sea"), ("paragraph", "It cost $5 (5 %)."), ("item", "one"), ("item", "two"))
    assert as_markdown(wanted) == "## At sea\n\nIt cost $5 (5 %).\n\n- one\n- two\n"


def test_the_lines_of_a_text_without_blocks_are_its_paragraphs():
    assert blocks_of(Extracted(text="One\n\n two \nthree")) == (
        ("paragraph", "One"), ("paragraph", "two"), ("paragraph", "three"),
    )  # fmt: skip


# -- which format ----------------------------------------------------------------------


def packed(**files: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as folder:
        for name, text in files.items():
            folder.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return raw.getvalue()


def old_office(*streams: str) -> bytes:
    """A file of an old office program, with streams of these names."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


@pytest.mark.parametrize(
    "raw, suffix",
    [
        (b"%PDF-1.7 and so on", ".pdf"), (b"\xef\xbb\xbf  <!DOCTYPE html><p>", ".html"),
        (b"<!-- saved --><!-- twice -->\n<HTML>", ".html"), (b"<html lang=en>", ".html"),
        ("<html>".encode("utf-16"), ".html"), (b"{\\rtf1 words}", ".rtf"),
        (packed(word__document_xml="<w/>"), ".docx"), (b"PK\x03\x04 broken", ".zip"),
        (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>"), ".odt"),
        (b'<?xml version="1.0"?>\n<!-- made --><rss version="2.0">', ".rss"), (b"<feed xmlns='x'>", ".atom"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", ".vtt"), (b"WARC/1.1\r\nWARC-Type: x", ".warc"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello", ".srt"),
        (b"From: a@x.example\r\nSubject: Ferry\r\nDate: today\r\n\r\nHello", ".eml"),
        (b"From a@x.example Mon\nFrom: a@x.example\n\nHello", ".mbox"),
        (b"MIME-Version: 1.0\nFrom: x\nContent-Type: multipart/related;\n boundary=a\n\nHello", ".mhtml"),
        (b'{"title": "Ferry"}', ".json"), (b'{"a": 1}\n{"a": 2}\n', ".jsonl"),
        (b"[Photo: the ferry] It sails.", ".txt"), (b"From the harbour: nothing new\n", ".txt"),
        (b"The ferry sails. <html> is a tag.", ".txt"), (b"", ".txt"),
        (b"A PDF begins with %PDF-1.4, and so on.", ".txt"), (b"<p>\n%PDF-1.4 is how they begin", ".txt"),
        (b"<html><p>A PDF begins with %PDF-1.4.", ".html"), (b"\n %PDF-1.4", ".pdf"),
        (b"\x1b%-12345X@PJL\n%PDF-1.4", ".pdf"), (bytes(128) + b"%PDF-1.4", ".pdf"),
        (b"<?xml version='1.0'?>\n<!--" + b" made " * 3000 + b"-->\n<!DOCTYPE html>\n<html>", ".html"),
        (b"<header>Not a page by itself", ".txt"), (b"ID3 is what music has.", ".txt"),
        (b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff\xe0", ".jpg"), (b"GIF89a\x01\x00", ".gif"),
        (b"RIFF\x01\x00\x00\x00WEBPVP8 ", ".webp"), (b"RIFF\x01\x00\x00\x00WAVEfmt ", ".wav"),
        (b"\x00\x00\x00\x18ftypisom", ".mp4"), (b"\x00\x00\x00\x18ftypheic", ".heic"),
        (b"\x00\x00\x00\x18ftypqt  ", ".mov"), (b"\x1aE\xdf\xa3\x01B\x82\x84webm", ".webm"),
        (b"ID3\x03\x00", ".mp3"), (b"OggS\x00\x02", ".ogg"), (b"Rar!\x1a\x07\x00", ".rar"),
        (b"7z\xbc\xaf'\x1c", ".7z"), (b"\x1f\x8b\x08\x00", ".gz"), (old_office(), ".cfb"),
        (old_office("WordDocument"), ".doc"), (old_office("Workbook", "WordDocument"), ".xls"),
        (old_office("PowerPoint Document"), ".ppt"), (old_office("__nameid_version1.0"), ".msg"),
    ],
)  # fmt: skip
def test_the_content_says_what_it_is(raw, suffix):
    assert sniff(raw).suffix in (suffix, {".atom": ".rss", ".rss": ".atom"}.get(suffix, suffix))


def test_names_and_servers_are_believed_where_the_content_says_nothing():
    assert sniff(b"A *ferry*", suffix=".md").suffix == ".md"
    assert sniff(b"<p>A ferry", content_type="text/html; charset=utf-8").suffix == ".html"
    assert sniff(b"A ferry", content_type="text/plain", suffix=".html").suffix == ".html"
    assert sniff(b"A ferry", content_type="text/plain", suffix=".php").suffix == ".txt"


def test_what_has_no_reader_is_believed_where_it_is_no_text():
    assert sniff(b"\x00\x01", content_type="video/mp4").suffix == ".mp4"
    assert sniff(b"\x00\x01", content_type="application/octet-stream", suffix=".mp3").suffix == ".mp3"
    assert sniff(b"a,b\n1,2", content_type="application/vnd.ms-excel", suffix=".csv").suffix == ".txt"
    assert sniff("Ä ferry".encode("utf-16"), content_type="image/png").suffix == ".txt"
    assert sniff(old_office("Workbook"), content_type="application/msword").suffix == ".doc"
    assert sniff(old_office(), content_type="application/octet-stream", suffix=".xls").suffix == ".xls"


def test_an_archive_with_too_many_members_is_not_opened(seeds, monkeypatch):
    many = packed(**{str(n): "" for n in range(20_001)})
    lying = bytearray(packed(**{"archive__a_xml": ""}) + b"PK\x01\x02" * 20_001)
    opened = []
    monkeypatch.setattr("zipfile.ZipFile", lambda *words: opened.append(words))
    for raw in (many, bytes(lying)):
        assert sniff(raw, suffix=".zip").suffix == ".zip"
        with pytest.raises(UnreadableError, match=r"^has too many members for a web archive$"):
            list(wacz.parts(raw))
    Path("a.epub").write_bytes(many)
    assert only(add("a.epub")).why.startswith("no reader for .epub: is an e-book")
    assert opened == []


def test_a_lie_is_told():
    assert (
        sniff(b"%PDF-1.7", content_type="text/html").remark == "is PDF, though its server calls it text/html"
    )
    assert sniff(b"<!doctype html>", suffix=".txt").remark == "is HTML, though its name ends with .txt"
    assert sniff(b"<!doctype html>", suffix=".htm").remark is None
    assert sniff(b"<!doctype html>", content_type="application/octet-stream", suffix=".txt").remark is None


def test_comments_without_end_take_no_time():
    assert sniff(b"<!---->" * 600).suffix == ".txt"
    assert sniff(b"<!--" * 1000 + b"x: y\n" * 1000).suffix == ".txt"


# -- names -----------------------------------------------------------------------------


def article(title="The ferry sails again", **known) -> Article:
    return Article(id="a", key="A", path="a.md", sha256="0", text="Text.", title=title, **known)


def test_a_name_is_made_of_outlet_day_and_title():
    known = article(publisher="Harbour Post", published=NOON.date())
    assert name_for(known, "tab") == "harbour-post-2024-05-08-the-ferry-sails-again"
    assert name_for(article(url="https://www.post.example/x"), "tab") == "post-example-the-ferry-sails-again"
    assert name_for(article("Über die Fähre"), None) == "uber-die-fahre"


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "CON", "nul", "Паром снова ходит", "a" * 300, "…", "."]
)
def test_a_name_is_safe_whatever_the_title(title):
    name = name_for(article(title), None)
    assert name and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(name) <= 48
    assert name not in ("con", "nul")


def test_no_name_is_given_twice(tmp_path):
    (tmp_path / "Ferry.TXT").write_text("x")
    names = Names(tmp_path, ["bridge"])
    assert [names.free(n) for n in ("ferry", "ferry", "bridge")] == ["ferry-2", "ferry-3", "bridge-2"]
    assert names.after("ferry-3") == "ferry-4"
    assert len(names.free("x" * 48)) == 48 and len(names.free("x" * 48)) == 48


# -- files, folders, what is pasted ----------------------------------------------------


def test_a_text_is_kept_byte_for_byte(seeds):
    raw = b"\xef\xbb\xbfThe ferry sails.\r\n\r\nIt is late.\n"
    Path("My Notes.txt").write_bytes(raw)
    outcome = only(add("My Notes.txt"))
    assert (outcome.status, outcome.path) == ("added", "my-notes.txt")
    assert outcome.missing == ("title", "publisher", "published", "authors", "url")
    assert listed(seeds) == {"my-notes.txt": raw}


def test_a_page_becomes_markdown_and_stays_as_it_was(seeds):
    Path("saved.html").write_text(page(), encoding="utf-8")
    outcome = only(add("saved.html"))
    name = "harbour-post-2024-05-08-the-ferry-sails-again"
    assert (outcome.path, outcome.title) == (f"{name}.md", "The ferry sails again")
    assert outcome.missing == ("url",)
    assert (seeds / f"originals/{name}.html").read_bytes() == Path("saved.html").read_bytes()
    (original,) = recorded(seeds)
    assert original.name == "saved.html" and original.article == f"{name}.md" and original.retrieved is None
    assert original.sha256 == hashlib.sha256(Path("saved.html").read_bytes()).hexdigest()
    (there,) = read_folder(seeds)
    assert there.text == "\n\n".join(FERRY)
    assert there.publisher == "Harbour Post" and there.authors == ("Ada Moor",)
    assert there.moment.isoformat() == "2024-05-08T08:10:00+02:00"
    assert there.original == f"originals/{name}.html" and there.retrieved is None
    assert read_seeds(seeds, "seeds").problems == ()


def test_without_originals_there_are_none(seeds):
    Path("saved.html").write_text(page(), encoding="utf-8")
    outcome = only(add("saved.html", originals=False))
    assert set(listed(seeds)) == {outcome.path}
    assert read_folder(seeds)[0].original is None


def test_html_that_is_called_a_text_is_read_as_html(seeds):
    Path("saved.txt").write_text(page(), encoding="utf-8")
    outcome = only(add("saved.txt"))
    assert outcome.path.endswith(".md")
    assert outcome.remarks[0] == "is HTML, though its name ends with .txt"


def test_what_is_pasted_comes_in(seeds):
    assert only(add("-", stdin=io.BytesIO("\n".join(BRIDGE).encode()))).path == (
        "traders-on-the-orsel-quay-have-lost-a.txt"
    )
    assert only(add("-", stdin=io.BytesIO(page().encode()))).path.endswith("the-ferry-sails-again.md")
    assert only(add("-", stdin=io.BytesIO(b" \n"))).why == "nothing was pasted"
    assert only(add("-", stdin=None)).status == "failed"


def test_a_folder_is_gone_through(seeds, tmp_path):
    folder = Path("saved")
    (folder / "b/.hidden").mkdir(parents=True)
    (folder / "ferry_files").mkdir()
    (folder / "ferry.html").write_text(page(), encoding="utf-8")
    (folder / "ferry_files/frame.html").write_text(page(BRIDGE), encoding="utf-8")
    (folder / "b/bridge.txt").write_text("\n".join(BRIDGE), encoding="utf-8")
    (folder / "b/.hidden/x.txt").write_text("Hidden.")
    (folder / "b/pier.png").write_bytes(b"\x89PNG")
    (folder / "sources.yml").write_text("x: 1")
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret.")
    (folder / "leak.txt").symlink_to(secret)
    done = add("saved")
    assert [(o.given, o.status) for o in done] == [
        ("saved/b/bridge.txt", "added"), ("saved/ferry.html", "added"), ("saved/leak.txt", "failed"),
        ("saved", "passed"),
    ]  # fmt: skip
    assert "is a link that leads out" in done[2].why
    assert done[3].why == "passed over, as no articles: 1 .png, 1 settings"
    assert b"Secret." not in b"".join(listed(seeds).values())


def test_what_cannot_come_in_is_said_and_the_rest_does(seeds):
    Path("empty.txt").write_bytes(b"")
    Path("noise.txt").write_bytes(bytes(range(256)))
    Path("picture.png").write_bytes(b"\x89PNG\r\n")
    Path("good.txt").write_text("The ferry sails.")
    done = add("none.txt", "www.post.example/ferry", "empty.txt", "noise.txt", "picture.png", "good.txt")
    assert [o.status for o in done] == ["failed"] * 5 + ["added"]
    assert done[0].why == "there is no such file"
    assert done[1].why == "there is no such file; an address begins with https://"
    assert done[2].why == "is empty"
    assert done[3].why == "is not text"
    assert done[4].why.startswith("no reader for .png: is a picture")
    assert set(listed(seeds)) == {"good.txt"}


def test_a_file_that_is_too_large_is_not_read(seeds, monkeypatch):
    monkeypatch.setattr(READERS[".txt"], "LIMIT", 1_000_000)
    Path("large.txt").write_bytes(b"word " * 200_001)
    assert only(add("large.txt")).why == "is larger than 1 MB: not read"


def test_the_seeds_folder_is_not_added_to_itself(seeds):
    seeds.mkdir()
    (seeds / "a.txt").write_text("The ferry sails.")
    before = listed(seeds)
    assert only(add("seeds/a.txt")).status == "there"
    assert only(add("seeds")).why == only(add(".")).why == "is the seeds folder, or holds it"
    assert listed(seeds) == before


def test_an_odd_file_never_stops_the_others(seeds, monkeypatch):
    def breaks(raw: bytes) -> Extracted:
        raise ZeroDivisionError("odd")

    Path("a.html").write_text(page(), encoding="utf-8")
    Path("b.txt").write_text("The ferry sails.")
    monkeypatch.setattr(READERS[".html"], "read", breaks)
    done = add("a.html", "b.txt")
    assert [o.status for o in done] == ["failed", "added"]
    assert done[0].why == "can't be read as .html: ZeroDivisionError('odd')"


def test_nothing_that_a_page_says_is_a_setting(seeds):
    more = "".join(f'<meta name="{n}" content="Z">' for n in ("key", "original", "retrieved"))
    title = "--- # &quot;a&quot;: [b](c) {{ d }} &amp;lt;script&amp;gt;"
    Path("a.html").write_text(page(title=title, more=more), encoding="utf-8")
    add("a.html")
    (there,) = read_folder(seeds)
    assert there.key == "A" and there.retrieved is None and there.original.startswith("originals/")
    assert there.title.startswith('--- # "a":')


# -- what holds many -------------------------------------------------------------------


class Box:
    """A container for tests: it gives the parts that it was made with."""

    ABOUT, SUFFIXES, NEEDS, LIMIT = "box", (".box",), None, 1_000

    def __init__(self, *parts: Part, then: Exception | None = None) -> None:
        self.given, self.then = parts, then

    def parts(self, raw: bytes) -> Iterator[Part]:
        yield from self.given
        if self.then:
            raise self.then


@pytest.fixture
def box(seeds, monkeypatch):
    """A file `a.box`, and what it shall hold."""
    Path("a.box").write_bytes(b"box")

    def holds(*parts: Part, **more) -> None:
        opener = {".box": Box(*parts, **more)}
        for module in ("inputs", "sniffing"):
            monkeypatch.setattr(f"briefgen.add.{module}.OPENERS", opener)

    return holds


def test_each_part_comes_in(box, seeds):
    said = {"title": "From the list", "publisher": "List Post", "published": "2024-05-07"}
    box(
        Part(name="one", suffix=".html", raw=page().encode(), url="https://post.example/one", metadata=said),
        Part(name="two", suffix=".txt", raw="\n".join(BRIDGE).encode(), metadata=said),
        Part(name="three", problem="is encrypted"),
        Part(name="four"),
        Part(name="five", suffix=".png", raw=b"x"),
    )
    done = add("a.box")
    assert [(o.given, o.status) for o in done] == [
        ("a.box: one", "added"), ("a.box: two", "added"), ("a.box: three", "failed"),
        ("a.box: four", "failed"), ("a.box: five", "failed"),
    ]  # fmt: skip
    assert [o.why for o in done[2:]] == [
        "is encrypted", "has neither a text nor an address", why_not(".png", ()),
    ]  # fmt: skip
    one, two = (next(a for a in read_folder(seeds) if a.path.endswith(o.path)) for o in done[:2])
    assert (one.title, one.publisher, one.url) == (
        "The ferry sails again", "Harbour Post", "https://post.example/one",
    )  # fmt: skip
    assert (two.title, two.publisher, str(two.published)) == ("From the list", "List Post", "2024-05-07")
    assert two.text == "\n\n".join(BRIDGE)


def test_a_file_that_breaks_in_the_middle_gives_what_it_had(box):
    box(Part(name="one", suffix=".txt", raw=b"The ferry sails."), then=UnreadableError("ends early"))
    assert [(o.status, o.why) for o in add("a.box")] == [("added", None), ("failed", "ends early")]
    box(then=ValueError("odd"))
    assert only(add("a.box")).why == "can't be read as .box: ValueError('odd')"
    box()
    assert only(add("a.box")).why == "holds no article"


def test_there_is_an_end_to_what_is_taken_in(box, monkeypatch):
    monkeypatch.setattr("briefgen.add.inputs.MOST_PARTS", 3)
    box(*(Part(name=str(n), suffix=".txt", raw=f"Ferry {n} sails.".encode()) for n in range(9)))
    done = add("a.box")
    assert [o.status for o in done] == ["added"] * 3 + ["failed"]
    assert done[-1].why == "holds more than 3 articles: so many are no articles of one event"
    Path("a.box").write_bytes(b"x" * 1_001)
    assert "is larger than" in only(add("a.box")).why


def test_addresses_in_a_list_are_fetched_and_lists_behind_them_are_not(box, seeds):
    pages = {"/one": html(), "/list.box": (200, {"Content-Type": "application/x-box"}, "box")}
    with serve(pages) as web:
        box(*(Part(name=p, url=web.url + p, metadata={"title": "Told"}) for p in ("/one", "/list.box")))
        done = fetch("a.box")
    assert [o.status for o in done] == ["added", "failed"]
    assert done[0].title == "The ferry sails again"


class Addresses:
    """The same for lists of addresses."""

    ABOUT, SUFFIXES, NEEDS, LIMIT = "addresses", (".urls",), None, 1_000

    def parts(self, raw: bytes) -> Iterator[Part]:
        for url in raw.decode().split():
            if not url.startswith("http"):
                raise UnreadableError("holds something else")
            yield Part(name=url, url=url)


def test_a_text_of_addresses_is_a_list_of_them(seeds, monkeypatch):
    for module in ("inputs", "sniffing"):
        monkeypatch.setattr(f"briefgen.add.{module}.OPENERS", {".urls": Addresses()})
    with serve({"/a": html(), "/b": html(paragraphs=BRIDGE, title="The bridge")}) as web:
        Path("tabs.txt").write_text(f"{web.url}/a\n{web.url}/b\n")
        assert [(o.given, o.status) for o in fetch("tabs.txt")] == [
            (f"{web.url}/a", "added"), (f"{web.url}/b", "added"),
        ]  # fmt: skip
        assert [o.status for o in fetch("-", stdin=io.BytesIO(f"{web.url}/a".encode()))] == ["there"]
    Path("note.txt").write_text("Read this: https://post.example/a")
    assert only(add("note.txt")).path == "note.txt"


class Either(Box):
    """A file that may be one article or hold many, as JSON may."""

    def read(self, raw: bytes) -> Extracted:
        return Extracted(text="\n".join(BRIDGE))


def test_a_file_that_may_hold_many_and_is_one_comes_in_as_it_is(seeds, monkeypatch):
    Path("one.box").write_bytes(b"box")
    for module in ("inputs", "sniffing"):
        either = Either(Part(name="x", suffix=".box", raw=b"made anew"))
        monkeypatch.setattr(f"briefgen.add.{module}.OPENERS", {".box": either})
        monkeypatch.setattr(f"briefgen.add.{module}.READERS", {**READERS, ".box": either})
    monkeypatch.setattr("briefgen.add.reading.READERS", {**READERS, ".box": either})
    outcome = only(add("one.box"))
    assert outcome.given == "one.box"
    assert (seeds / "originals" / outcome.path.replace(".md", ".box")).read_bytes() == b"box"


# -- addresses -------------------------------------------------------------------------


def test_an_address_comes_in_with_when_and_from_where(seeds):
    pages = {"/old": (302, {"Location": "/new"}, ""), "/new": html(headers={"ETag": '"1"'})}
    with serve(pages) as web:
        outcome = only(fetch(web.url + "/old"))
    (original,) = recorded(seeds)
    assert (original.asked, original.url) == (f"{web.url}/old", f"{web.url}/new")
    assert (original.etag, original.content_type, original.retrieved) == (
        '"1"', "text/html", "2024-05-08T12:00:00Z",
    )  # fmt: skip
    (there,) = read_folder(seeds)
    assert (there.url, there.retrieved) == (f"{web.url}/new", NOON)
    assert outcome.missing == ()


def test_a_private_address_is_refused_unless_allowed(seeds):
    with serve({"/a": html()}) as web:
        outcome = only(add(f"{web.url}/a"))
        assert web.asked == []
    assert outcome.status == "failed" and "private" in outcome.why
    assert not seeds.exists()


def test_what_is_unchanged_is_not_sent_again(seeds):
    def answer(asked):
        return (304, {}, "") if asked.headers.get("If-None-Match") == '"1"' else html(headers={"ETag": '"1"'})

    with serve({"/a": answer}) as web:
        first = only(fetch(f"{web.url}/a"))
        before = listed(seeds)
        again = only(fetch(f"{web.url}/a"))
    assert (again.status, again.path, again.why) == ("there", first.path, "unchanged since it was fetched")
    assert listed(seeds) == before


def test_the_same_text_and_address_is_there_already(seeds):
    with serve({"/a": html(), "/a?from=mail": html(more="<!-- another visit -->")}) as web:
        first = only(fetch(f"{web.url}/a"))
        before = listed(seeds)
        again = fetch(f"{web.url}/a", f"{web.url}/a?from=mail", f"{web.url}/a#part")
    assert {(o.status, o.path) for o in again} == {("there", first.path)}
    assert listed(seeds) == before


def test_what_its_maker_mended_in_a_source_is_no_new_version(seeds, tmp_path):
    saved = tmp_path / "ferry.html"
    saved.write_text(page(), encoding="utf-8")
    first = only(add(saved))
    source = seeds / first.path
    source.write_text(source.read_text(encoding="utf-8").replace("Velm", "Welm"), encoding="utf-8")
    before = listed(seeds)
    assert (only(add(saved)).status, listed(seeds)) == ("there", before)


def test_another_text_at_a_known_address_is_a_new_version(seeds):
    with serve({"/a": lambda _: html(paragraphs=texts.pop(0))}) as web:
        texts = [FERRY, LATER, BRIDGE]
        done = [only(fetch(f"{web.url}/a", now=NOON + timedelta(days=n))) for n in range(3)]
    name = done[0].path.removesuffix(".md")
    assert [o.path for o in done] == [f"{name}.md", f"{name}-2.md", f"{name}-3.md"]
    assert [(o.relation, o.of) for o in done[1:]] == [("version", f"{name}.md"), ("version", f"{name}-2.md")]
    assert {a.text for a in read_folder(seeds)} == {"\n\n".join(t) for t in (FERRY, LATER, BRIDGE)}


def test_addresses_that_differ_in_what_is_asked_are_two_articles(seeds):
    pages = {"/read?id=1": html(), "/read?id=2": html(paragraphs=BRIDGE, title="The bridge is shut")}
    with serve(pages) as web:
        done = fetch(*(web.url + p for p in pages))
    assert [o.relation for o in done] == [None, None]
    assert done[1].path == "harbour-post-2024-05-08-the-bridge-is-shut.md"


def test_what_is_there_is_split_only_to_be_compared(seeds, monkeypatch):
    seeds.mkdir()
    texts = {"a.md": FERRY, "b.md": BRIDGE}
    for name, text in texts.items():
        (seeds / name).write_text("\n\n".join(text))
    taken = []
    monkeypatch.setattr("briefgen.add.known.split", lambda a: taken.append(a.path) or split(a))
    Path("again.txt").write_text("\n\n".join(FERRY))
    assert only(add("again.txt")).status == "there"
    assert taken == []
    Path("new.txt").write_text("\n\n".join((*FERRY, "More is not known yet.")))
    assert (only(add("new.txt")).relation, sorted(taken)) == ("copy", ["a.md", "b.md", "new.txt"])


def test_an_earlier_version_is_compared_as_it_was_split(seeds, monkeypatch):
    notice = "Copyright 2024 Harbour Post. All rights reserved."
    pages = {"/a?of=one": html(paragraphs=(*FERRY, notice)), "/a?of=two": html(paragraphs=(*LATER, notice))}
    compared = []
    monkeypatch.setattr(
        "briefgen.add.known.are_versions", lambda a, b: compared.append((a, b)) or are_versions(a, b)
    )
    with serve(pages) as web:
        done = fetch(*(web.url + p for p in pages))
    assert (done[1].relation, done[1].of) == ("version", done[0].path)
    assert compared and all(a.sentences and b.sentences for a, b in compared)


def test_the_same_text_of_another_outlet_is_a_copy(seeds):
    with serve({"/a": html(), "/b": html(outlet="Valley Courier")}) as web:
        done = fetch(f"{web.url}/a", f"{web.url}/b")
    assert [(o.status, o.relation, o.of) for o in done] == [
        ("added", None, None), ("added", "copy", done[0].path),
    ]  # fmt: skip
    assert {a.publisher for a in read_folder(seeds)} == {"Harbour Post", "Valley Courier"}


def test_a_text_without_an_outlet_says_nothing_more(seeds):
    with serve({"/a": html()}) as web:
        first = only(fetch(f"{web.url}/a"))
    Path("pasted.txt").write_text("\n\n".join(FERRY), encoding="utf-8")
    assert [(o.status, o.path) for o in add("pasted.txt")] == [("there", first.path)]


def test_one_address_that_fails_keeps_nothing_else_out(seeds):
    with serve({"/a": html(), "/b": html(paragraphs=BRIDGE), "/empty": html(paragraphs=())}) as web:
        done = fetch(f"{web.url}/a", f"{web.url}/none", f"{web.url}/empty", f"{web.url}/b")
    assert [o.status for o in done] == ["added", "failed", "failed", "added"]
    assert "404" in done[1].why


SAID = {
    "cp1251": "Мэр Велма сказала: «Паром снова пойдёт – “в мае”».",
    "cp1252": "Le café où l’on boit – “l’Étoile” – est fermé depuis lundi, dit la mairie…",
    "utf-16-le": "Zoë’s café is closed – “for good”.",
    "utf-8": "Zoë’s café is closed – “for good”.",
}


@pytest.mark.parametrize(
    "charset, encoding, remark",
    [
        ("windows-1251", "cp1251", None),
        ("iso-8859-1", "cp1252", None),
        ("ISO-8859-1", "cp1252", None),
        ("us-ascii", "cp1252", None),
        ("utf-16", "utf-16-le", None),
        ("utf-16", "utf-8", None),
        ("utf-8", "cp1252", "says that it is in UTF-8, and is not; read as cp1252"),
        ("iso-8859-1", "utf-8", "says that it is in windows-1252, and is in UTF-8; read as that"),
        ("unicode_escape", "utf-8", None),
        ("unicode_escape", "cp1252", "does not say in which encoding it is; read as cp1252"),
        ("rot13", "utf-8", None),
        ("utf-7", "utf-8", None),
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_an_encoding_that_only_the_server_knows_is_used_as_a_browser_would(
    seeds, charset, encoding, remark, kind
):
    words = (SAID[encoding], r"He wrote +AGE- and \u0041 on it.", *FERRY)
    text = "\n\n".join(words) if kind == "text/plain" else page(words).replace('<meta charset="utf-8">', "")
    raw = text.encode(encoding)
    with serve({"/a": (200, {"Content-Type": f"{kind}; charset={charset}"}, raw)}) as web:
        outcome = only(fetch(f"{web.url}/a"))
    (there,) = read_folder(seeds)
    assert there.text == "\n\n".join(words)
    assert (seeds / there.original).read_bytes() == raw
    if kind == "text/html" or charset != "unicode_escape":
        assert outcome.remarks == ((remark,) if remark else ())


def test_an_encoding_that_only_an_archive_knows_is_used(box, seeds):
    words = SAID["cp1251"]
    raw = page((words, *FERRY)).replace('<meta charset="utf-8">', "").encode("cp1251", "replace")
    box(Part(name="one", suffix=".html", raw=raw, charset="windows-1251"))
    assert only(add("a.box")).remarks == ()
    (there,) = read_folder(seeds)
    assert there.text.startswith(words)


def test_a_server_that_lies_about_the_type_is_found_out(seeds):
    with serve({"/a": (200, {"Content-Type": "application/pdf"}, page())}) as web:
        outcome = only(fetch(f"{web.url}/a"))
    assert outcome.remarks[0] == "is HTML, though its server calls it application/pdf"
    assert outcome.path.endswith(".md")


def test_an_address_of_another_site_is_not_believed(seeds):
    def canonical(url):
        return html(more=f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">')

    pages = {"/a": canonical("https://elsewhere.example/a")}
    with serve(pages) as web:
        pages["/b"] = canonical(f"{web.url}/")
        pages["/c?from=mail"] = canonical(f"{web.url}/c")
        other, home, own = (only(fetch(web.url + p)) for p in ("/a", "/b", "/c?from=mail"))
    assert sorted(a.url for a in read_folder(seeds)) == [f"{web.url}/{p}" for p in "abc"]
    assert any("elsewhere.example: not believed" in r for r in other.remarks)
    assert not any("believed" in r for o in (home, own) for r in o.remarks)


@pytest.mark.parametrize("more, kept", [(600, True), (2100, False)])
def test_a_long_address_is_what_a_build_takes_or_left_out(seeds, more, kept):
    path = f"/a?{'x' * more}"
    with serve({path: html()}) as web:
        url = web.url + path
        outcome = only(fetch(url))
        assert [o.status for o in fetch(url)] == ["there"]
    assert outcome.status == "added"
    assert [a.url for a in read_folder(seeds)] == [url if kept else None]
    assert (
        "where it was fetched: url: expected a text of 1 to 2000 characters; not used" in outcome.remarks
    ) != kept
    assert not [p for p in read_seeds(seeds, "seeds").problems if "url" in p.what]
    assert recorded(seeds)[0].url == url


def test_plain_text_of_the_web_has_its_address_in_front(seeds):
    with serve({"/a.txt": (200, {"Content-Type": "text/plain"}, "\n\n".join(FERRY))}) as web:
        outcome = only(fetch(f"{web.url}/a.txt"))
    (there,) = read_folder(seeds)
    assert outcome.path.endswith(".md") and there.url == f"{web.url}/a.txt"
    assert there.text == "\n\n".join(FERRY)


def test_without_the_extra_files_come_in_and_addresses_say_what_to_install(seeds, monkeypatch):
    for name in [n for n in sys.modules if n.split(".")[0] == "urllib3"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "urllib3", None)
    Path("a.txt").write_text("The ferry sails.")
    done = add("https://post.example/a", "a.txt", allow_private=True)
    assert [o.status for o in done] == ["failed", "added"]
    assert "briefgen[web]" in done[0].why


def test_how_much_has_come_is_told(seeds):
    seen = []
    with serve({"/a": html()}) as web:
        fetch(f"{web.url}/a", progress=lambda *told: seen.append(told))
    assert seen[0] == (f"{web.url}/a", 0, None)
    assert seen[-1][1] > 0


# -- all or nothing --------------------------------------------------------------------


def test_interrupted_nothing_has_come_in(seeds, monkeypatch):
    Path("a.txt").write_text("The ferry sails.")
    Path("b.html").write_text(page(), encoding="utf-8")

    def interrupt(raw: bytes) -> Extracted:
        raise KeyboardInterrupt

    monkeypatch.setattr(READERS[".html"], "read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add("a.txt", "b.html")
    assert not seeds.exists()


def failing_once(monkeypatch, error: BaseException) -> None:
    """The second file that is put in place meets this."""
    link, calls = os.link, []

    def fail(*given) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise error
        link(*given)

    monkeypatch.setattr("os.link", fail)


def test_interrupted_while_it_comes_in_all_of_it_does(seeds, monkeypatch):
    Path("b.html").write_text(page(), encoding="utf-8")
    failing_once(monkeypatch, KeyboardInterrupt())
    assert only(add("b.html")).status == "added"
    assert len(listed(seeds)) == 3


def test_refused_while_it_comes_in_the_next_command_goes_on(seeds, monkeypatch):
    Path("b.html").write_text(page(), encoding="utf-8")
    failing_once(monkeypatch, OSError(errno.ENOSPC, "No space left on device", "seeds/x"))
    with pytest.raises(SeedsError, match=r"^seeds/x: can't be written: No space left on device$"):
        add("b.html")
    assert any(path.startswith(FOLDER) for path in listed(seeds))
    assert only(add("b.html")).status == "there"
    assert len(listed(seeds)) == 3


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
def test_refused_before_it_comes_in_nothing_has(seeds, monkeypatch, call):
    Path("b.html").write_text(page(), encoding="utf-8")

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", "seeds/x")

    with monkeypatch.context() as patch:
        patch.setattr(call, refuse)
        with pytest.raises(SeedsError, match="No space left on device"):
            add("b.html")
    assert not seeds.exists()


def test_two_at_once_take_turns(seeds):
    with (
        staging(seeds),
        pytest.raises(SeedsError, match="another briefgen add is at work"),
        staging(seeds, 0),
    ):
        pass
    assert not seeds.exists()


def test_what_is_there_is_never_written_over(seeds):
    with pytest.raises(SeedsError, match="has come in the meantime"), staging(seeds) as stage:
        stage.put("a.txt", b"ours")
        (seeds / "a.txt").write_bytes(b"theirs")
        stage.commit()
    assert listed(seeds) == {"a.txt": b"theirs"}


@pytest.mark.parametrize(
    "path", ["../x.txt", "/x.txt", "a/b/c.txt", ".hidden", "originals/.x", "a\\b", "c:x", ""]
)
def test_a_file_has_its_place_in_the_folder(seeds, path):
    with staging(seeds) as stage, pytest.raises(SeedsError, match="no place"):
        stage.put(path, b"x")


@pytest.mark.parametrize("kind", ["link", "file"])
def test_originals_go_nowhere_else(seeds, tmp_path, kind):
    seeds.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    if kind == "link":
        (seeds / "originals").symlink_to(outside)
    else:
        (seeds / "originals").write_bytes(b"mine")
    Path("a.html").write_text(page(), encoding="utf-8")
    with pytest.raises(SeedsError, match="originals is no folder"):
        add("a.html")
    assert list(outside.iterdir()) == [] and [p.name for p in seeds.iterdir()] == ["originals"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_hidden_folder_that_is_not_ours_is_not_removed(seeds, tmp_path):
    seeds.mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/file").write_bytes(b"mine")
    (seeds / FOLDER).symlink_to(tmp_path / "mine")
    Path("a.txt").write_text("The ferry sails.")
    with pytest.raises(SeedsError, match="remove it"):
        add("a.txt")
    assert (tmp_path / "mine/file").read_bytes() == b"mine"


def test_without_hard_links_files_are_renamed(seeds, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    Path("a.html").write_text(page(), encoding="utf-8")
    outcome = only(add("a.html"))
    assert {outcome.path} < set(listed(seeds)) and len(listed(seeds)) == 3


# -- the command, and what a build says of originals -----------------------------------


def test_the_command_tells_a_line_for_each(seeds, briefgen):
    Path("a.html").write_text(page(), encoding="utf-8")
    Path("b.txt").write_text("\n".join(BRIDGE), encoding="utf-8")
    result = briefgen("add", "a.html", "b.txt", "none.txt")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "new      harbour-post-2024-05-08-the-ferry-sails-again.md: 75 words, “The ferry sails again”; "
        "no address; from a.html",
        "new      b.txt: 53 words; no title, no outlet, no date, no author, no address",
    ]
    assert result.stderr == "briefgen: none.txt: there is no such file\n"
    again = briefgen("add", "b.txt")
    assert again.exit_code == 0
    assert again.stdout == "there    b.txt: already there: the same text (b.txt)\n"


def test_the_command_speaks_json(seeds, briefgen):
    Path("b.txt").write_text("\n".join(BRIDGE), encoding="utf-8")
    (said,) = json.loads(briefgen("add", "--json", "b.txt").stdout)
    assert said == {
        "given": "b.txt", "status": "added", "path": "b.txt", "words": 53,
        "missing": ["title", "publisher", "published", "authors", "url"],
    }  # fmt: skip


def test_the_command_is_interrupted_with_its_status(seeds, briefgen, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.add.making.Desk.take_in", interrupt)
    Path("b.txt").write_text("The ferry sails.")
    assert briefgen("add", "b.txt").exit_code == 130
    assert not seeds.exists()


def test_a_setting_keeps_originals_away(seeds, briefgen):
    Path("mkdocs.yml").write_text("plugins:\n  - briefgen:\n      originals: false\n")
    Path("a.html").write_text(page(), encoding="utf-8")
    assert briefgen("add", "a.html").exit_code == 0
    assert not (seeds / "originals").exists()


def test_a_build_says_what_is_amiss_with_originals(seeds):
    Path("a.html").write_text(page(), encoding="utf-8")
    Path("b.html").write_text(page(BRIDGE, title="The bridge"), encoding="utf-8")
    first, second = add("a.html", "b.html")
    kept = seeds / "originals" / first.path.replace(".md", ".html")
    kept.write_bytes(b"changed")
    (seeds / second.path).unlink()
    (seeds / "originals/mine.pdf").write_bytes(b"%PDF")
    said = {p.what: p.severity for p in build(seeds, Path("docs")).problems}
    size = len(page().encode())
    assert said == {
        f"its original originals/{kept.name} is not as it came: it has 7 bytes, not {size:,}": 1,
        f"originals/{second.path.replace('.md', '.html')}: no source names it as its original; "
        "remove it, or leave it": 0,
        "originals/mine.pdf: no source names it as its original; remove it, or leave it": 0,
    }
    kept.unlink()
    said = {p.what for p in build(seeds, Path("docs")).problems}
    assert f"its original originals/{kept.name} is not there" in said


# -- the containers that there are -----------------------------------------------------


def test_a_list_of_crawled_articles_comes_in(seeds):
    articles = [
        {"title": "Ferry sails", "text": "\n".join(FERRY), "url": "https://post.example/ferry", "lang": "en"},
        {"title": "Bridge shut", "text": "\n".join(BRIDGE), "publish_date": "2024-05-07"},
        {"title": "Nothing", "text": ""},
    ]
    Path("all.json").write_text(json.dumps(articles), encoding="utf-8")
    Path("one.jsonl").write_text(json.dumps(articles[0]) + "\n" + json.dumps(articles[1]) + "\n")
    done = add("all.json", "one.jsonl")
    assert [o.status for o in done if o.status != "failed"] == ["added", "added", "there", "there"]
    titles = {a.title: (a.url, str(a.published)) for a in read_folder(seeds)}
    assert titles == {
        "Ferry sails": ("https://post.example/ferry", "None"), "Bridge shut": (None, "2024-05-07"),
    }  # fmt: skip


def test_one_crawled_article_keeps_its_file(seeds):
    raw = json.dumps({"headline": "Ferry sails", "articleBody": "\n".join(FERRY)}).encode()
    Path("one.json").write_bytes(raw)
    outcome = only(add("one.json"))
    assert outcome.title == "Ferry sails"
    assert (seeds / "originals" / outcome.path.replace(".md", ".json")).read_bytes() == raw


def test_a_feed_is_gone_through_and_its_pages_are_fetched(seeds):
    def feed(url: str) -> str:
        items = "".join(f"<item><title>{t}</title><link>{url}/{t}</link></item>" for t in "ab")
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'

    pages = {"/a": html(), "/b": html(paragraphs=BRIDGE, title="The bridge is shut")}
    with serve(pages) as web:
        pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(web.url))
        done = fetch(f"{web.url}/feed")
    assert [(o.status, o.title) for o in done] == [
        ("added", "The ferry sails again"), ("added", "The bridge is shut"),
    ]  # fmt: skip
    assert {a.url for a in read_folder(seeds)} == {f"{web.url}/a", f"{web.url}/b"}


def test_a_folder_of_mails_comes_in(seeds):
    mails = "".join(
        "From paper@post.example Wed May  8 08:10:00 2024\nFrom: Post <p@post.example>\nTo: me@x.example\n"
        f"Subject: {subject}\nDate: Wed, 8 May 2024 08:10:00 +0200\n\n" + "\n\n".join(text) + "\n\n"
        for subject, text in (("Ferry", FERRY), ("Bridge", BRIDGE))
    )
    Path("news.mbox").write_text(mails, encoding="utf-8")
    done = add("news.mbox")
    assert [(o.status, o.title) for o in done] == [("added", "Ferry"), ("added", "Bridge")]
    assert all(p.suffix == ".eml" for p in (seeds / "originals").iterdir() if p.suffix != ".json")


def test_a_list_of_addresses_is_fetched_from_a_file_and_from_what_is_pasted(seeds):
    with serve({"/a": html(), "/b": html(paragraphs=BRIDGE, title="The bridge")}) as web:
        Path("tabs.urls").write_text(f"# my tabs\n{web.url}/a\n")
        Path("tabs.txt").write_text(f"- {web.url}/b\n")
        assert [o.status for o in fetch("tabs.urls", "tabs.txt")] == ["added", "added"]
        pasted = io.BytesIO(f"{web.url}/a\n{web.url}/b\n".encode())
        assert [o.status for o in fetch("-", stdin=pasted)] == ["there", "there"]


# -- where things came from, and what is none ---------------------------------------------


def crawl(*pages: tuple[str, str]) -> bytes:
    """An archive of the web with these pages."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for url, body in pages:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(body.encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=http))
    return out.getvalue()


STUB = '<html><head><meta http-equiv="refresh" content="0; url=/ferry"></head><body></body></html>'


def test_pages_without_an_article_are_passed_where_a_crawler_brought_them(seeds, briefgen):
    Path("crawl.warc").write_bytes(crawl(("https://post.example/", STUB), ("https://post.example/f", page())))
    result = briefgen("add", "crawl.warc")
    assert (result.exit_code, result.stderr) == (0, "")
    passed, new = result.stdout.splitlines()
    assert passed == "passed   crawl.warc: https://post.example/: has no text of an article"
    assert new.endswith("; from crawl.warc: https://post.example/f")


def test_what_the_user_named_fails_where_it_has_no_article(seeds, briefgen):
    Path("stub.html").write_text(STUB)
    Path("crawl.warc").write_bytes(crawl(("https://post.example/", STUB)))
    result = briefgen("add", "stub.html", "crawl.warc")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "briefgen: stub.html: has no text of an article", "briefgen: crawl.warc: holds no article",
    ]  # fmt: skip


def test_an_address_in_a_file_says_from_where_it_is(seeds):
    records = [
        {"title": "Ferry", "text": "", "url": "{}/a"},
        {"title": "Bridge", "text": None, "url": "{}/b"},
    ]
    with serve({"/a": html()}) as web:
        lines = (json.dumps({**r, "url": r["url"].format(web.url)}) for r in records)
        Path("crawl.jsonl").write_text("\n".join(lines))
        Path("tabs.txt").write_text(f"Read these:\n{web.url}/c\n")
        done = fetch("crawl.jsonl", "tabs.txt")
        assert [o.status for o in done] == ["added", "failed", "failed"]
        assert done[0].remarks == ("fetched: crawl.jsonl has no text of it",)
        assert list(telling.lines(done))[0].endswith(f"; from crawl.jsonl, “Ferry”: {web.url}/a")
        bridge, tab = telling.failures(done)
    assert bridge.startswith(f"crawl.jsonl, “Bridge”: {web.url}/b: ") and "404" in bridge
    assert tab.startswith(f"tabs.txt: {web.url}/c: ") and "404" in tab


def test_an_entry_of_a_feed_says_from_where_it_is(seeds):
    with serve({}) as web:
        item = f"<item><title>Ferry</title><link>{web.url}/a</link></item>"
        feed = f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'
        Path("post.rss").write_text(feed)
        (line,) = telling.failures(fetch("post.rss"))
    assert line.startswith(f"post.rss, “Ferry”: {web.url}/a: ")


@pytest.mark.parametrize(
    "member, mimetype, said",
    [
        ("xl/workbook.xml", "", "no reader for .xlsx: is a spreadsheet"),
        ("ppt/presentation.xml", "", "no reader for .pptx: is a presentation"),
        (
            "content.xml",
            "application/vnd.oasis.opendocument.spreadsheet",
            "no reader for .ods: is a spreadsheet",
        ),
        ("content.xml", "application/epub+zip", "no reader for .epub: is an e-book"),
        ("readme", "", "no reader for .zip: is an archive"),
    ],
)
def test_what_is_not_read_is_called_what_it_is(seeds, member, mimetype, said):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        made.writestr(member, "<x/>")
    Path("given").write_bytes(raw.getvalue())
    assert only(add("given")).why.startswith(said)


@pytest.mark.parametrize(
    "raw, content_type, said",
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png", "no reader for .png: is a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "text/plain", "no reader for .png: is a picture"),
        (old_office("WordDocument"), "application/msword", "no reader for .doc: is of a word processor"),
        (old_office("Workbook"), "application/octet-stream", "no reader for .xls: is a spreadsheet"),
        (bytes(9) + b"xyz", "video/mp4", "no reader for .mp4: is a recording"),
        (b"\0\0\0\x18ftypmp42", "application/octet-stream", "no reader for .mp4: is a recording"),
    ],
)
def test_what_is_fetched_and_not_read_is_called_what_it_is(seeds, raw, content_type, said):
    with serve({"/a": (200, {"Content-Type": content_type}, raw)}) as web:
        Path("a.urls").write_text(f"{web.url}/a\n")
        done = (only(fetch(f"{web.url}/a")), only(fetch("a.urls")))
    assert [o.status for o in done] == ["failed"] * 2
    assert all(o.why.startswith(said) for o in done)


def test_a_broken_archive_is_what_its_name_says(seeds):
    Path("costs.xlsx").write_bytes(b"PK\x03\x04")
    assert only(add("costs.xlsx")).why.startswith("no reader for .xlsx: is a spreadsheet")


def test_no_suffix_stands_twice_in_a_message(seeds):
    Path("a.xyz").write_bytes(b"\x00xyz")
    why = only(add("a.xyz")).why
    there = why.partition("there are ")[2].strip(")").split(", ")
    assert len(there) == len(set(there)) > 10 and ".htm" not in there


def test_a_file_of_which_nothing_is_known_keeps_its_name(seeds):
    cues = "WEBVTT\n\n00:01.000 --> 00:04.000\nThe ferry sails again from May, and nobody knows who pays."
    Path("Hearing of 4 May.vtt").write_text(cues)
    outcome = only(add("Hearing of 4 May.vtt"))
    assert outcome.path == "hearing-of-4-may.md"
    assert "; from" not in next(telling.lines((outcome,)))
    Path("folder").mkdir()
    Path("folder/Other.vtt").write_text(cues.replace("ferry", "bridge"))
    assert only(add("folder")).path == "other.md"


def test_names_end_with_whole_words_and_have_no_numbers_of_machines(tmp_path):
    names = Names(tmp_path)
    long = "harbour-post-2024-05-08-the-ferry-sails-kestrels"
    assert [names.free(long) for _ in "ab"] == [long, "harbour-post-2024-05-08-the-ferry-sails-2"]
    for url in ("http://127.0.0.1:8000/x", "http://[::1]/x", "http://localhost/x", "https://192.0.2.7/x"):
        assert name_for(article(url=url), None) == "the-ferry-sails-again"
    assert (
        name_of_file("a " + "very " * 8 + "longwinded title") == "a-very-very-very-very-very-very-very-very"
    )
