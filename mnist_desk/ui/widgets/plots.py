"""What all plots have in common: quiet axes in the window's colours, no menu of experts."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from .log_axis import LogAxis
from .tokens import colours

EXACT = 300_000
"""So many points are painted one by one."""


def thinned(
    values: NDArray[np.float32], most: int = EXACT
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Where the points of a curve are, x and y, for values at 0, 1, 2 and so on.

    Beyond `most` points, an even number, neighbours are put together, and of each group the least
    and the largest value are left, so that no peak is lost.
    """
    count = len(values)
    if count <= most:
        return np.arange(count), values
    size = -(-count // (most // 2))
    starts = np.arange(0, count, size)
    # fmin and fmax pass over what is no number.
    ends = [np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)]
    x = [starts, np.minimum(starts + size // 2, count - 1)]
    return np.stack(x, axis=1).reshape(-1), np.stack(ends, axis=1).reshape(-1)


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot that is looked at: nothing in it is dragged, zoomed or set by the mouse.

    A subclass makes its curves before it calls __init__, which paints them in the theme.
    """

    _built = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: the object name."""
        super().__init__(parent, axisItems={"left": LogAxis("left")})
        self._built = True
        self.setObjectName(name)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setMinimumSize(180, 110)
        for axis in ("left", "bottom"):
            self.getAxis(axis).enableAutoSIPrefix(False)
            self.getAxis(axis).setStyle(hideOverlappingLabels=True)
        self.paint_in_theme()

    def paint_in_theme(self) -> None:
        """Take the colours of the theme; a subclass adds its curves."""
        c = colours()
        self.setBackground(c.base)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(c.line)
            axis.setTextPen(c.quiet)
        self.getPlotItem().titleLabel.setAttr("color", c.text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._built and event.type() == QEvent.Type.PaletteChange:
            self.paint_in_theme()
