"""Which part of a map is seen, and where on the screen its points are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.projection import Points

_NEAREST = 40.0
"""How much larger than the whole a map can be seen."""
_ROOM = 1.12
"""The whole is so much wider than what must be seen."""
_LOST = 0.04
"""Where this part of the points is out of the whole, it is another."""
_OUTSIDE = 0.5
"""Percent of the points on each side that may be out of sight."""


class Whole(NamedTuple):
    """The middle of a map and half its width and height, in its units."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, points: Points) -> bool:
        """Whether nearly all points (n, 2) are inside."""
        beyond = np.abs(points - (self.x, self.y)) > (_ROOM * self.width, _ROOM * self.height)
        return bool(beyond.any(axis=1).mean() <= _LOST)


def whole_of(points: Points) -> Whole:
    """What holds nearly all points (n, 2); n may be 0."""
    if not len(points):
        return Whole(0, 0, 1, 1)
    low, high = np.percentile(points, [_OUTSIDE, 100 - _OUTSIDE], axis=0)
    width, height = np.maximum((high - low) / 2, 1e-3)
    x, y = (low + high) / 2
    return Whole(float(x), float(y), float(width), float(height))


_UNIT = Whole(0, 0, 1, 1)


@dataclass(frozen=True)
class Frame:
    """size: of the screen, pixels. x, y: what is in its middle. zoom: from 1, the whole."""

    whole: Whole = _UNIT
    size: tuple[int, int] = (1, 1)
    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0

    @property
    def scale(self) -> float:
        """Pixels of a unit; the same across and up."""
        width, height = self.size
        fit = min(width / (2 * self.whole.width), height / (2 * self.whole.height))
        return self.zoom * fit / _ROOM

    @property
    def is_whole(self) -> bool:
        return self.zoom == 1

    def to_pixels(self, points: Points) -> NDArray[np.float64]:
        """Points (n, 2), y up -> pixels (n, 2), y down."""
        width, height = self.size
        scale = self.scale
        return np.stack(
            [
                width / 2 + (points[:, 0].astype(np.float64) - self.x) * scale,
                height / 2 - (points[:, 1].astype(np.float64) - self.y) * scale,
            ],
            axis=1,
        )

    def to_point(self, x: float, y: float) -> tuple[float, float]:
        """What is at a pixel."""
        width, height = self.size
        return self.x + (x - width / 2) / self.scale, self.y - (y - height / 2) / self.scale

    def reset(self) -> Frame:
        """The whole."""
        return replace(self, x=self.whole.x, y=self.whole.y, zoom=1.0)

    def zoomed(self, factor: float, x: float, y: float) -> Frame:
        """Nearer, for a factor above 1; what is at the pixel x, y stays there."""
        zoom = min(max(self.zoom * factor, 1.0), _NEAREST)
        if zoom == 1:
            return self.reset()
        kept_x, kept_y = self.to_point(x, y)
        nearer = replace(self, zoom=zoom)
        now_x, now_y = nearer.to_point(x, y)
        return replace(nearer, x=self.x + kept_x - now_x, y=self.y + kept_y - now_y)._bounded()

    def moved(self, across: float, down: float) -> Frame:
        """What is seen goes so many pixels with the hand."""
        moved = replace(self, x=self.x - across / self.scale, y=self.y + down / self.scale)
        return moved._bounded()

    def with_whole(self, whole: Whole) -> Frame:
        return replace(self, whole=whole).reset()

    def _bounded(self) -> Frame:
        """The middle of the screen stays on the map; of the whole there is nothing to move."""
        if self.is_whole:
            return self.reset()
        whole = self.whole
        return replace(
            self,
            x=min(max(self.x, whole.x - whole.width), whole.x + whole.width),
            y=min(max(self.y, whole.y - whole.height), whole.y + whole.height),
        )
