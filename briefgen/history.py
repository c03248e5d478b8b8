"""What `briefgen changes` tells: what the last build brought, or what is new since a revision of git.

Both are read from the lists that builds leave beside the pages; no source is looked into.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.changes import Memory, compare, read
from briefgen.changes.revision import at_revision
from briefgen.changes.telling import summary
from briefgen.errors import DocsError
from briefgen.model import Change, News
from briefgen.news import LAST, kept_news
from briefgen.write import MANIFEST, read_manifest


def changes(docs: Path, revision: str | None = None) -> News:
    """What is new in the pages of a folder, since the last build or since a revision.

    Raises UserError where there is nothing to compare.
    """
    manifest = read_manifest(docs)
    if not manifest.found:
        raise DocsError(f"there is no {docs.name}/{MANIFEST} that can be read: run briefgen build first")
    news, now = kept_news(manifest.memory), read(manifest.memory.get(LAST))
    if news is None or now is None:
        raise DocsError(
            f"{docs.name}/{MANIFEST} keeps nothing to compare: run briefgen build, and without news: false"
        )
    return compare(_kept_at(revision, docs), now) if revision is not None else news


def as_json(news: News, revision: str | None, *, every: bool) -> dict[str, Any]:
    """The record for other programs. `every`: also what edits and rules made."""
    return {
        "since": revision,
        "summary": summary(news),
        "changes": [_record(c) for c in news.changes],
        **({"through_edits_or_rules": [_record(c) for c in news.others]} if every else {}),
    }


def _record(change: Change) -> dict[str, Any]:
    return {
        "what": change.what, "kind": change.kind, "id": change.id, "title": change.title,
        "how": [{"name": d.name, "was": list(d.was), "now": list(d.now)} for d in change.how],
    }  # fmt: skip


def _kept_at(revision: str, docs: Path) -> Memory:
    held = at_revision(revision, docs / MANIFEST)
    try:
        data = json.loads(held)
        json.dumps(data, ensure_ascii=False).encode()  # or it could not be printed
        memory = data.get("memory") if isinstance(data, dict) else None
        kept = read(memory.get(LAST)) if isinstance(memory, Mapping) else None
    except (ValueError, RecursionError):
        kept = None
    if kept is None:
        raise DocsError(
            f"{docs.name}/{MANIFEST} of {revision} keeps nothing to compare: it is of another version of "
            "briefgen, or was damaged; name a later revision"
        )
    return kept
