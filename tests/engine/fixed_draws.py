"""Random numbers that are not: all at one place between their bounds."""

from __future__ import annotations

from typing import Any

import pytest
import tensorflow as tf

from mnist_desk.engine.step_random import StepRandom


class FixedDraws(StepRandom):
    """part: 0 draws the lower bound of everything, 1 the upper one. Chances come true.

    chances: the probabilities that were asked for. made_for: what the steps were made of.
    """

    def __init__(self, batch: int, part: float, strength: float = 1.0) -> None:
        self.strength = strength
        self.chances: list[float] = []
        self.made_for: list[tuple[Any, ...]] = []
        self._batch, self._part = batch, part

    def between(self, low: float, high: float) -> Any:
        return tf.fill((self._batch, 1), tf.cast(low + self._part * (high - low), tf.float32))

    def chance(self, probability: float) -> Any:
        self.chances.append(probability)
        return tf.fill((self._batch, 1), probability > 0)

    def stand_in(self, patch: pytest.MonkeyPatch) -> None:
        """Be what the distortions draw from."""

        def made(batch: int, seed: Any, step: Any, strength: Any = 1.0) -> FixedDraws:
            self.made_for.append((batch, int(seed), int(step)))
            self.strength = strength
            return self

        patch.setattr("mnist_desk.engine.augment.StepRandom", made)
