"""A 28 x 28 picture, enlarged, whose pixels can be pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import SIDE

from ..widgets.colours import colours

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

Cell = tuple[int, int]


class PixelPicture(QWidget):
    """Shows an image of 28 x 28 pixels; mouse or arrow keys point at one."""

    pointed = Signal(object)
    """Row and column of the pixel that is pointed at, or None."""

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        """empty: what stands here when there is no image."""
        super().__init__(parent)
        self._empty = empty
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image: QImage | None = None
        self._cell: Cell | None = None

    def sizeHint(self) -> QSize:
        return QSize(9 * SIDE, 9 * SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * SIDE, 7 * SIDE)

    @property
    def image(self) -> QImage | None:
        return self._image

    @property
    def cell(self) -> Cell | None:
        """Row and column that is pointed at."""
        return self._cell

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def area(self) -> QRectF:
        """Where the picture is: whole pixels of the screen for each of its own."""
        unit = max(1, min(self.width(), self.height()) // SIDE)
        side = unit * SIDE
        return QRectF(0, 0, side, side)

    def cell_at(self, position: QPointF) -> Cell | None:
        area = self.area()
        if not area.contains(position):
            return None
        unit = area.width() / SIDE
        row, column = (position.y() - area.y()) // unit, (position.x() - area.x()) // unit
        return min(int(row), SIDE - 1), min(int(column), SIDE - 1)

    def point_at(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.pointed.emit(cell)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row, column = self._cell or (SIDE // 2, SIDE // 2)
        self.point_at(((row + step[0]) % SIDE, (column + step[1]) % SIDE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area, c = QPainter(self), self.area(), colours()
        painter.fillRect(area, QColor("black"))
        if self._image is not None:
            painter.drawImage(area, self._image)
        else:
            painter.setPen(QColor("#a3adb8"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._empty)
        if self._cell is not None:
            unit = area.width() / SIDE
            row, column = self._cell
            painter.setPen(QPen(QColor("#ffffff"), 1))
            painter.drawRect(
                QRectF(area.x() + column * unit, area.y() + row * unit, unit - 1, unit - 1)
            )
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.line), 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
