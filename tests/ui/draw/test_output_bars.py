from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QProgressBar, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.known_classes import KNOWN
from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.output_bars import OutputBars
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

PAPER = np.zeros((28, 28), np.float32)


def reading(probabilities: bool, unsure: bool = False, **digits: float) -> Reading:
    """A reading with these values, e.g. ``reading(True, d3=0.9, d5=0.1)``; the rest is zero."""
    values = np.zeros(10, np.float32)
    for name, value in digits.items():
        values[int(name[1])] = value
    return Reading(PAPER, values, values, probabilities, unsure)


probabilities = functools.partial(reading, True)
raw = functools.partial(reading, False)


@pytest.fixture
def bars(qtbot: QtBot, light: None) -> OutputBars:
    bars = OutputBars()
    qtbot.addWidget(bars)
    bars.resize(300, 220)
    return bars


def extent(bars: OutputBars, digit: int, colour: str) -> tuple[int, int] | None:
    """The first and the last pixel of this colour in the middle of the row of a digit."""
    image = bars.grab().toImage()
    y = round((digit + 0.5) * (bars.height() - 20) / 10)
    right_of_the_digit = bars.fontMetrics().horizontalAdvance("▶ 0 ")
    columns = [
        x
        for x in range(right_of_the_digit, bars.width())
        if image.pixelColor(x, y) == QColor(colour)
    ]
    return (columns[0], columns[-1]) if columns else None


def length(bars: OutputBars, digit: int, colour: str) -> int:
    span = extent(bars, digit, colour)
    return 0 if span is None else span[1] - span[0] + 1


def test_nothing_wins_when_nothing_is_drawn(bars: OutputBars) -> None:
    assert bars.property("winner") == -1
    bars.show_reading(probabilities(d3=1.0))
    bars.show_reading(None)
    assert bars.property("winner") == -1
    assert {bars.value_text(digit) for digit in range(10)} == {""}


def test_being_unsure_is_apart_from_the_winner(bars: OutputBars) -> None:
    assert bars.property("unsure") is False
    bars.show_reading(probabilities(d3=0.4))
    assert bars.property("unsure") is False
    bars.show_reading(probabilities(unsure=True, d3=0.4))
    assert bars.property("unsure") is True
    assert bars.property("winner") == 3
    bars.show_reading(None)
    assert bars.property("unsure") is False


@pytest.mark.parametrize("digit", range(10))
def test_the_largest_output_wins(bars: OutputBars, digit: int) -> None:
    bars.show_reading(raw(**{f"d{digit}": 0.2}))
    assert bars.property("winner") == digit


def test_the_largest_of_negative_outputs_wins(bars: OutputBars) -> None:
    values = np.arange(-10, 0, dtype=np.float32)
    bars.show_reading(Reading(PAPER, values, values, False, False))
    assert bars.property("winner") == 9


def test_values_are_told_as_they_are(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d4=0.123))
    assert bars.value_text(4) == "12.3 %"
    bars.show_reading(raw(d4=-0.5))
    assert bars.value_text(4) == "-0.50"


def test_the_axis_says_what_is_measured(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d1=1.0))
    softmax = bars.axis_text()
    assert "softmax" in softmax
    bars.show_reading(raw(d1=1.0))
    assert "raw" in bars.axis_text()
    assert bars.axis_text() != softmax


def test_a_bar_is_as_long_as_its_probability(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d3=0.5, d5=0.25))
    winner, other = length(bars, 3, LIGHT.accent), length(bars, 5, LIGHT.bar)
    assert winner > 30
    assert other == pytest.approx(winner / 2, abs=3)
    assert length(bars, 0, LIGHT.bar) <= 1


def test_the_winner_has_a_colour_and_a_mark_of_its_own(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d3=0.6, d5=0.4))
    assert length(bars, 3, LIGHT.accent) > 0
    assert length(bars, 5, LIGHT.accent) == 0

    def mark(digit: int) -> int:
        """Pixels that are not window in the left margin, where the digits stand further right."""
        image = bars.grab().toImage()
        height = (bars.height() - 20) / 10
        rows = range(round(digit * height), round((digit + 1) * height))
        margin = bars.fontMetrics().horizontalAdvance("▶")
        window = image.pixel(0, bars.height() - 1)
        return sum(image.pixel(x, y) != window for x in range(margin) for y in rows)

    assert mark(3) > mark(5) == 0


def test_a_negative_output_goes_left_from_zero(bars: OutputBars) -> None:
    bars.show_reading(raw(d3=1.0, d5=-0.5))
    winner, negative = extent(bars, 3, LIGHT.accent), extent(bars, 5, LIGHT.bar)
    assert winner is not None
    assert negative is not None
    assert negative[1] <= winner[0] + 2
    assert length(bars, 5, LIGHT.bar) == pytest.approx(length(bars, 3, LIGHT.accent) / 2, abs=4)


