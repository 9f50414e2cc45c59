"""Where a card stands that may be taller than there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ..widgets.scroll import Scroll

_WIDTH, _HEIGHT = 236, 176
"""At least, pixels."""


class CardArea(Scroll):
    """As wide as its card needs; where it has too little height, it is scrolled."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(across=False)
        self._card = card
        self.setWidget(card)
        self.setMinimumHeight(_HEIGHT)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # It filters the events of its widget as every scroll area does.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(_WIDTH, self._card.minimumSizeHint().width() + bar))
