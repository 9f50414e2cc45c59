"""Which network is tried."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from ..state.run import Run
from ..state.runs import Runs
from ..widgets.plain import plain_name, plain_tip

_LETTERS = 12
"""Of a title that have room at least."""


class ModelChoice(QComboBox):
    """The list of models, as in Train: whichever is chosen is looked at everywhere."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelChoice")
        self.setAccessibleName(self.tr("Network that is tried"))
        self.setMinimumContentsLength(_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._runs = runs
        self._shown: list[Run] = []
        self.activated.connect(self._on_activated)
        runs.listed.connect(self._follow)
        runs.chosen.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        current = self._runs.current
        self._shown = list(self._runs.all)
        self.clear()
        self.addItems([plain_name(run.title) for run in self._shown])
        self.setCurrentIndex(self._shown.index(current) if current in self._shown else -1)
        told = self.tr("{title}: the network that is tried")
        self.setToolTip(plain_tip(told.format(title=current.title)))

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        if not self._runs.choose(self._shown[row]):
            self._follow()
