from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.error_bubble import ErrorBubble

SENTENCE = "Learning rate must be a number, not <b>fast</b>, which is no number at all."


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(240, 300)
    return page


@pytest.fixture
def bubble(page: QWidget) -> ErrorBubble:
    return ErrorBubble(page)


def row_at(page: QWidget, y: int) -> tuple[QWidget, QLineEdit]:
    row = QWidget(page)
    row.setGeometry(4, y, 220, 40)
    field = QLineEdit(row)
    field.setGeometry(100, 4, 120, 32)
    return row, field


def test_it_stands_below_the_field_as_wide_as_the_row(page: QWidget, bubble: ErrorBubble) -> None:
    row, field = row_at(page, 20)
    assert bubble.isHidden()
    bubble.show_below(field, row, SENTENCE)
    assert bubble.isVisibleTo(page)
    assert (bubble.x(), bubble.width()) == (4, 220)
    assert bubble.y() == 20 + 4 + 32 + 4
    assert bubble.height() >= bubble.heightForWidth(220)


def test_where_the_form_ends_it_stands_above(page: QWidget, bubble: ErrorBubble) -> None:
    row, field = row_at(page, 255)
    bubble.show_below(field, row, SENTENCE)
    assert page.rect().contains(bubble.geometry())
    assert not bubble.geometry().intersects(QRect(4, 259, 220, 32))


def test_it_is_plain_text_that_lets_clicks_through(page: QWidget, bubble: ErrorBubble) -> None:
    row, field = row_at(page, 20)
    bubble.show_below(field, row, SENTENCE)
    assert bubble.text() == SENTENCE
    assert bubble.textFormat() == Qt.TextFormat.PlainText
    assert bubble.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
