from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.cursor import PenCursor
from mnist_desk.ui.window.theme import apply_appearance


class Desk(QWidget):
    """Counts how often its pointer is changed."""

    changes = 0

    def setCursor(self, cursor: QCursor | Qt.CursorShape | QPixmap) -> None:
        self.changes += 1
        super().setCursor(cursor)


@pytest.fixture
def desk(qtbot: QtBot, light: None) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    return desk


def ring(desk: Desk) -> tuple[int, bool]:
    """The diameter of the ring, and whether it is dark."""
    image = desk.cursor().pixmap().toImage()
    return image.width(), image.pixelColor(2, image.height() // 2).lightness() < 128


def test_the_pen_has_a_cross(desk: Desk) -> None:
    PenCursor(desk).show(False, 20)
    assert desk.cursor().shape() == Qt.CursorShape.CrossCursor


def test_the_eraser_has_a_ring_as_large_as_it_reaches(desk: Desk) -> None:
    cursor = PenCursor(desk)
    for across in (20, 44):
        cursor.show(True, across)
        assert ring(desk) == (across, True)
        assert desk.cursor().pixmap().toImage().pixelColor(across // 2, across // 2).alpha() == 0
        hot = desk.cursor().hotSpot()
        assert (hot.x(), hot.y()) == (across // 2, across // 2)


def test_it_is_changed_only_when_it_looks_other_than_before(desk: Desk) -> None:
    cursor = PenCursor(desk)
    cursor.show(False, 20)
    cursor.show(False, 30)
    assert desk.changes == 1, "a cross has one size"
    for _ in range(3):
        cursor.show(True, 30)
    assert desk.changes == 2


def test_it_follows_the_theme(desk: Desk) -> None:
    cursor = PenCursor(desk)
    cursor.show(True, 30)
    apply_appearance("dark")
    cursor.show(True, 30)
    assert ring(desk) == (30, False)
