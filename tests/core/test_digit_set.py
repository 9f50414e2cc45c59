"""Digits whose labels are known."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet, drawn_set
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.mnist_digit import MnistDigit

LINE = Ink((((10.0, 10.0), (90.0, 200.0)),))


def test_an_image_goes_to_the_canvas_with_what_is_known_of_it() -> None:
    images = np.zeros((3, 28, 28), np.uint8)
    images[2, 5, 5] = 255
    digits = DigitSet("Some", Dataset(images, np.array([4, 5, 6])))

    drawing = digits.drawing(2)

    assert isinstance(drawing, MnistDigit)
    assert (drawing.number, drawing.label, drawing.source) == (3, 6, "Some")
    assert drawing.grey[5, 5] == 1
    assert digits.writer(2) is None
    assert digits.writers == ()


def test_a_drawing_goes_there_as_it_was_drawn() -> None:
    digits = drawn_set("Mine", [InkRecord(LINE), InkRecord(LINE, 7, "Ada"), InkRecord(LINE, 1)])

    assert len(digits) == 2
    assert digits.drawing(0) == LINE
    assert digits.writer(0) == "Ada"
    assert digits.writers == ("Ada", None)
    assert digits.data.images[0].any()


def test_drawings_without_a_label_are_no_set() -> None:
    with pytest.raises(InputError, match="label"):
        drawn_set("Mine", [InkRecord(LINE)])
