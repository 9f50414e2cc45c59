"""Thousands of digits side by side, each with a few words below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from .images import ink_image
from .plain import plain_tip
from .tokens import RADIUS, RING, SMALL, SMALL_RADIUS, TINY, colours

Index = QModelIndex | QPersistentModelIndex
Indices = NDArray[np.intp]
Caption = Callable[[int], str]
"""Index of a digit -> the words below it, which may come from outside."""

PICTURE = 56
"""Side of a picture, pixels."""
_LONGEST = "0: 0 → 0"
"""A caption that has room."""


class _Digits(QAbstractTableModel):
    """Row by row from the left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.images: NDArray[np.uint8] = np.zeros((0, 28, 28), np.uint8)
        self.order: Indices = np.zeros(0, np.intp)
        self.wrong: NDArray[np.bool_] | None = None
        self.caption: Caption = str
        self.columns = 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else -(-len(self.order) // self.columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.columns

    def place(self, index: Index) -> int:
        """Where in the order a cell is; beyond its end for the empty cells of the last row."""
        return index.row() * self.columns + index.column()

    def digit(self, index: Index) -> int | None:
        place = self.place(index)
        return int(self.order[place]) if index.isValid() and place < len(self.order) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.digit(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        digit = self.digit(index)
        if digit is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.caption(digit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.caption(digit))
        return None

    def begin(self) -> None:
        self.beginResetModel()

    def end(self) -> None:
        self.endResetModel()


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
        self._digits = _Digits(self)
        self.setModel(self._digits)
        self.setItemDelegate(_Painter(self))
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
        self._set_cell()

    @property
    def current(self) -> int | None:
        """The digit that the keys act on."""
        return self._digits.digit(self.currentIndex())

    @property
    def chosen(self) -> list[int]:
        """The digits that are selected, in the order in which they are shown."""
        indexes = sorted(self.selectedIndexes(), key=self._digits.place)
        digits = (self._digits.digit(index) for index in indexes)
        return [digit for digit in digits if digit is not None]

    @property
    def order(self) -> Indices:
        """The digits that are shown."""
        return self._digits.order

    def show_images(
        self,
        images: NDArray[np.uint8],
        order: Indices,
        caption: Caption,
        wrong: NDArray[np.bool_] | None = None,
    ) -> None:
        """images: uint8 (n, 28, 28), 255 is ink. order: which of them are shown, (k,). wrong: which
        are read wrong, (n,): they have a frame.

        The digit that the keys act on stays the same one if it is shown still.
        """
        same_set = images is self._digits.images
        current, height = self.current, self.verticalScrollBar().value()
        same_order = same_set and np.array_equal(order, self._digits.order)
        self._digits.images, self._digits.caption, self._digits.wrong = images, caption, wrong
        if same_order:
            self.viewport().update()
            return
        self._digits.begin()
        self._digits.order = order
        self._digits.end()
        self._set_cell()
        keeps = same_set and current is not None
        places: Indices = np.flatnonzero(order == current) if keeps else np.zeros(0, np.intp)
        if len(places):
            self._go_to_place(int(places[0]))
            self.verticalScrollBar().setValue(height)
        elif current is not None or not same_set:
            self.current_changed.emit(-1)

    def go_to(self, digit: int) -> bool:
        """Bring a digit in sight and let the keys act on it; False when it is not shown."""
        places = np.flatnonzero(self._digits.order == digit)
        if len(places):
            self._go_to_place(int(places[0]))
        return bool(len(places))

    def go_to_first(self) -> None:
        if len(self._digits.order):
            self._go_to_place(0)

    def _go_to_place(self, place: int) -> None:
        index = self._digits.index(*divmod(place, self._digits.columns))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def refresh(self) -> None:
        """Captions tell something else."""
        self.viewport().update()

    # Cells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_cell()

    def _set_cell(self) -> None:
        letters = QFontMetrics(_caption_font(self.font()))
        width = max(PICTURE + SMALL, letters.horizontalAdvance(_LONGEST) + SMALL)
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(PICTURE + letters.height() + 3 * TINY)
        self._fit()

    def _fit(self) -> None:
        """As many columns as there is room for; the digit that the keys act on stays."""
        width = self.horizontalHeader().defaultSectionSize()
        columns = max(1, self.viewport().width() // width)
        if columns == self._digits.columns:
            return
        place = self._digits.place(self.currentIndex()) if self.current is not None else None
        self._digits.begin()
        self._digits.columns = columns
        self._digits.end()
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

    def step(self, by: int) -> None:
        """To the next or the last digit, be it in another row."""
        index = self.currentIndex()
        place = self._digits.place(index) + by if index.isValid() else 0
        if 0 <= place < len(self._digits.order):
            self._go_to_place(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        digit = self._digits.digit(current)
        self.current_changed.emit(-1 if digit is None else digit)

    @Slot("QModelIndex")
    def _open(self, index: Index) -> None:
        digit = self._digits.digit(index)
        if digit is not None:
            self.opened.emit(digit)

    def select_all_shown(self) -> None:
        """Select every digit that is shown."""
        rows, columns = self._digits.rowCount(), self._digits.columns
        if rows:
            whole = QItemSelection(
                self._digits.index(0, 0), self._digits.index(rows - 1, columns - 1)
            )
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class _Painter(QStyledItemDelegate):
    """A digit as ink on paper, its words below, and a frame around one that is read wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Digits)
        digit = model.digit(index)
        if digit is None:
            return
        c, cell = colours(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        wrong = model.wrong is not None and bool(model.wrong[digit])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        frame = QRect(cell.x() + (cell.width() - PICTURE) // 2, cell.y() + TINY, PICTURE, PICTURE)
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.second if wrong else c.line), 2 if wrong else 1))
        painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        painter.drawImage(frame, ink_image(model.images[digit], QColor(c.text)))
        painter.setPen(QColor(c.on_accent if chosen else c.second if wrong else c.text))
        font = _caption_font(option.font)
        painter.setFont(font)
        below = QRect(cell.x(), frame.bottom() + 1, cell.width(), cell.bottom() - frame.bottom())
        words = QFontMetrics(font).elidedText(
            model.caption(digit), Qt.TextElideMode.ElideRight, cell.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.on_accent if chosen else c.accent), RING))
            painter.drawRoundedRect(
                QRectF(frame).adjusted(-1, -1, 1, 1), SMALL_RADIUS, SMALL_RADIUS
            )
        painter.restore()


def _caption_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(0.85 * font.pointSizeF())
    return small
