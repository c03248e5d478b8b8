"""What a finding's menu on the site needs to know: which finding it is, and its seal.

It stands as an attribute where the finding stands, so that it goes with its page, also where a script reads
one page from another or the pages lie on a disk; the menu itself is made by `assets/menu.js`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from markupsafe import Markup

from briefgen.model import Finding, Handle
from briefgen.pages.book import Book
from briefgen.pages.escape import attribute

_NO_FORM = 'const FORM = ""'
"""The line of the script that says where a reader writes down what is wrong."""


class Menus:
    """Gives each finding of a briefing what its menu needs; nothing where no finding has a handle."""

    def __init__(self, book: Book, handles: Mapping[tuple[str, str], Handle]) -> None:
        self._book, self._handles = book, handles

    def of(self, kind: str, finding: Finding, anchor: str | None = None) -> Markup:
        """For the attribute list of an element with this id (its own, where none is given): kind, seal, and
        its name in editorial.yml where that is not the id. Without a handle, as of one that the analyst has
        added, the kind alone: there is nothing to correct from here.
        """
        if not self._handles:
            return Markup("")
        handle = self._handles.get((kind, finding.id))
        here = finding.id if anchor is None else anchor
        told = [kind.replace("_", "-")]
        if handle:
            told += [handle.seal, *([handle.name] if handle.name != here else [])]
        return Markup(f' data-finding="{attribute(" ".join(told))}"')

    def link(self, kind: str, finding: Finding, to: Callable[[str], str]) -> Markup:
        """Behind a line that tells a finding elsewhere: a link to its own place, which the script makes its
        menu.
        """
        if not self._handles:
            return Markup("")
        place = self._book.place_of(kind, finding)
        return Markup(f" […]({to(place)}){{ .own{self.of(kind, finding, place.partition('#')[2])} }}")


def menu_script(script: str, issues: str | None) -> str:
    """The menu's script, with the form for a new issue where there is one."""
    if issues is None:
        return script
    before, line, after = script.partition(_NO_FORM)
    if not line:
        raise ValueError(f"menu.js has no line {_NO_FORM}")
    return f"{before}const FORM = {json.dumps(issues)}{after}"
