"""How many digits are read right at each strength of what spoils them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mnist_desk.core.robustness import Distortion, RobustnessCurve

from ..widgets.crosshair import Place
from ..widgets.plots import Plot, PlotTable
from ..widgets.tokens import Colours, colours
from .breaking import MOST
from .distortion_words import strength

_SYMBOLS = "ost"
_BEAM = 0.25
"""Width of the end of an interval, of the distance of two strengths."""


class RobustnessPlot(Plot):
    """A curve for each network, with 95 % intervals. The arrows go from strength to strength; Enter
    or a click chooses one.
    """

    strength_chosen = Signal(int, float)
    """The number of a curve, from 0, and a strength."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curves: Sequence[tuple[str, RobustnessCurve]] = ()
        self._distortion: Distortion | None = None
        self._lines = [
            pg.PlotDataItem(symbol=symbol, symbolSize=7, antialias=True) for symbol in _SYMBOLS
        ]
        self._intervals = [pg.ErrorBarItem() for _ in _SYMBOLS]
        super().__init__("robustnessPlot", parent)
        self.setAccessibleName(self.tr("Accuracy against the strength of what spoils the digits"))
        self.setLabel("left", self.tr("right, %"))
        for line, interval in zip(self._lines, self._intervals, strict=True):
            self.addItem(interval)
            self.addItem(line)
        self.scene().sigMouseClicked.connect(self._on_click)

    def show_curves(
        self, distortion: Distortion, title: str, curves: Sequence[tuple[str, RobustnessCurve]]
    ) -> None:
        """title: what the strengths are, with their unit. curves: up to three, each with the name
        of its network.
        """
        self._curves = curves[:MOST]
        if distortion is not self._distortion:
            self._distortion = distortion
            levels = distortion.levels
            self.zoom_view.set_whole((levels[0], levels[-1]), (0, 102), room=0.03)
        self.setLabel("bottom", title)
        beam = _BEAM * (distortion.levels[1] - distortion.levels[0])
        for number, (line, interval) in enumerate(zip(self._lines, self._intervals, strict=True)):
            curve = self._curves[number][1] if number < len(self._curves) else None
            x, right, low, high = _points(curve)
            line.setData(x, right)
            interval.setData(
                x=x, y=right, top=high - right, bottom=right - low, beam=beam, pen=self._pen(number)
            )
        self.legend.show_only(
            [(self._lines[number], name) for number, (name, _) in enumerate(self._curves)]
        )
        self.settle()
        self.values_changed()

    def nearest(self, x: float) -> Place | None:
        known = [curve for _, curve in self._curves if curve.right]
        if not known or self._distortion is None:
            return None
        levels = np.array(self._distortion.levels[: len(known[0].right)])
        at = int(np.abs(levels - x).argmin())
        heights, words = [], [strength(self._distortion, float(levels[at]))]
        for name, curve in self._curves:
            if at < len(curve.right):
                low, high = curve.interval(at)
                part = 100 * curve.right[at] / curve.n
                heights.append(part)
                words.append(
                    self.tr("{name}: {part:.1f} % ({low:.1f} to {high:.1f})").format(
                        name=name, part=part, low=100 * low, high=100 * high
                    )
                )
        return Place(float(levels[at]), tuple(heights), tuple(words))

    def table(self) -> PlotTable:
        if self._distortion is None:
            return PlotTable((), ())
        levels = np.array(self._distortion.levels)
        headings, columns = [self.tr("strength")], [levels]
        for name, curve in self._curves:
            column = np.full(len(levels), np.nan)
            column[: len(curve.right)] = 100 * np.array(curve.right) / curve.n
            headings.append(name)
            columns.append(column)
        return PlotTable(tuple(headings), tuple(columns))

    def newest(self) -> str:
        place = None if self._distortion is None else self.nearest(self._distortion.neutral)
        return "" if place is None else ", ".join(place.words)

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        for number, line in enumerate(self._lines):
            colour = _colour(c, number)
            line.setPen(pg.mkPen(colour, width=2))
            line.setSymbolBrush(colour)
            line.setSymbolPen(colour)
            self._intervals[number].setData(pen=self._pen(number))

    def _pen(self, number: int) -> object:
        return pg.mkPen(_colour(colours(), number), width=1)

    # Choosing a strength

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.place
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            self.strength_chosen.emit(0, place.x)
        else:
            super().keyPressEvent(event)

    def _move(self, parts: int) -> None:
        levels = () if self._distortion is None else self._distortion.levels
        if not levels:
            return
        place = self.place
        at = int(np.abs(np.array(levels) - self._distortion_middle()).argmin())
        if place is not None:
            at = levels.index(place.x) + (1 if parts > 0 else -1)
        self.go_to(levels[min(max(at, 0), len(levels) - 1)])

    def _distortion_middle(self) -> float:
        return 0.0 if self._distortion is None else self._distortion.neutral

    @Slot(object)
    def _on_click(self, event: Any) -> None:
        where = self.zoom_view.mapSceneToView(event.scenePos())
        place = self.nearest(where.x())
        if place is None or not self.zoom_view.sceneBoundingRect().contains(event.scenePos()):
            return
        curve = min(
            range(len(place.heights)), key=lambda number: abs(place.heights[number] - where.y())
        )
        self.strength_chosen.emit(curve, place.x)


def _points(
    curve: RobustnessCurve | None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Strengths, and in per cent the parts that are right, and both ends of their intervals."""
    if curve is None or not curve.right:
        return (np.zeros(0),) * 4
    intervals = np.array([curve.interval(at) for at in range(len(curve.right))])
    right = 100 * np.array(curve.right) / curve.n
    return np.array(curve.distortion.levels[: len(right)]), right, *(100 * intervals.T)


def _colour(c: Colours, number: int) -> str:
    return (c.accent, c.second, c.good)[number]
