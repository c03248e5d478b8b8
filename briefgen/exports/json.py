"""briefing.json, as the contract describes it."""

from __future__ import annotations

import json
from typing import Any

from briefgen.model import Article, Briefing, Page

SCHEMA = "briefgen/1"


def export(briefing: Briefing) -> Page:
    """The whole briefing as JSON: UTF-8, two-space indent, keys in the contract's order."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "title": briefing.title,
        "generator": dict(briefing.generator),
        "sources": [_source(a, briefing) for a in briefing.articles],
    }
    for name in ("leaders", "positions", "open_issues", "disagreements", "agreements", "timeline", "topics"):
        record[name] = [f.as_json() for f in briefing.findings.get(name, ())]
    record["problems"] = [p.as_json() for p in briefing.problems]
    return Page(path="briefing.json", text=json.dumps(record, ensure_ascii=False, indent=2) + "\n")


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
