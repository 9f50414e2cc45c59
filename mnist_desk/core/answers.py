"""What a network answers to a set of digits, and which of them it gets wrong, the surest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .digit_set import DigitSet
from .model import Model
from .scores import Scores, score

Indices = NDArray[np.intp]
"""Places in a set, from 0: (k,), k may be 0."""


@dataclass(frozen=True, eq=False)
class Answers:
    """digits: what was read. outputs: float32 (n, 10), as the network of `model` gives them."""

    digits: DigitSet
    model: Model
    outputs: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.outputs)

    @property
    def labels(self) -> NDArray[np.uint8]:
        return self.digits.data.labels

    @cached_property
    def answers(self) -> NDArray[np.intp]:
        """The digit of the largest output, (n,)."""
        return np.asarray(self.outputs.argmax(axis=1))

    @cached_property
    def right(self) -> NDArray[np.bool_]:
        """(n,)"""
        return np.asarray(self.answers == self.labels)

    @cached_property
    def values(self) -> NDArray[np.float32]:
        """(n, 10) as they are shown: probabilities after cross-entropy, else the outputs."""
        if self.model.recipe.loss == "cross-entropy":
            return self.model.calibration.probabilities(self.outputs)
        return self.outputs

    @cached_property
    def lead(self) -> NDArray[np.float32]:
        """By how much the value of the answer is above that of the label, (n,); 0 where it is
        right.
        """
        rows = np.arange(len(self))
        answered, wanted = self.values[rows, self.answers], self.values[rows, self.labels]
        with np.errstate(invalid="ignore", over="ignore"):
            return np.asarray(np.nan_to_num(answered - wanted))

    @cached_property
    def scores(self) -> Scores:
        return score(self.outputs, self.labels, self.model.recipe.loss, self.model.calibration)

    def work_out(self) -> Answers:
        """The same, with all worked out that is asked of them first: 40 ms for 60,000, so that a
        worker does it.
        """
        _ = self.scores, self.mistakes
        return self

    # Which digits

    def of_cell(self, label: int | None = None, answer: int | None = None) -> Indices:
        """Those with this label and this answer, None for any: wrong ones first, the surest first,
        then those that are right, the least sure first.
        """
        chosen = np.ones(len(self), bool)
        if label is not None:
            chosen &= self.labels == label
        if answer is not None:
            chosen &= self.answers == answer
        return self._ordered(np.flatnonzero(chosen))

    @cached_property
    def mistakes(self) -> Indices:
        """All that are read wrong, so that each pair of label and answer comes in turn: the surest
        of every pair, the pairs with most mistakes first, then the second of every pair.
        """
        wrong = self._ordered(np.flatnonzero(~self.right))
        pairs = self.labels[wrong].astype(int) * 10 + self.answers[wrong]
        counts = np.bincount(pairs, minlength=100)
        turn = np.zeros(len(wrong), int)  # Its place among those of its pair.
        for pair in np.flatnonzero(counts):
            turn[pairs == pair] = np.arange(counts[pair])
        return wrong[np.lexsort((pairs, -counts[pairs], turn))]

    def _ordered(self, indices: Indices) -> Indices:
        """By their lead, and among the right ones by how little the answer leads."""
        own = self.values[indices, self.answers[indices]]
        return indices[np.lexsort((own, -self.lead[indices], self.right[indices]))]
