"""Ink becomes the picture that the network reads.

The strokes are scaled so that the ink, line width included, fills the 20 x 20 box, and are drawn
with a round pen of one width, whatever the person's pen: the picture does not depend on where, how
large or how thickly a digit is drawn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .ink import Ink, stroke_path
from .picture import BOX, FINENESS, Grey, normalise

PEN = 2.25
"""Line width in the network's picture, pixels."""


def rasterise(ink: Ink) -> Grey:
    """Ink -> float32 (28, 28) in [0, 1], 0 is paper; all zero when there is no ink."""
    return normalise(fine_picture(ink))


def fine_picture(ink: Ink) -> Grey:
    """The ink in its box, eight times as large as the network's picture: float32 (160, 160)."""
    side = BOX * FINENESS
    image = Image.new("L", (side, side))
    pen = PEN * FINENESS
    brush = ImageDraw.Draw(image)
    for path in _in_box([stroke_path(stroke) for stroke in ink.strokes], side - pen):
        _draw(brush, path + pen / 2, pen)
    return np.asarray(image, np.float32) / np.float32(255)


def _in_box(paths: list[NDArray[np.float64]], size: float) -> list[NDArray[np.float64]]:
    """Move and scale paths so that they start at 0 and the longer side of all is `size`."""
    if not paths:
        return []
    points = np.concatenate(paths)
    origin = points.min(axis=0)
    extent = float((points.max(axis=0) - origin).max())
    scale = size / extent if extent > 0 else 0.0
    return [(path - origin) * scale for path in paths]


def _draw(brush: ImageDraw.ImageDraw, path: NDArray[np.float64], pen: float) -> None:
    """Draw a path with a round pen `pen` fine pixels wide."""
    points = _thinned(path)
    line = [(x, y) for x, y in points.tolist()]
    if len(line) > 1:
        brush.line(line, fill=255, width=round(pen))
    for x, y in line:
        # Pillow counts the last pixel in, so a disc of width w ends at w - 1.
        brush.ellipse(
            (x - pen / 2, y - pen / 2, x + pen / 2 - 1, y + pen / 2 - 1),
            fill=255,
        )


def _thinned(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out points that fall on the fine pixel of the point before."""
    pixel = np.floor(path)
    keep = np.ones(len(path), dtype=bool)
    keep[1:] = (pixel[1:] != pixel[:-1]).any(axis=1)
    keep[-1] = True
    return path[keep]
