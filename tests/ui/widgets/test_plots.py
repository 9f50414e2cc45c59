from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.log_axis import LogAxis
from mnist_desk.ui.widgets.plots import EXACT, Plot, thinned
from mnist_desk.ui.widgets.tokens import DARK, LIGHT, colours
from mnist_desk.ui.window.theme import apply_appearance


class Line(Plot):
    """A straight line in the accent colour."""

    def __init__(self) -> None:
        self.curve = pg.PlotDataItem(np.arange(5.0), np.arange(5.0))
        super().__init__("line")
        self.addItem(self.curve)

    def paint_in_theme(self) -> None:
        super().paint_in_theme()
        self.curve.setPen(colours().accent)


@pytest.fixture
def plot(qtbot: QtBot, light: None) -> Iterator[Line]:
    window = QWidget()
    plot = Line()
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window)
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


def test_the_mouse_changes_nothing(plot: Line) -> None:
    plot.grab()
    before = plot.viewRange()
    middle = plot.rect().center()
    QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(plot.viewport(), middle + QPoint(60, 40))
    QTest.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 40))
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(plot.mapToGlobal(middle)),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), wheel)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.RightButton, pos=middle)
    assert plot.viewRange() == before
    assert QApplication.activePopupWidget() is None


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
