"""What is printed at a terminal: problems, and words that cannot steer it."""

from __future__ import annotations

import unicodedata

import click

from briefgen.model import Problem


def tell(problems: tuple[Problem, ...], strict: bool) -> int:
    """Print the problems, worst last; the exit status that they call for."""
    for problem in problems:
        where = f"{problem.source}: " if problem.source else ""
        click.echo(printable(f"{_SEVERITY[problem.severity]}: {where}{problem.what}"), err=True)
    return int(any(p.severity > 1 or strict for p in problems))


_SEVERITY = {0: "remark", 1: "problem", 2: "problem to solve"}


def printable(text: str) -> str:
    """One line without what could steer a terminal."""
    return "".join(
        " " if c in "\n\t" else "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text
    )
