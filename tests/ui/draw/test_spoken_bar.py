from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.spoken_bar import SpokenBar


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    desk = QWidget()
    qtbot.addWidget(desk)
    return desk


@pytest.fixture
def bar(desk: QWidget) -> SpokenBar:
    return SpokenBar(7, desk)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, 0), (25.4, 25), (100, 100), (-3.6, -4), (250, 250), (1e30, 1e6), (-1e30, -1e6)],
)
def test_it_tells_a_percentage_or_a_raw_output(bar: SpokenBar, value: float, told: float) -> None:
    bar.tell(value, "so much")
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken.role() == QAccessible.Role.ProgressBar
    assert spoken.text(QAccessible.Text.Name) == "Digit 7"
    assert spoken.text(QAccessible.Text.Description) == "so much"
    assert spoken.valueInterface().currentValue() == told


def test_it_has_a_tip_and_a_name_of_its_own(bar: SpokenBar) -> None:
    bar.tell(25, "25.0 %, place 2 of 10")
    assert bar.in_words() == "Digit 7: 25.0 %, place 2 of 10"
    assert bar.objectName() == "outputBar7"


def test_it_paints_nothing(desk: QWidget) -> None:
    bare = desk.grab().toImage()
    SpokenBar(7, desk).tell(50, "half")
    assert desk.grab().toImage() == bare
