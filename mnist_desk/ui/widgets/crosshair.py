"""The values of a plot at one place: a line through it, a dot on each curve, and words."""

from __future__ import annotations

import math
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame

from .plain import plain_label
from .tokens import SMALL, TINY, Colours

_DOT = 8
"""Pixels."""


class Place(NamedTuple):
    """Where something is in a plot: x, the y of each curve there, and a line of words for each."""

    x: float
    heights: tuple[float, ...]
    words: tuple[str, ...]


class Crosshair:
    """Hidden until it is shown somewhere."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._plot = plot
        self.place: Place | None = None
        """Where it is, if it is in sight."""
        self._line = pg.InfiniteLine(angle=90)
        self._dots = pg.ScatterPlotItem(size=_DOT)
        self.words = plain_label(parent=plot)
        self.words.setObjectName("plotReading")
        self.words.setFrameShape(QFrame.Shape.StyledPanel)
        self.words.setAutoFillBackground(True)
        self.words.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.words.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.words.setMargin(TINY)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for item in (self._line, self._dots):
            item.setZValue(1)
            # Past the PlotItem, which would set up each as a curve.
            plot.getPlotItem().getViewBox().addItem(item, ignoreBounds=True)
        self.hide()

    def show(self, place: Place) -> None:
        self.place = place
        logarithmic = self._plot.getAxis("left").logMode
        heights = [math.log10(y) if logarithmic and y > 0 else y for y in place.heights]
        seen = [y for y in heights if math.isfinite(y)]
        self._line.setPos(place.x)
        self._dots.setData([place.x] * len(seen), seen)
        self.words.setText("\n".join(place.words))
        self.words.adjustSize()
        self._put_words(place.x)
        for part in (self._line, self._dots, self.words):
            part.setVisible(True)

    def hide(self) -> None:
        self.place = None
        for part in (self._line, self._dots, self.words):
            part.setVisible(False)

    def paint_in(self, c: Colours) -> None:
        self._line.setPen(pg.mkPen(c.quiet, style=Qt.PenStyle.DashLine))
        self._dots.setBrush(c.text)
        self._dots.setPen(pg.mkPen(c.base))

    def _put_words(self, x: float) -> None:
        """Beside the line, on the side where there is room."""
        view = self._plot.getPlotItem().getViewBox()
        scene = view.mapViewToScene(QPointF(x, view.viewRange()[1][0]))
        at = self._plot.mapFromScene(scene).x()
        area = view.sceneBoundingRect()
        left = at + SMALL
        if left + self.words.width() > area.right():
            left = at - SMALL - self.words.width()
        left = max(left, area.left())
        self.words.move(round(left), round(area.top() + TINY))
