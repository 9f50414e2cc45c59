"""What the tests of the drawing share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication


@pytest.fixture
def set_text_size(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Makes all text so many times as large as it is."""
    font = QFont(qapp.font())

    def set_text_size(size: float) -> None:
        sized = QFont(font)
        sized.setPointSizeF(size * font.pointSizeF())
        qapp.setFont(sized)

    yield set_text_size
    qapp.setFont(font)


@pytest.fixture
def doubled(set_text_size: Callable[[float], None]) -> None:
    """Text of twice the size."""
    set_text_size(2)
