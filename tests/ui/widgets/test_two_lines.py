from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.tokens import LIGHT
from mnist_desk.ui.widgets.two_lines import DETAIL, TITLE, TwoLines, row_height


@pytest.fixture
def rows(qtbot: QtBot, light: None) -> QListWidget:
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.setItemDelegate(TwoLines(rows))
    rows.setMouseTracking(True)
    for title in ("first", "second", "third"):
        item = QListWidgetItem(rows)
        item.setData(TITLE, title)
        item.setData(DETAIL, "and more of it " * 20)
    rows.resize(240, 200)
    rows.setCurrentRow(1)
    with qtbot.waitExposed(rows):
        rows.show()
    return rows


def picture(rows: QListWidget, row: int) -> QImage:
    QApplication.processEvents()
    rect = rows.visualItemRect(rows.item(row))
    return rows.viewport().grab(rect).toImage()


def count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_row_is_as_high_as_a_finger_and_as_its_text(rows: QListWidget) -> None:
    height = rows.visualItemRect(rows.item(0)).height()
    assert height == row_height(rows.fontMetrics()) >= 44
    font = rows.font()
    font.setPointSizeF(3 * font.pointSizeF())
    rows.setFont(font)
    assert row_height(rows.fontMetrics()) > 2 * rows.fontMetrics().height()


def test_the_chosen_row_has_a_ground_a_bar_and_a_tick(rows: QListWidget) -> None:
    chosen, other = picture(rows, 1), picture(rows, 0)
    assert count(chosen, LIGHT.notice) > 1000
    assert count(other, LIGHT.notice) == 0
    bar = chosen.copy(0, 0, 12, chosen.height())
    tick = chosen.copy(chosen.width() - 40, 0, 28, chosen.height())
    assert count(bar, LIGHT.accent) > 20
    assert count(tick, LIGHT.accent) > 3
    assert count(other, LIGHT.accent) == 0


def test_the_row_that_has_the_focus_has_a_ring(rows: QListWidget) -> None:
    rows.activateWindow()
    rows.clearFocus()
    without = count(picture(rows, 1), LIGHT.accent)
    rows.setFocus()
    assert count(picture(rows, 1), LIGHT.accent) > without + 100


def test_long_words_are_elided(rows: QListWidget) -> None:
    image = picture(rows, 0)
    edge = image.copy(image.width() - 8, 2, 8, image.height() - 4)
    assert count(edge, LIGHT.base) == edge.width() * edge.height()
