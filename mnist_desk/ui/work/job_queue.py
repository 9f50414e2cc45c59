"""Small jobs done one after the other in a worker, so that the window waits for none of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.errors import InputError

from .worker import Worker

Job = Callable[[], Any]
Then = Callable[[Any], None]


class JobQueue(QObject):
    """Jobs in the order in which they were given; what they return comes back to the window."""

    failed = Signal(str)
    """One sentence for the person: a job raised InputError. The others are done all the same."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._jobs: deque[tuple[Job, Then | None]] = deque()
        self._worker: Worker | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        return self._worker is not None

    def do(self, job: Job, then: Then | None = None) -> None:
        """Do a job in the worker, then hand what it returns to `then`, in the window's thread."""
        with self._lock:
            self._jobs.append((job, then))
        self._start()

    def forget(self) -> None:
        """Leave out what has not begun."""
        with self._lock:
            self._jobs.clear()

    def finish(self) -> None:
        """Wait until all is done; what it returns is dropped, and nothing starts afterwards."""
        self._closed = True
        if self._worker is not None:
            self._worker.wait()
        for _, outcome in self._pumped():
            self._tell(outcome)

    def _start(self) -> None:
        if self._worker is not None or self._closed:
            return
        worker = self._worker = Worker(self._pumped_values, _both, self)
        worker.arrived.connect(self._on_arrived)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(self._on_finished)
        worker.finished.connect(worker.deleteLater)
        worker.start()

    def _pumped_values(self) -> Iterator[list[tuple[Then | None, Any]]]:
        for done in self._pumped():
            yield [done]

    def _pumped(self) -> Iterator[tuple[Then | None, Any]]:
        while True:
            with self._lock:
                if not self._jobs:
                    return
                job, then = self._jobs.popleft()
            try:
                yield then, job()
            except InputError as error:
                yield None, error

    @Slot()
    def _on_arrived(self) -> None:
        for then, outcome in (self._worker.take() if self._worker else None) or ():
            self._tell(outcome)
            if then is not None and not self._closed:
                then(outcome)

    def _tell(self, outcome: Any) -> None:
        if isinstance(outcome, InputError):
            self.failed.emit(str(outcome))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(self.tr("Something went wrong: {error}").format(error=error))

    @Slot()
    def _on_finished(self) -> None:
        self._on_arrived()
        self._worker = None
        if self._jobs:
            self._start()


def _both(earlier: list[Any], later: list[Any]) -> list[Any]:
    return earlier + later
