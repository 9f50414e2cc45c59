"""Make drawings that are no digits: scribbles, letters, dots and lines.

    python packaging/make_nonsense.py FILE.jsonl.gz

The program should say "not sure" of them; they choose nothing. Each line has the extra key "kind".
The same seed makes the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.ink_file import InkRecord, write_ink

SEED = 20
EACH = 500
"""Drawings of each kind."""

Path2D = NDArray[np.float64]
Random = np.random.Generator

# Strokes of letters on a grid of 4 x 6, x to the right and y down; those that are drawn as digits
# are (b as 6, g and q as 9, I and l as 1, O as 0, S as 5, Z as 2) are left out.
LETTERS = {
    "A": ["06 20 46", "14 34"],
    "C": ["41 30 10 01 05 16 36 45"],
    "D": ["00 06 26 44 42 20 00"],
    "E": ["40 00 06 46", "03 33"],
    "F": ["40 00 06", "03 33"],
    "G": ["41 30 10 01 05 16 36 44 24"],
    "H": ["00 06", "40 46", "03 43"],
    "K": ["00 06", "40 03 46"],
    "L": ["00 06 46"],
    "M": ["06 00 23 40 46"],
    "N": ["06 00 46 40"],
    "P": ["06 00 30 41 42 33 03"],
    "R": ["06 00 30 41 42 33 03", "23 46"],
    "T": ["00 40", "20 26"],
    "U": ["00 05 16 36 45 40"],
    "V": ["00 26 40"],
    "W": ["00 16 22 36 40"],
    "X": ["00 46", "40 06"],
    "Y": ["00 23 40", "23 26"],
    "a": ["42 22 03 05 26 45", "42 46"],
    "e": ["04 44 42 22 03 05 26 46"],
    "h": ["00 06", "03 22 43 46"],
    "k": ["00 06", "32 04 46"],
    "m": ["02 06", "03 12 23 26", "23 32 43 46"],
    "n": ["02 06", "03 22 43 46"],
    "r": ["02 06", "04 22 42"],
    "t": ["20 25 36 46", "02 42"],
    "u": ["02 05 26 45", "42 46"],
    "w": ["02 16 23 36 42"],
    "x": ["02 46", "42 06"],
}


def scribble(random: Random) -> list[Path2D]:
    """A line that turns this way and that."""
    count = int(random.integers(40, 160))
    turn = np.cumsum(random.normal(0, random.uniform(0.3, 0.9), count))
    turn += random.uniform(-0.3, 0.3) * np.arange(count)
    return [np.cumsum(np.stack([np.cos(turn), np.sin(turn)], axis=1), axis=0)]


def letter(random: Random) -> list[Path2D]:
    strokes = LETTERS[str(random.choice(list(LETTERS)))]
    return [smooth(np.array([[int(p[0]), int(p[1])] for p in s.split()], float)) for s in strokes]


def dots(random: Random) -> list[Path2D]:
    """One to six dots anywhere."""
    return [random.uniform(0, 1, (1, 2)) for _ in range(random.integers(1, 7))]


def lines(random: Random) -> list[Path2D]:
    """Two to five straight lines anywhere; or one that lies, which is not a one."""
    if random.random() < 0.2:
        slope = random.uniform(-0.5, 0.5)
        return [np.array([[0.0, 0.0], [1.0, slope]])]
    return [random.uniform(0, 1, (2, 2)) for _ in range(random.integers(2, 6))]


def smooth(corners: Path2D) -> Path2D:
    """Points along a polyline, its corners a little rounded."""
    steps = np.linspace(0, len(corners) - 1, 12 * (len(corners) - 1) + 1)
    path = np.stack([np.interp(steps, np.arange(len(corners)), c) for c in corners.T], axis=1)
    kernel = np.ones(5) / 5
    padded = np.pad(path, ((2, 2), (0, 0)), mode="edge")
    return np.stack([np.convolve(c, kernel, "valid") for c in padded.T], axis=1)


def on_canvas(paths: list[Path2D], random: Random) -> Ink:
    """Slanted, stretched and trembling a little, somewhere on the canvas."""
    points = np.concatenate(paths)
    origin, extent = points.min(axis=0), max(float(np.ptp(points, axis=0).max()), 1e-9)
    size = random.uniform(0.45, 0.85) * CANVAS
    shape = np.array([[random.uniform(0.8, 1.0), 0], [random.uniform(-0.25, 0.25), 1]])
    place = random.uniform(10, CANVAS - size - 10, 2) if size < CANVAS - 20 else 10
    strokes = []
    for path in paths:
        placed = (path - origin) / extent @ shape * size + place
        placed += random.normal(0, 1.0, placed.shape)
        strokes.append(tuple((round(float(x), 1), round(float(y), 1)) for x, y in placed))
    return Ink(tuple(strokes))


KINDS: dict[str, Callable[[Random], list[Path2D]]] = {
    "scribble": scribble,
    "letter": letter,
    "dots": dots,
    "lines": lines,
}


def nonsense() -> list[InkRecord]:
    random = np.random.default_rng(SEED)
    return [
        InkRecord(on_canvas(draw(random), random), extra={"kind": kind})
        for _ in range(EACH)
        for kind, draw in KINDS.items()
    ]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_ink(Path(sys.argv[1]), nonsense())
