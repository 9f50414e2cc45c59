from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desk.core.drawing import Picture, picture_of, prepared
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.picture import BOX, CENTRE
from mnist_desk.core.stages import ALL, Stages

NO_LINE, NO_BOX, NO_CENTRE = Stages(line=False), Stages(box=False), Stages(centre=False)
NOTHING = Stages(line=False, box=False, centre=False)


def angle(x: float, y: float, size: float) -> Ink:
    """An L, whose centre of mass is not the middle of its box."""
    return Ink((((x, y), (x, y + size), (x + size / 2, y + size)),))


def extent(picture: Grey | NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def test_all_on_is_what_the_network_gets() -> None:
    drawing = angle(30, 40, 90)
    np.testing.assert_array_equal(picture_of(drawing, ALL), picture_of(drawing))
    np.testing.assert_array_equal(prepared(drawing).picture, picture_of(drawing))


def test_without_the_box_the_sheet_is_the_picture() -> None:
    picture = picture_of(angle(100, 50, 80), Stages(box=False, centre=False))
    left, top, right, bottom = extent(picture)
    assert (left, top) in {(8, 3), (9, 4), (8, 4), (9, 3)}
    assert abs(right - 15.1) <= 1
    assert abs(bottom - 14.1) <= 1


@pytest.mark.parametrize("stages", [ALL, NO_LINE])
@pytest.mark.parametrize("size", [30.0, 200.0])
def test_with_the_box_the_longer_side_is_20_pixels(stages: Stages, size: float) -> None:
    _, top, _, bottom = prepared(angle(20, 20, size), stages).ink
    assert bottom - top == pytest.approx(BOX, abs=0.4)


def test_without_one_line_width_small_digits_have_thick_lines() -> None:
    def ink(size: float, stages: Stages) -> float:
        return float(picture_of(angle(20, 20, size), stages).sum())

    assert ink(40, NO_LINE) > 1.5 * ink(200, NO_LINE)
    assert ink(40, ALL) == pytest.approx(ink(200, ALL), rel=0.05)


@pytest.mark.parametrize("stages", [ALL, NO_LINE, NO_BOX])
def test_centring_brings_the_centre_of_mass_to_the_centre(stages: Stages) -> None:
    values = prepared(angle(150, 60, 70), stages)
    for corner, mass in zip(values.corner, values.mass, strict=True):
        assert corner + mass == pytest.approx(CENTRE, abs=0.07)


def test_without_centring_a_digit_stays_where_it_was_drawn() -> None:
    size = 120.0
    left, right = (picture_of(angle(x, 80, size), NO_CENTRE) for x in (0, CANVAS - size / 2))
    middle = picture_of(angle(140 - size / 4, 140 - size / 2, size), NO_CENTRE)
    assert extent(left)[0] == 0
    assert extent(right)[2] == 28
    assert extent(middle)[1] == 4
    assert extent(middle)[3] == 24


def test_no_ink_is_cut_off_by_not_centring() -> None:
    whole = picture_of(angle(140, 80, 100), NO_CENTRE).sum()
    for x, y in ((-50, -50), (400, 100), (100, 500)):
        assert picture_of(angle(x, y, 100), NO_CENTRE).sum() == pytest.approx(whole, rel=0.01)


def test_a_picture_goes_through_the_same_stages() -> None:
    grey = np.zeros((140, 280), np.float32)
    grey[20:60, 20:30] = 1
    picture = Picture(grey)
    # Scaling blurs the edge.
    assert extent(picture_of(picture, NOTHING) > 0.5) == (2, 9, 3, 13)
    left, top, right, bottom = extent(picture_of(picture, NO_CENTRE))
    assert (left, right) == (0, 5)
    # The middle of its height is at 40 of 140, a tenth of that is 3 pixels above the middle.
    assert (top, bottom) == (1, 21)
    np.testing.assert_array_equal(picture_of(picture, NO_LINE), picture_of(picture))


def test_a_picture_of_mnist_goes_through_none() -> None:
    grey = np.linspace(0, 1, 28 * 28, dtype=np.float32).reshape(28, 28)
    for stages in (ALL, NOTHING):
        np.testing.assert_array_equal(picture_of(Picture(grey, is_mnist=True), stages), grey)
    assert prepared(Picture(grey, is_mnist=True)).corner == (0, 0)


@pytest.mark.parametrize("stages", [ALL, NO_LINE, NO_BOX, NO_CENTRE, NOTHING])
@pytest.mark.parametrize(
    "drawing", [Ink(), Ink((((5.0, 5.0),),)), Picture(np.zeros((9, 5), np.float32))]
)
def test_nothing_and_a_dot_are_no_trouble(drawing: Ink | Picture, stages: Stages) -> None:
    picture = picture_of(drawing, stages)
    assert picture.shape == (28, 28)
    assert picture.dtype == np.float32
    assert 0 <= picture.min() <= picture.max() <= 1
    assert bool(picture.any()) == (isinstance(drawing, Ink) and bool(drawing))


def test_without_centring_the_ink_of_a_picture_has_its_middle_where_it_was() -> None:
    """Of 200 pixels across, a seventh of a pixel is one; ink of 30 x 60 is made 10 x 20."""
    grey = np.zeros((100, 200), np.float32)
    grey[20:80, 120:150] = 1
    corner = prepared(Picture(grey), NO_CENTRE).corner
    assert corner == pytest.approx((14 + 0.14 * (135 - 100) - 5, 14 - 10), abs=1 / 16)
