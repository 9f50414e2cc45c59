from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.calibration import (
    Calibration,
    calibration_error,
    fitted_temperature,
    reliability,
    sureness,
)
from mnist_desk.core.network import softmax


def drawn(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Outputs, and labels drawn from just the probabilities that they claim."""
    outputs = random.normal(0, 2, (n, 10)).astype(np.float32)
    chances = softmax(outputs).cumsum(axis=1)
    labels = (random.random((n, 1)) > chances).sum(axis=1).clip(0, 9)
    return outputs, labels


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(5)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_the_temperature_undoes_too_much_confidence(
    factor: float, random: np.random.Generator
) -> None:
    outputs, labels = drawn(random, 4000)
    assert fitted_temperature(factor * outputs, labels) == pytest.approx(factor, rel=0.08)


def test_honest_probabilities_have_a_small_error_and_boasts_a_large_one(
    random: np.random.Generator,
) -> None:
    outputs, labels = drawn(random, 20_000)
    honest, boast = Calibration().probabilities(outputs), Calibration(0.25).probabilities(outputs)
    assert calibration_error(honest, labels) < 0.02
    assert calibration_error(boast, labels) > 0.2


def test_error_of_a_known_case() -> None:
    """Ten answers given with 0.8, five of them right; two with 1.0, both right."""
    probabilities = np.full((12, 10), 0.2 / 9, np.float32)
    probabilities[:10, 3] = 0.8
    probabilities[10:] = np.eye(10)[3]
    labels = np.array([3] * 5 + [4] * 5 + [3, 3])
    assert calibration_error(probabilities, labels) == pytest.approx(10 / 12 * 0.3, abs=1e-6)


def test_a_high_temperature_keeps_the_winner_and_lowers_its_probability() -> None:
    outputs = np.arange(10, dtype=np.float32)
    cold, hot = Calibration(1.0).probabilities(outputs), Calibration(3.0).probabilities(outputs)
    assert cold.argmax() == hot.argmax() == 9
    assert cold.max() > hot.max()


def test_sureness_is_the_largest_output_and_half_its_lead() -> None:
    outputs = np.zeros((3, 10), np.float32)
    outputs[0, 4] = 6
    outputs[1, [2, 7]] = 6, 4
    outputs[2, [0, 1]] = 6
    assert sureness(outputs).tolist() == [9, 7, 6]
    assert sureness(outputs[1]) == 7
    assert Calibration(threshold=8).is_unsure(outputs).tolist() == [False, True, True]
    each = Calibration(threshold=(8.0, *[0.0] * 9))
    assert each.is_unsure(outputs).tolist() == [False, False, True]
    assert each.is_unsure(outputs[2])
    assert not Calibration().is_unsure(outputs).any()


def test_the_surest_answers_are_in_one_bin() -> None:
    """Of 15: one given with 1.0 and wrong, two with 0.95 and right."""
    probabilities = np.full((3, 10), 0.05 / 9, np.float32)
    probabilities[0] = np.eye(10)[3]
    probabilities[1:, 3] = 0.95
    expected = (1 - 2 * 0.05) / 3
    assert calibration_error(probabilities, np.array([4, 3, 3])) == pytest.approx(expected)


def test_reliability_is_that_of_scikit_learn(random: np.random.Generator) -> None:
    from sklearn.calibration import calibration_curve

    outputs, labels = drawn(random, 2000)
    probabilities = Calibration(0.6).probabilities(outputs)
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels

    bins = [one for one in reliability(probabilities, labels) if one.n]
    accuracy, confidence = calibration_curve(right, sure, n_bins=15)

    assert sum(one.n for one in bins) == len(labels)
    assert [one.accuracy for one in bins] == pytest.approx(accuracy)
    assert [one.confidence for one in bins] == pytest.approx(confidence)
