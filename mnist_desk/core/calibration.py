"""Honest probabilities, and when to say "not sure"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS
from .intervals import wilson
from .network import softmax, unbounded

_BINS = 15


@dataclass(frozen=True)
class Calibration:
    """How far a network's outputs are to be believed; part of its model.

    temperature: outputs are divided by it before the softmax, above 1 for a network that is too
    sure of itself (C. Guo et al., "On calibration of modern neural networks", ICML 2017).
    threshold: when `sureness` is below this, the answer is "not sure"; one number for all answers,
    or one for each digit, as nonsense is taken for some digits more than for others. None: never
    not sure.
    """

    temperature: float = 1.0
    threshold: float | tuple[float, ...] | None = None

    @unbounded
    def probabilities(self, outputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Outputs (..., 10) -> probabilities (..., 10)."""
        return softmax(outputs / np.float32(self.temperature))

    @unbounded
    def is_unsure(self, outputs: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Outputs (..., 10) -> whether the answer is "not sure", (...)."""
        threshold = np.broadcast_to(-np.inf if self.threshold is None else self.threshold, DIGITS)
        return np.asarray(sureness(outputs) < threshold[outputs.argmax(axis=-1)])


@unbounded
def sureness(outputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Outputs (..., 10) -> the largest one and half of its lead over the second, (...).

    The largest output tells nonsense better than the largest probability does (D. Hendrycks et
    al., "Scaling out-of-distribution detection for real-world settings", ICML 2022); the lead adds
    digits between two. Both together tell it best (figures: core/README.md).
    """
    second, largest = np.moveaxis(np.sort(outputs, axis=-1)[..., -2:], -1, 0)
    return np.asarray(largest + (largest - second) / 2, np.float32)


def fitted_temperature(outputs: NDArray[np.float32], labels: NDArray[np.integer[Any]]) -> float:
    """The temperature that makes the cross-entropy of outputs (n, 10) least, from 0.25 to 4.

    To be fitted on images that the network did not learn from.
    """
    candidates = np.exp(np.linspace(np.log(0.25), np.log(4), 401))
    losses = []
    for temperature in candidates:
        right = softmax(outputs / np.float32(temperature))[np.arange(len(labels)), labels]
        losses.append(-np.log(np.maximum(right, 1e-12)).mean())
    return float(candidates[int(np.argmin(losses))])


class ReliabilityBin(NamedTuple):
    """The answers whose probability lies from `low` to `high`: how many, their mean probability,
    and the part of them that is right; both 0 where there is none.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the accuracy; there must be an answer."""
        return wilson(round(self.accuracy * self.n), self.n)


def reliability(
    probabilities: NDArray[np.float32], labels: NDArray[np.integer[Any]]
) -> tuple[ReliabilityBin, ...]:
    """The 15 bins of `calibration_error` for probabilities (n, 10), as a reliability diagram shows
    them (Guo et al., figure 1).
    """
    sure = np.nan_to_num(probabilities.max(axis=1)).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    bins = _bins(sure)
    counts = np.bincount(bins, minlength=_BINS)
    some = np.maximum(counts, 1)
    confidence = np.bincount(bins, weights=sure, minlength=_BINS) / some
    accuracy = np.bincount(bins, weights=right, minlength=_BINS) / some
    return tuple(
        ReliabilityBin(number / _BINS, (number + 1) / _BINS, int(n), float(mean), float(part))
        for number, (n, mean, part) in enumerate(zip(counts, confidence, accuracy, strict=True))
    )


def _bins(sure: NDArray[np.floating[Any]]) -> NDArray[np.intp]:
    """Which bin each probability (n,) falls into."""
    return np.minimum((sure * _BINS).astype(np.intp), _BINS - 1)


def calibration_error(
    probabilities: NDArray[np.float32], labels: NDArray[np.integer[Any]]
) -> float:
    """The expected calibration error: how far, on average over 15 bins of equal width, the
    largest probability (n, 10) lies from the part that is right (Guo et al., section 2).
    """
    # Outputs beyond all bounds have no probabilities: nothing is sure.
    sure = np.nan_to_num(probabilities.max(axis=1))
    right = probabilities.argmax(axis=1) == labels
    gaps = np.bincount(_bins(sure), weights=right - sure.astype(np.float64), minlength=_BINS)
    return float(np.abs(gaps).sum() / len(labels))
