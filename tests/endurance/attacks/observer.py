"""Watches a window while something is done in it."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from attacks.texts import text_faults
from attacks.verdict import SECONDS, shortened
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.work.job import Job

clock = time.perf_counter

_CADENCE = 5
"""Milliseconds from one look at the clock to the next."""
_REST = 0.06
"""Seconds of idleness after which all that was asked for is painted."""
_SILENCE = 0.6
"""Seconds of idleness without an answer after which none is to come."""


class Observer(QObject):
    """Sees what is told, logged and raised, how wide the window is and how long it does nothing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._session = window, window.session
        self._warned: list[str] = []
        self._faults: list[str] = []
        self._told = self._changed = False
        self._width = 0
        notices = self._session.notices
        notices.warned.connect(self._on_warned)
        notices.confirmed.connect(self._on_told)
        window.documents.ink_read.connect(self._on_change)
        self._session.sheet.changed.connect(self._on_change)
        self._session.runs.listed.connect(self._on_change)
        self._session.open_data.changed.connect(self._on_change)
        self._log = _Log(self._faults)
        logging.getLogger().addHandler(self._log)
        logging.captureWarnings(True)
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda args: self._note(args.exc_value)
        threading.excepthook = lambda args: self._note(args.exc_value)

    def close(self) -> None:
        logging.getLogger().removeHandler(self._log)

    def remember_width(self, least: int = 0) -> None:
        """From now on the window must not want to be wider; least: what it may want anyway."""
        self._width = max(least, self._window.minimumSizeHint().width(), self._window.width())

    def watch(
        self,
        act: Callable[[], object],
        done: Callable[[], bool] = lambda: True,
        *,
        answer_is_needed: bool = True,
    ) -> dict[str, Any]:
        """Do something in the window's loop and wait until nothing is being done any more."""
        self._warned.clear()
        self._faults.clear()
        self._told = self._changed = False
        begun = clock()
        freeze = self._loop(act, done)
        seconds = clock() - begun
        shown = self._window.messages.isVisibleTo(self._window) and bool(self._warned)
        stuck = seconds > SECONDS
        if stuck:
            self._faults.append(f"nothing answered in {SECONDS:.0f} s, or work goes on")
        elif answer_is_needed and done() and not self._answered:
            self._faults.append("nothing answered")
        self._look_at_width()
        self._faults += text_faults(self._window)
        return {
            "freeze": freeze,
            "seconds": seconds,
            "warned": list(self._warned),
            "shown": shown,
            "changed": self._changed,
            "stuck": stuck,
            "faults": list(self._faults),
        }

    def settle(self) -> bool:
        """Wait until nothing is being done any more; whether that came to an end."""
        begun = clock()
        self._told = True
        self._loop(lambda: None, lambda: True)
        return clock() - begun < SECONDS

    @property
    def _answered(self) -> bool:
        return self._told or self._changed

    @property
    def _busy(self) -> bool:
        owners = (self._window, self._session)
        return any(job.busy for owner in owners for job in owner.findChildren(Job))

    def _loop(self, act: Callable[[], object], done: Callable[[], bool]) -> float:
        """The longest time in seconds for which the loop did not come round."""
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        longest = 0.0
        begun = last = idle_since = clock()

        def tick() -> None:
            nonlocal longest, last, idle_since
            now = clock()
            longest, last = max(longest, now - last), now
            if self._busy or not done():
                idle_since = now
            idle = now - idle_since
            if idle > (_REST if self._answered else _SILENCE) or now - begun > SECONDS:
                loop.quit()

        timer.timeout.connect(tick)
        QTimer.singleShot(0, self, act)
        timer.start(_CADENCE)
        loop.exec()
        timer.stop()
        return longest

    def _look_at_width(self) -> None:
        if self._width:
            wants, has = self._window.minimumSizeHint().width(), self._window.width()
            if max(wants, has) > self._width:
                self._faults.append(f"width {has}, at least {wants}; it was {self._width}")

    def _on_warned(self, sentence: str, _about: str) -> None:
        self._told = True
        self._warned.append(sentence)

    def _on_told(self, *_: object) -> None:
        self._told = True

    def _on_change(self, *_: object) -> None:
        self._changed = True

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._note(error)

    def _note(self, error: BaseException | None) -> None:
        lines = traceback.format_exception(error)
        self._faults.append(
            f"raised: {shortened(lines[-1])} {shortened(''.join(lines[-3:-1]), 150)}"
        )


class _Log(logging.Handler):
    """Complains of errors and of Python's warnings in the log."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.name == "py.warnings":
            self._faults.append(f"log: {shortened(record.getMessage())}")
