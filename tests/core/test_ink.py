from __future__ import annotations

import math

import numpy as np
import pytest

from mnist_desk.core.ink import Ink, Stroke, pressed_path, stroke_path


def test_ink_is_true_when_there_is_a_stroke() -> None:
    assert not Ink()
    assert Ink((((1.0, 2.0),),))


def test_a_stroke_is_added_at_the_end_of_a_new_ink() -> None:
    first = Ink().with_stroke(((1.0, 2.0),))
    both = first.with_stroke(((3.0, 4.0),))
    assert first.strokes == (((1.0, 2.0),),)
    assert both.strokes == (((1.0, 2.0),), ((3.0, 4.0),))


def test_path_leaves_out_points_that_repeat_the_one_before() -> None:
    once = ((0.0, 0.0), (5.0, 0.0), (5.0, 1.0), (0.0, 0.0))
    again = (once[0], once[0], once[1], once[1], *once[2:])
    np.testing.assert_array_equal(stroke_path(again), stroke_path(once))


def around(points: int, radius: float = 100.0) -> Stroke:
    angles = np.linspace(0, 1.9 * np.pi, points)
    return tuple((140 + radius * math.cos(a), 140 + radius * math.sin(a)) for a in angles)


@pytest.mark.parametrize("points", [10, 12, 30, 500])
def test_path_of_a_fast_stroke_is_round(points: int) -> None:
    path = stroke_path(around(points))
    radii = np.hypot(*(path - 140).T)
    assert np.abs(radii - 100).max() < 4, "it is where the pen was"
    steps = np.diff(path, axis=0)
    headings = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    assert np.abs(np.diff(headings)).max() < np.radians(12), "it has no corner"


def test_path_goes_through_all_points() -> None:
    stroke = around(15)
    path = stroke_path(stroke)
    for point in stroke:
        assert np.hypot(*(path - point).T).min() < 1e-9


def test_path_keeps_corners_that_are_meant() -> None:
    square = ((50.0, 50.0), (150.0, 50.0), (150.0, 200.0), (50.0, 200.0))
    path = stroke_path(square)
    x, y = path.T
    assert (((x == 50) | (x == 150)) | ((y == 50) | (y == 200))).all()


def test_path_is_the_same_shape_at_any_size() -> None:
    large = stroke_path(around(20))
    small = stroke_path(tuple((x / 8, y / 8) for x, y, *_ in around(20)))
    np.testing.assert_allclose(small * 8, large)


def test_pressure_goes_along_the_path_and_leaves_it_where_it_is() -> None:
    plain = around(20)
    pressed = tuple((x, y, i / 19) for i, (x, y, *_) in enumerate(plain))
    path = pressed_path(pressed)
    np.testing.assert_array_equal(path[:, :2], stroke_path(plain))
    assert path[0, 2] == 0
    assert path[-1, 2] == 1
    assert (np.diff(path[:, 2]) >= 0).all()
    assert (pressed_path(plain)[:, 2] == 1).all()


@pytest.mark.parametrize("n", [1, 2, 100])
def test_path_of_a_dot_is_one_point(n: int) -> None:
    assert stroke_path(((7.0, 8.0),) * n).tolist() == [[7, 8]]
