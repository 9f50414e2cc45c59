"""What does splitting into digits cost, and how often is a number split right?

    python tests/benchmarks/splitting.py INKFILE [--numbers 1000] [--seed 77]

The file has labelled single digits: one that is read right and split counts as lost. Numbers are
made of two to five of them, chosen at random, side by side: heights within 15 %, lines within
8 %, gaps between their extents from -0.08 to 0.4 of the height. Digits wider than 1.6 times their
height are left out of the numbers. Asked is that splitting costs at most 0.2 points.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from mnist_desk.core.digit_reading import NumberReader
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import numpy_outputs, read_drawing
from mnist_desk.core.split import extent
from mnist_desk.core.stages import ALL

_GAPS = ((-0.08, 0.0), (0.0, 0.1), (0.1, 0.2), (0.2, 0.4), (-0.08, 0.4))


def placed(ink: Ink, height: float, left: float, bottom: float) -> Ink:
    x, y, _, y_end = extent(ink)
    scale = height / max(y_end - y, 1)
    top = bottom - (y_end - y) * scale
    return Ink(
        tuple(
            tuple(((p[0] - x) * scale + left, (p[1] - y) * scale + top) for p in stroke)
            for stroke in ink.strokes
        )
    )


def number(digits: Sequence[Ink], gaps: tuple[float, float], chance: random.Random) -> list[Ink]:
    """Digits side by side, 100 units high."""
    row: list[Ink] = []
    right = 0.0
    for digit in digits:
        left = right + 100 * chance.uniform(*gaps) if row else 0.0
        height, bottom = 100 * chance.uniform(0.85, 1.15), 100 + chance.uniform(-8, 8)
        row.append(placed(digit, height, left, bottom))
        right = extent(row[-1])[2]
    return row


def is_upright(ink: Ink) -> bool:
    left, top, right, bottom = extent(ink)
    return right - left < 1.6 * (bottom - top)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("ink_file", type=Path)
    parser.add_argument("--numbers", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=77)
    options = parser.parse_args()
    records = read_ink(options.ink_file)
    model = load_model(shipped_model())
    reader = NumberReader()
    parts = [len(reader.read(record.ink, ALL, model, numpy_outputs)) for record in records]
    lost = sum(
        pieces > 1 and read_drawing(model, rasterise(record.ink)).winner == record.label
        for record, pieces in zip(records, parts, strict=True)
    )
    print(f"{len(records)} digits: {sum(n > 1 for n in parts)} split, {lost} of them read right")
    cost = 100 * lost / len(records)
    print(f"splitting costs {cost:.2f} points, {'within' if cost <= 0.2 else 'BEYOND'} 0.2")
    upright = [record.ink for record in records if is_upright(record.ink)]
    chance = random.Random(options.seed)
    for gaps in _GAPS:
        right = 0
        for _ in range(options.numbers):
            row = number(chance.choices(upright, k=chance.randint(2, 5)), gaps, chance)
            whole = Ink(tuple(s for digit in row for s in digit.strokes))
            read = reader.read(whole, ALL, model, numpy_outputs)
            right += tuple(part.drawing for part in read) == tuple(row)
        print(f"gaps {gaps[0]:5.2f} to {gaps[1]:.2f}: {100 * right / options.numbers:.1f} % right")


if __name__ == "__main__":
    main()
