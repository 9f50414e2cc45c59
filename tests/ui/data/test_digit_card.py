"""One digit large."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.ui.data.digit_card import DigitCard
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.widgets.spoken import value_of

from .conftest import always_4


@pytest.fixture
def card(qtbot: QtBot) -> DigitCard:
    card = DigitCard()
    qtbot.addWidget(card)
    card.show()
    return card


def answers(sets: DataSets) -> Answers:
    outputs = np.tile(5 * np.eye(10, dtype=np.float32)[4], (len(sets.test), 1))
    return Answers(sets.test, always_4(), outputs)


def put_button(card: DigitCard) -> QPushButton:
    button = card.findChild(QPushButton, "putDigitButton")
    assert isinstance(button, QPushButton)
    return button


def test_it_tells_label_and_answer(card: DigitCard, sets: DataSets) -> None:
    card.show_digit(sets.test, 14, answers(sets))
    assert card.title.text() == "Coat, read right"
    card.show_digit(sets.test, 13, answers(sets))
    assert card.title.text() == "Dress, read as Coat"
    assert value_of(card.bars).startswith("Coat: 9")
    assert card.picture.accessibleName() == "Dress"
    assert not card.picture.pixmap().isNull()


def test_until_it_is_read_there_are_no_bars(card: DigitCard, sets: DataSets) -> None:
    card.show_digit(sets.test, 13, None)
    assert card.title.text() == "Dress"
    assert card.bars.isHidden()
    card.show_digit(sets.test, 13, answers(sets))
    assert card.bars.isVisible()


def test_without_a_digit_it_says_what_to_do(card: DigitCard, sets: DataSets) -> None:
    assert "Enter" in card.words.text()
    card.show_digit(sets.test, 13, None)
    assert card.words.isHidden()
    assert put_button(card).isVisible()
    card.show_nothing()
    assert card.words.isVisible()
    assert put_button(card).isHidden()


def test_a_number_asks_for_its_digit(card: DigitCard, sets: DataSets, qtbot: QtBot) -> None:
    asked = QSignalSpy(card.number_asked)
    card.show_digit(sets.test, 13, None)
    assert card.number.value() == 14
    assert card.number.maximum() == 20
    assert asked.count() == 0
    card.number.selectAll()
    qtbot.keyClicks(card.number, "17")
    assert asked.count() == 0
    qtbot.keyClick(card.number, Qt.Key.Key_Return)
    assert asked.at(0)[0] == 16


def test_its_button_puts_it_on_the_canvas(card: DigitCard, sets: DataSets) -> None:
    asked = QSignalSpy(card.put_asked)
    card.show_digit(sets.test, 13, None)
    put_button(card).click()
    assert asked.at(0)[0] == 13
