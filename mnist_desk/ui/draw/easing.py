"""Values that move to where they belong instead of being there at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot
from PySide6.QtWidgets import QStyle, QWidget

_DURATION = 120
"""Milliseconds."""


class Easing(QObject):
    """The values that a widget shows on their way to those it was given last.

    They move only where somebody sees it, and never when the system asks for no motion.
    """

    moved = Signal()
    """The values are a little further on their way."""

    def __init__(self, widget: QWidget, length: int) -> None:
        super().__init__(widget)
        self._widget = widget
        self._allowed = False
        self._shown: NDArray[np.float64] = np.zeros(length)
        self._from = self._to = self._shown
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setDuration(_DURATION)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self._move)

    @property
    def shown(self) -> NDArray[np.float64]:
        """The values as they are now: (length,)."""
        return self._shown

    def set_allowed(self, allowed: bool) -> None:
        """Whether values may move at all; what is on its way arrives when they may not."""
        self._allowed = allowed
        if not allowed:
            self.jump_to(self._to)

    def move_to(self, values: NDArray[np.float64]) -> None:
        """values: (length,), finite; from others nothing would find its way back."""
        if not (self._allowed and self._widget.isVisible() and self._system_moves()):
            self.jump_to(values)
            return
        self._from, self._to = self._shown, values
        self._way.stop()
        self._way.start()

    def jump_to(self, values: NDArray[np.float64]) -> None:
        """values: (length,), finite; they are shown at once."""
        self._way.stop()
        self._shown = self._to = values

    def stop(self) -> None:
        """Stay where it is."""
        self._way.stop()

    def _system_moves(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._widget.style().styleHint(hint, None, self._widget) > 0

    @Slot(object)
    def _move(self, part: float) -> None:
        self._shown = self._from + (self._to - self._from) * part
        self.moved.emit()
