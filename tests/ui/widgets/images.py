"""Comparing what was painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage


def likeness(one: QImage, other: QImage) -> float:
    """How alike the shades of two pictures of the same size are: 1 for the same picture, about 0
    for two that have nothing to do with each other.
    """
    shades = []
    for image in (one, other):
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
        shades.append(rows[:, : grey.width()].astype(np.float64).ravel())
    return float(np.corrcoef(*shades)[0, 1])
