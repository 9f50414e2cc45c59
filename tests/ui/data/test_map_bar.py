from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.digit_map import Axes
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.ui.data.map_bar import MapBar
from mnist_desk.ui.state.open_data import DataSets

from ..conftest import SMALL


@pytest.fixture
def bar(qtbot: QtBot) -> MapBar:
    bar = MapBar()
    qtbot.addWidget(bar)
    return bar


def button(bar: MapBar, name: str) -> QToolButton:
    found = bar.findChild(QToolButton, name)
    assert found is not None
    return found


def test_the_ring_of_test_digits_comes_first(bar: MapBar) -> None:
    assert (bar.axes, bar.part) == (Axes.RING, "test")
    assert not bar.shows_pictures
    assert not bar.uses_lasso


def test_choices_are_told(qtbot: QtBot, bar: MapBar) -> None:
    axes = bar.findChild(QComboBox, "mapAxes")
    assert axes is not None
    with qtbot.waitSignal(bar.chosen):
        axes.setCurrentIndex(1)
    assert bar.axes is Axes.HIDDEN
    with qtbot.waitSignal(bar.looks_changed):
        button(bar, "mapPictures").click()
    with qtbot.waitSignal(bar.looks_changed):
        button(bar, "mapLasso").click()
    assert bar.shows_pictures
    assert bar.uses_lasso
    with qtbot.waitSignal(bar.whole_asked):
        button(bar, "mapWhole").click()


def test_axes_of_pixels_need_not_be_held(qtbot: QtBot, bar: MapBar) -> None:
    hold = bar.findChild(QCheckBox, "mapHold")
    assert hold is not None
    with qtbot.waitSignal(bar.held) as told:
        hold.click()
    assert told.args == [True]
    bar.choose(Axes.PIXELS, "train", pictures=True)
    assert not hold.isEnabled()
    assert (bar.axes, bar.part, bar.shows_pictures) == (Axes.PIXELS, "train", True)


def test_parts_are_called_what_they_are(bar: MapBar) -> None:
    bar.show_sets(DataSets(DigitSet("Fashion training", SMALL.train), DigitSet("F", SMALL.test)))
    part = bar.findChild(QComboBox, "mapPart")
    assert part is not None
    assert [part.itemText(row) for row in range(2)] == ["F", "Fashion training"]
