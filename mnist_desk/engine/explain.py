"""The smallest change of a picture that makes the network answer what one chose."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import DIGITS, PIXELS, SIDE
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers, forward
from mnist_desk.core.picture import Grey

Tensor = Any

STEPS = 120
_RADII = (0.25, 0.5, 1.0, 2.0, 4.0)
"""The search begins on a sphere of each radius, all at once; the best one counts."""
_GROWTH = 0.05
_FARTHEST = 12.0
_TINY = 1e-12


def smallest_change(model: Model, picture: Grey, digit: int) -> Grey | None:
    """A picture, (28, 28) in [0, 1], near the given one, that the network calls `digit`.

    Near is the Euclidean distance. The digit leads by its margin: e to 1 in probability after
    cross-entropy, 0.1 in the raw outputs otherwise. None when the search finds no such picture.

    The gradient of its log-probability is followed on a sphere around the picture, which shrinks
    when the digit leads enough and grows when not; each step ends in [0, 1] (J. Rony et al.,
    "Decoupling direction and norm for efficient gradient-based L2 adversarial attacks and
    defenses", CVPR 2019).
    """
    margin = model.certainty.temperature if model.recipe.loss == "cross-entropy" else 0.1
    change, found = _search(
        tuple((tf.constant(kernel), tf.constant(bias)) for kernel, bias in model.layers),
        tf.constant(np.repeat(picture.reshape(1, PIXELS), len(_RADII), axis=0)),
        tf.constant(digit),
        tf.constant(margin, tf.float32),
    )
    if not bool(found):
        return None
    changed: NDArray[np.float32] = picture + change.numpy().reshape(SIDE, SIDE)
    return np.clip(changed, 0, 1)


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _search(layers: Layers, x: Tensor, digit: Tensor, margin: Tensor) -> tuple[Tensor, Tensor]:
    """x: (n, 784), copies of one picture. The change (784,), and whether there is one."""
    others = -1e9 * tf.one_hot(digit, DIGITS)

    def step(
        number: Tensor, change: Tensor, radius: Tensor, best: Tensor, least: Tensor
    ) -> tuple[Tensor, ...]:
        with tf.GradientTape() as tape:
            tape.watch(change)
            outputs = forward(layers, x + change, tf.nn.relu)  # (n, 10)
            wanted = outputs[:, digit]
            smooth = tf.reduce_logsumexp(outputs / margin + others, axis=1)
            ahead = wanted - margin * smooth
        gradient = tape.gradient(ahead, change)
        leads = (wanted - tf.reduce_max(outputs + others, axis=1) >= margin)[:, tf.newaxis]
        norm = _norm(change)
        better = leads & (norm < least)
        best, least = tf.where(better, change, best), tf.where(better, norm, least)
        radius = tf.where(leads, tf.minimum(radius, norm) * (1 - _GROWTH), radius * (1 + _GROWTH))
        radius = tf.minimum(radius, _FARTHEST)
        done = tf.cast(number, tf.float32) / STEPS
        rate = 0.05 + 0.95 * (1 + tf.cos(np.pi * done)) / 2
        change += rate * gradient / tf.maximum(_norm(gradient), _TINY)
        change *= radius / tf.maximum(_norm(change), _TINY)
        change = tf.clip_by_value(x + change, 0, 1) - x
        return number + 1, change, radius, best, least

    nothing = tf.zeros_like(x)
    radii = tf.constant(_RADII)[:, tf.newaxis]
    start = (tf.constant(0), nothing, radii, nothing, tf.fill(radii.shape, np.float32(np.inf)))
    *_, best, least = tf.while_loop(lambda number, *_: number < STEPS, step, start)
    nearest = tf.argmin(least[:, 0])
    return best[nearest], tf.math.is_finite(least[nearest, 0])


def _norm(x: Tensor) -> Tensor:
    return tf.norm(x, axis=1, keepdims=True)
