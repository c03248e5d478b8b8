"""Writes the trained reader as the package ships it: reader.onnx, reader.toml.

    python training/export.py reader.pt [--to briefgen/matching/weights]

Figures are stored in eight bits, a scale for each column (for each row of the table of pieces), and unpacked
into floating point when the file is loaded: the arithmetic is the same on every processor but for rounding.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from pathlib import Path
from typing import Any

import network
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

WEIGHTS = Path(__file__).parents[1] / "briefgen" / "matching" / "weights"
OPSET = 17
FORBIDDEN = -1e9
"""Added where nothing stands: no attention goes there."""


class Graph:
    """A network under construction."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: np.ndarray) -> str:
        """A value that never changes."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """The output of one operation."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def stored(self, weight: np.ndarray, axis: int) -> str:
        """A table of figures, stored in eight bits with a scale for each place of the axis."""
        small, scale = packed(weight, axis)
        return self.op(
            "Mul", self.op("Cast", self.constant(small), to=TensorProto.FLOAT), self.constant(scale)
        )


def packed(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """The figures in eight bits, and what they are to be multiplied with."""
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=others, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def built(state: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The network of these weights."""
    g = Graph()
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    small, scale = packed(state["pieces.weight"], 0)
    said = g.op("Cast", g.op("Gather", g.constant(small), "ids", axis=0), to=TensorProto.FLOAT)
    x = g.op("Mul", said, g.op("Gather", g.constant(scale), "ids", axis=0))
    length = g.op("Shape", "ids", start=1, end=2)
    zero, one = g.constant(np.array([0], np.int64)), g.constant(np.array([1], np.int64))
    x = g.op("Add", x, g.op("Slice", g.constant(state["places.weight"]), zero, length, zero))
    x = g.op("Add", x, g.op("Gather", g.constant(state["segments.weight"]), "segment", axis=0))
    x = _norm(g, x, state, "norm")
    there = g.op("Cast", "mask", to=TensorProto.FLOAT)
    closed = g.op("Mul", g.op("Sub", g.constant(np.float32(1)), there), g.constant(np.float32(FORBIDDEN)))
    closed = g.op("Unsqueeze", closed, g.constant(np.array([1, 2], np.int64)))
    for n in range(layers):
        asking = g.op("Slice", x, zero, one, one) if n == layers - 1 else x
        x = _layer(g, x, asking, closed, state, f"layers.{n}")
    x = g.op("Squeeze", x, one)
    g.nodes.append(helper.make_node("Identity", [_linear(g, x, state, "head", stored=False)], ["said"]))
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["pairs", "length"])
        for n in ("ids", "segment", "mask")
    ]
    outputs = [helper.make_tensor_value_info("said", TensorProto.FLOAT, ["pairs", network.ANSWERS])]
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="briefgen")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def _layer(g: Graph, x: str, asking: str, closed: str, state: dict[str, np.ndarray], name: str) -> str:
    heads = g.constant(np.array([0, 0, network.HEADS, network.WIDTH // network.HEADS], np.int64))

    def split(part: str, of: str, order: list[int]) -> str:
        return g.op("Transpose", g.op("Reshape", _linear(g, of, state, f"{name}.{part}"), heads), perm=order)

    likeness = g.op("MatMul", split("query", asking, [0, 2, 1, 3]), split("key", x, [0, 2, 3, 1]))
    scale = np.float32(1 / math.sqrt(network.WIDTH // network.HEADS))
    shares = g.op("Softmax", g.op("Add", g.op("Mul", likeness, g.constant(scale)), closed), axis=-1)
    told = g.op("Transpose", g.op("MatMul", shares, split("value", x, [0, 2, 1, 3])), perm=[0, 2, 1, 3])
    told = g.op("Reshape", told, g.constant(np.array([0, 0, network.WIDTH], np.int64)))
    y = _norm(
        g, g.op("Add", asking, _linear(g, told, state, f"{name}.joined")), state, f"{name}.after_attention"
    )
    wide = _linear(g, y, state, f"{name}.wide")
    half = g.op("Mul", wide, g.constant(np.float32(0.5)))
    bent = g.op("Erf", g.op("Mul", wide, g.constant(np.float32(1 / math.sqrt(2)))))
    gelu = g.op("Mul", half, g.op("Add", bent, g.constant(np.float32(1))))
    return _norm(g, g.op("Add", y, _linear(g, gelu, state, f"{name}.narrow")), state, f"{name}.after_all")


def _linear(g: Graph, x: str, state: dict[str, np.ndarray], name: str, stored: bool = True) -> str:
    weight = np.ascontiguousarray(state[f"{name}.weight"].T)
    table = g.stored(weight, 1) if stored else g.constant(weight)
    return g.op("Add", g.op("MatMul", x, table), g.constant(state[f"{name}.bias"]))


def _norm(g: Graph, x: str, state: dict[str, np.ndarray], name: str) -> str:
    scale, bias = g.constant(state[f"{name}.weight"]), g.constant(state[f"{name}.bias"])
    return g.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)


def main() -> None:
    """Write the files."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("trained", type=Path)
    options.add_argument("--to", type=Path, default=WEIGHTS)
    args = options.parse_args()
    state = {k: v.float().numpy() for k, v in torch.load(args.trained, map_location="cpu").items()}
    data = built(state).SerializeToString(deterministic=True)
    (args.to / "reader.onnx").write_bytes(data)
    files = {"reader.onnx": data, "pieces.txt": (args.to / "pieces.txt").read_bytes()}
    lines = [
        "# The reader's files, as they were shipped: written by training/export.py.",
        f"longest = {network.LONGEST}",
    ]
    lines += ["", "[sha256]", *(f'"{name}" = "{hashlib.sha256(b).hexdigest()}"' for name, b in files.items())]
    (args.to / "reader.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
