"""`mkdocs serve` without its server: a site built twice in one process, and whose time that took."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

_HOOKS = (
    "load_config", "on_startup", "on_config", "on_files", "on_page_markdown", "on_env", "on_page_context",
    "on_template_context",
)  # fmt: skip


def rebuilt(project: Path) -> dict[str, Any]:
    """CPU seconds of the second build, in our plugin and in all the rest of MkDocs.

    `project` has been built by briefgen. Between the builds a sentence is added to its first article.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from briefgen.plugin import BriefgenPlugin

    ours = _Clock()
    for name in _HOOKS:
        if name in vars(BriefgenPlugin):
            setattr(BriefgenPlugin, name, ours.watching(getattr(BriefgenPlugin, name)))
    took = []
    article = min((project / "seeds").glob("*.md"))
    for again in (False, True):
        begun, own, passed = _cpu(), ours.spent, time.perf_counter()
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "served"))
        if not again:
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        mine, whole = ours.spent - own, _cpu() - begun
        took.append({"ours": mine, "mkdocs": whole - mine, "wall": time.perf_counter() - passed})
        text = article.read_text(encoding="utf-8")
        article.write_text(f"{text}\nAnother walker closed the gate behind him.\n", encoding="utf-8")
    return {"first": took[0], **took[1]}


class _Clock:
    """CPU seconds within the functions that it watches, those in one another counted once."""

    def __init__(self) -> None:
        self.spent, self._inside = 0.0, False

    def watching(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time taken."""

        @wraps(function)
        def watched(*arguments: Any, **named: Any) -> Any:
            if self._inside:
                return function(*arguments, **named)
            self._inside, begun = True, _cpu()
            try:
                return function(*arguments, **named)
            finally:
                self._inside = False
                self.spent += _cpu() - begun

        return watched


def _cpu() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)
