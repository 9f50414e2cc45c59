"""A line that says that the network is damaged, and repairs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ..state.damaging import Damaging
from ..widgets.buttons import named_button
from ..widgets.damage_words import damage_told
from ..widgets.plain import plain_label
from ..widgets.tokens import MEDIUM, SMALL, TINY, colours


class DamageBar(QFrame):
    """In sight with all panels while what they show is of a damaged network."""

    def __init__(self, damaging: Damaging, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("damageBar")
        self.setAutoFillBackground(True)
        self._damaging = damaging
        self._words = plain_label(wraps=True)
        self._words.setObjectName("damageWords")
        self._words.setMinimumWidth(1)
        repair = named_button(
            "damageRepair",
            self.tr("Repair"),
            self.tr("The network is as it was trained; Undo brings the damage back"),
            icon_name="bandage",
        )
        repair.clicked.connect(damaging.repair)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEDIUM, TINY, SMALL, TINY)
        row.addWidget(QLabel("⚠"))
        row.addWidget(self._words, 1)
        row.addWidget(repair)
        damaging.changed.connect(self._follow)
        self._paint_background()
        self._follow()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text()

    @Slot()
    def _follow(self) -> None:
        told = damage_told(self._damaging.damage)
        self._words.setText(self.tr("Damaged: {damage}").format(damage=told) if told else "")
        self.setVisible(bool(told))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_background()

    def _paint_background(self) -> None:
        palette = self.palette()
        colour = QColor(colours().warning)
        if palette.color(QPalette.ColorRole.Window) != colour:
            palette.setColor(QPalette.ColorRole.Window, colour)
            self.setPalette(palette)
