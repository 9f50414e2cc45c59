from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.data.map_list import MapList

from .mapped import small_map


@pytest.fixture
def digits(qtbot: QtBot) -> MapList:
    digits = MapList()
    qtbot.addWidget(digits)
    digits.resize(300, 300)
    return digits


def test_nothing_chosen_shows_what_is_read_wrong(digits: MapList) -> None:
    digits.show_digits(small_map(), None)
    assert digits.grid.order.tolist() == [2]
    assert "1 of 5 are read wrong" in digits.words
    assert "Shift and drag" in digits.words


def test_what_is_chosen_is_counted_by_class_and_mistakes_come_first(digits: MapList) -> None:
    digits.show_digits(small_map(), np.array([True, True, True, False, False]))
    assert digits.grid.order.tolist() == [2, 0, 1]
    assert "3 digits" in digits.words
    assert "2 × 4 · 1 × 9 · 1 read wrong" in digits.words


def test_captions_tell_label_and_answer(digits: MapList) -> None:
    digits.show_digits(small_map(), np.ones(5, bool))
    model = digits.grid.model()
    captions = {model.data(model.index(0, column)) for column in range(2)}
    assert captions <= {"4 → 9", "4 ✓"}


def test_enter_opens_a_digit(qtbot: QtBot, digits: MapList) -> None:
    digits.show_digits(small_map(), None)
    digits.grid.go_to_first()
    with qtbot.waitSignal(digits.opened) as told:
        QTest.keyClick(digits.grid, Qt.Key.Key_Return)
    assert told.args == [2]
