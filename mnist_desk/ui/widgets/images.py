"""Arrays as images: grey as in MNIST, and two colours for what is above and below zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from mnist_desk.core.grey import Grey

FOR = (77, 166, 255)
"""Blue: above zero, speaks for it."""
AGAINST = (255, 152, 46)
"""Orange: below zero, speaks against it. The two differ for every kind of colour blindness."""

_FAINT = 0.3
"""Brightness of the ink under an overlay."""


def grey_image(picture: Grey) -> QImage:
    """A picture, (h, w) in [0, 1], as in MNIST: ink is white."""
    height, width = picture.shape
    pixels = np.round(picture * 255).astype(np.uint8)
    return QImage(pixels.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def diverging_image(
    values: NDArray[np.float32], largest: float | None = None, under: Grey | None = None
) -> QImage:
    """Values (h, w): the stronger, the brighter; blue above zero, orange below, zero black.

    largest: the strength of the full colour, the largest there is if not given. under: a picture
    that is seen faintly below.
    """
    height, width = values.shape
    largest = float(np.abs(values).max()) if largest is None else largest
    if not 0 < largest < np.inf:
        values, largest = np.zeros_like(values), 1.0
    # The square root lets weak values be seen.
    strength = np.sqrt(np.minimum(np.abs(values) / largest, 1))[..., np.newaxis]
    colour = np.where((values > 0)[..., np.newaxis], FOR, AGAINST)
    below = 0.0 if under is None else 255 * _FAINT * under[..., np.newaxis]
    pixels = np.clip(strength * colour + (1 - strength) * below, 0, 255).astype(np.uint8)
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
