from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.legend import Legend
from mnist_desk.ui.widgets.tokens import AGAINST, FOR


def test_it_says_which_colour_means_what(qtbot: QtBot) -> None:
    legend = Legend("against", "for")
    qtbot.addWidget(legend)
    assert legend.accessibleName() == "Orange: against; blue: for"
    image = legend.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]

    def first(colour: QColor) -> int:
        def away(x: int) -> int:
            seen = row[x]
            return sum(
                abs(a - b) for a, b in zip(seen.getRgb()[:3], colour.getRgb()[:3], strict=True)
            )

        return min(range(len(row)), key=away)

    assert first(QColor(*AGAINST)) < first(QColor(*FOR))
