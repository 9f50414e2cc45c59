"""How pictures are spoilt."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from mnist_desk.core.dataset import read_npz
from mnist_desk.core.intervals import wilson
from mnist_desk.core.places import resource
from mnist_desk.core.robustness import (
    DISTORTIONS,
    Pictures,
    RobustnessCurve,
    rotated,
    scaled,
    shifted,
    thickened,
    turning_point,
    with_missing,
)

SPOILING = [one for one in DISTORTIONS.values() if one.spoil is not None]


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    images = read_npz(resource("mnist", "mnist.npz"), "test").images[:20]
    return images.astype(np.float32) / np.float32(255)


@pytest.mark.parametrize("distortion", SPOILING, ids=lambda one: one.name)
def test_the_neutral_strength_changes_nothing(distortion, pictures: Pictures) -> None:
    assert distortion.spoil(pictures, distortion.neutral) == pytest.approx(pictures, abs=1e-6)


@pytest.mark.parametrize("distortion", SPOILING, ids=lambda one: one.name)
def test_every_strength_gives_pictures(distortion, pictures: Pictures) -> None:
    for level in distortion.levels:
        spoilt = distortion.spoil(pictures, level)
        assert spoilt.shape == pictures.shape
        assert spoilt.dtype == np.float32
        assert spoilt.min() >= 0
        assert spoilt.max() <= 1 + 1e-6


@pytest.mark.parametrize("distortion", DISTORTIONS.values(), ids=lambda one: one.name)
def test_the_neutral_strength_is_one_of_those_tried(distortion) -> None:
    assert distortion.neutral in distortion.levels
    assert list(distortion.levels) == sorted(distortion.levels)


@pytest.mark.parametrize("degrees", [-60, 17, 45])
def test_rotation_is_that_of_scipy(degrees: float, pictures: Pictures) -> None:
    expected = ndimage.rotate(pictures, degrees, axes=(2, 1), reshape=False, order=1)
    assert rotated(pictures, degrees) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("pixels", [-8, -0.5, 3])
def test_a_shift_is_that_of_scipy(pixels: float, pictures: Pictures) -> None:
    expected = ndimage.shift(pictures, (0, 0, pixels), order=1)
    assert shifted(pictures, pixels) == pytest.approx(expected, abs=1e-5)


def test_a_larger_digit_has_more_ink(pictures: Pictures) -> None:
    ink = [scaled(pictures, factor).sum() for factor in (0.5, 1.0, 1.2)]
    assert ink == sorted(ink)


def test_a_whole_pixel_of_thickness_is_scipys_dilation(pictures: Pictures) -> None:
    wide = ndimage.grey_dilation(pictures, size=(1, 3, 3))
    thin = ndimage.grey_erosion(pictures, size=(1, 3, 3), mode="constant")
    assert thickened(pictures, 1) == pytest.approx(wide)
    assert thickened(pictures, -1) == pytest.approx(thin)


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_missing_once_is_missing_when_more_is(one: float, other: float) -> None:
    white = np.ones((2, 28, 28), np.float32)
    fewer, more = sorted((one, other))
    assert (with_missing(white, more) <= with_missing(white, fewer)).all()


def test_a_curve_grows_by_its_strengths() -> None:
    distortion = DISTORTIONS["noise"]
    curve = RobustnessCurve(distortion, 100).and_then(90).and_then(80)

    assert not curve.is_whole
    assert curve.interval(1) == wilson(80, 100)
    assert [point["accuracy"] for point in curve.to_json()["points"]] == [0.9, 0.8]


def test_the_answer_turns_once_at_each_side() -> None:
    answers = [7, 7, 4, 4, 4, 9, 4]
    assert turning_point(answers, [-3, -2, -1, 0, 1, 2, 3], 0) == [1, 5]
    assert turning_point([4, 4, 9], [0, 1, 2], 0) == [2]
    assert turning_point([4, 4, 4], [0, 1, 2], 0) == []
