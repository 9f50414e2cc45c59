"""A heading and quiet words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.list_head import ListHead


def test_what_is_told_is_seen_and_marks_are_marks(qtbot: QtBot) -> None:
    head = ListHead()
    qtbot.addWidget(head)
    head.set_title("<b>Sneakers</b>")
    head.set_words("3 × Boot")
    assert head.text == "<b>Sneakers</b>\n3 × Boot"
    image = head.grab().toImage()
    head.set_title("Sneakers")
    assert head.grab().toImage() != image


def test_what_is_below_does_not_move_with_the_words(qtbot: QtBot) -> None:
    head = ListHead()
    qtbot.addWidget(head)
    head.setFixedWidth(200)
    head.set_title("Title")
    before = head.sizeHint().height()
    head.set_words("Words that take the second line too")
    assert head.heightForWidth(200) <= before
    assert len(head.findChildren(QLabel)) == 2
