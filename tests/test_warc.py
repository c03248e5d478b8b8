"""Archives of the web: which of their records are pages, and what a broken or a huge one does."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
import zlib
from contextlib import suppress
from hashlib import sha256

import pytest
from test_limits import in_time
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from briefgen.readers import read_seeds
from briefgen.readers.formats import suffix_of, wacz, warc
from briefgen.readers.formats.extracted import UnreadableError

PAGE = "<html><body><p>The ferry did not sail – says Zoë.</p></body></html>".encode()
HTML = ("Content-Type", "text/html; charset=utf-8")
DATE = "2024-03-05T10:03:00Z"


def archive(*records, packed=False):
    """Records of (kind, address, status, heads, body), as the library writes them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for kind, url, status, heads, body in records:
        http = StatusAndHeaders(status, list(heads), protocol="HTTP/1.1") if status else None
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type="" if http else dict(heads)["Content-Type"],
            warc_headers_dict={"WARC-Date": DATE},
        )
        writer.write_record(record)
    return out.getvalue()


def page(n, body=PAGE, heads=(HTML,), status="200 OK"):
    return ("response", f"https://post.example/{n}", status, heads, body)


def chunked(body):
    pieces = [body[n : n + 7] for n in range(0, len(body), 7)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def heads(**more):
    return (HTML, *((name.replace("_", "-"), value) for name, value in more.items()))


RECORDS = [
    ("warcinfo", "file.warc", None, [("Content-Type", "application/warc-fields")], b"software: x\r\n"),
    ("request", "https://post.example/1", None, [("Content-Type", "application/http")], b"GET / HTTP/1.1"),
    page("plain"),
    page("chunked", chunked(PAGE), heads(Transfer_Encoding="chunked")),
    page("gzip", gzip.compress(PAGE), heads(Content_Encoding="gzip")),
    page("both", chunked(gzip.compress(PAGE)), heads(Transfer_Encoding="chunked", Content_Encoding="gzip")),
    page("deflate", zlib.compress(PAGE), heads(Content_Encoding="deflate")),
    page("bare-deflate", zlib.compress(PAGE)[2:-4], heads(Content_Encoding="deflate")),
    page("members", gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:]), heads(Content_Encoding="gzip")),
    page("unpacked", PAGE, heads(Content_Encoding="gzip")),
    page("gone", status="404 Not Found"),
    page("moved", status="301 Moved"),
    page("picture", b"GIF89a", [("Content-Type", "image/gif")]),
    page("script", b"x = 1", [("Content-Type", "text/javascript")]),
    page("paper.pdf", b"%PDF-1.7", [("Content-Type", "application/pdf")]),
    page("note", "Zoë.".encode(), [("Content-Type", "TEXT/PLAIN")]),
    page("empty", b""),
    ("resource", "https://post.example/kept", None, [("Content-Type", "text/html")], PAGE),
    ("resource", "file:///etc/passwd", None, [("Content-Type", "text/plain")], b"x"),
    ("metadata", "https://post.example/plain", None, [("Content-Type", "text/html")], PAGE),
]  # fmt: skip
PAGES = [
    ("plain", ".html"), ("chunked", ".html"), ("gzip", ".html"), ("both", ".html"), ("deflate", ".html"),
    ("bare-deflate", ".html"), ("members", ".html"), ("unpacked", ".html"), ("paper.pdf", ".pdf"),
    ("note", ".txt"), ("kept", ".html"),
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_out_as_their_server_had_them(packed):
    found = list(warc.parts(archive(*RECORDS, packed=packed)))
    assert [(p.url.removeprefix("https://post.example/"), p.suffix) for p in found] == PAGES
    assert {p.raw for p in found if p.suffix == ".html"} == {PAGE}
    assert all(p.metadata == {"retrieved": DATE} and p.name == p.url and not p.problem for p in found)


@pytest.mark.parametrize(
    "body, coding, why",
    [
        (gzip.compress(PAGE) + gzip.compress(PAGE)[:-12], "gzip", "is cut off"),
        (gzip.compress(b"") * 99, "gzip", "is damaged"),
        (gzip.compress(PAGE)[:-8] + b"\0" * 8, "gzip", "is damaged"),
        (PAGE, "gzip, gzip, gzip", "is packed 3 times over"),
    ],
    ids=["cut", "pieces", "damaged", "layers"],
)
def test_a_page_that_is_packed_wrongly_says_so(body, coding, why):
    (found,) = warc.parts(archive(page(1, body, heads(Content_Encoding=coding))))
    assert found.raw is None
    assert found.problem.startswith(why)


def test_what_one_page_has_costs_no_other():
    found = list(warc.parts(archive(page(1, b"zz", heads(Content_Encoding="br")), page(2))))
    assert [(p.url, p.problem) for p in found] == [
        ("https://post.example/1", "is packed in a way that is not read: 'br'"),
        ("https://post.example/2", None),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_ends_too_early_gives_what_it_has(packed):
    raw = archive(*(page(n, PAGE * 200) for n in range(5)), packed=packed)
    found = list(warc.parts(raw[: len(raw) * 4 // 5 - 20]))
    assert [p.url for p in found[:3]] == [f"https://post.example/{n}" for n in range(3)]
    if packed:
        assert (found[-1].raw, found[-1].problem) == (None, "is cut off, or damaged")


LONG = b"".join(b"<p>Ferry %s sails.</p>" % sha256(bytes([n])).hexdigest().encode() for n in range(200))
CUT = "is cut off: the archive has only its beginning"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("part", [0.01, 0.02, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize(
    "body, more",
    [
        (LONG, {}),
        (chunked(LONG), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(LONG), {"Content_Encoding": "gzip"}),
    ],
    ids=["plain", "chunked", "gzip"],
)
def test_half_a_page_is_no_page(body, more, part, packed):
    raw = archive(page("whole"), page("cut", body, heads(**more)), packed=packed)
    first = len(archive(page("whole"), packed=packed))
    found = list(warc.parts(raw[: first + int((len(raw) - first) * part)]))
    assert (found[0].raw, found[0].problem) == (PAGE, None)
    assert [p.raw for p in found[1:]] == [None] * len(found[1:])
    told = [p.problem for p in found[1:]]
    assert told[-1] == "is cut off, or damaged" and set(told) <= {CUT, told[-1]}


def test_a_page_that_its_server_or_its_crawler_cut_is_no_page():
    half = gzip.compress(LONG)[:-20]
    found = list(warc.parts(archive(page("half", half, heads(Content_Encoding="gzip")), page("whole"))))
    assert [(p.raw, p.problem) for p in found] == [
        (None, CUT), (PAGE, None),
    ]  # fmt: skip
    raw = archive(page("cut")).replace(b"WARC-Date:", b"WARC-Truncated: time\r\nWARC-Date:", 1)
    assert [p.problem for p in warc.parts(raw)] == [CUT]


@pytest.mark.parametrize(
    "kind, charset",
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ('text/html;version=5; Charset="KOI8-R"', "KOI8-R"),
        ("text/html", None),
        ("text/html; boundary=charset", None),
    ],
)
def test_the_encoding_that_a_server_names_is_handed_on(kind, charset):
    answer = page("a", heads=[("Content-Type", kind)])
    kept = ("resource", "https://post.example/b", None, [("Content-Type", kind)], PAGE)
    assert [p.charset for p in warc.parts(archive(answer, kept))] == [charset, charset]


@pytest.mark.parametrize(
    "raw", [b"", b"WARC", b"<html>", b"PK\x03\x04", gzip.compress(b"hello"), b"\x1f\x8b\x08"]
)
def test_what_is_no_archive_is_refused(raw):
    with pytest.raises(UnreadableError, match=r"is not a web archive \(WARC\)"):
        list(warc.parts(raw))


def test_an_archive_without_pages_is_refused(capfd):
    with pytest.raises(UnreadableError, match="has no page that was fetched with success"):
        list(warc.parts(archive(RECORDS[0], page("gone", status="404 Not Found"))))
    with suppress(UnreadableError):
        list(warc.parts(b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 3\r\n\r\nabcdef\r\nWARC/1.0\r\n\r\n"))
    assert capfd.readouterr() == ("", "")


def test_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(UnreadableError, match=r"pip install 'briefgen\[web\]'"):
        list(warc.parts(archive(page(1))))


def test_an_archive_can_be_hostile():
    packed = heads(Content_Encoding="gzip")
    zeros, letters = gzip.compress(b"\0" * 120_000_000, 9), gzip.compress(b"a" * 49_000_000, 9)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999\r\n\r\n"
    files = [
        b"WARC/1.0\r\n" + b"x" * 40_000_000,
        b"WARC/1.0\r\n" + b"x: y\r\n" * 6_000_000,
        gzip.compress(b"WARC/1.0\r\n" + b"\0" * 120_000_000, 1),
        gzip.compress(head + b"\0" * 120_000_000, 1),
        archive(*(page(n, zeros, packed) for n in range(12))),
        archive(*(page(n, letters, packed) for n in range(12))),
        archive(
            page(1, chunked(zeros[:100_000]), heads(Transfer_Encoding="chunked", Content_Encoding="gzip"))
        ),
        archive(page(1, b"1\r\na\r\n" * 2_000_000, heads(Transfer_Encoding="chunked"))),
        b"WARC/1.0\r\n\r\n\r\n\r\n" * 500_000,
        b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 500_000,
    ]
    for raw in files:
        with in_time(), suppress(UnreadableError):
            for found in warc.parts(raw):
                assert found.raw is None or len(found.raw) <= warc.LIMIT
    with pytest.raises(UnreadableError, match="is larger than 100 MB when it is unpacked"):
        list(
            warc.parts(gzip.compress(archive(page(1, b"\0" * 120_000_000, [("Content-Type", "image/x")])), 1))
        )


# -- with a list of its pages ----------------------------------------------------------


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, raw in files.items():
            written.writestr(name.replace("__", "/"), raw)
    return out.getvalue()


def test_of_a_list_of_pages_those_are_taken():
    pages = [{"format": "json-pages-1.0"}, {"url": "https://post.example/2", "title": "Two"}]
    listed = "\n".join(map(json.dumps, pages))
    raw = archive(page(1), page(2), packed=True)
    found = list(wacz.parts(zipped(**{"archive__data.warc.gz": raw, "pages__pages.jsonl": listed})))
    assert [(p.url, p.raw) for p in found] == [("https://post.example/2", PAGE)]
    assert len(list(wacz.parts(zipped(**{"archive__data.warc.gz": raw})))) == 2


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"", "is no WACZ file"),
        (b"PK\x03\x04" * 99, "is no WACZ file"),
        (zipped(a="b"), "has no web archive in it"),
        (zipped(**{"archive__a.warc": b"\0" * 90_000_000}), "has a file in it that is larger than 50 MB"),
        (zipped(**{f"archive__{n}.warc": b"" for n in range(99)}), "has more than 20 archives"),
        (
            zipped(**{"archive__..__..__a.warc": archive(page(1)), "pages__pages.jsonl": '{"url": "x"}'}),
            "has none",
        ),
        (zipped(**{"archive__a.warc": archive(page(1)), "pages__pages.jsonl": "{"}), "is not valid JSON"),
    ],
    ids=range(7),
)
def test_what_is_no_such_archive_is_refused(raw, said):
    with in_time(), pytest.raises(UnreadableError, match=said):
        list(wacz.parts(raw))


# -- names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, suffix",
    [
        ("a.warc.gz", ".warc.gz"), ("x/a.b.WARC.GZ", ".warc.gz"), ("a.tar.gz", ".gz"), ("a.txt", ".txt"),
        ("a.warc.txt", ".txt"), ("a", ""), (".warc", ""), ("a.b.MD", ".md"),
    ],
)  # fmt: skip
def test_a_suffix_may_have_two_parts(name, suffix):
    assert suffix_of(name) == suffix


def test_a_seeds_folder_says_what_to_do_with_one(tmp_path):
    (tmp_path / "a.txt").write_text("The ferry left.")
    (tmp_path / "b.warc.gz").write_bytes(archive(page(1), packed=True))
    (problem,) = read_seeds(tmp_path, "seeds").problems
    assert problem.what == "left out: holds articles, and is none: take them in with briefgen add b.warc.gz"
