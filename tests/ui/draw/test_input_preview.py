from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.input_preview import InputPreview

GREYS = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)


@pytest.fixture
def preview(qtbot: QtBot) -> InputPreview:
    preview = InputPreview()
    qtbot.addWidget(preview)
    preview.resize(4 * 28, 4 * 28)
    return preview


def reading(greys: NDArray[np.uint8]) -> Reading:
    outputs = np.zeros(10, np.float32)
    return Reading(greys.astype(np.float32) / 255, outputs, outputs, True, False)


def pixels(image: QImage, step: int = 1, start: int = 0) -> NDArray[np.uint8]:
    """The grey of each pixel, or of the ones in the middle of larger squares."""
    rows = [range(start, image.height(), step), range(start, image.width(), step)]
    return np.array([[image.pixelColor(x, y).red() for x in rows[1]] for y in rows[0]], np.uint8)


def test_it_holds_the_very_picture_of_the_network(preview: InputPreview) -> None:
    preview.show_reading(reading(GREYS))
    assert preview.image is not None
    np.testing.assert_array_equal(pixels(preview.image), GREYS)


def test_it_shows_each_pixel_as_a_square(preview: InputPreview) -> None:
    preview.show_reading(reading(GREYS))
    shown = preview.grab().toImage()
    for place in (0, 3):
        np.testing.assert_array_equal(pixels(shown, step=4, start=place), GREYS)


@pytest.mark.parametrize(("height", "side"), [(112, 4), (111, 4), (100, 3), (84, 3), (83, 3)])
def test_all_pixels_are_of_one_size_where_there_is_little_room(
    preview: InputPreview, height: int, side: int
) -> None:
    preview.resize(112, height)
    preview.show_reading(reading(GREYS))
    shown = preview.grab().toImage()
    left = (112 - 28 * side) // 2
    square = shown.copy(left, 0, 28 * side, 28 * side)
    for place in (0, side - 2):
        np.testing.assert_array_equal(pixels(square, step=side, start=place), GREYS)


def test_it_gives_way_to_the_answer_in_whole_pixels(preview: InputPreview) -> None:
    assert preview.sizeHint().height() == 3 * 28
    assert preview.minimumSizeHint().height() == 28


def test_it_is_black_when_nothing_is_drawn(preview: InputPreview) -> None:
    assert preview.image is None
    preview.show_reading(reading(GREYS))
    preview.show_reading(None)
    assert preview.image is None
    assert not pixels(preview.grab().toImage()).any()


def test_the_picture_lives_longer_than_the_reading(preview: InputPreview) -> None:
    for _ in range(50):
        preview.show_reading(reading(GREYS))
        preview.show_reading(reading(255 - GREYS))
    np.testing.assert_array_equal(pixels(preview.image), 255 - GREYS)


def test_a_screen_reader_is_told_what_it_is(preview: InputPreview) -> None:
    assert "28" in preview.accessibleName()
    assert preview.accessibleDescription() == "No ink."
    greys = np.zeros((28, 28), np.uint8)
    greys[4:24, 8] = greys[10, 8:20] = 255
    preview.show_reading(reading(greys))
    assert preview.accessibleDescription() == (
        "Ink in rows 4 to 23, columns 8 to 19, counted from 0."
    )
    preview.show_reading(reading(0 * greys))
    assert preview.accessibleDescription() == "No ink."
