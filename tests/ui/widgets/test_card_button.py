"""What all cards that are pressed look like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QCursor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.card_button import CardButton
from mnist_desk.ui.widgets.tokens import colours


class Plain(CardButton):
    """With nothing on it but a spot."""

    was_under_mouse = False
    """When it was painted last."""

    def sizeHint(self) -> QSize:
        return QSize(60, 40)

    def paint_card(self, painter: QPainter) -> None:
        painter.fillRect(10, 10, 4, 4, QColor("#123456"))
        self.was_under_mouse = self.underMouse()


@pytest.fixture
def card(qtbot: QtBot, light: None) -> Iterator[Plain]:
    """Beside a field that has the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(QLineEdit())
    card = Plain()
    row.addWidget(card)
    card.setFixedSize(60, 40)
    with qtbot.waitExposed(window):
        window.show()
    yield card


def pixel(card: Plain, x: int, y: int) -> str:
    return card.grab().toImage().pixelColor(x, y).name()


def test_what_a_subclass_paints_stands_on_the_ground(card: Plain) -> None:
    assert pixel(card, 12, 12) == "#123456"
    assert pixel(card, 30, 20) == colours().raised
    assert pixel(card, 30, 0) == colours().line


def test_a_chosen_card_has_another_ground_and_edge(qtbot: QtBot, card: Plain) -> None:
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    card.clearFocus()
    assert pixel(card, 30, 20) == colours().notice
    assert pixel(card, 30, 0) == colours().accent


def test_the_mouse_on_it_is_seen_at_once(qtbot: QtBot, card: Plain) -> None:
    QCursor.setPos(card.mapToGlobal(card.rect().center()))
    qtbot.waitUntil(lambda: card.was_under_mouse)
    assert pixel(card, 30, 20) == colours().hover


def test_what_has_the_focus_has_a_ring(qtbot: QtBot, card: Plain) -> None:
    with qtbot.waitActive(card.window()):
        card.activateWindow()
    assert pixel(card, 30, 1) == colours().raised
    card.setFocus()
    assert pixel(card, 30, 1) == colours().accent
