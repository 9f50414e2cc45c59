"""The live plots: loss of every step, accuracy after every epoch."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from mnist_desk.core.model import EpochRecord, History

from ..widgets.plots import Plot, thinned
from ..widgets.tokens import colours

_FEW_EPOCHS = 12
"""So many epochs are shown as points, each with its tick."""
_HALF_A_LABEL = 8
"""Pixels that a label may reach beyond the end of the axis."""
_ROOM = 0.06
"""Room above and below the accuracies, as a part of what they span."""
_FLAT_ROOM = 0.5
"""That room where all accuracies are the same, percent."""


class LossPlot(Plot):
    """Loss over steps; linear or logarithmic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curve = pg.PlotDataItem(antialias=False)
        super().__init__("lossPlot", parent)
        self.setAccessibleName(self.tr("Loss of every step"))
        self.setLabel("bottom", self.tr("step"))
        self.setLabel("left", self.tr("loss"))
        self.addItem(self._curve)
        self.setDownsampling(auto=True, mode="peak")
        self.setClipToView(True)
        self.enableAutoRange(x=False, y=True)

    @Slot(bool)
    def set_logarithmic(self, on: bool) -> None:
        self.setLogMode(y=on)

    def show_history(self, history: History, steps: int) -> None:
        """Show all losses; `steps` is how many there will be."""
        losses = history.losses
        self.setXRange(0, max(steps, 1), padding=0.02)
        self._curve.setData(*thinned(losses))

    def paint_in_theme(self) -> None:
        super().paint_in_theme()
        self._curve.setPen(pg.mkPen(colours().accent, width=1))


class AccuracyPlot(Plot):
    """Test accuracy in percent after each epoch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curve = pg.PlotDataItem(antialias=True, symbol="o", symbolSize=5)
        self._shown: tuple[EpochRecord, ...] | None = None
        super().__init__("accuracyPlot", parent)
        self.setAccessibleName(self.tr("Accuracy on the test images after every epoch"))
        self.setLabel("bottom", self.tr("epoch"))
        self.setLabel("left", self.tr("right, %"))
        self.addItem(self._curve)
        self.disableAutoRange()
        self.setYRange(0, 100, padding=0)
        # 0 and 100 are the ends of the axis more often than not; their labels need room.
        self.getPlotItem().layout.setContentsMargins(1, _HALF_A_LABEL, 1, 1)
        self.getAxis("left").setStyle(hideOverlappingLabels=_HALF_A_LABEL)

    def show_history(self, history: History) -> None:
        if history.epochs == self._shown:
            return
        self._shown = history.epochs
        accuracies = np.array([100 * record.test_accuracy for record in history.epochs])
        few = len(accuracies) <= _FEW_EPOCHS
        self.setXRange(1, max(len(accuracies), 2), padding=0.06)
        self.setYRange(*_percent_range(accuracies), padding=0)
        self._curve.setSymbol("o" if few else None)
        # A spacing of its own keeps the ticks at whole epochs.
        self.getAxis("bottom").setTickSpacing(*((1, 1) if few else (None, None)))
        self._curve.setData(np.arange(1, len(accuracies) + 1), accuracies)

    def paint_in_theme(self) -> None:
        super().paint_in_theme()
        c = colours()
        self._curve.setPen(pg.mkPen(c.second, width=1))
        self._curve.setSymbolBrush(c.second)
        self._curve.setSymbolPen(c.second)


def _percent_range(accuracies: NDArray[np.float64]) -> tuple[float, float]:
    """The part of 0 to 100 % in which the accuracies lie, with a little room."""
    known = np.clip(accuracies[np.isfinite(accuracies)], 0, 100)
    if not len(known):
        return 0, 100
    least, most = float(known.min()), float(known.max())
    room = _ROOM * (most - least) or _FLAT_ROOM
    return max(least - room, 0), min(most + room, 100)
