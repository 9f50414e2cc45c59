from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def plot(qtbot: QtBot, light: None) -> Iterator[Plot]:
    """With one curve whose name is in the legend."""
    window = QWidget()
    plot = Plot("plot")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    curve = pg.PlotDataItem([0, 1], [0, 1], pen="w")
    plot.addItem(curve)
    plot.legend.addItem(curve, "loss & more")
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    plot.grab()
    yield plot


def test_the_names_have_the_colours_of_each_theme(qtbot: QtBot, plot: Plot) -> None:
    ((_, label),) = plot.legend.items
    for theme, c in (("dark", DARK), ("light", LIGHT)):
        apply_appearance(theme)
        qtbot.waitUntil(lambda text=c.text: f"color:{text}" in label.item.toHtml())
        assert plot.legend.brush().color().rgb() == QColor(c.base).rgb()


def test_the_names_grow_with_the_font(plot: Plot) -> None:
    ((_, label),) = plot.legend.items
    before = label.item.boundingRect().height()
    font = plot.font()
    font.setPointSizeF(2 * font.pointSizeF())
    plot.setFont(font)
    assert label.item.boundingRect().height() > 1.5 * before


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("top", [True, False])
def test_it_stands_in_the_corner_it_is_put(plot: Plot, right: bool, top: bool) -> None:
    plot.legend.put(right=right, top=top)
    plot.grab()
    middle = plot.legend.sceneBoundingRect().center()
    area = plot.zoom_view.sceneBoundingRect()
    assert (middle.x() > area.center().x()) is right
    assert (middle.y() < area.center().y()) is top
    assert area.contains(plot.legend.sceneBoundingRect())


def test_a_click_hides_no_curve(plot: Plot) -> None:
    ((sample, _),) = plot.legend.items
    place = plot.mapFromScene(sample.sceneBoundingRect().center())
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sample.item.isVisible()
