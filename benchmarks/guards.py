"""Takes out each guard of the comparing in turn, and lists those whose loss nothing notices.

    python benchmarks/guards.py [EVENTS …]

A guard is an `if` that only leaves: its body is one `continue` or one `return` of nothing, False or None. It
is noticed where, without it, the disagreements of some case or some event differ (kind, words of the sides,
confidence). EVENTS are folders of articles. What nothing notices is either a plain check of types or to go.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType, ModuleType

from briefgen.analysis import Analysis, analyse
from briefgen.findings import disagreements
from briefgen.findings.kind import SoFar
from briefgen.language.parser import parse
from briefgen.matching import Matches
from briefgen.matching.reader import load
from briefgen.readers import read_seeds

TESTS = Path(__file__).parents[1] / "tests"
_Told = tuple[tuple[str, str, tuple[str, ...]], ...]


def main() -> None:
    """Print the guards that nothing notices."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("events", type=Path, nargs="*")
    args = options.parse_args()
    known = [*_cases(), *_events(args.events)]
    before = _found(known)
    modules = [importlib.import_module(f"{disagreements.__name__}.{m.name}")
               for m in pkgutil.iter_modules(disagreements.__path__)]  # fmt: skip
    count = 0
    for module in [disagreements, *modules]:
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for guard in _guards(source):
            count += 1
            if _without(module, source, guard, known) == before:
                line = source.splitlines()[guard.lineno - 1].strip()
                print(f"{Path(str(module.__file__)).name}:{guard.lineno}: {line}", flush=True)
    print(f"{count} guards, {len(known)} briefings")


def _cases() -> Iterator[SoFar]:
    sys.path.insert(0, str(TESTS))
    from test_cases import FINDINGS

    for case in FINDINGS:
        if "disagreements" in case.expected:
            yield _so_far(analyse(parse(case.articles)))


def _events(folders: Sequence[Path]) -> Iterator[SoFar]:
    for folder in folders:
        yield _so_far(analyse(parse(read_seeds(folder, folder.name).articles)))


def _so_far(analysis: Analysis) -> SoFar:
    so_far = SoFar(analysis=analysis, found=MappingProxyType({}), matches=Matches(analysis, load()))
    _ = so_far.matches.all
    return so_far


def _found(known: Sequence[SoFar]) -> list[_Told | str]:
    out: list[_Told | str] = []
    for so_far in known:
        try:
            out.append(tuple(
                (d.kind, d.confidence, tuple(s.label for s in d.sides)) for d in disagreements.find(so_far)
            ))  # fmt: skip
        except Exception as error:  # a check of types: that it breaks is noticed
            out.append(type(error).__name__)
    return out


def _guards(source: str) -> list[ast.If]:
    """The `if`s that only leave."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse and _leaves(node.body[0])
    ]


def _leaves(node: ast.stmt) -> bool:
    if isinstance(node, ast.Continue):
        return True
    if not isinstance(node, ast.Return):
        return False
    empty = isinstance(node.value, ast.Constant) and node.value.value in (None, False, "")
    return node.value is None or empty


def _without(module: ModuleType, source: str, guard: ast.If, known: Sequence[SoFar]) -> list[_Told | str]:
    """What is found where this guard is not there."""

    class Out(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.stmt:
            self.generic_visit(node)
            same = (node.lineno, node.col_offset) == (guard.lineno, guard.col_offset)
            return ast.copy_location(ast.Pass(), node) if same else node

    tree = ast.fix_missing_locations(Out().visit(ast.parse(source)))
    functions = ast.Module([n for n in tree.body if isinstance(n, ast.FunctionDef)], [])
    old = {n.name: vars(module)[n.name] for n in functions.body if isinstance(n, ast.FunctionDef)}
    exec(compile(functions, str(module.__file__), "exec"), vars(module))
    new = {name: vars(module)[name] for name in old}
    _put(old, new)
    try:
        return _found(known)
    finally:
        vars(module).update(old)
        _put(new, old)


def _put(old: dict[str, object], new: dict[str, object]) -> None:
    """Put functions in place of others wherever the package has imported them."""
    for name, module in list(sys.modules.items()):
        if name.startswith("briefgen.findings"):
            for key, value in list(vars(module).items()):
                for function, replaced in old.items():
                    if value is replaced:
                        setattr(module, key, new[function])


if __name__ == "__main__":
    main()
