from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.legend import Legend
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.widgets.tokens import AGAINST, FOR


def test_it_says_which_colour_means_what(qtbot: QtBot) -> None:
    legend = Legend("against", "for")
    qtbot.addWidget(legend)
    assert value_of(legend) == "Orange: against; blue: for"
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


def test_other_words_take_their_room(qtbot: QtBot) -> None:
    legend = Legend("against 7", "for 7")
    qtbot.addWidget(legend)
    narrow, before = legend.sizeHint(), legend.grab().toImage()
    legend.set_words("against 1000", "for 1000")
    assert value_of(legend) == "Orange: against 1000; blue: for 1000"
    assert legend.sizeHint().width() > narrow.width()
    assert legend.minimumSizeHint().width() < legend.sizeHint().width()
    assert legend.grab().toImage() != before
