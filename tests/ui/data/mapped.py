"""A small map, and the digits of a small data set that are open."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, Dataset
from mnist_desk.core.digit_map import Axes, DigitMap, Measured
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.projection import Projection, centres
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session

PLACES = np.array([(-2, -1), (-1, 1), (0, 0), (1, -1), (2, 1)], np.float32)
LABELS = np.array([4, 9, 4, 9, 7])
ANSWERS = np.array([4, 9, 9, 9, 7])


def one_layer() -> Layers:
    return (Layer(np.zeros((784, 10), np.float32), np.zeros(10, np.float32)),)


def small_map(
    points: NDArray[np.float32] = PLACES,
    axes: Axes = Axes.RING,
    digits: DigitSet | None = None,
    names: tuple[str, ...] = DIGIT_NAMES,
) -> DigitMap:
    """Five digits, the third of which is a 4 that is read as a 9."""
    if digits is None:
        images = np.zeros((5, 28, 28), np.uint8)
        images[:, 4:24, 12:16] = 255
        digits = DigitSet("Some", Dataset(images, LABELS, names))
    projection = Projection(np.zeros(784, np.float32), np.zeros((784, 2), np.float32), 0.42)
    measured = Measured(projection, centres(points, LABELS, 10))
    return DigitMap(digits, np.arange(5), axes, measured, points, ANSWERS, one_layer())


def network(seed: int, hidden: int = 12) -> Model:
    """One that tells noise from noise."""
    return Model.fresh(Recipe(hidden=(hidden,), seed=seed))


def use(session: Session, model: Model) -> None:
    """The run comes to this model."""
    session.runs.reach(session.runs.current, model)


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()
