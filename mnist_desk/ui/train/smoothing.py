"""A running average of losses that goes on where it was when more of them come."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64
"""So many values are averaged by one product of matrices."""


class Smoothing:
    """The exponential moving average of a row of values, with its start put right.

    A value counts e times less for each `span` values that came after it. What is not finite is
    passed over.
    """

    def __init__(self, span: int) -> None:
        """span: in values, at least 1."""
        self.span = span
        self._decay = math.exp(-1 / span)
        after = np.arange(_BLOCK)
        lags = after[:, None] - after
        self._weights = np.where(lags >= 0, self._decay ** np.maximum(lags, 0), 0.0)
        self._left = self._decay ** (after + 1.0)
        self._seen = np.zeros(0, np.float32)
        self._smooth = np.zeros(0, np.float32)
        self._sum = self._weight = 0.0

    def of(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The average at each of the values (n,); of values that begin as the last ones did, only
        the later ones are looked at.
        """
        known = len(self._seen)
        if len(values) < known or not np.array_equal(values[:known], self._seen):
            known, self._smooth = 0, np.zeros(0, np.float32)
            self._sum = self._weight = 0.0
        fresh = values[known:].astype(np.float64)
        is_number = np.isfinite(fresh)
        sums = self._decayed(np.where(is_number, fresh, 0.0), self._sum)
        weights = self._decayed(is_number.astype(np.float64), self._weight)
        if len(fresh):
            self._sum, self._weight = float(sums[-1]), float(weights[-1])
        smooth = np.divide(sums, weights, out=np.full(len(fresh), np.nan), where=weights > 0)
        self._seen = values
        self._smooth = np.concatenate([self._smooth, smooth.astype(np.float32)])
        return self._smooth

    def _decayed(self, values: NDArray[np.float64], before: float) -> NDArray[np.float64]:
        """At each value, the sum of it and of all before it, which decay."""
        blocks = -(-len(values) // _BLOCK)
        padded = np.zeros(blocks * _BLOCK)
        padded[: len(values)] = values
        sums = padded.reshape(blocks, _BLOCK) @ self._weights.T
        for row in range(blocks):
            sums[row] += before * self._left
            before = sums[row, -1]
        flat: NDArray[np.float64] = sums.reshape(-1)[: len(values)]
        return flat
