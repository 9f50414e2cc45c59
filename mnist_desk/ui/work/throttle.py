"""Not more often than an eye can follow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Throttle(QObject):
    """Acts once for many requests.

    Without at_once it acts `delay` milliseconds after the first request, and the requests in
    between are one with it. With at_once it acts immediately and then rests: requests while it
    rests are one, and have their turn when the rest is over.
    """

    def __init__(
        self,
        act: Callable[[], None],
        delay: int,
        parent: QObject | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """act: must be quick, it is called in the window's thread. delay: milliseconds."""
        super().__init__(parent)
        self.delay = delay
        self._act = act
        self._at_once = at_once
        self._due = False
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_due(self) -> bool:
        """Whether a request waits."""
        return self._due

    @property
    def is_resting(self) -> bool:
        """Whether it would not act on a request at once."""
        return self._timer.isActive()

    def ask(self, delay: int | None = None) -> None:
        """delay: milliseconds, for this time, if not the usual ones."""
        if self._closed:
            return
        self._due = True
        if self._timer.isActive():
            return
        if self._at_once and delay is None:
            self._on_time()
        else:
            self._timer.start(self.delay if delay is None else delay)

    def flush(self) -> None:
        """Do now what is due."""
        if self._due:
            self._timer.stop()
            self._on_time()

    def cancel(self) -> None:
        """Forget what is due, and the rest."""
        self._due = False
        self._timer.stop()

    def close(self) -> None:
        """Cancel; nothing is done afterwards."""
        self._closed = True
        self.cancel()

    @Slot()
    def _on_time(self) -> None:
        if not self._due:
            return
        self._due = False
        if self._at_once:
            self._timer.start(self.delay)
        self._act()
