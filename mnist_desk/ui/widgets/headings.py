"""Headings, and the quiet words below them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget


def heading(text: str = "", above: int = 0) -> QLabel:
    """Bold words; `above` pixels part them from what they follow."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, above, 0, 0)
    return label


def quiet(text: str = "", *, wraps: bool = True) -> QLabel:
    """Words that explain and do not ask to be read first."""
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(wraps)
    return label


class RoomyLabel(QLabel):
    """Plain words that change: they wrap, and have room for so many lines, so that nothing below
    them moves.
    """

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)

    def set_lines(self, lines: int) -> None:
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._least())

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._least()))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._least()))

    def _least(self) -> int:
        return self._lines * self.fontMetrics().lineSpacing()


def titled(text: str, widget: QWidget, *beside: QWidget) -> QWidget:
    """A heading above a widget that gets the room; `beside` stand at the right of the heading."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()
    row.addWidget(heading(text))
    row.addStretch(1)
    for other in beside:
        row.addWidget(other)
    layout.addLayout(row)
    layout.addWidget(widget, 1)
    return box
