"""Teach it as the window sees it: one lesson at a time, done by a worker."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model

from ..work.worker import Worker
from .training import DeviceChoice

log = logging.getLogger(__name__)


class Teaching(QObject):
    """The one lesson that can run at a time."""

    busy_changed = Signal(bool)
    """Whether a lesson runs."""
    progressed = Signal(float)
    """How far the lesson is, from 0 to 1."""
    taught = Signal(object)
    """What the lesson came to (engine.lesson.Taught), if it was not cancelled."""
    failed = Signal(str)
    """One sentence for the person: why the lesson failed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._cancelled = False
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._worker is not None

    def start(self, model: Model, mine: Dataset, choice: DeviceChoice) -> None:
        if self._worker is not None or self._closed:
            return
        self._cancelled = False
        make = functools.partial(_teach, model, mine, choice)
        worker = self._worker = Worker(make, parent=self)
        worker.arrived.connect(self._on_arrived)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(self._on_finished)
        worker.finished.connect(worker.deleteLater)
        self.busy_changed.emit(True)
        worker.start()

    def cancel(self) -> None:
        """Leave the lesson; nothing comes of it."""
        self._cancelled = True
        if self._worker is not None:
            self._worker.stop()

    def close(self) -> None:
        """Cancel, and wait for at most one compiled call."""
        self._closed = True
        self.cancel()
        if self._worker is not None:
            self._worker.wait()

    @Slot()
    def _on_arrived(self) -> None:
        value = self._worker.take() if self._worker else None
        if value is None or self._cancelled:
            return
        self.progressed.emit(value.done)
        if value.taught is not None:
            self.taught.emit(value.taught)

    @Slot()
    def _on_finished(self) -> None:
        self._on_arrived()
        self._worker = None
        self.busy_changed.emit(False)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InputError | ArithmeticError):
            self.failed.emit(str(error))
        else:
            log.error("A lesson failed", exc_info=error)
            self.failed.emit(
                self.tr("Something went wrong while teaching: {error}").format(error=error)
            )


def _teach(model: Model, mine: Dataset, choice: DeviceChoice) -> Iterator[Any]:
    from ..work import jobs

    return jobs.teaching(model, mine, choice)
