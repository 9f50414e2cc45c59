from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.two_columns import TwoColumns


@pytest.fixture
def form() -> QLabel:
    return QLabel("form")


@pytest.fixture
def curves() -> QLabel:
    return QLabel("curves")


@pytest.fixture
def columns(qtbot: QtBot, form: QLabel, curves: QLabel) -> TwoColumns:
    columns = TwoColumns(form, curves, ("Recipe", "Curves"))
    qtbot.addWidget(columns)
    columns.set_least(250, 260)
    columns.resize(800, 400)
    with qtbot.waitExposed(columns):
        columns.show()
    return columns


def test_with_room_both_are_side_by_side(columns: TwoColumns, form: QLabel, curves: QLabel) -> None:
    assert form.isVisible()
    assert curves.isVisible()
    assert form.geometry().right() < curves.geometry().left()
    assert not columns.choice.isVisible()


def test_the_right_one_grows_with_the_window(
    columns: TwoColumns, form: QLabel, curves: QLabel
) -> None:
    before = form.width(), curves.width()
    columns.resize(1000, 400)
    assert (form.width(), curves.width()) == (before[0], before[1] + 200)


def test_without_room_one_is_seen_at_a_time(
    qtbot: QtBot, columns: TwoColumns, form: QLabel, curves: QLabel
) -> None:
    columns.resize(480, 400)
    assert columns.is_narrow
    assert columns.choice.isVisible()
    assert form.isVisible()
    assert not curves.isVisible()
    place = columns.choice.tabRect(1).center()
    qtbot.mouseClick(columns.choice, Qt.MouseButton.LeftButton, pos=place)
    assert curves.isVisible()
    assert not form.isVisible()
    columns.resize(800, 400)
    assert form.isVisible()
    assert curves.isVisible()


def test_it_can_be_as_narrow_as_one_of_them(columns: TwoColumns) -> None:
    assert columns.minimumSizeHint().width() == 260


def test_what_needs_more_room_is_seen_alone_sooner(columns: TwoColumns) -> None:
    columns.set_least(500, 400)
    assert columns.is_narrow
    columns.set_least(250, 260)
    assert not columns.is_narrow
