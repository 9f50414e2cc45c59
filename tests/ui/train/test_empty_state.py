from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.empty_state import EmptyState
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def empty(qtbot: QtBot, light: None) -> EmptyState:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.resize(600, 400)
    with qtbot.waitExposed(empty):
        empty.show()
    return empty


def test_it_invites_to_start(empty: EmptyState) -> None:
    assert any("Press Start" in label.text() for label in empty.findChildren(QLabel))


def test_the_curves_of_the_shipped_model_can_be_asked_for(qtbot: QtBot, empty: EmptyState) -> None:
    with qtbot.waitSignal(empty.curves_wanted):
        button = empty.findChild(QPushButton, "shippedCurvesButton")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("size", [(270, 300), (600, 400), (1200, 900)])
def test_all_its_words_are_seen(empty: EmptyState, size: tuple[int, int]) -> None:
    empty.resize(*size)
    empty.layout().activate()
    for label in empty.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
            assert label.width() <= size[0]


def test_its_picture_follows_the_theme(qtbot: QtBot, empty: EmptyState) -> None:
    picture = next(label for label in empty.findChildren(QLabel) if not label.pixmap().isNull())
    before = picture.pixmap().toImage()
    apply_appearance("dark")
    qtbot.waitUntil(lambda: picture.pixmap().toImage() != before)
