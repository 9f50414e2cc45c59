"""Which points a line that is drawn around them holds, and which is the next one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.float64]
"""(n, 2): x, y."""

_SIDEWAYS = 2.0
"""A pixel beside the way counts for so many along it."""


def inside(points: Pixels, outline: Pixels) -> NDArray[np.bool_]:
    """Whether each point (n, 2) is inside a closed line through corners (m, 2): (n,).

    Even-odd: from a point inside a ray crosses the line an odd number of times.
    """
    if len(outline) < 3:
        return np.zeros(len(points), bool)
    x, y = points.T
    odd = np.zeros(len(points), bool)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        if y1 != y2:
            at = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            odd ^= ((y1 > y) != (y2 > y)) & (x < at)
    return odd


def next_in_direction(points: Pixels, start: int, across: int, down: int) -> int:
    """The place of the nearest point that way, or `start` when there is none.

    across, down: one of them is -1 or 1, the other is 0.
    """
    way = points - points[start]
    along = way @ np.array([across, down], float)
    aside = np.abs(way @ np.array([down, across], float))
    cost = np.where((along > 0.5) & (aside <= along), along + _SIDEWAYS * aside, np.inf)
    nearest = int(cost.argmin())
    return nearest if np.isfinite(cost[nearest]) else start


def nearest(points: Pixels, x: float, y: float, within: float) -> int | None:
    """The place of the point nearest to a pixel, if one is so near."""
    if not len(points):
        return None
    away = ((points - (x, y)) ** 2).sum(axis=1)
    place = int(away.argmin())
    return place if away[place] <= within**2 else None


def apart(points: Pixels, order: NDArray[np.intp], side: float) -> NDArray[np.intp]:
    """Of squares around points as many as do not overlap: those that come first in an order (k,).

    side: of a square, pixels.
    """
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    chosen = []
    for place, (x, y) in zip(order.tolist(), points[order].tolist(), strict=True):
        column, row = int(x // side), int(y // side)
        around = (
            other
            for near in (-1, 0, 1)
            for beside in (-1, 0, 1)
            for other in taken.get((column + near, row + beside), ())
        )
        if all(max(abs(x - left), abs(y - top)) >= side for left, top in around):
            taken.setdefault((column, row), []).append((x, y))
            chosen.append(place)
    return np.array(chosen, np.intp)
