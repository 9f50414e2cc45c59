"""The sheet one draws on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEventPoint,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.ink import CANVAS, Ink

from ..widgets.icons import icon
from ..widgets.images import ink_image
from ..widgets.ink_painting import paint_picture
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import RADIUS, RING, SMALL, colours
from .cursor import PenCursor
from .ink_layer import InkLayer, to_units
from .stroke_input import ERASER, StrokeInput

_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Canvas(QWidget):
    """Shows a Drawing and lets a person draw and erase with mouse, touch, stylus or keys.

    It keeps no drawing: it tells of each change and shows what it is told to show. A stroke over
    a picture begins a new drawing; the eraser takes a picture as a whole.
    """

    stroke_moved = Signal(object)
    """The Drawing with the stroke that is being drawn, or without the strokes being erased."""
    stroke_ended = Signal(Ink)
    """The drawing with the finished stroke."""
    erased = Signal(object)
    """The Drawing that an eraser has left."""
    stroke_cancelled = Signal()
    """What was being drawn or erased was not meant."""
    clear_asked = Signal()
    """Delete was pressed."""
    scale_changed = Signal(float)
    """Pixels for one logical unit."""
    meant = Signal(int)
    """A digit key was pressed: what the drawing was meant to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Canvas, self.tr("Canvas"))
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._input = StrokeInput(self)
        self._input.moved.connect(self.stroke_moved)
        self._input.ended.connect(self.stroke_ended)
        self._input.erased.connect(self.erased)
        self._input.cancelled.connect(self.stroke_cancelled)
        self._ink = InkLayer()
        self._cursor = PenCursor(self)
        self._image: QImage | None = None
        self._menu: QMenu | None = None
        self.setTabletTracking(True)
        self._show_cursor()
        self._tell()

    def set_menu(self, menu: QMenu) -> None:
        """What the right button, or the key for it, opens."""
        self._menu = menu

    def sizeHint(self) -> QSize:
        return QSize(CANVAS + 40, CANVAS + 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    @Slot(object)
    def show_drawing(self, drawing: Drawing) -> None:
        end_alone_is_new = self._input.show_drawing(drawing)
        self._image = None
        self._tell()
        if end_alone_is_new:
            self.update(self._ink.around_end(self._input.stroke, self.sheet()))
        else:
            self.update()

    @Slot(int)
    def set_pen_width(self, width: int) -> None:
        """Logical units."""
        self._input.pen_width = self._ink.pen_width = width
        self.update()

    @Slot(bool)
    def set_erasing(self, erases: bool) -> None:
        """Whether mouse, touch and keys erase; the other end of a stylus always does."""
        self._input.erases = erases
        self._show_cursor()

    def sheet(self) -> QRectF:
        """The square that stands for the 280 x 280 logical units, in pixels of the widget."""
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, 1, side, side)

    def to_logical(self, position: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        scale = CANVAS / sheet.width()
        x, y = position.x() - sheet.x(), position.y() - sheet.y()
        return round(x * scale, 1), round(y * scale, 1)

    def _tell(self) -> None:
        """What is on it, and how to draw, for those who do not see it."""
        drawing = self._input.drawing
        if isinstance(drawing, Picture):
            shown = self.tr("A picture.")
        elif drawing:
            shown = self.tr("Strokes: {number}.").format(number=len(drawing.strokes))
        else:
            shown = self.tr("Empty.")
        how = self.tr(
            "Draw a digit here with mouse, touch or pen. With the keyboard: arrow keys move "
            "the pen, Space puts it down and lifts it, Shift makes larger steps."
        )
        tell(self, f"{shown} {how}")

    # Mouse, touch, stylus

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._input.begin("mouse", self.to_logical(event.position()))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._input.by == "mouse":
            self._input.go_on(self.to_logical(event.position()))
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._input.by == "mouse":
            self._input.end()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Not in the middle of a stroke, which it would end."""
        if self._menu is None or self._input.by not in (None, "keys"):
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        middle = self.mapToGlobal(self.sheet().center().toPoint())
        self._menu.popup(middle if by_key else event.globalPos())

    def tabletEvent(self, event: QTabletEvent) -> None:
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        self._show_cursor(turned)
        position = self.to_logical(event.position())
        has_pressure = event.device().capabilities() & QInputDevice.Capability.Pressure
        point = (*position, round(min(event.pressure(), 1.0), 3)) if has_pressure else position
        kind = event.type()
        if kind == QEvent.Type.TabletPress and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._input.begin("stylus", point, turned=turned)
        elif kind == QEvent.Type.TabletMove and self._input.by == "stylus":
            self._input.go_on(point)
        elif kind == QEvent.Type.TabletRelease and self._input.by == "stylus":
            self._input.end()
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
            if self._input.by == "touch":
                self._input.cancel()
            return
        for touch in event.points():
            point = self.to_logical(touch.position())
            if touch.state() == QEventPoint.State.Pressed and self._input.by in (None, "keys"):
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._input.begin("touch", point, finger=touch.id())
            elif self._input.by == "touch" and touch.id() == self._input.finger:
                if touch.state() != QEventPoint.State.Stationary:
                    self._input.go_on(point)
                if touch.state() == QEventPoint.State.Released:
                    self._input.end()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        elif self._input.press_key(event):
            self.update()
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & _CHORDS:
            self.meant.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._input.keys.release(event)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._input.leave_keys()
        self.update()
        super().focusOutEvent(event)

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_cursor()
        self.scale_changed.emit(self.sheet().width() / CANVAS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._image = None
            self._ink.forget()
            self._show_cursor()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, sheet, drawing = colours(), self.sheet(), self._input.drawing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(c.accent if focused else c.line), RING if focused else 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(sheet, RADIUS, RADIUS)
        painter.setClipRect(sheet)
        if isinstance(drawing, Picture):
            self._image = self._image or ink_image(drawing.grey, QColor(c.text))
            paint_picture(painter, self._image, sheet.adjusted(2, 2, -2, -2))
        elif drawing:
            self._ink.paint(painter, drawing, self._input.stroke, sheet)
        elif not self._input.keys.is_shown:
            self._invite(painter, sheet)
        if focused:
            to_units(painter, sheet)
            self._input.keys.paint(painter)

    def _invite(self, painter: QPainter, sheet: QRectF) -> None:
        side = max(round(sheet.width() / 8), 24)
        pencil = QRect(0, 0, side, side)
        pencil.moveCenter(QPoint(round(sheet.center().x()), round(sheet.center().y() - 0.9 * side)))
        icon("pencil", "quiet").paint(painter, pencil)
        font = QFont(self.font())
        font.setPixelSize(max(self.fontInfo().pixelSize(), side // 3))
        words = self.tr("Draw a digit here")
        too_wide = QFontMetricsF(font).horizontalAdvance(words) / (sheet.width() - 2 * SMALL)
        if too_wide > 1:
            font.setPixelSize(max(int(font.pixelSize() / too_wide), 1))
        painter.setFont(font)
        painter.setPen(QColor(colours().quiet))
        painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, words)

    def _show_cursor(self, turned: bool = False) -> None:
        """turned: whether the other end of a stylus is over the canvas."""
        across = 2 * ERASER * self.sheet().width() / CANVAS
        self._cursor.show(self._input.erases or turned, across)
