"""A pen that is moved with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from mnist_desk.core.ink import CANVAS

from ..widgets.tokens import colours

_STEP, _LARGE_STEP = 7.0, 28.0
"""Logical units."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class KeyboardPen:
    """Where the pen is, and whether it is down. Two arrow keys held together go aslant."""

    def __init__(self) -> None:
        self.point = (CANVAS / 2, CANVAS / 2)
        self.is_shown = False
        self.is_down = False
        self._held: set[int] = set()

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the pen."""
        key, modifiers = event.key(), event.modifiers()
        shift, keypad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~(shift | keypad):
            return False
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.is_shown, self.is_down = True, not self.is_down
            return True
        if key not in _ARROWS:
            return False
        self._held.add(key)
        step = _LARGE_STEP if modifiers & shift else _STEP
        across, down = (sum(_ARROWS[Qt.Key(held)][axis] for held in self._held) for axis in (0, 1))
        self.is_shown = True
        self.point = (_inside(self.point[0] + step * across), _inside(self.point[1] + step * down))
        return True

    def release(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._held.discard(event.key())

    def hide(self) -> None:
        self.is_shown = self.is_down = False
        self._held.clear()

    def paint(self, painter: QPainter) -> None:
        """A ring, filled while the pen is down; in logical units."""
        if not self.is_shown:
            return
        c = colours()
        painter.setBrush(QColor(c.accent) if self.is_down else Qt.BrushStyle.NoBrush)
        for colour, width in ((c.base, 5), (c.accent, 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(QPointF(*self.point), 7, 7)


def _inside(value: float) -> float:
    return min(max(value, 0.0), float(CANVAS))
