"""The data set that is open: what networks are trained and tried on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.mnist_digit import MNIST_TEST, MNIST_TRAIN

from ..work import jobs
from ..work.job import Job
from .notices import Notices


class DataSets(NamedTuple):
    train: DigitSet
    test: DigitSet


class OpenData(QObject):
    """MNIST, which is read when it is first asked for."""

    changed = Signal()
    """`sets` are others, or are there at last."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sets: DataSets | None = None
        self._job = Job(self)
        self._job.arrived.connect(self._on_read)
        self._job.failed.connect(notices.warn)

    @property
    def names(self) -> tuple[str, ...]:
        """What the ten classes are called."""
        return self.sets.test.data.names if self.sets is not None else DIGIT_NAMES

    def ask(self) -> None:
        """Read it in the background, if that was not done yet."""
        if self.sets is None:
            self._job.start(_mnist)

    @Slot(object)
    def _on_read(self, sets: DataSets) -> None:
        self.sets = sets
        self.changed.emit()


def _mnist() -> Iterator[DataSets]:
    data = jobs.mnist()
    yield DataSets(DigitSet(MNIST_TRAIN, data.train), DigitSet(MNIST_TEST, data.test))
