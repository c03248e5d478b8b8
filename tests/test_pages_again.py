"""Pages that were made, and read back, before: made again only where something that they show is another."""

from __future__ import annotations

import datetime
from dataclasses import fields, replace

import pytest

from briefgen.editorial.handles import handles
from briefgen.findings.agreements import Agreement
from briefgen.findings.coverage import SoleReport
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.positions import Position
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Page, Problem, Sentence
from briefgen.pages import parts as parts_module
from briefgen.pages import render
from briefgen.pages.recent import Recent
from briefgen.read_back import Reader, misread

HOLDERS = (("ada-zorn",), ("udo-abel",), ("ada-zorn", "udo-abel"), ("ada-zorn",))
WORKS = ("pier", "ferry", "tram", "canal")


def article(number):
    told = [f"Ada Zorn said that the {WORKS[number % 4]} would cost {n} million crowns." for n in range(2, 6)]
    text, sentences, at = " ".join(told), [], 0
    for n, words in enumerate(told, start=1):
        place = {"start": at, "end": at + len(words), "paragraph": n // 3}
        sentences.append(Sentence(source=f"s{number}", id=f"s{n}", text=words, **place))
        at += len(words) + 1
    return Article(
        id=f"s{number}", key=chr(65 + number), path=f"seeds/s{number}.txt", sha256=str(number), text=text,
        title=f"The works, part {number}", published=datetime.date(2024, 5, 1 + number),
        publisher="Harbour Post", sentences=tuple(sentences),
    )  # fmt: skip


def briefing():
    sources = tuple(map(article, range(4)))
    cites = [a.cite(s.start, s.end - 1) for a in sources for s in a.sentences]
    who = (
        Leader(id="ada-zorn", title="Ada Zorn", name="Ada Zorn", kind="person", citations=tuple(cites)),
        Leader(id="udo-abel", title="Udo Abel", name="Udo Abel", kind="person", citations=tuple(cites[:2])),
    )
    positions = tuple(
        Position(
            id=f"p{n:02}", title=c.quote, stance="states", citations=(c,), topics=(WORKS[n % 2],),
            holders=HOLDERS[n % 4],
            reported_by=("udo-abel",) if n == 3 else (), confidence="low" if n % 11 == 0 else "high",
        )
        for n, c in enumerate(cites)
    )  # fmt: skip
    facts = (
        Agreement(
            id="fact", title=cites[0].quote, origins=2, citations=(cites[0], cites[4]), unmatched=("s3",)
        ),
    )
    sides = tuple(Side(label=c.quote[-18:-9], citations=(c,)) for c in cites[1:3])
    found = {
        "leaders": who, "topics": tuple(Topic(id=w, label=w) for w in WORKS), "positions": positions,
        "open_issues": (),
        "disagreements": (Disagreement(id="d", title="Cost", kind="quantity", sides=sides),),
        "agreements": facts, "timeline": (),
        "coverage": (SoleReport(id="only", source="s3", citations=(cites[-1],), title=cites[-1].quote),),
    }  # fmt: skip
    return Briefing(
        title="The works", articles=sources, findings=found, unedited=found, generator={"reader": "off"}
    )


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(parts_module, "MOST", 4)


def made(of, kept=None):
    return {p.path: p.text for p in render(of, (), handles(of.unedited), kept)}


def test_what_is_the_same_is_not_made_again(monkeypatch):
    kept = Recent()
    first = made(briefing(), kept)
    assert first == made(briefing())
    kept.turn()
    monkeypatch.setattr(kept, "put", lambda *_: pytest.fail("a page was made again"))
    assert made(briefing(), kept) == first


def changed(value):
    """Another value of the same sort; None where there is none that makes sense."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value} and more"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=40)
    return None


NOON = datetime.datetime(2024, 5, 9, 12, tzinfo=datetime.UTC)
GIVEN = {
    "url": "https://harbour.example/1", "language": "de", "authors": ("Mara Quill",), "stated": NOON.date(),
    "retrieved": NOON, "moment": NOON,
}  # fmt: skip


def with_article(of, at, **fields_):
    articles = list(of.articles)
    articles[at] = replace(articles[at], **fields_)
    return replace(of, articles=tuple(articles))


def with_finding(of, kind, at, **fields_):
    listed = list(of.findings[kind])
    listed[at] = replace(listed[at], **fields_)
    return replace(of, findings={**of.findings, kind: tuple(listed)})


def alterations(of):
    """The briefing with each of many things another."""
    for name in ("title", "event", "pdf", "issues", "site", "excerpts", "directory_urls"):
        yield replace(of, **{name: changed(getattr(of, name) or "") if name != "excerpts" else True})
    yield replace(of, withheld=frozenset({("s2", "s1")}))
    yield replace(of, origins={"s1": "s0"})
    yield replace(of, replaced={"s0": "s1"})
    yield replace(of, problems=(Problem(source="s1", what="is short"),))
    yield replace(of, articles=of.articles[::-1])
    yield replace(of, unedited={})
    for field in fields(Article):
        other = GIVEN.get(field.name) or changed(getattr(of.articles[1], field.name))
        if other is not None and field.name not in ("id", "text", "sentences"):
            yield with_article(of, 1, **{field.name: other})
    for kind in ("leaders", "positions", "agreements", "disagreements", "topics", "coverage"):
        for field in fields(of.findings[kind][0]):
            other = changed(getattr(of.findings[kind][0], field.name))
            if field.name in ("id", "source", "kind", "stance", "confidence") or other is None:
                continue
            yield with_finding(of, kind, 0, **{field.name: other})
        yield with_finding(of, kind, 0, note="Ask again.", reviewed="Mara", edited=("title",))
        yield with_finding(of, kind, 0, confidence="low")
        yield replace(of, findings={**of.findings, kind: of.findings[kind][1:]})
    yield with_finding(of, "positions", 1, holders=("udo-abel",), topics=("canal",), stance="rejects")
    yield with_finding(of, "positions", 1, context=(of.articles[0].cite(0, 8),), leans=True)
    yield with_finding(of, "positions", 6, citations=of.findings["positions"][7].citations)
    yield with_finding(of, "leaders", 0, aliases=("Zorn",), roles=(("mayor", of.articles[0].cite(0, 8)),))


def test_what_is_another_is_made_again():
    of = briefing()
    kept = Recent()
    made(of, kept)
    looked_at = 0
    for other in alterations(of):
        assert made(other, kept) == made(other)
        looked_at += 1
    assert looked_at > 60


def test_a_page_that_was_right_is_read_once(monkeypatch):
    of, right = briefing(), Recent()
    pages = render(of)
    assert list(misread(of, pages, seen=right)) == []
    monkeypatch.setattr(Reader, "read", lambda *_: pytest.fail("a page was read again"))
    assert list(misread(of, pages, seen=right)) == []


def test_a_page_that_is_wrong_is_told_each_time():
    of, right = briefing(), Recent()
    pages = tuple(
        replace(p, text=p.text.replace("2 million", "9 million")) if p.path == "sources/s1.md" else p
        for p in render(of)
    )
    first = list(misread(of, pages, seen=right))
    assert first and list(misread(of, pages, seen=right)) == first


def test_a_page_is_read_again_where_its_source_says_something_else():
    of, right = briefing(), Recent()
    pages = render(of)
    list(misread(of, pages, seen=right))
    text = of.articles[1].text.replace("2 million", "7 million")
    first = of.articles[1].sentences[0]
    sentences = (replace(first, text=text[first.start : first.end]), *of.articles[1].sentences[1:])
    other = with_article(of, 1, text=text, sentences=sentences)
    assert list(misread(other, pages, seen=right)) == list(misread(other, pages)) != []


def test_a_mark_that_is_only_seen_when_parsed_makes_no_lasting_judgement():
    of, right = briefing(), Recent()
    page = Page(path="x.md", text="Said [A&#49;](sources/s0.md#s1).\n")
    assert list(misread(of, (page,), seen=right)) == []
    assert not right.has(Reader(of).key(page))


def test_what_is_kept_is_bounded():
    kept = Recent()
    kept.put("a", "x")
    kept.turn()
    assert kept.get("a") == "x"
    kept.turn()
    kept.turn()
    assert kept.get("a") is None
