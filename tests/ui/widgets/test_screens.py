"""The screen that a window is on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.screens import screen_of


def test_it_is_the_one_that_has_the_middle(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setGeometry(20, 20, 200, 100)
    assert screen_of(widget) is QGuiApplication.primaryScreen()


def test_far_off_all_screens_it_is_the_first(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setGeometry(90_000, 90_000, 200, 100)
    assert screen_of(widget) is QGuiApplication.primaryScreen()
