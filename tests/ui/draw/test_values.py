from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.values import value_text

from .readings import PAPER, no_answer


def reading(value: float, probabilities: bool) -> Reading:
    values = np.zeros(10, np.float32)
    values[4] = value
    return Reading(PAPER, values, values, probabilities, False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "100.0 %"),
        (0.9996, "100.0 %"),
        (0.123, "12.3 %"),
        (0.0005, "0.1 %"),
        (0.0, "<0.1 %"),
    ],
)
def test_a_probability_is_told_in_percent(value: float, text: str) -> None:
    assert value_text(reading(value, probabilities=True), 4) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.234, "1.23"), (-0.5, "-0.50"), (0.0, "0.00"), (-2.5e7, "-2.5e+07")]
)
def test_a_raw_output_is_told_as_a_number(value: float, text: str) -> None:
    assert value_text(reading(value, probabilities=False), 4) == text


def test_no_answer_is_a_dash() -> None:
    assert value_text(no_answer(), 4) == "–"
