"""What finds too little room is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.scroll import scrolled


def test_it_fills_the_room_and_scrolls_where_there_is_too_little(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setMinimumSize(300, 300)
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.resize(400, 400)
    area.show()
    assert inner.size() == area.size(), "no frame, and nothing is left over"
    area.resize(200, 200)
    assert area.horizontalScrollBar().maximum() > 0
    assert area.verticalScrollBar().maximum() > 0
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_it_may_scroll_up_and_down_alone(qtbot: QtBot) -> None:
    area = scrolled(QWidget(), across=False)
    qtbot.addWidget(area)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
