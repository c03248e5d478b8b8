"""The briefing for other programs in Python: `from briefgen import load, build`.

>>> from briefgen import load
>>> briefing = load("docs/briefing.json")
>>> [source.key for source in briefing.sources]
['A', 'B']

Every statement cites verbatim words of a source, and a citation leads to it:

>>> dispute = briefing.disagreements[0]
>>> for side in dispute.sides:
...     cited = side.citations[0]
...     print(briefing.mark(cited), side.label, "|", briefing.source(cited.source).path)
A1 nearly three hours | seeds/000_519e69f5886256d0.txt
B1 over two hours | seeds/004_ae056b0e1efe4e58.txt

Who holds what:

>>> leader = briefing.leaders[0]
>>> held = briefing.positions_of(leader)
>>> briefing.mark(held[0].shown), held[0].manner
('A1', 'indirect')
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from briefgen.build import brief, make
from briefgen.build import build as build_pages
from briefgen.config import make_options
from briefgen.errors import RecordError
from briefgen.exports.json import written
from briefgen.language.models import DEFAULT_MODEL
from briefgen.record import Briefing
from briefgen.record_reading import read

__all__ = ["Briefing", "build", "load"]


def load(path: str | os.PathLike[str] = "docs/briefing.json") -> Briefing:
    """The briefing that a file holds, as `briefgen build` wrote it beside the pages.

    Raises RecordError, whose message is one line, where the file can't be read or is no such file.

    >>> load("docs/briefing.json").generator.name
    'briefgen'
    >>> load("docs/index.md")
    Traceback (most recent call last):
    briefgen.errors.RecordError: docs/index.md is no JSON: Expecting value in line 1
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RecordError(f"there is no {path}: run briefgen build, or name the file") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RecordError(f"{path} can't be read: {why}") from None
    return read(text, str(path))


def build(
    seeds: str | os.PathLike[str] = "seeds",
    docs: str | os.PathLike[str] | None = None,
    *,
    title: str | None = None,
    event: str | None = None,
    sources: Literal["full", "excerpts"] = "full",
    datelines: Literal["offer", "accept", "ignore"] = "offer",
    follow_links: bool = False,
    reader: bool = True,
    news: bool = True,
    pdf: str | None = None,
    issues: str | None = None,
    site_url: str | None = None,
    use_directory_urls: bool = True,
    language_model: str = DEFAULT_MODEL,
    languages: Mapping[str, str] | None = None,
) -> Briefing:
    """The briefing that the articles below a folder give, made now.

    Nothing is written; where `docs` is given, that folder is brought up to date as by `briefgen build`. The
    others are the settings of mkdocs.yml, which is not looked into. What went wrong stands among the problems
    of the record; also a page that was kept because somebody edited it.
    Raises UserError where the user must act.

    >>> build("seeds") == load("docs/briefing.json")
    True
    """
    given = {
        "seeds": os.fspath(seeds), "title": title, "event": event, "sources": sources, "datelines": datelines,
        "follow_links": follow_links, "reader": reader, "news": news, "pdf": pdf,
        "issues": issues,
        "language_model": language_model, "languages": languages,
    }  # fmt: skip
    options = make_options(
        given, Path(), "docs" if docs is None else os.fspath(docs), "build()", site=site_url,
        directory_urls=use_directory_urls,
    )  # fmt: skip
    if docs is None:
        made = make(brief(options.seeds, options.language_model, **options.words)).briefing
        return read(written(made), "the briefing")
    report = build_pages(
        options.seeds, options.docs, options.language_model, news=options.news, **options.words
    )
    return read(written(replace(report.briefing, problems=report.problems)), "the briefing")
