"""The map itself: digits to look at, to go to and to draw a line around, and the drawing live."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.digit_map import DigitMap
from mnist_desk.core.grey import Grey
from mnist_desk.core.projection import Points

from ..widgets.captions import Captions
from ..widgets.cell_grid import paint_ring
from ..widgets.images import ink_image
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import colours
from .lasso import Pixels, inside, nearest, next_in_direction
from .map_callout import paint_callout, paint_lasso
from .map_drawing import MapDrawing
from .map_frame import Frame, whole_of
from .map_layer import MapLayer, Mask

_NEAR = 10.0
"""Pixels from the mouse to a digit that it points at."""
_WHEEL = 1.2
"""How much nearer a notch of the wheel goes."""
_LEAST = QSize(220, 180)
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NOTHING: Points = np.zeros((0, 2), np.float32)


class MapView(QWidget):
    """The wheel zooms and a drag moves; with Shift, or with the lasso, it chooses. The arrow keys
    go from digit to digit, Enter or a double click opens one.
    """

    opened = Signal(int)
    """The index of a digit in its set."""
    current_changed = Signal(int)
    """The digit that is pointed at, its index; -1 for none."""
    lassoed = Signal(object)
    """Which digits of the map are inside the line, bool (k,)."""
    class_asked = Signal(int)
    """A digit key was pressed."""
    left = Signal()
    """Escape was pressed: nothing is to be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("Map of the digits"))
        self.setObjectName("digitMap")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.uses_lasso = False
        """Whether a drag chooses without Shift."""
        self.frame = Frame()
        self._map: DigitMap | None = None
        self._pixels: Pixels = np.zeros((0, 2))
        self._chosen: Mask | None = None
        self._pictures = False
        self._current: int | None = None
        self._drawing = MapDrawing()
        self._painting = MapLayer()
        self._layer: QPixmap | None = None
        self._grabbed: QPointF | None = None
        self._lasso: list[QPointF] = []
        tell(self, self._words_of_all())

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def sizeHint(self) -> QSize:
        return _LEAST * 2

    # What is shown

    @property
    def map(self) -> DigitMap | None:
        return self._map

    @property
    def current(self) -> int | None:
        """The place on the map of the digit that is pointed at."""
        return self._current

    def show_map(self, value: DigitMap) -> None:
        """Show these digits where they are now. What is seen of them stays, if it can."""
        before = self._map
        self._map = value
        same_digits = before is not None and before.digits is value.digits
        same_axes = before is not None and before.axes is value.axes
        if not (same_axes and self.frame.whole.holds(value.points)):
            self.frame = self.frame.with_whole(whole_of(value.points))
        if not same_digits:
            self._chosen = None
            self._point_at(None)
        if self._current is None:
            tell(self, self._words_of_all())
        self._drawing.forget_way()
        self._place()

    def forget(self) -> None:
        """Keep what is painted, and nothing of the network."""
        self._drawing.clear()
        if self._map is not None:
            self._map = self._map.without_network

    def show_chosen(self, chosen: Mask | None) -> None:
        """Which digits stand out, (k,)."""
        self._chosen = chosen
        self._repaint()

    def show_pictures(self, pictures: bool) -> None:
        """Small pictures in place of dots."""
        self._pictures = pictures
        self._repaint()

    def show_drawing(self, picture: Grey | None, at: tuple[float, float] | None) -> None:
        """Where the drawing is now; None for none."""
        if picture is None or at is None:
            self._drawing.clear()
        else:
            self._drawing.move(picture, at)
        self.update()

    def point_at_digit(self, index: int) -> None:
        """Let the keys act on the digit with this index in its set; -1 for none."""
        if self._map is None or index < 0:
            self._point_at(None)
            return
        places = np.flatnonzero(self._map.indices == index)
        self._point_at(int(places[0]) if len(places) else None)

    def see_whole(self) -> None:
        self._go(self.frame.reset())

    def zoom(self, steps: int) -> None:
        """Nearer for steps above 0; what is in the middle stays there."""
        self._go(self.frame.zoomed(_WHEEL ** (2 * steps), self.width() / 2, self.height() / 2))

    def _go(self, frame: Frame) -> None:
        self.frame = frame
        self._place()

    def _place(self) -> None:
        points = _NOTHING if self._map is None else self._map.points
        self._pixels = self.frame.to_pixels(points)
        self._repaint()

    def _repaint(self) -> None:
        self._layer = None
        self.update()

    def _point_at(self, place: int | None) -> None:
        if place == self._current:
            return
        self._current = place
        what = self._map
        if what is None or place is None:
            tell(self, self._words_of_all())
            self.current_changed.emit(-1)
        else:
            tell(self, self._words(what, place), aloud=self.hasFocus())
            self.current_changed.emit(int(what.indices[place]))
        self.update()

    def _words_of_all(self) -> str:
        if self._map is None:
            return self.tr("No digits yet")
        template = self.tr("{n} digits, {wrong} read wrong")
        return template.format(n=f"{len(self._map):,}", wrong=int(self._map.wrong.sum()))

    def _words(self, what: DigitMap, place: int) -> str:
        return Captions(what.digits.data.names, what.labels, what.answers).of(place)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._go(replace(self.frame, size=(max(self.width(), 1), max(self.height(), 1))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.StyleChange,
        ):
            self._repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = colours()
        painter.fillRect(self.rect(), QColor(c.base))
        what = self._map
        if what is not None:
            ratio = self.devicePixelRatioF()
            if self._layer is None or self._layer.devicePixelRatio() != ratio:
                self._layer = self._painting.paint(
                    *(what, self._pixels, self.size(), ratio, self.font()),
                    chosen=self._chosen,
                    zoom=self.frame.zoom if self._pictures else None,
                )
            painter.drawPixmap(0, 0, self._layer)
            self._paint_current(painter, what)
        self._drawing.paint(painter, self.frame, QRectF(self.rect()), self.tr("yours"))
        if self._lasso:
            paint_lasso(painter, self._lasso)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def _paint_current(self, painter: QPainter, what: DigitMap) -> None:
        place = self._current
        if place is None:
            return
        c = colours()
        wrong = bool(what.wrong[place])
        paint_callout(
            *(painter, QPointF(*self._pixels[place].tolist()), QRectF(self.rect())),
            ink_image(what.digits.data.images[what.indices[place]], QColor(c.text)),
            self._words(what, place),
            QColor(c.wrong if wrong else c.quiet),
        )

    # Mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        at, notches = event.position(), event.angleDelta().y() / 120
        self._go(self.frame.zoomed(_WHEEL**notches, at.x(), at.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.uses_lasso or shift:
            self._lasso = [event.position()]
        else:
            self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._lasso:
            self._lasso.append(at)
            self.update()
        elif self._grabbed is not None:
            by = at - self._grabbed
            self._grabbed = at
            if not self.frame.is_whole:
                self._go(self.frame.moved(by.x(), by.y()))
        else:
            self._point_at(nearest(self._pixels, at.x(), at.y(), _NEAR))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        if self._lasso:
            outline = np.array([(point.x(), point.y()) for point in self._lasso])
            self._lasso = []
            self.update()
            self.lassoed.emit(inside(self._pixels, outline))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self._point_at(nearest(self._pixels, at.x(), at.y(), _NEAR))
        self._open()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point_at(None)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Home:
            self.see_whole()
        elif key == Qt.Key.Key_Escape:
            self._lasso = []
            self.left.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self.class_asked.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        """To the next digit that way, of those that stand out."""
        if not len(self._pixels):
            return
        places: NDArray[np.intp] = np.arange(len(self._pixels))
        if self._chosen is not None and self._chosen.any():
            places = np.flatnonzero(self._chosen)
        known = np.flatnonzero(places == self._current)
        if len(known):
            start = next_in_direction(self._pixels[places], int(known[0]), across, down)
        else:
            middle = np.array([self.width() / 2, self.height() / 2])
            start = int(((self._pixels[places] - middle) ** 2).sum(axis=1).argmin())
        self._point_at(int(places[start]))
        self._bring_into_sight(int(places[start]))

    def _bring_into_sight(self, place: int) -> None:
        x, y = self._pixels[place].tolist()
        if not QRectF(self.rect()).contains(x, y):
            self._go(self.frame.moved(self.width() / 2 - x, self.height() / 2 - y))

    def _open(self) -> None:
        if self._map is not None and self._current is not None:
            self.opened.emit(int(self._map.indices[self._current]))
