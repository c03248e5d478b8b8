"""Turns source articles about an event into a cited, searchable briefing site.

Other programs have `load` and `build` from here; both are imported when they are asked for. `build` is a
module too, and Python sets it as an attribute of the package as soon as anything imports it. So there is one
object in whatever order things are imported: the module, which can be called.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.api import build, load

__version__ = "0.1.0"
__all__ = ["__version__", "build", "load"]


def __getattr__(name: str) -> Any:
    if name == "load":
        return import_module("briefgen.api").load
    if name == "build":
        return import_module("briefgen.build")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Build(ModuleType):
    """The module `briefgen.build`, to be called as `briefgen.api.build`."""

    def __call__(self, *folders: Any, **settings: Any) -> Any:
        return import_module("briefgen.api").build(*folders, **settings)


class _Package(ModuleType):
    """This package, which makes its module `build` one that can be called."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "build" and type(value) is ModuleType:
            value.__class__ = _Build
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
