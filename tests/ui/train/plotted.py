"""What the tests of the live plots share: values to plot, and what is seen of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPicture

from mnist_desk.core.model import EpochRecord, History

Add = Callable[..., Any]


def history(losses: list[float], *accuracies: float) -> History:
    epochs = tuple(EpochRecord(n, 0.5, 0.5, right, 1.0) for n, right in enumerate(accuracies))
    return History(np.array(losses, np.float32), epochs, 2)


def points(plot: Any, at: int = 0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The numbers that a curve of a plot was given: x and y. Of a loss plot the first is that of
    each step, the second the smoothed one; of an accuracy plot that of training and of test images.
    """
    x, y = plot.getPlotItem().listDataItems()[at].getOriginalDataset()
    empty = np.zeros(0)
    return (empty, empty) if x is None else (x, y)


def shown(plot: Any, colour: str) -> int:
    """How many pixels have exactly this colour."""
    image = plot.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def labels_of(plot: Any) -> dict[str, QRectF]:
    """The labels of the vertical axis, and where in the axis they are."""
    plot.grab()
    picture = QPicture()
    painter = QPainter(picture)
    _, _, texts = plot.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    assert len({text for _, _, text in texts}) == len(texts), "no two have the same text"
    return {text: rect for rect, _, text in texts}


def learnt(*accuracies: tuple[float, float | None]) -> History:
    """An accuracy on test and on training images after each epoch."""
    records = tuple(
        EpochRecord(n, 0.5, 0.5, test, 1.0, train) for n, (test, train) in enumerate(accuracies)
    )
    return History(np.ones(2 * len(records), np.float32), records, 2)
