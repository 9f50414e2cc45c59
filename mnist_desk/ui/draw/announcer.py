"""Tells a screen reader what has changed, not more often than a person can listen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

PAUSE = 1000
"""Milliseconds between two announcements, at least."""


class Announcer:
    """Announces the newest text of a widget; one that came and went in the pause is not told."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._text = self._told = ""
        self._pause = QTimer(widget)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)

    @property
    def pausing(self) -> bool:
        """Whether something was told a moment ago."""
        return self._pause.isActive()

    def say(self, text: str) -> None:
        """An empty text is not announced; what was last told is told again after it."""
        self._text = text
        if not self.pausing:
            self._tell()

    def _tell(self) -> None:
        if self._text == self._told:
            return
        self._told = self._text
        if self._text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, self._text))
            self._pause.start()
