"""Trains the reader.

    python training/train.py --pairs PAIRS.jsonl … [--also PAIRS.jsonl …] [--agreeing FILE] --out reader.pt
        [--unlabelled ARTICLES.jsonl.xz] [--layers 3] [--epochs 2] [--held-out 0/2] [--threads 2]
        [--device cpu]

`--pairs` are labelled pairs of whole events (`labels.jsonl` of the real events), `--also` further labelled
pairs, `--agreeing` pairs that all tell the same, `--unlabelled` articles of one day, for figures; the
invented bundles of this folder are always in. With
`--held-out k/n` every n-th event of `--pairs`, from number k on, is left out and scored at the end: average
precision of `same` on its pairs, and of `opposed` on those that are about one question.

On two cores without an accelerator it takes well under 90 minutes (bfloat16 where the processor has it); with
`--device cuda` a few.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import data
import network
import torch

from briefgen.matching.word_pieces import WordPieces

HERE = Path(__file__).parent
PIECES = HERE.parent / "briefgen" / "matching" / "weights" / "pieces.txt"
BATCH, SORTED = 32, 40
"""Pairs a step; so many steps are sorted by length together, so that little filling is read."""
RATE, HEAD_RATE, WARM, SEED = 1e-4, 1e-3, 0.08, 0
NEIGHBOURS, FEW, AGREEING, DAYS = 16, 4, 1200, 3000
OPPOSED = 0.5
"""Weight of the second answer's loss."""
Numbers = Callable[[str], list[int]]
"""From a text to the numbers of its pieces."""


def main() -> None:
    """Train, write, and say how good it is on what was left out."""
    args = _arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    whole = [p for path in args.pairs for p in data.labelled(path)]
    held = _held_out([p.event for p in whole], args.held_out)
    kept = [p for p in whole if p.event not in held]
    also = [p for path in args.also for p in data.labelled(path)]
    agreeing = list(data.labelled(args.agreeing)) if args.agreeing else []
    pieces = PIECES.read_text(encoding="utf-8").splitlines()
    base = network.base_folder()
    places = {w: i for i, w in enumerate((base / "vocab.txt").read_text(encoding="utf-8").splitlines())}
    reader = network.from_base(args.layers, [places[w] for w in pieces], base).to(args.device)
    numbers = cache(WordPieces(pieces).numbers)
    rng = random.Random(SEED)
    days = data.of_one_day(args.unlabelled, rng) if args.unlabelled else []
    epochs = []
    for _ in range(args.epochs):
        rows = [*kept, *data.neighbours(kept, NEIGHBOURS, rng), *also, *data.neighbours(also, FEW, rng)]
        rows += [*data.bundles(HERE / "bundles", rng), *rng.sample(agreeing, min(AGREEING, len(agreeing)))]
        rows += [*data.with_slots([*kept, *also], rng), *rng.sample(days, min(DAYS, len(days)))]
        rng.shuffle(rows)
        epochs.append(_steps(rows, numbers, rng))
    _train(reader, epochs, numbers, rng, args.device)
    torch.save({k: v.cpu() for k, v in reader.state_dict().items()}, args.out)
    if held:
        _report(reader, [p for p in whole if p.event in held], numbers, args.device)


def _arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pairs", type=Path, nargs="+", required=True)
    options.add_argument("--also", type=Path, nargs="*", default=[])
    options.add_argument("--agreeing", type=Path)
    options.add_argument("--unlabelled", type=Path)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--layers", type=int, default=3)
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--held-out", default="")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--device", default="cpu")
    return options.parse_args()


def _held_out(events: Sequence[str], which: str) -> set[str]:
    if not which:
        return set()
    number, parts = map(int, which.split("/"))
    shuffled = sorted(set(events))
    random.Random(7).shuffle(shuffled)
    return set(shuffled[number::parts])


