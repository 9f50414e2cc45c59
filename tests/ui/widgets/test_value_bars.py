"""Ten outputs as small bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.widgets.tokens import colours
from mnist_desk.ui.widgets.value_bars import ValueBars

from ..evaluate.answered import answered

VALUES = np.array([0, 0, 0, 0.05, 0.95, 0, 0, 0, 0, 0], np.float32)


def bars(qtbot: QtBot) -> ValueBars:
    bars = ValueBars()
    qtbot.addWidget(bars)
    bars.resize(300, 250)
    return bars


def painted(some: ValueBars) -> set[str]:
    image = some.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(300) for y in range(250)}


def test_the_largest_are_told_first(qtbot: QtBot) -> None:
    some = bars(qtbot)
    some.show_values(VALUES, label=4)
    assert value_of(some).startswith("4: 95.0 %, 3: 5.0 %")


def test_a_wrong_answer_has_another_colour(qtbot: QtBot) -> None:
    some, c = bars(qtbot), colours()
    some.show_values(VALUES, label=4)
    assert QColor(c.accent).name() in painted(some)
    assert QColor(c.second).name() not in painted(some)
    some.show_values(VALUES, label=3)
    assert QColor(c.second).name() in painted(some)


def test_outputs_that_are_no_probabilities_are_told_as_they_are(qtbot: QtBot) -> None:
    some = bars(qtbot)
    some.show_values(VALUES - 0.5, are_probabilities=False)
    assert value_of(some).startswith("4: 0.45, 3: -0.45")
    assert QColor(colours().accent).name() in painted(some)


def test_an_answer_is_shown_with_its_label(qtbot: QtBot) -> None:
    some = bars(qtbot)
    some.show_answer(answered((4, 9), (4, 4)), 0)
    assert value_of(some).startswith("9: ")
    assert QColor(colours().second).name() in painted(some)


def test_a_long_name_is_elided_and_leaves_room(qtbot: QtBot) -> None:
    some = bars(qtbot)
    usual = some.sizeHint().width()
    some.show_values(VALUES, names=("A name without end", *"123456789"))
    assert usual < some.sizeHint().width() < usual + some.fontMetrics().horizontalAdvance("M" * 12)
    some.show_values(VALUES * np.nan)
    some.grab()


def test_nothing_is_nothing(qtbot: QtBot) -> None:
    some = bars(qtbot)
    some.show_values(None)
    assert value_of(some) == ""
    some.grab()
