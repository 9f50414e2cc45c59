from __future__ import annotations

import numpy as np

from mnist_desk.core.digit_map import Axes
from mnist_desk.ui.data.map_words import around_in_words, axes_in_words

from .mapped import PLACES, small_map


def test_each_kind_of_axes_is_told_with_its_share() -> None:
    told = {axes_in_words(small_map(axes=axes)) for axes in Axes}
    assert len(told) == 2  # The small network has no hidden layer: both of it say so.
    assert all("42 %" in words for words in told)


def test_most_of_the_nearest_are_told() -> None:
    points = np.vstack([PLACES[:4] * 0.01, [(50, 50)]]).astype(np.float32)
    words = around_in_words(small_map(points), (0.0, 0.0))
    assert words.startswith("Your digit: 2 of the 5 nearest")


def test_names_of_another_data_set_are_told() -> None:
    names = (*"abcd", "Coat", *"fghij")
    assert "Coat" in around_in_words(small_map(names=names), (-2.0, -1.0))
