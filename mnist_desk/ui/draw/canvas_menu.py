"""What can be done with the drawing, in the context menu of the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

_GROUPS = (
    ("undo", "redo", "clear"),
    ("copy", "paste"),
    ("save_picture", "save_ink"),
    ("test_digit", "wrong_digit"),
)
"""Ids of actions; a line parts the groups."""


def canvas_menu(actions: Mapping[str, QAction], canvas: QWidget) -> QMenu:
    """Of the actions of the window, with their keys and whether they can be used."""
    menu = QMenu(canvas)
    menu.setObjectName("canvasMenu")
    for number, names in enumerate(_GROUPS):
        if number:
            menu.addSeparator()
        menu.addActions([actions[name] for name in names])
    return menu
