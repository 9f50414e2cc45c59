"""How one of my digits looks in the gallery."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.ink_file import InkRecord

from ..state.digit import Digit
from ..widgets.images import clear_pixmap, ink_image
from ..widgets.ink_painting import paint_fitted
from ..widgets.tokens import colours

Index = QModelIndex | QPersistentModelIndex

PICTURE = 56
"""Side of a picture, pixels."""

_CELL = QSize(68, 84)
_INSIDE = QRect(4, 4, PICTURE - 8, PICTURE - 8)
"""Where a picture that was brought in goes."""
_LINES = QRectF(6, 6, PICTURE - 14, PICTURE - 14)
"""Where the middle of the lines of ink goes."""
_LINE_WIDTH = 3.2
_PICTURES_KEPT = 2000


class DigitPainter(QStyledItemDelegate):
    """Paints a digit as ink on paper, what it is below, and a frame around what is misread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # By the place of the digit, which no other ever has and a new label does not change.
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._colours = colours()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, digit, cell = colours(), index.data(Qt.ItemDataRole.UserRole), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 5, 5)
        frame = QRect(cell.x() + (cell.width() - PICTURE) // 2, cell.y() + 6, PICTURE, PICTURE)
        wrong = digit.is_right is False
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.second if wrong else c.line), 2 if wrong else 1))
        painter.drawRoundedRect(frame, 4, 4)
        painter.drawPixmap(frame, self._picture(digit, painter.device().devicePixelRatioF()))
        painter.setPen(QColor(c.on_accent if chosen else c.second if wrong else c.text))
        font = painter.font()
        font.setPointSizeF(0.85 * font.pointSizeF())
        font.setBold(wrong)
        painter.setFont(font)
        below = QRect(cell.x(), frame.bottom() + 1, cell.width(), cell.bottom() - frame.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.restore()

    def _picture(self, digit: Digit, ratio: float) -> QPixmap:
        if self._colours is not colours():
            self._colours = colours()
            self._pictures.clear()
        picture = self._pictures.get(digit.place)
        if picture is None or picture.devicePixelRatio() != ratio:
            picture = self._pictures[digit.place] = _drawn(digit.record, ratio)
            if len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        return picture


def _drawn(record: InkRecord, ratio: float) -> QPixmap:
    """The drawing on nothing, fitted into a square."""
    picture = clear_pixmap(QSize(PICTURE, PICTURE), ratio)
    ink = QColor(colours().text)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if record.picture is not None:
        pixels = np.frombuffer(record.picture, np.uint8).reshape(SIDE, SIDE)
        painter.drawImage(_INSIDE, ink_image(pixels, ink))
    else:
        paint_fitted(painter, record.ink, ink, _LINE_WIDTH, _LINES)
    painter.end()
    return picture
