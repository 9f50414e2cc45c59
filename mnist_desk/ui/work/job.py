"""Work in a thread of its own, as the window sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from .sentences import sentence_of
from .throttle import Throttle
from .worker import Worker


class Job(QObject):
    """Pumps one iterator at a time in a worker of its own and tells of its values."""

    arrived = Signal(object)
    """A value of the iterator; never None. Values that a busy window missed come as one."""
    failed = Signal(str)
    """One sentence for the person; `error` is what was raised. `ended` follows."""
    ended = Signal()
    """It is over: done, stopped, cancelled or failed. All there is to tell was told before."""

    def __init__(
        self, parent: QObject | None = None, merge: Callable[[Any, Any], Any] | None = None
    ) -> None:
        """merge: makes one of two values that wait; the later one counts if it is not given."""
        super().__init__(parent)
        self.error: Exception | None = None
        self._merge = merge
        self._worker: Worker | None = None
        self._wanted = False
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._worker is not None

    @property
    def closed(self) -> bool:
        return self._closed

    def start(self, make: Callable[[], Iterable[Any]]) -> bool:
        """Pump what `make` gives; it is called in the worker. False when busy or closed."""
        if self._worker is not None or self._closed:
            return False
        self.error, self._wanted = None, True
        worker = self._worker = Worker(make, self._merge, self)
        worker.arrived.connect(self._take)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(self._on_finished)
        worker.finished.connect(worker.deleteLater)
        worker.start()
        return True

    def set_paused(self, paused: bool) -> None:
        if self._worker is not None:
            self._worker.set_paused(paused)

    def stop(self) -> None:
        """Ask for no further value; the one that is under way is still told."""
        if self._worker is not None:
            self._worker.stop()

    def cancel(self) -> None:
        """Ask for no further value, and tell of none."""
        self._wanted = False
        self.stop()

    def ask_to_close(self) -> None:
        """Cancel; nothing starts afterwards."""
        self._closed = True
        self.cancel()

    def wait(self) -> None:
        """Until the worker has ended: at most the value that is under way."""
        if self._worker is not None:
            self._worker.wait()

    @Slot()
    def _take(self) -> None:
        value = None if self._worker is None else self._worker.take()
        if value is not None and self._wanted:
            self.arrived.emit(value)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if self._wanted:
            self.error = error
            self.failed.emit(sentence_of(error))

    @Slot()
    def _on_finished(self) -> None:
        self._take()
        self._worker = None
        self.ended.emit()


def close_all(*owners: QObject) -> None:
    """End all jobs and throttles that belong to these owners: first all are asked, then each is
    waited for, so that it takes as long as the slowest.
    """
    jobs = [job for owner in owners for job in owner.findChildren(Job)]
    for owner in owners:
        for throttle in owner.findChildren(Throttle):
            throttle.close()
    for job in jobs:
        job.ask_to_close()
    for job in jobs:
        job.wait()
