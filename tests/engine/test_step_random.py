from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.engine.step_random import StepRandom

MANY = 4000


def test_numbers_are_spread_evenly_between_their_bounds() -> None:
    drawn = np.asarray(StepRandom(MANY, 1, 0).between(-2.0, 6.0))
    assert drawn.shape == (MANY, 1)
    quarters, _ = np.histogram(drawn, bins=4, range=(-2, 6))
    assert quarters.sum() == MANY
    assert np.abs(quarters - MANY / 4).max() < 150


def test_each_draw_is_another_one() -> None:
    draws = StepRandom(MANY, 1, 0)
    numbers = np.concatenate([draws.between(0, 1) for _ in range(32)], axis=1)
    assert np.abs(np.corrcoef(numbers.T) - np.eye(32)).max() < 0.08


@pytest.mark.parametrize("strength", [1.0, 0.25])
def test_strength_makes_numbers_smaller_and_chances_rarer(strength: float) -> None:
    draws = StepRandom(MANY, 1, 0, strength)
    reach = np.asarray(draws.around_zero(8.0))
    assert -8 * strength <= reach.min() < -7.9 * strength
    assert 7.9 * strength < reach.max() <= 8 * strength
    assert np.mean(draws.chance(0.6)) == pytest.approx(0.6 * strength, abs=0.03)
    assert not np.any(draws.chance(0.0))
