"""The digits of a view, and their way to the canvas."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.browsing import View
from mnist_desk.core.ink import Ink
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.ui.data.browse_list import BrowseList
from mnist_desk.ui.data.ordering import Ordered
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.digit_cells import DigitCells
from mnist_desk.ui.widgets.enlarged import Enlarged

from .conftest import always_4


@pytest.fixture
def shown(qtbot: QtBot, session: Session) -> BrowseList:
    shown = BrowseList(session)
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def ordered(sets: DataSets, *indices: int, read: bool = True) -> Ordered:
    """Some of the test digits; the network takes everything for a 4."""
    outputs = np.tile(5 * np.eye(10, dtype=np.float32)[4], (len(sets.test), 1))
    answers = Answers(sets.test, always_4(), outputs) if read else None
    return Ordered(sets.test, answers, View(), np.array(indices, np.intp))


def all_button(shown: BrowseList) -> QAbstractButton:
    button = shown.findChild(QAbstractButton, "showAllDigits")
    assert isinstance(button, QAbstractButton)
    return button


def caption(shown: BrowseList, index: int) -> str:
    cells = shown.grid.model()
    assert isinstance(cells, DigitCells)
    return cells.caption(index)


def test_labels_and_answers_are_told_below(shown: BrowseList, sets: DataSets) -> None:
    shown.show_digits(ordered(sets, 3, 4, read=False), is_filtered=False)
    assert caption(shown, 3) == "Dress"
    assert shown.state.text() == "The network reads them…"
    shown.show_digits(ordered(sets, 3, 4), is_filtered=False)
    assert caption(shown, 3) == "Dress → Coat"
    assert caption(shown, 4) == "Coat ✓"
    assert shown.state.isHidden()


def test_how_many_they_are_is_told(shown: BrowseList, sets: DataSets) -> None:
    shown.show_digits(ordered(sets, *range(20)), is_filtered=False)
    assert shown.count.text() == "All 20"
    shown.show_digits(ordered(sets, 3), is_filtered=True)
    assert shown.count.text() == "1 of 20"


def test_filters_can_be_left_and_nothing_moves(shown: BrowseList, sets: DataSets) -> None:
    asked = QSignalSpy(shown.all_asked)
    shown.show_digits(ordered(sets, *range(20)), is_filtered=False)
    assert all_button(shown).isHidden()
    before = shown.sizeHint()
    shown.show_digits(ordered(sets, 3), is_filtered=True)
    all_button(shown).click()
    assert asked.count() == 1
    assert shown.sizeHint().height() == before.height()


def test_a_digit_goes_to_the_canvas(
    shown: BrowseList, session: Session, sets: DataSets, qtbot: QtBot
) -> None:
    shown.show_digits(ordered(sets, 4, 13), is_filtered=False)
    assert shown.go_to(13)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Return)
    drawing = session.sheet.drawing
    assert isinstance(drawing, MnistDigit)
    assert (drawing.number, drawing.label, drawing.source) == (14, 3, "Some test")
    np.testing.assert_allclose(drawing.grey * 255, sets.test.data.images[13], atol=0.01)
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == Ink()


def test_a_digit_that_is_not_shown_is_not_gone_to(shown: BrowseList, sets: DataSets) -> None:
    shown.show_digits(ordered(sets, 4, 13), is_filtered=False)
    assert not shown.go_to(5)
    assert shown.current == 4


def test_with_other_answers_the_digit_stays_and_another_view_begins_anew(
    shown: BrowseList, sets: DataSets
) -> None:
    shown.show_digits(ordered(sets, 4, 13, 14), is_filtered=False)
    shown.go_to(13)
    shown.show_digits(ordered(sets, 14, 13, 4), is_filtered=False)
    assert shown.current == 13
    shown.show_digits(ordered(sets, 14, 13)._replace(view=View(label=4)), is_filtered=True)
    assert shown.current == 14


def test_space_shows_it_large_and_arrows_go_on(
    shown: BrowseList, sets: DataSets, qtbot: QtBot
) -> None:
    shown.show_digits(ordered(sets, 13, 14), is_filtered=False)
    shown.go_to(13)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Space)
    large = shown.findChild(Enlarged)
    assert large.isVisible()
    assert large._title.text() == "Dress, read as Coat"
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert shown.current == 14
    assert large._title.text() == "Coat, read right"
    large.close()


def test_what_is_not_read_is_not_shown_large(
    shown: BrowseList, sets: DataSets, qtbot: QtBot
) -> None:
    shown.show_digits(ordered(sets, 13, read=False), is_filtered=False)
    shown.go_to(13)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Space)
    assert shown.findChild(Enlarged) is None


def test_answers_can_be_forgotten(shown: BrowseList, sets: DataSets) -> None:
    some = ordered(sets, 13)
    assert some.answers is not None
    model = weakref.ref(some.answers.model)
    shown.show_digits(some, is_filtered=False)
    del some
    shown.forget_answers()
    assert shown.shown is not None
    assert shown.shown.answers is None
    gc.collect()
    assert model() is None
    assert caption(shown, 13) == "Dress → Coat"


def test_words_from_outside_are_plain(shown: BrowseList) -> None:
    shown.say("no\x07 such file")
    assert "\x07" not in shown.state.text()
    shown.say("")
    assert shown.state.isHidden()
