from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.headings import RoomyLabel, heading, quiet, titled
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(400, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def colour_of(label: QWidget) -> QColor:
    return label.palette().color(label.foregroundRole())


def test_a_heading_is_bold(qtbot: QtBot) -> None:
    label = heading("Models")
    qtbot.addWidget(label)
    assert (label.text(), label.font().bold()) == ("Models", True)
    assert label.font().pointSizeF() == QLabel().font().pointSizeF()


def test_a_heading_keeps_away_from_what_it_follows(qtbot: QtBot) -> None:
    close, apart = heading("Network"), heading("Network", above=6)
    for label in (close, apart):
        qtbot.addWidget(label)
    assert apart.sizeHint() == close.sizeHint() + QSize(0, 6)


def test_quiet_words_have_the_quiet_colour_of_each_theme(qtbot: QtBot, light: None) -> None:
    label = shown(qtbot, quiet("Each step makes it more like MNIST."))
    for theme, colours in (("light", LIGHT), ("dark", DARK)):
        apply_appearance(theme)
        wanted = QColor(colours.quiet)
        qtbot.waitUntil(lambda wanted=wanted: colour_of(label) == wanted)


@pytest.mark.parametrize("wraps", [True, False])
def test_quiet_words_wrap_unless_they_must_not(qtbot: QtBot, wraps: bool) -> None:
    label = quiet("word " * 50, wraps=wraps)
    qtbot.addWidget(label)
    assert (label.heightForWidth(200) > 2 * label.fontMetrics().height()) is wraps


def test_the_widget_below_a_heading_gets_the_room(qtbot: QtBot) -> None:
    log = QPlainTextEdit()
    box = shown(qtbot, titled("Log", log))
    (label,) = (found for found in box.findChildren(QLabel) if found.text() == "Log")
    assert (label.x(), label.y(), label.height()) == (0, 0, label.sizeHint().height())
    assert log.width() == box.width()
    assert log.geometry().bottom() == box.rect().bottom()
    assert log.y() > label.geometry().bottom()


def test_what_is_beside_a_heading_is_at_its_right(qtbot: QtBot) -> None:
    switch, more = QCheckBox("logarithmic"), QCheckBox("smooth")
    box = shown(qtbot, titled("Loss", QPlainTextEdit(), switch, more))
    assert more.geometry().right() == box.rect().right()
    assert switch.geometry().right() < more.x()
    assert switch.width() == switch.sizeHint().width()


def test_a_heading_alone_stands_as_in_a_plain_column(qtbot: QtBot) -> None:
    box = shown(qtbot, titled("Log", QPlainTextEdit()))
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(heading("Log"))
    layout.addWidget(QPlainTextEdit(), 1)
    shown(qtbot, column)

    def places(widget: QWidget) -> list[tuple[int, int]]:
        kinds = (QLabel, QPlainTextEdit)
        return [
            (child.y(), child.height()) for child in widget.children() if isinstance(child, kinds)
        ]

    assert places(box) == places(column)


def test_words_that_come_and_go_move_nothing_below_them(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    words, below = RoomyLabel(2), QPlainTextEdit()
    layout.addWidget(words)
    layout.addWidget(below, 1)
    shown(qtbot, page)
    places = set()
    for text in ("", "A word.", "Some more words. " * 4):
        words.setText(text)
        layout.activate()
        places.add(below.y())
    assert len(places) == 1
    words.set_lines(4)
    layout.activate()
    assert below.y() > places.pop()
