"""Ink files that are dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.ink_drop import InkDrop, ink_files

COPY = Qt.DropAction.CopyAction
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/there/{name}") for name in names])
    return data


def enter(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEYS)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    return widget


@pytest.fixture
def drop(widget: QWidget) -> InkDrop:
    return InkDrop(widget, "Drop them here")


def words(widget: QWidget) -> QLabel:
    return widget.findChild(QLabel)


def test_while_files_are_held_above_it_says_what_dropping_does(
    widget: QWidget, drop: InkDrop
) -> None:
    assert not words(widget).isVisible()
    assert enter(widget, files("a.jsonl", "b.jsonl.gz"))
    assert words(widget).isVisible()
    assert words(widget).geometry() == widget.rect()
    QApplication.sendEvent(widget, QDragLeaveEvent())
    assert not words(widget).isVisible()


def test_dropped_files_are_told(qtbot: QtBot, widget: QWidget, drop: InkDrop) -> None:
    data = files("a.jsonl", "b.jsonl.gz")
    enter(widget, data)
    event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEYS, QEvent.Type.Drop)
    with qtbot.waitSignal(drop.dropped) as told:
        QApplication.sendEvent(widget, event)
    assert told.args == [[Path("/there/a.jsonl"), Path("/there/b.jsonl.gz")]]
    assert not words(widget).isVisible()


def test_what_is_no_ink_is_left_to_the_window(widget: QWidget, drop: InkDrop) -> None:
    assert not enter(widget, files("a.png"))
    assert not enter(widget, files("a.jsonl", "model.safetensors"))
    assert not enter(widget, QMimeData())
    assert ink_files(files("a.png")) == []


def test_they_may_be_moved_over_a_scroll_area(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    drop = InkDrop(area, "Drop them here")
    data = files("a.jsonl")
    assert enter(area, data)
    move = QDragMoveEvent(QPoint(9, 9), COPY, data, LEFT, NO_KEYS)
    move.ignore()
    QApplication.sendEvent(area, move)
    assert move.isAccepted()
    event = QDropEvent(QPointF(9, 9), COPY, data, LEFT, NO_KEYS, QEvent.Type.Drop)
    with qtbot.waitSignal(drop.dropped):
        QApplication.sendEvent(area, event)


class Window(QWidget):
    """Takes what nobody in it has taken."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()


def test_a_picture_above_it_is_the_windows(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.setAcceptDrops(True)
    inner = QWidget(window)
    InkDrop(inner, "Drop them here")
    window.show()
    assert enter(inner, files("a.png"))
    assert not words(inner).isVisible()
