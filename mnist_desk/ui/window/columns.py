"""The task in the middle, the drawing at its right: who gets how much of the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST = 320
"""Pixels of the drawing's column, at least."""
MOST = 760
_BELOW = 260
"""Pixels: so much higher than wide a column has to be at least, for what stands below the canvas. A
wider one would have a hole beside the canvas.
"""
_SHARE, _FROM = 0.57, 345
"""Of the width the drawing gets this part, less so many pixels: it grows first."""


def drawing_width(width: int, height: int) -> int:
    """Pixels of the drawing's column, where both columns have so much room together.

    320 in a window of 1024 x 640, 385 in one of 1366 x 768, 520 in one of 1600 x 900.
    """
    wanted = min(round(_SHARE * width) - _FROM, height - _BELOW)
    return min(max(wanted, LEAST), MOST)


class Columns(QSplitter):
    """Two columns. The width of the right one follows the window until the person sets it."""

    def __init__(self, task: QWidget, drawing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._own = 0
        self._task = task
        self.addWidget(task)
        self.addWidget(drawing)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._on_moved)

    @property
    def own_width(self) -> int:
        """Pixels that the person has set; 0 where the window decides."""
        return self._own

    def set_own_width(self, width: int) -> None:
        self._own = width
        self._share()

    @Slot()
    def _on_moved(self) -> None:
        self._own = self.sizes()[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self._task.isHidden():
            return
        right = self._own or drawing_width(self.width(), self.height())
        self.setSizes([max(self.width() - self.handleWidth() - right, 1), right])