@pytest.mark.parametrize("scale", [50.0, 1e8])
def test_outputs_of_any_size_stay_in_their_groove(bars: OutputBars, scale: float) -> None:
    bars.show_reading(raw(d3=scale, d5=-scale))
    for digit, colour in ((3, LIGHT.accent), (5, LIGHT.bar)):
        span = extent(bars, digit, colour)
        assert span is not None
        assert span[1] < bars.width() - bars.fontMetrics().horizontalAdvance("100.0 %")


def test_the_answer_is_told_to_a_screen_reader(bars: OutputBars) -> None:
    assert bars.accessibleName()
    bars.show_reading(probabilities(d3=0.75, d5=0.25))
    assert bars.accessibleDescription() == "3: 75.0 %"
    bars.show_reading(probabilities(unsure=True, d3=0.75, d5=0.25))
    assert "Not sure" in bars.accessibleDescription()
    bars.show_reading(None)
    assert "3" not in bars.accessibleDescription()
    assert bars.accessibleDescription()


def test_it_follows_the_theme(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d3=1.0))
    assert length(bars, 3, LIGHT.accent) > 0
    apply_appearance("dark")
    assert length(bars, 3, DARK.accent) > 0


def test_all_is_seen_in_the_smallest_size(bars: OutputBars) -> None:
    bars.resize(bars.minimumSizeHint())
    bars.show_reading(probabilities(d3=1.0))
    assert not bars.grab().isNull()
    assert bars.sizeHint().height() > bars.minimumSizeHint().height()


def test_not_sure_marks_and_tells_the_second_candidate_too(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d4=0.5, d9=0.4))
    sure = bars.grab().toImage()
    bars.show_reading(probabilities(unsure=True, d4=0.5, d9=0.4))
    assert bars.grab().toImage() != sure
    assert bars.accessibleDescription() == "Not sure; 4: 50.0 % or 9: 40.0 %"


def spoken(bars: OutputBars, digit: int) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(bars.findChild(QWidget, f"outputBar{digit}"))


def test_a_screen_reader_finds_ten_bars_with_value_and_place(bars: OutputBars) -> None:
    assert len(bars.findChildren(QProgressBar)) == 10
    bars.show_reading(probabilities(d3=0.75, d5=0.25))
    five = spoken(bars, 5)
    assert five.role() == QAccessible.Role.ProgressBar
    assert five.text(QAccessible.Text.Name) == "Digit 5"
    assert five.text(QAccessible.Text.Description) == "25.0 %, place 2 of 10"
    assert five.valueInterface().currentValue() == 25
    bars.show_reading(raw(d3=1.0, d5=-300.0))
    assert five.text(QAccessible.Text.Description) == "-300.00, place 10 of 10"
    assert five.valueInterface().currentValue() == -300
    bars.show_reading(None)
    assert five.valueInterface().currentValue() == 0


def test_bars_ease_to_their_lengths_and_the_winner_is_there_at_once(
    qtbot: QtBot, bars: OutputBars
) -> None:
    bars.show()
    bars.set_motion(True)
    bars.show_reading(probabilities(d5=1.0))
    full = length(bars, 5, LIGHT.accent)
    bars.show_reading(probabilities(d3=1.0))
    assert bars.property("winner") == 3
    assert length(bars, 3, LIGHT.accent) < full / 2
    qtbot.waitUntil(lambda: length(bars, 3, LIGHT.accent) >= full - 1)


def test_without_motion_bars_are_as_long_at_once(bars: OutputBars) -> None:
    bars.show()
    bars.set_motion(True)
    bars.show_reading(probabilities(d5=1.0))
    bars.show_reading(probabilities(d3=1.0))
    bars.set_motion(False)
    full = length(bars, 3, LIGHT.accent)
    bars.show_reading(probabilities(d4=1.0))
    assert length(bars, 4, LIGHT.accent) == full
    assert length(bars, 3, LIGHT.bar) <= 1


