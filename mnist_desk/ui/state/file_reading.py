"""Files from outside on their way in: read one after the other, and left when that is asked."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.intake import Watch

from ..work.job_queue import JobQueue
from ..work.sentences import sentence_of
from .notices import About, Notices


class _LeftError(Exception):
    """Nobody wants the file any more."""


@dataclass(eq=False)
class _File:
    """what: is being read, for the person. then: takes what was read, in the window's thread."""

    what: str
    about: About
    then: Callable[[Any], None]
    left: threading.Event = field(default_factory=threading.Event)


class FileReading(JobQueue):
    """Reads files in a worker. What cannot be read is told by a warning."""

    changed = Signal()
    """Another file is being read, or none, or more of it is read."""
    _moved = Signal(int)

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent, finishes=False)
        self.percent = 0
        """How much of the file is read."""
        self._notices = notices
        self._files: list[_File] = []
        self._moved.connect(self._show)

    @property
    def what(self) -> str:
        """What is being read; empty when nothing is."""
        return self._files[0].what if self._files else ""

    def read(
        self,
        what: str,
        read: Callable[[Watch], Any],
        then: Callable[[Any], None],
        about: About = "file",
    ) -> None:
        """Read a file when those before it are read. read: is called in the worker and told whom to
        tell how far it is.
        """
        file = _File(what, about, then)
        self._files.append(file)
        self.do(functools.partial(self._run, file, read), functools.partial(self._on_read, file))
        self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """Read no further, and nothing of what waits."""
        self.forget()
        for file in self._files:
            file.left.set()
        self._files.clear()
        self.changed.emit()

    def ask_to_close(self) -> None:
        for file in self._files:
            file.left.set()
        super().ask_to_close()

    def _run(self, file: _File, read: Callable[[Watch], Any]) -> Any:
        told = -1

        def watch(part: float) -> None:
            nonlocal told
            if file.left.is_set():
                raise _LeftError
            if (percent := int(100 * part)) != told:
                told = percent
                self._moved.emit(percent)

        try:
            watch(0)
            return read(watch)
        except Exception as error:
            return error

    def _on_read(self, file: _File, value: Any) -> None:
        if file.left.is_set():
            return
        self._files.remove(file)
        self.changed.emit()
        if isinstance(value, Exception):
            self._notices.warn(sentence_of(value), file.about)
        else:
            file.then(value)

    @Slot(int)
    def _show(self, percent: int) -> None:
        self.percent = percent
        self.changed.emit()
