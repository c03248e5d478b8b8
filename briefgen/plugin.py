"""MkDocs ↔ build: the same briefing, from memory, so that one change is one rebuild.

A convenience: what `briefgen build` has written to the docs folder builds with MkDocs just as well without
it.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import PathSpec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from briefgen import portfolio, site_search, unchanged
from briefgen.build import brief, keep_apart, kept_by_hand, make, with_news
from briefgen.config import Options, make_options
from briefgen.errors import UserError
from briefgen.handwritten import shown
from briefgen.model import Page, Problem
from briefgen.pages.book import Book, book_of
from briefgen.pages.escape import text
from briefgen.pages.recent import Recent
from briefgen.places import WHATS_NEW
from briefgen.portfolio import hint
from briefgen.proof import Proof
from briefgen.site_search import PAGEFIND
from briefgen.work import Work
from briefgen.work.desk import working
from briefgen.write import MANIFEST, Manifest, Plan, plan, read_manifest

log = logging.getLogger("mkdocs.plugins.briefgen")
_PACKAGE = Path(__file__).parent
_SCRIPTS = "partials/javascripts/"
"""Where Material keeps the scripts that it writes into pages."""
_SCRIPT = re.compile("<script>([^<]*(?:<(?!/script>)[^<]*)*)</script>")


class BriefgenPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Hands MkDocs the generated pages in place of those on disk. It writes nothing."""

    given: dict[str, Any]
    served = False
    pages: Recent | None = None
    right: Recent | None = None
    """The pages of the last build, and those that were right, where somebody watches."""
    scripts: _ThemeScripts
    books: Mapping[str, Book]
    """Folder, with a slash behind it → the briefing of this build; "" where it has no folder of its own.
    Nothing where it could not be made.
    """
    own: frozenset[str] = frozenset()
    """The pages that are briefgen's."""
    _last: tuple[bytes, Proof] | None = None
    """The last briefing, and the state that it was made of, where somebody watches."""
    _work: Work | None = None
    _menu: tuple[Any, Any] | None = None
    """The menu of the settings, and what they say is in none, before that of a portfolio was made of it."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Take the options as they are: `briefgen.config` checks them, as for the command line."""
        self.given = dict(options)
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the seeds with their metadata and edits; the templates too in a checkout of briefgen."""
        options = self._options(config)
        self._menu = None
        if options.search == PAGEFIND:
            _use_pagefind(config)
        if not options.news:  # then there is no such page
            config.nav = _without(config.nav, WHATS_NEW)
        watched = [options.seeds] if options.seeds.is_dir() else []
        if _PACKAGE.is_relative_to(options.project.resolve()):
            watched.append(_PACKAGE)
        config.watch += [str(path) for path in watched]
        return config

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody watches: then an error is shown to them and the server goes on."""
        self.served = command == "serve"
        self._work = None
        if self.served:
            self.pages, self.right = Recent(), Recent()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the pages of this moment in place of those on disk."""
        options, self.books = self._options(config), {}
        if options.search == PAGEFIND:
            files = _put(files, config, site_search.files(), ())
        try:
            if options.portfolio:
                return self._several(options, files, config)
            pages, todo = self._made(options)
        except UserError as error:
            if not self.served:
                raise PluginError(f"briefgen: {error}") from None
            log.error("briefgen: %s", error)
            return _put(files, config, (_error_page(error),), (MANIFEST,))
        shown_now = tuple(p for p in pages if p.path not in todo.kept)
        return _put(files, config, shown_now, (MANIFEST, *todo.orphaned))

    def on_shutdown(self) -> None:
        """Nobody works for it any longer."""
        if self._work is not None:
            self._work.close()

    def on_page_markdown(self, markdown: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Show the citations of a page that somebody has written as marks, and say which do not hold."""
        path = page.file.src_uri
        folder = next((f for f in self.books if path.startswith(f)), None)
        if folder is None or path in self.own:
            return markdown
        name = f"{Path(config.docs_dir).name}/{path}"
        made = shown(
            self.books[folder], markdown, path.removeprefix(folder), name,
            above=_above(page.file.content_string, markdown),
        )  # fmt: skip
        _log(made.problems)
        if any(p.severity for p in made.problems) and self._options(config).strict and not self.served:
            raise PluginError(f"briefgen: {name} cites what does not hold (see above), and strict is set")
        return made.text

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Mark what Pagefind is to find."""
        if self._options(config).search != PAGEFIND:
            return html
        said = page.meta.get("search")
        hidden = isinstance(said, dict) and said.get("exclude") and not _is_positions(page.file.src_uri)
        return site_search.body(html, found=not hidden)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index of the finished site, where Pagefind searches it."""
        if self._options(config).search == PAGEFIND:
            try:
                site_search.index(Path(config.site_dir))
            except UserError as error:
                raise PluginError(f"briefgen: {error}") from None

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
        proof = self._proof(options, last)
        briefing, pages = proof.briefing, proof.pages
        todo = plan(options.docs, pages, last)
        unsaid = hint(options.seeds, options.follow_links) if options.portfolio is None else ()
        problems = unsaid + briefing.problems + kept_by_hand(todo, options.docs)
        _log(problems)
        self.books = {"": book_of(briefing)}
        self.own = frozenset(last.files) | {p.path for p in pages if p.path not in todo.kept}
        _be_strict(problems, options)
        return pages, todo

    def _proof(self, options: Options, last: Manifest) -> Proof:
        """The briefing with its pages: where somebody watches and nothing that it is made of is another, the
        last one.
        """
        # What a person writes beside the pages is no part of it. In a checkout the templates may change.
        stays = self.served and not _PACKAGE.is_relative_to(options.project.resolve())
        now = unchanged.made_of(options.seeds, last, options) if stays else None
        if now and self._last and self._last[0] == now:
            return self._last[1]
        briefing = brief(options.seeds, options.language_model, last=last, **options.words)
        briefing, _ = with_news(briefing, last, options.news)
        for kept in (self.pages, self.right):
            if kept is not None:
                kept.turn()
        proof = make(briefing, options.work, self.pages, self.right)
        self._last = (now, proof) if now else None
        return proof

    def _several(self, options: Options, files: Files, config: MkDocsConfig) -> Files:
        """The same for a portfolio; its menu has a section for each briefing."""
        now = portfolio.shown(
            options.seeds, options.docs, options.language_model, news=options.news, titles=options.titles,
            words=options.words,
        )  # fmt: skip
        _log(now.problems)
        self.books = {f"{folder}/": book for folder, book in now.books.items()}
        self.own = now.own
        _be_strict(now.problems, options)
        if now.faults and not self.served:
            raise PluginError("briefgen: a briefing could not be made (see above)")
        self._menu = self._menu or (config.nav, config.not_in_nav)
        config.nav = portfolio.menu(self._menu[0], now.sections, now.people)
        unlisted = PathSpec().run_validation(portfolio.outside(now.sections))
        config.not_in_nav = self._menu[1] + unlisted if self._menu[1] else unlisted
        if portfolio.is_wide(now.sections) and "navigation.prune" not in config.theme.get("features", ()):
            config.theme["features"] = [*(config.theme.get("features") or ()), "navigation.prune"]
        return _put(files, config, now.pages, now.gone)

    def _options(self, config: MkDocsConfig) -> Options:
        project = Path(config.config_file_path).parent if config.config_file_path else Path()
        try:
            options = make_options(
                self.given, project, config.docs_dir, site=config.site_url,
                directory_urls=config.use_directory_urls,
            )  # fmt: skip
            self._work = self._work or working()
            return replace(options, work=self._work)
        except UserError as error:
            raise PluginError(f"briefgen: {error}") from None


