"""MkDocs ↔ build: the same briefing, from memory, so that one change is one rebuild.

A convenience: what `briefgen build` has written to the docs folder builds with MkDocs just as well without
it.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from briefgen.build import brief, keep_apart, kept_by_hand, make, with_news
from briefgen.config import Options, make_options
from briefgen.errors import UserError
from briefgen.model import Page
from briefgen.pages.escape import text
from briefgen.write import MANIFEST, Plan, plan, read_manifest

log = logging.getLogger("mkdocs.plugins.briefgen")
_PACKAGE = Path(__file__).parent
_SCRIPTS = "partials/javascripts/"
"""Where Material keeps the scripts that it writes into pages."""
_SCRIPT = re.compile("<script>([^<]*(?:<(?!/script>)[^<]*)*)</script>")


class BriefgenPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Hands MkDocs the generated pages in place of those on disk. It writes nothing."""

    given: dict[str, Any]
    served = False
    scripts: _ThemeScripts

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Take the options as they are: `briefgen.config` checks them, as for the command line."""
        self.given = dict(options)
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the seeds with their metadata and edits; the templates too in a checkout of briefgen."""
        options = self._options(config)
        watched = [options.seeds] if options.seeds.is_dir() else []
        if _PACKAGE.is_relative_to(options.project.resolve()):
            watched.append(_PACKAGE)
        config.watch += [str(path) for path in watched]
        return config

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody watches: then an error is shown to them and the server goes on."""
        self.served = command == "serve"

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the pages of this moment in place of those on disk."""
        options = self._options(config)
        try:
            pages, todo = self._made(options)
        except UserError as error:
            if not self.served:
                raise PluginError(f"briefgen: {error}") from None
            log.error("briefgen: %s", error)
            return _put(files, config, (_error_page(error),), ())
        return _put(files, config, tuple(p for p in pages if p.path not in todo.kept), todo.orphaned)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Learn which scripts the theme itself writes into a page, for the site's policy."""
        self.scripts = _ThemeScripts(env, config)

    def on_page_context(self, context: Any, *, page: Any, config: MkDocsConfig, nav: Any) -> None:
        """Let this page run the theme's scripts, and no other that stands in it."""
        self._allow(context)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> None:
        """The same for pages that no Markdown is behind."""
        self._allow(context)

    def _allow(self, context: Any) -> None:
        # `mkdocs serve` writes a script into each page to reload it, with another number each time.
        if not self.served:
            context["inline_scripts"] = self.scripts.allowed(context["base_url"])

    def _made(self, options: Options) -> tuple[tuple[Page, ...], Plan]:
        """The pages, and what a build would do with them; problems are logged."""
        keep_apart(options.seeds, options.docs)
        last = read_manifest(options.docs)
        briefing = brief(
            options.seeds,
            options.language_model,
            title=options.title,
            event=options.event,
            sources=options.sources,
            follow_links=options.follow_links,
            datelines=options.datelines,
            reader=options.reader,
            pdf=options.pdf,
            project=options.project,
            keys=last.keys,
        )
        briefing, _ = with_news(briefing, last, options.news)
        proof = make(briefing)
        briefing, pages = proof.briefing, proof.pages
        todo = plan(options.docs, pages, last)
        problems = briefing.problems + kept_by_hand(todo, options.docs)
        for problem in problems:
            where = f"{problem.source}: " if problem.source else ""
            log.log(logging.WARNING if problem.severity else logging.INFO, "%s%s", where, problem.what)
        if problems and options.strict:
            raise UserError(
                f"{len(problems)} problem{'s' * (len(problems) > 1)} (see above), and strict is set"
            )
        return pages, todo

    def _options(self, config: MkDocsConfig) -> Options:
        project = Path(config.config_file_path).parent if config.config_file_path else Path()
        try:
            return make_options(self.given, project, config.docs_dir)
        except UserError as error:
            raise PluginError(f"briefgen: {error}") from None


class _ThemeScripts:
    """The scripts within a page that the theme's templates hold, made without a word of an article."""

    def __init__(self, env: Any, config: MkDocsConfig) -> None:
        self._config = config
        self._templates = [env.get_template(x) for x in env.list_templates() if x.startswith(_SCRIPTS)]
        self._known: dict[str, str] = {}

    def allowed(self, base_url: str) -> str:
        """Their hashes as sources of a Content-Security-Policy, for pages at this distance from the root."""
        if base_url not in self._known:
            features = self._config.theme.get("features") or []
            given = {"config": self._config, "base_url": base_url, "features": features}
            found = (s for t in self._templates for s in _SCRIPT.findall(t.render(given)))
            self._known[base_url] = " ".join(map(_source, dict.fromkeys(found)))
        return self._known[base_url]


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _put(files: Files, config: MkDocsConfig, pages: tuple[Page, ...], orphaned: tuple[str, ...]) -> Files:
    """The pages in place of those with the same path; what is no longer generated goes."""
    for path in (*orphaned, MANIFEST, *(p.path for p in pages)):
        if found := files.get_file_from_path(path):
            files.remove(found)
    for page in pages:
        files.append(File.generated(config, page.path, content=page.text))
    return files


def _error_page(error: UserError) -> Page:
    """The front page while the briefing can't be made."""
    return Page(
        path="index.md",
        text="# The briefing could not be made\n\n"
        f"!!! failure\n    {text(error)}\n\n"
        "Mend it and save: this page then shows the briefing. The other pages are those of the last build.\n",
    )
