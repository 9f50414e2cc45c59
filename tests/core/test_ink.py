from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

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


def barry_goldman(points: NDArray[np.float64], t: NDArray[np.float64]) -> NDArray[np.float64]:
    """The centripetal Catmull-Rom curve of four points between the middle two, t from 0 to 1."""
    steps = np.sqrt(np.hypot(*np.diff(points, axis=0).T))
    knots = np.concatenate([[0], np.cumsum(steps)])
    at = (knots[1] + t * steps[1])[:, None]
    level = [np.repeat(point[None], len(t), axis=0) for point in points]
    for first, width in ((0, 1), (0, 2), (1, 1)):
        begins, ends = knots[first:], knots[first + width :]
        level = [
            (level[i] * (ends[i] - at) + level[i + 1] * (at - begins[i])) / (ends[i] - begins[i])
            for i in range(len(level) - 1)
        ]
    return level[0]


def test_path_is_a_centripetal_spline_in_64_steps_or_more() -> None:
    bends = np.array([(0, 0), (30, 8), (80, 10), (95, 20), (160, 25), (170, 27)], float)
    stroke: Stroke = tuple((x, y, i / 10) for i, (x, y) in enumerate(bends.tolist()))
    path = pressed_path(stroke)
    at = [int(np.flatnonzero((path[:, :2] == point).all(axis=1))[0]) for point in bends]
    lengths = np.hypot(*np.diff(bends, axis=0).T)
    assert np.diff(at).tolist() == np.ceil(64 * lengths / 170).tolist()
    for i in (1, 2, 3):
        piece = path[at[i] : at[i + 1]]
        t = np.arange(len(piece)) / len(piece)
        np.testing.assert_allclose(piece[:, :2], barry_goldman(bends[i - 1 : i + 3], t), atol=1e-9)
        np.testing.assert_allclose(piece[:, 2], (i + t) / 10)


@pytest.mark.parametrize(("turn", "part"), [(50, 1), (70, 2 * math.cos(math.radians(70))), (95, 0)])
def test_path_goes_more_slowly_round_sharper_corners(turn: float, part: float) -> None:
    """Of two chords of 100 the middle one has this part of their mean direction in the corner."""
    angle = math.radians(turn)
    path = stroke_path(
        ((0.0, 0.0), (100.0, 0.0), (100 + 100 * math.cos(angle), 100 * math.sin(angle)))
    )
    corner = int(np.flatnonzero((path == (100, 0)).all(axis=1))[0])
    t = 1 / (len(path) - 1 - corner)
    # Hermite's cubic from the corner to the end, where the velocity is that of the chord.
    first, chord = np.array([(100, 0), (100 * math.cos(angle), 100 * math.sin(angle))])
    leaving = part * (first + chord) / 2
    expected = chord * (3 * t**2 - 2 * t**3) + leaving * t * (1 - t) ** 2 - chord * t**2 * (1 - t)
    np.testing.assert_allclose(path[corner + 1] - first, expected, atol=1e-9)


def test_path_stays_where_it_can_be_drawn() -> None:
    far = stroke_path(((-1e300, 5.0), (7.0, 1e300)))
    assert far.tolist() == [[-1e6, 5], [7, 1e6]]
    assert len(stroke_path(((0.0, 0.0), (1e-7, 0.0)))) == 1
    assert len(stroke_path(((0.0, 0.0), (0.0, 1e-5)))) == 2


def test_path_that_is_remembered_cannot_be_changed() -> None:
    path = stroke_path(around(5))
    with pytest.raises(ValueError, match="read-only"):
        path[0, 0] = 1
