from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plot_legend import PlotLegend
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.widgets.tokens import LIGHT


@pytest.fixture
def curve() -> pg.PlotDataItem:
    pen = pg.mkPen("#ff00ff", width=2)
    return pg.PlotDataItem(pen=pen, symbol="o", symbolSize=6, symbolBrush="#00ff00")


@pytest.fixture
def legend(qtbot: QtBot, light: None, curve: pg.PlotDataItem) -> PlotLegend:
    legend = PlotLegend()
    qtbot.addWidget(legend)
    legend.add(curve, "loss & more")
    legend.resize(legend.sizeHint())
    return legend


def count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_mark_is_a_piece_of_its_curve(legend: PlotLegend, curve: pg.PlotDataItem) -> None:
    image = legend.grab().toImage()
    solid = count(image, "#ff00ff")
    assert solid > 20
    assert count(image, "#00ff00") > 10
    curve.setPen(pg.mkPen("#ff00ff", width=2, style=Qt.PenStyle.DashLine))
    curve.setSymbol(None)
    dashed = legend.grab().toImage()
    assert 0 < count(dashed, "#ff00ff") < 1.5 * solid
    assert count(dashed, "#00ff00") == 0


def test_it_says_which_curves_there_are(legend: PlotLegend) -> None:
    legend.add(pg.PlotDataItem(), "second")
    assert value_of(legend) == "loss & more, second"


def test_it_has_room_for_its_names(legend: PlotLegend) -> None:
    one = legend.sizeHint()
    legend.add(pg.PlotDataItem(), "second")
    both = legend.sizeHint()
    assert both.width() > one.width() + legend.fontMetrics().horizontalAdvance("second")
    font = legend.font()
    font.setPointSizeF(2 * font.pointSizeF())
    legend.setFont(font)
    assert legend.sizeHint().height() > 1.5 * both.height()


def test_it_is_painted_where_it_is_wanted_as_thick_as_its_curve(legend: PlotLegend) -> None:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    legend.paint_on(painter, QPoint(50, 40), LIGHT, 2)
    painter.end()
    magenta = QColor("#ff00ff").rgb()
    rows = [y for y in range(200) if image.pixel(104, y) == magenta]
    assert len(rows) == 4
    assert min(rows) > 80
    assert all(image.pixel(x, y) != magenta for x in range(95) for y in rows)
