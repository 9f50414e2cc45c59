"""What large text does to the reading: its fonts are the program's, as far as there is room for
them, and the answer's digit grows with them.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo

from ..widgets.tokens import HERO
from .answer_words import least_size

_LARGE = 17
"""Pixels: text from this size on was asked for, as no system has it unasked."""
_SYSTEM = 12
"""Pixels of most systems' text, or a little less."""
_GROWS = 6
"""Pixels of the answer's digit for each of the text beyond that."""
_LEAST_HERO = 74
"""Pixels of the digit that larger text always leaves: what it has in a narrow column otherwise."""
_MOST_OF_BARS = 14
"""Pixels: ten rows of it are no higher than an answer with its words."""
_LEAST_OF_WORDS = 13
"""Pixels: where no more fits, other parts have to give way."""

_COLUMNS_OF_STAGE = 16
"""How wide the stage is at least, as a multiple of its text's height."""
_LINES_OF_STAGE = 24, 34
"""How high it is, so too: at least, and if no larger text is asked for."""


def text_is_large() -> bool:
    return _usual() >= _LARGE


def least_digits() -> int:
    """Pixels of the answer's digit, at least; it does not get smaller where text gets larger."""
    return min(digits_before_picture(), _LEAST_HERO)


def digits_before_picture() -> int:
    """Pixels that the answer's digit has before the picture below it grows."""
    return min(HERO[0] + _GROWS * max(_usual() - _SYSTEM, 0), HERO[1])


def font_of_bars() -> QFont:
    """Of the ten rows, and of what stands beside the picture."""
    return _at_most(_MOST_OF_BARS)


def font_of_words(width: int) -> QFont:
    """The largest with which the words are no wider than so many pixels, if any that can be read
    easily is.
    """
    for pixels in range(_usual(), _LEAST_OF_WORDS, -1):
        font = _at_most(pixels)
        if least_size(font).width() <= width:
            return font
    return _at_most(_LEAST_OF_WORDS)


def text_of_stage(width: int, height: int) -> int:
    """Pixels of the text where answer and bars have so many and are seen from the back of a room:
    as the height allows, or what was asked for, if that fits.
    """
    fits = min(width // _COLUMNS_OF_STAGE, height // _LINES_OF_STAGE[0])
    return max(min(max(height // _LINES_OF_STAGE[1], _usual()), fits), 1)


def _at_most(pixels: int) -> QFont:
    font = QFont()
    if QFontInfo(font).pixelSize() > pixels:
        font.setPixelSize(pixels)
    return font


def _usual() -> int:
    """Pixels of the program's text."""
    return QFontInfo(QFont()).pixelSize()
