"""A thread that pumps any iterator."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QMutex, QMutexLocker, QObject, QThread, QWaitCondition, Signal

log = logging.getLogger(__name__)


class Worker(QThread):
    """Makes, advances and closes an iterator in its own thread; it has no idea what it pumps.

    Values wait in one place until they are taken: a new one is merged with one that waits, or
    replaces it, so nothing piles up behind a busy window.
    """

    arrived = Signal()
    """There is something to take. Not emitted again before it was taken."""
    failed = Signal(Exception)
    """The iterator raised this exception; only `finished` follows."""

    def __init__(
        self,
        make: Callable[[], Iterable[Any]],
        merge: Callable[[Any, Any], Any] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._merge = merge or _newer
        self._mutex = QMutex()
        self._changed = QWaitCondition()
        self._waiting: list[Any] = []
        self._paused = False
        self._stopping = False

    def take(self) -> Any:
        """The value that waits, or None."""
        with QMutexLocker(self._mutex):
            return self._waiting.pop() if self._waiting else None

    def set_paused(self, paused: bool) -> None:
        """Pausing is not asking for the next value."""
        with QMutexLocker(self._mutex):
            self._paused = paused
            self._changed.wakeAll()

    def stop(self) -> None:
        """Stopping is never asking again; `finished` tells when it has taken effect."""
        with QMutexLocker(self._mutex):
            self._stopping = True
            self._changed.wakeAll()

    def run(self) -> None:
        try:
            _give_way()
            iterator = iter(self._make())
            try:
                while self._may_go_on():
                    self._put(next(iterator))
            except StopIteration:
                pass
            finally:
                if close := getattr(iterator, "close", None):
                    close()
        except Exception as error:
            # Once it was asked to stop, nobody may be there to hear of it.
            log.log(logging.WARNING if self._stopping else logging.DEBUG, "failed", exc_info=True)
            self.failed.emit(error)

    def _may_go_on(self) -> bool:
        with QMutexLocker(self._mutex):
            while self._paused and not self._stopping:
                self._changed.wait(self._mutex)
            return not self._stopping

    def _put(self, value: Any) -> None:
        with QMutexLocker(self._mutex):
            first = not self._waiting
            self._waiting = [value if first else self._merge(self._waiting[0], value)]
        if first:
            self.arrived.emit()


def _give_way() -> None:
    """Let the window's thread go first where cores are few.

    On Linux a thread has a nice value of its own, which the threads it starts inherit:
    TensorFlow's, too.
    """
    if sys.platform.startswith("linux"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 5)


def _newer(_: Any, newer: Any) -> Any:
    return newer
