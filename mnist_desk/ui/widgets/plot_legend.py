"""Which curve of a plot is which."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QColor

from .tokens import SMALL, colours

_GROUND = 0.7
"""How much the ground of the legend hides of the curves behind it."""


class _Sample(pg.graphicsItems.LegendItem.ItemSample):  # type: ignore[misc]
    """A piece of the curve; a click on it does nothing."""

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()


class PlotLegend(pg.LegendItem):  # type: ignore[misc]
    """Stands in a corner of its plot. What is added to the plot under a name gets its line."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(offset=(-SMALL, SMALL), colCount=2, sampleType=_Sample)
        self._plot = plot
        item = plot.getPlotItem()
        self.setParentItem(item.getViewBox())
        item.legend = self

    def put(self, *, right: bool, top: bool) -> None:
        """The corner of the plot."""
        self.setOffset((-SMALL if right else SMALL, SMALL if top else -SMALL))

    def paint_in_theme(self) -> None:
        """Take the colours of the theme and the plot's font."""
        c = colours()
        ground = QColor(c.base)
        ground.setAlphaF(_GROUND)
        self.setBrush(ground)
        self.setPen(None)
        self.setLabelTextColor(c.text)
        self.setLabelTextSize(f"{self._plot.font().pointSizeF():.1f}pt")
        for _, label in self.items:
            label.setText(label.text)  # Colour and size count from the next text on.
        self.updateSize()

    def mouseDragEvent(self, event: Any) -> None:
        event.ignore()

    def hoverEvent(self, event: Any) -> None:
        pass
