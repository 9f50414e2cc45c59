"""A drawing as the points of its strokes.

Coordinates are logical units of a 280 x 280 canvas, x to the right, y down, whatever the size of
the canvas on the screen. Points outside the canvas are allowed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

CANVAS = 280
"""Side of the canvas in logical units."""

Point = tuple[float, float] | tuple[float, float, float]
"""x, y, and for a stylus the pressure, 0 to 1: for the eye alone, not for the network."""

Stroke = tuple[Point, ...]


@dataclass(frozen=True)
class Ink:
    """A drawing: strokes in the order they were drawn, each at least one point (a dot)."""

    strokes: tuple[Stroke, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strokes)

    def with_stroke(self, stroke: Stroke) -> Ink:
        return replace(self, strokes=(*self.strokes, stroke))


FARTHEST = 1e6
"""Points farther from the canvas than this, logical units, are drawn there."""

_STILL = 1e-6
"""A point nearer to the one before than this, logical units, repeats it."""

_STEPS = 64
"""How many steps of a path go along the longer side of its stroke, at least."""

_MOST_STEPS = 512
"""How many steps a path has at most, about, so that a scribble is drawn soon. A digit has fewer."""


def stroke_path(stroke: Stroke) -> NDArray[np.float64]:
    """The line that the pen leaves: float64 (n, 2), n >= 1, in logical units.

    The canvas paints this path and the raster draws it, so that the network sees what the person
    sees.
    """
    return pressed_path(stroke)[:, :2]


@functools.lru_cache(maxsize=256)
def pressed_path(stroke: Stroke) -> NDArray[np.float64]:
    """The line that the pen leaves, with its pressure: float64 (n, 3), n >= 1.

    A smooth curve through the points, so that a fast stroke has no corners: centripetal
    Catmull-Rom splines, which neither loop nor stray between points (C. Yuksel, S. Schaefer,
    J. Keyser, "On the parameterization of Catmull-Rom curves", 2009). A turn of 90 degrees or more
    is meant and stays a corner. Points that repeat the one before are left out. The pressure is 1
    where none is known. It is remembered for the next one who draws the stroke, and read-only.
    """
    points = np.array(stroke, dtype=np.float64).reshape(len(stroke), -1)
    pressure = points[:, 2:3] if points.shape[1] > 2 else np.ones((len(points), 1))
    points = np.concatenate([np.clip(points[:, :2], -FARTHEST, FARTHEST), pressure], axis=1)
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = np.abs(np.diff(points[:, :2], axis=0)).max(axis=1) > _STILL
    path = points[moved]
    if len(path) > 2:
        path = _smooth(path)
    path.flags.writeable = False
    return path


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A curve through (n, 3) points, no two neighbours alike, n >= 3; pressure goes in a line."""
    chords = np.diff(points, axis=0)
    lengths = np.hypot(chords[:, 0], chords[:, 1])
    speeds = chords / np.sqrt(lengths)[:, None]
    steps = np.sqrt(lengths)[:, None]
    velocity = np.empty_like(points)
    velocity[0], velocity[-1] = speeds[0], speeds[-1]
    both = steps[:-1] + steps[1:]
    cosine = (chords[:-1, :2] * chords[1:, :2]).sum(axis=1) / (lengths[:-1] * lengths[1:])
    velocity[1:-1] = speeds[:-1] + speeds[1:] - (chords[:-1] + chords[1:]) / both
    velocity[1:-1] *= np.clip(2 * cosine, 0, 1)[:, None]

    side = float(np.ptp(points[:, :2], axis=0).max())
    step = max(side / _STEPS, float(lengths.sum()) / _MOST_STEPS)
    pieces = np.ceil(lengths / step).astype(np.intp)
    segment = np.repeat(np.arange(len(chords)), pieces)
    first = np.cumsum(pieces) - pieces
    t = ((np.arange(len(segment)) - first[segment]) / pieces[segment])[:, None]
    start, chord, step_ = points[segment], chords[segment], steps[segment]
    curve = (
        start
        + chord * t * t * (3 - 2 * t)
        + step_ * t * (1 - t) * ((1 - t) * velocity[segment] - t * velocity[segment + 1])
    )
    curve[:, 2:] = start[:, 2:] + chord[:, 2:] * t
    return np.concatenate([curve, points[-1:]])
