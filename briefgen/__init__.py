"""Turns source articles about an event into a cited, searchable briefing site."""

__version__ = "0.1.0"
