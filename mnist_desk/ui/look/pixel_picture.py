"""A 28 x 28 picture, enlarged, whose pixels can be pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mnist_desk.core.dataset import SIDE

from ..widgets.cell_grid import CellGrid, paint_ring, stepped
from ..widgets.tokens import colours

Cell = tuple[int, int]
"""Row and column."""

SMALLEST = 6 * SIDE
"""Pixels along a side, at least."""

_ROWS = (SIDE,) * SIDE
_MIDDLE = (SIDE // 2, SIDE // 2)


class PixelPicture(CellGrid[Cell]):
    """Shows an image of 28 x 28 pixels; mouse or arrow keys point at one."""

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        """empty: what stands here when there is no image."""
        super().__init__(self.tr("What the network gets: 28 by 28 pixels"), parent)
        self._empty = empty
        self._image: QImage | None = None

    def sizeHint(self) -> QSize:
        return QSize(9 * SIDE, 9 * SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST, SMALLEST)

    @property
    def image(self) -> QImage | None:
        return self._image

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

    def rect_of(self, cell: Cell) -> QRectF:
        area, (row, column) = self.area(), cell
        unit = area.width() / SIDE
        return QRectF(area.x() + column * unit, area.y() + row * unit, unit, unit)

    def neighbour(self, cell: Cell | None, along: int, down: int) -> Cell:
        return stepped(cell or _MIDDLE, along, down, _ROWS, wraps=True)

    def paint_cells(self, painter: QPainter) -> None:
        area = self.area()
        painter.fillRect(area, QColor("black"))
        if self._image is not None:
            painter.drawImage(area, self._image)
        else:
            painter.setPen(QColor("#a3adb8"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._empty)

    def paint_pointer(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor("#ffffff"), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def paint_frame(self, painter: QPainter) -> None:
        if self.hasFocus():
            paint_ring(painter, self.area())
            return
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.drawRect(self.area().adjusted(0, 0, -1, -1))
