"""A network tried on pictures that are spoilt more and more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.answers import Answers
from mnist_desk.core.dataset import PIXELS, Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers, forward, relu, unbounded
from mnist_desk.core.robustness import FGSM, NEAREST, Distortion, Pictures, RobustnessCurve

from .attack import fgsm, gradient_signs, smallest_changes

MOST = {NEAREST: 500}
"""Digits that are tried at most, by the name of the distortion: a search takes 1.4 ms each."""
MOST_OTHERWISE = 2000


class Series(NamedTuple):
    """One picture at every strength: float32 (k, 28, 28), and the outputs for each, (k, 10)."""

    pictures: Pictures
    outputs: NDArray[np.float32]


def tried_on(digits: DigitSet, distortion: Distortion) -> DigitSet:
    """The digits that a curve is of: all, or as many as there is time for, evenly spread."""
    most = MOST.get(distortion.name, MOST_OTHERWISE)
    step = -(-len(digits) // most)
    if step == 1:
        return digits
    data = digits.data
    chosen = Dataset(data.images[::step], data.labels[::step], data.names)
    return DigitSet(digits.title, chosen, digits.records[::step], digits.every * step, digits.total)


def curve(model: Model, digits: DigitSet, distortion: Distortion) -> Iterator[RobustnessCurve]:
    """The curve after each strength; the last value is the whole. digits: all of them are tried."""
    labels = digits.data.labels
    spoiler = _Spoiler(model, _greys(digits), labels, distortion)
    known = RobustnessCurve(distortion, len(digits))
    for level in distortion.levels:
        answers = spoiler.at(level).outputs.argmax(axis=1)
        known = known.and_then(int((answers == labels).sum()))
        yield known


def examples(
    model: Model, digits: DigitSet, distortion: Distortion, level: float
) -> Iterator[Answers]:
    """The digits as they are at one strength, with what the network answers."""
    data = digits.data
    spoilt = _Spoiler(model, _greys(digits), data.labels, distortion).at(level)
    images = np.round(spoilt.pictures * 255).astype(np.uint8)
    shown = replace(
        digits,
        data=Dataset(images, data.labels, data.names),
        records=(),
        # A smallest change is smaller than the steps between two greys of a byte.
        exact=spoilt.pictures,
    )
    yield Answers(shown, replace(model, layers=spoilt.layers), spoilt.outputs)


def series(model: Model, picture: Grey, distortion: Distortion) -> Iterator[Series]:
    """One picture, (28, 28), at every strength; what is to be lost is its present answer."""
    greys = picture[np.newaxis]
    answer = _outputs(model.layers, greys).argmax(axis=1)
    spoiler = _Spoiler(model, greys, answer, distortion)
    spoilt = [spoiler.at(level) for level in distortion.levels]
    yield Series(
        np.concatenate([one.pictures for one in spoilt]),
        np.concatenate([one.outputs for one in spoilt]),
    )


class _Spoilt(NamedTuple):
    """What is read at one strength, (n, 28, 28), by which network, and its outputs (n, 10)."""

    pictures: Pictures
    layers: Layers
    outputs: NDArray[np.float32]


class _Spoiler:
    """Any strength. What takes the gradient is worked out once, at the beginning."""

    def __init__(
        self, model: Model, pictures: Pictures, labels: NDArray[Any], distortion: Distortion
    ) -> None:
        self._layers, self._pictures, self._distortion = model.layers, pictures, distortion
        if distortion.name == FGSM:
            self._signs = gradient_signs(model, pictures, labels)
        elif distortion.name == NEAREST:
            self._nearest = smallest_changes(model, pictures, labels)

    def at(self, level: float) -> _Spoilt:
        pictures, layers = self._pictures, self._layers
        if self._distortion.damage is not None:
            layers = self._distortion.damage(layers, level)
        else:
            pictures = self._spoilt(level)
        return _Spoilt(pictures, layers, _outputs(layers, pictures))

    def _spoilt(self, level: float) -> Pictures:
        if self._distortion.spoil is not None:
            return self._distortion.spoil(self._pictures, level)
        if self._distortion.name == FGSM:
            return fgsm(self._pictures, self._signs, level)
        return self._changed(level)

    def _changed(self, level: float) -> Pictures:
        """Changed by the smallest change where that is no larger than this, else a part of it."""
        changes, distances = self._nearest
        known = np.isfinite(distances) & (distances > 0)
        part = np.where(known, np.minimum(1, level / np.where(known, distances, 1)), 0)
        changed = self._pictures + part[:, np.newaxis, np.newaxis].astype(np.float32) * changes
        return np.asarray(np.clip(changed, 0, 1), np.float32)


def _greys(digits: DigitSet) -> Pictures:
    return digits.data.images.astype(np.float32) / np.float32(255)


@unbounded
def _outputs(layers: Layers, pictures: Pictures) -> NDArray[np.float32]:
    x = np.asarray(pictures, np.float32).reshape(-1, PIXELS)
    return np.asarray(forward(layers, x, relu), np.float32)
