"""What can be done with the chosen model, in the menu of the list and by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ..state.notices import Notices
from ..state.runs import Runs
from ..state.turn import Turn
from ..widgets.folders import open_folder
from ..widgets.icons import icon


class RunActions(QObject):
    """Rename, save, go on, open the folder, remove. They are enabled when they are asked for."""

    rename_asked = Signal()
    save_asked = Signal()
    """The model that is looked at should be saved."""
    go_on_asked = Signal()
    """Its training should go on to the end of its epochs."""
    recipe_asked = Signal()
    """Its recipe should stand in the form."""

    def __init__(
        self, runs: Runs, turn: Turn | None, notices: Notices | None, widget: QWidget
    ) -> None:
        """turn: says when nothing can go on. notices: told what cannot be opened. widget: where the
        keys work.
        """
        super().__init__(widget)
        self._runs, self._turn, self._notices, self._widget = runs, turn, notices, widget
        key = Qt.Key
        self.rename = self._action(
            self.tr("&Rename"), "pencil", self.rename_asked.emit, QKeySequence(key.Key_F2)
        )
        self.save = self._action(self.tr("&Save…"), "save", self.save_asked.emit)
        self.go_on = self._action(self.tr("&Go on"), "play", self.go_on_asked.emit)
        self.recipe = self._action(
            self.tr("Show its re&cipe"), "sliders-horizontal", self.recipe_asked.emit
        )
        self.folder = self._action(self.tr("Open its &folder"), "folder-open", self.open_folder)
        self.remove = self._action(
            self.tr("Re&move from the list"),
            "trash-2",
            self.remove_chosen,
            QKeySequence(key.Key_Delete),
        )
        runs.listed.connect(self.refresh)
        runs.chosen.connect(self.refresh)
        if turn is not None:
            turn.changed.connect(self.refresh)
        self.refresh()

    def menu(self) -> QMenu:
        """Of the chosen model; it deletes itself when it is closed."""
        self.refresh()
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.go_on, self.recipe, self.rename, self.save, self.folder])
        menu.addSeparator()
        menu.addAction(self.remove)
        return menu

    @Slot()
    def refresh(self) -> None:
        run = self._runs.current
        self.rename.setEnabled(run is not self._runs.shipped)
        self.go_on.setEnabled(run.can_go_on and not (self._turn and self._turn.why_busy()))
        self.folder.setEnabled(run.file is not None)
        self.remove.setEnabled(run is not self._runs.shipped and not run.grows)

    @Slot()
    def remove_chosen(self) -> None:
        self._runs.discard(self._runs.current)

    @Slot()
    def open_folder(self) -> None:
        file = self._runs.current.file
        if file is None:
            return
        if not open_folder(file.parent) and self._notices is not None:
            template = self.tr("The folder cannot be opened; it is {path}")
            self._notices.warn(template.format(path=file.parent), "file")

    def _action(
        self, text: str, icon_name: str, does: Callable[[], object], key: QKeySequence | None = None
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if key is not None:
            action.setShortcut(key)
        action.triggered.connect(does)
        self._widget.addAction(action)
        return action
