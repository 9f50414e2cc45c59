"""How gradients become new weights: plain functions over layers, written once for any shape.

An optimiser has slots: values of the shape of the weights that it carries from step to step.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.recipe import Optimizer

Tensor = Any

SLOTS: dict[Optimizer, int] = {"sgd": 0, "adam": 2}
"""Optimiser -> how many slots it has."""


class Update(NamedTuple):
    layers: Layers
    slots: tuple[Layers, ...]


def first_slots(optimizer: Optimizer, layers: Layers) -> tuple[Layers, ...]:
    """The slots before the first step: zeros, NumPy float32."""
    return tuple(
        tuple(Layer(np.zeros_like(k), np.zeros_like(b)) for k, b in layers)
        for _ in range(SLOTS[optimizer])
    )


def update(
    optimizer: Optimizer,
    layers: Layers,
    slots: tuple[Layers, ...],
    gradients: Layers,
    learning_rate: Tensor,
    step: Tensor,
) -> Update:
    """One step. learning_rate: float32 scalar; step: int32 scalar, 0 for the first step."""
    if optimizer == "adam":
        return _adam(layers, slots, gradients, learning_rate, step)
    return Update(_each(lambda w, g: w - learning_rate * g, layers, gradients), ())


def _adam(
    layers: Layers,
    slots: tuple[Layers, ...],
    gradients: Layers,
    learning_rate: Tensor,
    step: Tensor,
) -> Update:
    """D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1
    in the order of computation that the end of its section 2 gives.
    """
    beta1, beta2, epsilon = 0.9, 0.999, 1e-7
    mean, square = slots
    mean = _each(lambda m, g: m + (1 - beta1) * (g - m), mean, gradients)
    square = _each(lambda v, g: v + (1 - beta2) * (g * g - v), square, gradients)
    t = tf.cast(step + 1, tf.float32)
    rate = learning_rate * tf.sqrt(1 - beta2**t) / (1 - beta1**t)
    moved = _each(lambda w, m, v: w - rate * m / (tf.sqrt(v) + epsilon), layers, mean, square)
    return Update(moved, (mean, square))


def _each(function: Any, *trees: Layers) -> Layers:
    """Apply a function to the kernels and to the biases of layers alike."""
    return tuple(
        Layer(*(function(*parts) for parts in zip(*layers, strict=True)))
        for layers in zip(*trees, strict=True)
    )
