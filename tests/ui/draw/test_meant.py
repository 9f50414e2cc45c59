from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.meant import MeantRow
from mnist_desk.ui.draw.meant_button import MeantButton


@pytest.fixture
def row(qtbot: QtBot) -> MeantRow:
    row = MeantRow()
    qtbot.addWidget(row)
    row.show()
    return row


def buttons(row: MeantRow) -> list[QToolButton]:
    return [row.findChild(QToolButton, f"meant{digit}") for digit in range(10)]


@pytest.mark.parametrize("digit", [0, 9])
def test_a_click_tells_the_digit(qtbot: QtBot, row: MeantRow, digit: int) -> None:
    meant = QSignalSpy(row.meant)
    row.show_drawn(True)
    qtbot.mouseClick(buttons(row)[digit], Qt.MouseButton.LeftButton)
    assert meant.count() == 1
    assert meant.at(0)[0] == digit


def test_nothing_can_be_meant_by_an_empty_sheet(row: MeantRow) -> None:
    assert not any(button.isEnabled() for button in buttons(row))
    row.show_drawn(True)
    assert all(button.isEnabled() for button in buttons(row))


def test_what_was_kept_stands_there_until_the_next_drawing(row: MeantRow) -> None:
    label = row.findChild(QLabel, "meantLabel")
    asks = label.text()
    row.show_drawn(True)
    row.show_drawn(False)
    row.show_kept(7, 12)
    assert "Kept as 7 · 12 in My digits" in label.text()
    row.show_kept(7, 12, "Anna")
    assert label.text() == "Kept as 7 by Anna · 12 in My digits"
    row.show_drawn(False)
    assert "Kept as 7" in label.text()
    row.show_drawn(True)
    assert label.text() == asks


def test_each_button_says_what_it_is(row: MeantRow) -> None:
    assert [button.accessibleName() for button in buttons(row)] == [
        f"I meant {digit}" for digit in range(10)
    ]


@pytest.mark.parametrize("drawn", [True, False])
def test_what_was_kept_goes_when_it_may_have_been_taken_back(row: MeantRow, drawn: bool) -> None:
    label = row.findChild(QLabel, "meantLabel")
    asks = label.text()
    row.show_drawn(drawn)
    row.show_kept(7, 12)
    row.show_prompt()
    assert label.text() == asks
    assert all(button.isEnabled() == drawn for button in buttons(row))


def test_counts_come_with_the_first_digit_that_is_kept(row: MeantRow) -> None:
    assert {button.count for button in row.findChildren(MeantButton)} == {None}
    row.show_counts([7, 7, 0])
    assert [row.findChild(MeantButton, f"meant{d}").count for d in (0, 1, 7)] == [1, 0, 2]
    row.show_counts([])
    assert {button.count for button in row.findChildren(MeantButton)} == {None}


def test_long_words_do_not_hold_it_wide_open(row: MeantRow) -> None:
    before = row.minimumSizeHint().width()
    row.show_kept(7, 12_345)
    assert row.minimumSizeHint().width() == before <= 274


@pytest.mark.usefixtures("doubled")
def test_long_words_are_written_smaller_before_they_are_cut(
    row: MeantRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QPainter, "drawText", lambda *args: told.append(args[-1]))
    label = row.findChild(QLabel, "meantLabel")
    row.resize(318, row.height())
    label.grab()
    row.resize(100, row.height())
    label.grab()
    assert told[0] == "I meant (keeps it in My digits):"
    assert told[-1].endswith("…")
