from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.crosshair import Crosshair, Place
from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def plot(qtbot: QtBot) -> Iterator[Plot]:
    window = QWidget()
    plot = Plot("plot")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    plot.zoom_view.set_whole((0, 10), (0, 10))
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    plot.grab()
    yield plot


@pytest.fixture
def crosshair(plot: Plot) -> Crosshair:
    return Crosshair(plot)


def dots(crosshair: Crosshair) -> list[tuple[float, float]]:
    x, y = crosshair._dots.getData()
    return list(zip(x.tolist(), y.tolist(), strict=True))


def test_it_is_hidden_at_first(crosshair: Crosshair) -> None:
    assert crosshair.place is None
    assert not crosshair.words.isVisible()


def test_it_shows_words_and_a_dot_on_each_curve(crosshair: Crosshair) -> None:
    place = Place(4, (2.0, 7.0), ("step 4", "<b>loss</b> 2"))
    crosshair.show(place)
    assert crosshair.place is place
    assert crosshair.words.text() == "step 4\n<b>loss</b> 2"
    assert dots(crosshair) == [(4, 2), (4, 7)]
    crosshair.hide()
    assert crosshair.place is None
    assert not crosshair.words.isVisible()


def test_on_a_logarithmic_axis_the_dots_are_on_the_curves(plot: Plot, crosshair: Crosshair) -> None:
    plot.setLogMode(y=True)
    crosshair.show(Place(4, (0.01, 100.0), ("",)))
    assert dots(crosshair) == [(4, -2), (4, 2)]


def test_what_is_no_number_has_no_dot(crosshair: Crosshair) -> None:
    crosshair.show(Place(4, (math.nan, math.inf, 3.0), ("",)))
    assert dots(crosshair) == [(4, 3)]


@pytest.mark.parametrize("x", [0, 5, 10])
def test_the_words_are_beside_the_line_and_within_the_plot(
    plot: Plot, crosshair: Crosshair, x: float
) -> None:
    crosshair.show(Place(x, (2.0,), ("step 4,000 of epoch 3", "loss 0.1234")))
    words = crosshair.words.geometry()
    line = plot.mapFromScene(plot.zoom_view.mapViewToScene(QPointF(x, 0))).x()
    assert plot.rect().contains(words)
    assert words.left() > line or words.right() < line
