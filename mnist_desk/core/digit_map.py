"""A map of digits: each has a place by its pixels, or by what the network makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, PIXELS, Dataset
from .digit_set import DigitSet
from .errors import InputError
from .grey import Grey
from .network import Layers, forward, relu, unbounded
from .projection import (
    Centres,
    Points,
    Projection,
    centres,
    discriminant,
    principal,
    ringed,
    turned_to,
)
from .translate import translate

PER_CLASS = 300
"""So many digits of each class are on a map, and so many training digits its axes come from."""

RING = (1, 7, 9, 4, 6, 0, 2, 3, 5, 8)
"""The digits around a ring: those that are taken for each other are side by side."""


class Axes(Enum):
    PIXELS = "pixels"
    """PCA of the pixels: the same whichever network looks."""
    HIDDEN = "hidden"
    """LDA of what the last hidden layer gives; of the pixels where there is none."""
    RING = "ring"
    """Of the same the plane that has the classes on a ring: the first two of the nine directions of
    LDA part two or three classes from all others, which are in a heap."""


class Measured(NamedTuple):
    """Axes, and where they have the classes of the training digits that they came from."""

    projection: Projection
    centres: Centres


@dataclass(frozen=True, eq=False)
class DigitMap:
    """digits: the set that is mapped. indices: which of them, (k,). points: where, float32 (k, 2).
    answers: what the network reads, (k,). layers: of the network.
    """

    digits: DigitSet
    indices: NDArray[np.intp]
    axes: Axes
    measured: Measured
    points: Points
    answers: NDArray[np.intp]
    layers: Layers

    def __len__(self) -> int:
        return len(self.indices)

    @cached_property
    def labels(self) -> NDArray[np.uint8]:
        """(k,)"""
        return self.digits.data.labels[self.indices]

    @cached_property
    def wrong(self) -> NDArray[np.bool_]:
        """Which are read wrong, (k,)."""
        return np.asarray(self.labels != self.answers)

    @cached_property
    def centres(self) -> Centres:
        """Where the digits of each class are, (10, 2)."""
        return centres(self.points, self.labels, DIGITS)

    @property
    def without_network(self) -> DigitMap:
        """The same for whoever keeps it, and must not keep the weights."""
        return replace(self, layers=())

    @unbounded
    def place(self, picture: Grey) -> tuple[float, float]:
        """Where a picture (28, 28) in [0, 1] is: 0.1 ms for the usual network."""
        x = picture.reshape(1, PIXELS).astype(np.float32)
        if self.axes is not Axes.PIXELS:
            x = _hidden(self.layers, x)
        across, up = self.measured.projection.of(x)[0]
        return float(across), float(up)


def balanced(data: Dataset, per_class: int = PER_CLASS) -> NDArray[np.intp]:
    """The first digits of each class, in the order in which they are in the set."""
    chosen = [np.flatnonzero(data.labels == label)[:per_class] for label in range(DIGITS)]
    return np.sort(np.concatenate(chosen))


def pixel_axes(train: Dataset) -> Measured:
    """The axes of the pixels: 0.1 s."""
    chosen = balanced(train)
    x = _pixels(train, chosen)
    projection = principal(x)
    return Measured(projection, centres(projection.of(x), train.labels[chosen], DIGITS))


@unbounded
def hidden_axes(
    train: Dataset, layers: Layers, axes: Axes = Axes.HIDDEN, before: Centres | None = None
) -> Measured:
    """The axes of the last hidden layer: 0.1 s. Those of LDA are turned so that the classes are
    near where they were `before`.

    Raises InputError when the network's numbers have no bounds.
    """
    chosen = balanced(train)
    labels = train.labels[chosen]
    x = _hidden(layers, _pixels(train, chosen))
    if not np.isfinite(x).all():
        raise InputError(
            translate("errors", "The weights have grown beyond all bounds: there is no map.")
        )
    if axes is Axes.RING:
        projection = ringed(x, labels, RING)
        return Measured(projection, centres(projection.of(x), labels, DIGITS))
    projection = discriminant(x, labels)
    now = centres(projection.of(x), labels, DIGITS)
    if before is not None:
        projection = turned_to(projection, now, before)
        now = centres(projection.of(x), labels, DIGITS)
    return Measured(projection, now)


@unbounded
def map_of(digits: DigitSet, layers: Layers, axes: Axes, measured: Measured) -> DigitMap:
    """The first digits of each class on these axes: 0.1 s."""
    chosen = balanced(digits.data)
    pixels = _pixels(digits.data, chosen)
    hidden = _hidden(layers, pixels)
    answers = forward(layers[-1:], hidden, relu).argmax(axis=1)
    points = measured.projection.of(pixels if axes is Axes.PIXELS else hidden)
    return DigitMap(digits, chosen, axes, measured, np.nan_to_num(points), answers, layers)


def _pixels(data: Dataset, chosen: NDArray[np.intp]) -> Points:
    return data.images[chosen].reshape(-1, PIXELS).astype(np.float32) / np.float32(255)


def _hidden(layers: Layers, x: Points) -> Points:
    """What the last layer is given."""
    return relu(forward(layers[:-1], x, relu)) if len(layers) > 1 else x