def _steps(rows: Sequence[data.Pair], numbers: Numbers, rng: random.Random) -> list[Sequence[data.Pair]]:
    """The rows by steps, those of like length together."""
    out: list[Sequence[data.Pair]] = []
    for k in range(0, len(rows), BATCH * SORTED):
        some = sorted(rows[k : k + BATCH * SORTED], key=lambda p: len(numbers(p.a)) + len(numbers(p.b)))
        steps = [some[i : i + BATCH] for i in range(0, len(some), BATCH)]
        rng.shuffle(steps)
        out += steps
    return out


def _train(
    reader: network.Reader,
    epochs: Sequence[Sequence[Sequence[data.Pair]]],
    numbers: Numbers,
    rng: random.Random,
    device: str,
) -> None:
    head = list(reader.head.parameters())
    body = [p for name, p in reader.named_parameters() if not name.startswith("head")]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": head}], weight_decay=0.01)
    total, done, began = sum(map(len, epochs)), 0, time.time()
    reader.train()
    for steps in epochs:
        for rows in steps:
            share = min(1, done / (WARM * total)) * max(0.02, 1 - done / total)
            optimizer.param_groups[0]["lr"], optimizer.param_groups[1]["lr"] = RATE * share, HEAD_RATE * share
            pairs = [(p.a, p.b) if rng.random() < 0.5 else (p.b, p.a) for p in rows]
            right = torch.tensor([(p.same, p.opposed, p.slot) for p in rows], device=device)
            weight = (right >= 0).float() * torch.tensor([1.0, OPPOSED, 1.0], device=device)
            with torch.autocast(device, torch.bfloat16):
                said = reader(*(t.to(device) for t in network.batch(numbers, pairs)))
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                said.float(), right.clamp(min=0), reduction="none"
            )
            loss = (losses * weight).sum() / len(rows)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            done += 1
            if done % 100 == 0:
                print(
                    f"{done}/{total} steps, {time.time() - began:.0f} s, loss {loss.item():.3f}", flush=True
                )


def scores(
    reader: network.Reader, pairs: Sequence[tuple[str, str]], numbers: Numbers, device: str = "cpu"
) -> list[list[float]]:
    """What the network says of each pair."""
    reader.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(numbers(pairs[i][0])) + len(numbers(pairs[i][1])))
    said: dict[int, list[float]] = {}
    with torch.no_grad(), torch.autocast(device, torch.bfloat16):
        for k in range(0, len(order), 64):
            some = order[k : k + 64]
            rows = reader(*(t.to(device) for t in network.batch(numbers, [pairs[i] for i in some])))
            said |= dict(zip(some, rows.float().tolist(), strict=True))
    return [said[i] for i in range(len(pairs))]


def _report(reader: network.Reader, pairs: Sequence[data.Pair], numbers: Numbers, device: str) -> None:
    said = scores(reader, [(p.a, p.b) for p in pairs], numbers, device)
    same = [(s[0], p.same) for s, p in zip(said, pairs, strict=True)]
    one = [(s[1], p.opposed) for s, p in zip(said, pairs, strict=True) if p.opposed >= 0]
    values = data.with_slots(pairs, random.Random(SEED))
    said = scores(reader, [(p.a, p.b) for p in values], numbers, device)
    slot = [(s[2], p.slot) for s, p in zip(said, values, strict=True)]
    for name, found in (("same", same), ("opposed, of one question", one), ("masked value", slot)):
        base = sum(y for _, y in found) / len(found)
        print(f"{name}: average precision {precision(found):.3f}, base rate {base:.3f}, {len(found)} pairs")


def precision(found: Sequence[tuple[float, float]]) -> float:
    """Average precision of (score, right) pairs."""
    right, total = 0.0, 0.0
    for rank, (_, y) in enumerate(sorted(found, key=lambda x: -x[0]), start=1):
        right += y
        total += y * right / rank
    return total / max(1.0, right)


if __name__ == "__main__":
    main()
