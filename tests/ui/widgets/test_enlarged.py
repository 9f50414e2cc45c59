"""A digit of many, large."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.enlarged import Enlarged
from mnist_desk.ui.widgets.spoken import value_of

from ..evaluate.answered import answered


def enlarged(qtbot: QtBot) -> Enlarged:
    large = Enlarged()
    qtbot.addWidget(large)
    large.show_digit(answered((4, 9), (4, 4)), 0)
    with qtbot.waitExposed(large):
        large.show()
    return large


def words(large: Enlarged) -> list[str]:
    return [label.text() for label in large.findChildren(QLabel)]


def test_it_tells_label_and_answer_and_where_it_is_from(qtbot: QtBot) -> None:
    large = enlarged(qtbot)
    assert "4, read as 9" in words(large)
    assert "Number 1 of 2, Some" in words(large)
    assert value_of(large.bars).startswith("9: ")


def test_a_digit_of_a_part_has_the_number_that_the_whole_set_gives_it(qtbot: QtBot) -> None:
    some = answered((4, 9), (4, 4))
    part = replace(some, digits=replace(some.digits, every=5, whole=10))
    large = Enlarged()
    qtbot.addWidget(large)
    large.show_digit(part, 1)
    assert "Number 6 of 10, Some" in words(large)


def test_keys_go_on_put_and_close(qtbot: QtBot) -> None:
    large = enlarged(qtbot)
    with qtbot.waitSignal(large.step_asked, check_params_cb=lambda by: by == 1):
        QTest.keyClick(large, Qt.Key.Key_Right)
    with qtbot.waitSignal(large.step_asked, check_params_cb=lambda by: by == -1):
        QTest.keyClick(large, Qt.Key.Key_Left)
    with qtbot.waitSignal(large.put_asked, check_params_cb=lambda index: index == 0):
        QTest.keyClick(large, Qt.Key.Key_Return)
    QTest.keyClick(large, Qt.Key.Key_Space)
    assert not large.isVisible()


def test_buttons_do_the_same(qtbot: QtBot) -> None:
    large = enlarged(qtbot)
    with qtbot.waitSignal(large.put_asked):
        QTest.mouseClick(large.findChild(QPushButton, "enlargedPut"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(large.step_asked):
        QTest.mouseClick(large.findChild(QPushButton, "enlargedNext"), Qt.MouseButton.LeftButton)
