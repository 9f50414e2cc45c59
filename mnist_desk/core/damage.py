"""Damage to a network: weights taken away, cells silenced, noise on what is left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .digit_set import DigitSet
from .model import Model
from .network import Layer, Layers, unbounded
from .reading import outputs_of_images
from .robustness import Distortion, RobustnessCurve
from .translate import translate

_MOST = 10_000
"""Digits that the curve is measured on at most: 0.1 s a point for the default network."""


class Unit(NamedTuple):
    """A cell of a hidden layer: the number of the layer and its number there, both from 0."""

    layer: int
    cell: int


@dataclass(frozen=True)
class Damage:
    """What is done to a network, in this order.

    pruned: the share in [0, 1] of all kernel weights, the smallest, that becomes 0. noise: the
    standard deviation of normal noise on each weight that is left, as a part of the deviation of
    its kernel's weights; drawn from `seed`. silenced: cells whose value is 0 whatever they get;
    those that a network does not have are passed over.
    """

    pruned: float = 0.0
    noise: float = 0.0
    silenced: frozenset[Unit] = frozenset()
    seed: int = 0

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.pruned or self.noise or self.silenced)

    def toggled(self, cell: Unit) -> Damage:
        """With this cell silenced, or no more."""
        return replace(self, silenced=self.silenced ^ {cell})

    def applied_to(self, model: Model) -> Model:
        """A new model of the same recipe and history, without scores and what going on needs."""
        layers = with_noise(prune(model.layers, self.pruned), self.noise, self.seed)
        layers = silence(layers, self.silenced)
        made = {**model.made, "damage": str(self)}
        return replace(model, layers=layers, scores=None, state=None, made=made)

    def __str__(self) -> str:
        """For the file; what a person sees is said by the window."""
        cells = " ".join(f"{layer}:{cell}" for layer, cell in sorted(self.silenced))
        return (
            f"pruned {self.pruned:g}, noise {self.noise:g} (seed {self.seed}), "
            f"silenced {cells or 'none'}"
        )


def prune(layers: Layers, share: float) -> Layers:
    """This share of all kernel weights, the smallest by size, becomes 0; biases stay."""
    sizes = _sizes(layers)
    count = round(share * len(sizes))
    if not count:
        return layers
    left = np.ones(len(sizes), bool)
    left[np.argpartition(sizes, count - 1)[:count]] = False
    return tuple(
        Layer(np.where(part.reshape(layer.kernel.shape), layer.kernel, np.float32(0)), layer.bias)
        for layer, part in zip(layers, _parts(left, layers), strict=True)
    )


@unbounded
def with_noise(layers: Layers, deviation: float, seed: int = 0) -> Layers:
    """Normal noise on every kernel weight but those that are 0."""
    if not deviation:
        return layers
    random = np.random.default_rng(seed)
    noisy = []
    for kernel, bias in layers:
        noise = random.standard_normal(kernel.shape, np.float32)
        left = kernel[kernel != 0]
        scale = np.float32(deviation * left.std()) if left.size else np.float32(0)
        noisy.append(Layer(np.where(kernel == 0, kernel, kernel + scale * noise), bias))
    return tuple(noisy)


def silence(layers: Layers, cells: frozenset[Unit]) -> Layers:
    """These cells have no inputs and no bias, so that their value is always 0."""
    silent = list(layers)
    for number in {cell.layer for cell in cells}:
        if not 0 <= number < len(layers) - 1:
            continue
        kernel, bias = (part.copy() for part in layers[number])
        there = [cell.cell for cell in cells if cell.layer == number and cell.cell < len(bias)]
        kernel[:, there], bias[there] = 0, 0
        silent[number] = Layer(kernel, bias)
    return tuple(silent)


PRUNING = Distortion(
    "pruning",
    translate("robustness", "Smallest weights taken away"),
    "%",
    (0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 93, 96, 98),
    0,
    translate("robustness", "The weights nearest to 0 become 0, here in all layers together."),
)
"""The strengths are percentages of all kernel weights. It spoils networks, not pictures."""


def pruning_curve(model: Model, digits: DigitSet, damage: Damage) -> Iterator[RobustnessCurve]:
    """How many digits a model with the rest of this damage reads right, the more of it is pruned;
    as far as it is known.
    """
    step = -(-len(digits.data) // _MOST)
    images, labels = digits.data.images[::step], digits.data.labels[::step]
    curve = RobustnessCurve(PRUNING, len(labels))
    for percent in PRUNING.levels:
        damaged = replace(damage, pruned=percent / 100).applied_to(model)
        answers = outputs_of_images(damaged.layers, images).argmax(axis=1)
        curve = curve.and_then(int(np.count_nonzero(answers == labels)))
        yield curve


def _sizes(layers: Layers) -> NDArray[np.float32]:
    return np.concatenate([np.abs(layer.kernel).ravel() for layer in layers])


def _parts(values: NDArray[np.bool_], layers: Sequence[Layer]) -> list[NDArray[np.bool_]]:
    """Cut into as many as each kernel has weights."""
    ends = list(itertools.accumulate(layer.kernel.size for layer in layers))
    return np.split(values, ends[:-1])
