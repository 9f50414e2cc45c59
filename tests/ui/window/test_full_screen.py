from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.main_window import MainWindow


def toggle(window: MainWindow) -> QAction:
    action: QAction = window.findChild(QAction, "action_full_screen")
    action.trigger()
    return action


def test_f11_leaves_the_drawing_alone(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.draw_panel.canvas.isVisible()
    for widget in (window.rail, window.tabs, window.menuBar(), window.statusBar()):
        assert not widget.isVisible()
    assert window.draw_panel.canvas.hasFocus()


@pytest.mark.parametrize("how", ["F11", "Escape", "button"])
def test_there_is_a_way_back_to_what_was_before(qtbot: QtBot, window: MainWindow, how: str) -> None:
    window.show_panel("look")
    action = toggle(window)
    if how == "button":
        qtbot.mouseClick(
            window.findChild(QPushButton, "leaveFullScreen"), Qt.MouseButton.LeftButton
        )
    else:
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{how}"))
    assert not window.isFullScreen()
    assert not action.isChecked()
    for widget in (window.rail, window.look_panel, window.menuBar(), window.statusBar()):
        assert widget.isVisible()


def test_keys_of_the_menus_work_without_the_menus(window: MainWindow) -> None:
    toggle(window)
    window.draw_panel.canvas.setFocus()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.current == "look"


def test_a_window_closed_in_full_screen_opens_as_it_was_before(window: MainWindow) -> None:
    window.resize(1000, 600)
    toggle(window)
    window.close()
    assert not window.isFullScreen()
    assert window.normalGeometry().width() == 1000


def test_escape_does_nothing_else_in_the_window(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.isFullScreen()


def test_a_warning_is_read_in_full_screen_too_and_nothing_makes_room_for_it(
    window: MainWindow,
) -> None:
    toggle(window)
    canvas = window.draw_panel.canvas
    QApplication.processEvents()
    before = canvas.geometry()
    window.show_warning("Something went wrong.")
    QApplication.processEvents()
    messages = window.messages
    assert messages.isVisible()
    sheet = QRect(canvas.mapTo(window, canvas.rect().topLeft()), canvas.size())
    assert sheet.contains(messages.geometry())
    assert messages.geometry().top() - sheet.top() < 20
    assert not messages.geometry().intersects(
        window.findChild(QPushButton, "leaveFullScreen").geometry()
    )
    assert canvas.geometry() == before


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_warning_is_below_the_panels_again_afterwards(window: MainWindow, when: str) -> None:
    if when == "before":
        window.show_warning("Something went wrong.")
    toggle(window)
    if when == "meanwhile":
        window.show_warning("Something went wrong.")
    assert window.messages.isVisible()
    toggle(window)
    QApplication.processEvents()
    messages = window.messages
    assert messages.isVisible()
    assert messages.parentWidget() is window.tabs.parentWidget()
    assert messages.geometry().top() >= window.tabs.geometry().bottom()


def test_a_notice_waits_until_the_drawing_is_not_alone_any_more(window: MainWindow) -> None:
    window.messages.show_message("Two models were not saved.", choices=[("Discard", lambda: None)])
    toggle(window)
    assert not window.messages.isVisible()
    toggle(window)
    assert window.messages.isVisible()
