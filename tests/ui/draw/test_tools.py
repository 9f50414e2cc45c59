from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.tools import Tools
from mnist_desk.ui.widgets.colours import LIGHT


@pytest.fixture
def tools(qtbot: QtBot, light: None) -> Tools:
    tools = Tools()
    qtbot.addWidget(tools)
    return tools


def dot(tools: Tools) -> int:
    """How many pixels of the dot are ink."""
    image = tools.pen_dot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ink = QColor(LIGHT.text)
    return sum(
        image.pixelColor(x, y) == ink for x in range(image.width()) for y in range(image.height())
    )


def test_the_dot_is_as_large_as_the_pen(tools: Tools) -> None:
    tools.pen_width.setValue(8)
    small = dot(tools)
    tools.pen_width.setValue(20)
    larger = dot(tools)
    tools.pen_dot.set_scale(1.2)
    assert 0 < small < larger < dot(tools)


def test_the_eraser_is_seen_to_be_on(tools: Tools) -> None:
    told = QSignalSpy(tools.erasing_changed)
    tools.eraser.click()
    assert told.at(0)[0] is True
    assert tools.eraser.palette().button().color() == QColor(LIGHT.accent)
    tools.eraser.click()
    assert told.at(1)[0] is False
    assert tools.eraser.palette().button().color() != QColor(LIGHT.accent)


def test_all_is_in_one_narrow_row(tools: Tools) -> None:
    assert tools.minimumSizeHint().width() <= 320
    assert tools.sizeHint().height() <= 36
