"""The page Map: from digits on a plane to the canvas and back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.core.digit_map import Axes
from mnist_desk.core.ink import Ink
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.ui.data.map_page import MapPage
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import PER_DIGIT
from .mapped import network, painted, use

STROKE = Ink((((60.0, 60.0), (200.0, 90.0), (120.0, 240.0)),))


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> MapPage:
    use(session, network(1))
    page = MapPage(session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.resize(800, 600)
    with qtbot.waitSignal(page.placing.placed):
        page.show()
    return page


def test_it_shows_the_digits_and_what_is_read_wrong(page: MapPage) -> None:
    what = page.view.map
    assert what is not None
    assert len(what) == 10 * PER_DIGIT
    assert len(page.list.grid.order) == int(what.wrong.sum())


def test_the_drawing_is_where_the_network_puts_it(
    qtbot: QtBot, page: MapPage, session: Session
) -> None:
    before = painted(page.view)
    session.sheet.set_drawing(STROKE, "draw")
    what, reading = page.placing.map, session.reader.reading.reading
    assert what is not None
    assert reading is not None
    assert painted(page.view) != before
    qtbot.waitUntil(lambda: "nearest on the map" in page.words_around)
    session.sheet.clear()
    assert painted(page.view) == before


def test_digits_rest_while_a_stroke_is_drawn(qtbot: QtBot, page: MapPage, session: Session) -> None:
    before = page.view.map
    session.sheet.show_stroke(STROKE)
    with qtbot.waitSignal(page.placing.placed):
        use(session, network(2))
    assert page.view.map is before
    session.sheet.set_drawing(STROKE, "draw")
    assert page.view.map is page.placing.map


def test_classes_are_chosen_by_keys_and_left_by_escape(page: MapPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_4)
    QTest.keyClick(page.view, Qt.Key.Key_9)
    what = page.view.map
    assert what is not None
    order = page.list.grid.order
    assert set(what.digits.data.labels[order]) == {4, 9}
    assert len(order) == 2 * PER_DIGIT
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.legend.labels == []
    assert len(page.list.grid.order) == int(what.wrong.sum())


def test_a_line_takes_the_place_of_classes(page: MapPage) -> None:
    page.legend.toggle(4)
    chosen = np.zeros(10 * PER_DIGIT, bool)
    chosen[[3, 8]] = True
    page.view.lassoed.emit(chosen)
    what = page.view.map
    assert what is not None
    assert sorted(page.list.grid.order.tolist()) == sorted(what.indices[[3, 8]].tolist())
    assert page.legend.labels == []


def test_enter_puts_a_digit_on_the_canvas(page: MapPage, session: Session) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    drawing, what = session.sheet.drawing, page.view.map
    assert isinstance(drawing, MnistDigit)
    assert what is not None
    assert page.view.current is not None
    assert drawing.label == what.labels[page.view.current]
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == Ink()


def test_the_list_points_at_the_map(page: MapPage) -> None:
    page.legend.toggle(7)
    page.list.grid.go_to_first()
    assert page.view.current is not None
    what = page.view.map
    assert what is not None
    assert what.indices[page.view.current] == page.list.grid.order[0]


def test_a_choice_stays_when_the_network_is_another(
    qtbot: QtBot, page: MapPage, session: Session
) -> None:
    page.legend.toggle(7)
    with qtbot.waitSignal(page.placing.placed):
        use(session, network(2))
    assert len(page.list.grid.order) == PER_DIGIT
    page.bar.choose(Axes.RING, "train", pictures=False)
    qtbot.waitUntil(lambda: page.legend.labels == [])


def test_hidden_it_rests(qtbot: QtBot, page: MapPage, session: Session) -> None:
    page.hide()
    qtbot.waitUntil(lambda: not page.placing.is_due)
    use(session, network(2))
    session.sheet.set_drawing(STROKE, "draw")
    assert not page.placing.is_due
    assert page.view.map is not None
    assert page.view.map.layers == ()
    with qtbot.waitSignal(page.placing.placed):
        page.show()


def test_what_was_chosen_is_remembered(
    page: MapPage, session: Session, preferences: Preferences
) -> None:
    page.bar.choose(Axes.PIXELS, "train", pictures=True)
    page.save(preferences)
    page.bar.choose(Axes.RING, "test", pictures=False)
    page.restore(preferences)
    assert (page.bar.axes, page.bar.part, page.bar.shows_pictures) == (Axes.PIXELS, "train", True)


@pytest.mark.parametrize("width", [440, 900])
def test_the_list_is_where_there_is_room(qtbot: QtBot, page: MapPage, width: int) -> None:
    page.resize(width, 600)
    qtbot.waitUntil(lambda: (page.list.x() > page.view.x()) == (width > 500))
    assert page.minimumSizeHint().width() <= 430
