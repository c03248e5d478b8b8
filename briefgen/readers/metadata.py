"""What is known of a source: from its own front matter, or from `sources.yml` in the seeds folder.

    000_report.txt:
      title: The ferry sails again
      publisher: Harbour Post
      authors: [Ada Moor, Jon Pell]
      published: 2024-05-03
      url: https://example.org/ferry
      key: H
      language: en

`sources.yml` is keyed by the file's path below the seeds folder and overrides front matter. What is not given
is not known: nothing is guessed. A value that can't be right is reported and counts as not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypedDict
from urllib.parse import urlsplit

from briefgen.errors import ConfigError
from briefgen.model import Article
from briefgen.yaml_text import load_mapping

FILE = "sources.yml"
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})"
    rf"|(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?)\.?,? (?P<year>\d{{4}})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z+\-:0-9]{1,9})?)?",
    re.IGNORECASE,
)
"""A date with its month written out, which can mean no other."""
_MOST_CHARACTERS = 500
_MOST_OF_ADDRESS = 2000
"""Longer ones do not lead everywhere to what they name."""

WANTED: Mapping[str, str] = MappingProxyType(
    {"title": "title", "publisher": "outlet", "published": "date", "authors": "author", "url": "address"}
)
"""What a briefing would like to know of every source → what it is called in a line."""


class Metadata(TypedDict, total=False):
    """The checked values; a name that is absent is not known."""

    title: str
    publisher: str
    authors: tuple[str, ...]
    published: date
    url: str
    key: str
    language: str
    retrieved: datetime
    original: str


class Known(Metadata, total=False):
    """The same, with what follows from them."""

    moment: datetime
    """When it was published, where more than the day is given."""


def load_sources(text: str) -> dict[str, dict[str, Any]]:
    """The entries of sources.yml.

    Raises ConfigError where it is not a mapping of mappings.
    """
    entries = load_mapping(text, FILE)
    for name, entry in entries.items():
        if entry is not None and not isinstance(entry, dict):
            raise ConfigError(f"{FILE}: {name}: expected `title: …`, `publisher: …` lines below it")
    return {name: {str(k): v for k, v in (entry or {}).items()} for name, entry in entries.items()}


def check(given: Mapping[str, Any], where: str, strangers: bool) -> tuple[Known, tuple[str, ...]]:
    """The values that are well formed, and what is wrong with the others.

    With `strangers`, every unknown name is reported; else only one that looks like a slip (front matter
    serves other programs too).
    """
    good, wrong = Known(), []
    for name, value in given.items():
        if name not in _CHECKS:
            near = get_close_matches(name.lower(), _CHECKS, n=1, cutoff=0.75)
            if strangers or near:
                hint = f"did you mean {near[0]}?" if near else f"it may have {', '.join(_CHECKS)}"
                wrong.append(f"{where}: {name!r} is not known; {hint}")
        elif value is not None:
            try:
                good[name] = _CHECKS[name](value)  # type: ignore[literal-required]
                if name == "published" and (moment := _moment(value)):
                    good["moment"] = moment
            except ValueError as error:
                wrong.append(f"{where}: {name}: {error}; not used")
    return good, tuple(wrong)


def missing(article: Article) -> tuple[str, ...]:
    """What is wanted of an article and not known."""
    known = (article.title_given, article.publisher, article.published, article.authors, article.url)
    return tuple(name for name, value in zip(WANTED, known, strict=True) if not value)


def is_address(text: str) -> bool:
    """Whether this is an http or https address, as it is written down."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return named and not re.search(r"[\s<>\"\\]", text)


def _text(value: object, most: int = _MOST_CHARACTERS) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise ValueError(f"expected a text, found {_show(value)}")
    text = " ".join(str(value).split())
    if not text or len(text) > most:
        raise ValueError(f"expected a text of 1 to {most} characters")
    return text


def _authors(value: object) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else (_text(value),)


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
        if named := _NAMED.fullmatch(" ".join(value.split())):
            day, month, year = named["day"] or named["d"], named["month"] or named["m"], named["year"]
            with suppress(ValueError):
                return date(int(year), _MONTHS[month[:3].lower()], int(day))
    raise ValueError(f"expected a date such as 2024-05-03, found {_show(value)}")


def _moment(value: object) -> datetime | None:
    """The day with its hour; None where only a day is given."""
    with suppress(ValueError):
        if isinstance(value, str) and re.search(r"\d[T ]\d", value):
            return datetime.fromisoformat(value.strip())
    return value if isinstance(value, datetime) else None


def _url(value: object) -> str:
    text = _text(value, _MOST_OF_ADDRESS) if isinstance(value, str) and value.strip() else ""
    if not is_address(text):
        raise ValueError(f"expected an http or https address, found {_show(value)}")
    return text


def _key(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{1,4}", value):
        raise ValueError(f"expected one to four capital letters, found {_show(value)}")
    return value


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", value):
        raise ValueError(f"expected a language such as en or pt-BR, found {_show(value)}")
    return value.replace("_", "-")


def _retrieved(value: object) -> datetime:
    """The moment in UTC; one without a zone counts as that."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = datetime.fromisoformat(value.strip())
    with suppress(OverflowError):
        if isinstance(value, datetime):
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    raise ValueError(f"expected a moment such as 2024-05-03T08:30:00Z, found {_show(value)}")


def written(moment: datetime) -> str:
    """A moment in UTC as it is written down: 2024-05-03T08:30:00Z."""
    return moment.isoformat().replace("+00:00", "Z")


def _original(value: object) -> str:
    """A place below the seeds folder."""
    text = _text(value)
    if PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts or "\\" in text:
        raise ValueError(f"expected a place in the seeds folder, found {_show(value)}")
    return text


def _show(value: object) -> str:
    if isinstance(value, dict | list):
        return f"a {'list' if isinstance(value, list) else 'mapping'}"
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 60 else text[:59] + "…")


_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "title": _text, "publisher": _text, "authors": _authors, "published": _date, "url": _url, "key": _key,
    "language": _language, "retrieved": _retrieved, "original": _original,
}  # fmt: skip
