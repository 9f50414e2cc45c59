"""What we rely on in PySide6 itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

import mnist_desk

CALLS = 20_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_call_without_a_result_does_not_use_up_none(qapp: QApplication) -> None:
    """PySide6 6.12 on Python 3.11 takes a reference to None away in every such call, until the
    process aborts after some thousand of them.
    """
    image, black = QImage(8, 8, QImage.Format.Format_ARGB32), QColor("black")
    painter = QPainter(image)
    # The process must live to tell, whatever happens to the references.
    spare = [None] * (4 * CALLS)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        image.fill(0)
        painter.setPen(black)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert len(spare) == 4 * CALLS
    assert lost < CALLS / 10


def test_nobody_asks_a_widget_for_its_screen() -> None:
    """PySide6 6.11 deletes the screen with the widget that was asked; the next move of the mouse
    ends the process. widgets.screens.screen_of asks the application.
    """
    sources = Path(mnist_desk.__file__).parent.rglob("*.py")
    asking = [path.name for path in sources if ".screen()" in path.read_text(encoding="utf-8")]
    assert asking == []
