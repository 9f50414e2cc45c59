"""The network: layers of kernel and bias, and the one forward pass through them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, PIXELS
from .recipe import Recipe


class Layer(NamedTuple):
    """kernel: (inputs, outputs); bias: (outputs,). float32 arrays, or tensors alike."""

    kernel: Any
    bias: Any


Layers = tuple[Layer, ...]

unbounded = np.errstate(over="ignore", invalid="ignore", divide="ignore")
"""Decorates what calculates with weights: they may be finite and yet too large for the sums. The
outputs tell of it (core.reading), not warnings."""


def forward(layers: Sequence[Layer], x: Any, relu: Callable[[Any], Any]) -> Any:
    """The outputs of the network: x (n, 784) in [0, 1] -> (n, 10), nothing after the last layer.

    Written over anything that has ``@`` and ``+``: NumPy arrays with `relu` below, tensors with
    ``tf.nn.relu``.
    """
    for kernel, bias in layers[:-1]:
        x = relu(x @ kernel + bias)  # (n, inputs) -> (n, width of the layer)
    kernel, bias = layers[-1]
    return x @ kernel + bias


def relu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.maximum(x, 0)


@unbounded
def softmax(outputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Outputs (..., 10) -> probabilities (..., 10) that sum to 1."""
    powers = np.exp(outputs - outputs.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def layer_shapes(hidden: Sequence[int]) -> list[tuple[int, int]]:
    """The kernel shapes of a network with these hidden layers: (784, h1), ..., (hn, 10)."""
    widths = [PIXELS, *hidden, DIGITS]
    return list(itertools.pairwise(widths))


def initial_layers(recipe: Recipe) -> Layers:
    """The weights that training starts from; the same for the same seed on every machine.

    Kernels are drawn from a normal distribution cut off at two standard deviations, biases are
    zero. The standard deviation is 0.1 ("tutorial"), or sqrt(2 / inputs) as in K. He et al.,
    "Delving deep into rectifiers", ICCV 2015 ("he").
    """
    random = np.random.default_rng(recipe.seed)
    layers = []
    for inputs, outputs in layer_shapes(recipe.hidden):
        deviation = 0.1 if recipe.initial == "tutorial" else (2 / inputs) ** 0.5
        kernel = deviation * _truncated_normal(random, (inputs, outputs))
        layers.append(Layer(kernel.astype(np.float32), np.zeros(outputs, np.float32)))
    return tuple(layers)


def _truncated_normal(random: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float64]:
    values = random.standard_normal(shape)
    while (outside := np.abs(values) > 2).any():
        values[outside] = random.standard_normal(int(outside.sum()))
    return values
