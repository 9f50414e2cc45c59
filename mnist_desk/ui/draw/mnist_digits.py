"""Puts test images of MNIST on the canvas: any one, or one that the network gets wrong."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.dataset_files import title_of_test
from mnist_desk.core.mnist_digit import MnistDigit, load_test_images, mnist_digit, wrong
from mnist_desk.core.model import Model

from ..state.session import Session
from ..work.latest_job import LatestJob


class _Found(NamedTuple):
    """images: the test set. model: whose mistakes; None where all are meant. among: the indices to
    choose from, (k,), k may be 0.
    """

    images: Dataset
    model: Model | None
    among: NDArray[np.intp]


class MnistDigits(QObject):
    """Loads the images, and reads them all when a wrong one is asked for, in a worker."""

    shown = Signal(MnistDigit)
    """The one that was put on the canvas."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._network, self._notices = session.sheet, session.network, session.notices
        self._images: Dataset | None = None
        self._mistakes: _Found | None = None
        self._whose: weakref.ref[Model] | None = None
        self._open_data = session.open_data
        self._splits = self._open_data.splits
        session.open_data.changed.connect(self._forget)
        self._random = np.random.default_rng()
        self._last = -1
        self._job = LatestJob(self)
        self._job.arrived.connect(self._on_found)
        self._job.failed.connect(session.notices.warn)

    @property
    def busy(self) -> bool:
        """Whether a worker runs."""
        return self._job.busy

    @Slot()
    def put_any(self) -> None:
        """Put a random test image on the canvas."""
        self._job.ask(functools.partial(_search, self._images, None))

    @Slot()
    def put_wrong(self) -> None:
        """Put a random one of those that the network gets wrong on the canvas."""
        model, known = self._network.model, self._mistakes
        if known is not None and self._whose is not None and self._whose() is model:
            self._job.drop()
            self._put(known)
        else:
            self._job.ask(functools.partial(_search, self._images, model))

    @Slot()
    def _forget(self) -> None:
        """Another data set is open."""
        splits = self._open_data.splits
        if splits is not self._splits:
            self._job.drop()
            self._splits, self._mistakes, self._last = splits, None, -1
            self._images = None if splits is None else splits.test

    @Slot(object)
    def _on_found(self, found: _Found) -> None:
        self._images = found.images
        if found.model is not None:
            # The model itself may leave memory when it is looked at no more.
            self._mistakes = found._replace(model=None)
            self._whose = weakref.ref(found.model)
        self._put(found)

    def _put(self, found: _Found) -> None:
        """Another one than the last, where there is another."""
        if len(found.among) == 0:
            self._notices.warn(self.tr("This network gets none of the test images wrong."))
            return
        others = found.among[found.among != self._last]
        self._last = int(self._random.choice(others if len(others) else found.among))
        digit = mnist_digit(found.images, self._last)
        if self._splits is not None:
            digit = replace(digit, source=title_of_test(self._splits))
        self._sheet.set_drawing(digit, self.tr("Test digit"))
        self.shown.emit(digit)


def _search(images: Dataset | None, model: Model | None) -> Iterator[_Found]:
    images = images or load_test_images()
    among = np.arange(len(images)) if model is None else wrong(model, images)
    yield _Found(images, model, among)
