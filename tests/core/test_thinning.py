from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core.ink import Ink, Stroke
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.places import resource
from mnist_desk.core.raster import rasterise
from mnist_desk.core.thinning import MOST_POINTS, MOST_STROKES, thinned

COORDINATE = st.floats(-1e300, 1e300)


def spiral(points: int, turns: float = 3) -> Stroke:
    angle = np.linspace(0, 2 * np.pi * turns, points)
    rows = 140 + np.stack([np.cos(angle), np.sin(angle)], 1) * (20 + 5 * angle[:, None])
    return tuple(map(tuple, rows.tolist()))


def zigzags(strokes: int, points: int) -> Ink:
    random = np.random.default_rng(1)
    return Ink(
        tuple(
            tuple(map(tuple, random.uniform(0, 280, (points, 2)).tolist())) for _ in range(strokes)
        )
    )


def alike(one: Ink, other: Ink) -> bool:
    """Whether their pictures differ by no more than an eighth of a pixel, about."""
    differences = np.abs(rasterise(one) - rasterise(other))
    return bool(differences.mean() < 0.02 and differences.max() < 0.2)


def test_what_people_draw_is_left_as_it_is() -> None:
    for record in read_ink(resource("ink", "hundred.jsonl")):
        assert thinned(record.ink) is record.ink


@pytest.mark.parametrize(
    ("strokes", "points"), [(1, 20_000), (MOST_STROKES, 200), (20_000, 1), (2000, 7)]
)
def test_a_scribble_has_its_limits(strokes: int, points: int) -> None:
    ink = thinned(zigzags(strokes, points))
    assert 0 < len(ink.strokes) <= MOST_STROKES
    assert sum(map(len, ink.strokes)) <= MOST_POINTS
    assert all(ink.strokes)


def test_a_line_of_many_points_looks_the_same() -> None:
    before = Ink((spiral(30_000),))
    after = thinned(before)
    assert sum(map(len, after.strokes)) <= MOST_POINTS
    assert alike(after, Ink((spiral(2000),)))


def test_a_pen_that_rests_takes_no_points_from_the_line() -> None:
    line = spiral(500)
    rests = (*line, *[(x + 1e-4 * (n % 2), y) for n, (x, y) in enumerate(line[-1:] * 50_000)])
    assert alike(thinned(Ink((rests,))), Ink((line,)))


def test_dots_are_taken_from_all_over_and_lines_stay() -> None:
    dots = tuple(((float(x), float(y)),) for x in range(0, 280, 4) for y in range(0, 280, 4))
    line = ((10.0, 10.0), (200.0, 200.0))
    ink = thinned(Ink((*dots, line)))
    assert line in ink.strokes
    kept = np.array([stroke[0] for stroke in ink.strokes])
    quarters = {(bool(x > 140), bool(y > 140)) for x, y in kept}
    assert len(quarters) == 4


@settings(max_examples=20)
@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=5))
def test_ends_of_a_stroke_stay_wherever_they_are(points: list[tuple[float, float]]) -> None:
    stroke = tuple(points) * 3001
    (kept,) = thinned(Ink((stroke,))).strokes
    assert kept[0] == stroke[0]
    assert kept[-1] == stroke[-1]
