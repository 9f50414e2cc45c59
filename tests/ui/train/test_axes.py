"""The axes of the plots: percentages end at 0 and 100, labels keep clear of each other."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture

from mnist_desk.ui.train.accuracy_plot import AccuracyPlot
from mnist_desk.ui.train.loss_plot import LossPlot

from .plotted import Add, history


def assert_holds(plot: AccuracyPlot, *accuracies: float) -> None:
    """The axis lies between 0 and 100 %, and all accuracies lie on it."""
    plot.grab()
    low, high = plot.viewRange()[1]
    assert 0 <= low <= 100 * min(accuracies, default=0)
    assert 100 * max(accuracies, default=0) <= high <= 100


@pytest.mark.parametrize(
    "accuracies",
    [(), (1.0,), (0.0,), (0.999, 1.0), (0.0, 0.01), (0.1, 0.99), (0.0, 1.0)],
    ids=str,
)
def test_the_accuracy_axis_stays_between_0_and_100(add: Add, accuracies: tuple[float, ...]) -> None:
    plot = add(AccuracyPlot())
    plot.show_history(history([1.0] * 8, *accuracies))
    assert_holds(plot, *accuracies)


@pytest.mark.parametrize("accuracy", [0.0, 0.5, 1.0])
def test_the_first_epoch_of_a_new_network_stays_between_0_and_100(
    add: Add, accuracy: float
) -> None:
    plot = add(AccuracyPlot())
    plot.show_history(history([1.0]))
    plot.grab()
    plot.show_history(history([1.0] * 2, accuracy))
    assert_holds(plot, accuracy)


def labels(plot: Any) -> list[QRectF]:
    """Where the texts of the left axis are painted."""
    picture = QPicture()
    painter = QPainter(picture)
    _, _, texts = plot.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    return [rectangle for rectangle, _, _ in texts]


@pytest.mark.parametrize(
    ("height", "first", "last"),
    [(160, 2.3, 0.3), (230, 2.3, 0.3), (230, 20.0, 2.0), (320, 20.0, 2.0), (480, 2.3, 0.01)],
)
def test_the_labels_of_a_logarithmic_loss_do_not_overlap(
    add: Add, height: int, first: float, last: float
) -> None:
    plot = add(LossPlot(), height)
    plot.set_logarithmic(True)
    plot.show_history(history(np.geomspace(first, last, 200)), 200)
    plot.grab()
    rectangles = labels(plot)
    assert len(rectangles) >= 2, "one label alone tells no scale"
    assert sum(one.intersects(other) for one, other in combinations(rectangles, 2)) == 0
