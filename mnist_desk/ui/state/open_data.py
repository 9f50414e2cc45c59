"""The data set that is open: what networks are trained and tried on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.data_origin import MNIST_ORIGIN, DataOrigin, origin_of
from mnist_desk.core.dataset import DIGIT_NAMES, Splits
from mnist_desk.core.dataset_files import read_splits, title_of_test, title_of_training
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.intake import Watch
from mnist_desk.core.mnist_digit import MNIST_TEST, MNIST_TRAIN

from ..work import jobs
from ..work.job import Job
from .file_reading import FileReading
from .notices import Notices


class DataSets(NamedTuple):
    train: DigitSet
    test: DigitSet


class OpenData(QObject):
    """MNIST, which is read when it is first asked for, or what was opened in its place. When a file
    cannot be read what is open stays.
    """

    changed = Signal()
    """`sets` are others, or are there at last."""

    def __init__(self, notices: Notices, files: FileReading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sets: DataSets | None = None
        self.splits: Splits | None = None
        """What was opened; None for MNIST."""
        self._files = files
        self._mnist: DataSets | None = None
        self._job = Job(self)
        self._job.arrived.connect(self._on_read)
        self._job.failed.connect(notices.warn)

    @property
    def names(self) -> tuple[str, ...]:
        """What the ten classes are called."""
        return self.sets.test.data.names if self.sets is not None else DIGIT_NAMES

    @property
    def origin(self) -> DataOrigin:
        """What a network that learns from it remembers."""
        return MNIST_ORIGIN if self.splits is None else origin_of(self.splits)

    def ask(self) -> None:
        """Read it in the background, if that was not done yet."""
        if self.sets is None:
            self._job.start(_read_mnist)

    def open(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Read a file or a folder in the background. then: called when it is open."""
        read = functools.partial(_read, path)
        self._files.read(self.tr("Reading data…"), read, functools.partial(self._show, then))

    @Slot()
    def close(self) -> None:
        """MNIST again."""
        if self.splits is not None:
            self.splits, self.sets = None, self._mnist
            self.ask()
            self.changed.emit()

    def _show(self, then: Callable[[], None] | None, splits: Splits) -> None:
        self.splits = splits
        self.sets = DataSets(
            DigitSet(title_of_training(splits), splits.train),
            DigitSet(title_of_test(splits), splits.test),
        )
        self.changed.emit()
        if then is not None:
            then()

    @Slot(object)
    def _on_read(self, sets: DataSets) -> None:
        self._mnist = sets
        if self.splits is None:
            self.sets = sets
            self.changed.emit()


def _read(path: Path, watch: Watch) -> Splits:
    splits = read_splits(path, watch)
    origin_of(splits)  # Its digest is worked out here, in the worker, and kept.
    return splits


def _read_mnist() -> Iterator[DataSets]:
    data = jobs.mnist()
    yield DataSets(DigitSet(MNIST_TRAIN, data.train), DigitSet(MNIST_TEST, data.test))