def test_nothing_moves_when_the_system_asks_for_it(
    bars: OutputBars, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Still(QProxyStyle):
        def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:
            animation = hint == QStyle.StyleHint.SH_Widget_Animation_Duration
            return 0 if animation else super().styleHint(hint, *rest)

    still = Still()
    bars.setStyle(still)
    bars.show()
    bars.set_motion(True)
    bars.show_reading(probabilities(d5=1.0))
    full = length(bars, 5, LIGHT.accent)
    bars.show_reading(probabilities(d3=1.0))
    assert length(bars, 3, LIGHT.accent) == full > 30


# Numbers that are no answer

NAN, INF = np.nan, np.inf


@pytest.fixture(params=[True, False], ids=["probabilities", "raw"])
def kind(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def nonsense(kind: bool, *numbers: float) -> Reading:
    """What a network that diverged gives; the rest is zero. It may even call itself unsure."""
    values = np.zeros(10, np.float32)
    values[: len(numbers)] = numbers
    return Reading(PAPER, values, values, kind, True)


@pytest.mark.parametrize(
    "numbers", [[NAN] * 10, [INF], [0.5, -INF], [0.2, 0.9, NAN]], ids=["nan", "inf", "-inf", "one"]
)
def test_numbers_that_are_no_answer_name_no_digit(
    bars: OutputBars, kind: bool, numbers: list[float]
) -> None:
    bars.show_reading(reading(kind, d3=0.9))
    bars.show_reading(nonsense(kind, *numbers))
    assert bars.property("winner") == -1
    assert bars.property("unsure") is False
    assert {bars.value_text(digit) for digit in range(10)} == {"–"}
    assert bars.axis_text() == "no answer: numbers overflowed"
    for digit in range(10):
        assert length(bars, digit, LIGHT.accent) == length(bars, digit, LIGHT.bar) == 0


def test_no_answer_is_seen_and_what_came_before_is_gone(bars: OutputBars, kind: bool) -> None:
    bars.show_reading(nonsense(kind, NAN))
    alone = bars.grab().toImage()
    bars.show_reading(None)
    assert bars.grab().toImage() != alone
    bars.show_reading(reading(kind, d3=0.9))
    bars.show_reading(nonsense(kind, NAN))
    assert bars.grab().toImage() == alone


def test_a_screen_reader_is_told_that_there_is_no_answer(bars: OutputBars, kind: bool) -> None:
    bars.show_reading(reading(kind, d3=0.9))
    bars.show_reading(nonsense(kind, NAN, INF))
    words = bars.accessibleDescription()
    assert words == "No answer: the numbers have grown beyond all bounds."
    for digit in range(10):
        assert spoken(bars, digit).text(QAccessible.Text.Description) == "no answer"
        assert spoken(bars, digit).valueInterface().currentValue() == 0


@pytest.mark.parametrize("motion", [True, False], ids=["moving", "still"])
def test_the_first_answer_after_numbers_that_are_none_has_its_bars(
    qtbot: QtBot, bars: OutputBars, kind: bool, motion: bool
) -> None:
    bars.show()
    bars.set_motion(motion)
    bars.show_reading(reading(kind, d5=1.0))
    full = length(bars, 5, LIGHT.accent)
    # The bars are on their way when the numbers stop to be any.
    bars.show_reading(reading(kind, d3=1.0))
    bars.show_reading(nonsense(kind, NAN, INF, -INF))
    bars.show_reading(nonsense(kind, *[INF] * 10))
    bars.show_reading(reading(kind, d4=1.0))
    assert bars.property("winner") == 4
    assert length(bars, 4, LIGHT.accent) == full > 30
    assert length(bars, 3, LIGHT.bar) <= 1
    bars.show_reading(reading(kind, d7=1.0))
    qtbot.waitUntil(lambda: length(bars, 7, LIGHT.accent) >= full - 1)
    assert length(bars, 4, LIGHT.bar) <= 1


def test_a_way_that_was_begun_is_not_gone_on_without_an_answer(
    qtbot: QtBot, bars: OutputBars
) -> None:
    bars.show()
    bars.set_motion(True)
    bars.show_reading(probabilities(d5=1.0))
    bars.show_reading(probabilities(d3=1.0))
    bars.show_reading(nonsense(True, NAN))
    alone = bars.grab().toImage()
    bars.set_motion(False)
    bars.set_motion(True)
    qtbot.wait(200)
    assert bars.grab().toImage() == alone
    assert bars.property("winner") == -1


def test_what_looks_like_no_digit_has_no_second_candidate(bars: OutputBars) -> None:
    bars.show_reading(probabilities(d4=0.3, d9=0.2))
    sure = bars.grab().toImage()
    bars.show_reading(probabilities(unsure=True, d4=0.3, d9=0.2))
    assert bars.property("unsure") is True
    assert bars.property("winner") == 4
    assert bars.grab().toImage() == sure
    assert bars.accessibleDescription() == "Looks like no digit; nearest is 4: 30.0 %"


def test_larger_text_has_higher_rows(bars: OutputBars) -> None:
    small = bars.minimumSizeHint()
    font = bars.font()
    font.setPointSizeF(2 * font.pointSizeF())
    bars.setFont(font)
    large = bars.minimumSizeHint()
    assert large.height() > small.height()
    assert large.width() > small.width()
    row = bars.findChild(QWidget, "outputBar9").geometry()
    assert row.bottom() < bars.height() - bars.fontMetrics().height()


def test_a_row_needs_14_pixels(bars: OutputBars) -> None:
    assert bars.minimumSizeHint().height() == 10 * 14 + 20


def test_bars_have_the_names_of_their_classes(bars: OutputBars) -> None:
    narrow = bars.minimumSizeHint().width()
    bars.show_reading(probabilities(d7=0.9, d9=0.1))
    bars.show_names(KNOWN["fashion"])
    row = bars.findChild(QProgressBar, "outputBar7")
    assert row.accessibleName() == "Class Sneaker"
    assert bars.accessibleDescription().startswith("Sneaker: 90")
    assert bars.minimumSizeHint().width() > narrow
    bars.show_names(tuple(map(str, range(10))))
    assert row.accessibleName() == "Digit 7"
    assert bars.minimumSizeHint().width() == narrow
