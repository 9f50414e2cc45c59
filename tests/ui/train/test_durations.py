from __future__ import annotations

import pytest

from mnist_desk.ui.train.durations import duration


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "1 s"),
        (7.6, "8 s"),
        (119.4, "119 s"),
        (120, "2 min"),
        (308, "5 min"),
        (7100, "118 min"),
        (7200, "2 h 0 min"),
        (9960, "2 h 46 min"),
    ],
)
def test_a_duration_is_as_exact_as_one_plans_by(seconds: float, told: str) -> None:
    assert duration(seconds) == told
