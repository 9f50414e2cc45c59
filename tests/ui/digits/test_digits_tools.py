"""What stands above the gallery."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mnist_desk.ui.digits.digits_tools import DigitsTools


def test_where_a_row_has_no_room_there_are_two(qtbot: QtBot) -> None:
    tools = DigitsTools()
    qtbot.addWidget(tools)
    tools.fit(2000)
    one_row = tools.sizeHint()
    tools.fit(300)
    assert tools.sizeHint().height() > one_row.height()
    assert tools.sizeHint().width() < one_row.width()
    tools.fit(2000)
    assert tools.sizeHint() == one_row
