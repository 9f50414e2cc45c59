from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.wheel_guard import leave_wheel_to_scrolling


@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_is_for_what_has_the_focus(qtbot: QtBot, focused: bool) -> None:
    page, slider, other = QWidget(), QSlider(Qt.Orientation.Horizontal), QLineEdit()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(slider)
    layout.addWidget(other)
    leave_wheel_to_scrolling(slider)
    slider.setValue(50)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    (slider if focused else other).setFocus()
    middle = QPointF(slider.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(slider.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert (slider.value() != 50) == focused
