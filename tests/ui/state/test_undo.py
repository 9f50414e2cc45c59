from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QUndoCommand
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.undo import Forgettable, UndoStack

DOT = Ink((((140.0, 140.0),),))


class Step(Forgettable):
    """Goes to its number; it says so when it is asked to come back from where it forgot."""

    def __init__(self, places: list[int], cost: int) -> None:
        super().__init__("step")
        self._places = places
        self.cost = cost

    def redo(self) -> None:
        assert not self.is_forgotten
        self._places.append(len(self._places))

    def undo(self) -> None:
        assert not self.is_forgotten
        self._places.pop()


class Other(QUndoCommand):
    """A step that costs nothing and forgets nothing."""

    def __init__(self, places: list[int]) -> None:
        super().__init__("other")
        self._places = places

    def redo(self) -> None:
        self._places.append(len(self._places))

    def undo(self) -> None:
        self._places.pop()


@pytest.fixture
def stack(qapp: QApplication) -> Iterator[UndoStack]:
    yield UndoStack(most_bytes=100, most_steps=10)


def undo_all(stack: UndoStack) -> int:
    """How many steps can be undone one after the other."""
    count = 0
    while stack.canUndo():
        stack.undo()
        count += 1
    stack.undo()
    return count


def test_steps_are_undone_as_far_as_their_bytes_are_there(stack: UndoStack) -> None:
    places: list[int] = []
    for _ in range(5):
        stack.push(Step(places, 40))
    assert undo_all(stack) == 2
    assert len(places) == 3, "where it can be undone no further it stays"


def test_what_can_be_undone_can_be_done_again_and_undone(stack: UndoStack) -> None:
    places: list[int] = []
    for _ in range(5):
        stack.push(Step(places, 40))
    undo_all(stack)
    while stack.canRedo():
        stack.redo()
    assert len(places) == 5
    assert undo_all(stack) == 2


def test_the_last_step_can_be_undone_whatever_it_takes(stack: UndoStack) -> None:
    places: list[int] = []
    stack.push(Step(places, 10))
    stack.push(Step(places, 1000))
    assert undo_all(stack) == 1


def test_there_are_so_many_steps_at_most(stack: UndoStack) -> None:
    places: list[int] = []
    for _ in range(15):
        stack.push(Step(places, 1))
    assert stack.count() == 10
    assert undo_all(stack) == 10


def test_other_steps_are_undone_down_to_what_was_forgotten(stack: UndoStack) -> None:
    places: list[int] = []
    stack.push(Step(places, 90))
    stack.push(Other(places))
    stack.push(Step(places, 90))
    assert undo_all(stack) == 2


def test_a_macro_is_forgotten_as_one(stack: UndoStack) -> None:
    places: list[int] = []
    stack.push(Step(places, 10))
    stack.beginMacro("both")
    stack.push(Other(places))
    stack.push(Step(places, 60))
    assert not stack.canUndo()
    stack.endMacro()
    assert stack.canUndo()
    stack.push(Step(places, 60))
    assert undo_all(stack) == 1
    assert len(places) == 3


def test_a_macro_has_its_cost_when_it_ends(stack: UndoStack) -> None:
    places: list[int] = []
    stack.push(Step(places, 60))
    stack.beginMacro("one")
    stack.push(Step(places, 60))
    stack.endMacro()
    assert undo_all(stack) == 1


def test_a_new_step_after_undoing_has_the_room_of_those_undone(stack: UndoStack) -> None:
    places: list[int] = []
    for _ in range(2):
        stack.push(Step(places, 45))
    stack.undo()
    stack.push(Step(places, 45))
    assert undo_all(stack) == 2


def test_it_is_told_whenever_undoing_becomes_possible_or_impossible(stack: UndoStack) -> None:
    told = QSignalSpy(stack.can_undo_changed)
    places: list[int] = []
    for _ in range(3):
        stack.push(Step(places, 60))
    stack.undo()
    stack.redo()
    assert [told.at(at)[0] for at in range(told.count())] == [True, False, True]


Action = st.one_of(st.integers(0, 60), st.sampled_from(["undo", "redo", "other"]))


@given(st.lists(Action, max_size=40))
def test_it_undoes_like_a_stack_as_far_as_its_bytes_reach(
    qapp: QApplication, actions: list[int | str]
) -> None:
    stack, places = UndoStack(most_bytes=100, most_steps=8), []
    could: list[bool] = [False]
    stack.can_undo_changed.connect(could.append)
    for action in actions:
        if action == "undo":
            before, can = len(places), stack.canUndo()
            stack.undo()
            assert len(places) == before - can
        elif action == "redo":
            stack.redo()
        elif action == "other":
            stack.push(Other(places))
        else:
            stack.push(Step(places, action))
            assert stack.canUndo()
        assert could[-1] == stack.canUndo()
        held = [stack.command(at) for at in range(stack.index())]
        costs = [step.cost for step in held if isinstance(step, Step) and not step.is_forgotten]
        assert sum(costs[:-1]) <= 100
        assert stack.count() <= 8


# Of drawings


def test_of_large_pictures_the_last_are_there_to_undo(session: Session) -> None:
    sheet = session.sheet
    pictures = [Picture(np.ones((1024, 1024), np.float32)) for _ in range(30)]
    for picture in pictures:
        sheet.set_drawing(picture, "Open")
    count = undo_all(sheet.undo_stack)
    assert 10 <= count <= 16, "64 MB of 4 MB each"
    assert sheet.drawing is pictures[29 - count]


def test_a_day_of_strokes_can_be_undone(session: Session) -> None:
    sheet = session.sheet
    ink = Ink()
    for _ in range(400):
        ink = ink.with_stroke(((1.0, 2.0),) * 200)
        sheet.set_drawing(ink, "Stroke")
    assert undo_all(sheet.undo_stack) == 400
    assert sheet.drawing == Ink()


def test_what_is_forgotten_is_not_in_memory(session: Session) -> None:
    first = Picture(np.ones((1024, 1024), np.float32))
    there = weakref.ref(first)
    session.sheet.set_drawing(first, "Open")
    del first
    for _ in range(20):
        session.sheet.set_drawing(Picture(np.ones((1024, 1024), np.float32)), "Open")
    session.reader.read_now()
    gc.collect()
    assert there() is None
