from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.shown import LONGEST
from mnist_desk.ui.widgets.plain import (
    NAME,
    plain_label,
    plain_name,
    plain_sentence,
    plain_tip,
    without_keys,
)

STRANGE = "<b>&x</b> %p \x1b[31m\u202e" + "W" * 80


def as_seen(tip: str) -> str:
    """What a tool tip says: Qt takes it for HTML where it looks like that."""
    document = QTextDocument()
    if tip.startswith("<qt>"):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document.toPlainText()


def test_a_name_is_one_short_line_of_what_can_be_seen() -> None:
    assert plain_name("mine") == "mine"
    name = plain_name(STRANGE)
    assert len(name) <= NAME
    assert name.isprintable()
    assert name.startswith("<b>&x</b> %p")
    assert "W" in name[-3:]
    assert plain_name("a\nb") == "a\\nb"
    assert len(plain_name("x" * 10**7, 12)) == 12


@pytest.mark.parametrize(
    "text", ["mine", "a & b &amp; c", "<b>loud</b>", "1 < 2", "a <img src='/x'> b", "<!doctype x>"]
)
def test_a_tip_says_what_the_text_says(qtbot: QtBot, text: str) -> None:
    assert as_seen(plain_tip(text)) == text


def test_a_tip_is_one_line_and_not_too_long(qtbot: QtBot) -> None:
    assert as_seen(plain_tip("a\n\x1bb")) == "a\\n\\x1bb"
    assert len(as_seen(plain_tip("x" * 5000))) == LONGEST


def test_a_sentence_keeps_its_lines_and_short_words() -> None:
    text = "The disk is full;\nchoose another – é 漢."
    assert plain_sentence(text) == text
    assert plain_sentence("a \x1b[2J b\u202e") == "a \\x1b[2J b\\u202e"
    long = plain_sentence(f"The file /{'x' * 100}/end is damaged.")
    assert long.startswith("The file /xxx")
    assert long.endswith("xxx/end is damaged.")
    assert max(map(len, long.split())) <= 48


def test_a_label_shows_marks_as_they_are(qtbot: QtBot) -> None:
    label = plain_label("<b>x</b>", wraps=True)
    qtbot.addWidget(label)
    width = label.sizeHint().width()
    label.setText("x")
    assert label.sizeHint().width() < width


def test_a_button_shows_an_ampersand(qtbot: QtBot) -> None:
    button = QPushButton(without_keys("a & b"))
    qtbot.addWidget(button)
    assert button.text() == "a && b"
    assert button.shortcut().isEmpty()
