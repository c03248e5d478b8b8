"""MkDocs ↔ build: the same briefing, from memory, so that one change is one rebuild.

A convenience: what `briefgen build` has written to the docs folder builds with MkDocs just as well without
it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from briefgen.build import brief, keep_apart, kept_by_hand, make
from briefgen.config import Options, make_options
from briefgen.errors import UserError
from briefgen.write import MANIFEST, plan, read_manifest

log = logging.getLogger("mkdocs.plugins.briefgen")
_PACKAGE = Path(__file__).parent


class BriefgenPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Hands MkDocs the generated pages in place of those on disk. It writes nothing."""

    given: dict[str, Any]

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

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the pages of this moment in place of those on disk."""
        options = self._options(config)
        try:
            keep_apart(options.seeds, options.docs)
            briefing = brief(
                options.seeds,
                options.language_model,
                title=options.title,
                event=options.event,
                project=options.project,
            )
            pages = make(briefing)
            todo = plan(options.docs, pages, read_manifest(options.docs))
        except UserError as error:
            raise PluginError(f"briefgen: {error}") from None
        problems = briefing.problems + kept_by_hand(todo, options.docs)
        for problem in problems:
            where = f"{problem.source}: " if problem.source else ""
            log.log(logging.WARNING if problem.severity else logging.INFO, "%s%s", where, problem.what)
        if problems and options.strict:
            raise PluginError(
                f"briefgen: {len(problems)} problem{'s' * (len(problems) > 1)} (see above), and strict is set"
            )
        for path in (*todo.orphaned, MANIFEST, *(p.path for p in pages if p.path not in todo.kept)):
            if found := files.get_file_from_path(path):
                files.remove(found)
        for page in pages:
            if page.path not in todo.kept:
                files.append(File.generated(config, page.path, content=page.text))
        return files

    def _options(self, config: MkDocsConfig) -> Options:
        project = Path(config.config_file_path).parent if config.config_file_path else Path()
        try:
            return make_options(self.given, project, config.docs_dir)
        except UserError as error:
            raise PluginError(f"briefgen: {error}") from None
