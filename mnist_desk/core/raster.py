"""Ink becomes the picture that the network reads.

The strokes are scaled so that the ink, line width included, fills the 20 x 20 box, and are drawn
with a round pen of one width, whatever the person's pen: the picture does not depend on where, how
large or how thickly a digit is drawn.

Drawings are read about equally well over a wide range of pen width, box and centre: the pen has
the width that gives drawings the mean grey of MNIST, the box is MNIST's own (figures:
core/README.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .dataset import SIDE
from .grey import Grey
from .ink import CANVAS, Ink, stroke_path
from .picture import BOX, FINENESS, Prepared, placed
from .stages import ALL, Stages

PEN = 2.25
"""Line width in the network's picture, pixels. The mean grey of drawings is then that of MNIST."""

DRAWN_PEN = 16
"""Line width on the sheet, logical units, of ink that keeps the line it was drawn with."""

_DOT = 1e-3
"""Ink of this extent or less, logical units, is one dot."""

StrokePath = NDArray[np.float64]


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


def _in_box(paths: list[StrokePath], size: float) -> list[StrokePath]:
    """Move and scale paths so that they start at 0 and the longer side of all is `size`."""
    if not paths:
        return []
    origin = np.concatenate(paths).min(axis=0)
    extent = _extent(paths)
    scale = size / extent if extent > _DOT else 0.0
    return [(path - origin) * scale for path in paths]


def _extent(paths: list[StrokePath]) -> float:
    """The longer side of all paths."""
    return float(np.ptp(np.concatenate(paths), axis=0).max()) if paths else 0.0


def _thick(lines: NDArray[np.bool_], pen: float) -> Grey:
    """Lines one pixel wide become `pen` pixels wide with round ends: bool (h, w) -> float32.

    A pixel is as dark as its distance to the nearest line says. Its square is the least sum of a
    square down the column and one along the row, as far as the pen reaches, so that two passes find
    it (P. Felzenszwalb, D. Huttenlocher, "Distance transforms of sampled functions", 2012); small
    integers make them fast. The time does not depend on the strokes.
    """
    reach = int(pen / 2 + 1)
    beyond = np.int16(2 * (reach + 1) ** 2)
    squares = np.where(lines, np.int16(0), beyond)
    for _ in range(2):
        squares = _least_down(squares, reach, beyond).T.copy()
    ink: Grey = np.clip(np.float32(pen / 2 + 0.5) - np.sqrt(squares.astype(np.float32)), 0, 1)
    return ink


def _least_down(squares: NDArray[np.int16], reach: int, beyond: np.int16) -> NDArray[np.int16]:
    """Of each column, the least of a value and the square of the way to it; `beyond` outside."""
    rows = len(squares)
    padded = np.pad(squares, ((reach, reach), (0, 0)), constant_values=beyond)
    least = padded[reach : reach + rows].copy()
    for away in range(1, reach + 1):
        for start in (reach - away, reach + away):
            np.minimum(least, padded[start : start + rows] + np.int16(away * away), out=least)
    return least
