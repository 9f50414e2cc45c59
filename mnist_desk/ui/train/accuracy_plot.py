"""The live plot of the accuracies after every epoch."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mnist_desk.core.model import EpochRecord, History

from ..widgets.crosshair import Place
from ..widgets.plots import Plot, PlotTable
from ..widgets.tokens import Colours

_FEW_EPOCHS = 12
"""So many epochs are shown as points, each with its tick."""
_HALF_A_LABEL = 8
"""Pixels that a label may reach beyond the end of the axis."""
_ROOM = 0.06
"""Room around the accuracies, as a part of what they span."""
_FLAT_ROOM = 0.5
"""That room where all accuracies are the same, percent."""


class AccuracyPlot(Plot):
    """Accuracy in percent after each epoch: on the test images, and on a part of those that were
    learnt from.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._test = pg.PlotDataItem(antialias=True, symbol="o", symbolSize=6)
        self._train = pg.PlotDataItem(antialias=True, symbol="s", symbolSize=6)
        self._shown: tuple[EpochRecord, ...] | None = None
        self._rights = np.zeros((2, 0))
        super().__init__("accuracyPlot", parent)
        self.setAccessibleName(self.tr("Accuracy on test and training images after every epoch"))
        self.legend.explain(
            self.tr(
                "Where the training images are read much better than the test images, the network "
                "has learnt them by heart. A fixed 10,000 of them are asked, as there are 10,000 "
                "test images."
            )
        )
        self.setLabel("bottom", self.tr("epoch"))
        self.setLabel("left", self.tr("right, %"))
        for curve, name in (
            (self._train, self.tr("training")),
            (self._test, self.tr("test")),
        ):
            self.addItem(curve)
            self.legend.add(curve, name)
        self.zoom_view.set_whole((1, 2), (0, 100), room=_ROOM)
        # 0 and 100 are the ends of the axis more often than not; their labels need room.
        self.getPlotItem().layout.setContentsMargins(1, _HALF_A_LABEL, 1, 1)
        self.getAxis("left").setStyle(hideOverlappingLabels=_HALF_A_LABEL)

    def show_history(self, history: History) -> None:
        if history.epochs == self._shown:
            return
        self._shown = history.epochs
        self._rights = np.array(
            [
                [100 * record.test_accuracy for record in history.epochs],
                [100 * _known(record.train_accuracy) for record in history.epochs],
            ]
        )
        epochs = len(history.epochs)
        few = epochs <= _FEW_EPOCHS
        for curve, symbol, right in zip((self._test, self._train), "os", self._rights, strict=True):
            curve.setSymbol(symbol if few else None)
            known = np.flatnonzero(np.isfinite(right))
            curve.setData(known + 1, right[known])
        # A spacing of its own keeps the ticks at whole epochs.
        self.getAxis("bottom").setTickSpacing(*((1, 1) if few else (None, None)))
        self.zoom_view.set_whole((1, max(epochs, 2)), _percent_range(self._rights), room=_ROOM)
        self.settle()
        self.values_changed()

    def nearest(self, x: float) -> Place | None:
        epochs = self._rights.shape[1]
        if not epochs:
            return None
        at = int(np.clip(round(x) - 1, 0, epochs - 1))
        test, train = self._rights[:, at].tolist()
        words = [
            self.tr("epoch {epoch:,}").format(epoch=at + 1),
            self.tr("test images {right:.2f} %").format(right=test),
        ]
        if np.isfinite(train):
            words.append(self.tr("training images {right:.2f} %").format(right=train))
        return Place(at + 1, (test, train), tuple(words))

    def table(self) -> PlotTable:
        return PlotTable(
            (
                self.tr("epoch"),
                self.tr("test images right, %"),
                self.tr("training images right, %"),
            ),
            (np.arange(1, self._rights.shape[1] + 1), *self._rights),
        )

    def newest(self) -> str:
        place = self.nearest(self._rights.shape[1])
        none: str = self.tr("No epoch was finished yet.")
        if place is None:
            return none
        told: str = self.tr("The newest: {values}.")
        return told.format(values=", ".join(place.words))

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        for curve, colour, style in (
            (self._test, c.second, Qt.PenStyle.SolidLine),
            (self._train, c.accent, Qt.PenStyle.DashLine),
        ):
            curve.setPen(pg.mkPen(colour, width=2, style=style))
            curve.setSymbolBrush(colour)
            curve.setSymbolPen(colour)


def _known(value: float | None) -> float:
    return np.nan if value is None else value


def _percent_range(accuracies: NDArray[np.float64]) -> tuple[float, float]:
    """The part of 0 to 100 % in which the accuracies lie, with a little room."""
    known = np.clip(accuracies[np.isfinite(accuracies)], 0, 100)
    if not len(known):
        return 0, 100
    least, most = float(known.min()), float(known.max())
    room = _ROOM * (most - least) or _FLAT_ROOM
    return max(least - room, 0), min(most + room, 100)
