"""One piece of work at a time; of what is asked for meanwhile, only the latest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Slot

from .job import Job


class LatestJob(Job):
    """Tells the values of what was asked for last, and of nothing before it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Callable[[], Iterable[Any]] | None = None
        self.ended.connect(self._go_on)

    def ask(self, make: Callable[[], Iterable[Any]]) -> None:
        """Do this as soon as what is under way has got to its next value."""
        self.drop()
        self._next = make
        self._go_on()

    def drop(self) -> None:
        """What was asked for is not wanted any more."""
        self._next = None
        self.cancel()

    def ask_to_close(self) -> None:
        self._next = None
        super().ask_to_close()

    @Slot()
    def _go_on(self) -> None:
        if self._next is not None and self.start(self._next):
            self._next = None
