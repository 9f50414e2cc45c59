"""How a digit of many looks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from mnist_desk.ui.widgets.digit_cell_painter import PICTURE, cell_size
from mnist_desk.ui.widgets.tokens import SMALL

LONG = "Sneaker → Pullover"


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return qapp.font()


def test_a_cell_has_room_for_its_picture(font: QFont) -> None:
    assert cell_size(font, ()).width() == PICTURE + SMALL
    assert cell_size(font, ("4",)) == cell_size(font, ())
    assert cell_size(font, ()).height() > PICTURE


def test_a_cell_is_as_wide_as_the_widest_caption(font: QFont) -> None:
    size = cell_size(font, ("4 → 9", LONG, "Bag ✓"))
    assert size == cell_size(font, (LONG,))
    assert PICTURE + SMALL < size.width() < QFontMetrics(font).horizontalAdvance(LONG)


def test_a_caption_without_end_does_not_take_all(font: QFont) -> None:
    assert cell_size(font, ("no end " * 50,)).width() < 5 * PICTURE


def test_larger_letters_take_more_room(font: QFont) -> None:
    larger = QFont(font)
    larger.setPointSizeF(2 * font.pointSizeF())
    assert cell_size(larger, (LONG,)).width() > cell_size(font, (LONG,)).width()
    assert cell_size(larger, ()).height() > cell_size(font, ()).height()
