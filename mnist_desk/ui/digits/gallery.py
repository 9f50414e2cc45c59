"""My digits side by side: which is which, and how the current model reads each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QWidget,
)

from mnist_desk.core.dataset import DIGITS

from ..state.digit import Digit
from ..widgets.icons import icon
from ..widgets.plain import plain_name, plain_tip, without_keys
from ..widgets.tables import Index
from .digit_painter import DigitPainter

Which = Literal["all", "right", "wrong"]
Takes = Callable[[Digit], bool]
"""Whether a digit may be shown, for another reason."""


def _all(_digit: Digit) -> bool:
    return True


class GalleryModel(QAbstractListModel):
    """The digits that are shown: those of one label or all, by label, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Digit] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        digit = self.shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return digit
        if role == Qt.ItemDataRole.DisplayRole:
            return self._caption(digit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(digit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._description(digit))
        return None

    def show_digits(
        self, digits: Sequence[Digit], label: int | None, which: Which, takes: Takes
    ) -> bool:
        """Show these of the digits; returns whether others are shown than before."""
        wanted = {"all": (True, False, None), "right": (True,), "wrong": (False,)}[which]
        shown = [
            digit
            for digit in digits
            if (label is None or digit.label == label) and digit.is_right in wanted and takes(digit)
        ]
        shown.sort(key=lambda digit: (digit.label, -digit.place))
        if shown == self.shown:
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return False
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()
        return True

    def _caption(self, digit: Digit) -> str:
        if digit.is_right is False:
            return self.tr("{label}, read {answer}").format(label=digit.label, answer=digit.answer)
        return f"{digit.label} ✓" if digit.is_right else str(digit.label)

    def _description(self, digit: Digit) -> str:
        told = [self.tr("Meant: {label}").format(label=digit.label)]
        if digit.answer is not None:
            told.append(self.tr("read as {answer} now").format(answer=digit.answer))
        first = digit.record.extra.get("answer")
        if isinstance(first, int) and 0 <= first < DIGITS and first != digit.answer:
            told.append(self.tr("read as {answer} when it was drawn").format(answer=first))
        if digit.record.writer:
            told.append(self.tr("by {writer}").format(writer=plain_name(digit.record.writer)))
        if isinstance(time := digit.record.extra.get("time"), str):
            told.append(plain_name(time[:10]))
        return ", ".join(told)


class Gallery(QListView):
    """Delete, a digit key, Enter or a double click act on the chosen digits."""

    delete_asked = Signal()
    open_asked = Signal(Digit)
    """Show this Digit on the canvas."""
    relabel_asked = Signal(int)
    writer_asked = Signal(str)
    """Who drew the chosen digits; empty for nobody who is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("My digits"))
        self._keys = self.tr(
            "Enter: open on the canvas. 0 to 9: label anew (F2: choose the label). Delete: delete."
        )
        self.setAccessibleDescription(self._keys)
        self.viewport().setToolTip(self._keys)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(DigitPainter(self))
        self.writers: list[str] = []
        """Names that are offered for the chosen digits."""
        self.items = GalleryModel(self)
        self.setModel(self.items)
        self.doubleClicked.connect(self._open)

    @property
    def chosen(self) -> list[Digit]:
        return [self.items.shown[index.row()] for index in self.selectedIndexes()]

    def show_digits(
        self, digits: Sequence[Digit], label: int | None, which: Which, takes: Takes = _all
    ) -> None:
        """Show these of the digits. A digit that is labelled anew stays chosen, unless it is not
        shown any more; the next one takes the place of one that was deleted.
        """
        row, height = self.currentIndex().row(), self.verticalScrollBar().value()
        current = self.items.shown[row].place if row >= 0 else None
        chosen = {digit.place for digit in self.chosen}
        if not self.items.show_digits(digits, label, which, takes):
            return
        places = [digit.place for digit in self.items.shown]
        again = [at for at, place in enumerate(places) if place in chosen]
        if chosen and places and chosen.isdisjoint(digit.place for digit in digits):
            again = [min(row, len(places) - 1)]
        if again:
            self._choose(again, next((at for at in again if places[at] == current), again[0]))
        self.verticalScrollBar().setValue(height)

    def _choose(self, rows: Sequence[int], current: int) -> None:
        self.setCurrentIndex(self.items.index(current))
        model = self.selectionModel()
        model.clearSelection()
        for row in rows:
            model.select(self.items.index(row), model.SelectionFlag.Select)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._choose_label()
        elif plain and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            self.relabel_asked.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen:
            at = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                at = self._below_current()
            self.menu().popup(at + QPoint(1, 1))

    def _below_current(self) -> QPoint:
        """On the screen, where a menu hides nothing of the digit that it is about."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def menu(self) -> QMenu:
        """What can be done with the chosen digits."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = Qt.Key
        put = _action(menu, "arrow-right", self.tr("Open on the canvas"), key.Key_Return)
        put.triggered.connect(self._open_current)
        labels = menu.addMenu(icon("tag"), self.tr("It was meant to be"))
        self._add_labels(labels)
        self._add_writers(menu.addMenu(icon("users"), self.tr("Drawn by")))
        menu.addSeparator()
        delete = _action(menu, "trash-2", self.tr("Delete"), key.Key_Delete)
        delete.triggered.connect(self.delete_asked)
        return menu

    def _choose_label(self) -> None:
        if self.chosen:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._add_labels(menu)
            menu.popup(self._below_current())

    def _add_labels(self, menu: QMenu) -> None:
        menu.setObjectName("labelMenu")
        for label in range(DIGITS):
            action = menu.addAction(str(label))
            action.setShortcut(QKeySequence(str(label)))
            action.setShortcutVisibleInContextMenu(True)
            action.setData(label)
        menu.triggered.connect(self._relabel)

    def _add_writers(self, menu: QMenu) -> None:
        menu.setObjectName("writerMenu")
        for name in self.writers:
            menu.addAction(without_keys(plain_name(name))).setData(name)
        if self.writers:
            menu.addSeparator()
        menu.addAction(self.tr("Nobody who is named")).setData("")
        menu.triggered.connect(self._give_writer)

    @Slot()
    def _open_current(self) -> None:
        self._open(self.currentIndex())

    @Slot("QModelIndex")
    def _open(self, index: Index) -> None:
        if index.isValid():
            self.open_asked.emit(self.items.shown[index.row()])

    @Slot("QAction*")
    def _give_writer(self, action: Any) -> None:
        self.writer_asked.emit(action.data())

    @Slot("QAction*")
    def _relabel(self, action: Any) -> None:
        self.relabel_asked.emit(action.data())


def _action(menu: QMenu, icon_name: str, text: str, key: Qt.Key) -> QAction:
    """The key is the list's; here it is shown alone."""
    action = menu.addAction(icon(icon_name), text)
    action.setShortcut(QKeySequence(key))
    action.setShortcutVisibleInContextMenu(True)
    return action
