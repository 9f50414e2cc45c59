"""One piece of work at a time; of what is asked for meanwhile, only the latest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from .worker import Worker


class LatestJob(QObject):
    """Pumps an iterator in a worker and tells its values, until something newer is asked for."""

    arrived = Signal(object)
    """A value of what was asked for last; never None."""
    failed = Signal(object)
    """What was asked for last raised this exception."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._next: Callable[[], Iterable[Any]] | None = None
        self._wanted = False
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._worker is not None

    def ask(self, make: Callable[[], Iterable[Any]]) -> None:
        """Do this as soon as what is under way has got to its next value."""
        if self._closed:
            return
        self.drop()
        self._next = make
        if self._worker is None:
            self._start()

    def drop(self) -> None:
        """What was asked for is not wanted any more."""
        self._next = None
        self._wanted = False
        if self._worker is not None:
            self._worker.stop()

    def close(self) -> None:
        """End the work and wait for it; nothing starts afterwards."""
        self._closed = True
        self.drop()
        if self._worker is not None:
            self._worker.wait()

    def _start(self) -> None:
        assert self._next is not None
        worker = self._worker = Worker(self._next, parent=self)
        self._next, self._wanted = None, True
        worker.arrived.connect(self._take)
        worker.failed.connect(self._fail)
        worker.finished.connect(self._finish)
        worker.start()

    @Slot()
    def _take(self) -> None:
        value = None if self._worker is None else self._worker.take()
        if value is not None and self._wanted:
            self.arrived.emit(value)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self._wanted:
            self.failed.emit(error)

    @Slot()
    def _finish(self) -> None:
        self._take()
        if self._worker is not None:
            self._worker.deleteLater()
            self._worker = None
        if self._next is not None:
            self._start()
