"""Arrays as images: grey as in MNIST, ink on clear paper, two colours about zero, a table's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap

from mnist_desk.core.grey import Grey

from .tokens import AGAINST, FOR

_FAINT = 0.3
"""Brightness of the ink under an overlay."""


def grey_image(picture: Grey | NDArray[np.uint8]) -> QImage:
    """A picture, (h, w), in [0, 1] or as bytes, as in MNIST: ink is white."""
    return _image(_bytes(picture), QImage.Format.Format_Grayscale8)


def ink_image(picture: Grey | NDArray[np.uint8], colour: QColor) -> QImage:
    """Ink in this colour on transparent paper: (h, w), in [0, 1] or as bytes, 255 is ink."""
    pixels = np.empty((*picture.shape, 4), np.uint8)
    pixels[..., :3] = colour.red(), colour.green(), colour.blue()
    pixels[..., 3] = _bytes(picture)
    return _image(pixels, QImage.Format.Format_RGBA8888)


def diverging_image(
    values: NDArray[np.float32], largest: float | None = None, under: Grey | None = None
) -> QImage:
    """Values (h, w): the stronger, the brighter; blue above zero, orange below, zero black.

    largest: the strength of the full colour, the largest there is if not given. under: a picture
    that is seen faintly below.
    """
    largest = float(np.abs(values).max()) if largest is None else largest
    if not 0 < largest < np.inf:
        values, largest = np.zeros_like(values), 1.0
    # The square root lets weak values be seen.
    strength = np.sqrt(np.minimum(np.abs(values) / largest, 1))[..., np.newaxis]
    colour = np.where((values > 0)[..., np.newaxis], FOR, AGAINST)
    below = 0.0 if under is None else 255 * _FAINT * under[..., np.newaxis]
    pixels = np.clip(strength * colour + (1 - strength) * below, 0, 255).astype(np.uint8)
    return _image(pixels, QImage.Format.Format_RGB888)


def indexed_image(cells: NDArray[np.uint8], table: Sequence[int]) -> QImage:
    """Cells (h, w), each the number of its colour in a table of at most 256, 0xAARRGGBB each."""
    image = _image(cells, QImage.Format.Format_Indexed8)
    image.setColorTable(table)
    return image


def clear_pixmap(size: QSize, ratio: float) -> QPixmap:
    """A transparent picture to paint on; size: in pixels of a widget on a screen of this ratio."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _bytes(picture: Grey | NDArray[np.uint8]) -> NDArray[np.uint8]:
    if picture.dtype == np.uint8:
        return np.asarray(picture, np.uint8)
    return np.round(picture * 255).astype(np.uint8)


def _image(pixels: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    """pixels: (h, w) or (h, w, channels). The image keeps bytes of its own."""
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, pixels[:1].nbytes, kind).copy()
