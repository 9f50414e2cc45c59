from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mnist_desk.core.dataset import Dataset, load_mnist
from mnist_desk.core.grey import Grey
from mnist_desk.core.picture import CENTRE, normalise, placed
from mnist_desk.core.stages import Stages


@pytest.fixture(scope="module")
def mnist_test() -> Dataset:
    return load_mnist().test


def centre_of_mass(picture: Grey) -> tuple[float, float]:
    """x and y in pixels, from the left and upper edge of the picture."""
    at = np.arange(28) + 0.5
    mass = picture.sum()
    return float(picture.sum(axis=0) @ at / mass), float(picture.sum(axis=1) @ at / mass)


def furthest_from_its_centre(grey: Grey) -> float:
    """How far the ink's box reaches from its centre of mass to any side, when it is 20 pixels."""
    rows, columns = np.nonzero(grey)
    reaches = []
    for at in (rows, columns):
        middle = np.average(at, weights=grey[rows, columns])
        reaches.append(max(middle - at.min(), at.max() - middle) + 0.5)
    return float(20 * max(reaches) / (max(np.ptp(rows), np.ptp(columns)) + 1))


def test_paper_alone_stays_paper() -> None:
    empty = normalise(np.zeros((50, 30), np.float32))
    assert empty.shape == (28, 28)
    assert empty.dtype == np.float32
    assert not empty.any()


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**32 - 1), st.floats(0, 1))
def test_any_picture_becomes_a_centred_one(
    height: int, width: int, seed: int, paper: float
) -> None:
    random = np.random.default_rng(seed)
    grey = random.random((height, width), np.float32)
    grey[random.random((height, width)) < paper] = 0
    assume(grey.any())
    picture = normalise(grey)
    assert picture.shape == (28, 28)
    assert picture.dtype == np.float32
    assert 0 <= picture.min() < picture.max() <= 1
    if furthest_from_its_centre(grey) < 13:
        assert centre_of_mass(picture) == pytest.approx((CENTRE, CENTRE), abs=0.2)


@pytest.mark.parametrize(
    ("height", "width"),
    [(160, 160), (160, 80), (80, 160), (20, 20), (20, 5), (80, 30), (1000, 250), (7, 3)],
)
def test_longer_side_of_the_ink_becomes_twenty_pixels(height: int, width: int) -> None:
    grey = np.zeros((height + 11, width + 5), np.float32)
    grey[3 : 3 + height, 2 : 2 + width] = 1
    picture = normalise(grey)
    fitted = 20 / max(height, width)
    assert picture.sum(axis=0).max() == pytest.approx(fitted * height, abs=0.1)
    assert picture.sum(axis=1).max() == pytest.approx(fitted * width, abs=0.1)
    assert centre_of_mass(picture) == pytest.approx((CENTRE, CENTRE), abs=0.07)


def test_ink_far_from_its_centre_of_mass_is_cut_at_the_edge() -> None:
    grey = np.zeros((160, 160), np.float32)
    grey[:, :40] = 1
    grey[78:82] = 1
    picture = normalise(grey)
    assert picture[14, 27] > 0
    assert picture.sum() < grey.sum() / 64


def test_mnist_is_of_the_size_that_normalising_makes(mnist_test: Dataset) -> None:
    for image in mnist_test.images[:200] / np.float32(255):
        assert normalise(image).sum() == pytest.approx(image.sum(), rel=0.02)


def test_ink_whose_place_is_not_told_stays_in_the_middle() -> None:
    values = placed(np.ones((80, 160), np.float32), Stages(centre=False))
    assert values.corner == (4, 9)
    assert values.ink == (0, 0, 20, 10)
    assert values.mass == (10, 5)


@pytest.mark.parametrize("shape", [(160, 160), (160, 40), (300, 90), (90, 300)])
def test_fine_ink_is_put_into_its_pixels_one_by_one(shape: tuple[int, int]) -> None:
    """What is over the edge is cut."""
    fine = np.random.default_rng(3).random(shape, np.float32)
    fine[:, : shape[1] // 2] = 0
    values = placed(fine)
    rows, columns = np.indices(shape)
    x, y = (round(8 * 14.5 - np.average(at + 0.5, weights=fine)) for at in (columns, rows))
    assert values.corner == (x / 8, y / 8)
    expected = np.zeros((28, 28))
    for row, column in np.argwhere(fine):
        to = (row + y) // 8, (column + x) // 8
        if 0 <= min(to) <= max(to) < 28:
            expected[to] += fine[row, column] / 64
    np.testing.assert_allclose(values.picture, expected, atol=1e-5)
