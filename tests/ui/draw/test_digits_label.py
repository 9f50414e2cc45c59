from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.digits_label import Digits, DigitsLabel, digit_text
from mnist_desk.ui.draw.verdict import Kind
from mnist_desk.ui.widgets.tokens import LIGHT

from .readings import no_answer, read


@pytest.fixture
def label(qtbot: QtBot, light: None) -> DigitsLabel:
    label = DigitsLabel()
    qtbot.addWidget(label)
    label.resize(140, 80)
    label.show()
    return label


def digits(text: str, *kinds: Kind, selected: int = 0) -> Digits:
    return Digits(text, kinds or (Kind.SURE,) * len(text), selected)


def colours_in(label: DigitsLabel) -> set[str]:
    image = label.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


def inked(label: DigitsLabel, colour: str) -> tuple[int, int]:
    """Width and height of what has this colour, pixels."""
    image = label.grab().toImage()
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == colour
    ]
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs) + 1, max(ys) - min(ys) + 1


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_the_text_is_the_winner_or_a_question_mark() -> None:
    assert digit_text(read(7)) == "7"
    assert digit_text(no_answer()) == "?"


def test_a_digit_fills_the_height(label: DigitsLabel) -> None:
    label.show_digits(digits("8"))
    assert inked(label, LIGHT.text)[1] > 0.65 * label.height()
    label.resize(400, 200)
    assert inked(label, LIGHT.text)[1] > 0.65 * 200


@pytest.mark.parametrize("kind", Kind)
def test_a_digit_has_the_colour_of_its_kind(label: DigitsLabel, kind: Kind) -> None:
    label.show_digits(digits("8", kind))
    shown = colours_in(label) & {LIGHT.text, LIGHT.wrong, LIGHT.unsure, LIGHT.quiet}
    assert shown == {getattr(LIGHT, kind.digit)}


def test_many_digits_fit(label: DigitsLabel) -> None:
    label.show_digits(digits("123456"))
    assert inked(label, LIGHT.text)[0] > 0.75 * label.width()
    image = label.grab().toImage()
    assert len({image.pixelColor(139, y).name() for y in range(image.height())}) == 1


def test_the_selected_digit_is_marked(label: DigitsLabel) -> None:
    label.show_digits(digits("2026", selected=3))
    assert QColor(LIGHT.accent).name() in colours_in(label)
    last = label.grab().toImage()
    label.show_digits(digits("2026", selected=0))
    assert label.grab().toImage() != last
    label.show_digits(digits("2"))
    assert QColor(LIGHT.accent).name() not in colours_in(label)


def test_arrow_keys_choose_a_digit(qtbot: QtBot, label: DigitsLabel) -> None:
    chosen = QSignalSpy(label.chosen)
    label.show_digits(digits("206", selected=1))
    qtbot.keyClick(label, Qt.Key.Key_Left)
    qtbot.keyClick(label, Qt.Key.Key_Right)
    assert values(chosen) == [0, 2]
    label.show_digits(digits("206", selected=2))
    qtbot.keyClick(label, Qt.Key.Key_Right)
    assert chosen.count() == 2


def test_the_mouse_chooses_a_digit(qtbot: QtBot, label: DigitsLabel) -> None:
    chosen = QSignalSpy(label.chosen)
    label.show_digits(digits("20"))
    qtbot.mouseMove(label, QPoint(70, 40))
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(10, 40))
    assert set(values(chosen)) == {1}


def test_only_a_number_takes_the_focus_and_shows_it(qtbot: QtBot, label: DigitsLabel) -> None:
    label.show_digits(digits("2"))
    assert label.focusPolicy() == Qt.FocusPolicy.NoFocus
    label.show_digits(digits("20"))
    assert label.focusPolicy() == Qt.FocusPolicy.StrongFocus
    with qtbot.waitActive(label):
        label.activateWindow()
    label.clearFocus()
    before = label.grab().toImage()
    label.setFocus()
    assert label.grab().toImage() != before


def test_a_screen_reader_is_told_all(label: DigitsLabel) -> None:
    assert label.accessibleName()
    assert label.accessibleDescription() == "Nothing is drawn."
    label.show_digits(digits("20", Kind.SURE, Kind.BETWEEN, selected=1))
    assert label.accessibleDescription() == "20, not sure; selected: 0"
    label.show_digits(digits("2?", Kind.NONE, Kind.BROKEN))
    assert label.accessibleDescription() == "2?, no answer; selected: 2"
    label.show_digits(Digits())
    assert label.accessibleDescription() == "Nothing is drawn."
