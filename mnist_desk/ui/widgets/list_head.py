"""A heading and quiet words above a list: what is in it, and what is to be known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .headings import RoomyLabel, heading
from .tokens import TINY


class ListHead(QWidget):
    """The words have room for two lines, so that the list does not move with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._words = RoomyLabel(2)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._title)
        layout.addWidget(self._words)

    @property
    def text(self) -> str:
        """All that is told."""
        return f"{self._title.text()}\n{self._words.text()}"

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_words(self, words: str) -> None:
        self._words.setText(words)
