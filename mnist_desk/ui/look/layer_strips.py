"""The hidden layers as strips of cells that light up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent, qRgb
from PySide6.QtWidgets import QWidget

from ..widgets.cell_grid import CellGrid, stepped
from ..widgets.images import indexed_image
from ..widgets.tokens import SMALL, colours

_GAP = SMALL
_LARGEST_CELL = 28
_SMALLEST_WITH_GAP = 5
_SHADES = 256
_REST_LIGHT, _REST_DARK = "#e1e5ea", "#15181c"
"""A cell that says nothing."""


class Unit(NamedTuple):
    """One cell: the number of its layer and its number there, both from 0."""

    layer: int
    cell: int


class Strip(NamedTuple):
    """Where a layer is painted: its cells go along rows of `columns`, `size` pixels each."""

    x: int
    y: int
    columns: int
    rows: int
    size: int


def strips_of(widths: Sequence[int], x: int, width: int, height: int) -> list[Strip]:
    """A strip for each layer, one below the other, with the largest cells that fit."""
    strips: list[Strip] = []
    if not widths:
        return strips
    each = max(4, (height - _GAP * (len(widths) - 1)) // len(widths))
    y = 0
    for cells in widths:
        fitting = (
            size
            for size in range(_LARGEST_CELL, 1, -1)
            if -(-cells // max(width // size, 1)) * size <= each
        )
        size = next(fitting, 1)
        columns = max(1, min(width // size, cells))
        rows = -(-cells // columns)
        # Rows of even length: the last one is not a stump.
        columns = -(-cells // rows)
        strips.append(Strip(x, y, columns, rows, size))
        y += max(each, rows * size) + _GAP
    return strips


class LayerStrips(CellGrid[Unit]):
    """Each cell has as much of the accent's colour as its activation, the largest of its layer all
    of it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Hidden layers"), parent)
        self.setObjectName("layerStrips")
        self._widths: tuple[int, ...] = ()
        self._images: list[QImage] = []
        self._silenced: Collection[tuple[int, int]] = ()
        self._values: Sequence[NDArray[np.float32]] = ()
        self._strips: list[Strip] | None = None
        self._table: list[int] = []

    def sizeHint(self) -> QSize:
        return QSize(420, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, max(48, (16 + _GAP) * len(self._widths)))

    @property
    def unit(self) -> Unit | None:
        """The cell that is pointed at."""
        return self.cell

    def show_activations(
        self,
        widths: Sequence[int],
        values: Sequence[NDArray[np.float32]],
        silenced: Collection[tuple[int, int]] = (),
    ) -> None:
        """widths: of the hidden layers. values: their activations, or none when nothing is read.
        silenced: cells that are crossed out, as layer and number.
        """
        self._silenced = silenced
        if tuple(widths) != self._widths:
            self._widths, self._strips = tuple(widths), None
            self.point_at(None)
            self.updateGeometry()
        self._values = values
        self._images = []
        if self.unit is None:
            self.say(self.in_words())
        self.update()

    def in_words(self) -> str:
        """Of each layer how many cells are lit."""
        layers = (
            self.tr("layer {layer}: {lit} of {cells} cells lit").format(
                layer=layer + 1,
                lit=int(np.count_nonzero(self._values[layer])) if self._values else 0,
                cells=cells,
            )
            for layer, cells in enumerate(self._widths)
        )
        return "; ".join(layers)

    def strips(self) -> list[Strip]:
        if self._strips is None:
            x = self.fontMetrics().horizontalAdvance("4096") + SMALL
            room = max(self.width() - x - 2, 20)
            self._strips = strips_of(self._widths, x, room, self.height() - 2)
        return self._strips

    def cell_at(self, position: QPointF) -> Unit | None:
        for layer, strip in enumerate(self.strips()):
            column = int((position.x() - strip.x) // strip.size)
            row = int((position.y() - strip.y) // strip.size)
            cell = row * strip.columns + column
            if 0 <= column < strip.columns and 0 <= row < strip.rows and cell < self._widths[layer]:
                return Unit(layer, cell)
        return None

    unit_at = cell_at

    def rect_of(self, unit: Unit) -> QRectF:
        strip = self.strips()[unit.layer]
        row, column = divmod(unit.cell, strip.columns)
        return QRectF(
            strip.x + column * strip.size, strip.y + row * strip.size, strip.size, strip.size
        )

    def neighbour(self, cell: Unit | None, along: int, down: int) -> Unit | None:
        """Left and right go from cell to cell, up and down from layer to layer."""
        if not self._widths:
            return None
        if cell is None:
            return Unit(0, 0)
        return Unit(*stepped(cell, along, down, self._widths, wraps=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._strips, self._images = None, []

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._strips, self._images, self._table = None, [], []

    def paint_cells(self, painter: QPainter) -> None:
        if not self._images:
            self._images = self._painted()
        quiet = QColor(colours().quiet)
        for strip, image, cells in zip(self.strips(), self._images, self._widths, strict=True):
            across, down = strip.columns * strip.size, strip.rows * strip.size
            painter.drawImage(QRectF(strip.x, strip.y, across, down), image)
            painter.setPen(quiet)
            painter.drawText(
                QRectF(0, strip.y, strip.x - SMALL, max(down, painter.fontMetrics().height())),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(cells),
            )
        self._cross_out(painter)

    def _cross_out(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colours().second), 2))
        for layer, cell in self._silenced:
            if layer < len(self._widths) and cell < self._widths[layer]:
                rect = self.rect_of(Unit(layer, cell)).adjusted(2, 2, -2, -2)
                painter.drawLine(rect.topLeft(), rect.bottomRight())
                painter.drawLine(rect.bottomLeft(), rect.topRight())

    def _painted(self) -> list[QImage]:
        """One image a layer, with gaps between cells that are large enough for it."""
        if not self._table:
            self._table = _shades()
        images = []
        for layer, strip in enumerate(self.strips()):
            cells = np.zeros(strip.rows * strip.columns, np.uint8)
            if layer < len(self._values):
                values = np.nan_to_num(self._values[layer], posinf=0)
                largest = float(values.max()) or 1.0
                cells[: len(values)] = np.round(values / largest * (_SHADES - 2)) + 1
            else:
                cells[: self._widths[layer]] = 1
            pixels = cells.reshape(strip.rows, strip.columns)
            pixels = pixels.repeat(strip.size, axis=0).repeat(strip.size, axis=1)
            if strip.size >= _SMALLEST_WITH_GAP:
                pixels[:: strip.size] = pixels[:, :: strip.size] = 0
            images.append(indexed_image(pixels, self._table))
        return images


def _shades() -> list[int]:
    """The window, where there is no cell, then from a cell at rest to one that is fully lit."""
    c = colours()
    window = QColor(c.window)
    rest = QColor(_REST_DARK if window.lightness() < 128 else _REST_LIGHT)
    steps = np.linspace(0, 1, _SHADES - 1)[:, np.newaxis]
    between = np.round((1 - steps) * _rgb(rest) + steps * _rgb(QColor(c.accent))).astype(int)
    return [window.rgb(), *(qRgb(*shade) for shade in between.tolist())]


def _rgb(colour: QColor) -> NDArray[np.int64]:
    return np.array([colour.red(), colour.green(), colour.blue()])
