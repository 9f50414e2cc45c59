"""The room on the screen that a window is on."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def room_around(window: QWidget) -> QRect:
    """What is left of its screen by the system's bars, in pixels.

    QWidget.screen would do, but PySide 6.11 takes the screen for a child of the widget that was
    asked, and deletes it with the widget.
    """
    centre = window.geometry().center()
    screen = QGuiApplication.screenAt(centre) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
