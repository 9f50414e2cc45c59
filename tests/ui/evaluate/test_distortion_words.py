"""What is said of distortions."""

import pytest

from mnist_desk.core.robustness import DISTORTIONS
from mnist_desk.ui.evaluate.distortion_words import strength


@pytest.mark.parametrize(
    ("name", "level", "words"),
    [
        ("rotation", -40.0, "−40°"),
        ("scale", 0.4, "0.4×"),
        ("shift", 3.0, "3 pixels"),
        ("noise", 0.25, "0.25 standard deviation"),
    ],
)
def test_a_strength_has_its_unit(name: str, level: float, words: str) -> None:
    assert strength(DISTORTIONS[name], level) == words
