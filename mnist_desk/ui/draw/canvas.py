"""The sheet one draws on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QCursor,
    QEventPoint,
    QFocusEvent,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.eraser import without_touched
from mnist_desk.core.ink import CANVAS, Ink, Point, Stroke

from ..widgets.colours import colours
from ..widgets.images import ink_image
from ..widgets.ink_painting import DEFAULT_PEN, paint_picture, paint_stroke
from .keyboard_pen import KeyboardPen

__all__ = ["DEFAULT_PEN", "Canvas"]

_ERASER = 8
"""How far the eraser reaches, logical units."""


_Means = Literal["mouse", "touch", "stylus", "keys"]

_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Canvas(QWidget):
    """Shows a Drawing and lets a person draw and erase with mouse, touch, stylus or keys.

    It keeps no drawing: it tells of each change and shows what it is told to show. A stroke over
    a picture begins a new drawing; the eraser takes a picture as a whole.
    """

    stroke_moved = Signal(object)
    """The Drawing with the stroke that is being drawn, or without the strokes being erased."""
    stroke_ended = Signal(object)
    """The Ink with the finished stroke."""
    erased = Signal(object)
    """The Ink that an eraser has left."""
    clear_asked = Signal()
    """Delete was pressed."""
    scale_changed = Signal(float)
    """Pixels for one logical unit."""
    meant = Signal(int)
    """A digit key was pressed: what the drawing was meant to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Canvas"))
        self.setAccessibleDescription(
            self.tr(
                "Draw a digit here with mouse, touch or pen. With the keyboard: arrow keys move "
                "the pen, Space puts it down and lifts it, Shift makes larger steps."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._drawing: Drawing = Ink()
        self._before: Drawing = Ink()
        self._stroke: Stroke = ()
        self._by: _Means | None = None
        self._finger = 0
        self._erasing = False
        self._erases = False
        self._keys = KeyboardPen()
        self._pen_width = DEFAULT_PEN
        self._image: QImage | None = None
        self._settled: tuple[object, QPixmap] | None = None
        self._cursor_for: tuple[object, ...] = ()
        self.setTabletTracking(True)
        self._show_cursor(erases=False)

    def sizeHint(self) -> QSize:
        return QSize(CANVAS + 40, CANVAS + 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    @Slot(object)
    def show_drawing(self, drawing: Drawing) -> None:
        is_longer = bool(self._stroke) and _ink_of(drawing).strokes[-1:] == (self._stroke,)
        if self._by and not is_longer:
            # The eraser, or somebody else, Undo for one, changed it; what is done goes on there.
            self._before = drawing
        had_ink = bool(_ink_of(self._drawing))
        self._drawing, self._image = drawing, None
        if is_longer and had_ink:
            self.update(self._around(self._stroke[-4:]))
        else:
            self.update()

    @Slot(int)
    def set_pen_width(self, width: int) -> None:
        """Logical units."""
        self._pen_width = width
        self.update()

    @Slot(bool)
    def set_erasing(self, erases: bool) -> None:
        """Whether mouse, touch and keys erase; the other end of a stylus always does."""
        self._erases = erases
        self._show_cursor(self._erases)

    def sheet(self) -> QRectF:
        """The square that stands for the 280 x 280 logical units, in pixels of the widget."""
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, 1, side, side)

    def to_logical(self, position: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        scale = CANVAS / sheet.width()
        x, y = position.x() - sheet.x(), position.y() - sheet.y()
        return round(x * scale, 1), round(y * scale, 1)

    # A stroke, whatever it is made with

    def _begin(self, by: _Means, point: Point, erases: bool) -> None:
        if self._by == "keys":
            self._end()
        if self._by:
            return
        if by != "keys":
            self._keys.hide()
        self._by, self._before, self._stroke, self._erasing = by, self._drawing, (point,), erases
        self._tell()

    def _go_on(self, point: Point) -> None:
        if point[:2] != self._stroke[-1][:2]:
            self._stroke = (*self._stroke, point)
            self._tell()

    def _tell(self) -> None:
        if self._erasing:
            self.stroke_moved.emit(self._left_by_eraser())
        else:
            self.stroke_moved.emit(_ink_of(self._before).with_stroke(self._stroke))

    def _end(self) -> None:
        stroke, erasing = self._stroke, self._erasing
        self._by, self._stroke, self._erasing = None, (), False
        if erasing:
            self.erased.emit(self._drawing)
        else:
            self.stroke_ended.emit(_ink_of(self._before).with_stroke(stroke))

    def _left_by_eraser(self) -> Drawing:
        start, end = self._stroke[-2:][0], self._stroke[-1]
        if isinstance(self._before, Picture):
            on_sheet = all(0 <= value <= CANVAS for value in end[:2])
            return Ink() if on_sheet else self._before
        return without_touched(self._before, start, end, _ERASER + self._pen_width / 2)

    # Mouse, touch, stylus

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin("mouse", self.to_logical(event.position()), self._erases)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._by == "mouse":
            self._go_on(self.to_logical(event.position()))
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._by == "mouse":
            self._end()
        else:
            event.ignore()

    def tabletEvent(self, event: QTabletEvent) -> None:
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        self._show_cursor(self._erases or turned)
        position = self.to_logical(event.position())
        has_pressure = event.device().capabilities() & QInputDevice.Capability.Pressure
        point = (*position, round(min(event.pressure(), 1.0), 3)) if has_pressure else position
        kind = event.type()
        if kind == QEvent.Type.TabletPress and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin("stylus", point, self._erases or turned)
        elif kind == QEvent.Type.TabletMove and self._by == "stylus":
            self._go_on(point)
        elif kind == QEvent.Type.TabletRelease and self._by == "stylus":
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """One finger draws; the others, or the ball of the hand, are passed over."""
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            if self._by == "touch":
                self._by, self._stroke, self._erasing = None, (), False
                self.stroke_moved.emit(self._before)
            return
        for touch in event.points():
            point = self.to_logical(touch.position())
            if touch.state() == QEventPoint.State.Pressed and self._by in (None, "keys"):
                self._finger = touch.id()
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._begin("touch", point, self._erases)
            elif self._by == "touch" and touch.id() == self._finger:
                if touch.state() != QEventPoint.State.Stationary:
                    self._go_on(point)
                if touch.state() == QEventPoint.State.Released:
                    self._end()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        elif self._keys.press(event):
            self._follow_keys()
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & _CHORDS:
            self.meant.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.release(event)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keys.hide()
        self._follow_keys()
        super().focusOutEvent(event)

    def _follow_keys(self) -> None:
        if self._by == "keys":
            if self._keys.is_down:
                self._go_on(self._keys.point)
            else:
                self._end()
        elif self._keys.is_down:
            self._begin("keys", self._keys.point, self._erases)
        self.update()

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_cursor(self._erases)
        self.scale_changed.emit(self.sheet().width() / CANVAS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._image = self._settled = None
            self._show_cursor(self._erases)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, sheet = colours(), self.sheet()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.line), 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(sheet, 6, 6)
        painter.setClipRect(sheet)
        if isinstance(self._drawing, Picture):
            self._image = self._image or ink_image(self._drawing.grey, QColor(c.text))
            paint_picture(painter, self._image, sheet.adjusted(2, 2, -2, -2))
        elif self._drawing:
            self._paint_ink(painter, self._drawing)
        elif not self._keys.is_shown:
            painter.setPen(QColor(c.quiet))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, self.tr("Draw a digit here"))
        if self.hasFocus():
            self._to_units(painter)
            self._keys.paint(painter)

    def _paint_ink(self, painter: QPainter, ink: Ink) -> None:
        """The finished strokes come from a picture of them, so that long drawings stay quick."""
        live = ink.strokes[-1:] if ink.strokes[-1:] == (self._stroke,) else ()
        done = ink.strokes[: len(ink.strokes) - len(live)]
        ratio = self.devicePixelRatio()
        key = (done, self.size(), ratio, self._pen_width)
        if self._settled is None or self._settled[0] != key:
            pixmap = _clear_pixmap(self.size(), ratio)
            on_pixmap = QPainter(pixmap)
            self._paint_strokes(on_pixmap, done)
            on_pixmap.end()
            self._settled = key, pixmap
        painter.drawPixmap(0, 0, self._settled[1])
        painter.save()
        self._paint_strokes(painter, live)
        painter.restore()

    def _paint_strokes(self, painter: QPainter, strokes: tuple[Stroke, ...]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._to_units(painter)
        for stroke in strokes:
            paint_stroke(painter, stroke, QColor(colours().text), self._pen_width)

    def _to_units(self, painter: QPainter) -> None:
        sheet = self.sheet()
        painter.translate(sheet.topLeft())
        painter.scale(sheet.width() / CANVAS, sheet.height() / CANVAS)

    def _around(self, points: Stroke) -> QRect:
        """Where the end of a stroke has changed, in pixels of the widget."""
        sheet = self.sheet()
        scale = sheet.width() / CANVAS
        xs, ys = ([point[axis] for point in points] for axis in (0, 1))
        room = self._pen_width + 0.3 * (max(xs) - min(xs) + max(ys) - min(ys))
        place = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        place = place.adjusted(-room, -room, room, room)
        corner = sheet.topLeft() + place.topLeft() * scale
        return QRectF(corner, place.size() * scale).toAlignedRect().adjusted(-2, -2, 2, 2)

    def _show_cursor(self, erases: bool) -> None:
        """A cross, or a ring as large as the eraser."""
        side = 2 * _ERASER * self.sheet().width() / CANVAS
        key = (erases, side if erases else 0, self.devicePixelRatio(), colours())
        if key == self._cursor_for:
            return
        self._cursor_for = key
        if not erases:
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        pixmap = _clear_pixmap(QSize(round(side), round(side)), self.devicePixelRatio())
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((colours().base, 3.0), (colours().text, 1.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(QRectF(2, 2, side - 4, side - 4))
        painter.end()
        self.setCursor(QCursor(pixmap))


def _clear_pixmap(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _ink_of(drawing: Drawing) -> Ink:
    return drawing if isinstance(drawing, Ink) else Ink()
