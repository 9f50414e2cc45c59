from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desk.ui.data.map_frame import Frame, Whole, whole_of

POINTS = np.random.default_rng(1).normal(0, 1, (1000, 2)).astype(np.float32)


@pytest.fixture
def frame() -> Frame:
    return replace(Frame(), size=(400, 200)).with_whole(Whole(1, 2, 4, 4))


def test_the_whole_fits_and_up_is_up(frame: Frame) -> None:
    corners = np.array([(-3, -2), (5, 6), (1, 2)], np.float32)
    (left, low), (right, high), middle = frame.to_pixels(corners)
    assert middle.tolist() == [200, 100]
    assert 0 < left < right < 400
    assert 0 < high < low < 200
    assert right - left == pytest.approx(low - high)


def test_pixels_and_points_are_inverse(frame: Frame) -> None:
    near = frame.zoomed(3, 130, 40)
    x, y = near.to_point(37, 151)
    back = near.to_pixels(np.array([(x, y)], np.float32))[0]
    assert back == pytest.approx((37, 151), abs=1e-3)


def test_what_is_under_the_mouse_stays_there(frame: Frame) -> None:
    before = frame.to_point(150, 60)
    assert frame.zoomed(2, 150, 60).to_point(150, 60) == pytest.approx(before)


def test_farther_than_the_whole_is_the_whole(frame: Frame) -> None:
    assert frame.zoomed(4, 10, 10).zoomed(0.1, 300, 20) == frame
    assert frame.moved(50, 50) == frame


def test_a_hand_takes_the_map_along_and_cannot_lose_it(frame: Frame) -> None:
    near = frame.zoomed(4, 200, 100)
    point = np.array([(1, 2)], np.float32)
    moved = near.moved(20, -10).to_pixels(point) - near.to_pixels(point)
    assert moved[0] == pytest.approx((20, -10))
    far = near.moved(1e6, 0)
    assert far.x == frame.whole.x - frame.whole.width


def test_the_whole_holds_nearly_all_and_few_far_ones_do_not_stretch_it() -> None:
    points = POINTS.copy()
    points[:3] = 100
    whole = whole_of(points)
    assert whole.width < 5
    assert whole.holds(points)
    assert not whole.holds(points + 3)


def test_nothing_and_a_single_point_have_a_whole() -> None:
    assert whole_of(POINTS[:0]).width == 1
    assert whole_of(POINTS[:1]).width > 0
