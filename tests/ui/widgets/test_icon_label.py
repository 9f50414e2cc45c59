from __future__ import annotations

from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.icon_label import IconLabel
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


def test_it_is_painted_in_the_colours_of_the_theme(qtbot: QtBot, light: None) -> None:
    label = IconLabel("trash-2")
    qtbot.addWidget(label)

    def colours() -> set[str]:
        image = label.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(*place).name() for place in places}

    assert QColor(LIGHT.quiet).name() in colours()
    apply_appearance("dark")
    assert QColor(DARK.quiet).name() in colours()


def test_a_screen_reader_passes_it_over(qtbot: QtBot) -> None:
    label = IconLabel("trash-2")
    qtbot.addWidget(label)
    assert QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.Whitespace
