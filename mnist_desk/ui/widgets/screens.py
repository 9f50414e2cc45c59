"""The screen that a window is on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """The one that has the middle of the widget, or the first.

    QWidget.screen would do, but PySide 6.11 takes the screen for a child of the widget that was
    asked, and deletes it with the widget.
    """
    centre = widget.mapToGlobal(widget.rect().center())
    return QGuiApplication.screenAt(centre) or QGuiApplication.primaryScreen()
