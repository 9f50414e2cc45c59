from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QFontInfo

from mnist_desk.ui.draw.answer_words import least_size
from mnist_desk.ui.draw.large_text import (
    digits_before_picture,
    font_of_bars,
    font_of_words,
    least_digits,
    text_is_large,
    text_of_stage,
)

SetTextSize = Callable[[float], None]


@pytest.mark.usefixtures("qapp")
def test_small_text_is_left_as_it_is() -> None:
    assert not text_is_large()
    assert font_of_bars() == QFont()
    assert font_of_words(200) == QFont()
    assert least_digits() == digits_before_picture() == 64


def test_ten_rows_do_not_grow_with_the_text(set_text_size: SetTextSize) -> None:
    for size in (1.5, 2):
        set_text_size(size)
        assert QFontInfo(font_of_bars()).pixelSize() == 14


def test_words_are_as_large_as_fits(set_text_size: SetTextSize) -> None:
    set_text_size(2)
    assert font_of_words(500) == QFont()
    fitted = font_of_words(150)
    assert 13 < QFontInfo(fitted).pixelSize() < QFontInfo(QFont()).pixelSize()
    assert least_size(fitted).width() <= 150
    assert QFontInfo(font_of_words(10)).pixelSize() == 13


def test_the_digit_does_not_get_smaller_where_text_gets_larger(set_text_size: SetTextSize) -> None:
    sizes = []
    for size in (1, 1.25, 1.5, 2):
        set_text_size(size)
        sizes.append((least_digits(), digits_before_picture()))
    assert sizes == sorted(sizes)
    assert sizes[-1] == (74, 96)


def test_on_the_stage_text_is_what_was_asked_for_where_it_fits(set_text_size: SetTextSize) -> None:
    usual = QFontInfo(QFont()).pixelSize()
    assert text_of_stage(2000, 34 * 30) == 30
    assert text_of_stage(2000, 500) == 14
    set_text_size(2)
    assert text_of_stage(2000, 700) == 2 * usual
    assert text_of_stage(2000, 436) == 18
    assert text_of_stage(272, 700) == 17
