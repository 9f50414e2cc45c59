"""Four cards that are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.ui.evaluate.outcome_cards import OutcomeCards
from mnist_desk.ui.evaluate.outcomes import Outcome

from .networks import answering, some_digits


def comparison(before: list[int], after: list[int], labels: list[int]) -> Comparison:
    digits = some_digits(labels)
    told = []
    for answers in (before, after):
        model = answering(answers)
        outputs = outputs_of_images(model.layers, digits.data.images)
        told.append(Answers(digits, model, outputs))
    return Comparison(*told)


@pytest.fixture
def cards(qtbot: QtBot) -> OutcomeCards:
    cards = OutcomeCards()
    qtbot.addWidget(cards)
    cards.resize(900, 80)
    cards.show()
    cards.show_comparison(comparison([1, 1, 3, 4, 9, 9], [1, 2, 5, 9, 7, 9], [1, 2, 3, 4, 9, 9]))
    return cards


def test_each_card_has_its_count(cards: OutcomeCards) -> None:
    assert {one.value: card.count for one, card in cards.cards.items()} == {
        "fixed": 1, "broken": 3, "both_wrong": 0, "both_right": 2,
    }  # fmt: skip
    assert cards.cards[Outcome.FIXED].accessibleName() == "fixed: 1, wrong before, right after"


def test_a_card_is_pressed_by_mouse_or_key(qtbot: QtBot, cards: OutcomeCards) -> None:
    with qtbot.waitSignal(cards.chosen) as told:
        qtbot.mouseClick(cards.cards[Outcome.BROKEN], Qt.MouseButton.LeftButton)
    assert told.args == [Outcome.BROKEN]
    with qtbot.waitSignal(cards.chosen) as told:
        qtbot.keyClick(cards.cards[Outcome.BOTH_RIGHT], Qt.Key.Key_Space)
    assert told.args == [Outcome.BOTH_RIGHT]
    assert not cards.cards[Outcome.BROKEN].isChecked()


def test_none_is_pressed_while_something_else_is_shown(cards: OutcomeCards) -> None:
    cards.choose(Outcome.FIXED)
    cards.choose(None)
    assert not any(card.isChecked() for card in cards.cards.values())


def test_they_are_two_above_two_where_it_is_narrow(qtbot: QtBot, cards: OutcomeCards) -> None:
    fixed, wrong = cards.cards[Outcome.FIXED], cards.cards[Outcome.BOTH_WRONG]
    assert fixed.y() == wrong.y()
    cards.resize(cards.minimumSizeHint().width(), 160)
    qtbot.waitUntil(lambda: fixed.x() == wrong.x() and fixed.y() < wrong.y())
