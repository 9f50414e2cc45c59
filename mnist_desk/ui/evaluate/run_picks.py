"""Which networks of the list stand beside the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ..state.run import Run
from ..state.runs import Runs
from ..widgets.plain import plain_name, without_keys
from .breaking import MOST


class RunPicks(QToolButton):
    """A menu in which up to two can be ticked; a third takes the place of the first."""

    picked = Signal(list)
    """The runs that are ticked now."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runPicks")
        self._runs = runs
        self._picked: list[Run] = []
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.show_runs([])

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Those that are tried, the one that is looked at first."""
        self._picked = list(runs[1:])
        count = len(self._picked)
        self.setText(self.tr("Compare with {count}").format(count=count or "…"))
        self.setEnabled(len(self._runs.all) > 1)
        self.setToolTip(
            self.tr("Up to two other networks in the same plot")
            if self.isEnabled()
            else self.tr("Train a network, or open one, to compare it with this")
        )

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for run in self._runs.all:
            if run is self._runs.current:
                continue
            action = self._menu.addAction(without_keys(plain_name(run.title)))
            action.setCheckable(True)
            action.setChecked(run in self._picked)
            action.setData(run)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        run = action.data()
        self._picked = [one for one in self._picked if one is not run]
        if action.isChecked():
            self._picked = [*self._picked, run][-(MOST - 1) :]
        self.picked.emit(self._picked)
