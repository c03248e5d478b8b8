"""A search for sites that outgrow MkDocs' own: Pagefind, whose index is read in pieces, as somebody searches.

Pagefind (MIT) is a program that reads the finished site; `briefgen[pagefind]` brings it, and nothing is asked
of the network, neither by it nor by the pages. The box in which one searches is ours (`search.js`).
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from briefgen.errors import UserError
from briefgen.model import Page

MKDOCS, PAGEFIND = "mkdocs", "pagefind"
"""What `search` may be in the settings."""
SCRIPT, STYLE = "assets/site-search.js", "assets/site-search.css"
POLICY = "'wasm-unsafe-eval'"
"""What a page's policy must allow beside the site's own scripts: Pagefind's program is WebAssembly."""
_HERE = Path(__file__).parent
_UNSEARCHED = (".references", ".headerlink", ".pager", ".md-footer")
"""What says again what stands elsewhere."""
_LONGEST = 1800
"""Seconds; ten thousand pages take a minute."""


def files() -> tuple[Page, ...]:
    """The box: a script and its style."""
    named = ((SCRIPT, "search.js"), (STYLE, "search.css"))
    return tuple(Page(path=path, text=(_HERE / name).read_text(encoding="utf-8")) for path, name in named)


def require() -> None:
    """Raise UserError where Pagefind is not installed."""
    if find_spec("pagefind") is None or find_spec("pagefind_bin") is None:
        raise UserError(
            "search: pagefind needs a package that is not installed: pip install 'briefgen[pagefind]', "
            "or take the line out of mkdocs.yml"
        )


def body(html: str, *, found: bool) -> str:
    """A page's text, marked for Pagefind as one that can be found, where it can."""
    return f"<div data-pagefind-body>\n{html}\n</div>" if found else html


def index(site: Path) -> None:
    """Read the finished site and write the index into its folder `pagefind/`.

    Raises UserError where that fails.
    """
    require()
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(site), "--quiet"]
    command += [part for selector in _UNSEARCHED for part in ("--exclude-selectors", selector)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"search: pagefind could not be run: {error}") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        raise UserError(f"search: pagefind could not read {site.name}: {said}")
