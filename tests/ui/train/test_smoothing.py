from __future__ import annotations

import math
import time

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desk.ui.train.smoothing import Smoothing


def by_hand(values: NDArray[np.float32], span: int) -> list[float]:
    """The average, value by value, as it is defined."""
    decay, total, weight, smooth = math.exp(-1 / span), 0.0, 0.0, []
    for value in values.tolist():
        is_number = math.isfinite(value)
        total = decay * total + (value if is_number else 0)
        weight = decay * weight + is_number
        smooth.append(total / weight if weight else math.nan)
    return smooth


def random(count: int, seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).random(count).astype(np.float32)


@pytest.mark.parametrize("span", [1, 20, 2345])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_it_is_the_moving_average_of_its_definition(count: int, span: int) -> None:
    values = random(count)
    smooth = Smoothing(span).of(values)
    assert smooth.shape == (count,)
    np.testing.assert_allclose(smooth, by_hand(values, span), rtol=1e-5)


def test_a_level_row_stays_level_from_its_start_on() -> None:
    np.testing.assert_allclose(Smoothing(50).of(np.full(300, 2.5, np.float32)), 2.5, rtol=1e-6)


@pytest.mark.parametrize("first", [0, 1, 64, 100, 300])
def test_values_that_come_later_are_averaged_as_in_one_go(first: int) -> None:
    values, smoothing = random(300), Smoothing(20)
    smoothing.of(values[:first])
    np.testing.assert_allclose(smoothing.of(values), Smoothing(20).of(values), rtol=1e-6)


@pytest.mark.parametrize("count", [50, 300, 400])
def test_another_row_begins_anew(count: int) -> None:
    smoothing = Smoothing(20)
    smoothing.of(random(300))
    other = random(count, seed=1)
    np.testing.assert_allclose(smoothing.of(other), Smoothing(20).of(other), rtol=1e-6)


def test_what_is_no_number_is_passed_over() -> None:
    values = random(200)
    values[[0, 5, 70]] = np.nan, np.inf, -np.inf
    smooth = Smoothing(20).of(values)
    np.testing.assert_allclose(smooth, by_hand(values, 20), rtol=1e-5)
    assert np.isnan(smooth[0])
    assert np.isfinite(smooth[1:]).all()


def test_more_of_a_long_training_takes_no_time_to_speak_of() -> None:
    values = random(235_000)
    smoothing = Smoothing(2350)
    smoothing.of(values[:-100])
    started = time.perf_counter()
    smoothing.of(values)
    assert time.perf_counter() - started < 0.02
