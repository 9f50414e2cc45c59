from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.pen_dot import PenDot
from mnist_desk.ui.widgets.tokens import LIGHT


@pytest.fixture
def dot(qtbot: QtBot, light: None) -> PenDot:
    dot = PenDot()
    qtbot.addWidget(dot)
    dot.resize(dot.sizeHint())
    return dot


def inked(dot: PenDot) -> int:
    """Pixels."""
    image = dot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return sum(
        image.pixelColor(x, y) == QColor(LIGHT.text)
        for x in range(image.width())
        for y in range(image.height())
    )


def test_it_is_as_large_as_the_pen(dot: PenDot) -> None:
    sizes = []
    for width, scale in ((8, 1.0), (20, 1.0), (20, 1.2)):
        dot.set_width(width)
        dot.set_scale(scale)
        sizes.append(inked(dot))
    assert 0 < sizes[0] < sizes[1] < sizes[2]


def test_one_that_is_too_large_stays_round(dot: PenDot) -> None:
    dot.set_width(36)
    dot.set_scale(3.0)
    assert inked(dot) < 0.85 * dot.width() * dot.height()


def test_a_screen_reader_is_told_how_wide_it_is(dot: PenDot) -> None:
    assert dot.accessibleName()
    dot.set_width(20)
    assert dot.accessibleDescription() == "20 wide, on a canvas of 280"
