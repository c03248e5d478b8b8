"""The small learned reader: whether two sentences answer one question, whether the answers clash, and whether
two masked values are of one thing.

A cross-encoder made from MiniLM (see `weights/MODEL_CARD.md`), run by onnxruntime on the processor alone. Its
figures are stored in eight bits and reckoned with in floating point, and what it says is rounded, so that
every machine prints the same briefing. The one module that imports onnxruntime.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from multiprocessing import parent_process
from typing import Any, Protocol

from briefgen.errors import UserError
from briefgen.matching.word_pieces import WordPieces

_FILES = ("reader.onnx", "pieces.txt")
_AGAIN = "install briefgen again"
_BATCH = 4
"""Pairs at once: more of them leave the processor's cache, which is slower, and take memory."""
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
def load(folder: Traversable | None = None) -> Network:
    """The reader that ships with the package, or the one in a folder made by `training/export.py`. Runtime
    and network are loaded when it is first asked.

    Raises ReaderError where onnxruntime is not installed, or its files are missing or not what they were.
    """
    if "onnxruntime" not in sys.modules and find_spec("onnxruntime") is None:
        raise ReaderError("onnxruntime is not installed: pip install onnxruntime")
    where = folder or files(__package__) / "weights"
    weights, pieces = (_bytes(where, name) for name in _FILES)
    try:
        card = tomllib.loads(_bytes(where, "reader.toml").decode())
        recorded = {name: str(card["sha256"][name]) for name in _FILES}
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError(f"reader.toml is not the file that was shipped: {_AGAIN}") from error
    for name, data in zip(_FILES, (weights, pieces), strict=True):
        if hashlib.sha256(data).hexdigest() != recorded[name]:
            raise ReaderError(f"{name} is not the file that was shipped: {_AGAIN}")
    version = hashlib.sha256("\n".join(recorded.values()).encode()).hexdigest()[:12]
    return Network(_runtime, weights, pieces.decode().splitlines(), card["longest"], version)


def _runtime() -> Any:
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise ReaderError(f"{error.name} is not installed: pip install onnxruntime") from error
    except Exception as error:  # a library that does not fit this machine
        raise ReaderError(f"onnxruntime cannot be loaded: {_line(error)}") from error
    return onnxruntime


def _bytes(where: Traversable, name: str) -> bytes:
    try:
        return (where / name).read_bytes()
    except OSError as error:  # told without its path, which is of this machine alone and would be published
        why = error.strerror or type(error).__name__
        raise ReaderError(f"{name} cannot be read ({why}): {_AGAIN}") from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class Network:
    """The cross-encoder: `[CLS] a [SEP] b [SEP]`, and its three answers."""

    def __init__(
        self,
        runtime: Callable[[], Any],
        weights: bytes,
        vocabulary: Sequence[str],
        longest: int,
        version: str,
    ) -> None:
        """`runtime`: gives onnxruntime or what stands for it. `longest`: pieces of both texts and what stands
        between them. `version`: twelve digits that tell this reader from another.
        """
        self._runtime = runtime
        self._weights = weights
        self._pieces = WordPieces(vocabulary)
        self._longest = longest
        self.version = version

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """What it says of each pair, in order.

        Raises ReaderError where the runtime gives up.
        """
        cut = {text: self._pieces.numbers(text) for text in dict.fromkeys(t for pair in pairs for t in pair)}
        rows = [self._row(cut[a], cut[b]) for a, b in pairs]
        order = sorted(range(len(rows)), key=lambda i: (len(rows[i][0]), i))
        found: dict[int, Reading] = {}
        for batch in _batches(order):
            said = self._said([rows[i] for i in batch])
            for i, (same, opposed, slot) in zip(batch, said, strict=True):
                found[i] = Reading(same=_rounded(same), opposed=_rounded(opposed), slot=_rounded(slot))
        return [found[i] for i in range(len(rows))]

    @cached_property
    def _session(self) -> Any:
        runtime = self._runtime()
        try:
            options = runtime.SessionOptions()
            options.log_severity_level = 3
            if parent_process() is not None:  # one of several that work beside each other
                options.intra_op_num_threads = 1
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # no core waits busily
            return runtime.InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # whatever the runtime refuses
            raise ReaderError(f"onnxruntime cannot run it: {_line(error)}") from error

    def _said(self, rows: Sequence[tuple[list[int], int]]) -> Any:
        session = self._session
        try:
            return session.run(None, _padded(rows))[0]
        except Exception as error:  # whatever the runtime refuses, such as memory that is not there
            raise ReaderError(f"onnxruntime cannot run it: {_line(error)}") from error

    def _row(self, a: Sequence[int], b: Sequence[int]) -> tuple[list[int], int]:
        """The pair's pieces, and how many of them belong to the first; the longer is cut where too long."""
        one, other = list(a), list(b)
        while len(one) + len(other) > self._longest - 3:
            (one if len(one) > len(other) else other).pop()
        p = self._pieces
        return [p.start, *one, p.end, *other, p.end], len(one) + 2


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
