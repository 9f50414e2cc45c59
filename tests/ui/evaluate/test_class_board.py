"""The board for the projector."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.writers import WriterScore, writer_scores
from mnist_desk.ui.evaluate.class_board import ClassBoard
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.widgets.tokens import LIGHT

from .networks import answering, some_digits


def answered(labels: list[int], read: list[int]) -> Answers:
    digits, model = some_digits(labels), answering(read)
    return Answers(digits, model, outputs_of_images(model.layers, digits.data.images))


@pytest.fixture
def board(qtbot: QtBot, light: None) -> Iterator[ClassBoard]:
    """Ann's 1 is read as a 7, Bo's 2 right."""
    owner = QWidget()
    qtbot.addWidget(owner)
    board = ClassBoard(owner)
    answers = answered([1, 2], [7, 2])
    board.resize(800, 600)
    board.show_scores(answers, writer_scores(answers, ["Ann", "Bo"]), "2 writers")
    board.show()
    yield board
    board.close()


def words(board: ClassBoard) -> list[str]:
    return [label.text() for label in board.findChildren(QLabel)]


def frame(board: ClassBoard, number: int) -> QColor:
    """The colour of the upper edge of a writer's first digit."""
    layout = board.view.layout_now
    assert layout is not None
    tile = layout.tile_of(number, 0)
    picture = board.view.grab().toImage()
    return picture.pixelColor(int(tile.center().x()), int(tile.y()) + 2)


def test_misread_digits_have_a_frame(board: ClassBoard) -> None:
    assert frame(board, 0) == QColor(LIGHT.second)
    assert frame(board, 1) != QColor(LIGHT.second)


def test_those_who_do_not_see_it_are_told(board: ClassBoard) -> None:
    assert value_of(board.view) == "Ann: 0 of 1; Bo: 1 of 1"


def test_names_are_large_enough_for_the_last_row(board: ClassBoard) -> None:
    board.resize(1920, 1080)
    layout = board.view.layout_now
    assert layout is not None
    assert layout.head >= 40
    assert layout.tile >= 100


def test_it_says_who_has_no_room(board: ClassBoard) -> None:
    answers = answered([1] * 300, [1] * 300)
    scores: list[WriterScore] = writer_scores(answers, [f"pupil {n}" for n in range(300)])
    board.show_scores(answers, scores, "300 writers")
    (title,) = (told for told in words(board) if told.startswith("300 writers · "))
    assert title.endswith(" more have no room")


def test_it_says_that_the_newest_are_shown(board: ClassBoard) -> None:
    answers = answered([1] * 40, [1] * 40)
    board.show_scores(answers, writer_scores(answers, ["Ann"] * 40), "1 writer")
    assert any("the newest are shown" in told for told in words(board))


def test_escape_closes_it(qtbot: QtBot, board: ClassBoard) -> None:
    with qtbot.waitSignal(board.closed):
        qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert not board.isVisible()


def test_f11_fills_the_screen_and_leaves_it(qtbot: QtBot, board: ClassBoard) -> None:
    qtbot.keyClick(board, Qt.Key.Key_F11)
    assert board.isFullScreen()
    qtbot.keyClick(board, Qt.Key.Key_F11)
    assert not board.isFullScreen()
