"""The models of this sitting: shipped, trained, opened. Choosing one makes it the current one."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from ..state.notices import Notices
from ..state.run import Run
from ..state.runs import Runs
from ..state.turn import Turn
from ..widgets.tables import Index
from ..widgets.two_lines import DETAIL, TITLE, TwoLines, row_height
from .run_actions import RunActions
from .run_row import detail_of, title_of

_LEAST_ROWS = 2


class RunList(QListWidget):
    """A row of two lines for each run; a menu and keys do something with the chosen one."""

    save_asked = Signal()
    """The model that is looked at should be saved."""
    go_on_asked = Signal()
    """Its training should go on to the end of its epochs."""
    recipe_asked = Signal()
    """Its recipe should stand in the form."""

    def __init__(
        self,
        runs: Runs,
        turn: Turn | None = None,
        notices: Notices | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """turn: says when nothing can go on. notices: told what could not be done."""
        super().__init__(parent)
        self.setObjectName("runList")
        self.setAccessibleName(self.tr("Models"))
        self.setAccessibleDescription(self.tr("F2 renames the chosen model, Delete removes it."))
        self.setToolTip(self.tr("Choose the model that reads your drawing"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Row(runs, self))
        self._runs = runs
        self._listed: list[Run] = []
        """Those of the rows."""
        self.run_actions = RunActions(runs, turn, notices, self)
        self.run_actions.rename_asked.connect(self._rename)
        self.run_actions.save_asked.connect(self.save_asked)
        self.run_actions.go_on_asked.connect(self.go_on_asked)
        self.run_actions.recipe_asked.connect(self.recipe_asked)
        runs.listed.connect(self.show_runs)
        runs.chosen.connect(self._show_choice)
        # Later: a click selects its row when the choice was refused already.
        runs.refused.connect(self._show_choice, Qt.ConnectionType.QueuedConnection)
        runs.reached.connect(self._refresh)
        self.currentRowChanged.connect(self._choose)
        self._keep_height()
        self.show_runs()

    @Slot()
    def show_runs(self) -> None:
        """Rows that stay are the same ones, as one of them may be renamed just now."""
        runs = self._runs.all
        self.blockSignals(True)
        for row in reversed(range(self.count())):
            if self._listed[row] not in runs:
                self.takeItem(row)
                del self._listed[row]
        for row, run in enumerate(runs):
            if row == len(self._listed) or self._listed[row] is not run:
                item = QListWidgetItem()
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.insertItem(row, item)
                self._listed.insert(row, run)
            _tell(self.item(row), run)
        self.blockSignals(False)
        self._show_choice()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the row that was clicked, which the press has chosen, or by the key at the chosen."""
        place = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            rect = self.visualItemRect(self.currentItem())
            place = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(rect.height(), 0))
        elif self.itemAt(event.pos()) is None:
            return
        self.run_actions.menu().popup(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_height()
            self.scheduleDelayedItemsLayout()

    @Slot()
    def _rename(self) -> None:
        self.editItem(self.currentItem())

    @Slot()
    def _show_choice(self) -> None:
        self.blockSignals(True)
        self.setCurrentRow(self._runs.all.index(self._runs.current))
        self.blockSignals(False)
        self.scrollToItem(self.currentItem())

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._runs.all):
            self._runs.choose(self._runs.all[row])

    @Slot(Run)
    def _refresh(self, run: Run) -> None:
        item = self.item(self._runs.all.index(run)) if run in self._runs.all else None
        if item and item.data(DETAIL) != detail_of(run):
            _tell(item, run)

    def _keep_height(self) -> None:
        rows = _LEAST_ROWS * row_height(self.fontMetrics())
        self.setMinimumHeight(rows + 2 * self.frameWidth())


def _tell(item: QListWidgetItem, run: Run) -> None:
    title, detail = title_of(run), detail_of(run)
    item.setData(TITLE, title)
    item.setData(DETAIL, detail)
    item.setText(f"{title} · {detail}")


class _Row(TwoLines):
    """Its title is what is edited."""

    def __init__(self, runs: Runs, parent: QWidget) -> None:
        super().__init__(parent)
        self._runs = runs

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name of the model"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Asked again whenever the row changes, as that of a run that is trained does.
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(self._runs.all[index.row()].title)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        self._runs.rename(self._runs.all[index.row()], editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        box = option.rect.adjusted(4, 0, -4, 0)
        height = min(editor.sizeHint().height(), box.height())
        box.setTop(box.top() + (box.height() - height) // 2)
        box.setHeight(height)
        editor.setGeometry(box)
