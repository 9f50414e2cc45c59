"""Where strokes are drawn, at both ends of what may be drawn."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.recipe import Recipe
from mnist_desk.engine.strokes import Landmarks, varied

from .fixed_draws import FixedDraws

AT = Landmarks(left=9, right=19, top=4, bottom=24, top_x=15, middle_x=13, bottom_x=12)
ALL = replace(
    Recipe(),
    slashed_zeros=0.9,
    flagged_ones=0.8,
    open_fours=0.7,
    crossed_sevens=0.6,
    hooked_nines=0.5,
)

Line = tuple[tuple[float, float], tuple[float, float]]


def pictures(x: NDArray[np.float32], label: int, draws: FixedDraws) -> NDArray[np.float32]:
    at = Landmarks(*(tf.constant([[value]], tf.float32) for value in AT))
    return np.asarray(varied(tf.constant(x), tf.constant([[label]]), at, ALL, draws))


def drawn(lines: list[Line], width: float) -> NDArray[np.float64]:
    """The lines by a round pen whose edge fades over one pixel, from many points of them."""
    y, x = np.mgrid[:28, :28]
    nearest = np.full((28, 28), np.inf)
    for start, end in lines:
        for part in np.linspace(0, 1, 1000):
            at_x, at_y = (a + part * (b - a) for a, b in zip(start, end, strict=True))
            nearest = np.minimum(nearest, np.hypot(x - at_x, y - at_y))
    return np.clip(width / 2 + 0.5 - nearest, 0, 1).reshape(1, 784)


def around(x: float, y: float, angle: float, half: float) -> Line:
    """A line through (x, y), `half` to each side, rising by `angle` degrees to the right."""
    dx, dy = half * cos(radians(angle)), half * sin(radians(angle))
    return (x - dx, y + dy), (x + dx, y - dy)


@pytest.mark.parametrize(
    ("label", "part", "lines"),
    [
        (0, 0, [around(12, 12, 25, 6)]),
        (0, 1, [around(16, 16, 125, 15)]),
        (1, 0, [((12, 4), (15, 4)), ((10, 22.5), (14, 25.5))]),
        (
            1,
            1,
            [
                ((15 - 11 * cos(radians(70)), 4 + 11 * sin(radians(70))), (15, 4)),
                ((3, 25.5), (21, 22.5)),
            ],
        ),
        (7, 0, [around(13, 11.5, -30, 2.5)]),
        (7, 1, [around(13, 16.5, 30, 6.5)]),
        (9, 0, [((9, 24.5), (12, 24))]),
        (9, 1, [((2, 20), (12, 24))]),
        (3, 1, []),
    ],
)
def test_strokes_reach_as_far_as_hands_do(label: int, part: float, lines: list[Line]) -> None:
    paper = np.zeros((1, 784), np.float32)
    strokes = pictures(paper, label, FixedDraws(1, part))
    np.testing.assert_allclose(strokes, drawn(lines, (1.0, 2.6)[int(part)]), atol=0.01)


@pytest.mark.parametrize(("part", "right_of", "above"), [(0, 13, 7), (1, 18, 14)])
def test_an_open_four_lacks_the_upper_part_of_its_stem(
    part: float, right_of: int, above: int
) -> None:
    opened = pictures(np.ones((1, 784), np.float32), 4, FixedDraws(1, part)).reshape(28, 28)
    expected = np.ones((28, 28))
    expected[:above, right_of + 1 :] = 0
    np.testing.assert_allclose(opened, expected, atol=1e-6)


def test_strokes_are_as_likely_as_the_recipe_says_and_feet_half_as_likely_as_flags() -> None:
    draws = FixedDraws(1, 0.5)
    pictures(np.zeros((1, 784), np.float32), 1, draws)
    assert sorted(draws.chances) == [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
