"""Two networks on the same digits: what one gets right and the other does not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .answers import Answers, Indices


@dataclass(frozen=True, eq=False)
class Comparison:
    """before, after: answers to the same digits, in the same order."""

    before: Answers
    after: Answers

    @cached_property
    def fixed(self) -> Indices:
        """Wrong before, right after."""
        return np.flatnonzero(~self.before.right & self.after.right)

    @cached_property
    def broken(self) -> Indices:
        """Right before, wrong after."""
        return np.flatnonzero(self.before.right & ~self.after.right)

    @cached_property
    def both_wrong(self) -> Indices:
        return np.flatnonzero(~self.before.right & ~self.after.right)

    @cached_property
    def both_right(self) -> Indices:
        return np.flatnonzero(self.before.right & self.after.right)

    @cached_property
    def difference(self) -> NDArray[np.int64]:
        """The confusion matrix after less that before: int64 (10, 10)."""
        return self.after.scores.confusion - self.before.scores.confusion

    @property
    def gain(self) -> float:
        """The accuracy after less that before, in [-1, 1]."""
        return (len(self.fixed) - len(self.broken)) / len(self.after)

    def gain_interval(self) -> tuple[float, float]:
        """The 95 % interval of `gain`, within [-1, 1]: that of A. Wald for pairs, with one half
        added to each of the four counts (A. Agresti, Y. Min, "Simple improved confidence intervals
        for comparing matched proportions", Statistics in Medicine 2005).
        """
        n = len(self.after) + 2
        fixed, broken = len(self.fixed) + 0.5, len(self.broken) + 0.5
        middle = (fixed - broken) / n
        half = 1.959964 * math.sqrt(fixed + broken - (fixed - broken) ** 2 / n) / n
        return max(middle - half, -1.0), min(middle + half, 1.0)

    def to_json(self) -> dict[str, Any]:
        return {
            "n": len(self.after),
            "fixed": len(self.fixed),
            "broken": len(self.broken),
            "both_wrong": len(self.both_wrong),
            "both_right": len(self.both_right),
            "accuracy_before": self.before.scores.accuracy,
            "accuracy_after": self.after.scores.accuracy,
            "gain": self.gain,
            "gain_95": list(self.gain_interval()),
            "mcnemar_p": self.p_value,
        }

    @property
    def p_value(self) -> float:
        """How likely the two parts differ as much or more by chance alone, in [0, 1]."""
        return mcnemar(len(self.fixed), len(self.broken))


def p_told(p: float) -> str:
    """A p-value as texts tell it."""
    if p < 0.001:
        return "p < 0.001"
    return f"p = {p:.3f}" if p < 0.01 else f"p = {p:.2f}"


def points_told(gain: float) -> str:
    """A difference between two shares in points of a hundred, with its sign."""
    return f"{100 * gain:+.2f}".replace("-", "−")


def mcnemar(fixed: int, broken: int) -> float:
    """The exact two-sided test of Q. McNemar (1947): of the digits that one network alone gets
    right, each would be either's with probability 1/2. In [0, 1]; 1 when there are none.
    """
    n, fewer = fixed + broken, min(fixed, broken)
    if n == 0:
        return 1.0
    # In logarithms: 2 ** -n is no number any more when n is large.
    log_terms = [
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2)
        for k in range(fewer + 1)
    ]
    return min(1.0, 2 * math.fsum(map(math.exp, log_terms)))
