from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.crosshair import Place
from mnist_desk.ui.widgets.log_axis import LogAxis
from mnist_desk.ui.widgets.plots import EXACT, Plot, thinned
from mnist_desk.ui.widgets.tokens import DARK, LIGHT, Colours
from mnist_desk.ui.window.theme import apply_appearance
from mnist_desk.ui.work.job import close_all


class Line(Plot):
    """A straight line in the accent colour."""

    def __init__(self) -> None:
        self.curve = pg.PlotDataItem(np.arange(5.0), np.arange(5.0))
        self.known = 5
        super().__init__("line")
        self.addItem(self.curve)
        self.zoom_view.set_whole((0, 4), (0, 4))

    def nearest(self, x: float) -> Place:
        at = min(max(round(x), 0), self.known - 1)
        return Place(at, (float(at),), (f"value {at}",))

    def newest(self) -> str:
        return "4 is the newest."

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        self.curve.setPen(c.accent)


@pytest.fixture
def plot(qtbot: QtBot, light: None) -> Iterator[Line]:
    window = QWidget()
    plot = Line()
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    yield plot


def pixels(plot: Line, colour: str) -> int:
    image = plot.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_it_has_the_colours_of_each_theme(qtbot: QtBot, plot: Line) -> None:
    assert plot.objectName() == "line"
    for theme, c in (("light", LIGHT), ("dark", DARK)):
        apply_appearance(theme)
        qtbot.waitUntil(lambda base=c.base: pixels(plot, base) > 1000)
        assert pixels(plot, c.line) > 100, "the axes"
        assert pixels(plot, c.quiet) > 5, "their numbers"
        assert pixels(plot, c.accent) > 50, "the curve of the subclass"


def test_the_mouse_shows_the_values_of_the_place_it_is_on(plot: Line) -> None:
    place = QPointF(plot.mapFromScene(plot.zoom_view.mapViewToScene(QPointF(2, 2))))
    none, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    everywhere = QPointF(plot.viewport().mapToGlobal(place))
    move = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, none, no_keys)
    QApplication.sendEvent(plot.viewport(), move)
    assert reading(plot).isVisible()
    assert reading(plot).text() == "value 2"
    plot.leaveEvent(QEvent(QEvent.Type.Leave))
    assert not reading(plot).isVisible()


def test_the_values_follow_the_curve(qtbot: QtBot, plot: Line) -> None:
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert reading(plot).text() == "value 2"
    plot.known = 1
    plot.values_changed()
    assert reading(plot).text() == "value 0"


def test_the_arrow_keys_go_from_value_to_value(qtbot: QtBot, plot: Line) -> None:
    for key, value in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
    ):
        qtbot.keyClick(plot, key)
        assert reading(plot).text() == f"value {value}"
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reading(plot).text() == "value 4"
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert not reading(plot).isVisible()


def test_a_value_is_brought_into_sight(qtbot: QtBot, plot: Line) -> None:
    for _ in range(6):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    for _ in range(5):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert reading(plot).text() == "value 4"
    low, high = plot.viewRange()[0]
    assert low <= 4 <= high < low + 2


def test_the_keys_zoom_and_home_shows_the_whole(qtbot: QtBot, plot: Line) -> None:
    whole = plot.viewRange()[0]
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    nearer = plot.viewRange()[0]
    assert whole[0] < nearer[0] < nearer[1] < whole[1]
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    qtbot.keyClick(plot, Qt.Key.Key_Minus)
    assert plot.viewRange()[0] == pytest.approx(nearer)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.viewRange()[0] == pytest.approx(whole)


def test_other_keys_are_for_others(plot: Line) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    plot.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_menu_is_asked_for_at_the_mouse_and_by_the_key_in_the_middle(plot: Line) -> None:
    asked = QSignalSpy(plot.menu_wanted)
    corner = QPoint(3, 4)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        plot.contextMenuEvent(QContextMenuEvent(reason, corner, plot.mapToGlobal(corner)))
    middle = plot.mapToGlobal(plot.rect().center())
    assert [asked.at(n)[0] for n in range(2)] == [plot.mapToGlobal(corner), middle]


def test_the_focus_is_seen(qtbot: QtBot, plot: Line) -> None:
    plot.curve.setData([], [])
    plot.window().activateWindow()
    plot.clearFocus()
    assert pixels(plot, LIGHT.accent) == 0
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    assert pixels(plot, LIGHT.accent) > 2 * (plot.width() + plot.height())


def test_it_tells_its_newest_values_in_words_once_a_second(
    qtbot: QtBot, plot: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot.values_changed()
    assert "4 is the newest" not in plot.accessibleDescription()
    qtbot.waitUntil(lambda: plot.accessibleDescription().startswith("4 is the newest."))


def test_it_takes_the_font_of_the_window(plot: Line) -> None:
    font = plot.font()
    font.setPointSizeF(20)
    plot.setFont(font)
    assert plot.getAxis("left").style["tickFont"].pointSizeF() == 20
    assert plot.getAxis("left").label.font().pointSizeF() == 20


def reading(plot: Line) -> QLabel:
    return plot.findChild(QLabel, "plotReading")


def test_its_axis_keeps_labels_apart_when_it_is_logarithmic(plot: Line) -> None:
    assert isinstance(plot.getAxis("left"), LogAxis)
    plot.setLogMode(y=True)
    plot.setYRange(-3, 0)
    assert not plot.grab().isNull()


# Long curves


@given(
    arrays(np.float32, st.integers(0, 300), elements=st.floats(-9, 9, width=32)),
    st.integers(1, 30).map(lambda half: 2 * half),
)
def test_a_thinned_curve_reaches_as_far_as_the_whole(
    values: NDArray[np.float32], most: int
) -> None:
    x, y = thinned(values, most)
    assert len(x) == len(y) <= max(most, 1)
    if len(values) <= most:
        np.testing.assert_array_equal(x, np.arange(len(values)))
        np.testing.assert_array_equal(y, values)
        return
    assert (np.diff(x) >= 0).all()
    assert x[0] == 0
    assert x[-1] < len(values)
    size = -(-len(values) // (most // 2))
    for at in range(0, len(values), size):
        group, ends = values[at : at + size], y[2 * (at // size) :][:2]
        assert tuple(ends) == (group.min(), group.max())
        assert at <= x[2 * (at // size)] <= x[2 * (at // size) + 1] < at + size


def test_thinning_passes_over_what_is_no_number() -> None:
    values = np.array([1, np.nan, 3, 4, np.nan, np.nan], np.float32)
    _, y = thinned(values, 4)
    np.testing.assert_array_equal(y, [1, 3, 4, 4])
    _, y = thinned(np.full(6, np.nan, np.float32), 4)
    assert np.isnan(y).all()


def test_a_curve_of_a_long_training_is_exact() -> None:
    values = np.zeros(EXACT, np.float32)
    assert len(thinned(values)[0]) == EXACT >= 300_000
    assert len(thinned(np.append(values, values))[0]) <= EXACT
