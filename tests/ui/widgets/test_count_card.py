"""A title, a number and a bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.count_card import CountCard
from mnist_desk.ui.widgets.tokens import TINY, colours


class Half(CountCard):
    """A long title, and a bar that is half full."""

    ends = 0.0

    def sizeHint(self) -> QSize:
        return QSize(80, 60)

    def paint_card(self, painter: QPainter) -> None:
        self.ends = self.paint_words(painter, "A rather long title", "7")
        self.paint_bar(painter, self.ends, 0.5, "#123456", "#654321")


@pytest.fixture
def card(qtbot: QtBot, light: None) -> Half:
    card = Half()
    qtbot.addWidget(card)
    card.resize(80, 60)
    return card


def test_the_bar_is_as_full_as_it_is_told_below_the_words(card: Half) -> None:
    image = card.grab().toImage()
    assert card.ends == TINY + 2 * card.fontMetrics().height()
    row = [image.pixelColor(x, int(card.ends) + 1).name() for x in range(80)]
    assert row.count("#123456") == row.count("#654321") == (80 - 4 * TINY) // 2


def test_a_long_title_stays_on_the_card(card: Half) -> None:
    image = card.grab().toImage()
    ground = QColor(colours().raised).name()
    beside = {image.pixelColor(1, y).name() for y in range(5, int(card.ends))}
    assert beside == {ground}
    middle = {image.pixelColor(x, 12).name() for x in range(4, 76)}
    assert len(middle) > 1
