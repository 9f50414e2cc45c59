"""The choices of what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.browsing import Order, View
from mnist_desk.ui.data.view_bar import ViewBar
from mnist_desk.ui.state.open_data import DataSets

from .conftest import some_digits


@pytest.fixture
def bar(qtbot: QtBot) -> ViewBar:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.resize(860, 40)
    bar.show()
    return bar


def test_at_first_all_training_digits_are_shown_by_number(bar: ViewBar) -> None:
    assert bar.part == "train"
    assert bar.view(None) == View()
    assert not bar.is_filtered


def test_each_choice_is_part_of_the_view(bar: ViewBar) -> None:
    spy = QSignalSpy(bar.changed)
    bar.answer_choice.setCurrentIndex(5)
    bar.right_choice.setCurrentIndex(2)
    bar.choose_order("hardest")
    bar.choose_part("test")
    assert bar.view(7) == View(7, 4, False, Order.HARDEST)
    assert bar.part == "test"
    assert bar.is_filtered
    assert spy.count() == 4


def test_to_show_all_is_told_once_and_keeps_part_and_order(bar: ViewBar) -> None:
    bar.answer_choice.setCurrentIndex(5)
    bar.right_choice.setCurrentIndex(1)
    bar.choose_order("easiest")
    spy = QSignalSpy(bar.changed)
    bar.show_all()
    assert bar.view(None) == View(order=Order.EASIEST)
    assert spy.count() == 1
    bar.show_all()
    assert spy.count() == 1


def test_titles_and_names_are_those_of_the_data(bar: ViewBar, sets: DataSets) -> None:
    bar.choose_part("test")
    bar.answer_choice.setCurrentIndex(3)
    spy = QSignalSpy(bar.changed)
    bar.show_sets(sets)
    assert bar.part_choice.currentText() == "Some test"
    assert bar.answer_choice.currentText() == "read as Pullover"
    assert spy.count() == 0


def test_classes_that_are_called_alike_are_all_there(bar: ViewBar) -> None:
    alike = some_digits(20, "Alike", ("Bag",) * 10)
    bar.show_sets(DataSets(alike, alike))
    assert bar.answer_choice.count() == 11
    assert bar.part_choice.count() == 2


def test_in_a_narrow_window_there_are_two_lines(bar: ViewBar, qtbot: QtBot) -> None:
    assert bar.order_choice.y() == bar.part_choice.y()
    bar.resize(bar.minimumSizeHint().width(), 80)
    qtbot.waitUntil(lambda: bar.order_choice.y() > bar.part_choice.geometry().bottom())
    assert bar.minimumSizeHint().width() <= 436
