"""How a digit of many looks, and how much room it needs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .digit_cells import DigitCells
from .images import ink_image
from .tables import Index
from .tokens import RADIUS, RING, SMALL, SMALL_RADIUS, TINY, colours

PICTURE = 56
"""Side of a picture, pixels."""
_MOST = 32
"""Letters of a caption that a cell grows with; what is longer is told in full under the mouse."""


class DigitCellPainter(QStyledItemDelegate):
    """A digit as ink on paper, its words below, and a frame around one that is read wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cells = index.model()
        assert isinstance(cells, DigitCells)
        digit = cells.digit(index)
        if digit is None:
            return
        c, cell = colours(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        wrong = cells.is_wrong(digit)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        frame = QRect(cell.x() + (cell.width() - PICTURE) // 2, cell.y() + TINY, PICTURE, PICTURE)
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.second if wrong else c.line), 2 if wrong else 1))
        painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        painter.drawImage(frame, ink_image(cells.images[digit], QColor(c.text)))
        painter.setPen(QColor(c.on_accent if chosen else c.second if wrong else c.text))
        painter.setFont(_caption_font(option.font))
        below = QRect(cell.x(), frame.bottom() + 1, cell.width(), cell.bottom() - frame.bottom())
        words = painter.fontMetrics().elidedText(
            cells.caption(digit), Qt.TextElideMode.ElideRight, cell.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.on_accent if chosen else c.accent), RING))
            around = QRectF(frame).adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(around, SMALL_RADIUS, SMALL_RADIUS)
        painter.restore()


def cell_size(font: QFont, captions: Iterable[str]) -> QSize:
    """Of a cell that has room for each of the captions, within reason. font: of the table."""
    letters = QFontMetrics(_caption_font(font))
    widest = max(map(letters.horizontalAdvance, captions), default=0)
    widest = min(widest, _MOST * letters.averageCharWidth())
    return QSize(max(PICTURE, widest) + SMALL, PICTURE + letters.height() + 3 * TINY)


def _caption_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(0.85 * font.pointSizeF())
    return small
