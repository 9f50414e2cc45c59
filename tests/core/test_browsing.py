"""Which digits of a set are looked at, and in which order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.answers import Answers
from mnist_desk.core.browsing import Order, View, difficulty, viewed
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe

SURE, LIKELY, BARELY = 8.0, 3.0, 0.5


def answers(*told: tuple[int, int, float]) -> Answers:
    """Of each digit its label, its answer and by how much the answer's output leads."""
    outputs = np.zeros((len(told), 10), np.float32)
    for row, (_, answer, lead) in enumerate(told):
        outputs[row, answer] = lead
    images = np.zeros((len(told), 28, 28), np.uint8)
    data = Dataset(images, np.array([label for label, _, _ in told]))
    model = Model.fresh(Recipe(hidden=(), loss="cross-entropy"))
    return Answers(DigitSet("some", data), model, outputs)


SOME = answers((4, 9, LIKELY), (4, 4, SURE), (9, 9, BARELY), (4, 9, SURE), (0, 0, LIKELY))


def shown(view: View, some: Answers | None = SOME) -> list[int]:
    return viewed(SOME.digits.data, some, view).tolist()


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), [0, 1, 2, 3, 4]),
        (View(label=4), [0, 1, 3]),
        (View(answer=9), [0, 2, 3]),
        (View(right=False), [0, 3]),
        (View(right=True), [1, 2, 4]),
        (View(label=4, answer=9), [0, 3]),
        (View(label=0, right=False), []),
        (View(order=Order.LABEL), [4, 0, 1, 3, 2]),
        (View(order=Order.ANSWER), [4, 1, 0, 2, 3]),
        (View(order=Order.HARDEST), [3, 0, 2, 4, 1]),
        (View(order=Order.EASIEST), [1, 4, 2, 0, 3]),
        (View(label=4, order=Order.HARDEST), [3, 0, 1]),
    ],
)
def test_a_view_has_what_it_asks_for_in_its_order(view: View, expected: list[int]) -> None:
    assert shown(view) == expected


def test_until_there_are_answers_what_needs_them_is_left_out_of_account() -> None:
    assert shown(View(label=4, answer=9, right=False, order=Order.HARDEST), None) == [0, 1, 3]
    assert View(right=False).needs_answers
    assert View(answer=3).needs_answers
    assert View(order=Order.EASIEST).needs_answers
    assert not View(label=4, order=Order.LABEL).needs_answers


def test_difficulty_is_above_zero_where_it_is_read_wrong() -> None:
    np.testing.assert_array_equal(difficulty(SOME) > 0, ~SOME.right)
    np.testing.assert_allclose(difficulty(SOME)[~SOME.right], SOME.lead[~SOME.right], rtol=1e-6)


def test_outputs_beyond_all_bounds_have_an_order_all_the_same() -> None:
    some = answers((4, 9, np.inf), (4, 4, SURE), (4, 4, np.inf))
    for order in Order:
        assert sorted(viewed(some.digits.data, some, View(order=order))) == [0, 1, 2]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(1, 9)), min_size=1),
    st.sampled_from(Order),
)
def test_each_digit_is_shown_once(told: list[tuple[int, int, float]], order: Order) -> None:
    some = answers(*told)
    assert sorted(viewed(some.digits.data, some, View(order=order))) == list(range(len(told)))
