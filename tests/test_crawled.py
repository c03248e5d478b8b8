"""Articles as crawlers write them in JSON, one or many, and what of their fields is believed."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from test_limits import in_time

from briefgen.readers import metadata, read_seeds
from briefgen.readers.formats import crawled, json_lines
from briefgen.readers.formats.extracted import UnreadableError

TEXT = "The ferry did not sail.\n\nNobody was hurt."
NEWSPAPER = {
    "url": "https://post.example/ferry", "read_more_link": "", "language": "de", "title": "The ferry stays",
    "top_image": "https://post.example/f.jpg", "images": [], "keywords": [], "tags": [],
    "authors": ["Ada Moor", "Jon Pell"], "publish_date": "2024-03-05T10:03:00", "summary": "",
    "meta_lang": "en", "meta_site_name": "Harbour Post", "canonical_link": "", "text": TEXT,
    "source_url": "https://post.example",
}  # fmt: skip
NEWS_PLEASE = {
    "authors": [], "date_download": "2024-03-06 08:00:00", "date_modify": "None",
    "date_publish": "2024-03-05 10:03:00", "description": "d", "filename": "f", "image_url": None,
    "language": "en", "localpath": None, "maintext": TEXT, "source_domain": "post.example", "text": None,
    "title": "The ferry stays", "title_page": None, "title_rss": None, "url": "https://post.example/ferry",
}  # fmt: skip
FUNDUS = {
    "title": "The ferry stays",
    "authors": ["Ada Moor"],
    "publishing_date": "2024-03-05 10:03:00+01:00",
    "topics": [],
    "free_access": True,
    "body": {
        "summary": ["It stays."],
        "sections": [
            {"headline": [], "paragraphs": ["The ferry did not sail."]},
            {"headline": ["The harbour"], "paragraphs": ["Nobody was hurt.", "It is  old."]},
        ],
    },
}
SCHEMA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The ferry stays",
    "author": [{"@type": "Person", "name": "Ada Moor"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "datePublished": "2024-03-05T10:03:00Z",
    "articleBody": TEXT,
    "mainEntityOfPage": {"@id": "https://post.example/ferry"},
    "inLanguage": "en",
}


def read(value):
    return crawled.read(json.dumps(value).encode())


def parts(value):
    return list(crawled.parts(json.dumps(value).encode()))


# -- one article ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "article, known",
    [
        (
            NEWSPAPER,
            {
                "title": "The ferry stays", "publisher": "Harbour Post", "authors": ["Ada Moor", "Jon Pell"],
                "published": "2024-03-05T10:03:00", "url": "https://post.example/ferry", "language": "en",
            },
        ),
        (
            NEWS_PLEASE,
            {
                "title": "The ferry stays", "published": "2024-03-05 10:03:00", "language": "en",
                "url": "https://post.example/ferry", "retrieved": "2024-03-06 08:00:00",
            },
        ),
        (
            FUNDUS,
            {
                "title": "The ferry stays", "authors": ["Ada Moor"],
                "published": "2024-03-05 10:03:00+01:00",
            },
        ),
        (
            SCHEMA,
            {
                "title": "The ferry stays", "publisher": "Harbour Post", "authors": ["Ada Moor"],
                "published": "2024-03-05T10:03:00Z", "url": "https://post.example/ferry", "language": "en",
            },
        ),
    ],
    ids=["newspaper4k", "news-please", "Fundus", "schema.org"],
)  # fmt: skip
def test_the_fields_of_each_crawler(article, known):
    found = read(article)
    assert found.metadata == known
    assert metadata.check(found.metadata, "the file", strangers=True)[1] == ()
    assert found.problems == ()
    if article is FUNDUS:
        said = [(kind, found.text[a:b]) for a, b, kind in found.blocks]
        assert said == [
            ("paragraph", "It stays."),
            ("paragraph", "The ferry did not sail."),
            ("heading", "The harbour"),
            ("paragraph", "Nobody was hurt."),
            ("paragraph", "It is old."),
        ]
    else:
        assert found.text == TEXT


def test_what_trafilatura_writes_is_read():
    trafilatura = pytest.importorskip("trafilatura")
    paragraphs = [
        f"The ferry did not sail on day {n}, the harbour master said in Osterhaven." for n in range(9)
    ]
    page = f"""<html lang="en"><head><title>The ferry stays</title>
        <meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ada Moor; Jon Pell">
        <meta property="article:published_time" content="2024-03-05T10:03:00Z"></head>
        <body><article><h1>The ferry stays</h1><p>{"</p><p>".join(paragraphs)}</p></article></body></html>"""
    written = trafilatura.extract(
        page, url="https://post.example/ferry", output_format="json", with_metadata=True
    )
    found = crawled.read(written.encode())
    assert [line for line in found.text.split("\n") if line in paragraphs] == paragraphs
    assert {k: v for k, v in found.metadata.items() if k != "language"} == {
        "title": "The ferry stays", "publisher": "Harbour Post", "authors": ["Ada Moor", "Jon Pell"],
        "published": "2024-03-05", "url": "https://post.example/ferry",
    }  # fmt: skip


def test_where_fundus_has_its_page():
    page = {"requested_url": "https://post.example/a", "responded_url": "https://post.example/b"}
    found = read({"plaintext": TEXT, "lang": "en", "html": page | {"crawl_date": "2024-03-06T08:00:00"}})
    assert found.metadata == {
        "url": "https://post.example/b",
        "language": "en",
        "retrieved": "2024-03-06T08:00:00",
    }


@pytest.mark.parametrize("unknown", [None, "", " ", "None", "null", "unknown", "N/A", [], {}, False])
def test_what_a_crawler_does_not_know_is_absent(unknown):
    names = ("title", "authors", "publish_date", "url", "publisher", "language", "date_download")
    assert read({"text": TEXT, **dict.fromkeys(names, unknown)}).metadata == {}


@pytest.mark.parametrize(
    "given, known",
    [
        ({"author": "Ada Moor; Jon Pell"}, {"authors": ["Ada Moor", "Jon Pell"]}),
        ({"byline": "By Ada Moor"}, {"authors": ["Ada Moor"]}),
        ({"authors": ["Ada Moor", "https://post.example/ada", "Ada Moor"]}, {"authors": ["Ada Moor"]}),
        ({"publish_date": 1709632980}, {"published": datetime(2024, 3, 5, 10, 3, tzinfo=UTC)}),
        ({"published_at": 1709632980000}, {"published": datetime(2024, 3, 5, 10, 3, tzinfo=UTC)}),
        ({"date": {"$date": "2024-03-05"}}, {"published": "2024-03-05"}),
        ({"publish_date": 7}, {}),
        ({"publish_date": 1e300}, {}),
        ({"source": {"id": None, "name": "Harbour Post"}}, {"publisher": "Harbour Post"}),
        ({"source": "https://post.example/a"}, {"url": "https://post.example/a"}),
        ({"source": "Harbour Post"}, {"publisher": "Harbour Post"}),
        (
            {"sitename": "www.post.example", "url": "https://post.example/a"},
            {"url": "https://post.example/a"},
        ),
        ({"source_url": "https://post.example"}, {}),
        ({"meta_lang": "", "language": "de"}, {}),
        ({"title": "  The\nferry "}, {"title": "The ferry"}),
    ],
)
def test_values_in_other_forms(given, known):
    assert read({"text": TEXT} | given).metadata == known


def test_a_text_in_html_is_all_article():
    found = read({"title": "T", "content": "<h2>Ferry</h2><p>It stays.</p><ul><li>One</li></ul>"})
    assert [(k, found.text[a:b]) for a, b, k in found.blocks] == [
        ("heading", "Ferry"),
        ("paragraph", "It stays."),
        ("item", "One"),
    ]


def test_a_text_in_html_needs_a_parser(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UnreadableError, match=r"pip install 'briefgen\[web\]'"):
        read({"content": "<p>It stays.</p>"})


def test_a_text_that_is_cut_off_says_so():
    found = read({"content": "The ferry did not … [+1234 chars]"})
    assert found.text == "The ferry did not …"
    assert found.problems == ("is cut off: 1234 characters more are not in the file",)


@pytest.mark.parametrize(
    "article",
    [
        {"text": "The master&rsquo;s boat &amp; the fish, so itâ€™s said."},
        {"text": "<p>The master&amp;rsquo;s boat &amp;amp; the fish, so itâ€™s said.</p>"},
        {"body": {"sections": [{"paragraphs": ["The master&rsquo;s boat &amp; the fish, so itâ€™s said."]}]}},
    ],
    ids=["plain", "html", "sections"],
)
def test_a_text_in_any_form_is_mended_and_that_is_told(article):
    found = read(article)
    assert found.text == "The master’s boat & the fish, so it’s said."
    assert all(found.text[a:b] == found.text for a, b, _ in found.blocks)
    assert len(found.problems) == 2


def test_what_was_encoded_too_often_is_mended():
    assert read({"text": "The ferry &amp; the fish"}).text == "The ferry & the fish"


def test_a_crawlers_file_can_be_hostile():
    files = [
        b'{"a":' * 200_000, b"[" * 5_000_000, b"[" + b"{}," * 9_000_000 + b"{}]",
        b'["a"' + b',"ab"' * 2_900_000, b'{"text":"' + b"a" * 20_000_000 + b'"}',
        b'{"text":"<p>' + b"<b>" * 1_600_000 + b'"}',
        b'{"x":"' + b"\\ud800" * 3_000_000 + b'"}', b'{"authors":' + b"[" * 900 + b"]" * 900 + b',"text":""}',
        b'{"text":"a"}\n' * 1_000_000, b"{bad\n" * 4_000_000, b"{}\n" * 4_000_000, b"a\n" * 9_000_000,
    ]  # fmt: skip
    for raw in files:
        for take in (crawled.read, lambda x: list(crawled.parts(x)), lambda x: list(json_lines.parts(x))):
            with in_time(), suppress(UnreadableError):
                take(raw)


# -- no article, or several ------------------------------------------------------------


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b"\xff\x00", "is not text"),
        (b"7", "holds no article"),
        (b"[]", "holds no article"),
        (b'{"a": 1}', "holds no article"),
        (b'[{"text": "a"}, {"text": "b"}]', "holds 2 articles: take them in with briefgen add"),
        (b'{"articles": [{"text": "a"}, {"text": "b"}]}', "holds 2 articles"),
        (b'{"schema": "briefgen/1", "title": "x", "text": "x"}', "is a briefing that briefgen made"),
        (b'{"html": "<p>a</p>"}', "has no text .* but a page of HTML: take it in with briefgen add"),
        (b'{"title": "a", "url": "https://a.example"}', "has no text"),
        (b'{"body": {"sections": []}}', "has no text: its body has no sections"),
        (b'{"text": "a", "text": "b"}', "says two things under the name 'text'"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "is not valid JSON: .*limit"),
        (b'{"a":' * 100_000, "nests objects too deeply"),
        (b"[" * 200_000, "nests objects too deeply"),
    ],
)
def test_what_is_no_article_is_refused(raw, said):
    with pytest.raises(UnreadableError, match=said) as refused:
        crawled.read(raw)
    assert "\n" not in str(refused.value)


def test_one_article_in_a_list_is_read():
    assert read([NEWSPAPER]).text == TEXT
    assert read({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, SCHEMA]}).text == TEXT


def test_half_characters_and_numbers_that_are_none():
    assert crawled.read(b'{"text": "a\\ud800b", "date": NaN}').text == "a\ufffdb"


def test_the_parts_of_a_list_are_read_as_they_were():
    found = parts([NEWSPAPER, {"url": "https://post.example/b", "title": "Two"}, {"html": "<p>Three.</p>"}])
    assert [(p.name, p.suffix, p.url) for p in found] == [
        ("The ferry stays", ".json", "https://post.example/ferry"),
        ("Two", "", "https://post.example/b"),
        ("article 3", ".html", None),
    ]
    assert crawled.read(found[0].raw) == read(NEWSPAPER)
    assert found[1].metadata == {"title": "Two", "url": "https://post.example/b"}
    assert found[2].raw == b"<p>Three.</p>"
    assert [p.name for p in parts(FUNDUS)] == ["The ferry stays"]


def test_articles_one_a_line():
    lines = [json.dumps(NEWSPAPER), "", "[1]", "{bad", '{"title": "x"}', json.dumps(FUNDUS)]
    found = list(json_lines.parts("\r\n".join(lines).encode()))
    assert [(p.name, p.suffix, p.problem and p.problem.split(":")[0]) for p in found] == [
        ("The ferry stays", ".json", None),
        ("line 3", "", "is no article"),
        ("line 4", "", "is not valid JSON"),
        ("x", "", "has no text"),
        ("The ferry stays", ".json", None),
    ]
    assert crawled.read(found[-1].raw) == read(FUNDUS)


def test_lines_without_articles_are_refused_or_come_to_an_end():
    with pytest.raises(UnreadableError, match="has no line with an object"):
        list(json_lines.parts(b"a\nb\n"))
    found = list(json_lines.parts(b"{bad\n" * 5_000))
    assert len(found) == 102
    assert found[-1].problem == "is not read: 101 lines before it are no articles"


def test_a_seeds_folder_takes_one_and_says_what_to_do_with_many(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(NEWSPAPER))
    (tmp_path / "b.json").write_text(json.dumps([NEWSPAPER, FUNDUS]))
    (tmp_path / "c.jsonl").write_text(json.dumps(NEWSPAPER))
    reading = read_seeds(tmp_path, "seeds")
    assert [(a.title, a.publisher, a.text) for a in reading.articles][0] == (
        "The ferry stays",
        "Harbour Post",
        TEXT,
    )
    assert {p.source: p.what for p in reading.problems} == {
        "b": "holds 2 articles: take them in with briefgen add",
        "seeds/c.jsonl": "left out: holds articles, and is none: take them in with briefgen add c.jsonl",
    }
