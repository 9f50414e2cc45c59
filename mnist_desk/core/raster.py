"""Ink becomes the picture that the network reads.

The strokes are scaled so that the ink, line width included, fills the 20 x 20 box, and are drawn
with a round pen of one width, whatever the person's pen: the picture does not depend on where, how
large or how thickly a digit is drawn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .dataset import SIDE
from .ink import CANVAS, Ink, stroke_path
from .picture import BOX, FINENESS, Grey, Prepared, placed
from .stages import ALL, Stages

PEN = 2.25
"""Line width in the network's picture, pixels. The mean grey of drawings is then that of MNIST."""

DRAWN_PEN = 16
"""Line width on the sheet, logical units, of ink that keeps the line it was drawn with."""

_DOT = 1e-3
"""Ink of this extent or less, logical units, is one dot."""

Path = NDArray[np.float64]


def rasterise(ink: Ink, stages: Stages = ALL) -> Grey:
    """Ink -> float32 (28, 28) in [0, 1], 0 is paper; all zero when there is no ink."""
    return prepare_ink(ink, stages).picture


def prepare_ink(ink: Ink, stages: Stages = ALL) -> Prepared:
    """`rasterise`, with how the picture came about."""
    if not ink or stages.centre or not stages.box:
        return placed(fine_picture(ink, stages), stages)
    points = np.concatenate([stroke_path(stroke) for stroke in ink.strokes])
    x, y = (points.min(axis=0) + points.max(axis=0)) / 2 * SIDE / CANVAS
    return placed(fine_picture(ink, stages), stages, (float(x), float(y)))


def fine_picture(ink: Ink, stages: Stages = ALL) -> Grey:
    """The ink in its box, eight times as large as the network's picture: float32 (160, 160).

    Without the box it is the whole sheet, (224, 224).
    """
    paths = [stroke_path(stroke) for stroke in ink.strokes]
    pen = float(PEN * FINENESS)
    if stages.box:
        side = BOX * FINENESS
        if not stages.line:
            pen = side * DRAWN_PEN / (_extent(paths) + DRAWN_PEN)
        paths = _in_box(paths, side - pen)
        start = pen / 2
    else:
        side = SIDE * FINENESS
        if not stages.line:
            pen = DRAWN_PEN * side / CANVAS
        paths = [path * (side / CANVAS) for path in paths]
        start = 0.0
    lines = Image.new("1", (side, side))
    brush = ImageDraw.Draw(lines)
    for path in paths:
        brush.line((np.repeat(path, 1 + (len(path) == 1), axis=0) + start).ravel().tolist(), fill=1)
    return _thick(np.asarray(lines), pen)


def _in_box(paths: list[Path], size: float) -> list[Path]:
    """Move and scale paths so that they start at 0 and the longer side of all is `size`."""
    if not paths:
        return []
    origin = np.concatenate(paths).min(axis=0)
    extent = _extent(paths)
    scale = size / extent if extent > _DOT else 0.0
    return [(path - origin) * scale for path in paths]


def _extent(paths: list[Path]) -> float:
    """The longer side of all paths."""
    return float(np.ptp(np.concatenate(paths), axis=0).max()) if paths else 0.0


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
