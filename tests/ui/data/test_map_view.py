"""The map under mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.digit_map import Axes
from mnist_desk.ui.data.map_view import MapView
from mnist_desk.ui.widgets.spoken import value_of

from .mapped import PLACES, painted, small_map

LEFT, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_map(small_map())
    with qtbot.waitExposed(view):
        view.show()
    return view


def place_of(view: MapView, digit: int) -> QPoint:
    x, y = view.frame.to_pixels(PLACES)[digit].tolist()
    return QPoint(round(x), round(y))


def wheel(view: MapView, at: QPoint, notches: int) -> None:
    turn = QPoint(0, 120 * notches)
    event = QWheelEvent(
        *(QPointF(at), view.mapToGlobal(QPointF(at)), QPoint(), turn, Qt.MouseButton.NoButton),
        *(NONE, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view, event)


def drag(view: MapView, *way: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view, LEFT, keys, way[0])
    for at in way[1:]:
        QTest.mouseMove(view, at)
    QTest.mouseRelease(view, LEFT, keys, way[-1])


def test_the_mouse_points_at_a_digit_and_says_which(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.current_changed) as told:
        QTest.mouseMove(view, place_of(view, 2) + QPoint(3, 0))
    assert told.args == [2]
    assert value_of(view) == "4 → 9"
    QTest.mouseMove(view, place_of(view, 0))
    assert value_of(view) == "4 ✓"
    QTest.mouseMove(view, QPoint(2, 2))
    assert view.current is None
    assert value_of(view) == "5 digits, 1 read wrong"


def test_a_double_click_opens_a_digit(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.opened) as told:
        QTest.mouseDClick(view, LEFT, NONE, place_of(view, 3))
    assert told.args == [3]


def test_arrows_go_from_digit_to_digit_and_enter_opens(qtbot: QtBot, view: MapView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == 2
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == 3
    with qtbot.waitSignal(view.opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [3]


def test_arrows_stay_among_the_chosen(view: MapView) -> None:
    view.show_chosen(np.array([True, False, False, False, True]))
    QTest.keyClick(view, Qt.Key.Key_Left)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current in (0, 4)


@pytest.mark.parametrize("by_mode", [False, True])
def test_a_line_around_digits_chooses_them(qtbot: QtBot, view: MapView, by_mode: bool) -> None:
    view.uses_lasso = by_mode
    first, third = place_of(view, 0), place_of(view, 2)
    way = [
        first + QPoint(-15, -15),
        third + QPoint(20, -20),
        third + QPoint(20, 20),
        first + QPoint(-15, 15),
    ]
    with qtbot.waitSignal(view.lassoed) as told:
        drag(view, *way, keys=NONE if by_mode else SHIFT)
    assert np.flatnonzero(told.args[0]).tolist() == [0, 2]


def test_the_wheel_zooms_a_drag_moves_and_home_comes_back(view: MapView) -> None:
    at = place_of(view, 3)
    wheel(view, at, 5)
    assert view.frame.zoom > 2
    assert (place_of(view, 3) - at).manhattanLength() <= 2
    drag(view, at, at + QPoint(-30, 10))
    assert (place_of(view, 3) - at - QPoint(-30, 10)).manhattanLength() <= 2
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.frame.is_whole
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.frame.zoom > 1


def test_a_zoomed_map_brings_the_digit_of_the_keys_in_sight(view: MapView) -> None:
    wheel(view, place_of(view, 0), 12)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current is not None
    assert view.rect().contains(place_of(view, view.current))


def test_digit_keys_and_escape_are_told(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.class_asked) as told:
        QTest.keyClick(view, Qt.Key.Key_7)
    assert told.args == [7]
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_the_drawing_leaves_a_trail(view: MapView) -> None:
    empty = painted(view)
    picture = np.zeros((28, 28), np.float32)
    picture[4:24, 13:16] = 1
    view.show_drawing(picture, (-1.0, -0.5))
    once = painted(view)
    view.show_drawing(picture, (1.0, 0.5))
    moved = painted(view)
    assert empty != once
    assert once != moved
    view.show_drawing(None, None)
    assert painted(view) == empty


def test_the_same_digits_elsewhere_leave_what_is_seen(view: MapView) -> None:
    wheel(view, place_of(view, 3), 3)
    before = view.frame
    what = view.map
    assert what is not None
    view.show_map(small_map(PLACES * 0.8, digits=what.digits))
    assert view.frame == before
    view.show_map(small_map(PLACES * 9, digits=what.digits))
    assert view.frame.is_whole
    view.show_map(small_map(PLACES, Axes.PIXELS, what.digits))
    assert view.frame.whole.width < before.whole.width * 1.1


def test_what_is_not_in_sight_keeps_no_network(view: MapView) -> None:
    view.forget()
    assert view.map is not None
    assert view.map.layers == ()
