"""Web Annotations: in the terms of the recommendation, and found again in the texts by readers of others.

The JSON-LD is expanded by rdflib, with the terms that the published context defines (facts, written down
here, since no test may fetch it). Quotations are found by Chromium's text fragments, which know prefix and
suffix.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import shutil
from base64 import urlsafe_b64decode
from dataclasses import replace
from urllib.parse import quote

import pytest

from briefgen.exports import web_annotations
from briefgen.exports.web_annotations import CONTEXT, KINDS
from briefgen.verify import citations

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OA, AS, DC = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://purl.org/dc/elements/1.1/",
)
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
XSD, TERMS = "http://www.w3.org/2001/XMLSchema#", "http://purl.org/dc/terms/"
LINK, WORD = {"@type": "@id"}, {"@type": "@vocab"}
TERMS_OF_THE_CONTEXT = {
    "id": {"@id": "@id", **LINK}, "type": {"@id": "@type", **LINK},
    **{name: OA + name for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector",
                                    "TextPositionSelector", "TimeState", "exact", "prefix", "suffix")},
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "Text": "http://purl.org/dc/dcmitype/Text",
    **{name: OA + name for name in ("identifying", "describing", "questioning", "linking", "tagging")},
    "body": {"@id": OA + "hasBody", **LINK}, "target": {"@id": OA + "hasTarget", **LINK},
    "source": {"@id": OA + "hasSource", **LINK}, "selector": {"@id": OA + "hasSelector", **LINK},
    "state": {"@id": OA + "hasState", **LINK}, "motivation": {"@id": OA + "motivatedBy", **WORD},
    "purpose": {"@id": OA + "hasPurpose", **WORD},
    "sourceDate": {"@id": OA + "sourceDate", "@type": XSD + "dateTime"},
    "start": {"@id": OA + "start", "@type": XSD + "nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": XSD + "nonNegativeInteger"},
    "value": RDF + "value", "label": RDFS + "label", "format": DC + "format", "language": DC + "language",
    "first": {"@id": AS + "first", **LINK}, "items": {"@id": AS + "items", **LINK, "@container": "@list"},
    "total": {"@id": AS + "totalItems", "@type": XSD + "nonNegativeInteger"},
    "startIndex": {"@id": AS + "startIndex", "@type": XSD + "nonNegativeInteger"},
}  # fmt: skip
"""What the context at http://www.w3.org/ns/anno.jsonld says of the terms that are used."""
SITE = "https://site.example/data/annotations.jsonld"


def collection(briefing):
    return json.loads(web_annotations.export(briefing)[0].text)


def made(briefing):
    return collection(briefing)["first"]["items"]


def ours(annotation):
    """The target in our text: the hash that names it, the quotation, the position."""
    target = annotation["target"][0]
    by_quote, by_position = target["selector"]
    return target["source"]["id"], by_quote, by_position


@pytest.fixture(scope="module")
def graph(derailment):
    rdflib = pytest.importorskip("rdflib")
    record = collection(derailment)
    assert record["@context"] == CONTEXT
    graph = rdflib.Graph()
    data = json.dumps({**record, "@context": TERMS_OF_THE_CONTEXT})
    return graph.parse(data=data, format="json-ld", publicID=SITE)


def test_every_term_is_one_of_the_context(derailment):
    known = {"@context", *TERMS_OF_THE_CONTEXT}

    def walk(value):
        if isinstance(value, dict):
            assert value.keys() <= known
            for name in ("type", "motivation", "purpose"):
                assert name not in value or value[name] in TERMS_OF_THE_CONTEXT
            value = list(value.values())
        for item in value if isinstance(value, list) else ():
            walk(item)

    walk(collection(derailment))


