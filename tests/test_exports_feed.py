"""The feed: feedparser reads it, what is new stands first, and no date is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from conftest import HOSTILE, news_of

from briefgen.exports import feed
from briefgen.model import Keyed
from briefgen.pages import render

feedparser = pytest.importorskip("feedparser")
ROOT = "https://site.example/briefing/"
AT = {
    "content-location": f"{ROOT}data/feed.xml",
    "content-type": "application/atom+xml",
}
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(briefing) -> str:
    return feed.export(briefing)[0].text


def read(briefing):
    """The feed as a reader has it who got it from the site."""
    found = feedparser.parse(text_of(briefing), response_headers=AT)
    assert not found.bozo, found.bozo_exception
    return found


def test_it_holds_sources_and_findings_the_newest_first(derailment):
    found = read(derailment)
    assert found.version == "atom10" and found.feed.title == "The Brenwick derailment"
    assert found.feed.updated == "2025-09-18T00:00:00Z"
    times = [e.updated for e in found.entries]
    assert times == sorted(times, reverse=True) and set(times) == {
        "2025-09-17T00:00:00Z",
        "2025-09-18T00:00:00Z",
    }
    assert {e.tags[0].term for e in found.entries} == {
        "source",
        "established",
        "disputed",
        "open",
        "position",
    }
    assert sum(e.tags[0].term == "source" for e in found.entries) == 3
    assert len(found.entries) <= feed.MOST


def test_its_links_lead_to_the_site(derailment):
    found = read(derailment)
    assert found.feed.link == ROOT
    links = {e.link.partition("#")[0] for e in found.entries}
    assert {
        "https://site.example/briefing/positions/",
        "https://site.example/briefing/sources/valley-echo/",
    } <= links
    assert_all_are_there(derailment, found.entries, "{}/", "")


def assert_all_are_there(briefing, entries, address, front):
    """The page that each entry links is one of the site and has the anchor. `address`: how MkDocs forms that
    of a page from its path; `front`: that of the front page.
    """
    pages = {}
    for page in render(briefing):
        name = page.path.removesuffix(".md")
        if name != page.path:
            name = name.removesuffix("/index") if address.endswith("/") else name
            pages[ROOT + (front if page.path == "index.md" else address.format(name))] = page.text
    anchored = 0
    for entry in entries:
        page, _, anchor = entry.link.partition("#")
        assert page in pages, entry.link
        if anchor:
            assert re.search(rf"\{{[^{{}}\n]*#{re.escape(anchor)}[ }}]", pages[page]), entry.link
            anchored += 1
    assert anchored > 20


def test_where_pages_have_no_folders_its_links_end_in_html(derailment):
    found = read(replace(derailment, directory_urls=False))
    assert found.feed.link == f"{ROOT}index.html"
    assert {f"{ROOT}positions.html", f"{ROOT}sources/valley-echo.html"} <= {
        e.link.partition("#")[0] for e in found.entries
    }
    assert_all_are_there(derailment, found.entries, "{}.html", "index.html")


def test_where_the_site_is_known_its_links_hold_anywhere(derailment):
    site = "https://site.example/brenwick/"
    alone = feedparser.parse(text_of(replace(derailment, site=site)))
    here = {e.id: e.link.removeprefix(ROOT) for e in read(derailment).entries}
    assert {e.id: e.link.removeprefix(site) for e in alone.entries} == here
    links = {link.rel: link.href for link in alone.feed.links}
    assert links == {"self": f"{site}data/feed.xml", "alternate": site}


def test_an_entry_quotes_with_marks(derailment):
    found = read(derailment)
    disputed = next(e for e in found.entries if e.tags[0].term == "disputed")
    said = disputed.content[0].value
    assert (
        "“He said 27 people had been treated in hospital" in said
        and "(C4, Westmere Gazette, 2025-09-17)" in said
    )


def test_it_is_what_the_standard_asks_for(derailment, hostile):
    for briefing in (derailment, hostile):
        root = ElementTree.fromstring(text_of(briefing))
        for one in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{name}")) == 1, name
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id"))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext(f"{ATOM}updated"))
            assert [x.get("rel") for x in one.findall(f"{ATOM}link")].count("alternate") == 1
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        ids = [x.text for x in root.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)


def test_nothing_to_check_and_nothing_of_low_confidence(derailment):
    low = {f.id for kind in derailment.findings.values() for f in kind if f.confidence == "low"}
    assert low and not any(i in text_of(derailment) for i in low)


def test_what_is_new_stands_first_whatever_its_date(derailment):
    oldest = read(derailment).entries[-1]
    finding = oldest.link.partition("#")[2]
    kind = next(k for k, found in derailment.findings.items() if any(f.id == finding for f in found))
    news = news_of(came=("calder-tribune",), revised=("valley-echo",), findings={kind: (finding,)})
    entries = read(replace(derailment, news=news)).entries
    assert {e.id for e in entries[:3]} >= {oldest.id}
    assert any(e.title.startswith("Revised source: Valley Echo") for e in entries[:3])
    assert {e.id for e in entries} == {e.id for e in read(derailment).entries}


def test_where_no_source_has_a_date_there_is_no_feed(derailment):
    undated = tuple(replace(a, published=None, moment=None) for a in derailment.articles)
    assert feed.export(replace(derailment, articles=undated)) == ()
    assert feed.export(replace(derailment, articles=(), findings={})) == ()
    one = (replace(undated[0], retrieved=datetime(2025, 9, 20, 8, 30, 1, 5, tzinfo=UTC)), *undated[1:])
    found = read(replace(derailment, articles=one))
    assert {e.updated for e in found.entries} == {"2025-09-20T08:30:01Z"}


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2024, 5, 8, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2024-05-09T04:30:00Z"),
        (datetime(2024, 5, 8, 23, 30), "2024-05-08T00:00:00Z"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "2024-05-08T00:00:00Z"),
        (None, "2024-05-08T00:00:00Z"),
    ],
)
def test_an_hour_counts_where_its_zone_is_known(hostile, moment, written):
    article = replace(hostile.articles[0], moment=moment, published=date(2024, 5, 8), retrieved=None)
    assert read(replace(hostile, articles=(article,))).feed.updated == written


def test_hostile_words_are_words(hostile):
    found = read(hostile)
    assert found.feed.title == HOSTILE and any(e.title == f"Disputed: {HOSTILE}" for e in found.entries)
    control = replace(hostile, title="a\x00b\x1bc\ufffe d")
    assert read(control).feed.title == "abc d"


def test_its_ids_stay_when_sources_come(derailment):
    later = replace(
        derailment,
        keys={"A": Keyed(id="calder-tribune", path=None, sha256="0")},
        articles=derailment.articles[::-1],
    )
    first = replace(derailment, keys=later.keys)
    assert read(later).feed.id == read(first).feed.id
    assert {e.id for e in read(later).entries} == {e.id for e in read(first).entries}


def test_at_most_so_many_entries(derailment, monkeypatch):
    monkeypatch.setattr(feed, "MOST", 4)
    assert len(read(derailment).entries) == 4
