"""The neurons that are silenced, and how they speak again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import heading, quiet
from ..widgets.tokens import SMALL, TINY

_Unit = tuple[int, int]
"""A hidden cell: its layer and its number there, both from 0."""
_AT_ONCE = 10
_LINES, _MOST_LINES = 2, 8
"""Neurons in sight, at least and at most."""
_WIDTH = 120
"""Pixels."""


class _List(QListWidget):
    """As high as what is in it, as far as there is room."""

    def sizeHint(self) -> QSize:
        return self._of_lines(min(max(self.count(), _LINES), _MOST_LINES))

    def minimumSizeHint(self) -> QSize:
        return self._of_lines(_LINES)

    def _of_lines(self, lines: int) -> QSize:
        each = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return QSize(_WIDTH, lines * each + 2 * self.frameWidth())


class SilencedList(QWidget):
    """Delete wakes those that are chosen; more are silenced at random here, or in Look inside."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._damaging, self._network = session.damaging, session.network
        self._random = np.random.default_rng()
        self._units: list[_Unit] | None = None
        """Those in the list: while a network is trained it follows, and the list stays."""
        self._title = heading()
        self._hint = quiet(self.tr("Click cells in Look inside to silence them."))
        self.list = _List()
        self.list.setObjectName("silencedList")
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        policy = self.list.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.list.setSizePolicy(policy)
        self.list.setAccessibleName(self.tr("Silenced neurons"))
        self.list.setAccessibleDescription(self.tr("Delete wakes those that are chosen."))
        self.wake = named_button(
            "wakeButton", self.tr("Wake"), self.tr("Let the chosen neurons speak again (Delete)")
        )
        self.some = named_button(
            "silenceSomeButton",
            self.tr("Silence ten"),
            self.tr("Silence ten more neurons, chosen at random"),
            icon_name="dices",
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.some)
        buttons.addWidget(self.wake)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.itemSelectionChanged.connect(self._on_selection)
        self.wake.clicked.connect(self.wake_chosen)
        self.some.clicked.connect(self.silence_some)
        self.follow()

    def follow(self) -> None:
        """Show what is silenced now."""
        layers = self._network.undamaged.layers
        units = sorted(self._damaging.damage.silenced_of(layers))
        self._title.setText(
            self.tr("Silenced neurons: {count}").format(count=len(units))
            if units
            else self.tr("Silenced neurons: none")
        )
        if units != self._units:
            self._units = units
            self._fill(units)
        has_cells = bool(self._network.undamaged.recipe.hidden)
        self.some.setEnabled(has_cells and self._damaging.can_be_damaged)
        self._on_selection()

    def _fill(self, units: list[_Unit]) -> None:
        chosen = set(self.chosen)
        self.list.blockSignals(True)
        self.list.clear()
        for unit in units:
            layer, cell = unit
            text = self.tr("Layer {layer}, cell {cell}").format(layer=layer + 1, cell=cell)
            item = QListWidgetItem(text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, unit)
            item.setSelected(unit in chosen)
        self.list.blockSignals(False)
        self.list.setVisible(bool(units))
        self.list.updateGeometry()
        self.wake.setVisible(bool(units))

    @property
    def chosen(self) -> list[_Unit]:
        return [tuple(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    @Slot()
    def _on_selection(self) -> None:
        self.wake.setEnabled(bool(self.list.selectedItems()))

    @Slot()
    def wake_chosen(self) -> None:
        damage = self._damaging.damage
        left = damage.silenced - set(self.chosen)
        self._damaging.inflict(replace(damage, silenced=left), self.tr("Wake neurons"))

    @Slot()
    def silence_some(self) -> None:
        damage = self._damaging.damage
        widths = self._network.undamaged.recipe.hidden
        awake = [
            (layer, cell)
            for layer, width in enumerate(widths)
            for cell in range(width)
            if (layer, cell) not in damage.silenced
        ]
        count = min(_AT_ONCE, len(awake))
        more = {awake[at] for at in self._random.choice(len(awake), count, replace=False)}
        silenced = damage.silenced | more
        self._damaging.inflict(replace(damage, silenced=silenced), self.tr("Silence ten neurons"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen:
            self.wake_chosen()
        else:
            super().keyPressEvent(event)
