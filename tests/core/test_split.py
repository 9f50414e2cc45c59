from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.ink import Ink, Stroke
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.places import resource
from mnist_desk.core.split import extent, split

ZERO: Stroke = ((20, 0), (0, 50), (20, 100), (40, 50), (22, 0))
ONE: Stroke = ((0, 0), (0, 100))

SINGLE = {
    "crossed seven": (((0, 0), (50, 0), (20, 100)), ((5, 50), (45, 48))),
    "five in two strokes": (
        ((5, 0), (0, 45), (40, 60), (30, 100), (0, 98)),
        ((5, 0), (45, 2)),
    ),
    "five with its bar apart": (
        ((5, 10), (0, 45), (40, 60), (30, 100), (0, 98)),
        ((52, 5), (80, 2)),
    ),
    "closed four": (((30, 0), (0, 60), (60, 60)), ((40, 20), (40, 100))),
    "open four": (((5, 0), (0, 50), (40, 55)), ((50, 5), (48, 100))),
    "open four with a low stem": (((5, 0), (0, 70), (40, 75)), ((60, 20), (58, 130))),
    "slashed zero": (ZERO, ((-5, 105), (45, -5))),
    "one with flag and foot": (((0, 20), (15, 0), (15, 100)), ((0, 100), (30, 100))),
    "one gone over twice": (ONE, ((4, 2), (3, 98))),
}


def moved(strokes: tuple[Stroke, ...], x: float, y: float = 0, scale: float = 1) -> Ink:
    return Ink(tuple(tuple((scale * p[0] + x, scale * p[1] + y) for p in s) for s in strokes))


def joined(*digits: Ink) -> Ink:
    return Ink(tuple(stroke for digit in digits for stroke in digit.strokes))


@pytest.mark.parametrize("strokes", SINGLE.values(), ids=SINGLE)
def test_one_digit_stays_one_digit(strokes: tuple[Stroke, ...]) -> None:
    ink = Ink(strokes)
    assert split(ink) == (ink,)
    assert split(ink)[0] is ink


def test_nothing_has_no_parts() -> None:
    assert split(Ink()) == ()


@pytest.mark.parametrize("gap", [-5, 0, 10, 40, 120])
def test_digits_side_by_side_are_split(gap: float) -> None:
    digits = [moved((ZERO,), place * (40 + gap)) for place in range(4)]
    assert split(joined(*digits)) == tuple(digits)


def test_elevens_are_two_ones() -> None:
    assert len(split(Ink((ONE, tuple((x + 30, y) for x, y, *_ in ONE))))) == 2


@pytest.mark.parametrize("strokes", SINGLE.values(), ids=SINGLE)
def test_a_digit_of_several_strokes_stays_whole_in_a_number(strokes: tuple[Stroke, ...]) -> None:
    first, middle = moved((ZERO,), 0), moved(strokes, 60)
    last = moved((ZERO,), extent(middle)[2] + 20)
    assert split(joined(first, middle, last)) == (first, middle, last)


def test_digits_come_from_left_to_right_in_whatever_order_they_were_drawn() -> None:
    left, right = moved(SINGLE["crossed seven"], 0), moved((ZERO,), 80)
    seven, bar = left.strokes
    assert split(Ink((*right.strokes, bar, seven))) == (Ink((bar, seven)), right)


def test_a_scribble_of_many_strokes_is_not_split() -> None:
    ink = Ink(tuple(moved((ONE,), 30 * place).strokes[0] for place in range(40)))
    assert split(ink) == (ink,)


@given(scale=st.floats(0.2, 5), x=st.floats(-100, 100), y=st.floats(-100, 100))
def test_neither_size_nor_place_matters(scale: float, x: float, y: float) -> None:
    four = moved(SINGLE["closed four"], 53)
    number = joined(moved((ZERO,), 0), four, moved((ZERO,), 126))
    elsewhere = moved(number.strokes, x, y, scale)
    assert [len(part.strokes) for part in split(elsewhere)] == [1, 2, 1]


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 280), st.integers(0, 280)), min_size=1, max_size=5),
        max_size=8,
    )
)
def test_every_stroke_is_in_one_part(points: list[list[tuple[int, int]]]) -> None:
    ink = Ink(tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in points))
    strokes = [stroke for part in split(ink) for stroke in part.strokes]
    assert sorted(strokes) == sorted(ink.strokes)


def test_the_sample_drawings_are_single_digits() -> None:
    for record in read_ink(resource("ink", "samples.jsonl")):
        assert len(split(record.ink)) == 1


def test_pressure_does_not_matter() -> None:
    pressed = tuple((*point, 0.5) for point in ONE)
    assert extent(Ink((pressed,))) == (0, 0, 0, 100)  # type: ignore[arg-type]


A = (0.0, 0.0, 20.0, 100.0)


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ((0, 0, 50, 100), (39, 0, 89, 100), 1),
        ((0, 0, 50, 100), (41, 0, 91, 100), 2),
        ((0, 0, 2, 100), (14, 0, 16, 100), 1),
        ((0, 0, 2, 100), (15.5, 0, 17.5, 100), 2),
        (A, (40, 51, 60, 100), 1),
        (A, (40, 49, 60, 100), 2),
        (A, (59, 60, 79, 100), 1),
        (A, (61, 60, 81, 100), 2),
        (A, (40, 40, 60, 119), 1),
        (A, (40, 40, 60, 117), 2),
        (A, (40, 40, 84, 119), 1),
        (A, (40, 40, 86, 119), 2),
        (A, (49, 40, 69, 119), 1),
        (A, (51, 40, 71, 119), 2),
        ((40, 0, 60, 100), (0, 40, 20, 119), 2),
        ((0, 0, 0, 0), (0.7, 0, 0.7, 0), 1),
        ((0, 0, 0, 0), (0.9, 0, 0.9, 0), 2),
    ],
)
def test_extents_belong_together_up_to_a_limit(
    one: tuple[float, ...], other: tuple[float, ...], digits: int
) -> None:
    strokes = [(box[:2], box[2:]) for box in (one, other)]
    assert len(split(Ink(tuple(strokes)))) == digits  # type: ignore[arg-type]
    assert len(split(Ink(tuple(reversed(strokes))))) == digits  # type: ignore[arg-type]


def test_the_nearest_are_joined_first() -> None:
    """A bar reaches a seven and the one beside it; it is of the seven that it lies across."""
    seven, bar, one = ((0, 0), (50, 0), (20, 100)), ((5, 50), (70, 48)), ((66, 0), (66, 100))
    assert split(Ink((one, bar, seven))) == (Ink((bar, seven)), Ink((one,)))


@pytest.mark.parametrize(("strokes", "digits"), [(24, 24), (25, 1)])
def test_a_number_has_24_strokes_at_most(strokes: int, digits: int) -> None:
    ink = Ink(tuple(moved((ONE,), 30 * place).strokes[0] for place in range(strokes)))
    assert len(split(ink)) == digits
