"""Which digits of a set are looked at, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from .answers import Answers, Indices
from .dataset import Dataset


class Order(Enum):
    NUMBER = "number"
    LABEL = "label"
    ANSWER = "answer"
    HARDEST = "hardest"
    EASIEST = "easiest"


@dataclass(frozen=True)
class View:
    """label, answer: those alone that have it; right: those alone that are read right, or wrong.
    None for any.
    """

    label: int | None = None
    answer: int | None = None
    right: bool | None = None
    order: Order = Order.NUMBER

    @property
    def needs_answers(self) -> bool:
        """Whether it can be shown only when the network has read the set."""
        by_answer = self.order not in (Order.NUMBER, Order.LABEL)
        return by_answer or self.answer is not None or self.right is not None


def difficulty(answers: Answers) -> NDArray[np.float32]:
    """By how much the largest value of another class is above that of the label, (n,): above 0
    where it is read wrong; the least where the network is surest and right.
    """
    rows = np.arange(len(answers))
    others = answers.values.copy()
    others[rows, answers.labels] = -np.inf
    with np.errstate(invalid="ignore", over="ignore"):
        return np.asarray(np.nan_to_num(others.max(axis=1) - answers.values[rows, answers.labels]))


def viewed(data: Dataset, answers: Answers | None, view: View) -> Indices:
    """The digits of a view, (k,), k may be 0; among equals the first in the set comes first.

    Without `answers` what needs them is left out of account.
    """
    chosen = np.ones(len(data), bool)
    if view.label is not None:
        chosen &= data.labels == view.label
    if answers is not None and view.answer is not None:
        chosen &= answers.answers == view.answer
    if answers is not None and view.right is not None:
        chosen &= answers.right == view.right
    indices = np.flatnonzero(chosen)
    if view.order is Order.LABEL:
        return indices[np.argsort(data.labels[indices], kind="stable")]
    if answers is None or view.order is Order.NUMBER:
        return indices
    if view.order is Order.ANSWER:
        return indices[np.argsort(answers.answers[indices], kind="stable")]
    hard = difficulty(answers)[indices]
    return indices[np.argsort(-hard if view.order is Order.HARDEST else hard, kind="stable")]
