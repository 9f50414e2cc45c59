"""What became of each digit from one network to another: four parts of a set."""

from __future__ import annotations

from enum import Enum

import numpy as np

from mnist_desk.core.answers import Indices
from mnist_desk.core.comparison import Comparison


class Outcome(Enum):
    FIXED = "fixed"
    BROKEN = "broken"
    BOTH_WRONG = "both_wrong"
    BOTH_RIGHT = "both_right"


def digits_of(comparison: Comparison, outcome: Outcome) -> Indices:
    """The digits of one part, the surest mistake first: that of the network which made it."""
    before, after = comparison.before, comparison.after
    of, lead = {
        Outcome.FIXED: (comparison.fixed, before.lead),
        Outcome.BROKEN: (comparison.broken, after.lead),
        Outcome.BOTH_WRONG: (comparison.both_wrong, after.lead),
        Outcome.BOTH_RIGHT: (comparison.both_right, after.lead),
    }[outcome]
    return np.asarray(of[np.argsort(-lead[of], kind="stable")])


def moved(comparison: Comparison, label: int | None, answer: int | None) -> tuple[Indices, Indices]:
    """The digits with this label that came to be answered so, and those that ceased to.

    label: None for any. answer: None for any that is wrong.
    """
    labels = comparison.after.labels
    labelled = np.ones(len(labels), bool) if label is None else labels == label
    before, after = (
        ~one.right if answer is None else one.answers == answer
        for one in (comparison.before, comparison.after)
    )
    came, went = (
        np.flatnonzero(labelled & after & ~before),
        np.flatnonzero(labelled & before & ~after),
    )
    return came, went
