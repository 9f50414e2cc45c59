from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.tabs import TABS


def rail_button(window: MainWindow, name: str) -> QToolButton:
    return window.findChild(QToolButton, f"rail{list(TABS).index(name)}")


@pytest.mark.parametrize("name", TABS)
def test_a_click_brings_the_panel(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.mouseClick(rail_button(window, name), Qt.MouseButton.LeftButton)
    assert window.tabs.current == name
    assert window.tabs.panels[name].isVisible()
    assert rail_button(window, name).isChecked()


def test_a_second_click_leaves_it_chosen(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        qtbot.mouseClick(rail_button(window, "look"), Qt.MouseButton.LeftButton)
    assert rail_button(window, "look").isChecked()
    assert window.tabs.current == "look"


@pytest.mark.parametrize(("place", "name"), list(enumerate(TABS, start=1)))
def test_ctrl_and_a_number_bring_a_panel(window: MainWindow, place: int, name: str) -> None:
    window.tabs.setCurrentIndex((list(TABS).index(name) + 1) % len(TABS))
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.current == name
    assert window.rail.chosen is rail_button(window, name)
    assert window.findChild(QAction, f"action_{name}").isChecked()


def test_the_arrow_keys_go_through_the_panels(window: MainWindow) -> None:
    window.rail.chosen.setFocus()
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(window.focusWidget(), key)
        seen.append(window.tabs.current)
        assert window.focusWidget() is window.rail.chosen
    assert seen == ["look", "digits", "look"]


def test_tab_stops_once_in_the_rail_for_all_panels(window: MainWindow) -> None:
    window.rail.chosen.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.focusWidget() not in [rail_button(window, name) for name in TABS]


def test_a_button_tells_its_key(window: MainWindow) -> None:
    assert "Ctrl+2" in rail_button(window, "look").toolTip()
    assert rail_button(window, "look").accessibleName() or rail_button(window, "look").text()


def test_large_letters_in_a_small_window_leave_the_words_to_the_tips(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1366, 700)
    button = rail_button(window, "look")
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    font = window.font()
    font.setPointSizeF(2.5 * font.pointSizeF())
    window.rail.setFont(font)
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert "Ctrl+2" in button.toolTip()
    window.resize(4000, 700)
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
