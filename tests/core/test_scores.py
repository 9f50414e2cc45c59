from __future__ import annotations

import json
import math

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn import metrics
from sklearn.calibration import calibration_curve

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.intervals import wilson
from mnist_desk.core.scores import Scores, mean_loss, score, writer_mean

TRUE = [0, 0, 0, 1, 1, 2, 9]
ANSWERED = [0, 0, 1, 1, 1, 0, 9]


def outputs_for(answers: list[int], height: float = 1.0) -> NDArray[np.float32]:
    """Outputs that are `height` at the answer and 0 elsewhere."""
    return (height * np.eye(10)[answers]).astype(np.float32)


def scores_of(right: int, n: int) -> Scores:
    confusion = np.zeros((10, 10), np.int64)
    confusion[3, 3], confusion[3, 5] = right, n - right
    return Scores(0.5, confusion)


@pytest.fixture
def small() -> Scores:
    return score(outputs_for(ANSWERED), np.array(TRUE), "mse")


def test_confusion_has_the_true_digit_in_rows_and_the_answer_in_columns(small: Scores) -> None:
    expected = np.zeros((10, 10), int)
    expected[0, 0], expected[0, 1], expected[1, 1], expected[2, 0], expected[9, 9] = 2, 1, 2, 1, 1
    assert small.confusion.tolist() == expected.tolist()
    assert small.confusion.dtype == np.int64
    assert small.n == 7
    assert small.accuracy == 5 / 7


def test_precision_recall_and_f1_computed_by_hand(small: Scores) -> None:
    zero, one, *_ = small.per_digit()
    assert zero == (0, 3, 2 / 3, 2 / 3, 2 / 3)
    assert one == (1, 2, 2 / 3, 1, pytest.approx(0.8))
    assert [digit.digit for digit in small.per_digit()] == list(range(10))


def test_what_is_undefined_is_zero(small: Scores) -> None:
    # A 2 was there and never the answer; nothing at all is known of 5.
    assert small.per_digit()[2] == (2, 1, 0, 0, 0)
    assert small.per_digit()[5] == (5, 0, 0, 0, 0)


def test_squared_error_is_the_mean_over_all_outputs() -> None:
    # Wrong: 1 at a wrong digit and 0 at the right one, 2 of the 70 squares each time.
    assert mean_loss(outputs_for(ANSWERED), np.array(TRUE), "mse") == pytest.approx(4 / 70)


def test_cross_entropy_computed_by_hand() -> None:
    chance = np.array([4.0, 1, 1, 1, 1, 1, 1, 1, 1, 4]) / 16
    outputs = np.log(np.stack([chance, chance])).astype(np.float32)
    expected = (math.log(4) + math.log(16)) / 2
    assert mean_loss(outputs, np.array([0, 1]), "cross-entropy") == pytest.approx(expected)


def test_cross_entropy_of_large_outputs_stays_finite() -> None:
    outputs = outputs_for([3, 4], 1e6)
    assert mean_loss(outputs, np.array([3, 4]), "cross-entropy") == 0
    assert mean_loss(outputs, np.array([3, 5]), "cross-entropy") == pytest.approx(5e5)


def test_score_uses_the_loss_that_it_is_told() -> None:
    outputs, labels = outputs_for(ANSWERED), np.array(TRUE)
    assert score(outputs, labels, "mse").loss == mean_loss(outputs, labels, "mse")
    assert score(outputs, labels, "cross-entropy").loss == pytest.approx(
        mean_loss(outputs, labels, "cross-entropy")
    )


def test_calibration_error_is_of_probabilities_alone() -> None:
    outputs, labels = outputs_for([3, 3, 3, 3], 50), np.array([3, 3, 3, 4])
    assert score(outputs, labels, "mse").calibration_error is None
    # Wholly sure, three times of four rightly.
    assert score(outputs, labels, "cross-entropy").calibration_error == pytest.approx(0.25)
    # Hardly sure: 1/10 for each digit.
    cautious = score(outputs, labels, "cross-entropy", Calibration(temperature=1e6))
    assert cautious.calibration_error == pytest.approx(0.75 - 0.1, abs=1e-3)


def test_the_interval_is_of_what_is_right() -> None:
    assert scores_of(81, 263).interval() == wilson(81, 263)


def test_scores_as_json(small: Scores) -> None:
    values = json.loads(json.dumps(small.to_json(), allow_nan=False))
    assert values["n"] == 7
    assert values["accuracy"] == 5 / 7
    assert values["accuracy_95"] == list(small.interval())
    assert values["loss"] == small.loss
    assert values["confusion"] == small.confusion.tolist()
    assert len(values["per_digit"]) == 10
    assert values["per_digit"][1] == {
        "digit": 1,
        "n": 2,
        "precision": pytest.approx(2 / 3),
        "recall": 1.0,
        "f1": pytest.approx(0.8),
    }


def test_each_writer_counts_alike() -> None:
    right = np.array([True, True, True, True, False, True, False])
    writers = ["Ada", "Ada", "Ada", "Ada", "Bob", "Bob", "Cy"]
    assert writer_mean(right, writers) == pytest.approx((1 + 0.5 + 0) / 3)


def test_writers_are_put_together_wherever_they_are_in_the_list() -> None:
    assert writer_mean(np.array([True, False, False]), ["Ada", "Bob", "Ada"]) == 0.25


def test_an_empty_name_is_no_writer() -> None:
    assert writer_mean(np.array([True, False, False]), ["Ada", "", None]) == 1


@pytest.fixture
def many() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Outputs for 2,000 images of which about half are read right, and their labels."""
    random = np.random.default_rng(5)
    labels = random.integers(0, 10, 2000)
    return (random.normal(0, 1, (2000, 10)) + 1.5 * np.eye(10)[labels]).astype(np.float32), labels


def test_scores_equal_those_of_scikit_learn(
    many: tuple[NDArray[np.float32], NDArray[np.int64]],
) -> None:
    outputs, labels = many
    ours, answers = score(outputs, labels, "cross-entropy"), outputs.argmax(axis=1)
    assert ours.accuracy == metrics.accuracy_score(labels, answers)
    np.testing.assert_array_equal(ours.confusion, metrics.confusion_matrix(labels, answers))
    theirs = metrics.precision_recall_fscore_support(labels, answers)
    for name, values in zip(("precision", "recall", "f1", "n"), theirs, strict=True):
        np.testing.assert_allclose([getattr(d, name) for d in ours.per_digit()], values)
    probabilities = Calibration().probabilities(outputs).astype(np.float64)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    assert ours.loss == pytest.approx(metrics.log_loss(labels, probabilities), rel=1e-6)
    targets = np.eye(10)[labels]
    assert mean_loss(outputs, labels, "mse") == pytest.approx(
        metrics.mean_squared_error(targets, outputs)
    )


def test_calibration_error_equals_that_of_scikit_learns_curve(
    many: tuple[NDArray[np.float32], NDArray[np.int64]],
) -> None:
    outputs, labels = many
    calibration = Calibration(temperature=0.7)
    probabilities = calibration.probabilities(outputs)
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    part_right, mean_sure = calibration_curve(right, sure, n_bins=15)
    counts = np.histogram(sure, bins=15, range=(0, 1))[0]
    expected = np.abs(part_right - mean_sure) @ counts[counts > 0] / len(labels)
    ours = score(outputs, labels, "cross-entropy", calibration).calibration_error
    assert ours == pytest.approx(expected, abs=1e-6)
    assert expected > 0.01
