from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mnist_desk.core.eraser import without_touched
from mnist_desk.core.ink import Ink, Point

FLAT = ((20.0, 100.0), (200.0, 100.0))
STEEP = ((240.0, 20.0), (240.0, 260.0, 0.5)[:2])
DOT = ((60.0, 200.0),)
INK = Ink((FLAT, STEEP, DOT))


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ((100.0, 20.0), (100.0, 30.0), (FLAT, STEEP, DOT)),
        ((100.0, 94.0), (100.0, 94.0), (STEEP, DOT)),
        ((100.0, 20.0), (100.0, 250.0), (STEEP, DOT)),
        ((10.0, 10.0), (270.0, 250.0), (DOT,)),
        ((60.0, 190.0), (60.0, 195.0), (FLAT, STEEP)),
        ((-500.0, 100.0), (500.0, 100.0), (DOT,)),
        ((150.0, 150.0), (270.0, 150.0), (FLAT, DOT)),
        ((150.0, 250.0), (250.0, 250.0), (FLAT, DOT)),
        ((220.0, 60.0), (280.0, 60.0), (FLAT, DOT)),
    ],
    ids=["beside", "standing", "across", "two", "a dot", "along", "fast", "faster", "right"],
)
def test_strokes_that_are_touched_go(start: Point, end: Point, left: tuple[object, ...]) -> None:
    assert without_touched(INK, start, end, 8).strokes == left


def test_ink_that_is_not_touched_is_the_same_value() -> None:
    assert without_touched(INK, (5.0, 5.0), (6.0, 6.0), 8) is INK
    empty = Ink()
    assert without_touched(empty, (5.0, 5.0), (6.0, 6.0), 8) is empty


def test_the_curve_is_touched_not_the_line_between_its_points() -> None:
    bow = Ink((((0.0, 0.0), (60.0, 40.0), (140.0, 50.0), (220.0, 40.0), (280.0, 0.0)),))
    top = (140.0, 50.0)
    assert not without_touched(bow, top, top, 2)
    assert without_touched(bow, (140.0, 0.0), (140.0, 20.0), 2)


COORDINATES = st.floats(0, 280)
POINTS = st.tuples(COORDINATES, COORDINATES)


def shortest(one: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    """The shortest way between two lines, from many points of both."""
    part = np.linspace(0, 1, 300)[:, None]
    a, b = (np.array(start) + part * (np.array(end) - start) for start, end in (one, other))
    gaps = a[:, None] - b
    return float(np.hypot(gaps[:, :, 0], gaps[:, :, 1]).min())


@settings(deadline=None, derandomize=True, max_examples=60)
@given(POINTS, POINTS, POINTS, POINTS, st.floats(2, 30))
def test_a_line_is_touched_within_the_reach(
    start: Point, end: Point, begin: Point, stop: Point, reach: float
) -> None:
    way = shortest((start, end), (begin, stop))
    assume(not 0.93 * reach < way < 1.02 * reach + 0.5)
    assert bool(without_touched(Ink(((begin, stop),)), start, end, reach)) == (way > reach)


def test_pressure_does_not_matter() -> None:
    start, end = (100.0, 20.0, 0.3), (100.0, 250.0, 0.9)
    assert without_touched(INK, start, end, 8).strokes == (STEEP, DOT)
