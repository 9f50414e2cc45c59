from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.digits.turned_digits import TurnedDigits, TurnedRow
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.lesson import TurnedDigit
from mnist_desk.ui.widgets.spoken import value_of


def turned(label: int, before: int, after: int) -> TurnedDigit:
    ink = Ink((((10.0, 10.0), (100.0, 20.0 * label + 9)),))
    return TurnedDigit(Digit(InkRecord(ink, label)), before, after)


@pytest.fixture
def shown(qtbot: QtBot, light: None) -> TurnedDigits:
    shown = TurnedDigits()
    qtbot.addWidget(shown)
    shown.resize(400, 160)
    shown.show()
    return shown


def test_it_tells_better_from_worse(shown: TurnedDigits) -> None:
    shown.show_turned([turned(7, 1, 7), turned(4, 4, 9), turned(2, 1, 7), turned(9, 4, 9)])
    better, worse = shown.findChildren(TurnedRow)
    assert value_of(better) == (
        "a 7, read as 1 before and as 7 now; a 9, read as 4 before and as 9 now"
    )
    assert value_of(worse) == "a 4, read as 4 before and as 9 now"
    titles = [label.text() for label in shown.findChildren(QLabel)]
    assert titles == ["Right now, wrong before: 2", "Wrong now, right before: 1"]


def test_where_none_was_turned_nothing_is_shown(shown: TurnedDigits) -> None:
    shown.show_turned([turned(7, 1, 7)])
    better, worse = shown.findChildren(TurnedRow)
    assert (better.isVisible(), worse.isVisible()) == (True, False)
    shown.show_turned([])
    assert not any(part.isVisible() for part in (better, worse, *shown.findChildren(QLabel)))


def test_what_has_no_room_is_counted(qtbot: QtBot, light: None) -> None:
    row = TurnedRow("Right now", "good")
    qtbot.addWidget(row)
    row.resize(4 * row.minimumSizeHint().width(), row.sizeHint().height())
    looks = []
    for n in (3, 4, 5, 6):
        row.show_turned([turned(7, 1, 7)] * n)
        looks.append(row.grab().toImage())
    assert looks[0] != looks[1] != looks[2] != looks[3]
    assert value_of(row).count("a 7") == 6
