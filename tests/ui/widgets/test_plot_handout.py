from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plot_handout import Handout
from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.widgets.tokens import DARK
from mnist_desk.ui.window.theme import apply_appearance
from mnist_desk.ui.work.job import close_all

from .images import likeness


@pytest.fixture
def plot(qtbot: QtBot, light: None) -> Iterator[Plot]:
    window = QWidget()
    plot = Plot("curve")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    pen = pg.mkPen("#ff00ff", width=2)
    curve = pg.PlotDataItem([0, 1], [1, 1], pen=pen, symbol="o", symbolBrush="#ff00ff")
    plot.addItem(curve)
    plot.legend.add(curve, "flat")
    plot.setLabel("bottom", "step")
    plot.zoom_view.set_whole((0, 1), (0, 2))
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    plot.clearFocus()
    plot.grab()
    yield plot


def painted(plot: Plot, sharpness: int = 1) -> QImage:
    handout = Handout(plot)
    image = QImage(handout.size * sharpness, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharpness)
    painter = QPainter(image)
    handout.paint(painter, sharpness)
    painter.end()
    return image


def thickness(image: QImage) -> float:
    """Of the flat curve, at a quarter of the width; pixels, those at its edges in part."""
    colours = [image.pixelColor(image.width() // 4, y) for y in range(image.height())]
    return sum(1 - c.greenF() for c in colours if c.redF() == c.blueF() == 1)


def test_what_is_on_the_screen_stands_below_the_words(plot: Plot) -> None:
    plot.setAccessibleName("Loss of every step")
    plot.about = "quick"
    screen = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    image = painted(plot)
    head = image.height() - screen.height()
    assert head > 3 * plot.fontMetrics().height()
    for part in (screen.rect(), screen.rect().adjusted(200, 150, 0, 0)):
        assert likeness(image.copy(part.translated(0, head)), screen.copy(part)) > 0.8


def test_the_words_tell_what_it_is_of(plot: Plot) -> None:
    plot.setAccessibleName("Loss")
    before = painted(plot)
    plot.about = "quick"
    line = plot.fontMetrics().height()
    assert painted(plot).height() >= before.height() + line
    plot.about = "many words " * 30
    assert painted(plot).height() > before.height() + 3 * line, "they wrap"


def test_lines_are_as_thick_as_on_the_screen(plot: Plot) -> None:
    plot.showGrid(x=False, y=False)
    assert thickness(painted(plot)) == pytest.approx(2, abs=0.2)
    assert thickness(painted(plot, 2)) == pytest.approx(4, abs=0.2)
    (curve,) = plot.getPlotItem().listDataItems()
    assert curve.curve.opts["pen"].widthF() == 2, "on the screen they stay so"
    assert plot.getAxis("left").tickPen().widthF() == 1


def test_the_axes_have_room_for_larger_numbers(plot: Plot) -> None:
    """Also of a plot that was out of sight since the letters grew."""
    font = plot.font()
    font.setPointSizeF(2.5 * font.pointSizeF())
    plot.setFont(font)
    Handout(plot)
    axis = plot.getAxis("bottom")
    assert axis.height() > 1.6 * plot.fontMetrics().height(), "a line of numbers and the label"


def test_the_values_at_the_mouse_are_not_on_it(qtbot: QtBot, plot: Plot) -> None:
    untouched = painted(plot)
    plot._crosshair.words.setVisible(True)
    plot._crosshair._line.setVisible(True)
    assert painted(plot) == untouched
    assert not plot._crosshair.words.isVisible()


def test_in_the_dark_too_it_is_for_paper(qtbot: QtBot, plot: Plot) -> None:
    light = painted(plot)
    apply_appearance("dark")
    qtbot.waitUntil(lambda: plot.backgroundBrush().color() == QColor(DARK.base))
    assert likeness(painted(plot), light) > 0.99
    assert plot.backgroundBrush().color() == QColor(DARK.base), "on the screen it is as it was"