def test_rdflib_reads_what_the_model_asks_of_an_annotation(derailment, graph):
    rdflib = pytest.importorskip("rdflib")
    oa, rdf = rdflib.Namespace(OA), rdflib.RDF
    found = set(graph.subjects(rdf.type, oa.Annotation))
    (total,) = graph.objects(None, rdflib.URIRef(f"{AS}totalItems"))
    assert len(found) == len(made(derailment)) == int(total)
    for one in found:
        assert isinstance(one, rdflib.URIRef) and str(one).startswith("urn:uuid:")
        assert len(list(graph.objects(one, oa.motivatedBy))) == 1
        targets, bodies = list(graph.objects(one, oa.hasTarget)), list(graph.objects(one, oa.hasBody))
        assert targets and len(bodies) == 3
        for target in targets:
            assert len(list(graph.objects(target, oa.hasSource))) == 1
            assert graph.value(target, oa.hasSelector) is not None
        for body in bodies:
            source, value = graph.value(body, oa.hasSource), graph.value(body, rdf.value)
            assert (source is None) != (value is None) and graph.value(body, oa.hasPurpose) is not None
            assert source is None or str(source).startswith("https://site.example/")
    for selector in graph.subjects(rdf.type, oa.TextQuoteSelector):
        assert [len(list(graph.objects(selector, oa[p]))) for p in ("exact", "prefix", "suffix")] == [1, 1, 1]
    for selector in graph.subjects(rdf.type, oa.TextPositionSelector):
        assert int(graph.value(selector, oa.start)) < int(graph.value(selector, oa.end))


def test_pyshacl_finds_nothing_against_the_model(graph):
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    assert conforms, report
    broken = graph + type(graph)().parse(data=f"<urn:x> a <{OA}Annotation> .", format="turtle")
    assert not pyshacl.validate(broken, shacl_graph=SHAPES, shacl_graph_format="turtle")[0]


SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix oa: <{OA}> . @prefix xsd: <{XSD}> . @prefix x: <urn:x:> .
x:annotation a sh:NodeShape ; sh:targetClass oa:Annotation ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:maxCount 2 ; sh:class oa:SpecificResource ] ;
  sh:property [ sh:path oa:motivatedBy ; sh:minCount 1 ; sh:maxCount 1 ] .
x:target a sh:NodeShape ; sh:targetClass oa:SpecificResource ;
  sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
x:quotation a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ;
  sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .
x:position a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
  sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ;
  sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] .
