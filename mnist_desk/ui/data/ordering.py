"""The digits of a view, chosen and put in order by a worker."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from mnist_desk.core.answers import Answers, Indices
from mnist_desk.core.browsing import View, viewed
from mnist_desk.core.digit_set import DigitSet

from ..work.latest_job import LatestJob


class Ordered(NamedTuple):
    """indices: the digits of the view. answers: by which they were chosen, if there were any."""

    digits: DigitSet
    answers: Answers | None
    view: View
    indices: Indices


class Ordering(QObject):
    """Tells of what was asked for last."""

    ordered = Signal(Ordered)
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = LatestJob(self)
        self._job.arrived.connect(self.ordered)
        self._job.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        return self._job.busy

    def ask(self, digits: DigitSet, answers: Answers | None, view: View) -> None:
        self._job.ask(functools.partial(_order, digits, answers, view))

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._job.drop()


def _order(digits: DigitSet, answers: Answers | None, view: View) -> Iterator[Ordered]:
    if answers is not None:
        # Worked out once and kept by it: what the window asks for is there.
        _ = answers.right, answers.values
    yield Ordered(digits, answers, view, viewed(digits.data, answers, view))
