"""Thousands of digits side by side, each with a few words below."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from .digit_cell_painter import DigitCellPainter, cell_size
from .digit_cells import Caption, DigitCells, Indices
from .tables import Index

_DIGITS = "0: 0 → 0"
"""A caption that every list has room for, so that those of digits are alike."""


class ImageGrid(QTableView):
    """Only what is in sight is made into pictures: 60,000 digits take no longer than 60.

    The arrow keys go from digit to digit; Enter or a double click opens one, Space enlarges it.
    """

    opened = Signal(int)
    """The index of a digit, as all of these."""
    enlarged = Signal(int)
    current_changed = Signal(int)
    """The digit that the keys act on; -1 for none."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """name: what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cells = DigitCells(self)
        self.setModel(self._cells)
        self.setItemDelegate(DigitCellPainter(self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        self._captions: Collection[str] = ()
        self._set_cell()

    @property
    def current(self) -> int | None:
        """The digit that the keys act on."""
        return self._cells.digit(self.currentIndex())

    @property
    def chosen(self) -> list[int]:
        """The digits that are selected, in the order in which they are shown."""
        indexes = sorted(self.selectedIndexes(), key=self._cells.place)
        digits = (self._cells.digit(index) for index in indexes)
        return [digit for digit in digits if digit is not None]

    @property
    def order(self) -> Indices:
        """The digits that are shown."""
        return self._cells.order

    def show_images(
        self,
        images: NDArray[np.uint8],
        order: Indices,
        caption: Caption,
        wrong: NDArray[np.bool_] | None = None,
        captions: Collection[str] = (),
    ) -> None:
        """images: uint8 (n, 28, 28), 255 is ink. order: which of them are shown, (k,). wrong: which
        are read wrong, (n,): they have a frame. captions: those that cells must have room for.

        The digit that the keys act on stays the same one if it is shown still.
        """
        cells, current, height = self._cells, self.current, self.verticalScrollBar().value()
        same_set = images is cells.images
        same_order = same_set and np.array_equal(order, cells.order)
        cells.images, cells.caption, cells.wrong = images, caption, wrong
        self._captions = captions
        if same_order:
            self._set_cell()
            self.viewport().update()
            return
        cells.set_order(order)
        self._set_cell()
        place = cells.place_of(current) if same_set and current is not None else None
        if place is not None:
            self._go_to_place(place)
            self.verticalScrollBar().setValue(height)
        elif current is not None or not same_set:
            self.current_changed.emit(-1)

    def go_to(self, digit: int) -> bool:
        """Bring a digit in sight and let the keys act on it; False when it is not shown."""
        place = self._cells.place_of(digit)
        if place is None:
            return False
        self._go_to_place(place)
        return True

    def go_to_first(self) -> None:
        if len(self.order):
            self._go_to_place(0)

    def _go_to_place(self, place: int) -> None:
        index = self._cells.cell(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # Cells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_cell()

    def _set_cell(self) -> None:
        self._cell = cell_size(self.font(), (_DIGITS, *self._captions))
        self.verticalHeader().setDefaultSectionSize(self._cell.height())
        self._fit()

    def _fit(self) -> None:
        """As many columns as there is room for, which share it; the digit that the keys act on
        stays.
        """
        room = self.viewport().width()
        columns = max(1, room // self._cell.width())
        self.horizontalHeader().setDefaultSectionSize(room // columns)
        if columns == self._cells.columnCount():
            return
        place = self._cells.place(self.currentIndex()) if self.current is not None else None
        self._cells.set_columns(columns)
        if place is not None:
            self._go_to_place(place)

    # Mouse and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current
        if current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif current is not None and event.key() == Qt.Key.Key_Space:
            self.enlarged.emit(current)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def step(self, by: int) -> None:
        """To the next or the last digit, be it in another row."""
        index = self.currentIndex()
        place = self._cells.place(index) + by if index.isValid() else 0
        if 0 <= place < len(self.order):
            self._go_to_place(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        digit = self._cells.digit(current)
        self.current_changed.emit(-1 if digit is None else digit)

    @Slot("QModelIndex")
    def _open(self, index: Index) -> None:
        digit = self._cells.digit(index)
        if digit is not None:
            self.opened.emit(digit)
