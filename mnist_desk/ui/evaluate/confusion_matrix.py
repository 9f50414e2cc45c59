"""Which digit is taken for which: a matrix of counts, shares or differences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS

from ..widgets.cell_grid import CellGrid, stepped
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL, TINY, colours

_SIDE = DIGITS + 1
"""Cells along a side: one for the names, and one for each class."""
_LONGEST_NAME = 9
"""Letters of a name of a class."""
_SMALLEST = 6.0
"""Points of a number."""
_FULL = 0.55
"""How much of the full colour the strongest cell has: numbers stay readable on it."""


class MatrixCell(NamedTuple):
    """Row and column from 0; those of number 0 are the names. The row is the label, the column the
    answer; (0, 0) stands for all mistakes.
    """

    row: int
    column: int

    @property
    def label(self) -> int | None:
        """None for any."""
        return self.row - 1 if self.row else None

    @property
    def answer(self) -> int | None:
        """None for any."""
        return self.column - 1 if self.column else None


ALL = MatrixCell(0, 0)


class ConfusionMatrix(CellGrid[MatrixCell]):
    """A click, Enter or Space chooses a cell, a whole row or column by its name, or all mistakes by
    the corner.
    """

    selected = Signal(MatrixCell)
    """Another cell is chosen."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or self.tr("Confusion matrix"), parent)
        self.chosen = ALL
        self._counts: NDArray[np.int64] | None = None
        self._names = DIGIT_NAMES
        self._as_shares = False
        self._is_difference = False
        self._right_font = self._wrong_font = self.font()
        self.activated.connect(self.choose)
        self.pointed.connect(self._on_pointed)
        self._on_pointed()

    def show_counts(
        self,
        counts: NDArray[np.int64] | None,
        names: tuple[str, ...] = DIGIT_NAMES,
        *,
        is_difference: bool = False,
    ) -> None:
        """counts: int64 (10, 10), the row is the label, the column the answer; None for none yet.
        is_difference: whether they are one matrix less another.
        """
        self._counts, self._names, self._is_difference = counts, names, is_difference
        self._on_pointed()
        self.update()

    def set_as_shares(self, as_shares: bool) -> None:
        """Show parts of each row, in per cent, in place of counts."""
        self._as_shares = as_shares
        self.update()

    @Slot(object)
    def choose(self, cell: MatrixCell) -> None:
        if cell != self.chosen:
            self.chosen = cell
            self.update()
            self.selected.emit(cell)

    # Words

    def in_words(self, cell: MatrixCell) -> str:
        """What a cell says."""
        counts = self._counts
        if counts is None:
            return self.tr("Nothing is counted yet")
        label, answer = cell.label, cell.answer
        if label is None and answer is None:
            wrong = int(counts.sum() - counts.trace())
            return self.tr("All mistakes: {count}").format(count=self._told(wrong))
        if label is None or answer is None:
            return self._line_in_words(label, answer)
        count, of = int(counts[label, answer]), int(counts[label].sum())
        template = self.tr("{label} read as {answer}: {count}")
        if label == answer:
            template = self.tr("{label} read right: {count}")
        words = template.format(
            label=self._name(label), answer=self._name(answer), count=self._told(count)
        )
        if self._is_difference or not of:
            return words
        return words + self.tr(" of {of}, {part:.1f} %").format(of=f"{of:,}", part=100 * count / of)

    def _line_in_words(self, label: int | None, answer: int | None) -> str:
        assert self._counts is not None
        if label is not None:
            row = self._counts[label]
            words = self.tr("Images of {name}: {n}, {wrong} read wrong")
            if self._is_difference:
                words = self.tr("{name} read wrong: {wrong}")
            n, right, name = int(row.sum()), int(row[label]), self._name(label)
        else:
            assert answer is not None
            column = self._counts[:, answer]
            words = self.tr("Read as {name}: {n}, {wrong} of them wrongly")
            if self._is_difference:
                words = self.tr("Wrongly read as {name}: {wrong}")
            n, right, name = int(column.sum()), int(column[answer]), self._name(answer)
        return words.format(name=name, n=self._told(n), wrong=self._told(n - right))

    def _told(self, count: int) -> str:
        return _signed(count) if self._is_difference else f"{count:,}"

    def _name(self, digit: int) -> str:
        return plain_name(self._names[digit], 24)

    @Slot(object)
    def _on_pointed(self, cell: MatrixCell | None = None) -> None:
        self.say(self.in_words(self.cell or self.chosen))

    # Cells

    def sizeHint(self) -> QSize:
        """It takes what there is."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics()
        cell = max(letters.horizontalAdvance("000") + 2, letters.height())
        top = round(self._longest_name()) + SMALL if self._stands(cell) else letters.height()
        return QSize(_SIDE * cell, DIGITS * letters.height() + top)

    def _longest_name(self) -> float:
        letters = QFontMetricsF(self.font())
        return max(letters.horizontalAdvance(name[:_LONGEST_NAME]) for name in self._names)

    def _stands(self, width: float) -> bool:
        """Whether the names over columns of this width have to be read upwards."""
        return self._longest_name() > width - TINY

    def _widths(self) -> tuple[float, float, float, float]:
        """Width of the column of names, height of the row of names, width and height of a cell."""
        letters = QFontMetricsF(self.font())
        names = self._longest_name() + SMALL
        left = max(names, letters.horizontalAdvance("00") + SMALL)
        width = (self.width() - left - 1) / DIGITS
        top = names if self._stands(width) else letters.height() + TINY
        return left, top, width, (self.height() - top - 1) / DIGITS

    def rect_of(self, cell: MatrixCell) -> QRectF:
        left, top, width, height = self._widths()
        x = left + (cell.column - 1) * width if cell.column else 0
        y = top + (cell.row - 1) * height if cell.row else 0
        return QRectF(x, y, width if cell.column else left, height if cell.row else top)

    def cell_at(self, position: QPointF) -> MatrixCell | None:
        left, top, width, height = self._widths()
        column = 0 if position.x() < left else 1 + int((position.x() - left) // width)
        row = 0 if position.y() < top else 1 + int((position.y() - top) // height)
        inside = 0 <= column < _SIDE and 0 <= row < _SIDE
        return MatrixCell(row, column) if inside else None

    def neighbour(self, cell: MatrixCell | None, along: int, down: int) -> MatrixCell | None:
        if cell is None:
            return self.chosen
        return MatrixCell(*stepped(cell, along, down, [_SIDE] * _SIDE, wraps=False))

    # Painting

    def paint_cells(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._fit_fonts()
        for row in range(_SIDE):
            for column in range(_SIDE):
                cell = MatrixCell(row, column)
                if row and column:
                    self._paint_count(painter, cell)
                else:
                    self._paint_name(painter, cell)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours().text), 2))
        painter.drawRect(self._line_of(self.chosen).adjusted(1, 1, -1, -1))

    def _line_of(self, cell: MatrixCell) -> QRectF:
        """What is chosen: a cell, or with a name the whole of its row or column."""
        rect = self.rect_of(cell)
        if cell.row and not cell.column:
            rect = rect.united(self.rect_of(MatrixCell(cell.row, DIGITS)))
        elif cell.column and not cell.row:
            rect = rect.united(self.rect_of(MatrixCell(DIGITS, cell.column)))
        return rect

    def _paint_name(self, painter: QPainter, cell: MatrixCell) -> None:
        chosen = self.chosen.row == cell.row if cell.row else self.chosen.column == cell.column
        painter.setPen(QColor(colours().text if chosen else colours().quiet))
        font = QFont(self.font())
        font.setBold(chosen)
        painter.setFont(font)
        rect = self.rect_of(cell)
        if cell == ALL:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tr("all"))
            return
        name = plain_name(self._names[cell.row + cell.column - 1])
        flag = Qt.AlignmentFlag.AlignVCenter
        if cell.row:
            rect.adjust(0, 0, -TINY, 0)
            flag |= Qt.AlignmentFlag.AlignRight
        elif self._stands(rect.width()):
            painter.save()
            painter.translate(rect.left(), rect.bottom() - TINY)
            painter.rotate(-90)
            rect = QRectF(0, 0, rect.height() - TINY, rect.width())
            _draw_elided(painter, rect, flag | Qt.AlignmentFlag.AlignLeft, name)
            painter.restore()
            return
        else:
            flag |= Qt.AlignmentFlag.AlignHCenter
        _draw_elided(painter, rect, flag, name)

    def _paint_count(self, painter: QPainter, cell: MatrixCell) -> None:
        c, rect = colours(), self.rect_of(cell)
        painter.setPen(QColor(c.line))
        painter.setBrush(QColor(c.base))
        painter.drawRect(rect)
        if self._counts is None:
            return
        label, answer = cell.row - 1, cell.column - 1
        count = int(self._counts[label, answer])
        if count:
            colour = QColor(c.accent if self._is_good(cell, count) else c.second)
            colour.setAlphaF(self._strength(cell, count))
            painter.fillRect(rect.adjusted(1, 1, 0, 0), colour)
        painter.setFont(self._right_font if label == answer else self._wrong_font)
        painter.setPen(QColor(c.text if count else c.line))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text(label, count))

    def _fit_fonts(self) -> None:
        """Numbers that are alike have one size, in which the longest of them has room."""
        counts, room = self._counts, self._widths()[2] - 2
        texts: dict[bool, set[str]] = {True: {""}, False: {""}}
        if counts is not None:
            for (label, answer), count in np.ndenumerate(counts):
                texts[label == answer].add(self._text(label, int(count)))
        self._right_font = _fitting(self.font(), texts[True], room, bold=True)
        self._wrong_font = _fitting(self.font(), texts[False], room)

    def _is_good(self, cell: MatrixCell, count: int) -> bool:
        """Whether a count speaks for the network: right answers, or fewer mistakes."""
        return (cell.row == cell.column) == (count > 0)

    def _strength(self, cell: MatrixCell, count: int) -> float:
        """Of the colour, in [0, 1]: mistakes beside the largest number of them, so that they are
        seen beside so many right answers.
        """
        assert self._counts is not None
        beside = np.abs(self._counts).astype(float)
        if not self._is_difference:
            diagonal = np.eye(DIGITS, dtype=bool)
            beside = np.where(diagonal == (cell.row == cell.column), beside, 0)
        largest = float(beside.max()) or 1.0
        return _FULL * float(np.sqrt(abs(count) / largest))

    def _text(self, label: int, count: int) -> str:
        assert self._counts is not None
        if self._is_difference:
            return _signed(count)
        if not self._as_shares:
            return f"{count}"
        of = int(self._counts[label].sum())
        part = 100 * count / of if of else 0.0
        return "0" if not count else "<0.1" if part < 0.05 else f"{part:.1f}"


def _fitting(font: QFont, texts: Iterable[str], room: float, *, bold: bool = False) -> QFont:
    """The font, small enough for each of the texts to have room, pixels; not below 6 points."""
    font = QFont(font)
    font.setBold(bold)
    while font.pointSizeF() > _SMALLEST:
        letters = QFontMetricsF(font)
        if all(letters.horizontalAdvance(text) <= room for text in texts):
            break
        font.setPointSizeF(font.pointSizeF() - 0.5)
    return font


def _draw_elided(painter: QPainter, rect: QRectF, flag: Qt.AlignmentFlag, text: str) -> None:
    room = int(rect.width())
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, flag, short)


def _signed(count: int) -> str:
    return f"{count:+,}".replace("-", "−") if count else "0"
