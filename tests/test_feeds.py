"""Feeds, and files that hold addresses alone."""

from __future__ import annotations

import plistlib
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from test_limits import in_time

from briefgen.readers import metadata
from briefgen.readers.formats import feed, links
from briefgen.readers.formats.extracted import UnreadableError
from briefgen.readers.formats.fragment import read_fragment

STORY = "<p>" + "The ferry did not sail on Monday, the harbour master said. " * 15 + "</p>"
ESCAPED = STORY.replace("<", "&lt;")
HOUR = timezone(timedelta(hours=1))
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Post</title><link>https://post.example/</link><language>en-gb</language>
<item><title>Ferry &amp;amp; fish</title><link>https://post.example/1</link><dc:creator>Ada Moor</dc:creator>
<pubDate>Tue, 05 Mar 2024 10:03:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Two</title><link>https://post.example/2</link><author>jon@pell.example (Jon Pell)</author>
<source url="https://calder.example/rss">Calder Tribune</source>
<description>{ESCAPED} Read more</description></item>
<item><link>javascript:alert(1)</link><description>&lt;p&gt;No address.&lt;/p&gt;</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Calder Tribune</title>
<entry><title type="html">A &lt;i&gt;b&lt;/i&gt;</title><link href="https://calder.example/a"/>
<author><name>Bo Lind</name></author><author><name>Ada Moor</name></author>
<published>2024-03-05T10:03:00Z</published><updated>2024-03-06T10:03:00Z</updated>
<content type="html">{ESCAPED}</content></entry>
<entry><title>U</title><link href="https://calder.example/u"/><updated>2024-03-06T10:03:00Z</updated>
<summary>{"word " * 300}…</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Post</title></channel>
<item><title>T</title><link>https://old.example/t</link><dc:date>2024-03-05</dc:date></item></rdf:RDF>"""


def parts(text):
    return list(feed.parts(text if isinstance(text, bytes) else text.encode()))


def test_the_title_of_a_collection_is_no_outlet():
    item = "<item><title>T</title><link>https://{}/1</link></item>"
    said = (
        "<rss version='2.0'><channel><title>Alert: quay</title><link>https://alerts.example/</link>"
        f"{item.format('post.example')}{item.format('www.alerts.example')}</channel></rss>"
    )
    assert [one.metadata.get("publisher") for one in parts(said)] == [None, "Alert: quay"]


def test_entries_of_rss():
    one, two, three, four = parts(RSS)
    assert (one.name, one.suffix, one.url) == ("Ferry & fish", ".html", "https://post.example/1")
    assert one.metadata == {
        "title": "Ferry & fish", "publisher": "Harbour Post", "authors": ["Ada Moor"], "language": "en-gb",
        "published": datetime(2024, 3, 5, 10, 3, tzinfo=HOUR),
    }  # fmt: skip
    assert metadata.check(one.metadata, "the feed", strangers=True)[1] == ()
    assert read_fragment(one.raw.decode()).text == read_fragment(STORY).text
    assert b"<title>Ferry &amp; fish</title>" in one.raw
    assert (two.raw, two.suffix, two.url) == (None, "", "https://post.example/2")
    assert (two.metadata["publisher"], two.metadata["authors"]) == ("Calder Tribune", ["Jon Pell"])
    assert (three.name, three.suffix, three.url) == ("entry 3", ".html", None)
    assert (four.name, four.problem) == ("Nothing", "has neither a text nor an address")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_entries_of_atom(encoding):
    one, two = parts(
        (f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>" + ATOM).encode(encoding)
    )
    assert one.metadata == {
        "title": "A b", "publisher": "Calder Tribune", "authors": ["Bo Lind", "Ada Moor"],
        "published": datetime(2024, 3, 5, 10, 3, tzinfo=UTC),
    }  # fmt: skip
    assert one.suffix == ".html"
    assert (two.suffix, two.metadata) == ("", {"title": "U", "publisher": "Calder Tribune"})


def test_entries_of_the_oldest_kind():
    (one,) = parts(RDF)
    assert (one.url, one.metadata["published"]) == ("https://old.example/t", datetime(2024, 3, 5))


def test_a_feed_that_is_not_well_formed_is_read():
    broken = RSS.replace("</channel></rss>", "").replace("Short.", "Short & <b>bold.")
    assert [p.url for p in parts(broken)][:2] == ["https://post.example/1", "https://post.example/2"]


def test_a_feed_in_a_part_of_an_encoding_is_read_in_all_of_it():
    raw = "<rss><channel><item><title>朱镕基</title><link>https://a.example/1</link></item></channel></rss>"
    (one,) = feed.parts(b"<?xml version='1.0' encoding='GB2312'?>" + raw.encode("gbk"))
    assert one.name == "朱镕基"


def test_a_feed_in_an_encoding_of_its_own():
    raw = ATOM.replace("Bo Lind", "Zoë Lind").encode("iso-8859-1", "xmlcharrefreplace")
    (one, _) = parts(b"<?xml version='1.0' encoding='iso-8859-1'?>" + raw)
    assert one.metadata["authors"][0] == "Zoë Lind"


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "is no feed"),
        ("<html><body>Hi</body></html>", "is no feed"),
        ("<note><to>Ada</to></note>", "is no feed"),
        ("<rss version='2.0'><channel></channel></rss>", "is a feed without entries"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + RSS, "defines entities"),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd" [<!entity % a "b">]>' + RSS, "defines entities"),
        (
            RSS.encode("utf-8").replace(b"<rss", b'<!ENTITY % x SYSTEM "http://a.example"><rss'),
            "defines entities",
        ),
        (b"\0\1\2" * 99, "is not text"),
    ],
)
def test_what_is_no_feed_is_refused(text, said):
    with pytest.raises(UnreadableError, match=said):
        parts(text)


