"""How gradients become new weights: plain functions over layers, written once for any shape.

An optimiser has slots: values of the shape of the weights that it carries from step to step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.recipe import Optimizer, Recipe

Tensor = Any

SLOTS: dict[Optimizer, int] = {"sgd": 0, "momentum": 1, "adam": 2}
"""Optimiser -> how many slots it has."""

MOMENTUM = 0.9


_LOWEST = 0.01
"""Where the cosine ends, as a part of the learning rate."""


class Weights(NamedTuple):
    """What a step changes: the layers, the optimiser's slots, and the running average of the
    layers, which is empty when none is kept.
    """

    layers: Layers
    slots: tuple[Layers, ...]
    average: Layers


def learning_rates(
    recipe: Recipe, first: int, count: int, steps_per_epoch: int
) -> NDArray[np.float32]:
    """The learning rates of `count` steps from step `first` on: float32 (count,).

    After the last epoch the last rate stays. The cosine is that of I. Loshchilov, F. Hutter,
    "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.
    """
    steps = np.arange(first, first + count, dtype=np.float64)
    rates = np.full(count, recipe.learning_rate)
    warm = recipe.warm_up * steps_per_epoch
    if recipe.schedule == "cosine":
        whole = max(recipe.epochs * steps_per_epoch - 1 - warm, 1)
        done = np.clip((steps - warm) / whole, 0, 1)
        rates *= _LOWEST + (1 - _LOWEST) * (1 + np.cos(np.pi * done)) / 2
    if warm:
        rates *= np.minimum((steps + 1) / warm, 1)
    return rates.astype(np.float32)


def first_slots(optimizer: Optimizer, layers: Layers) -> tuple[Layers, ...]:
    """The slots before the first step: zeros, NumPy float32."""
    return tuple(
        tuple(Layer(np.zeros_like(k), np.zeros_like(b)) for k, b in layers)
        for _ in range(SLOTS[optimizer])
    )


def update(
    recipe: Recipe, weights: Weights, gradients: Layers, learning_rate: Tensor, step: Tensor
) -> Weights:
    """One step. learning_rate: float32 scalar; step: int32 scalar, 0 for the first step."""
    layers, slots = weights.layers, weights.slots
    if recipe.weight_decay > 0:
        layers = _decayed(layers, learning_rate * recipe.weight_decay)
    if recipe.optimizer == "adam":
        layers, slots = _adam(layers, slots, gradients, learning_rate, step)
    elif recipe.optimizer == "momentum":
        layers, slots = _momentum(layers, slots, gradients, learning_rate)
    else:
        layers = _each(lambda w, g: w - learning_rate * g, layers, gradients)
    average = weights.average
    if recipe.averaging > 0:
        average = _averaged(average, layers, recipe.averaging, step)
    return Weights(layers, slots, average)


def _decayed(layers: Layers, by: Tensor) -> Layers:
    """Weight decay apart from the gradient (I. Loshchilov, F. Hutter, "Decoupled weight decay
    regularization", ICLR 2019); biases stay.
    """
    return tuple(Layer(kernel - by * kernel, bias) for kernel, bias in layers)


def _momentum(
    layers: Layers, slots: tuple[Layers, ...], gradients: Layers, learning_rate: Tensor
) -> tuple[Layers, tuple[Layers, ...]]:
    """B. Polyak's heavy ball, 1964."""
    (velocity,) = slots
    velocity = _each(lambda v, g: MOMENTUM * v + g, velocity, gradients)
    return _each(lambda w, v: w - learning_rate * v, layers, velocity), (velocity,)


def _adam(
    layers: Layers,
    slots: tuple[Layers, ...],
    gradients: Layers,
    learning_rate: Tensor,
    step: Tensor,
) -> tuple[Layers, tuple[Layers, ...]]:
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
    return moved, (mean, square)


def _averaged(average: Layers, layers: Layers, kept: float, step: Tensor) -> Layers:
    """A running average; it keeps (1 + t) / (10 + t) at most, to forget its first steps sooner."""
    t = tf.cast(step, tf.float32)
    keep = tf.minimum(kept, (1 + t) / (10 + t))
    return _each(lambda a, w: w + keep * (a - w), average, layers)


def _each(function: Callable[..., Tensor], *trees: Layers) -> Layers:
    """Apply a function to the kernels and to the biases of layers alike."""
    return tuple(
        Layer(*(function(*parts) for parts in zip(*layers, strict=True)))
        for layers in zip(*trees, strict=True)
    )
