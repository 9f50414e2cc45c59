from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy

from mnist_desk.core.ink import Ink
from mnist_desk.ui.state.session import Session

if TYPE_CHECKING:
    pass

DOT = Ink((((140.0, 140.0),),))
LINE = DOT.with_stroke(((20.0, 20.0), (20.0, 250.0)))


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_the_drawing_is_undone_and_done_again(session: Session) -> None:
    drawn = QSignalSpy(session.sheet.changed)
    session.sheet.set_drawing(DOT, "Stroke")
    session.sheet.set_drawing(LINE, "Stroke")
    session.sheet.undo_stack.undo()
    session.sheet.undo_stack.undo()
    session.sheet.undo_stack.redo()
    assert values(drawn) == [DOT, LINE, DOT, Ink(), DOT]
    assert session.sheet.drawing == DOT


def test_clearing_can_be_undone(session: Session) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    session.sheet.clear()
    assert session.sheet.drawing == Ink()
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == LINE


@pytest.mark.parametrize("drawing", [Ink(), DOT])
def test_what_changes_nothing_is_not_there_to_undo(session: Session, drawing: Ink) -> None:
    session.sheet.set_drawing(drawing, "Stroke")
    count = session.sheet.undo_stack.count()
    session.sheet.set_drawing(drawing, "Stroke")
    assert session.sheet.undo_stack.count() == count


def test_a_new_stroke_forgets_what_was_undone(session: Session) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    session.sheet.undo_stack.undo()
    session.sheet.set_drawing(DOT, "Stroke")
    assert not session.sheet.undo_stack.canRedo()


def test_a_stroke_that_is_being_drawn_is_shown_but_not_there_to_undo(session: Session) -> None:
    session.sheet.show_stroke(DOT)
    assert session.sheet.drawing == DOT
    assert not session.sheet.undo_stack.canUndo()


def test_undo_after_a_stroke_takes_all_of_it_back(session: Session) -> None:
    session.sheet.show_stroke(DOT)
    session.sheet.show_stroke(LINE)
    session.sheet.set_drawing(LINE, "Stroke")
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == Ink()
