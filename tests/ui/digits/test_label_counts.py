from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.digits.label_counts import Count, LabelCounts, counts_of
from mnist_desk.ui.state.digit import Digit


def digit(label: int, answer: int | None = None) -> Digit:
    return Digit(InkRecord(Ink((((0.0, 0.0),),)), label), answer=answer)


DIGITS = [digit(7, 7), digit(7, 1), digit(7), digit(0, 0)]


@pytest.fixture
def counts(qtbot: QtBot, light: None) -> LabelCounts:
    counts = LabelCounts()
    qtbot.addWidget(counts)
    counts.resize(600, 50)
    counts.show()
    return counts


def button(counts: LabelCounts, name: str) -> QAbstractButton:
    return counts.findChild(QAbstractButton, f"count{name}")


def test_digits_are_counted_by_label_and_how_they_are_read() -> None:
    counted = counts_of(DIGITS)
    assert counted[7] == Count(n=3, right=1, read=2)
    assert counted[0] == Count(n=1, right=1, read=1)
    assert counted[1] == Count()
    assert counted[10] == Count(n=4, right=2, read=3)


def test_a_button_says_in_words_what_it_shows(counts: LabelCounts) -> None:
    counts.show_digits(DIGITS)
    assert button(counts, "7").accessibleName() == "7: 3 kept, 1 of 2 read right"
    assert button(counts, "7").toolTip() == "7: 3 kept, 1 of 2 read right"
    assert button(counts, "1").accessibleName() == "1: 0 kept"
    assert button(counts, "All").accessibleName() == "All digits: 4 kept, 2 of 3 read right"


def test_other_counts_look_otherwise(counts: LabelCounts) -> None:
    looks = []
    for digits in ((), [digit(7)], [digit(7, 7)], [digit(7, 1)]):
        counts.show_digits(digits)
        looks.append(button(counts, "7").grab().toImage())
    assert all(one != other for one, other in itertools.pairwise(looks))


def test_a_click_chooses_a_label(counts: LabelCounts) -> None:
    told: list[int | None] = []
    counts.chosen.connect(told.append)
    assert counts.label is None
    button(counts, "7").click()
    assert counts.label == 7
    assert button(counts, "7").isChecked()
    button(counts, "All").click()
    counts.choose(3)
    assert told == [7, None, 3]


def test_what_is_chosen_and_what_has_the_focus_is_seen(qtbot: QtBot, counts: LabelCounts) -> None:
    with qtbot.waitActive(counts):
        counts.activateWindow()
    seven = button(counts, "7")
    looks = [seven.grab().toImage()]
    seven.setFocus()
    looks.append(seven.grab().toImage())
    seven.click()
    looks.append(seven.grab().toImage())
    assert looks[0] != looks[1] != looks[2]
