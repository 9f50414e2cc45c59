"""The search for the smallest change of pictures that makes a network answer as one wishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

Tensor = Any

Goal = Callable[[Tensor], tuple[Tensor, Tensor]]
"""Pictures (n, 784) -> what is to grow (n,), and whether it is as large as wished, bool (n,)."""

_GROWTH = 0.05
_TINY = 1e-12


def least_changes(
    x: Tensor, change: Tensor, radius: Tensor, goal: Goal, steps: int, farthest: float = np.inf
) -> tuple[Tensor, Tensor]:
    """The least changes found (n, 784), and their Euclidean norms (n, 1), infinite where none was.

    x: pictures (n, 784) in [0, 1]. change (n, 784) and radius (n, 1): where to begin. The gradient
    of the goal is followed on a sphere around each picture, which shrinks when the goal is reached
    and grows when not, to `farthest` at most; every step ends in [0, 1] (J. Rony et al.,
    "Decoupling direction and norm for efficient gradient-based L2 adversarial attacks and
    defenses", CVPR 2019). To be called in a tf.function.
    """

    def step(
        number: Tensor, change: Tensor, radius: Tensor, best: Tensor, least: Tensor
    ) -> tuple[Tensor, ...]:
        with tf.GradientTape() as tape:
            tape.watch(change)
            ahead, is_reached = goal(x + change)
        gradient = tape.gradient(ahead, change)
        reached, norm = is_reached[:, tf.newaxis], _norm(change)
        better = reached & (norm < least)
        best, least = tf.where(better, change, best), tf.where(better, norm, least)
        shrunk = tf.minimum(radius, norm) * (1 - _GROWTH)
        radius = tf.minimum(tf.where(reached, shrunk, radius * (1 + _GROWTH)), farthest)
        done = tf.cast(number, tf.float32) / steps
        rate = 0.05 + 0.95 * (1 + tf.cos(np.pi * done)) / 2
        change += rate * gradient / tf.maximum(_norm(gradient), _TINY)
        change *= radius / tf.maximum(_norm(change), _TINY)
        change = tf.clip_by_value(x + change, 0, 1) - x
        return number + 1, change, radius, best, least

    infinite = tf.fill(tf.shape(radius), np.float32(np.inf))
    start = (tf.constant(0), change, radius, tf.zeros_like(x), infinite)
    *_, best, least = tf.while_loop(lambda number, *_: number < steps, step, start)
    return best, least


def _norm(x: Tensor) -> Tensor:
    return tf.norm(x, axis=1, keepdims=True)
