from __future__ import annotations

import functools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QImage
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


def dot(tools: Tools) -> int:
    """How many pixels of the dot are ink."""
    image = tools.pen_dot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ink = QColor(LIGHT.text)
    return sum(
        image.pixelColor(x, y) == ink for x in range(image.width()) for y in range(image.height())
    )


def test_the_dot_is_as_large_as_the_pen(tools: Tools) -> None:
    tools.pen_width.setValue(8)
    small = dot(tools)
    tools.pen_width.setValue(20)
    larger = dot(tools)
    tools.pen_dot.set_scale(1.2)
    assert 0 < small < larger < dot(tools)


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


def test_buttons_have_the_texts_and_tips_of_their_actions(
    tools: Tools, actions: dict[str, QAction]
) -> None:
    actions["undo"].setToolTip("Take back")
    actions["undo"].setShortcut("Ctrl+Z")
    tools.take_actions(actions)
    texts = [button(tools, name).text() for name in ("eraser", "undo", "redo", "clear")]
    assert texts == ["Eraser", "Undo", "Redo", "Clear"]
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


def test_all_is_in_one_narrow_row(tools: Tools, actions: dict[str, QAction]) -> None:
    tools.take_actions(actions)
    assert tools.minimumSizeHint().width() <= 320
    assert tools.sizeHint().height() <= 36
