"""The sheet one draws on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.ink import CANVAS, Ink, Point, Stroke, stroke_path

from ..theme import colours

DEFAULT_PEN = 16
"""Pen width in logical units; it is for the eye alone."""

_SHOWS_PIXELS = 4
"""From this enlargement on, the pixels of a picture are shown as squares."""


class Canvas(QWidget):
    """Shows a Drawing and lets a person add strokes with mouse, touch or stylus.

    It keeps no drawing: it tells of each change and shows what it is told to show. A stroke over
    a picture begins a new drawing. Touch and stylus arrive as mouse events, which Qt makes of
    them.
    """

    stroke_moved = Signal(object)
    """The Ink with the stroke that is being drawn."""
    stroke_ended = Signal(object)
    """The Ink with the finished stroke."""
    clear_asked = Signal()
    """Delete was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Canvas"))
        self.setAccessibleDescription(self.tr("Draw a digit here with mouse, touch or pen."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._drawing: Drawing = Ink()
        self._image: QImage | None = None
        self._paths: dict[Stroke, QPainterPath] = {}
        self._before = Ink()
        self._stroke: Stroke = ()
        self._pen_width = DEFAULT_PEN

    def sizeHint(self) -> QSize:
        return QSize(CANVAS + 40, CANVAS + 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    @Slot(object)
    def show_drawing(self, drawing: Drawing) -> None:
        ink = _ink_of(drawing)
        if self._stroke and ink.strokes[-1:] != (self._stroke,):
            # Somebody else changed the drawing, Undo for one; the stroke goes on from there.
            self._before = ink
        self._drawing, self._image = drawing, None
        self._paths = {
            stroke: self._paths.get(stroke) or _painter_path(stroke) for stroke in ink.strokes
        }
        self.update()

    @Slot(int)
    def set_pen_width(self, width: int) -> None:
        """Logical units."""
        self._pen_width = width
        self.update()

    def sheet(self) -> QRectF:
        """The square that stands for the 280 x 280 logical units, in pixels of the widget."""
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, 1, side, side)

    def to_logical(self, position: QPointF) -> Point:
        sheet = self.sheet()
        scale = CANVAS / sheet.width()
        x, y = position.x() - sheet.x(), position.y() - sheet.y()
        return round(x * scale, 1), round(y * scale, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._before = _ink_of(self._drawing)
        self._stroke = (self.to_logical(event.position()),)
        self.stroke_moved.emit(self._before.with_stroke(self._stroke))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._stroke:
            event.ignore()
            return
        point = self.to_logical(event.position())
        if point != self._stroke[-1]:
            self._stroke = (*self._stroke, point)
            self.stroke_moved.emit(self._before.with_stroke(self._stroke))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._stroke:
            event.ignore()
            return
        stroke, self._stroke = self._stroke, ()
        self.stroke_ended.emit(self._before.with_stroke(stroke))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._image = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, sheet = colours(), self.sheet()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.line), 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(sheet, 6, 6)
        if isinstance(self._drawing, Picture):
            self._paint_picture(painter, self._drawing)
            return
        if not self._drawing:
            painter.setPen(QColor(c.quiet))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, self.tr("Draw a digit here"))
            return
        painter.setClipRect(sheet)
        painter.translate(sheet.topLeft())
        painter.scale(sheet.width() / CANVAS, sheet.height() / CANVAS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(
                QColor(c.text),
                self._pen_width,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for path in self._paths.values():
            painter.drawPath(path)

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        """As large as the sheet allows; what was made of few pixels shows them."""
        if self._image is None:
            self._image = _in_colour(picture, QColor(colours().text))
        size = QSizeF(self._image.size())
        room = self.sheet().adjusted(2, 2, -2, -2)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size)
        place.moveCenter(room.center())
        enlarged = size.width() / self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, enlarged < _SHOWS_PIXELS)
        painter.drawImage(place, self._image)


def _ink_of(drawing: Drawing) -> Ink:
    return drawing if isinstance(drawing, Ink) else Ink()


def _in_colour(picture: Picture, colour: QColor) -> QImage:
    """Ink in this colour on transparent paper."""
    height, width = picture.grey.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:, :, :3] = colour.red(), colour.green(), colour.blue()
    pixels[:, :, 3] = np.round(picture.grey * 255)
    bytes_per_line = 4 * width
    return QImage(
        pixels.tobytes(), width, height, bytes_per_line, QImage.Format.Format_RGBA8888
    ).copy()


def _painter_path(stroke: Stroke) -> QPainterPath:
    points = stroke_path(stroke).tolist()
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    if len(points) == 1:
        # A line of no length is not painted; this one is too short to be seen as a line.
        path.lineTo(points[0][0] + 0.01, points[0][1])
    return path
