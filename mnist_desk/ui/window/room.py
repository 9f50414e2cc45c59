"""The room on the screen that a window is on."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ..widgets.screens import screen_of


def room_around(window: QWidget) -> QRect:
    """What is left of its screen by the system's bars, in pixels."""
    return screen_of(window).availableGeometry()


def keep_on_screen(window: QWidget) -> None:
    """A window that was large elsewhere fits the screen that it opens on."""
    room = room_around(window)
    if room.contains(window.geometry()):
        return
    place = QRect(window.pos(), window.size().boundedTo(room.size()))
    place.moveRight(min(place.right(), room.right()))
    place.moveBottom(min(place.bottom(), room.bottom()))
    place.moveLeft(max(place.left(), room.left()))
    place.moveTop(max(place.top(), room.top()))
    window.setGeometry(place)
