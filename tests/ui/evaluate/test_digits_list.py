"""The list of digits beside what stands for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.evaluate.digits_list import DigitsList
from mnist_desk.ui.evaluate.evidence_pair import EvidencePair
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.enlarged import Enlarged

from .answered import answered

ANSWERS = answered((4, 9), (4, 4), (7, 2))


@pytest.fixture
def digits(qtbot: QtBot, session: Session) -> DigitsList:
    digits = DigitsList(session, "mistakesView")
    qtbot.addWidget(digits)
    digits.resize(400, 400)
    with qtbot.waitExposed(digits):
        digits.show()
    digits.show_digits("Some digits", ANSWERS, np.array([0, 2]))
    return digits


def words(digits: DigitsList) -> str:
    return " | ".join(label.text() for label in digits.findChildren(QLabel) if label.isVisible())


def test_it_tells_of_the_digit_that_the_keys_act_on(digits: DigitsList) -> None:
    digits.grid.go_to(2)
    assert "Number 3: 7, read as 2" in words(digits)


def test_a_digit_of_a_part_has_the_number_that_the_whole_set_gives_it(digits: DigitsList) -> None:
    part = replace(ANSWERS, digits=replace(ANSWERS.digits, every=5, whole=15))
    digits.show_digits("Some of them", part, np.array([0, 2]))
    digits.grid.go_to(2)
    assert "Number 11: 7, read as 2" in words(digits)


def test_evidence_is_there_for_answer_and_label(digits: DigitsList) -> None:
    pair = digits.findChild(EvidencePair)
    assert not pair.isVisible()
    digits.grid.go_to(0)
    assert pair.isVisible()
    assert "For “9”, the answer" in words(digits)
    assert "For “4”, the label" in words(digits)


def test_of_a_digit_that_is_read_right_there_is_one_picture(digits: DigitsList) -> None:
    digits.show_digits("Right", ANSWERS, np.array([1]))
    digits.grid.go_to(1)
    assert "the answer" in words(digits)
    assert "the label" not in words(digits)


def test_space_shows_a_digit_large_and_the_arrows_go_on(
    qtbot: QtBot, digits: DigitsList, session: Session
) -> None:
    digits.grid.setFocus()
    digits.grid.go_to(0)
    QTest.keyClick(digits.grid, Qt.Key.Key_Space)
    large = digits.findChild(Enlarged)
    assert large.isVisible()
    assert "4, read as 9" in [label.text() for label in large.findChildren(QLabel)]
    QTest.keyClick(large, Qt.Key.Key_Right)
    assert digits.grid.current == 2
    assert "7, read as 2" in [label.text() for label in large.findChildren(QLabel)]
    QTest.keyClick(large, Qt.Key.Key_Return)
    assert session.sheet.drawing.label == 7
    large.close()


def test_two_networks_are_told_beside_each_other(digits: DigitsList) -> None:
    before = answered((4, 4), (4, 4), (7, 7))
    digits.show_digits("Broken", ANSWERS, np.array([0]), before)
    assert digits.grid.model().index(0, 0).data() == "4: 4 → 9"


def test_nothing_is_shown_without_answers(digits: DigitsList) -> None:
    digits.grid.go_to(0)
    digits.show_digits("", None, np.zeros(0, np.intp))
    assert digits.grid.current is None
    assert "Number" not in words(digits)
