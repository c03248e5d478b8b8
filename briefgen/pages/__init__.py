"""The pages of a briefing: plain Markdown, readable in a diff, built by MkDocs with no plugin of ours."""

from __future__ import annotations

from briefgen.pages.render import render

__all__ = ["render"]
