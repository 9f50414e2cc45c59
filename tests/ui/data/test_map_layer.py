from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.ui.data.class_colours import class_colours
from mnist_desk.ui.data.map_layer import MapLayer, Mask

from .mapped import LABELS, small_map

PIXELS = np.array([(30, 30), (90, 30), (150, 30), (30, 90), (90, 90)], float)
SIZE = QSize(180, 120)

pytestmark = pytest.mark.usefixtures("light")


def paint(*, chosen: Mask | None = None, zoom: float | None = None, ratio: float = 1) -> QImage:
    layer = MapLayer().paint(*(small_map(), PIXELS, SIZE, ratio, QFont()), chosen=chosen, zoom=zoom)
    return layer.toImage()


def colour_at(image: QImage, place: int, dx: int = 0, dy: int = 0) -> QColor:
    x, y = (PIXELS[place] * image.devicePixelRatio()).astype(int).tolist()
    return image.pixelColor(x + dx, y + dy)


def ink_near(image: QImage, place: int, reach: int = 11) -> int:
    """How many pixels around a digit are painted."""
    around = range(-reach, reach + 1)
    return sum(colour_at(image, place, dx, dy).alpha() > 99 for dx in around for dy in around)


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_dot_has_the_colour_of_its_class(ratio: float) -> None:
    image = paint(ratio=ratio)
    assert image.size() == SIZE * ratio
    assert colour_at(image, 0) == class_colours()[4]


def test_what_is_read_wrong_has_another_shape() -> None:
    image = paint()
    assert colour_at(image, 2, 3, 3).alpha() == 255
    assert colour_at(image, 0, 4, 4).alpha() == 0


def test_what_is_not_chosen_is_faint() -> None:
    chosen = np.array([True, False, False, False, False])
    image = paint(chosen=chosen)
    assert colour_at(image, 0).alpha() == 255
    assert 0 < colour_at(image, 3).alpha() < 60


def test_pictures_are_larger_and_have_a_frame_when_they_are_read_wrong() -> None:
    image = paint(zoom=1.0)
    assert ink_near(image, 0) > 20
    assert ink_near(image, 2) > 2 * ink_near(image, 0)


def test_pictures_that_have_no_room_are_specks() -> None:
    close = PIXELS.copy()
    close[1] = close[0] + 8
    layer = MapLayer().paint(*(small_map(), close, SIZE, 1, QFont()), chosen=None, zoom=1.0)
    alone = paint(zoom=1.0)
    assert ink_near(layer.toImage(), 0, 16) < 1.5 * ink_near(alone, 0, 16)


def test_what_is_out_of_sight_does_no_harm() -> None:
    layer = MapLayer().paint(*(small_map(), PIXELS + 1e6, SIZE, 1, QFont()), chosen=None, zoom=1.0)
    assert not layer.toImage().pixelColor(90, 60).alpha()


def test_colours_follow_the_appearance(qapp: object) -> None:
    base = QColor("#ffffff")
    assert all(abs(shade.lightness() - base.lightness()) > 60 for shade in class_colours())
    assert len({shade.name() for shade in class_colours()}) == 10


def test_pictures_are_never_those_of_a_set_that_is_gone() -> None:
    layer = MapLayer()

    def painted(ink: int) -> QImage:
        images = np.full((5, 28, 28), ink, np.uint8)
        what = small_map(digits=DigitSet("Some", Dataset(images, LABELS)))
        return layer.paint(what, PIXELS, SIZE, 1, QFont(), chosen=None, zoom=1.0).toImage()

    for _ in range(50):  # Sooner or later the new one lies where the old one was.
        assert ink_near(painted(255), 0) > 20
        assert ink_near(painted(0), 0) == 0
