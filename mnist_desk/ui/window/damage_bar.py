"""What the network that is looked at suffers, and the way to repair it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ..state.damaging import Damaging
from ..widgets.buttons import named_button
from ..widgets.tokens import SMALL


class DamageBar(QWidget):
    """Stands in the status bar, and so in sight with every panel, while there is damage."""

    def __init__(self, damaging: Damaging, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("damageBar")
        self._damaging = damaging
        self._words = QLabel()
        self._words.setObjectName("damageWords")
        self.repair = named_button(
            "repairButton", self.tr("Repair"), self.tr("Look at the network as it was trained")
        )
        self.repair.clicked.connect(damaging.repair)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SMALL, 0)
        row.addWidget(self._words)
        row.addWidget(self.repair)
        damaging.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        words = self._damaging.in_words()
        self._words.setText(words)
        self.setVisible(bool(words))
