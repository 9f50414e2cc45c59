"""The drawing at every strength."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.data_origin import DataOrigin
from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink
from mnist_desk.core.robustness import DISTORTIONS
from mnist_desk.ui.evaluate.spoilt_drawing import SpoiltDrawing
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import FakeEngine
from .answered import always

LINE = Ink((((20.0, 20.0), (90.0, 200.0)),))


@pytest.fixture
def drawing(qtbot: QtBot, session: Session, engine: FakeEngine) -> SpoiltDrawing:
    """In sight, with a network that answers 3; nothing is drawn yet."""
    always(session, 3)
    drawing = SpoiltDrawing(session)
    qtbot.addWidget(drawing, before_close_func=close_all)
    drawing.resize(900, 160)
    with qtbot.waitExposed(drawing):
        drawing.show()
    qtbot.waitUntil(lambda: "Draw a digit" in words(drawing))
    return drawing


def words(drawing: SpoiltDrawing) -> str:
    return " | ".join(label.text() for label in drawing.findChildren(QLabel))


def test_it_shows_where_its_answer_turns(
    qtbot: QtBot, drawing: SpoiltDrawing, session: Session
) -> None:
    session.sheet.set_drawing(LINE, "Draw")
    qtbot.waitUntil(lambda: "becomes 9 at 60°" in words(drawing))
    QTest.keyClick(drawing.strip, Qt.Key.Key_Right)
    QTest.keyClick(drawing.strip, Qt.Key.Key_Return)
    assert isinstance(session.sheet.drawing, Picture)
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == LINE


def test_another_distortion_has_other_strengths(
    qtbot: QtBot, drawing: SpoiltDrawing, session: Session
) -> None:
    session.sheet.set_drawing(LINE, "Draw")
    qtbot.waitUntil(lambda: "becomes 9 at 60°" in words(drawing))
    drawing.choose(DISTORTIONS["noise"])
    qtbot.waitUntil(lambda: "60°" not in words(drawing))


def test_hidden_it_rests(qtbot: QtBot, drawing: SpoiltDrawing, session: Session) -> None:
    drawing.hide()
    session.sheet.set_drawing(LINE, "Draw")
    assert "Draw a digit" in words(drawing)
    drawing.show()
    qtbot.waitUntil(lambda: "becomes 9 at 60°" in words(drawing))


def test_the_keys_act_on_no_picture_that_is_gone(
    qtbot: QtBot, drawing: SpoiltDrawing, session: Session
) -> None:
    drawing.choose(DISTORTIONS["shift"])
    session.sheet.set_drawing(LINE, "Draw")
    qtbot.waitUntil(lambda: "becomes 9 at 8" in words(drawing))
    drawing.strip.point_at((0, 16))
    drawing.choose(DISTORTIONS["noise"])
    qtbot.waitUntil(lambda: "becomes 9 at 1 " in words(drawing))
    assert drawing.strip.cell is None
    drawing.strip.point_at((0, 3))
    session.sheet.clear()
    qtbot.waitUntil(lambda: "Draw a digit" in words(drawing))
    QTest.keyClick(drawing.strip, Qt.Key.Key_Return)
    assert session.sheet.drawing == Ink()


def test_answers_are_called_as_the_network_calls_them(
    qtbot: QtBot, drawing: SpoiltDrawing, session: Session
) -> None:
    clothes = DataOrigin("Clothes", "0" * 64, tuple("abcdefghij"))
    model = session.network.model
    session.runs.reach(session.runs.current, replace(model, data=clothes))
    session.sheet.set_drawing(LINE, "Draw")
    qtbot.waitUntil(lambda: "read as e, becomes j at 60°" in words(drawing))
