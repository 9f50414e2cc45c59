"""The live plot of the loss of every step."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from mnist_desk.core.model import History

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
        # Opaque: what overlaps itself would be strong again.
        self._raw.setPen(pg.mkPen(c.faint, width=1))
        self._curve.setPen(pg.mkPen(c.accent, width=2))


def _stretch(reached: int, steps: int) -> int:
    """How many steps are in sight: all that there will be, or half of them, or a quarter, so that
    the curve of a long training is no sliver at its start.
    """
    while steps // 2 >= max(reached, _SHORT_TRAINING):
        steps //= 2
    return steps


def _span(steps: int) -> int:
    return max(steps // _SPANS, _SHORTEST_SPAN)
