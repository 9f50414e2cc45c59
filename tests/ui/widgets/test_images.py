from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from mnist_desk.ui.widgets.images import AGAINST, FOR, diverging_image, grey_image


def test_ink_is_white() -> None:
    picture = np.zeros((3, 5), np.float32)
    picture[1, 4] = 1
    image = grey_image(picture)
    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(4, 1) == QColor("white")
    assert image.pixelColor(0, 0) == QColor("black")


def test_above_zero_is_blue_below_orange_zero_black() -> None:
    image = diverging_image(np.array([[1, -1, 0]], np.float32))
    assert [image.pixelColor(x, 0) for x in range(3)] == [
        QColor(*FOR),
        QColor(*AGAINST),
        QColor("black"),
    ]


def test_the_stronger_the_brighter() -> None:
    image = diverging_image(np.array([[0.1, 0.5, 1, 2]], np.float32), largest=1)
    brightness = [image.pixelColor(x, 0).value() for x in range(4)]
    assert brightness[0] < brightness[1] < brightness[2] == brightness[3]


def test_the_picture_below_is_seen_where_nothing_speaks() -> None:
    under = np.array([[1, 0]], np.float32)
    image = diverging_image(np.zeros((1, 2), np.float32), under=under)
    assert 30 < image.pixelColor(0, 0).value() < 120
    assert image.pixelColor(1, 0) == QColor("black")


def test_values_that_are_no_numbers_are_black() -> None:
    image = diverging_image(np.array([[np.nan, np.inf, 1]], np.float32))
    assert {image.pixelColor(x, 0).name() for x in range(3)} == {"#000000"}
