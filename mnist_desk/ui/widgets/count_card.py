"""A card of how many there are of something: a title, the number below, a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from .card_button import CardButton
from .tokens import TINY, colours

BAR = 3
"""Height of the bar, pixels."""
SMALLEST = 0.75
"""Of the usual letters, where there is little room."""


class CountCard(CardButton):
    """Paints what a subclass asks for, in letters that fit."""

    def paint_words(self, painter: QPainter, title: str, number: str, colour: str = "") -> float:
        """colour: of the title, that of text if not given. Returns where the words end, pixels."""
        c, height = colours(), self.fontMetrics().height()
        line = QRectF(2, TINY, self.width() - 4, height)
        bold = QFont(self.font())
        bold.setBold(True)
        self.write(painter, line, title, colour or c.text, bold)
        self.write(painter, line.translated(0, height), number, c.quiet)
        return TINY + 2 * height

    def write(
        self, painter: QPainter, line: QRectF, text: str, colour: str, font: QFont | None = None
    ) -> None:
        """In the middle of the line, in letters as small as it takes."""
        font = QFont(self.font() if font is None else font)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text)
        if wide > line.width():
            font.setPointSizeF(font.pointSizeF() * max(0.97 * line.width() / wide, SMALLEST))
            painter.setFont(font)
        room = round(line.width()) + 1
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colour))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)

    def paint_bar(
        self, painter: QPainter, top: float, part: float, colour: str, rest: str = ""
    ) -> None:
        """part: how much of it has the colour, in [0, 1]. rest: of the rest, else a faint one."""
        bar = QRectF(2 * TINY, top, self.width() - 4 * TINY, BAR)
        painter.fillRect(bar, QColor(rest or colours().line))
        bar.setWidth(part * bar.width())
        painter.fillRect(bar, QColor(colour))
