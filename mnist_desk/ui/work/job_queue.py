"""Small pieces of work done one after the other, so that the window waits for none of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Slot

from .job import Job
from .sentences import sentence_of

Do = Callable[[], Any]
Then = Callable[[Any], None]


class _Outcome(NamedTuple):
    """What a piece of work came to: its value for `then`, or what it raised."""

    then: Then | None
    value: Any = None
    error: Exception | None = None


class JobQueue(Job):
    """Work in the order in which it was given; what it returns comes back to the window.

    A piece that fails is told by `failed`, and the others are done all the same.
    """

    def __init__(self, parent: QObject | None = None, *, finishes: bool = True) -> None:
        """finishes: whether closing does what waits, as for writing, or leaves it out."""
        super().__init__(parent, merge=_both)
        self._finishes = finishes
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Do, Then | None]] = deque()
        self.arrived.connect(self._tell_all)
        self.ended.connect(self._go_on)

    def do(self, work: Do, then: Then | None = None) -> None:
        """Do this in the worker, then hand what it returns to `then`, in the window's thread."""
        with self._lock:
            self._waiting.append((work, then))
        self._go_on()

    def forget(self) -> None:
        """Leave out what has not begun."""
        with self._lock:
            self._waiting.clear()

    def ask_to_close(self) -> None:
        if self._finishes:
            self._closed = True
            return
        self.forget()
        super().ask_to_close()

    def wait(self) -> None:
        """Until all is done; what it returns is dropped, and only failures are told."""
        super().wait()
        self._take()
        for (outcome,) in self._pumped():
            self._tell(outcome)

    @Slot()
    def _go_on(self) -> None:
        if self._waiting:
            self.start(self._pumped)

    def _pumped(self) -> Iterator[list[_Outcome]]:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                work, then = self._waiting.popleft()
            try:
                outcome = _Outcome(then, work())
            except Exception as error:
                outcome = _Outcome(then, error=error)
            yield [outcome]

    @Slot(object)
    def _tell_all(self, outcomes: list[_Outcome]) -> None:
        for outcome in outcomes:
            self._tell(outcome)
            if outcome.then is not None and outcome.error is None and not self.closed:
                try:
                    outcome.then(outcome.value)
                except Exception as error:
                    # The outcomes that have come with it are told all the same.
                    self.failed.emit(sentence_of(error))

    def _tell(self, outcome: _Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_of(outcome.error))


def _both(earlier: list[_Outcome], later: list[_Outcome]) -> list[_Outcome]:
    return earlier + later
