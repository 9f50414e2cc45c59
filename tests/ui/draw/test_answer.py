from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.answer import Answer
from mnist_desk.ui.widgets.announcer import Announcer
from mnist_desk.ui.widgets.tokens import LIGHT

PAPER = np.zeros((28, 28), np.float32)


def read(digit: int, unsure: bool = False, second: int = 0) -> Reading:
    values = np.zeros(10, np.float32)
    values[second] = 0.3
    values[digit] = 0.7
    return Reading(PAPER, values, values, True, unsure)


def no_answer() -> Reading:
    """What a network that diverged gives; it may even call itself unsure."""
    values = np.full(10, np.nan, np.float32)
    return Reading(PAPER, values, values, True, True)


@pytest.fixture
def answer(qtbot: QtBot, light: None) -> Answer:
    answer = Answer()
    qtbot.addWidget(answer)
    answer.resize(120, 90)
    answer.show()
    return answer


def doubt(answer: Answer) -> str:
    label = answer.findChild(QLabel, "unsureLabel")
    return label.text() if label.isVisible() else ""


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def colours_in(answer: Answer) -> set[str]:
    image = answer.digits.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


def test_a_digit_is_shown_large(answer: Answer) -> None:
    answer.show_readings((read(7),), 0)
    assert answer.digits.text() == "7"
    assert doubt(answer) == ""
    assert QColor(LIGHT.text).name() in colours_in(answer)
    assert QColor(LIGHT.accent).name() not in colours_in(answer)


def test_not_sure_names_the_two_candidates_and_pales_the_digit(answer: Answer) -> None:
    answer.show_readings((read(4, unsure=True, second=9),), 0)
    assert doubt(answer) == "not sure: 4 or 9"
    assert answer.digits.text() == "4"
    assert QColor(LIGHT.text).name() not in colours_in(answer)
    answer.show_readings((), 0)
    assert doubt(answer) == ""
    assert answer.digits.text() == ""


def test_a_number_is_shown_whole_and_its_selected_digit_marked(answer: Answer) -> None:
    number = tuple(map(read, (2, 0, 2, 6)))
    answer.show_readings(number, 3)
    assert answer.digits.text() == "2026"
    last = answer.digits.grab().toImage()
    assert QColor(LIGHT.accent).name() in colours_in(answer)
    answer.show_readings(number, 0)
    assert answer.digits.grab().toImage() != last


def test_doubt_is_told_of_the_selected_digit(answer: Answer) -> None:
    number = (read(2), read(4, unsure=True, second=9))
    answer.show_readings(number, 0)
    assert doubt(answer) == ""
    answer.show_readings(number, 1)
    assert doubt(answer) == "not sure: 4 or 9"


def test_arrow_keys_choose_a_digit(qtbot: QtBot, answer: Answer) -> None:
    chosen = QSignalSpy(answer.chosen)
    answer.show_readings((read(2), read(0), read(6)), 1)
    qtbot.keyClick(answer.digits, Qt.Key.Key_Left)
    qtbot.keyClick(answer.digits, Qt.Key.Key_Right)
    assert values(chosen) == [0, 2]
    answer.show_readings((read(2), read(0), read(6)), 2)
    qtbot.keyClick(answer.digits, Qt.Key.Key_Right)
    assert chosen.count() == 2


def test_the_mouse_chooses_a_digit(qtbot: QtBot, answer: Answer) -> None:
    chosen = QSignalSpy(answer.chosen)
    answer.show_readings((read(2), read(0)), 0)
    middle = answer.digits.rect().center()
    qtbot.mouseMove(answer.digits, middle + QPoint(8, 0))
    qtbot.mouseClick(answer.digits, Qt.MouseButton.LeftButton, pos=middle - QPoint(8, 0))
    assert 1 in values(chosen)
    assert 0 not in values(chosen)


def test_one_digit_takes_no_focus(answer: Answer) -> None:
    answer.show_readings((read(2),), 0)
    assert answer.digits.focusPolicy() == Qt.FocusPolicy.NoFocus
    answer.show_readings((read(2), read(0)), 0)
    assert answer.digits.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_it_is_told_to_a_screen_reader(answer: Answer) -> None:
    assert answer.digits.accessibleName()
    answer.show_readings((read(2), read(0, unsure=True)), 1)
    words = answer.digits.accessibleDescription()
    assert "20" in words
    assert "not sure" in words
    assert "selected: 0" in words


def test_many_digits_fit(answer: Answer) -> None:
    answer.show_readings(tuple(map(read, (1, 2, 3, 4, 5, 6))), 0)
    image = answer.digits.grab().toImage()
    edge = {image.pixelColor(x, y).name() for x in (0, 119) for y in range(image.height())}
    assert len(edge) == 1


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is given to the announcer."""
    texts: list[str] = []
    monkeypatch.setattr(Announcer, "say", lambda _, text: texts.append(text))
    return texts


def test_numbers_that_are_no_answer_are_shown_and_told_as_none(
    answer: Answer, announced: list[str]
) -> None:
    answer.show_readings((no_answer(),), 0)
    assert answer.digits.text() == "?"
    assert doubt(answer) == "no answer"
    assert QColor(LIGHT.text).name() not in colours_in(answer)
    assert "no answer" in answer.digits.accessibleDescription()
    answer.show_readings((read(7),), 0)
    assert doubt(answer) == ""
    answer.show_readings((), 0)
    assert announced == ["no answer", "7", ""]


def test_a_number_can_have_no_answer_in_part(answer: Answer, announced: list[str]) -> None:
    number = (read(2), no_answer(), read(6, unsure=True))
    answer.show_readings(number, 0)
    assert answer.digits.text() == "2?6"
    assert doubt(answer) == ""
    assert answer.digits.accessibleDescription() == "2?6, no answer; selected: 2"
    answer.show_readings(number, 1)
    assert doubt(answer) == "no answer"
    assert announced == ["no answer: 2?6"] * 2
