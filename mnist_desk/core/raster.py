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
from .picture import BOX, FINENESS, Grey, centred

PEN = 2.25
"""Line width in the network's picture, pixels. The mean grey of drawings is then that of MNIST."""


_DOT = 1e-3
"""Ink of this extent or less, logical units, is one dot."""


def rasterise(ink: Ink) -> Grey:
    """Ink -> float32 (28, 28) in [0, 1], 0 is paper; all zero when there is no ink."""
    return centred(fine_picture(ink))


def fine_picture(ink: Ink) -> Grey:
    """The ink in its box, eight times as large as the network's picture: float32 (160, 160)."""
    side, pen = BOX * FINENESS, PEN * FINENESS
    lines = Image.new("1", (side, side))
    brush = ImageDraw.Draw(lines)
    for path in _in_box([stroke_path(stroke) for stroke in ink.strokes], side - pen):
        brush.line((path + pen / 2).ravel().tolist(), fill=1)
    return _thick(np.asarray(lines), pen)


def _in_box(paths: list[NDArray[np.float64]], size: float) -> list[NDArray[np.float64]]:
    """Move and scale paths so that they start at 0 and the longer side of all is `size`."""
    if not paths:
        return []
    points = np.concatenate(paths)
    origin = points.min(axis=0)
    extent = float((points.max(axis=0) - origin).max())
    scale = size / extent if extent > _DOT else 0.0
    return [np.repeat((path - origin) * scale, 1 + (len(path) == 1), axis=0) for path in paths]


def _thick(lines: NDArray[np.bool_], pen: float) -> Grey:
    """Lines one pixel wide become `pen` pixels wide with round ends: bool (h, w) -> float32.

    A pixel is as dark as its distance to the nearest line says, found in two passes (P.
    Felzenszwalb, D. Huttenlocher, "Distance transforms of sampled functions", 2012): along the
    rows, then across as many rows as the pen reaches. The time does not depend on the strokes.
    """
    height, width = lines.shape
    x = np.arange(width, dtype=np.int32)
    far = 4 * (height + width)
    before = np.maximum.accumulate(np.where(lines, x, -far), axis=1)
    after = np.minimum.accumulate(np.where(lines, x, far)[:, ::-1], axis=1)[:, ::-1]
    in_row = np.minimum(x - before, after - x) ** 2
    reach = int(pen / 2 + 1)
    padded = np.pad(in_row, ((reach, reach), (0, 0)), constant_values=far * far)
    nearest = in_row
    for rows in range(-reach, reach + 1):
        shifted = padded[reach + rows : reach + rows + height]
        nearest = np.minimum(nearest, shifted + rows * rows)
    ink: Grey = np.clip(pen / 2 + 0.5 - np.sqrt(nearest), 0, 1).astype(np.float32)
    return ink
