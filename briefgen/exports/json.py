"""briefing.json, as the contract describes it."""

from __future__ import annotations

from typing import Any

from briefgen.exports.lines import indented
from briefgen.model import Article, Briefing, Finding, Page
from briefgen.record import SCHEMA

NAME = "json"
ABOUT = "all findings, with every citation as offsets into its source"
PATHS: tuple[str, ...] = ("briefing.json",)
ON_SITE = True
NEEDS: str | None = None


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The one file of it."""
    return (Page(path=PATHS[0], text=written(briefing)),)


def written(briefing: Briefing) -> str:
    """The whole briefing as JSON: UTF-8, two-space indent, keys in the contract's order."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "title": briefing.title,
        "generator": dict(briefing.generator),
        "sources": [_source(a, briefing) for a in briefing.articles],
    }
    for name in ("leaders", "positions", "open_issues", "disagreements", "agreements", "timeline", "topics"):
        record[name] = [_finding(f) for f in briefing.findings.get(name, ())]
    record["problems"] = [p.as_json() for p in briefing.problems]
    return indented(record) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    """Its record; beside the rule stand what the analyst has set, and which model proposed what he added."""
    record = finding.as_json()
    if finding.edited and "rule" in record:
        record["rule"] += f"; the analyst: {', '.join(finding.edited)}"
    if finding.proposed and "rule" in record:
        record["rule"] += f"; proposed by {finding.proposed}"
    return record


def _source(article: Article, briefing: Briefing) -> dict[str, Any]:
    return {
        "id": article.id, "key": article.key, "path": article.path, "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher, "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None, "url": article.url,
        "origin": briefing.origins.get(article.id, article.id),
        **({"text": article.text} if article.extracted and not briefing.excerpts else {}),
        "sentences": [{"id": s.id, "start": s.start, "end": s.end} for s in article.sentences],
    }  # fmt: skip
