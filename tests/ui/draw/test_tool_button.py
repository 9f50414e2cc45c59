from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.tool_button import ToolButton


@pytest.fixture
def button(qtbot: QtBot) -> ToolButton:
    button = ToolButton("clearButton", "trash-2", "Clear")
    qtbot.addWidget(button)
    return button


def test_it_is_an_icon_or_a_word_or_both(button: ToolButton) -> None:
    assert button.text() == ""
    assert not button.icon().isNull()
    alone = button.width()
    button.show_as(icon=False, word=True)
    assert button.text() == "Clear"
    assert button.icon().isNull()
    bare = button.width()
    button.show_as(word=True)
    assert button.width() > bare > alone
    assert button.width() == button.width_as(word=True)


def test_its_name_stays_when_its_word_is_not_seen(button: ToolButton) -> None:
    assert button.accessibleName() == "Clear"


@pytest.mark.usefixtures("qapp")
def test_it_follows_its_action_and_stays_as_it_is(qtbot: QtBot, button: ToolButton) -> None:
    action = QAction("&Clear the sheet")
    action.setToolTip("Take an empty sheet")
    action.setShortcut("Ctrl+L")
    button.set_action(action)
    assert button.text() == ""
    assert button.toolTip() == "Take an empty sheet (Ctrl+L)"
    action.setEnabled(False)
    assert not button.isEnabled()
    assert button.text() == ""
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_is_large_enough_to_be_hit(button: ToolButton) -> None:
    assert min(button.width(), button.height()) >= 32
    font = button.font()
    font.setPointSizeF(3 * font.pointSizeF())
    button.setFont(font)
    assert button.height() >= button.fontMetrics().height()
