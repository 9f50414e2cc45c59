from __future__ import annotations

import gc

import numpy as np
import pytest
from numpy.typing import DTypeLike
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, qRgb
from PySide6.QtWidgets import QApplication

from mnist_desk.ui.widgets.images import (
    AGAINST,
    FOR,
    clear_pixmap,
    diverging_image,
    grey_image,
    indexed_image,
    ink_image,
)


def test_ink_is_white() -> None:
    picture = np.zeros((3, 5), np.float32)
    picture[1, 4] = 1
    image = grey_image(picture)
    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(4, 1) == QColor("white")
    assert image.pixelColor(0, 0) == QColor("black")


def test_bytes_are_as_they_are() -> None:
    image = grey_image(np.array([[0, 7, 255]], np.uint8))
    assert [image.pixelColor(x, 0).red() for x in range(3)] == [0, 7, 255]


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


@pytest.mark.parametrize(("dtype", "full"), [(np.float32, 1.0), (np.uint8, 255)])
def test_ink_has_its_colour_and_paper_is_clear(dtype: DTypeLike, full: float) -> None:
    picture = np.zeros((2, 3), dtype)
    picture[1, 2], picture[0, 1] = full, full * 0.4
    image = ink_image(picture, QColor("#123456"))
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(2, 1) == QColor("#123456")
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(1, 0).alpha() == 102


def test_cells_have_the_colours_of_their_table() -> None:
    image = indexed_image(np.array([[0, 1, 2]], np.uint8), [qRgb(n, n, n) for n in (5, 80, 200)])
    assert [image.pixelColor(x, 0).red() for x in range(3)] == [5, 80, 200]


def test_an_image_outlives_its_array_and_has_lines_of_any_length() -> None:
    # Lines of Qt's own images are filled up to four bytes; a part of a larger array has gaps.
    greys = np.random.default_rng(0).integers(0, 256, (7, 9), dtype=np.uint8)
    image = grey_image(np.divide(greys, 255, dtype=np.float32)[1:6, 2:7])
    wanted = greys[1:6, 2:7].tolist()
    gc.collect()
    assert [[image.pixelColor(x, y).red() for x in range(5)] for y in range(5)] == wanted


def test_a_clear_picture_is_as_fine_as_the_screen(qapp: QApplication) -> None:
    picture = clear_pixmap(QSize(10, 20), 1.5)
    assert picture.size() == QSize(15, 30)
    assert picture.devicePixelRatio() == 1.5
    assert picture.toImage().pixelColor(7, 7).alpha() == 0
