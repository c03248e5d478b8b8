"""The small learned reader: whether two sentences answer one question, and whether the answers clash.

A cross-encoder made from MiniLM (see `weights/MODEL_CARD.md`), run by onnxruntime on the processor alone. Its
figures are stored in eight bits and reckoned with in floating point, and what it says is rounded, so that
every machine prints the same briefing. The one module that imports onnxruntime.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Protocol

from briefgen.errors import UserError
from briefgen.matching.word_pieces import WordPieces

_BATCH = 16
_DECIMALS = 2
"""Of what the reader says: what differs beyond them from machine to machine decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader says of two texts, in log-odds."""

    same: float
    """That they answer a common question."""
    opposed: float
    """That the answers can't both be right, where they answer one."""
    slot: float = 0.0
    """That the values that are masked in both (`word_pieces.MASK`) answer one question."""


class Reader(Protocol):
    """Whatever reads pairs of texts."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """What it says of each pair, in order."""
        ...


class ReaderError(UserError):
    """The reader can't be used; the briefing is made without it."""


@cache
def load(folder: Traversable | None = None) -> Reader:
    """The reader that ships with the package, or the one in a folder made by `training/export.py`.

    Raises ReaderError where onnxruntime is not installed, or its files are missing or not what they were.
    """
    where = folder or files(__package__) / "weights"
    try:
        import onnxruntime
    except ImportError as error:
        raise ReaderError("onnxruntime is not installed: pip install onnxruntime") from error
    try:
        card = tomllib.loads((where / "reader.toml").read_text(encoding="utf-8"))
        weights = (where / "reader.onnx").read_bytes()
        pieces = (where / "pieces.txt").read_bytes()
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ReaderError(f"its files cannot be read ({error}): install briefgen again") from error
    for name, data in (("reader.onnx", weights), ("pieces.txt", pieces)):
        if hashlib.sha256(data).hexdigest() != card.get("sha256", {}).get(name):
            raise ReaderError(f"{name} is not the file that was shipped: install briefgen again")
    try:
        return _Network(onnxruntime, weights, pieces.decode().splitlines(), card["longest"])
    except Exception as error:  # whatever the runtime refuses
        raise ReaderError(f"onnxruntime cannot run it: {' '.join(str(error).split())[:200]}") from error


class _Network:
    """The cross-encoder: `[CLS] a [SEP] b [SEP]`, and its three answers."""

    def __init__(self, runtime: Any, weights: bytes, vocabulary: Sequence[str], longest: int) -> None:
        options = runtime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # no core waits busily
        self._session = runtime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(vocabulary)
        self._longest = longest
        self._numbers: dict[str, list[int]] = {}

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """What it says of each pair, in order."""
        rows = [self._row(a, b) for a, b in pairs]
        order = sorted(range(len(rows)), key=lambda i: (len(rows[i][0]), i))
        found: dict[int, Reading] = {}
        for batch in _batches(order):
            said = self._session.run(None, _padded([rows[i] for i in batch]))[0]
            for i, (same, opposed, slot) in zip(batch, said, strict=True):
                found[i] = Reading(same=_rounded(same), opposed=_rounded(opposed), slot=_rounded(slot))
        return [found[i] for i in range(len(rows))]

    def _row(self, a: str, b: str) -> tuple[list[int], int]:
        """The pair's pieces, and how many of them belong to the first; the longer is cut where too long."""
        one, other = list(self._cut(a)), list(self._cut(b))
        while len(one) + len(other) > self._longest - 3:
            (one if len(one) > len(other) else other).pop()
        p = self._pieces
        return [p.start, *one, p.end, *other, p.end], len(one) + 2

    def _cut(self, text: str) -> list[int]:
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = self._pieces.numbers(text)
        return known


def _batches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    for k in range(0, len(order), _BATCH):
        yield order[k : k + _BATCH]


def _padded(rows: Sequence[tuple[list[int], int]]) -> dict[str, Any]:
    """The network's input: pieces, which text each belongs to, and which are no filling."""
    import numpy

    longest = max(len(ids) for ids, _ in rows)
    shape = (len(rows), longest)
    ids, segment, mask = (numpy.zeros(shape, dtype=numpy.int64) for _ in range(3))
    for k, (row, first) in enumerate(rows):
        ids[k, : len(row)] = row
        segment[k, first : len(row)] = 1
        mask[k, : len(row)] = 1
    return {"ids": ids, "segment": segment, "mask": mask}


def _rounded(value: float) -> float:
    return round(float(value), _DECIMALS) + 0.0
