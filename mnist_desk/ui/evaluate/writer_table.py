"""Who drew the digits, how many, and how well they are read, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mnist_desk.core.writers import WriterScore, by_name

from ..widgets.plain import plain_name, plain_tip
from ..widgets.tables import Heading, Index, RowTable, Table
from ..widgets.tokens import CONTROL, SMALL, TINY, colours

NAME, DIGITS, RIGHT, HARDEST = range(4)
"""The columns."""
_BAR = 6
"""Height of the bar of an accuracy, pixels."""


class _Writers(Table):
    """A row each, sorted by one of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scores: list[WriterScore] = []
        self.names: tuple[str, ...] = ()
        self._column, self._order = NAME, Qt.SortOrder.AscendingOrder
        self.headings = (
            Heading(self.tr("Drawn by")),
            Heading(self.tr("Digits"), self.tr("How many digits they drew")),
            Heading(
                self.tr("Read right"),
                self.tr("The thin line is the 95 % interval: what is known of so few digits"),
            ),
            Heading(self.tr("Hardest"), self.tr("The digit of theirs that is misread most often")),
        )

    def count_rows(self) -> int:
        return len(self.scores)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        score = self.scores[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return score
        if role == Qt.ItemDataRole.DisplayRole:
            hardest = "–" if score.hardest is None else plain_name(self.names[score.hardest], 16)
            percent = f"{100 * score.accuracy:.0f} %"
            return (self.name_of(score), f"{score.n:,}", percent, hardest)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (DIGITS, HARDEST):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return plain_tip(self._in_words(score))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            flag = Qt.AlignmentFlag
            aside = (flag.AlignLeft, flag.AlignRight, flag.AlignHCenter, flag.AlignRight)[section]
            return aside | flag.AlignVCenter
        return super().headerData(section, orientation, role)

    def show_scores(self, scores: Sequence[WriterScore], names: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.scores, self.names = list(scores), names
        self._sort()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self.beginResetModel()
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        """By name where they are alike; those without a name, or without a hardest digit, last."""
        self.scores.sort(key=by_name)
        if self._column != NAME or self._order != Qt.SortOrder.AscendingOrder:
            backwards = self._order == Qt.SortOrder.DescendingOrder
            self.scores.sort(key=self._key, reverse=backwards)
        if self._column == HARDEST:
            self.scores.sort(key=lambda score: score.hardest is None)

    def _key(self, score: WriterScore) -> Any:
        if self._column == DIGITS:
            return score.n
        if self._column == RIGHT:
            return score.accuracy
        if self._column == HARDEST:
            return score.hardest or 0
        return by_name(score)

    def name_of(self, score: WriterScore) -> str:
        return self.tr("no name") if score.name is None else plain_name(score.name)

    def _in_words(self, score: WriterScore) -> str:
        low, high = score.interval()
        told = self.tr(
            "{name}: {right:,} of {n:,} read right, 95 % interval {low:.0f} to {high:.0f} %"
        )
        return told.format(
            name=self.name_of(score), right=score.right, n=score.n, low=100 * low, high=100 * high
        )


class WriterTable(RowTable):
    """A click on a heading sorts; choosing a row shows the digits of a writer, Escape those of
    all.
    """

    chosen_changed = Signal()
    """`chosen` is another writer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writerTable")
        self.setAccessibleName(self.tr("Who drew the digits"))
        self._writers = _Writers(self)
        self._chosen: str | None = None
        self._has_chosen = False
        self._filling = False
        self.setModel(self._writers)
        self.setItemDelegateForColumn(RIGHT, _Accuracy(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(CONTROL)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # The bars are as wide as the names: in a narrow window both can be read.
        for column in (NAME, RIGHT):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        across.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._writers.modelReset.connect(self._choose_again)

    @property
    def chosen(self) -> WriterScore | None:
        """The writer of the chosen row."""
        rows = self.selectionModel().selectedRows()
        return self._writers.scores[rows[0].row()] if rows else None

    @property
    def scores(self) -> list[WriterScore]:
        """In the order in which they are shown."""
        return self._writers.scores

    def name_of(self, score: WriterScore) -> str:
        """As it may be seen."""
        return self._writers.name_of(score)

    def show_scores(self, scores: Sequence[WriterScore], names: tuple[str, ...]) -> None:
        """The chosen writer stays chosen. names: of the classes."""
        self._filling = True
        self._writers.show_scores(scores, names)
        self._filling = False
        self.chosen_changed.emit()

    def choose(self, name: str | None) -> None:
        """Choose a writer by name, None for those without one."""
        for row, score in enumerate(self._writers.scores):
            if score.name == name:
                self.setCurrentIndex(self._writers.index(row, NAME))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chosen writer, or beside all, chooses nobody."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self.selectionModel().isSelected(index):
            self.clearSelection()
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.chosen is not None:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _choose_again(self) -> None:
        if self._has_chosen:
            self.choose(self._chosen)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        chosen = self.chosen
        if chosen is not None:
            self._chosen, self._has_chosen = chosen.name, True
        elif not self._filling:
            self._has_chosen = False
        if not self._filling:
            self.chosen_changed.emit()


class _Accuracy(QStyledItemDelegate):
    """A bar of the accuracy with its interval as a thin line, and the number beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = colours()
        score: WriterScore = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(c.accent))
        words = option.fontMetrics.horizontalAdvance("100 %") + SMALL
        room = QRectF(option.rect).adjusted(SMALL, 0, -TINY, 0)
        bar = QRectF(
            room.x() + words, room.center().y() - _BAR / 2, room.width() - words - TINY, _BAR
        )
        ink = QColor(c.on_accent if chosen else c.text)
        painter.setPen(ink)
        number = QRectF(room.x(), room.y(), words - SMALL, room.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, right, str(index.data()))
        rest, filled = (c.accent_hover, c.on_accent) if chosen else (c.line, c.accent)
        painter.fillRect(bar, QColor(rest))
        part = QRectF(bar.x(), bar.y(), bar.width() * score.accuracy, bar.height())
        painter.fillRect(part, QColor(filled))
        low, high = (bar.x() + bar.width() * end for end in score.interval())
        line = bar.bottom() + 3
        painter.fillRect(QRectF(low, line, high - low, 1), ink)
        for end in (low, high):
            painter.fillRect(QRectF(end - 0.5, line - 1, 1, 3), ink)
        painter.restore()
