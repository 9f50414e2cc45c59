"""What an eraser takes: whole strokes that it touches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ink import Ink, Point, stroke_path


def without_touched(ink: Ink, start: Point, end: Point, reach: float) -> Ink:
    """The ink without the strokes that come within `reach` of the line from start to end.

    All in logical units. The same value when none is touched.
    """
    length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    part = np.linspace(0, 1, 2 + int(2 * length / reach))[:, None]
    eraser = np.array(start[:2]) * (1 - part) + np.array(end[:2]) * part
    kept = tuple(stroke for stroke in ink.strokes if _distance(eraser, stroke_path(stroke)) > reach)
    return ink if len(kept) == len(ink.strokes) else Ink(kept)


def _distance(points: NDArray[np.float64], path: NDArray[np.float64]) -> float:
    """The shortest way from any of (k, 2) points to a path (n, 2)."""
    begins, ends = (path[:-1], path[1:]) if len(path) > 1 else (path, path)
    along = ends - begins
    squares = np.maximum((along * along).sum(axis=1), np.finfo(float).tiny)
    to_points = points[:, None] - begins
    part = np.clip((to_points * along).sum(axis=2) / squares, 0, 1)
    gaps = to_points - part[:, :, None] * along
    return float(np.sqrt((gaps * gaps).sum(axis=2).min()))
