"""A card for all digits and one for each class side by side, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from mnist_desk.core.dataset import DIGITS

from .card_button import CardButton
from .tokens import TINY

_ALL = DIGITS
"""The number of the card for all; those of the classes are the classes."""


class ClassRow(QWidget):
    """The arrow keys go from card to card."""

    chosen = Signal(object)
    """The class that is chosen, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(TINY)
        self._group.idToggled.connect(self._on_toggled)

    def set_cards(self, name: str, of_all: CardButton, of_classes: Sequence[CardButton]) -> None:
        """name: how the object names of the cards begin. To be called once."""
        of_all.setChecked(True)
        for number, card in ((_ALL, of_all), *enumerate(of_classes)):
            card.setObjectName(f"{name}All" if number == _ALL else f"{name}{number}")
            self._group.addButton(card, number)
            self._row.addWidget(card)

    @property
    def label(self) -> int | None:
        """The class that is chosen, or None for all."""
        number = self._group.checkedId()
        return None if number == _ALL else number

    def choose(self, label: int | None) -> None:
        self._group.button(_ALL if label is None else label).setChecked(True)

    @Slot(int, bool)
    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.chosen.emit(self.label)
