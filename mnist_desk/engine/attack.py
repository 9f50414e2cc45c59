"""Changes of pictures that the network's own gradient shows to be the worst."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import DIGITS, PIXELS, SIDE
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers, forward
from mnist_desk.core.robustness import Pictures
from mnist_desk.core.samples import sample_pictures

from .sphere_search import least_changes

Tensor = Any

_STEPS = 100
_FIRST = 1.0
"""Radius on which the search begins, as a Euclidean distance of grey values."""


class Nearest(NamedTuple):
    """changes: float32 (n, 28, 28), to be added to the pictures. distances: their Euclidean norms,
    (n,): 0 where the picture is misread as it is, infinite where no change was found.
    """

    changes: Pictures
    distances: NDArray[np.float32]


def gradient_signs(model: Model, pictures: Pictures, labels: NDArray[Any]) -> Pictures:
    """The sign of the gradient of the loss by each pixel: (n, 28, 28), -1, 0 or 1; 0 where weights
    beyond all bounds leave none.

    A step along it is the "fast gradient sign method" (I. Goodfellow et al., "Explaining and
    harnessing adversarial examples", ICLR 2015).
    """
    signs = _signs(
        _tensors(model.layers),
        tf.constant(pictures.reshape(-1, PIXELS)),
        tf.constant(labels.astype(np.int32)),
        tf.constant(model.recipe.loss == "cross-entropy"),
    )
    return np.asarray(np.nan_to_num(signs.numpy()).reshape(-1, SIDE, SIDE), np.float32)


def fgsm(pictures: Pictures, signs: Pictures, epsilon: float) -> Pictures:
    """Each pixel changed by epsilon along the gradient, within [0, 1]."""
    return np.asarray(np.clip(pictures + np.float32(epsilon) * signs, 0, 1), np.float32)


def smallest_changes(model: Model, pictures: Pictures, labels: NDArray[Any]) -> Nearest:
    """For each picture the smallest change found with which the network does not answer its label.

    The search (engine.sphere_search) begins from the picture, and once more from the nearest sample
    drawing of another digit: from the picture alone it misses 3 of 100 changes of the shipped
    model, zeros all of them.
    """
    x = pictures.reshape(-1, PIXELS)
    found = [
        _search(
            _tensors(model.layers),
            tf.constant(x),
            tf.constant(labels.astype(np.int32)),
            tf.constant(start),
            tf.constant(radius),
        )
        for start, radius in _starts(x, labels)
    ]
    changes, distances = (
        np.stack([part.numpy() for part in parts]) for parts in zip(*found, strict=True)
    )
    best = distances.argmin(axis=0)
    rows = np.arange(len(x))
    return Nearest(changes[best, rows].reshape(-1, SIDE, SIDE), distances[best, rows])


def _starts(x: Pictures, labels: NDArray[Any]) -> list[tuple[Pictures, Pictures]]:
    """Changes to begin with (n, 784), each with its norms (n, 1): none, and to a sample drawing."""
    samples, meant = sample_pictures()
    towards = np.empty_like(x)
    for row, label in enumerate(labels):
        others = samples[meant != label] - x[row]
        towards[row] = others[np.linalg.norm(others, axis=1).argmin()]
    norms = np.linalg.norm(towards, axis=1, keepdims=True).astype(np.float32)
    return [(np.zeros_like(x), np.full((len(x), 1), _FIRST, np.float32)), (towards, norms)]


def _tensors(layers: Layers) -> tuple[tuple[Tensor, Tensor], ...]:
    return tuple((tf.constant(kernel), tf.constant(bias)) for kernel, bias in layers)


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _signs(layers: Layers, x: Tensor, labels: Tensor, is_cross_entropy: Tensor) -> Tensor:
    with tf.GradientTape() as tape:
        tape.watch(x)
        outputs = forward(layers, x, tf.nn.relu)
        squares = tf.reduce_sum((tf.one_hot(labels, DIGITS) - outputs) ** 2, axis=1)
        logs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, outputs)
        # No mean over the pictures: each has its own gradient, which would get too small.
        loss = tf.where(is_cross_entropy, logs, squares)
    return tf.sign(tape.gradient(loss, x))


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _search(
    layers: Layers, x: Tensor, labels: Tensor, change: Tensor, radius: Tensor
) -> tuple[Tensor, Tensor]:
    """x: (n, 784); change (n, 784) and radius (n, 1): where to begin. Returns the least changes
    (n, 784), and their norms (n,).
    """
    wanted = tf.one_hot(labels, DIGITS)

    def misread(pictures: Tensor) -> tuple[Tensor, Tensor]:
        outputs = forward(layers, pictures, tf.nn.relu)
        own = tf.reduce_sum(outputs * wanted, axis=1)
        ahead = tf.reduce_max(outputs - 1e9 * wanted, axis=1) - own
        return ahead, ahead > 0

    best, least = least_changes(x, change, radius, misread, _STEPS)
    return best, least[:, 0]