def _be_strict(problems: tuple[Problem, ...], options: Options) -> None:
    if problems and options.strict:
        raise UserError(f"{len(problems)} problem{'s' * (len(problems) > 1)} (see above), and strict is set")


def _use_pagefind(config: MkDocsConfig) -> None:
    """Put the box for its search into each page, and let it run.

    Raises PluginError where Pagefind is not there, or MkDocs' own search is.
    """
    try:
        site_search.require()
    except UserError as error:
        raise PluginError(f"briefgen: {error}") from None
    if {"search", "material/search"} & set(config.plugins):
        raise PluginError("briefgen: search: pagefind stands in the place of `search`: take that plugin out")
    if site_search.SCRIPT not in config.extra_javascript:
        config.extra_javascript.append(site_search.SCRIPT)
        config.extra_css.append(site_search.STYLE)
    config.extra["script_sources"] = site_search.POLICY


def _is_positions(path: str) -> bool:
    """Whether a page of positions, which only MkDocs' own search has no room for."""
    return path == "positions.md" or path.startswith("positions/")


def _log(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        where = f"{problem.source}: " if problem.source else ""
        log.log(logging.WARNING if problem.severity else logging.INFO, "%s%s", where, problem.what)


def _above(file: str, markdown: str) -> int:
    """How many lines of a file MkDocs has taken off; none where somebody else has changed the text."""
    whole, body = file.rstrip("\n"), markdown.rstrip("\n")
    return whole.count("\n", 0, len(whole) - len(body)) if whole.endswith(body) else 0


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


def _without(nav: Any, page: str) -> Any:
    """The menu without the entries that lead to this page."""
    if isinstance(nav, dict):
        return {title: _without(below, page) for title, below in nav.items() if below != page}
    if not isinstance(nav, list):
        return nav
    kept = [_without(entry, page) for entry in nav if entry != page]
    return [entry for entry in kept if entry != {}]


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _put(files: Files, config: MkDocsConfig, pages: tuple[Page, ...], gone: tuple[str, ...]) -> Files:
    """The pages in place of those with the same path; what is no part of the site goes."""
    for path in (*gone, *(p.path for p in pages)):
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