"""


def test_the_texts_are_named_by_their_hashes(derailment):
    known = {hashlib.sha256(a.text.encode()).digest(): a for a in derailment.articles}
    for one in made(derailment):
        name, by_quote, by_position = ours(one)
        digest = name.removeprefix("ni:///sha-256;")
        text = known[urlsafe_b64decode(digest + "=" * (-len(digest) % 4))].text
        at = slice(by_position["start"], by_position["end"])
        assert text[at] == by_quote["exact"]
        assert text[: at.start].endswith(by_quote["prefix"]) and text[at.stop :].startswith(
            by_quote["suffix"]
        )


def test_each_passage_of_what_is_shown_is_annotated_and_nothing_to_check(derailment):
    found = {(a["motivation"], ours(a)[2]["start"]) for a in made(derailment)}
    assert {a["motivation"] for a in made(derailment)} == {m for m, _ in KINDS.values()}
    for f in derailment.published["disagreements"]:
        assert all(("linking", c.start) in found for c in citations(f.sides))
    shown = {
        f"../{b['source'].removeprefix('../')}" for a in made(derailment) for b in a["body"] if "source" in b
    }
    assert not any(f.id in address for f in derailment.to_check for address in shown)
    assert len({a["id"] for a in made(derailment)}) == len(made(derailment))


def test_a_character_beyond_the_first_plane_is_one(hostile):
    positions = {tuple(ours(a)[2].values())[1:] for a in made(hostile)}
    assert (3, 3 + len(hostile.findings["agreements"][0].citations[0].quote)) in positions


def test_the_original_is_found_by_its_words_alone_and_its_state_is_told(hostile):
    text, original = made(hostile)[0]["target"]
    assert original["source"] == hostile.articles[0].url and original["selector"] == text["selector"][0]
    assert original["state"] == {"type": "TimeState", "sourceDate": "2024-05-09T01:02:03Z"}
    assert text["source"]["language"] == "de"


def test_excerpts_hold_no_word_of_a_sentence_that_is_not_cited(derailment):
    for one in made(replace(derailment, excerpts=True)):
        name, by_quote, by_position = ours(one)
        article = next(
            a
            for a in derailment.articles
            if by_quote["exact"] == a.text[by_position["start"] : by_position["end"]]
        )
        sentence = article.sentence_at(by_position["start"])
        assert by_quote["prefix"] + by_quote["exact"] + by_quote["suffix"] in sentence.text


# -- a foreign reader of the selectors -------------------------------------------------

HIGHLIGHT = (255, 0, 255)
WIDE = 1200


def test_where_the_site_is_known_its_pages_are_named_in_full(derailment):
    def pages(briefing):
        bodies = (body for one in made(briefing) for body in one["body"])
        return [body["source"] for body in bodies if body["type"] == "SpecificResource"]

    named = pages(replace(derailment, site="https://site.example/brenwick/"))
    assert named == [p.replace("../", "https://site.example/brenwick/") for p in pages(derailment)]
    assert set(named) and all(p.startswith("https://site.example/brenwick/") for p in named)


def test_where_pages_have_no_folders_their_addresses_end_in_html(derailment):
    named = {
        body["source"].partition("#")[0]
        for one in made(replace(derailment, directory_urls=False))
        for body in one["body"]
        if body["type"] == "SpecificResource"
    }
    leaders = {f"../leaders/{f.id}.html" for f in derailment.findings["leaders"]}
    assert {"../positions.html", "../timeline.html"} <= named and leaders & named
    assert all(p.endswith(".html") for p in named)


PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>body {{ margin: 0; color: #000; background: #fff }}
pre {{ white-space: pre-wrap; font: 12px/20px monospace; margin: 0; width: 1200px }}
::target-text {{ background: #f0f; color: #f0f }}</style><pre>{}</pre>"""
RECTANGLES = """([start, end]) => {
  const node = document.querySelector("pre").firstChild, units = [...node.data];
  const at = n => units.slice(0, n).join("").length;
  const range = new Range();
  range.setStart(node, at(start)); range.setEnd(node, at(end));
  return [...range.getClientRects()].filter(r => r.width).map(r => [r.left, r.top, r.right, r.bottom]);
}"""
"""Where code points stand, counted by the browser's own iteration of strings."""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt install chromium)")
def test_a_browser_finds_the_quotation_where_the_position_is(derailment, tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api")
    numpy, image = pytest.importorskip("numpy"), pytest.importorskip("matplotlib.image")
    chosen = made(derailment)[::6]
    assert len(chosen) > 10
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDE, "height": 2400})
        for number, one in enumerate(chosen):
            name, by_quote, by_position = ours(one)
            text = next(a.text for a in derailment.articles if name == web_annotations.text_name(a.text))
            file = tmp_path / f"{number}.html"
            file.write_text(PAGE.format(html.escape(text)), encoding="utf-8")
            page.goto(f"{file.as_uri()}#:~:text={fragment(by_quote)}")
            page.evaluate("scrollTo(0, 0)")
            picture = image.imread(io.BytesIO(page.screenshot()), format="png")[..., :3]
            lit = numpy.argwhere((abs(picture - numpy.array(HIGHLIGHT) / 255) < 0.02).all(axis=2))
            assert len(lit), by_quote
            boxes = page.evaluate(RECTANGLES, [by_position["start"], by_position["end"]])
            (top, left), (bottom, right) = lit.min(axis=0), lit.max(axis=0) + 1
            edges = [min(b[0] for b in boxes), min(b[1] for b in boxes),
                     min(WIDE, max(b[2] for b in boxes)), max(b[3] for b in boxes)]  # fmt: skip
            assert abs(numpy.array([left, top, right, bottom]) - edges).max() <= 4, (by_quote, edges)
        browser.close()


def fragment(selector) -> str:
    """The selector as a text fragment: prefix-,exact,-suffix. It may hold words of one line each."""
    words = selector["prefix"].rpartition("\n")[2], selector["exact"], selector["suffix"].partition("\n")[0]
    before, exact, after = (quote(w.strip(), safe="").replace("-", "%2D") for w in words)
    return f"{before + '-,' if before else ''}{exact}{',-' + after if after else ''}"
