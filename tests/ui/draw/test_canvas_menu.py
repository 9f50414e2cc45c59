from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.draw.canvas_menu import canvas_menu


@pytest.fixture
def canvas(qtbot: QtBot, actions: dict[str, QAction]) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 300)
    canvas.set_menu(canvas_menu(actions, canvas))
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QPoint]:
    """Where a menu was opened."""
    places: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _, place: places.append(place))
    return places


def ask(canvas: Canvas, reason: QContextMenuEvent.Reason, at: QPoint) -> None:
    event = QContextMenuEvent(reason, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)


def test_it_has_what_can_be_done_with_a_drawing(
    canvas: Canvas, actions: dict[str, QAction]
) -> None:
    names = {action: name for name, action in actions.items()}
    menu = canvas.findChild(QMenu, "canvasMenu")
    assert [names.get(action, "-") for action in menu.actions()] == [
        *("undo", "redo", "clear", "-", "copy", "paste", "-"),
        *("save_picture", "save_ink", "-", "test_digit", "wrong_digit"),
    ]


def test_the_right_button_opens_it_there_and_draws_nothing(
    qtbot: QtBot, canvas: Canvas, opened: list[QPoint]
) -> None:
    moved, at = QSignalSpy(canvas.stroke_moved), QPoint(40, 50)
    qtbot.mousePress(canvas, Qt.MouseButton.RightButton, pos=at)
    ask(canvas, QContextMenuEvent.Reason.Mouse, at)
    qtbot.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=at)
    assert opened == [canvas.mapToGlobal(at)]
    assert moved.count() == 0


def test_the_key_for_it_opens_it_in_the_middle(canvas: Canvas, opened: list[QPoint]) -> None:
    ask(canvas, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    assert opened == [canvas.mapToGlobal(canvas.sheet().center().toPoint())]


def test_it_does_not_end_a_stroke(qtbot: QtBot, canvas: Canvas, opened: list[QPoint]) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    ask(canvas, QContextMenuEvent.Reason.Mouse, QPoint(50, 50))
    assert opened == []
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    ask(canvas, QContextMenuEvent.Reason.Mouse, QPoint(50, 50))
    assert len(opened) == 1
