"""A widget of cells that are pointed at with the mouse or the arrow keys."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .spoken import Role, speak_as, tell
from .tokens import RING, colours

Cell = TypeVar("Cell", bound=tuple[int, int])
"""Two numbers from 0: row and column, or strip and place in it."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Key -> how far it goes along a row and down."""
_ACTIVATING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CellGrid(QWidget, Generic[Cell]):
    """Knows which cell is pointed at. Where cells are, and what is in them, a subclass says.

    A subclass gives cell_at, rect_of, neighbour and paint_cells; it may give other frames.
    """

    pointed = Signal(object)
    """The Cell that is pointed at, or None."""
    activated = Signal(object)
    """A Cell was clicked, or Enter or Space was pressed on it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """name: what a screen reader calls it."""
        super().__init__(parent)
        speak_as(self, Role.Graphic, name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._cell: Cell | None = None

    @property
    def cell(self) -> Cell | None:
        """The cell that is pointed at."""
        return self._cell

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell that is painted there, in pixels of the widget."""
        raise NotImplementedError

    def rect_of(self, cell: Cell) -> QRectF:
        """Where the cell is painted, in pixels of the widget."""
        raise NotImplementedError

    def neighbour(self, cell: Cell | None, along: int, down: int) -> Cell | None:
        """Where an arrow key leads: a step along a row or down, -1, 0 or 1 each.

        cell: None when none is pointed at yet. Returns None when there is no cell at all.
        """
        raise NotImplementedError

    def paint_cells(self, painter: QPainter) -> None:
        """All there is to see but the frames."""
        raise NotImplementedError

    def paint_pointer(self, painter: QPainter, rect: QRectF) -> None:
        """Mark the cell that is pointed at; it fills `rect`."""
        painter.setPen(QPen(QColor(colours().second), 2))
        painter.drawRect(rect.adjusted(-1, -1, 1, 1))

    def paint_frame(self, painter: QPainter) -> None:
        """Show whether the arrow keys work here."""
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def point_at(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.pointed.emit(cell)
            self.update()

    def say(self, words: str) -> None:
        """Tell those who do not see it of what is pointed at, or of all that there is.

        What the arrow keys came to is said at once; what the mouse passes over is not.
        """
        tell(self, words, aloud=self.hasFocus() and self._cell is not None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.point_at(cell)
            self.activated.emit(cell)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ACTIVATING and self._cell is not None:
            self.activated.emit(self._cell)
            return
        step = _STEPS.get(Qt.Key(event.key()))
        cell = None if step is None else self.neighbour(self._cell, *step)
        if cell is None:
            super().keyPressEvent(event)
        else:
            self.point_at(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_cells(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._cell is not None:
            self.paint_pointer(painter, self.rect_of(self._cell))
        self.paint_frame(painter)


def paint_ring(painter: QPainter, rect: QRectF) -> None:
    """The ring of the focus, inside the edge of `rect`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours().accent), RING))
    half = RING / 2
    painter.drawRect(rect.adjusted(half, half, -half, -half))


def stepped(
    cell: tuple[int, int], along: int, down: int, rows: Sequence[int], *, wraps: bool
) -> tuple[int, int]:
    """The neighbour of a cell.

    rows: how many cells each row has. wraps: whether a step out of the grid comes in at the other
    side; otherwise it stays at the edge.
    """
    inside = operator.mod if wraps else _clamped
    row = inside(cell[0] + down, len(rows))
    return row, inside(cell[1] + along, rows[row])


def _clamped(number: int, count: int) -> int:
    return min(max(number, 0), count - 1)
