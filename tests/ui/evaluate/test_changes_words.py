"""What came of a comparison, in sentences."""

import pytest

from mnist_desk.core.comparison import mcnemar
from mnist_desk.ui.evaluate.changes_words import chance_told


def told(fixed: int, broken: int) -> str:
    return chance_told(fixed, broken, mcnemar(fixed, broken))


def test_the_test_is_told_in_words() -> None:
    assert told(95, 25) == (
        "Of the 120 digits that only one of them reads right, 95 are read by the one after: "
        "chance alone hardly ever does that (p < 0.001)."
    )


def test_the_first_may_be_the_better_one() -> None:
    assert "95 are read by the one before" in told(25, 95)


@pytest.mark.parametrize(
    ("fixed", "broken", "chance"),
    [(12, 10, "often"), (16, 5, "now and then"), (18, 4, "seldom"), (30, 2, "hardly ever")],
)
def test_what_chance_does_depends_on_p(fixed: int, broken: int, chance: str) -> None:
    assert f"chance alone {'does that ' if chance == 'now and then' else ''}{chance}" in told(
        fixed, broken
    )


def test_p_is_given_with_its_digits() -> None:
    assert "(p = 0.83)" in told(12, 10)
    assert "(p = 0.004)" in told(18, 4)


def test_nothing_is_made_of_nothing() -> None:
    assert told(0, 0) == "Both read the very same digits right."
    assert told(1, 0).endswith("that tells nothing.")
    assert told(6, 6).endswith("each has half: neither is better.")
