"""Addresses of the web, fetched politely and safely for `briefgen add`. Nothing else reaches the network."""

from __future__ import annotations

from briefgen.web.answers import Fetched, FetchError, Unchanged
from briefgen.web.fetcher import Fetcher

__all__ = ["FetchError", "Fetched", "Fetcher", "Unchanged"]
