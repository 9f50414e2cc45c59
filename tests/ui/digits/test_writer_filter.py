"""Whose digits are shown."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.digits.writer_filter import WriterFilter
from mnist_desk.ui.state.digit import Digit


def digits(*writers: str | None) -> list[Digit]:
    return [Digit(InkRecord(Ink((((1.0, 2.0), (3.0, 4.0)),)), 1, writer)) for writer in writers]


@pytest.fixture
def whose(qtbot: QtBot) -> WriterFilter:
    whose = WriterFilter()
    qtbot.addWidget(whose)
    return whose


def names(whose: WriterFilter) -> list[str]:
    return [whose.itemText(row) for row in range(whose.count())]


def test_of_one_writer_there_is_no_choice(whose: WriterFilter) -> None:
    whose.show_digits(digits("Ann", "Ann"))
    assert whose.isHidden()
    assert whose.takes(digits("Ann")[0])


def test_writers_are_offered_by_name_and_those_without_one_last(whose: WriterFilter) -> None:
    whose.show_digits(digits("bo", None, "Ann", "bo"))
    assert not whose.isHidden()
    assert names(whose) == ["by everyone", "by Ann", "by bo", "without a name"]


def test_one_writer_is_taken(whose: WriterFilter) -> None:
    ann, nobody = kept = digits("Ann", None)
    whose.show_digits(kept)
    whose.setCurrentIndex(1)
    assert (whose.takes(ann), whose.takes(nobody)) == (True, False)
    whose.setCurrentIndex(2)
    assert (whose.takes(ann), whose.takes(nobody)) == (False, True)
    whose.show_everyone()
    assert whose.takes(ann)


def test_the_chosen_one_stays_while_there_is_still_one(whose: WriterFilter) -> None:
    whose.show_digits(digits("bo", "cy"))
    whose.setCurrentIndex(1)
    whose.show_digits(digits("bo", "cy", "Ann"))
    assert whose.currentText() == "by bo"
    whose.show_digits(digits("cy", "Ann"))
    assert whose.writer is None
