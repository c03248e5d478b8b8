"""Linked data: rdflib reads it, the shapes of schema.org's terms hold, and no word of it ends a script."""

from __future__ import annotations

import json
from dataclasses import replace

import html5lib
import pytest
import yaml
from conftest import HOSTILE

from briefgen import schema_org
from briefgen.build import make
from briefgen.exports import jsonld
from briefgen.model import Citation
from briefgen.pages import render

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
SDO = "https://schema.org/"
SITE = "https://site.example/data/briefing.jsonld"
CONTEXT = {
    "@vocab": SDO,
    **{name: {"@id": SDO + name, "@type": "@id"} for name in ("url",)},
    "datePublished": {"@id": f"{SDO}datePublished", "@type": f"{SDO}Date"},
}
"""What the context of schema.org says of the terms that are used: a vocabulary, a type for two of them."""
SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <{SDO}> . @prefix x: <urn:x:> .
x:article a sh:NodeShape ; sh:targetClass s:NewsArticle ;
  sh:property [ sh:path s:headline ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:url ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path s:datePublished ; sh:maxCount 1 ; sh:datatype s:Date ] ;
  sh:property [ sh:path s:author ; sh:class s:Person ] ;
  sh:property [ sh:path s:publisher ; sh:maxCount 1 ; sh:class s:Organization ] .
x:claim a sh:NodeShape ; sh:targetClass s:Claim ;
  sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:author ; sh:minCount 1 ; sh:node x:somebody ] ;
  sh:property [ sh:path s:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:NewsArticle ] .
x:quotation a sh:NodeShape ; sh:targetClass s:Quotation ;
  sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path s:spokenByCharacter ; sh:minCount 1 ; sh:node x:somebody ] ;
  sh:property [ sh:path s:isBasedOn ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:NewsArticle ] .
x:somebody a sh:NodeShape ; sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:or ( [ sh:class s:Person ] [ sh:class s:Organization ] [ sh:class s:GovernmentOrganization ] ) .
"""


def read(text: str):
    """The graph that a document gives, with the terms of its context written down here."""
    rdflib = pytest.importorskip("rdflib")
    record = json.loads(text)
    assert record.pop("@context") == schema_org.CONTEXT
    data = json.dumps({"@context": CONTEXT, **record})
    return rdflib.Graph().parse(data=data, format="json-ld", publicID=SITE)


def typed(graph, name: str) -> list:
    rdflib = pytest.importorskip("rdflib")
    return sorted(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SDO + name)))


def text_of(briefing) -> str:
    return jsonld.export(briefing)[0].text


def scripts(page: str) -> list[str]:
    """The linked data that a page's head has, from its front matter, as a browser would read it there."""
    said = yaml.safe_load(page.split("---\n")[1]).get("linked_data")
    head = f'<script type="application/ld+json">{said}</script>' if said else ""
    return [s.text for s in html5lib.parse(head, namespaceHTMLElements=False).iter("script")]


def test_rdflib_and_pyshacl_accept_it(derailment, hostile):
    pyshacl = pytest.importorskip("pyshacl")
    for briefing in (derailment, hostile):
        graph = read(text_of(briefing))
        conforms, _, report = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
        assert conforms, report
        bare = f"<urn:x> a <{SDO}Claim> ; <{SDO}text> 'nobody' ."
        graph.parse(data=bare, format="turtle")
        assert not pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")[0]


def test_sources_claims_and_quotations_are_those_of_the_briefing(derailment):
    rdflib = pytest.importorskip("rdflib")
    graph = read(text_of(derailment))
    assert len(typed(graph, "NewsArticle")) == len(derailment.articles)
    assert len(typed(graph, "Claim")) > 20 and len(typed(graph, "Quotation")) > 3
    assert not list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SDO}ClaimReview")))
    known = {f.id: f for f in derailment.findings["positions"]}
    texts = [" ".join(a.text.split()) for a in derailment.articles]
    for subject in (*typed(graph, "Claim"), *typed(graph, "Quotation")):
        position = known[str(subject).removeprefix(f"{SITE}#position-")]
        assert position.confidence != "low" and position.holders
        direct = subject in typed(graph, "Quotation")
        assert direct == (position.manner == "direct")
        words = str(graph.value(subject, rdflib.URIRef(f"{SDO}text")))
        assert all(any(part in text for text in texts) for part in words.split(" … "))


def test_hostile_words_arrive_as_they_are(hostile):
    rdflib = pytest.importorskip("rdflib")
    graph = read(text_of(hostile))
    (article,) = typed(graph, "NewsArticle")
    assert str(graph.value(article, rdflib.URIRef(f"{SDO}headline"))) == HOSTILE
    assert str(graph.value(article, rdflib.URIRef(f"{SDO}url"))) == "https://paper.example/a?x={y}&z=1"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (["“We keep our word,”"], "We keep our word"), (["“We stay.”"], "We stay."),
        (["“We,” he said, “stay.”"], "“We,” he said, “stay.”"), (["“A,”", "“B.”"], "A … B."),
        (["warned of a “bad night.”"], "warned of a “bad night.”"),
        (["“The bridge", "is shut”"], "The bridge … is shut"),
        (["blamed the workers’"], "blamed the workers’"), (["„Wir bleiben“"], "Wir bleiben"), (["“”"], "“”"),
        (["wants a ferry,"], "wants a ferry"),
    ],
)  # fmt: skip
def test_the_words_lose_the_marks_around_all_of_them_and_no_other(printed, said):
    parts = [Citation(source="a", sentence="s1", start=0, end=len(q), quote=q) for q in printed]
    assert schema_org.said(tuple(parts)) == said


def test_where_the_site_is_known_names_are_those_of_its_file(derailment):
    site = "https://brenwick.example/talks/"
    there, here = text_of(replace(derailment, site=site)), text_of(derailment)
    assert "brenwick.example" not in here and '"@id":"#' not in there.replace(": ", ":")
    names = {str(s) for s in read(there).subjects() if str(s).startswith("http")}
    assert names == {
        str(s).replace(SITE, f"{site}data/briefing.jsonld")
        for s in read(here).subjects()
        if str(s).startswith("http")
    }
    assert all(name.startswith(f"{site}data/briefing.jsonld#") for name in names)


def test_pages_carry_what_stands_on_them(derailment):
    pyshacl = pytest.importorskip("pyshacl")
    pages = {p.path: p.text for p in make(derailment).pages if p.path.endswith(".md")}
    types = {}
    for path, page in pages.items():
        for script in scripts(page):
            graph = read(script)
            conforms, _, report = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
            assert conforms, (path, report)
            types[path] = [n for n in ("NewsArticle", "Claim", "Quotation") if typed(graph, n)]
    assert types["index.md"] == types["sources/valley-echo.md"] == ["NewsArticle"]
    assert types["leaders/paul-drexler.md"] == ["NewsArticle", "Claim", "Quotation"]
    assert set(types) == {p for p in types if p == "index.md" or p.startswith(("sources/", "leaders/"))}
    assert all(f"sources/{a.id}.md" in types for a in derailment.articles)


def test_no_word_ends_a_script(hostile):
    pages = [p.text for p in render(hostile) if "\nlinked_data: " in p.text]
    assert len(pages) == 3
    for page in pages:
        script = yaml.safe_load(page.split("---\n")[1])["linked_data"]
        assert "<" not in script and scripts(page) == [script]
        assert "</script>" in json.dumps(json.loads(script), ensure_ascii=False)
