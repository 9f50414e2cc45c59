"""Two networks on the same digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from mnist_desk.core.comparison import Comparison, mcnemar

from .test_answers import SURE, answers


def test_each_digit_is_fixed_broken_or_as_it_was() -> None:
    before = answers((1, 1, SURE), (2, 7, SURE), (3, 3, SURE), (4, 9, SURE))
    after = answers((1, 1, SURE), (2, 2, SURE), (3, 5, SURE), (4, 6, SURE))

    both = Comparison(before, after)

    assert both.fixed.tolist() == [1]
    assert both.broken.tolist() == [2]
    assert both.both_wrong.tolist() == [3]
    assert both.both_right.tolist() == [0]
    assert both.difference[2, 2] == 1
    assert both.difference[2, 7] == -1
    assert both.p_value == 1


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_mcnemar_is_scipys_exact_binomial_test(fixed: int, broken: int) -> None:
    expected = binomtest(fixed, fixed + broken).pvalue if fixed + broken else 1.0

    assert mcnemar(fixed, broken) == pytest.approx(expected, rel=1e-6, abs=1e-300)


def test_the_gain_has_an_interval_about_it() -> None:
    before = answers(*[(1, 2, SURE)] * 30, *[(1, 1, SURE)] * 70)
    after = answers(*[(1, 1, SURE)] * 90, *[(1, 2, SURE)] * 10)

    both = Comparison(before, after)
    low, high = both.gain_interval()

    assert both.gain == pytest.approx(0.2)
    assert low < both.gain < high
    # Agresti and Min by hand: 30.5 fixed, 10.5 broken of 102.
    assert (low + high) / 2 == pytest.approx(20 / 102)
    assert high - low == pytest.approx(2 * 1.959964 * (41 - 400 / 102) ** 0.5 / 102)
    assert both.to_json()["fixed"] == 30


def test_of_few_digits_the_interval_is_no_wider_than_there_is() -> None:
    wrong, right = answers((1, 2, SURE)), answers((1, 1, SURE))
    assert Comparison(wrong, right).gain_interval()[1] == 1
    assert Comparison(right, wrong).gain_interval()[0] == -1
