"""Text from outside in widgets: as it is, whatever it looks like, and no longer than there is room.

Qt takes for HTML what looks like it, in labels and in tool tips, and an ampersand in buttons and
menus for the mark of a key.
"""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from mnist_desk.core.shown import LONGEST, elided, shown

NAME = 40
"""Characters of a name beside other words."""
_WORD = 48
_LONG_WORD = re.compile(rf"\S{{{_WORD + 1},}}")


def plain_name(text: str, most: int = NAME) -> str:
    """A name or a title in one line; its middle is left out where it is long."""
    # More than is seen need not be looked at.
    return elided(shown(elided(text, LONGEST, middle=True)), most, middle=True)


def plain_sentence(text: str) -> str:
    """A sentence as a label can wrap it, lines and all: long words, most often paths, would hold
    the window wide open, so their middle is left out.
    """
    return _LONG_WORD.sub(lambda word: plain_name(word[0], _WORD), _in_lines(text))


def _in_lines(text: str) -> str:
    return "\n".join(shown(line) for line in text.split("\n"))


def plain_tip(text: str) -> str:
    """A tool tip that says the text in one line, not what its marks mean."""
    text = plain_name(text, LONGEST)
    if "<" in text:  # Without one Qt takes no text for HTML.
        return f"<qt>{html.escape(text)}</qt>"
    return text


def plain_label(text: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label that shows marks as they are."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    return label


def without_keys(text: str) -> str:
    """The text as a button or a menu must have it, for which an ampersand marks a key."""
    return text.replace("&", "&&")


def wrapping_tip(text: str) -> str:
    """A tool tip of several lines: Qt wraps none but HTML."""
    return f"<qt>{html.escape(text, quote=False)}</qt>"
