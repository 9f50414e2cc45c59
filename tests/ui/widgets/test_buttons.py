from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.buttons import (
    ActionButton,
    named_button,
    without_mnemonic,
)
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def window(qtbot: QtBot, light: None) -> QWidget:
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    return window


Add = Callable[..., ActionButton]


@pytest.fixture
def add(qtbot: QtBot, window: QWidget) -> Add:
    """Makes a button of an action and shows it."""

    def add(action: QAction, **options: object) -> ActionButton:
        button = ActionButton("someButton", **options)
        button.set_action(action)
        window.layout().addWidget(button)
        with qtbot.waitExposed(window):
            window.show()
        return button

    return add


def native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def test_a_named_button_has_what_it_is_given(qtbot: QtBot) -> None:
    plain, told = named_button("importButton", "Import…"), named_button("x", "y", "Add drawings")
    for button in (plain, told):
        qtbot.addWidget(button)
    assert (plain.objectName(), plain.text(), plain.toolTip()) == ("importButton", "Import…", "")
    assert told.toolTip() == "Add drawings"


@pytest.mark.parametrize(
    ("menu", "read"),
    [("&Open…", "Open…"), ("C&opy", "Copy"), ("A && B", "A & B"), ("Undo", "Undo"), ("", "")],
)
def test_a_mnemonic_is_not_read(menu: str, read: str) -> None:
    assert without_mnemonic(menu) == read


def test_it_shows_what_the_action_says(window: QWidget, add: Add) -> None:
    action = QAction("&Undo && more…", window)
    button = add(action)
    assert button.objectName() == "someButton"
    assert button.text() == "Undo && more…", "what is doubled is painted once"
    assert add(action, text="Undo").text() == "Undo"


def test_the_tool_tip_names_the_key_as_the_system_writes_it(window: QWidget, add: Add) -> None:
    action = QAction("&Undo", window)
    action.setToolTip("Take back")
    button, told = add(action), add(action, tip="{tip}, on the canvas: {key}")
    assert button.toolTip() == told.toolTip() == "Take back"
    action.setShortcuts(["Ctrl+Z", "Alt+Backspace"])
    assert button.toolTip() == f"Take back ({native('Ctrl+Z')})"
    action.setShortcut("E")
    assert told.toolTip() == "Take back, on the canvas: E"


def test_without_a_tip_of_its_own_the_action_names_itself(window: QWidget, add: Add) -> None:
    action = QAction("&Clear", window)
    action.setShortcut("Ctrl+L")
    assert add(action, text="✕").toolTip() == f"Clear ({native('Ctrl+L')})"


def test_it_follows_its_action(window: QWidget, add: Add) -> None:
    action = QAction("Pause", window)
    button = add(action)
    action.setText("Resume")
    action.setEnabled(False)
    action.setCheckable(True)
    action.setChecked(True)
    assert button.text() == button.toolTip() == "Resume"
    assert not button.isEnabled()
    assert button.isCheckable()
    assert button.isChecked()


def test_a_click_triggers_the_action(window: QWidget, add: Add) -> None:
    action = QAction("Undo", window)
    told = []
    action.triggered.connect(lambda: told.append(action.isChecked()))
    button = add(action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert told == [False, False]


def test_a_click_toggles_an_action_that_can_be_checked(window: QWidget, add: Add) -> None:
    action = QAction("Eraser", window)
    action.setCheckable(True)
    told = []
    action.triggered.connect(lambda: told.append(action.isChecked()))
    button = add(action)
    for on in (True, False):
        button.click()
        assert (button.isChecked(), action.isChecked()) == (on, on)
    assert told == [True, False]
    action.trigger()
    assert button.isChecked()


def test_one_of_a_group_stays_checked(window: QWidget, add: Add) -> None:
    group = QActionGroup(window)
    light, dark = group.addAction("Light"), group.addAction("Dark")
    for action in (light, dark):
        action.setCheckable(True)
    of_light, of_dark = add(light), add(dark)
    of_dark.click()
    of_dark.click()
    assert (of_light.isChecked(), of_dark.isChecked()) == (False, True)
    assert dark.isChecked()


def test_another_action_takes_the_place_of_the_first(window: QWidget, add: Add) -> None:
    first, second = QAction("Undo", window), QAction("Redo", window)
    told = []
    first.triggered.connect(lambda: told.append("first"))
    second.triggered.connect(lambda: told.append("second"))
    button = add(first)
    button.set_action(second)
    first.setText("Undo it")
    assert button.text() == "Redo"
    button.click()
    assert told == ["second"]


def test_without_an_action_it_is_a_plain_button(qtbot: QtBot) -> None:
    button = ActionButton("eraserButton", text="Eraser", compact=True)
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.click()
    assert button.isChecked()


def test_a_compact_button_is_as_wide_as_its_text(window: QWidget, add: Add) -> None:
    action = QAction("Undo", window)
    wide, button = add(action), add(action, compact=True)

    def margin() -> int:
        return button.width() - button.fontMetrics().horizontalAdvance(button.text())

    assert margin() == 18
    assert button.width() < wide.sizeHint().width()
    assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert wide.focusPolicy() is QPushButton().focusPolicy()
    action.setText("Undo the erasing")
    window.grab()
    assert margin() == 18
    font = button.font()
    font.setPointSizeF(2 * font.pointSizeF())
    button.setFont(font)
    window.grab()
    assert margin() == 18


def share(widget: QWidget, colour: str) -> float:
    """Which part of the widget has exactly this colour."""
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixel(*place) == wanted for place in places) / len(places)


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_a_checked_button_is_in_accent_colours(
    qtbot: QtBot, window: QWidget, kind: type[QPushButton] | type[QToolButton]
) -> None:
    button = kind(window)
    button.setText("8888")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.layout().addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    assert share(button, LIGHT.accent) == share(button, DARK.accent) == 0
    button.setChecked(True)
    for theme, colours in (("dark", DARK), ("light", LIGHT)):
        apply_appearance(theme)
        assert share(button, colours.accent) > 0.4
        assert share(button, colours.on_accent) > 0, "its text can be read"
    button.setChecked(False)
    assert share(button, LIGHT.accent) == 0


def test_the_focus_is_seen_on_a_checked_button(qtbot: QtBot, window: QWidget) -> None:
    button = named_button("eraserButton", "Eraser")
    button.setCheckable(True)
    button.setChecked(True)
    window.layout().addWidget(button)
    window.layout().addWidget(QPushButton("other"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.findChildren(QPushButton)[1].setFocus()
    away = button.grab().toImage()
    button.setFocus()
    assert button.hasFocus()
    assert button.grab().toImage() != away
