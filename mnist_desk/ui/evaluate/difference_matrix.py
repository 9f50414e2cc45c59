"""Two confusion matrices as one: which answers became more, and which fewer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS

from ..widgets.cell_grid import CellGrid, stepped
from ..widgets.tokens import TINY, colours

_SMALLEST_CELL = 22
"""Side of a cell at least, pixels."""
_STRONGEST = 0.75
"""How much of the colour the largest difference has."""
_NAME = 8
"""Letters of the name of a class."""


class Change(NamedTuple):
    """A cell: what it was, and what is answered."""

    label: int
    answer: int


class DifferenceMatrix(CellGrid[Change]):
    """Blue and + for more, orange and − for fewer. The row is the label, the column the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What is answered more often after than before"), parent)
        self.setObjectName("differenceMatrix")
        self._difference = np.zeros((DIGITS, DIGITS), np.int64)
        self._names = DIGIT_NAMES
        self._chosen: Change | None = None
        self.pointed.connect(self._tell)
        self._tell()

    @property
    def difference(self) -> NDArray[np.int64]:
        return self._difference

    def show_difference(
        self, difference: NDArray[np.int64], names: tuple[str, ...] = DIGIT_NAMES
    ) -> None:
        """difference: int64 (10, 10). names: of the classes."""
        self._difference, self._names = difference, names
        self._tell()
        self.update()

    def choose(self, cell: Change | None) -> None:
        """Mark the cell whose digits are shown."""
        self._chosen = cell
        self.update()

    def in_words(self, cell: Change) -> str:
        label, answer = self._names[cell.label], self._names[cell.answer]
        number = int(self._difference[cell])
        if cell.label == cell.answer:
            told = self.tr("{label} read right: {number}")
        else:
            told = self.tr("{label} read as {answer}: {number}")
        return told.format(label=label, answer=answer, number=_signed(number) if number else "±0")

    @Slot()
    def _tell(self) -> None:
        cell = self.cell
        if cell is not None:
            self.setToolTip(self.in_words(cell))
            self.say(self.in_words(cell))
            return
        off = self._difference.copy()
        np.fill_diagonal(off, 0)
        largest = np.argsort(-np.abs(off), axis=None)[:3]
        cells = [Change(*map(int, divmod(int(place), DIGITS))) for place in largest]
        self.setToolTip("")
        self.say("; ".join(self.in_words(cell) for cell in cells if off[cell]))

    # Where cells are

    def sizeHint(self) -> QSize:
        return QSize(340, 340)

    def minimumSizeHint(self) -> QSize:
        side = DIGITS * max(_SMALLEST_CELL, self.fontMetrics().horizontalAdvance("−00"))
        return QSize(int(side + self._left()), int(side + self._top()))

    def _left(self) -> float:
        letters = self.fontMetrics()
        widest = max(letters.horizontalAdvance(name[:_NAME]) for name in self._names)
        return letters.height() + widest + 2 * TINY

    def _top(self) -> float:
        return 2 * self.fontMetrics().height() + TINY

    def _side(self) -> float:
        room = min(self.width() - self._left(), self.height() - self._top()) - 2
        return max(1.0, float(int(room / DIGITS)))

    def cell_at(self, position: QPointF) -> Change | None:
        side = self._side()
        column = int((position.x() - self._left()) // side)
        row = int((position.y() - self._top()) // side)
        return Change(row, column) if 0 <= row < DIGITS and 0 <= column < DIGITS else None

    def rect_of(self, cell: Change) -> QRectF:
        side = self._side()
        return QRectF(
            self._left() + cell.answer * side, self._top() + cell.label * side, side, side
        )

    def neighbour(self, cell: Change | None, along: int, down: int) -> Change | None:
        if cell is None:
            return self._chosen or Change(0, 0)
        return Change(*stepped(cell, along, down, [DIGITS] * DIGITS, wraps=False))

    # What is seen

    def paint_cells(self, painter: QPainter) -> None:
        off = np.abs(self._difference).astype(float)
        np.fill_diagonal(off, 0)
        largest = max(float(off.max()), 1.0)
        self._paint_names(painter)
        for label in range(DIGITS):
            for answer in range(DIGITS):
                cell = Change(label, answer)
                number = int(self._difference[cell])
                self._paint_cell(painter, self.rect_of(cell), number, number / largest, cell)
        if self._chosen is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours().text))
            painter.drawRect(self.rect_of(self._chosen).adjusted(0, 0, -1, -1))

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, number: int, strength: float, cell: Change
    ) -> None:
        c = colours()
        ground = QColor(c.raised if cell.label == cell.answer else c.base)
        colour = QColor(c.accent if number > 0 else c.second)
        # The square root lets small differences be seen.
        part = _STRONGEST * min(abs(strength), 1.0) ** 0.5
        fill = _between(ground, colour, part)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), fill)
        if not number:
            return
        font = QFont(self.font())
        text = _signed(number)
        fits = painter.fontMetrics().horizontalAdvance(text) <= rect.width() - 2
        if not fits:
            font.setPointSizeF(font.pointSizeF() * 0.78)
        painter.setFont(font)
        painter.setPen(QColor(_readable_on(fill)))
        painter.drawText(rect.adjusted(0, 0, -1, -1), Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(self.font())

    def _paint_names(self, painter: QPainter) -> None:
        c, side, line = colours(), self._side(), self.fontMetrics().height()
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(c.quiet))
        across = QRectF(self._left(), 0, DIGITS * side, line)
        painter.drawText(across, centre, self.tr("answer"))
        painter.save()
        painter.translate(0, self._top() + DIGITS * side)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, DIGITS * side, line), centre, self.tr("label"))
        painter.restore()
        painter.setPen(QColor(c.text))
        for digit, name in enumerate(self._names):
            above = QRectF(self._left() + digit * side, line, side, line)
            painter.drawText(above, centre, self._fitting(name, side))
            room = self._left() - line - TINY
            beside = QRectF(line, self._top() + digit * side, room, side)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, right, name[:_NAME])

    def _fitting(self, name: str, width: float) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width))


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}"


def _between(ground: QColor, colour: QColor, part: float) -> QColor:
    """So much of the way from one colour to the other."""
    mixed = [
        round((1 - part) * a + part * b)
        for a, b in zip(ground.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed)


def _readable_on(ground: QColor) -> str:
    """Black or white, whichever stands out more (WCAG 2.1)."""
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (ground.redF(), ground.greenF(), ground.blueF())
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Beyond it black has the larger contrast.
    return "#000000" if luminance > 0.179 else "#ffffff"
