"""How far the network's probabilities are to be believed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mnist_desk.core.calibration import ReliabilityBin

from ..widgets.crosshair import Place
from ..widgets.plots import Plot, PlotTable
from ..widgets.tokens import Colours


class CalibrationPlot(Plot):
    """A point with its 95 % interval for each range of probabilities, and the line on which the
    network is honest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._bins: Sequence[ReliabilityBin] = ()
        self._honest = pg.PlotDataItem([0, 100], [0, 100])
        self._points = pg.PlotDataItem(symbol="o", symbolSize=9, antialias=True)
        self._intervals = pg.ErrorBarItem(beam=1.5)
        super().__init__("calibrationPlot", parent)
        self.setAccessibleName(self.tr("Probability of an answer, and how many are right"))
        self.setLabel("bottom", self.tr("probability of the answer, %"))
        self.setLabel("left", self.tr("right, %"))
        self.addItem(self._honest)
        self.addItem(self._intervals)
        self.addItem(self._points)
        self.legend.add(self._points, self.tr("answers"))
        self.legend.add(self._honest, self.tr("as sure as it should be"))
        self.zoom_view.set_whole((0, 100), (0, 102), room=0.03)

    def show_bins(self, bins: Sequence[ReliabilityBin]) -> None:
        """Those without an answer are left out."""
        self._bins = [one for one in bins if one.n]
        x = np.array([100 * one.confidence for one in self._bins])
        y = np.array([100 * one.accuracy for one in self._bins])
        low, high = 100 * self._ends()
        self._points.setData(x, y)
        self._intervals.setData(x=x, y=y, top=high - y, bottom=y - low)
        self.settle()
        self.values_changed()

    def nearest(self, x: float) -> Place | None:
        if not self._bins:
            return None
        one = min(self._bins, key=lambda other: abs(100 * other.confidence - x))
        low, high = one.interval()
        sure, right = 100 * one.confidence, 100 * one.accuracy
        words = (
            self.tr("{n:,} answers").format(n=one.n),
            self.tr("{sure:.1f} % sure").format(sure=sure),
            self.tr("{right:.1f} % right").format(right=right),
            self.tr("95 %: {low:.1f} to {high:.1f} %").format(low=100 * low, high=100 * high),
        )
        return Place(sure, (right,), words)

    def table(self) -> PlotTable:
        return PlotTable(
            (
                self.tr("answers"),
                self.tr("mean probability, %"),
                self.tr("right, %"),
                self.tr("95 % from"),
                self.tr("to"),
            ),
            (
                np.array([one.n for one in self._bins], int),
                np.array([100 * one.confidence for one in self._bins]),
                np.array([100 * one.accuracy for one in self._bins]),
                *(100 * self._ends()),
            ),
        )

    def _ends(self) -> NDArray[np.float64]:
        """Both ends of the intervals: (2, bins)."""
        return np.array([one.interval() for one in self._bins]).reshape(-1, 2).T

    def newest(self) -> str:
        place = self.nearest(100)
        return "" if place is None else ", ".join(place.words)

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        self._honest.setPen(pg.mkPen(c.quiet, width=1, style=Qt.PenStyle.DashLine))
        self._intervals.setData(pen=pg.mkPen(c.accent, width=1))
        self._points.setPen(pg.mkPen(c.accent, width=2))
        self._points.setSymbolBrush(c.accent)
        self._points.setSymbolPen(c.base)
