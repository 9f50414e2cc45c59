"""How well each writer's digits are read."""

import pytest
from scipy.stats import binomtest

from mnist_desk.core.writers import by_name, writer_scores

from .test_answers import SURE, answers


def test_each_writer_has_a_score_in_the_order_in_which_they_come() -> None:
    some = answers((4, 9, SURE), (2, 2, SURE), (4, 4, SURE), (7, 7, SURE))

    bob, ann = writer_scores(some, ("Bob", "Ann", "Bob", "Ann"))

    assert (bob.name, bob.n, bob.right, bob.accuracy) == ("Bob", 2, 1, 0.5)
    assert bob.of.tolist() == [0, 2]
    assert (ann.name, ann.right, ann.hardest) == ("Ann", 2, None)


def test_digits_without_a_name_are_one_row_at_the_end() -> None:
    some = answers((4, 9, SURE), (2, 2, SURE), (4, 4, SURE))

    last = writer_scores(some, (None, "Ann", ""))[-1]

    assert (last.name, last.of.tolist()) == (None, [0, 2])


def test_the_hardest_digit_is_missed_most_often_for_how_often_it_was_written() -> None:
    # Two of four 1s are missed, and two of two 7s.
    told = [(1, 7, SURE)] * 2 + [(1, 1, SURE)] * 2 + [(7, 1, SURE)] * 2

    (one,) = writer_scores(answers(*told), ["Ann"] * 6)

    assert one.hardest == 7


def test_of_digits_that_are_missed_alike_the_one_that_was_written_more_often_is_hardest() -> None:
    told = [(3, 5, SURE), (8, 3, SURE), (8, 3, SURE)]

    (one,) = writer_scores(answers(*told), ["Ann"] * 3)

    assert one.hardest == 8


def test_the_interval_is_scipys() -> None:
    told = [(1, 1, SURE)] * 7 + [(1, 2, SURE)] * 3

    (one,) = writer_scores(answers(*told), ["Ann"] * 10)

    expected = binomtest(7, 10).proportion_ci(method="wilson")
    assert one.interval() == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_names_are_sorted_as_in_a_register() -> None:
    names = ("Zoe", "Çelik", None, "bea", "Dora")
    scores = writer_scores(answers(*[(1, 1, SURE)] * 5), names)

    assert [one.name for one in sorted(scores, key=by_name)] == [
        "bea", "Çelik", "Dora", "Zoe", None,
    ]  # fmt: skip
