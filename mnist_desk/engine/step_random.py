"""The random numbers of one training step: one stateless draw, so that a step can be repeated."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

Tensor = Any

_DRAWS = 32
"""Uniform numbers drawn for each image."""


class StepRandom:
    """Hands out the random numbers of a step, each (batch, 1).

    strength: from 0 to 1; how far numbers around zero reach, and how likely chances are, as a part
    of what is asked for.
    """

    def __init__(self, batch: int, seed: Tensor, step: Tensor, strength: Tensor = 1.0) -> None:
        self.strength = strength
        self._uniform = tf.random.stateless_uniform((batch, _DRAWS), tf.stack([seed, step]))
        self._used = 0

    def between(self, low: float, high: float) -> Tensor:
        self._used += 1
        drawn = self._uniform[:, self._used - 1 : self._used]
        return low + (high - low) * drawn

    def around_zero(self, reach: float) -> Tensor:
        return self.strength * self.between(-reach, reach)

    def chance(self, probability: float) -> Tensor:
        """True with this probability times the strength."""
        return self.between(0, 1) < self.strength * probability
