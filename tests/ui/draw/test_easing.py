from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.easing import Easing

ONE, OTHER = np.array([1.0, 0.0]), np.array([0.0, 3.0])


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def easing(widget: QWidget) -> Easing:
    """May move, and is at [1, 0]."""
    easing = Easing(widget, 2)
    assert easing.shown.tolist() == [0, 0]
    easing.set_allowed(True)
    easing.jump_to(ONE)
    return easing


def test_values_move_bit_by_bit_and_arrive(qtbot: QtBot, easing: Easing) -> None:
    seen: list[tuple[float, float]] = []
    easing.moved.connect(lambda: seen.append((float(easing.shown[0]), float(easing.shown[1]))))
    easing.move_to(OTHER)
    assert easing.shown.tolist() == ONE.tolist()
    qtbot.waitUntil(lambda: easing.shown.tolist() == OTHER.tolist())
    assert sorted(seen, reverse=True) == seen
    assert all(second == pytest.approx(3 * (1 - first)) for first, second in seen)


def test_a_new_way_begins_where_the_old_one_is(qtbot: QtBot, easing: Easing) -> None:
    easing.move_to(OTHER)
    qtbot.waitUntil(lambda: easing.shown[1] > 0.5)
    here = easing.shown.tolist()
    easing.move_to(ONE)
    assert easing.shown.tolist() == here
    qtbot.waitUntil(lambda: easing.shown.tolist() == ONE.tolist())


def test_a_jump_ends_the_way(qtbot: QtBot, easing: Easing) -> None:
    easing.move_to(OTHER)
    easing.jump_to(ONE)
    moved = QSignalSpy(easing.moved)
    qtbot.wait(150)
    assert moved.count() == 0
    assert easing.shown.tolist() == ONE.tolist()


def test_it_can_stay_where_it_is(qtbot: QtBot, easing: Easing) -> None:
    easing.move_to(OTHER)
    easing.stop()
    here = easing.shown.tolist()
    qtbot.wait(150)
    assert easing.shown.tolist() == here


def test_what_is_on_its_way_arrives_when_nothing_may_move(easing: Easing) -> None:
    easing.move_to(OTHER)
    easing.set_allowed(False)
    assert easing.shown.tolist() == OTHER.tolist()
    easing.move_to(ONE)
    assert easing.shown.tolist() == ONE.tolist()


def test_nothing_moves_that_nobody_sees(widget: QWidget, easing: Easing) -> None:
    widget.hide()
    easing.move_to(OTHER)
    assert easing.shown.tolist() == OTHER.tolist()


def test_nothing_moves_when_the_system_asks_for_it(widget: QWidget, easing: Easing) -> None:
    class Still(QProxyStyle):
        def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:
            animation = hint == QStyle.StyleHint.SH_Widget_Animation_Duration
            return 0 if animation else super().styleHint(hint, *rest)

    still = Still()
    widget.setStyle(still)
    easing.move_to(OTHER)
    assert easing.shown.tolist() == OTHER.tolist()
