from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.ui.data.lasso import apart, inside, nearest, next_in_direction

L_SHAPE = np.array([(0, 0), (30, 0), (30, 10), (10, 10), (10, 30), (0, 30)], float)


def test_a_line_holds_what_is_inside_whatever_its_shape() -> None:
    points = np.array([(5, 5), (25, 5), (5, 25), (20, 20), (-1, 5), (5, 31)], float)
    assert inside(points, L_SHAPE).tolist() == [True, True, True, False, False, False]


def test_it_does_not_matter_which_way_the_line_goes() -> None:
    points = np.random.default_rng(1).uniform(-5, 35, (200, 2))
    assert (inside(points, L_SHAPE) == inside(points, L_SHAPE[::-1])).all()


@pytest.mark.parametrize("corners", [0, 1, 2])
def test_a_click_holds_nothing(corners: int) -> None:
    assert not inside(np.zeros((3, 2)), np.zeros((corners, 2))).any()


def test_arrows_go_to_the_next_point_that_way() -> None:
    points = np.array([(0, 0), (50, 2), (20, 15), (0, -30), (-10, 0)], float)
    assert next_in_direction(points, 0, 1, 0) == 2
    assert next_in_direction(points, 0, -1, 0) == 4
    assert next_in_direction(points, 0, 0, -1) == 3
    assert next_in_direction(points, 1, 1, 0) == 1


def test_the_nearest_point_must_be_near() -> None:
    points = np.array([(0, 0), (10, 0)], float)
    assert nearest(points, 8, 1, 5) == 1
    assert nearest(points, 30, 0, 5) is None
    assert nearest(points[:0], 0, 0, 5) is None


def test_squares_do_not_overlap_and_the_first_have_room() -> None:
    points = np.random.default_rng(2).uniform(0, 100, (300, 2))
    order = np.arange(300)[::-1]
    chosen = apart(points, order, 12)
    assert chosen[0] == 299
    away = np.abs(points[chosen][:, np.newaxis] - points[chosen]).max(axis=2)
    assert (away[~np.eye(len(chosen), dtype=bool)] >= 12).all()
    left = np.setdiff1d(order, chosen)
    hits = np.abs(points[left][:, np.newaxis] - points[chosen]).max(axis=2) < 12
    assert hits.any(axis=1).all()
