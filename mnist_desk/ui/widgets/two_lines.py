"""Rows of a list with two lines: what it is, and what is to be known of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .icons import icon
from .tables import Index
from .tokens import RING, SMALL, SMALL_ICON, SMALL_RADIUS, TINY, colours

TITLE, DETAIL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""Roles of an item's two texts."""
_LEAST = 44
"""Pixels of a row: as high as a finger is wide."""
_BAR = 3
"""Width of the mark at the left of the chosen row, pixels."""
_MARGIN = SMALL + TINY
_State = QStyle.StateFlag


class TwoLines(QStyledItemDelegate):
    """Paints TITLE above DETAIL, which is quiet; the chosen row has a bar and a tick, too."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(QFontMetrics(option.font)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, rect = colours(), QRect(option.rect)
        chosen = bool(option.state & _State.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        if chosen or option.state & _State.State_MouseOver:
            painter.setBrush(QColor(table.notice if chosen else table.hover))
            painter.drawRoundedRect(box, SMALL_RADIUS, SMALL_RADIUS)
        words = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if chosen:
            painter.setBrush(QColor(table.accent))
            bar = QRectF(rect.left() + TINY, rect.top() + SMALL, _BAR, rect.height() - 2 * SMALL)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            mark = QRect(0, 0, SMALL_ICON, SMALL_ICON)
            mark.moveCenter(rect.center())
            mark.moveRight(words.right())
            icon("check", "accent").paint(painter, mark)
            words.setRight(mark.left() - TINY)
        self._write(painter, option, index, words)
        if option.state & _State.State_HasFocus and option.state & _State.State_Active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(table.accent), RING))
            painter.drawRoundedRect(box, SMALL_RADIUS, SMALL_RADIUS)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, option: QStyleOptionViewItem, index: Index, words: QRect) -> None:
        title, detail = _text(index, TITLE), _text(index, DETAIL)
        bold, usual = _bold(option.font), QFont(option.font)
        upper = QFontMetrics(bold).height()
        lower = QFontMetrics(usual).height() if detail else 0
        top = words.top() + (words.height() - upper - lower) // 2
        table = colours()
        for text, font, colour, y, height in (
            (title, bold, table.text, top, upper),
            (detail, usual, table.quiet, top + upper, lower),
        ):
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            line = QRect(words.left(), y, words.width(), height)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown
            )


def row_height(metrics: QFontMetrics) -> int:
    return max(_LEAST, 2 * metrics.height() + _MARGIN)


def _bold(font: QFont) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _text(index: Index, role: int) -> str:
    value: Any = index.data(role)
    return "" if value is None else str(value)
