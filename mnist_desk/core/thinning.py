"""Ink with no more in it than a network's picture can show, so that any of it is drawn at once.

Nobody writes a digit of so many strokes or points; a scribble of more is as black with fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .ink import FARTHEST, Ink, Point, Stroke

MOST_STROKES = 256
"""Strokes of a drawing; the pen's dots, side by side, cover the canvas with about as many."""

MOST_POINTS = 3_000
"""Points of a drawing, all strokes together. A tablet gives 50 to 500 for a digit."""

_FINE = 320
"""Points nearer than this part of the longer side of their stroke are one: half a fine pixel of
core.picture."""

_SPREAD = (5**0.5 - 1) / 2
"""Multiples of it, less whole numbers, lie evenly wherever one stops (the golden ratio)."""


def thinned(ink: Ink) -> Ink:
    """The same drawing with 256 strokes and 3,000 points at most; most often the very same value.

    The largest strokes stay; of each the points that are farthest from what else is there.
    """
    strokes = ink.strokes
    if len(strokes) <= MOST_STROKES and sum(map(len, strokes)) <= MOST_POINTS:
        return ink
    if len(strokes) > MOST_STROKES:
        strokes = _largest(strokes)
    if sum(map(len, strokes)) > MOST_POINTS:
        strokes = tuple(_apart(stroke) for stroke in strokes)
    if (points := sum(map(len, strokes))) > MOST_POINTS:
        strokes = tuple(
            _evenly(stroke, max(1, len(stroke) * MOST_POINTS // points)) for stroke in strokes
        )
    return Ink(strokes)


def _largest(strokes: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    """As many strokes as are kept, in their order; of small ones, dots, some from all over."""
    flat = _coordinates(chain.from_iterable(strokes))
    begins = np.cumsum([0, *(len(stroke) for stroke in strokes[:-1])])
    sides = np.maximum.reduceat(flat, begins) - np.minimum.reduceat(flat, begins)
    spread = np.modf(np.arange(len(strokes)) * _SPREAD)[0]
    order = np.lexsort((spread, -sides.max(axis=1)))
    return tuple(strokes[number] for number in np.sort(order[:MOST_STROKES]))


def _apart(stroke: Stroke) -> Stroke:
    """A stroke without the points that are, as far as one sees, where the last one kept is."""
    points = _coordinates(stroke)
    near = float(np.ptp(points, axis=0).max()) / _FINE
    x, y = points[0].tolist()
    kept = [0]
    for number, (to_x, to_y) in enumerate(points.tolist()):
        if abs(to_x - x) > near or abs(to_y - y) > near:
            kept.append(number)
            x, y = to_x, to_y
    if kept[-1] != len(stroke) - 1:
        kept.append(len(stroke) - 1)
    return tuple(stroke[number] for number in kept)


def _evenly(stroke: Stroke, most: int) -> Stroke:
    """So many points of a stroke, its ends among them where there are two or more."""
    numbers = np.unique(np.linspace(0, len(stroke) - 1, most).astype(np.intp))
    return tuple(stroke[number] for number in numbers)


def _coordinates(points: Iterable[Point]) -> NDArray[np.float64]:
    """x and y of points: (n, 2)."""
    pairs = np.array([point[:2] for point in points], np.float64)
    return pairs.clip(-FARTHEST, FARTHEST)
