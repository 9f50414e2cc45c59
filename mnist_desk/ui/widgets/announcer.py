"""Tells a screen reader what has changed, not more often than a person can listen."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ..work.throttle import Throttle

PAUSE = 1000
"""Milliseconds between two announcements, at least."""


class Announcer:
    """Announces the newest text of a widget; one that came and went in the pause is not told."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._text = self._told = ""
        self._soon = Throttle(self._tell, PAUSE, widget, at_once=True)

    @property
    def pausing(self) -> bool:
        """Whether something was told a moment ago."""
        return self._soon.is_resting

    def say(self, text: str) -> None:
        """An empty text is not announced; what was last told is told again after it."""
        self._text = text
        self._soon.ask()

    def _tell(self) -> None:
        changed, self._told = self._text != self._told, self._text
        if changed and self._text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, self._text))
        else:
            self._soon.cancel()  # Nothing was said, so there is nothing to rest from.
