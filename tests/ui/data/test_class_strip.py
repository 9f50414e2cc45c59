"""The classes, their counts and pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.data_statistics import class_statistics
from mnist_desk.core.dataset import Dataset
from mnist_desk.ui.data.class_strip import ClassStrip
from mnist_desk.ui.widgets.tokens import colours

from .conftest import NAMES


@pytest.fixture
def strip(qtbot: QtBot) -> ClassStrip:
    strip = ClassStrip()
    qtbot.addWidget(strip)
    strip.resize(860, strip.sizeHint().height())
    strip.show()
    return strip


def data() -> Dataset:
    """Twice as many 3 as 7; the images of a 3 are full of ink, those of a 7 vary."""
    images = np.zeros((6, 28, 28), np.uint8)
    images[:4] = 255
    images[4] = 255
    return Dataset(images, np.array([3, 3, 3, 3, 7, 7]), NAMES)


def button(strip: ClassStrip, name: str) -> QAbstractButton:
    found = strip.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def amount(image: QImage, colour: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_class_is_chosen_and_told_once(strip: ClassStrip, qtbot: QtBot) -> None:
    assert strip.label is None
    spy = QSignalSpy(strip.chosen)
    qtbot.mouseClick(button(strip, "class3"), Qt.MouseButton.LeftButton)
    assert strip.label == 3
    strip.choose(None)
    assert strip.label is None
    assert spy.count() == 2


def test_counts_are_told_with_the_names(strip: ClassStrip) -> None:
    strip.show_statistics(class_statistics(data()), NAMES)
    assert button(strip, "class3").accessibleName() == "Dress: 4 images, 66.7 %"
    assert button(strip, "classAll").accessibleName() == "All: 6 images, 100.0 %"
    strip.show_statistics(None, NAMES)
    assert button(strip, "class3").accessibleName() == "Dress"


def test_what_names_look_like_is_not_taken_for_marks(strip: ClassStrip) -> None:
    strip.show_statistics(class_statistics(data()), ("<b>&x</b>", *NAMES[1:]))
    assert "&lt;b&gt;" in button(strip, "class0").toolTip()


@pytest.mark.usefixtures("light")
def test_a_longer_bar_is_a_larger_class(strip: ClassStrip) -> None:
    strip.show_statistics(class_statistics(data()), NAMES)
    bars = [
        amount(button(strip, name).grab().toImage(), colours().bar)
        for name in ("class3", "class7", "class0")
    ]
    assert bars[0] > 1.8 * bars[1] > 0
    assert bars[2] == 0


@pytest.mark.usefixtures("light")
def test_the_mean_is_ink_and_the_variance_blue(strip: ClassStrip) -> None:
    strip.show_statistics(class_statistics(data()), NAMES)
    threes = button(strip, "class3").grab().toImage()
    sevens = button(strip, "class7").grab().toImage()
    # All 3 are alike; where 7 vary, they vary everywhere as much.
    assert amount(threes, colours().text) > 500
    assert amount(threes, colours().accent) == 0
    assert amount(sevens, colours().accent) > 500


def test_it_can_be_narrow(strip: ClassStrip) -> None:
    strip.show_statistics(class_statistics(data()), NAMES)
    assert strip.minimumSizeHint().width() <= 436
    strip.resize(436, strip.height())
    assert not strip.grab().isNull()
