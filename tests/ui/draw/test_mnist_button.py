from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.mnist_button import MnistButton


@pytest.fixture
def button(qtbot: QtBot, actions: dict[str, QAction]) -> MnistButton:
    button = MnistButton()
    qtbot.addWidget(button)
    button.set_actions(actions["test_digit"], actions["wrong_digit"])
    return button


def test_a_click_asks_for_any_and_the_menu_for_a_wrong_one_too(
    button: MnistButton, actions: dict[str, QAction]
) -> None:
    any_digit, wrong = (
        QSignalSpy(actions[name].triggered) for name in ("test_digit", "wrong_digit")
    )
    button.click()
    assert (any_digit.count(), wrong.count()) == (1, 0)
    assert button.menu().actions() == [actions["test_digit"], actions["wrong_digit"]]


def test_it_has_its_word_where_there_is_room(button: MnistButton) -> None:
    button.show_as(word=False)
    alone = button.width()
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button.text() == "Test digit", "its name for those who do not see it"
    button.show_as(word=True)
    assert button.width() > alone >= 32
    assert button.height() >= 32
