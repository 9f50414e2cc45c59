"""Make resources/ink/samples.jsonl: ten digits, drawn by this script, for the demo.

    python packaging/make_sample_ink.py

Each digit is made of straight lines and arcs given below, on a canvas of 280 x 280 units; a little
seeded trembling makes them look drawn by hand.
"""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, write_ink

TARGET = Path(__file__).resolve().parent.parent / "resources" / "ink" / "samples.jsonl"
SEED = 7
STEP = 6.0
"""Distance from point to point, logical units."""
TREMBLING = 2.5

Part = list[tuple[float, float]]


def line(*points: tuple[float, float]) -> Part:
    path: Part = [points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        count = max(1, round(math.hypot(x1 - x0, y1 - y0) / STEP))
        path += [
            (x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(1, count + 1)
        ]
    return path


def arc(x: float, y: float, rx: float, ry: float, start: float, stop: float) -> Part:
    """Around (x, y) from angle start to stop in degrees; 0 is right, 90 is down."""
    count = max(2, round(math.radians(abs(stop - start)) * max(rx, ry) / STEP))
    angles = [math.radians(start + (stop - start) * i / count) for i in range(count + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


DIGITS: dict[int, list[list[Part]]] = {
    0: [[arc(140, 140, 55, 80, -80, 285)]],
    1: [[line((150, 55), (138, 225))]],
    2: [[arc(140, 105, 52, 48, -165, 35), line((180, 133), (90, 222), (202, 220))]],
    3: [[arc(132, 97, 48, 40, -150, 90), arc(132, 183, 55, 46, -90, 150)]],
    4: [[line((120, 55), (85, 160), (200, 155))], [line((172, 95), (165, 230))]],
    5: [
        [line((105, 60), (100, 130)), arc(132, 172, 55, 50, -130, 150)],
        [line((105, 60), (188, 58))],
    ],
    6: [[arc(190, 150, 95, 105, -105, -180), arc(135, 175, 42, 45, 180, 530)]],
    7: [[line((85, 68), (195, 65), (130, 225))]],
    8: [[arc(140, 95, 40, 38, 60, 420), arc(140, 180, 50, 48, -75, 285)]],
    9: [[arc(140, 105, 45, 45, -20, 340), line((183, 95), (168, 225))]],
}


def main() -> None:
    random = np.random.default_rng(SEED)
    records = []
    for digit, strokes in DIGITS.items():
        drawn = []
        for parts in strokes:
            points = np.array([point for part in parts for point in part])
            drift = np.cumsum(random.normal(0, 1, points.shape), axis=0)
            drift -= drift.mean(axis=0)
            points += TREMBLING * drift / max(1.0, np.abs(drift).max())
            drawn.append(tuple((round(float(x), 1), round(float(y), 1)) for x, y in points))
        records.append(InkRecord(Ink(tuple(drawn)), digit, "MNIST Desk"))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write_ink(TARGET, records)
    print(f"{TARGET}: {len(records)} digits")


if __name__ == "__main__":
    main()
