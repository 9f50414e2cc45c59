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
_FIRST_RADIUS = 1.0
_GROWTH = 0.05
_TINY = 1e-12


def smallest_change(model: Model, picture: Grey, digit: int) -> Grey | None:
    """A picture, (28, 28) in [0, 1], near the given one, that the network calls `digit`.

    Near is the Euclidean distance. The digit leads by its margin: e to 1 in probability after
    cross-entropy, 0.1 in the raw outputs otherwise. None when the search finds no such picture.

    The gradient of the lead is followed on a sphere around the picture, which shrinks when the
    digit leads enough and grows when it does not; each step ends in [0, 1] (J. Rony et al.,
    "Decoupling direction and norm for efficient gradient-based L2 adversarial attacks and
    defenses", CVPR 2019).
    """
    margin = model.certainty.temperature if model.recipe.loss == "cross-entropy" else 0.1
    change, found = _search(
        tuple((tf.constant(kernel), tf.constant(bias)) for kernel, bias in model.layers),
        tf.constant(picture.reshape(1, PIXELS)),
        tf.constant(digit),
        tf.constant(margin, tf.float32),
    )
    if not bool(found):
        return None
    changed: NDArray[np.float32] = picture + change.numpy().reshape(SIDE, SIDE)
    return np.clip(changed, 0, 1)


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _search(layers: Layers, x: Tensor, digit: Tensor, margin: Tensor) -> tuple[Tensor, Tensor]:
    """The change (1, 784), and whether there is one."""
    others = -1e9 * tf.one_hot(digit, DIGITS)

    def lead(change: Tensor) -> Tensor:
        outputs = forward(layers, x + change, tf.nn.relu)[0]
        return outputs[digit] - tf.reduce_max(outputs + others)

    def step(
        number: Tensor, change: Tensor, radius: Tensor, best: Tensor, least: Tensor
    ) -> tuple[Tensor, ...]:
        with tf.GradientTape() as tape:
            tape.watch(change)
            ahead = lead(change)
        gradient = tape.gradient(ahead, change)
        norm = tf.norm(change)
        leads = ahead >= margin
        better = leads & (norm < least)
        best, least = tf.where(better, change, best), tf.where(better, norm, least)
        radius *= tf.where(leads, 1 - _GROWTH, 1 + _GROWTH)
        done = tf.cast(number, tf.float32) / STEPS
        rate = 0.05 + 0.95 * (1 + tf.cos(np.pi * done)) / 2
        change += rate * gradient / tf.maximum(tf.norm(gradient), _TINY)
        change *= radius / tf.maximum(tf.norm(change), _TINY)
        change = tf.clip_by_value(x + change, 0, 1) - x
        return number + 1, change, radius, best, least

    nothing = tf.zeros_like(x)
    infinity = tf.constant(np.inf, tf.float32)
    start = (tf.constant(0), nothing, tf.constant(_FIRST_RADIUS), nothing, infinity)
    *_, best, least = tf.while_loop(lambda number, *_: number < STEPS, step, start)
    return best, tf.math.is_finite(least)
