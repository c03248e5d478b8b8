"""The table of what was measured, on the screen and in a file that keeps what is not measured anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from archive.goals import Row
from archive.measuring import machine

_HEAD = ("measured", "result", "reach", "")
_PART = re.compile(r"^<!-- (?P<name>\w+) -->\n(?P<text>.*?)(?=^<!-- |\Z)", re.MULTILINE | re.DOTALL)
_OPENING = """# Results

Written by `benchmarks/size.py --write`; `python benchmarks/size.py --help` says what is measured and how.
Times depend on the machine; ratios, which were measured side by side, much less.
"""


class Results:
    """Rows as they come."""

    def __init__(self, file: Path | None, command: str, date: str) -> None:
        """`file`: where they are kept, None for nowhere. `command`, `date`: said beside them."""
        self._file = file
        self._how = f"`{command}` on {', '.join(machine().values())}{f', {date}' if date else ''}"

    def begin(self) -> None:
        """Print the table's head."""
        print(self._how, "", _line(_HEAD), _line(["---"] * len(_HEAD)), sep="\n", flush=True)

    def take(self, name: str, rows: Sequence[Row]) -> None:
        """Print the rows of a measurement, and keep them."""
        lines = [_line((r.what, r.measured, r.reach, _verdict(r))) for r in rows]
        print(*lines, sep="\n", flush=True)
        if self._file is None:
            return
        known = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        parts = {m["name"]: m["text"].strip() for m in _PART.finditer(known)}
        table = [_line(_HEAD), _line(["---"] * len(_HEAD)), *lines]
        parts[name] = "\n".join([f"## {name}", "", *table, "", self._how])
        kept = "\n\n".join(f"<!-- {part} -->\n{text}" for part, text in parts.items())
        self._file.write_text(f"{_OPENING}\n{kept}\n", encoding="utf-8", newline="\n")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(c.replace('|', '/') for c in cells)} |"


def _verdict(row: Row) -> str:
    if row.met is None:
        return ""
    return f"{'met' if row.met else 'missed'}{'' if row.usual else ', at this size'}"
