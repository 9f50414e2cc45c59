from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.widgets.zoom_view import ZoomView
from mnist_desk.ui.work.job import close_all

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def plot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plot]:
    """Values that fall from 100 to 1, at 1 to 100."""
    # So that no move is passed over, however soon it comes after another.
    monkeypatch.setitem(pg.CONFIG_OPTIONS, "mouseRateLimit", 0)
    window = QWidget()
    plot = Plot("falling")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    plot.plot(np.arange(1, 101), np.arange(100, 0, -1))
    plot.zoom_view.set_whole((1, 100))
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    plot.grab()
    yield plot


@pytest.fixture
def view(plot: Plot) -> ZoomView:
    return plot.zoom_view


def seen(view: ZoomView, axis: int = 0) -> tuple[float, float]:
    view.updateAutoRange()
    low, high = view.viewRange()[axis]
    return low, high


def at(plot: Plot, x: float, y: float) -> QPoint:
    return plot.mapFromScene(plot.zoom_view.mapViewToScene(QPointF(x, y)))


def roll(plot: Plot, notches: int, x: float = 50, y: float = 50) -> None:
    place = QPointF(at(plot, x, y))
    for _ in range(abs(notches)):
        wheel = QWheelEvent(
            place,
            QPointF(plot.viewport().mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120 if notches > 0 else -120),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(plot.viewport(), wheel)


def drag(
    plot: Plot,
    start: tuple[float, float],
    end: tuple[float, float],
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = NONE,
) -> None:
    places = [at(plot, *start), at(plot, *end)]
    between = [places[0] + (places[1] - places[0]) * part / 4 for part in range(1, 5)]
    QTest.mousePress(plot.viewport(), button, keys, places[0])
    for place in map(QPointF, between):
        everywhere = QPointF(plot.viewport().mapToGlobal(place))
        none = Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, button, keys)
        QApplication.sendEvent(plot.viewport(), move)
    QTest.mouseRelease(plot.viewport(), button, keys, places[1])


def test_the_whole_is_seen_at_first(view: ZoomView) -> None:
    low, high = seen(view)
    assert low <= 1 < 100 <= high
    assert not view.is_zoomed


def test_the_wheel_goes_nearer_to_what_the_mouse_is_on(plot: Plot, view: ZoomView) -> None:
    told = QSignalSpy(view.zoom_changed)
    roll(plot, 5, x=30)
    low, high = seen(view)
    assert 1 < low < 30 < high < 100
    assert view.is_zoomed
    assert told.count() == 1


def test_y_fits_what_is_in_sight(plot: Plot, view: ZoomView) -> None:
    roll(plot, 10, x=90, y=50)
    assert seen(view, 1)[1] < 50, "the values at the beginning are out of sight"


def test_the_wheel_goes_back_to_the_whole_and_no_further(plot: Plot, view: ZoomView) -> None:
    whole = seen(view)
    roll(plot, 3)
    roll(plot, -8)
    assert seen(view) == pytest.approx(whole)
    assert not view.is_zoomed


def test_a_box_is_zoomed_on(plot: Plot, view: ZoomView) -> None:
    drag(plot, (20, 80), (40, 60))
    assert seen(view) == pytest.approx((20, 40), abs=2)
    assert seen(view, 1) == pytest.approx((60, 80), abs=2)
    assert view.is_zoomed


@pytest.mark.parametrize(("button", "keys"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_what_is_seen_can_be_moved(
    plot: Plot, view: ZoomView, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    drag(plot, (20, 80), (40, 60))
    low, high = seen(view)
    drag(plot, (25, 70), (35, 70), button, keys)
    assert seen(view) == pytest.approx((low - 10, high - 10), abs=2)
    assert seen(view)[1] - seen(view)[0] == pytest.approx(high - low)


def test_the_whole_cannot_be_moved(plot: Plot, view: ZoomView) -> None:
    whole = seen(view)
    drag(plot, (25, 70), (35, 70), MIDDLE)
    assert seen(view) == whole


def test_a_double_click_shows_the_whole(plot: Plot, view: ZoomView) -> None:
    whole, high = seen(view), seen(view, 1)
    drag(plot, (20, 80), (40, 60))
    told = QSignalSpy(view.zoom_changed)
    QTest.mouseDClick(plot.viewport(), LEFT, NONE, at(plot, 30, 70))
    assert seen(view) == pytest.approx(whole)
    assert seen(view, 1) == pytest.approx(high)
    assert told.at(0) == [False]


def test_what_was_zoomed_stays_when_the_whole_grows(view: ZoomView) -> None:
    view.zoom(4, 50)
    before = seen(view)
    view.set_whole((1, 500))
    assert seen(view) == before
    view.reset()
    assert seen(view)[1] >= 500


def test_it_goes_no_nearer_than_allowed(view: ZoomView) -> None:
    view.set_whole((1, 100), least=10)
    for _ in range(50):
        view.zoom(1)
    low, high = seen(view)
    assert high - low == pytest.approx(10)


def test_a_place_is_brought_into_sight_by_moving_no_more_than_needed(view: ZoomView) -> None:
    view.zoom(8, 50)
    low, high = seen(view)
    view.bring_into_sight((low + high) / 2)
    assert seen(view) == (low, high)
    view.bring_into_sight(high + 7)
    assert seen(view) == pytest.approx((low + 7, high + 7))
    view.bring_into_sight(low)
    assert seen(view) == pytest.approx((low, high))


def test_a_right_click_is_for_the_menu_of_the_plot(plot: Plot, view: ZoomView) -> None:
    whole = seen(view)
    drag(plot, (20, 80), (40, 60), Qt.MouseButton.RightButton)
    assert seen(view) == whole
    assert QApplication.activePopupWidget() is None
