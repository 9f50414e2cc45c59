"""The live plots: loss of every step, accuracy after every epoch."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from mnist_desk.core.model import EpochRecord, History

from ..widgets.crosshair import Place
from ..widgets.plots import EXACT, Plot, PlotTable, thinned
from ..widgets.tokens import Colours
from .smoothing import Smoothing

_SPANS = 100
"""The smoothed loss looks back over this part of all steps,"""
_SHORTEST_SPAN = 20
"""and over so many steps at least."""
_PAINTED, _PAINTED_SMOOTH = 8000, 1000
"""So many points of the curves are painted while the whole is in sight: two a pixel of a large
screen, and ten for each span of the smoothed loss.
"""
_SHORT_TRAINING = 5000
"""So many steps are always in sight, where there will be as many."""
_FAINT, _FAINT_ON_BLACK = 0.38, 0.55
"""How much is seen of the loss of every step, behind the smoothed one."""
_MIDDLE = 128
"""Lightness between black and white."""
_FEW_EPOCHS = 12
"""So many epochs are shown as points, each with its tick."""
_HALF_A_LABEL = 8
"""Pixels that a label may reach beyond the end of the axis."""
_ROOM = 0.06
"""Room around the accuracies, as a part of what they span."""
_FLAT_ROOM = 0.5
"""That room where all accuracies are the same, percent."""
_FEWEST_STEPS = 10
"""So many steps are in sight, however near one looks."""


class LossPlot(Plot):
    """Loss over steps, faint, and their running average; linear or logarithmic. Steps and epochs
    are counted from 1.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._raw = pg.PlotDataItem(antialias=False)
        self._curve = pg.PlotDataItem(antialias=True)
        self._history = History()
        self._smoothing = Smoothing(_SHORTEST_SPAN)
        self._smooth = np.zeros(0, np.float32)
        super().__init__("lossPlot", parent)
        self.setAccessibleName(self.tr("Loss of every step"))
        self.setLabel("bottom", self.tr("step"))
        self.setLabel("left", self.tr("loss"))
        for curve, name in ((self._raw, self.tr("each step")), (self._curve, self.tr("smoothed"))):
            self.addItem(curve)
            self.legend.add(curve, name)
        self.setDownsampling(auto=True, mode="peak")
        self.setClipToView(True)
        self._explain()
        self.zoom_view.zoom_changed.connect(self._show_curves)

    @Slot(bool)
    def set_logarithmic(self, on: bool) -> None:
        self.hide_values()
        self.setLogMode(y=on)
        # What was seen of the other scale makes no sense on this one.
        self.zoom_view.reset()

    def show_history(self, history: History, steps: int) -> None:
        """Show all losses; `steps` is how many there will be."""
        span = _span(steps)
        if span != self._smoothing.span:
            self._smoothing = Smoothing(span)
            self._explain()
        self._history, self._smooth = history, self._smoothing.of(history.losses)
        self._show_curves()
        whole = _stretch(len(history.losses), steps)
        self.zoom_view.set_whole((1, max(whole, 2)), least=_FEWEST_STEPS)
        self.settle()
        self.values_changed()

    @property
    def latest(self) -> float | None:
        """The smoothed loss of the newest step, if there is one."""
        return float(self._smooth[-1]) if len(self._smooth) else None

    @Slot()
    def _show_curves(self) -> None:
        """As finely as can be seen: painting is quick when the whole is in sight, too."""
        zoomed = self.zoom_view.is_zoomed
        x, y = thinned(self._history.losses, EXACT if zoomed else _PAINTED)
        self._raw.setData(x + 1, y)
        every = 1 if zoomed else max(len(self._smooth) // _PAINTED_SMOOTH, 1)
        # The newest is among them.
        at = np.arange(len(self._smooth) - 1, -1, -every)[::-1]
        self._curve.setData(at + 1, self._smooth[at])

    def _explain(self) -> None:
        self.legend.explain(
            self.tr(
                "Strong: a running average of about the last {steps:,} steps. Faint: the loss of "
                "each step."
            ).format(steps=self._smoothing.span)
        )

    def nearest(self, x: float) -> Place | None:
        if not len(self._smooth):
            return None
        at = int(np.clip(round(x) - 1, 0, len(self._smooth) - 1))
        loss, smooth = float(self._history.losses[at]), float(self._smooth[at])
        words = (
            self.tr("step {step:,} · epoch {epoch:,}").format(
                step=at + 1, epoch=at // self._history.steps_per_epoch + 1
            ),
            self.tr("loss {loss:.4g}").format(loss=loss),
            self.tr("smoothed {loss:.4g}").format(loss=smooth),
        )
        return Place(at + 1, (loss, smooth), words)

    def table(self) -> PlotTable:
        steps = np.arange(len(self._smooth))
        return PlotTable(
            (self.tr("step"), self.tr("epoch"), self.tr("loss"), self.tr("smoothed loss")),
            (
                steps + 1,
                steps // self._history.steps_per_epoch + 1,
                self._history.losses,
                self._smooth,
            ),
        )

    def newest(self) -> str:
        place = self.nearest(len(self._smooth))
        none: str = self.tr("No step was taken yet.")
        if place is None:
            return none
        told: str = self.tr("The newest: {values}.")
        return told.format(values=", ".join(place.words))

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        faint = _FAINT if QColor(c.base).lightness() > _MIDDLE else _FAINT_ON_BLACK
        self._raw.setPen(pg.mkPen(_mixed(c.accent, c.base, faint), width=1))
        self._curve.setPen(pg.mkPen(c.accent, width=2))


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


def _stretch(reached: int, steps: int) -> int:
    """How many steps are in sight: all that there will be, or half of them, or a quarter, so that
    the curve of a long training is no sliver at its start.
    """
    while steps // 2 >= max(reached, _SHORT_TRAINING):
        steps //= 2
    return steps


def _span(steps: int) -> int:
    return max(steps // _SPANS, _SHORTEST_SPAN)


def _mixed(colour: str, ground: str, part: float) -> QColor:
    """A part of a colour on its ground; opaque, as what overlaps itself would be strong again."""
    front, back = QColor(colour), QColor(ground)
    return QColor.fromRgbF(
        part * front.redF() + (1 - part) * back.redF(),
        part * front.greenF() + (1 - part) * back.greenF(),
        part * front.blueF() + (1 - part) * back.blueF(),
    )


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
