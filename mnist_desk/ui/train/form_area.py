"""The form as high as its fields where there is room, else scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..widgets.scroll import Scroll
from ..work.throttle import Throttle

_LEAST = 120
"""Pixels of height."""


class FormArea(Scroll):
    """Takes no more height than what is in it, so that the list below has the rest."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(across=False)
        self._form = form
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_LEAST)
        self.setWidget(form)
        form.installEventFilter(self)
        self._wanted: QWidget | None = None
        self._soon = Throttle(self._scroll, 0, self)

    def sizeHint(self) -> QSize:
        height = self._form.sizeHint().height()
        if self._form.hasHeightForWidth():
            height = self._form.heightForWidth(self.viewport().width())
        return QSize(super().sizeHint().width(), height)

    @Slot(QWidget)
    def bring_up(self, part: QWidget) -> None:
        """Scroll a part of the form to the upper edge, as far as there is enough below it."""
        self._wanted = part
        self._soon.ask()

    def _scroll(self) -> None:
        if self._wanted is not None:
            self.verticalScrollBar().setValue(self._wanted.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
