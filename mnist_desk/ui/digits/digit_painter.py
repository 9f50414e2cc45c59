"""How one of my digits looks in the gallery."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.ink_file import InkRecord

from ..state.digit import Digit
from ..widgets.images import clear_pixmap, ink_image
from ..widgets.ink_painting import paint_fitted
from ..widgets.tables import Index
from ..widgets.tokens import RADIUS, RING, SMALL, SMALL_RADIUS, TINY, colours

PICTURE = 56
"""Side of a picture, pixels."""

_NARROWEST = 68
"""Width of a cell at least, pixels."""
_MARGIN, _LINE_WIDTH = 1 / 14, 1 / 17.5
"""Of a picture: what stays free around a digit, and how wide its lines are; parts of its side."""
_PICTURES_KEPT = 2000


class DigitPainter(QStyledItemDelegate):
    """Paints a digit as ink on paper, what it is below, and a frame around what is misread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # By the place of the digit, which no other ever has and a new label does not change.
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._colours = colours()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        caption = QFontMetrics(_caption_font(option.font, bold=True))
        # The longest caption there is.
        width = caption.horizontalAdvance(
            self.tr("{label}, read {answer}").format(label=0, answer=0)
        )
        return QSize(max(_NARROWEST, width + SMALL), PICTURE + caption.height() + 3 * TINY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, digit, cell = colours(), index.data(Qt.ItemDataRole.UserRole), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        frame = QRect(cell.x() + (cell.width() - PICTURE) // 2, cell.y() + 6, PICTURE, PICTURE)
        wrong = digit.is_right is False
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.second if wrong else c.line), 2 if wrong else 1))
        painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        painter.drawPixmap(frame, self._picture(digit, painter.device().devicePixelRatioF()))
        painter.setPen(QColor(c.on_accent if chosen else c.second if wrong else c.text))
        painter.setFont(_caption_font(option.font, bold=wrong))
        below = QRect(cell.x(), frame.bottom() + 1, cell.width(), cell.bottom() - frame.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, QRectF(cell), chosen)
        painter.restore()

    def _paint_focus(self, painter: QPainter, cell: QRectF, chosen: bool) -> None:
        """The ring around the digit that the keys act on: within the colour of what is chosen."""
        c, inset = colours(), 2 * RING if chosen else RING
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.on_accent if chosen else c.accent), RING))
        around = cell.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(around, SMALL_RADIUS, SMALL_RADIUS)

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


def _caption_font(font: QFont, *, bold: bool) -> QFont:
    small = QFont(font)
    small.setPointSizeF(0.85 * font.pointSizeF())
    small.setBold(bold)
    return small


def _drawn(record: InkRecord, ratio: float) -> QPixmap:
    """The drawing on nothing, fitted into a square."""
    picture = clear_pixmap(QSize(PICTURE, PICTURE), ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_record(painter, record, QRect(0, 0, PICTURE, PICTURE))
    painter.end()
    return picture


def paint_record(painter: QPainter, record: InkRecord, square: QRect) -> None:
    """A kept drawing, fitted into a square, in the colour of words."""
    ink, side = QColor(colours().text), square.width()
    margin = _MARGIN * side
    inside = QRectF(square).adjusted(margin, margin, -margin, -margin)
    if record.picture is not None:
        pixels = np.frombuffer(record.picture, np.uint8).reshape(SIDE, SIDE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(inside, ink_image(pixels, ink))
        painter.restore()
        return
    # The room is for the middles of the lines.
    width = _LINE_WIDTH * side
    room = inside.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    paint_fitted(painter, record.ink, ink, width, room)
