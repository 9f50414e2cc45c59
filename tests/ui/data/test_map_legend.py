from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.data.map_legend import MapLegend

from .mapped import painted


@pytest.fixture
def legend(qtbot: QtBot) -> MapLegend:
    legend = MapLegend()
    qtbot.addWidget(legend)
    legend.resize(600, 30)
    legend.show()
    return legend


def test_keys_choose_any_number_of_classes(qtbot: QtBot, legend: MapLegend) -> None:
    with qtbot.waitSignal(legend.chosen):
        QTest.keyClick(legend.buttons[4], Qt.Key.Key_Space)
    legend.toggle(9)
    assert legend.labels == [4, 9]
    legend.toggle(4)
    assert legend.labels == [9]


def test_clearing_tells_nobody(qtbot: QtBot, legend: MapLegend) -> None:
    legend.toggle(3)
    with qtbot.assertNotEmitted(legend.chosen):
        legend.clear()
    assert legend.labels == []


def test_names_of_the_data_set_stand_on_it(legend: MapLegend) -> None:
    legend.show_names((*("Top", "Trouser", "<b>Coat</b>"), *map(str, range(7))))
    assert legend.buttons[1].accessibleName() == "Trouser"
    assert legend.minimumSizeHint().width() < 430


def test_what_is_chosen_looks_other(legend: MapLegend) -> None:
    before = painted(legend.buttons[5])
    legend.toggle(5)
    assert painted(legend.buttons[5]) != before
