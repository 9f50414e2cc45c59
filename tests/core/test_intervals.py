from __future__ import annotations

import pytest

from mnist_desk.core.intervals import wilson


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # By the formula of Wilson's paper, worked out with a pocket calculator's digits.
        (8, 10, 0.4902, 0.9433),
        (81, 263, 0.2553, 0.3662),
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
        (9763, 10_000, 0.9731, 0.9791),
    ],
)
def test_known_cases(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def test_of_none_and_of_all_it_ends_where_shares_end() -> None:
    for n in range(1, 300):
        assert f"{wilson(0, n)[0]:.2%}" == "0.00%"
        assert wilson(n, n)[1] <= 1
