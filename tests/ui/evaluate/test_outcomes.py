"""Which digits each part has, and in which order."""

import numpy as np

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.ui.evaluate.outcomes import Outcome, digits_of, moved

from .networks import answering, some_digits

LABELS = (4, 4, 4, 9)


def answers(told: list[tuple[int, float]]) -> Answers:
    """Of each digit the answer and its output."""
    outputs = np.zeros((len(told), 10), np.float32)
    for row, (answer, output) in enumerate(told):
        outputs[row, answer] = output
    return Answers(some_digits(LABELS), answering([0]), outputs)


def test_the_surest_mistake_comes_first() -> None:
    before = answers([(9, 1), (9, 3), (9, 2), (9, 1)])
    after = answers([(4, 1), (4, 1), (4, 1), (4, 5)])

    both = Comparison(before, after)

    assert digits_of(both, Outcome.FIXED).tolist() == [1, 2, 0]
    assert digits_of(both, Outcome.BROKEN).tolist() == [3]
    assert digits_of(both, Outcome.BOTH_WRONG).tolist() == []
    assert digits_of(both, Outcome.BOTH_RIGHT).tolist() == []


def test_a_cell_has_those_that_came_and_those_that_went() -> None:
    before = answers([(9, 1), (9, 1), (4, 1), (4, 1)])
    after = answers([(9, 1), (4, 1), (9, 1), (4, 1)])

    came, went = moved(Comparison(before, after), 4, 9)

    assert (came.tolist(), went.tolist()) == ([2], [1])


def test_a_row_has_those_that_became_wrong_and_right() -> None:
    before = answers([(9, 1), (9, 1), (4, 1), (9, 1)])
    after = answers([(7, 1), (4, 1), (9, 1), (4, 1)])

    came, went = moved(Comparison(before, after), 4, None)

    assert (came.tolist(), went.tolist()) == ([2], [1])