def test_a_definition_in_another_encoding_is_seen():
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]>' + ATOM
    for encoding in ("utf-16", "utf-32"):
        with pytest.raises(UnreadableError, match="defines entities"):
            parts((f"<?xml version='1.0' encoding='{encoding}'?>" + bomb).encode(encoding))
    hidden = b"<?xml version='1.0' encoding='utf-7'?>" + bomb.encode("utf-7").replace(b"<", b"+ADw-")
    with pytest.raises(UnreadableError):
        parts(hidden)


def test_a_document_type_that_defines_nothing_is_read():
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://a.example/x.dtd">'
    assert len(parts(kind + RSS.partition("?>")[2])) == 4


def test_it_fetches_nothing_and_opens_nothing(monkeypatch, tmp_path):
    import feedparser

    def refuse(*_, **__):
        raise AssertionError("reached out")

    monkeypatch.setattr(feedparser.api.http, "get", refuse)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(RSS)
    for said in ("https://a.example/<rss>", "<rss>"):
        with pytest.raises(UnreadableError):
            parts(said)


def test_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(UnreadableError, match=r"pip install 'briefgen\[web\]'"):
        parts(RSS)


def test_a_feed_can_be_hostile():
    entry = b"<rss><channel><item>"
    files = [
        b"<rss>" + b"<item>" * 19_000, b"<rss>" + b"<a>" * 19_000, b"<rss " + b"x='1' " * 90_000 + b">",
        b"<rss><channel>" + b"<item><title>x</title></item>" * 4_900, entry + b"<title>" + b"&lt;" * 99_000,
        entry + b"<description>" + b"a" * 4_900_000, entry + b"<description>" + b"<![CDATA[" * 19_000,
        b"<feed><entry>" + b"<content type='xhtml'><div>" * 9_000, entry + b"<pubDate>" + b"Mon, " * 900_000,
        entry + b"<author>" + b"a@b.c " * 800_000, entry + b"<link>http://" + b"a." * 2_000_000,
        entry + b"<description>" + b"&amp;lt;b&amp;gt;" * 45_000 + b"</description></item>",
        b"<rss>" + b"<!DOCTYPE" * 500_000, b"<?xml" * 900_000, b"<?xml encoding='" * 300_000 + b"<rss>",
        b"<" * 5_000_000, b"\xff\xfe" + "<rss>".encode("utf-16-le") + b"\0\xd8" * 2_000_000,
    ]  # fmt: skip
    for raw in files:
        with in_time(), suppress(UnreadableError):
            parts(raw)


# -- addresses -------------------------------------------------------------------------


def test_a_list_of_addresses():
    text = "# to read\nhttps://a.example/x?y=z\n\n- https://b.example\n* <http://c.example/>\nhttps://a.example/x?y=z\n"
    urls = ("https://a.example/x?y=z", "https://b.example", "http://c.example/")
    assert links.addresses(text) == urls
    found = list(links.parts(text.encode()))
    assert [(p.url, p.name, p.raw, p.suffix) for p in found] == [(u, u, None, "") for u in urls]


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "The ferry stays.", "See https://a.example soon",
        "https://a.example and more. Or less", "https://a.example\nThe ferry.", "file:///etc/passwd", "https://",
        "javascript:alert(1)", "https://[x",
        "https://a.example/<b>", "a.example",
    ],
)  # fmt: skip
def test_what_is_no_list_of_addresses(text):
    assert links.addresses(text) is None
    with pytest.raises(UnreadableError, match="holds no addresses, or not only addresses"):
        list(links.parts(text.encode()))


@pytest.mark.parametrize(
    "raw",
    [
        b"[InternetShortcut]\r\nURL=https://a.example/x\r\nIconIndex=0\r\n",
        b"[{000214A0}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nIDList=\r\nURL=https://a.example/x\r\n",
        b"[Desktop Entry]\nType=Link\nName=Ferry\nURL=https://a.example/x\n",
        plistlib.dumps({"URL": "https://a.example/x"}, fmt=plistlib.FMT_XML),
        plistlib.dumps({"URL": "https://a.example/x"}, fmt=plistlib.FMT_BINARY),
    ],
)
def test_a_shortcut_leads_to_a_page(raw):
    assert [p.url for p in links.parts(raw)] == ["https://a.example/x"]


@pytest.mark.parametrize(
    "raw",
    [
        b"[InternetShortcut]\r\nURL=file:///etc/passwd\r\n", b"[Desktop Entry]\nType=Application\nExec=rm\n",
        plistlib.dumps({"URL": "javascript:x"}), plistlib.dumps(["https://a.example"]),
        b"<plist>" + b"<array>" * 90_000,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "https://a.example">]><plist><dict><key>URL</key>'
        b"<string>&a;</string></dict></plist>",
        b"bplist00" + b"\xa1\x00" * 100 + b"\0" * 32, b"URL=" * 240_000, b"[InternetShortcut]\n" * 50_000,
    ],
    ids=range(9),
)  # fmt: skip
def test_a_shortcut_to_anything_else_is_refused(raw):
    with in_time(), pytest.raises(UnreadableError):
        list(links.parts(raw))
