"""How well a network reads: accuracy, loss, and which digits it takes for which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .calibration import Calibration, calibration_error
from .dataset import DIGITS
from .intervals import wilson
from .network import unbounded
from .recipe import Loss


class DigitScore(NamedTuple):
    """Of one digit: n images of it; precision, recall and F1 in [0, 1], 0 where undefined."""

    digit: int
    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, eq=False)
class Scores:
    """What a network scored on n labelled images.

    loss: mean loss. confusion: int64 (10, 10), the row is the true digit, the column the answer.
    calibration_error: the expected calibration error in [0, 1]; None for a network whose outputs
    are no probabilities.
    """

    loss: float
    confusion: NDArray[np.int64]
    calibration_error: float | None = None

    @property
    def n(self) -> int:
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float:
        return int(self.confusion.trace()) / self.n

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the accuracy."""
        return wilson(int(self.confusion.trace()), self.n)

    def per_digit(self) -> list[DigitScore]:
        true, answered = self.confusion.sum(axis=1), self.confusion.sum(axis=0)
        return [
            _digit_score(digit, int(self.confusion[digit, digit]), int(n), int(answers))
            for digit, (n, answers) in enumerate(zip(true, answered, strict=True))
        ]

    def to_json(self) -> dict[str, Any]:
        low, high = self.interval()
        return {
            "n": self.n,
            "accuracy": self.accuracy,
            "accuracy_95": [low, high],
            "loss": self.loss,
            "calibration_error": self.calibration_error,
            "confusion": self.confusion.tolist(),
            "per_digit": [score._asdict() for score in self.per_digit()],
        }


def _digit_score(digit: int, right: int, n: int, answers: int) -> DigitScore:
    precision = right / answers if answers else 0.0
    recall = right / n if n else 0.0
    f1 = 2 * right / (n + answers) if n + answers else 0.0
    return DigitScore(digit, n, precision, recall, f1)


@unbounded
def score(
    outputs: NDArray[np.float32],
    labels: NDArray[np.integer[Any]],
    loss: Loss,
    calibration: Calibration | None = None,
) -> Scores:
    """Compare outputs (n, 10) with labels (n,), n >= 1."""
    confusion = np.zeros((DIGITS, DIGITS), np.int64)
    np.add.at(confusion, (labels, outputs.argmax(axis=1)), 1)
    error = None
    if loss == "cross-entropy":
        error = calibration_error((calibration or Calibration()).probabilities(outputs), labels)
    return Scores(mean_loss(outputs, labels, loss), confusion, error)


def writer_mean(right: NDArray[np.bool_], writers: Sequence[str | None]) -> float:
    """The mean of the writers' accuracies: each writer counts alike, whatever they wrote.

    Drawings without a writer (None, or no letters) are left out; at least one must have one.
    """
    answers: dict[str, list[bool]] = {}
    for writer, is_right in zip(writers, right.tolist(), strict=True):
        if writer:
            answers.setdefault(writer, []).append(is_right)
    return float(np.mean([np.mean(marks) for marks in answers.values()]))


@unbounded
def mean_loss(outputs: NDArray[np.float32], labels: NDArray[np.integer[Any]], loss: Loss) -> float:
    """The loss of outputs (n, 10): squared error over all n x 10 outputs, or cross-entropy."""
    exact = outputs.astype(np.float64)
    if loss == "mse":
        return float(np.mean((np.eye(DIGITS)[labels] - exact) ** 2))
    shifted = exact - exact.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_sum - shifted[np.arange(len(labels)), labels]))
