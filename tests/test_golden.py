"""An invented event told by three outlets, through the whole path: what is found, and the pages.

`golden/outline.txt` is what is found, to be read by people; `golden/pages/` are the pages. Both are written
by `make bless`. Nobody commits them without having read the diff: a line that is wrong there is a wrong
briefing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from briefgen.build import brief, make
from briefgen.model import Briefing, Citation, Finding
from briefgen.verify import citations

GOLDEN = Path(__file__).parent / "golden"
OUTLINE = GOLDEN / "outline.txt"
PAGES = GOLDEN / "pages"
SAME_EVERYWHERE = {"id", "title", "citations", "rule", "confidence", "note"}
"""Fields of every finding, shown in places of their own."""


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return brief(
        GOLDEN / "seeds",
        title="The Brenwick derailment",
        event="A freight train derails and spills solvent into a river.",
        project=GOLDEN,
    )


def outline(briefing: Briefing) -> str:
    """What a briefing says, a finding a paragraph."""
    return "".join(_outline(briefing))


def _outline(briefing: Briefing) -> Iterator[str]:
    yield "What is found in tests/golden/seeds. Written by `make bless`: read the diff, then commit it.\n"
    for article in briefing.articles:
        told = f"{article.publisher}, {article.published}, {len(article.sentences)} sentences"
        yield f"\n{article.key}  {article.title} ({told}; origin {briefing.origins[article.id]})\n"
    for kind, findings in briefing.findings.items():
        yield f"\n\n== {kind}: {len(findings)}\n"
        for finding in findings:
            yield from _finding(briefing, finding)
    for problem in briefing.problems:
        yield f"\nproblem: {problem.source}: {problem.what}\n"


def _finding(briefing: Briefing, finding: Finding) -> Iterator[str]:
    behind = f"  [{finding.rule}, {finding.confidence}]" if finding.rule else ""
    yield f"\n{finding.title or finding.id}{behind}\n"
    for field in fields(finding):
        value = getattr(finding, field.name)
        if field.name not in SAME_EVERYWHERE and value not in ((), None, False, "", finding.title):
            yield from _value(briefing, field.name, value)
    for citation in finding.citations:
        yield f"    {_cited(briefing, citation)}\n"


def _value(briefing: Briefing, name: str, value: object) -> Iterator[str]:
    if isinstance(value, Citation):
        yield f"  {name}: {_cited(briefing, value)}\n"
    elif isinstance(value, tuple) and any(True for _ in citations(value)):
        for item in value:
            parts = [getattr(item, f.name) for f in fields(item)] if is_dataclass(item) else list(item)
            label = next(str(part) for part in parts if isinstance(part, str))
            yield f"  {name}: {label}\n"
            yield from (f"    {_cited(briefing, c)}\n" for c in citations(parts))
    else:
        yield f"  {name}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}\n"


def _cited(briefing: Briefing, citation: Citation) -> str:
    """`A3 “the words”`."""
    mark = briefing.by_source[citation.source].key + citation.sentence.removeprefix("s")
    return f"{mark} “{' '.join(citation.quote.split())}”"


def pages(briefing: Briefing) -> dict[str, str]:
    """The pages, without the assets and exports, which have tests of their own."""
    return {page.path: page.text for page in make(briefing).pages if page.path.endswith(".md")}


def difference(before: str, now: str, name: str) -> str:
    """The first lines that differ."""
    old, new = before.splitlines(), now.splitlines()
    return "\n".join(list(difflib.unified_diff(old, new, f"{name} as blessed", name, lineterm=""))[:60])


HOW = "If this is what it should be: make bless, read the diff, commit it with your change."


def test_what_is_found_is_what_was_blessed(briefing, bless):
    now = outline(briefing)
    if bless:
        OUTLINE.write_text(now, encoding="utf-8")
    before = OUTLINE.read_text(encoding="utf-8") if OUTLINE.exists() else ""
    assert now == before, f"{difference(before, now, 'outline.txt')}\n{HOW}"


def test_the_pages_are_what_was_blessed(briefing, bless):
    now = pages(briefing)
    if bless:
        for old in PAGES.rglob("*.md"):
            old.unlink()
        for path, text in now.items():
            (PAGES / path).parent.mkdir(parents=True, exist_ok=True)
            (PAGES / path).write_text(text, encoding="utf-8")
    before = {p.relative_to(PAGES).as_posix(): p.read_text(encoding="utf-8") for p in PAGES.rglob("*.md")}
    assert sorted(now) == sorted(before), HOW
    for path in now:
        assert now[path] == before[path], f"{difference(before[path], now[path], path)}\n{HOW}"


def test_the_event_has_what_news_has(briefing):
    """Enough of everything to show a change: outlets that copied, people, every kind of finding."""
    assert len(briefing.articles) == 3
    copied = [
        s.text
        for a in briefing.articles
        for s in a.sentences
        if sum(s.text in other.text for other in briefing.articles) > 1
    ]
    assert len(set(copied)) >= 3
    assert all(a.publisher and a.published and a.title_given for a in briefing.articles)
    assert all(280 <= len(a.text.split()) <= 420 for a in briefing.articles)
