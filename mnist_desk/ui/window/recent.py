"""The files that were opened or saved lately, as a menu."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ..state.preference import MOST_RECENT
from ..state.preferences import RECENT, Preferences
from ..widgets.plain import plain_name, plain_tip, without_keys

_WIDEST = 60
"""Characters of a file's name."""


class RecentFiles(QObject):
    """Keeps the list and the menu of it."""

    chosen = Signal(Path)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.menu = QMenu()
        self.menu.setToolTipsVisible(True)
        self._fill()

    def add(self, path: Path) -> None:
        """A file that was opened or saved comes first."""
        others = [name for name in self._preferences.get(RECENT) if name != str(path)]
        self._preferences.set(RECENT, [str(path), *others][:MOST_RECENT])
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        names = self._preferences.get(RECENT)
        for number, name in enumerate(names, start=1):
            folder, file = os.path.split(name)
            action = QAction(f"&{number}  {without_keys(plain_name(file, _WIDEST))}", self.menu)
            action.setToolTip(plain_tip(folder))
            action.setData(name)
            action.triggered.connect(self._choose)
            self.menu.addAction(action)
        self.menu.setEnabled(not self.menu.isEmpty())

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(Path(action.data()))
