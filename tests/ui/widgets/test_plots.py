from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.colours import DARK, LIGHT, colours
from mnist_desk.ui.widgets.log_axis import LogAxis
from mnist_desk.ui.widgets.plots import Plot
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
