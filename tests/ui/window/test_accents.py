"""The ten buttons of "What would make it a…" follow the theme while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.tokens import DARK, LIGHT, Colours
from mnist_desk.ui.window.main_window import MainWindow

THEMES = {"light": LIGHT, "dark": DARK}


def switch(window: MainWindow, name: str) -> None:
    """By the menu; widgets hear of it with the next events."""
    window.findChild(QAction, f"action_{name}").trigger()
    QApplication.processEvents()


def colours_in(button: QAbstractButton) -> set[str]:
    image = button.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


def has(button: QAbstractButton, theme: Colours) -> bool:
    return QColor(theme.accent).name() in colours_in(button)


@pytest.mark.parametrize(("before", "after"), [("light", "dark"), ("dark", "light")])
def test_a_checked_button_takes_the_accent_of_the_new_theme(
    qtbot: QtBot, ready_window: MainWindow, light: None, before: str, after: str
) -> None:
    window = ready_window
    switch(window, before)
    window.show_panel("look")
    button = window.findChild(QToolButton, "become3")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert has(button, THEMES[before])
    switch(window, after)
    assert has(button, THEMES[after])
    assert not has(button, THEMES[before])


@pytest.mark.parametrize(("before", "after"), [("light", "dark"), ("dark", "light")])
@pytest.mark.parametrize("digit", [3, 4])
def test_a_button_that_is_checked_later_has_the_accent_of_the_new_theme(
    qtbot: QtBot, ready_window: MainWindow, light: None, before: str, after: str, digit: int
) -> None:
    window = ready_window
    switch(window, before)
    window.show_panel("look")
    for number in (3, 4, 5):
        button = window.findChild(QToolButton, f"become{number}")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        button.grab()
    switch(window, after)
    button = window.findChild(QToolButton, f"become{digit}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert has(button, THEMES[after])
    assert not has(button, THEMES[before])


@pytest.mark.parametrize(("before", "after"), [("light", "dark"), ("dark", "light")])
def test_the_eraser_that_is_on_takes_the_accent_of_the_new_theme(
    qtbot: QtBot, window: MainWindow, light: None, before: str, after: str
) -> None:
    switch(window, before)
    eraser = window.findChild(QPushButton, "eraserButton")
    qtbot.mouseClick(eraser, Qt.MouseButton.LeftButton)
    assert has(eraser, THEMES[before])
    switch(window, after)
    assert has(eraser, THEMES[after])
    assert not has(eraser, THEMES[before])
