from __future__ import annotations

import functools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.tools import Tools
from mnist_desk.ui.widgets.tokens import LIGHT


@pytest.fixture
def tools(qtbot: QtBot, light: None) -> Tools:
    tools = Tools()
    qtbot.addWidget(tools)
    return tools


def button(tools: Tools, name: str) -> QPushButton:
    return tools.findChild(QPushButton, f"{name}Button")


def colours_in(widget: QWidget) -> list[QColor]:
    image = widget.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return [image.pixelColor(x, y) for x in columns for y in rows]


def test_the_dot_follows_the_slider(tools: Tools) -> None:
    tools.pen_width.setValue(20)
    assert tools.pen_dot.accessibleDescription().startswith("20")


def test_each_button_does_what_its_action_does(
    qtbot: QtBot, tools: Tools, actions: dict[str, QAction]
) -> None:
    tools.take_actions(actions)
    names = ("eraser", "undo", "redo", "clear")
    done: list[str] = []
    for name in names:
        actions[name].triggered.connect(functools.partial(done.append, name))
    for name in names:
        qtbot.mouseClick(button(tools, name), Qt.MouseButton.LeftButton)
    assert done == list(names)


def test_buttons_have_names_and_the_tips_of_their_actions(
    tools: Tools, actions: dict[str, QAction]
) -> None:
    actions["undo"].setToolTip("Take back")
    actions["undo"].setShortcut("Ctrl+Z")
    tools.take_actions(actions)
    names = [button(tools, name).accessibleName() for name in ("eraser", "undo", "redo", "clear")]
    assert names == ["Eraser", "Undo", "Redo", "Clear"]
    assert button(tools, "undo").toolTip() == "Take back (Ctrl+Z)"


@pytest.mark.parametrize("name", ["eraser", "undo", "redo", "clear"])
def test_a_button_can_be_used_when_its_action_can(
    tools: Tools, actions: dict[str, QAction], name: str
) -> None:
    actions[name].setEnabled(False)
    tools.take_actions(actions)
    assert not button(tools, name).isEnabled()
    actions[name].setEnabled(True)
    assert button(tools, name).isEnabled()


def test_the_eraser_is_seen_to_be_on(
    qtbot: QtBot, tools: Tools, actions: dict[str, QAction]
) -> None:
    tools.take_actions(actions)
    for turned_on in (True, False):
        qtbot.mouseClick(tools.eraser, Qt.MouseButton.LeftButton)
        assert actions["eraser"].isChecked() == tools.eraser.isChecked() == turned_on
        assert (QColor(LIGHT.accent) in colours_in(tools.eraser)) == turned_on


def test_the_eraser_shows_that_its_key_turned_it_on(
    tools: Tools, actions: dict[str, QAction]
) -> None:
    tools.take_actions(actions)
    actions["eraser"].trigger()
    assert tools.eraser.isChecked()
    assert QColor(LIGHT.accent) in colours_in(tools.eraser)


def test_a_click_leaves_the_focus_on_the_canvas(tools: Tools, actions: dict[str, QAction]) -> None:
    tools.take_actions(actions)
    for name in ("eraser", "undo", "redo", "clear"):
        assert button(tools, name).focusPolicy() == Qt.FocusPolicy.TabFocus


def words(tools: Tools) -> list[str]:
    buttons = [button(tools, name) for name in ("eraser", "undo", "redo", "clear")]
    shown = [one.text() for one in buttons]
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    if tools.test_digit.toolButtonStyle() == beside:
        shown.append(tools.test_digit.text())
    return [text for text in shown if text]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (274, []),
        (304, ["Clear"]),
        (376, ["Clear", "Test digit"]),
        (636, ["Eraser", "Undo", "Redo", "Clear", "Test digit"]),
    ],
)
def test_words_join_the_icons_where_there_is_room(
    tools: Tools, actions: dict[str, QAction], width: int, shown: list[str]
) -> None:
    tools.take_actions(actions)
    tools.show()
    tools.resize(width, 32)
    assert words(tools) == shown
    assert tools.pen_width.width() >= 40
    last = tools.test_digit.geometry()
    assert last.right() < width, "nothing is cut off"


def test_all_is_in_one_narrow_row(tools: Tools, actions: dict[str, QAction]) -> None:
    tools.take_actions(actions)
    assert tools.minimumSizeHint().width() <= 320 - 16 - 16
    assert tools.sizeHint().height() <= 36


def test_on_the_stage_they_are_seen_from_afar(tools: Tools, actions: dict[str, QAction]) -> None:
    buttons = (tools.eraser, tools.undo, tools.redo, tools.clear, tools.test_digit)
    tools.take_actions(actions)
    tools.show()
    tools.resize(400, 32)
    before = [(one.size(), one.iconSize()) for one in buttons]
    tools.set_stage(True)
    assert all(min(one.width(), one.height()) >= 44 for one in buttons)
    assert all(24 <= one.iconSize().width() <= 28 for one in buttons)
    assert not tools.clear.icon().isNull()
    assert tools.minimumSizeHint().width() <= 400
    tools.set_stage(False)
    assert [(one.size(), one.iconSize()) for one in buttons] == before
