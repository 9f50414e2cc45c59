"""What a network answers, and in which order its mistakes are shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.answers import Answers
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe

SURE, LIKELY = 8.0, 3.0


def answers(*told: tuple[int, int, float]) -> Answers:
    """Of each digit its label, its answer and by how much the answer's output leads."""
    outputs = np.zeros((len(told), 10), np.float32)
    for row, (_, answer, lead) in enumerate(told):
        outputs[row, answer] = lead
    images = np.zeros((len(told), 28, 28), np.uint8)
    labels = np.array([label for label, _, _ in told])
    model = Model.fresh(Recipe(hidden=(), loss="cross-entropy"))
    return Answers(DigitSet("some", Dataset(images, labels)), model, outputs)


def test_a_cell_has_its_surest_mistakes_first() -> None:
    some = answers((4, 9, LIKELY), (4, 4, SURE), (4, 9, SURE), (9, 4, SURE), (4, 7, SURE))

    assert some.of_cell(4, 9).tolist() == [2, 0]


def test_a_row_has_mistakes_before_what_is_right_and_the_least_sure_of_those_first() -> None:
    some = answers((4, 4, SURE), (4, 4, LIKELY), (4, 9, LIKELY), (9, 4, SURE))

    assert some.of_cell(label=4).tolist() == [2, 1, 0]
    assert some.of_cell(answer=4).tolist() == [3, 1, 0]


def test_all_mistakes_take_turns_between_pairs() -> None:
    some = answers(
        (4, 9, LIKELY), (4, 9, SURE), (4, 9, LIKELY + 1), (7, 2, SURE), (7, 2, LIKELY), (3, 3, SURE)
    )

    assert some.mistakes.tolist() == [1, 3, 2, 4, 0]


def test_without_mistakes_there_are_none() -> None:
    assert answers((4, 4, SURE)).mistakes.tolist() == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(1, 9)), min_size=1))
def test_each_mistake_is_listed_once(told: list[tuple[int, int, float]]) -> None:
    some = answers(*told)

    wrong = np.flatnonzero(~some.right)
    assert sorted(some.mistakes) == wrong.tolist()
    assert sorted(some.of_cell()) == list(range(len(told)))


def test_scores_are_those_of_the_outputs() -> None:
    some = answers((4, 9, SURE), (4, 4, SURE))

    assert some.scores.accuracy == pytest.approx(0.5)
    assert some.scores.confusion[4, 9] == 1


def test_outputs_beyond_all_bounds_are_put_in_order_all_the_same() -> None:
    some = answers((4, 9, np.inf), (4, 9, SURE))

    assert sorted(some.of_cell(4, 9)) == [0, 1]
