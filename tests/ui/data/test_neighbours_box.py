"""The two rows of neighbours, and what is said of them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.data.neighbour_row import NeighbourCell
from mnist_desk.ui.data.neighbours_box import NeighboursBox
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from .conftest import use


@pytest.fixture
def box(qtbot: QtBot, open_session: Session) -> NeighboursBox:
    use(open_session, Model.fresh(Recipe(hidden=(12,))))
    box = NeighboursBox(open_session)
    qtbot.addWidget(box, before_close_func=close_all)
    box.resize(840, 140)
    box.set_open(True)
    box.show()
    return box


def settle(box: NeighboursBox, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not box.search.is_due)


def test_a_drawing_has_neighbours(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    settle(box, qtbot)
    assert box._note.text() == "once you draw a digit"
    open_session.sheet.set_drawing(samples[3], "Stroke")
    settle(box, qtbot)
    assert box._note.text() == ""
    assert box.by_pixels.in_words(None) != "none yet"
    assert box.by_hidden.in_words(None) != "none yet"
    assert box._of_hidden.text() == "By the last hidden layer"


def test_a_network_without_a_hidden_layer_says_so(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    use(open_session, Model.fresh(Recipe(hidden=())))
    open_session.sheet.set_drawing(samples[3], "Stroke")
    settle(box, qtbot)
    assert box._of_hidden.text() == "This network has no hidden layer."
    assert box.by_hidden.in_words(None) == "none yet"


def test_what_is_pointed_at_is_told_above(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    open_session.sheet.set_drawing(samples[3], "Stroke")
    settle(box, qtbot)
    cell = NeighbourCell(0, 1)
    box.by_pixels.point_at(cell)
    assert box._of_pixels.text() == box.by_pixels.in_words(cell)
    box.by_pixels.point_at(None)
    assert box._of_pixels.text() == "By their pixels"


def test_a_neighbour_is_asked_for(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    open_session.sheet.set_drawing(samples[3], "Stroke")
    settle(box, qtbot)
    asked = QSignalSpy(box.digit_asked)
    cell = NeighbourCell(0, 1)
    box.by_hidden.activated.emit(cell)
    assert asked.at(0)[0] == box.by_hidden.index(cell)


def test_closed_or_out_of_sight_it_rests(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    settle(box, qtbot)
    box.disclosure.click()
    assert not box.is_open
    open_session.sheet.set_drawing(samples[3], "Stroke")
    assert not box.search.is_due
    box.disclosure.click()
    settle(box, qtbot)
    assert box.by_pixels.in_words(None) != "none yet"
    box.hide()
    open_session.sheet.set_drawing(samples[1], "Stroke")
    assert not box.search.is_due


def test_nothing_moves_when_the_first_stroke_comes(
    box: NeighboursBox, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    settle(box, qtbot)
    before = box.sizeHint().height()
    open_session.sheet.set_drawing(samples[3], "Stroke")
    settle(box, qtbot)
    assert box.sizeHint().height() == before
