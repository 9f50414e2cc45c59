from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.look.change_controls import ChangeControls
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def controls(qtbot: QtBot) -> ChangeControls:
    controls = ChangeControls()
    qtbot.addWidget(controls)
    return controls


def button(controls: ChangeControls, digit: int) -> QToolButton:
    found = controls.findChild(QToolButton, f"become{digit}")
    assert isinstance(found, QToolButton)
    return found


def test_one_digit_is_chosen_or_none(controls: ChangeControls) -> None:
    told: list[int] = []
    controls.chosen.connect(told.append)
    for digit in (3, 9, 9, 0):
        button(controls, digit).click()
    assert told == [3, 9, -1, 0]
    assert controls.digit == 0
    assert not button(controls, 9).isChecked()


def test_there_is_a_blend_only_when_it_is_possible(controls: ChangeControls) -> None:
    told: list[float] = []
    controls.slid.connect(told.append)
    controls.set_blend(0.4)
    assert controls.blend == 0
    controls.set_blend_possible(True)
    assert controls.blend == 0.4
    controls.slider.setValue(70)
    assert told == [0.4, 0.7]


def test_nothing_is_chosen_before_it_can_be(controls: ChangeControls) -> None:
    controls.set_choosable(False)
    button(controls, 4).click()
    assert controls.digit == -1


def test_it_says_what_it_is_told(controls: ChangeControls) -> None:
    controls.say("Draw a digit first.")
    found = controls.findChild(QLabel, "changeAnswer")
    assert isinstance(found, QLabel)
    assert found.text() == "Draw a digit first."


def test_the_picture_can_be_put_on_the_canvas_when_it_is_another(
    controls: ChangeControls, qtbot: QtBot
) -> None:
    put = controls.findChild(QPushButton, "putChangedButton")
    assert not put.isEnabled()
    controls.set_changed(True)
    with qtbot.waitSignal(controls.put_asked):
        put.click()


def test_a_slider_without_room_beside_the_digits_goes_below_them(
    controls: ChangeControls, qtbot: QtBot
) -> None:
    digits = button(controls, 9)
    controls.resize(900, 200)
    with qtbot.waitExposed(controls):
        controls.show()

    def top(widget: QWidget) -> int:
        return widget.mapTo(controls, QPoint(0, 0)).y()

    qtbot.waitUntil(lambda: top(controls.slider) == top(digits))
    controls.resize(420, 200)
    qtbot.waitUntil(lambda: top(controls.slider) >= top(digits) + digits.height())


def share(widget: QWidget, colour: str) -> float:
    """Which part of the widget has exactly this colour."""
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixel(*place) == wanted for place in places) / len(places)


def lightness(widget: QWidget) -> int:
    return widget.grab().toImage().pixelColor(4, 4).lightness()


def test_the_ten_digits_are_in_the_colours_of_each_theme(
    qtbot: QtBot, controls: ChangeControls, light: None
) -> None:
    with qtbot.waitExposed(controls):
        controls.show()
    chosen, other = button(controls, 3), button(controls, 4)
    chosen.click()
    for theme, colours in (("light", LIGHT), ("dark", DARK), ("light", LIGHT)):
        apply_appearance(theme)
        qtbot.waitUntil(lambda accent=colours.accent: share(chosen, accent) > 0.5)
        qtbot.waitUntil(lambda dark=theme == "dark": (lightness(other) < 128) == dark)
        assert share(other, colours.accent) == 0
