"""Make resources/ink/hundred.jsonl: a hundred digits, ten of each, as different hands draw them.

    python packaging/make_hundred_ink.py

They measure what a stage of the picture is worth. Each style below is a digit as points of a unit
square, through which a smooth pen goes; every drawing takes a style, moves its points a little,
slants, turns and stretches it, and puts it somewhere on the canvas, small or large, with the pen
fast or slow. Nothing is taken from any data set.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.ink_file import InkRecord, write_ink

TARGET = Path(__file__).resolve().parent.parent / "resources" / "ink" / "hundred.jsonl"
SEED = 28
EACH = 10
MARGIN = 8
"""Logical units between ink and the edge of the canvas."""

Points = NDArray[np.float64]
Curve = list[tuple[float, float]]
Stroke = list[Curve]
"""Curves that meet at corners."""

STYLES: dict[int, list[list[Stroke]]] = {
    0: [
        [[[(0.5, 0), (0.12, 0.2), (0, 0.55), (0.2, 0.93), (0.5, 1), (0.85, 0.8), (0.95, 0.45),
           (0.8, 0.1), (0.48, 0.02)]]],
        [[[(0.6, 0.02), (0.25, 0.08), (0.05, 0.4), (0.1, 0.8), (0.45, 1), (0.75, 0.85),
           (0.82, 0.5), (0.7, 0.15), (0.4, 0.03), (0.3, 0.1)]]],
    ],
    1: [
        [[[(0.5, 0), (0.5, 0.5), (0.49, 1)]]],
        [[[(0.3, 0.25), (0.45, 0.12), (0.55, 0)], [(0.55, 0), (0.55, 0.5), (0.54, 1)]]],
    ],
    2: [
        [[[(0.05, 0.25), (0.25, 0.02), (0.65, 0.02), (0.8, 0.3), (0.55, 0.6), (0.02, 0.98)],
          [(0.02, 0.98), (0.45, 0.97), (0.9, 0.98)]]],
        [[[(0.1, 0.2), (0.35, 0), (0.75, 0.08), (0.78, 0.35), (0.45, 0.75), (0.12, 0.98),
           (0.02, 0.85), (0.2, 0.8), (0.5, 0.97), (0.9, 0.92)]]],
    ],
    3: [
        [[[(0.1, 0.12), (0.4, 0), (0.75, 0.1), (0.75, 0.35), (0.35, 0.47)],
          [(0.35, 0.47), (0.75, 0.55), (0.85, 0.8), (0.5, 1), (0.05, 0.88)]]],
        [[[(0.1, 0.02), (0.45, 0.03), (0.8, 0.01)], [(0.8, 0.01), (0.55, 0.22), (0.38, 0.42)],
          [(0.38, 0.42), (0.75, 0.5), (0.82, 0.78), (0.5, 0.99), (0.08, 0.9)]]],
    ],
    4: [
        [[[(0.3, 0), (0.18, 0.3), (0.05, 0.62)], [(0.05, 0.62), (0.5, 0.6), (0.95, 0.58)]],
         [[(0.7, 0.2), (0.68, 0.6), (0.66, 1)]]],
        [[[(0.62, 0), (0.3, 0.35), (0, 0.68)], [(0, 0.68), (0.45, 0.68), (0.9, 0.66)]],
         [[(0.64, 0.02), (0.64, 0.5), (0.63, 1)]]],
        [[[(0.1, 0), (0.05, 0.3), (0.12, 0.5), (0.45, 0.52), (0.75, 0.45)]],
         [[(0.78, 0), (0.75, 0.5), (0.74, 1)]]],
    ],
    5: [
        [[[(0.2, 0.02), (0.15, 0.22), (0.13, 0.42)],
          [(0.13, 0.42), (0.5, 0.36), (0.82, 0.58), (0.72, 0.9), (0.35, 1), (0.02, 0.9)]],
         [[(0.2, 0.02), (0.5, 0.02), (0.85, 0)]]],
        [[[(0.85, 0), (0.5, 0.02), (0.2, 0.03)], [(0.2, 0.03), (0.17, 0.22), (0.15, 0.42)],
          [(0.15, 0.42), (0.5, 0.38), (0.8, 0.62), (0.65, 0.95), (0.3, 1), (0.03, 0.9)]]],
    ],
    6: [
        [[[(0.65, 0), (0.3, 0.25), (0.08, 0.62), (0.2, 0.95), (0.55, 0.98), (0.75, 0.75),
           (0.58, 0.55), (0.28, 0.6), (0.12, 0.78)]]],
        [[[(0.5, 0), (0.2, 0.3), (0.08, 0.7), (0.3, 1), (0.65, 0.92), (0.7, 0.68), (0.45, 0.55),
           (0.15, 0.72)]]],
    ],
    7: [
        [[[(0.05, 0.05), (0.45, 0.04), (0.9, 0.02)], [(0.9, 0.02), (0.6, 0.45), (0.35, 1)]]],
        [[[(0.05, 0.05), (0.45, 0.04), (0.9, 0.02)], [(0.9, 0.02), (0.62, 0.45), (0.42, 1)]],
         [[(0.35, 0.5), (0.6, 0.49), (0.85, 0.47)]]],
        [[[(0.05, 0.2), (0.07, 0.1), (0.08, 0.03)], [(0.08, 0.03), (0.45, 0.05), (0.88, 0)],
          [(0.88, 0), (0.7, 0.4), (0.6, 1)]]],
    ],
    8: [
        [[[(0.8, 0.12), (0.5, 0), (0.18, 0.15), (0.3, 0.38), (0.65, 0.55), (0.82, 0.8),
           (0.5, 1), (0.15, 0.82), (0.3, 0.58), (0.65, 0.4), (0.8, 0.15)]]],
        [[[(0.5, 0.47), (0.2, 0.3), (0.3, 0.05), (0.65, 0.03), (0.78, 0.25), (0.5, 0.47),
           (0.18, 0.68), (0.25, 0.95), (0.65, 0.98), (0.82, 0.72), (0.52, 0.48)]]],
    ],
    9: [
        [[[(0.78, 0.15), (0.5, 0), (0.18, 0.15), (0.2, 0.42), (0.5, 0.48), (0.78, 0.18)],
          [(0.78, 0.18), (0.76, 0.55), (0.7, 1)]]],
        [[[(0.8, 0.2), (0.55, 0), (0.2, 0.1), (0.15, 0.38), (0.45, 0.5), (0.75, 0.3), (0.8, 0.15),
           (0.78, 0.6), (0.6, 0.92), (0.2, 0.97)]]],
    ],
}  # fmt: skip


def smooth(curve: Points) -> Points:
    """A Catmull-Rom spline through the points, finely."""
    padded = np.concatenate([[2 * curve[0] - curve[1]], curve, [2 * curve[-1] - curve[-2]]])
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            + 0.5 * (3 * b - 3 * c + d - a) * t**3
        )  # fmt: skip
    return np.concatenate([*pieces, curve[-1:]])


def walked(path: Points, step: float) -> Points:
    """Points along a path, `step` apart, its ends included."""
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    at = np.linspace(0, lengths[-1], max(3, round(lengths[-1] / step)))
    return np.stack([np.interp(at, lengths, path[:, axis]) for axis in (0, 1)], axis=1)


def draw(style: list[Stroke], random: np.random.Generator) -> Ink:
    """One drawing of a style."""
    height = random.uniform(60, 225)
    width = height * random.uniform(0.55, 0.95)
    slant, turn = random.normal(-0.1, 0.12), math.radians(random.normal(0, 5))
    step = random.uniform(2.5, 11)
    trembling = height * random.uniform(0.002, 0.009)
    across = np.array([[1, 0], [slant, 1]])
    rotation = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    strokes = []
    for stroke in style:
        curves, before = [], None
        for points in stroke:
            curve = np.array(points) + random.normal(0, 0.022, (len(points), 2))
            if before is not None:
                curve[0] = before
            before = curve[-1]
            curves.append(smooth(curve * [width, height]))
        path = walked(np.concatenate(curves) @ across @ rotation, step)
        drift = np.cumsum(random.normal(0, 1, path.shape), axis=0)
        drift -= np.linspace(drift[0], drift[-1], len(drift))
        strokes.append(path + trembling * drift / max(1.0, float(np.abs(drift).max())) * 2)
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    if (fits := (CANVAS - 2 * MARGIN) / float((high - low).max())) < 1:
        strokes = [path * fits for path in strokes]
        low, high = low * fits, high * fits
    corner = random.uniform(MARGIN, CANVAS - MARGIN - (high - low))
    return Ink(
        tuple(
            tuple((round(float(x), 1), round(float(y), 1)) for x, y in path - low + corner)
            for path in strokes
        )
    )


def main() -> None:
    random = np.random.default_rng(SEED)
    records = [
        InkRecord(draw(styles[number % len(styles)], random), digit, "MNIST Desk")
        for digit, styles in STYLES.items()
        for number in range(EACH)
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write_ink(TARGET, records)
    print(f"{TARGET}: {len(records)} digits")


if __name__ == "__main__":
    main()
