"""A row of digits, the nearest first, each with its label and how far it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.neighbours import Neighbours

from ..widgets.cell_grid import CellGrid
from ..widgets.images import ink_image
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL, SMALL_RADIUS, TINY, colours

_PICTURE = 42
"""Side of a picture, pixels."""
_LEAST = 3
"""Digits that have room at least."""
_NONE = Neighbours(np.zeros(0, np.intp), np.zeros(0, np.float32))


class NeighbourCell(NamedTuple):
    row: int
    place: int


class NeighbourRow(CellGrid[NeighbourCell]):
    """As many as there is room for; a click or Enter chooses one."""

    digit_asked = Signal(int)
    """The digit with this index, from 0, is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._data: Dataset | None = None
        self._neighbours = _NONE
        self.pointed.connect(self._tell)
        self.activated.connect(self._on_activated)

    def show_neighbours(self, data: Dataset | None, neighbours: Neighbours | None) -> None:
        """None for none."""
        self._data = data
        self._neighbours = _NONE if data is None or neighbours is None else neighbours
        if self.cell is not None and self.cell.place >= self._shown():
            self.point_at(None)
        self._tell()
        self.update()

    def index(self, cell: NeighbourCell) -> int:
        """Which digit of the set it is, from 0."""
        return int(self._neighbours.indices[cell.place])

    def in_words(self, cell: NeighbourCell | None) -> str:
        """The digit that is pointed at, or the first ones."""
        if self._data is None or not self._shown():
            return self.tr("none yet")
        names, labels = self._data.names, self._data.labels
        if cell is None:
            return ", ".join(
                plain_name(names[labels[index]], 20)
                for index in self._neighbours.indices[: self._shown()]
            )
        index = self.index(cell)
        return self.tr("{name}, number {number}, distance {distance}").format(
            name=plain_name(names[labels[index]], 20),
            number=f"{index + 1:,}",
            distance=_told(self._neighbours.distances[cell.place]),
        )

    @Slot(object)
    def _on_activated(self, cell: NeighbourCell) -> None:
        self.digit_asked.emit(self.index(cell))

    @Slot()
    def _tell(self) -> None:
        self.say(self.in_words(self.cell))
        self.setToolTip("" if self.cell is None else self.in_words(self.cell))

    # Cells

    def _width(self) -> int:
        return max(_PICTURE, self.fontMetrics().horizontalAdvance("00.0")) + SMALL

    def _shown(self) -> int:
        return min(len(self._neighbours.indices), self._places())

    def _places(self) -> int:
        """How many have room."""
        return max(1, self.width() // self._width())

    def sizeHint(self) -> QSize:
        return QSize(6 * self._width(), _PICTURE + 2 * self.fontMetrics().height() + 3 * TINY)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST * self._width(), self.sizeHint().height())

    def cell_at(self, position: QPointF) -> NeighbourCell | None:
        place = int(position.x() // self._width())
        return NeighbourCell(0, place) if 0 <= place < self._shown() else None

    def rect_of(self, cell: NeighbourCell) -> QRectF:
        width = self._width()
        left = cell.place * width + (width - _PICTURE) // 2
        return QRectF(left, TINY, _PICTURE, _PICTURE)

    def neighbour(self, cell: NeighbourCell | None, along: int, down: int) -> NeighbourCell | None:
        shown = self._shown()
        if not shown or down:
            return None
        place = 0 if cell is None else min(max(cell.place + along, 0), shown - 1)
        return NeighbourCell(0, place)

    def paint_cells(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._data is None or not self._shown():
            self._paint_places(painter)
            return
        for place in range(self._shown()):
            cell = NeighbourCell(0, place)
            index = self.index(cell)
            name = plain_name(self._data.names[self._data.labels[index]], 20)
            distance = _told(self._neighbours.distances[place])
            self._paint_digit(painter, cell, self._data.images[index], name, distance)

    def _paint_places(self, painter: QPainter) -> None:
        """Where they will be."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours().line), 1, Qt.PenStyle.DashLine))
        for place in range(self._places()):
            square = self.rect_of(NeighbourCell(0, place))
            painter.drawRoundedRect(square, SMALL_RADIUS, SMALL_RADIUS)

    def _paint_digit(
        self,
        painter: QPainter,
        cell: NeighbourCell,
        image: NDArray[np.uint8],
        name: str,
        distance: str,
    ) -> None:
        c, letters, square = colours(), self.fontMetrics(), self.rect_of(cell)
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(square, SMALL_RADIUS, SMALL_RADIUS)
        painter.drawImage(square, ink_image(image, QColor(c.text)))
        width = self._width()
        line = QRectF(cell.place * width, square.bottom() + TINY, width, letters.height())
        painter.setPen(QColor(c.text))
        name = letters.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(QColor(c.quiet))
        line.translate(0, letters.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, distance)


def _told(distance: np.float32) -> str:
    """With as many digits as tell near ones apart."""
    decimals = 2 if distance < 10 else 1 if distance < 100 else 0
    return f"{distance:.{decimals}f}"
