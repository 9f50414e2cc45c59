"""The live plots: loss of every step, accuracy after every epoch."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QWidget

from mnist_desk.core.model import EpochRecord, History

from ..widgets.colours import colours


class _Plot(pg.PlotWidget):  # type: ignore[misc]
    """What both plots have in common: quiet axes in the window's colours, no menu of experts."""

    _built = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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


class LossPlot(_Plot):
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
        self._curve.setData(np.arange(len(losses)), losses)

    def paint_in_theme(self) -> None:
        super().paint_in_theme()
        self._curve.setPen(pg.mkPen(colours().accent, width=1))


_FEW_EPOCHS = 12
"""So many epochs are shown as points, each with its tick."""


class AccuracyPlot(_Plot):
    """Test accuracy in percent after each epoch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curve = pg.PlotDataItem(antialias=True, symbol="o", symbolSize=5)
        self._shown: tuple[EpochRecord, ...] | None = None
        super().__init__("accuracyPlot", parent)
        self.setAccessibleName(self.tr("Accuracy on the test images after every epoch"))
        self.setLabel("bottom", self.tr("epoch"))
        self.setLabel("left", self.tr("right, %"))
        self.addItem(self._curve)
        self.enableAutoRange(x=False, y=True)

    def show_history(self, history: History) -> None:
        if history.epochs == self._shown:
            return
        self._shown = history.epochs
        accuracies = np.array([record.test_accuracy for record in history.epochs])
        few = len(accuracies) <= _FEW_EPOCHS
        self.setXRange(1, max(len(accuracies), 2), padding=0.06)
        if len(accuracies):
            self.enableAutoRange(x=False, y=True)
        else:
            self.setYRange(0, 100)
        self._curve.setSymbol("o" if few else None)
        # A spacing of its own keeps the ticks at whole epochs.
        self.getAxis("bottom").setTickSpacing(*((1, 1) if few else (None, None)))
        self._curve.setData(np.arange(1, len(accuracies) + 1), 100 * accuracies)

    def paint_in_theme(self) -> None:
        super().paint_in_theme()
        c = colours()
        self._curve.setPen(pg.mkPen(c.second, width=1))
        self._curve.setSymbolBrush(c.second)
        self._curve.setSymbolPen(c.second)
