"""What all plots have in common: quiet axes in the window's colours, no menu of experts."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from .colours import colours
from .log_axis import LogAxis


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
