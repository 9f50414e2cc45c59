"""A plot as it goes on paper, in the light colours: what it shows and of what, its legend, and
below them its curves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from .plots import Plot
from .tokens import LIGHT, SMALL, TINY, colours

_WRAPS = Qt.TextFlag.TextWordWrap
_FAR = 10_000
"""Pixels: more than words can be high."""


class _Words(NamedTuple):
    text: str
    font: QFont
    colour: str
    place: QRect


class Handout:
    """As wide as the plot is on the screen, and higher by the words above it."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        # Axes learn how wide their numbers are when they are painted, which may not have been yet.
        plot.grab()
        plot.getPlotItem().layout.activate()
        bold = QFont(plot.font())
        bold.setBold(True)
        self._words: list[_Words] = []
        y = SMALL
        for text, font, colour in (
            (plot.accessibleName(), bold, LIGHT.text),
            (plot.about, plot.font(), LIGHT.quiet),
        ):
            if text:
                room = QRect(SMALL, y, plot.width() - 2 * SMALL, _FAR)
                place = QFontMetrics(font).boundingRect(room, _WRAPS, text)
                self._words.append(_Words(text, font, colour, place))
                y = place.bottom() + 1 + TINY
        self._legend_at = QPoint(SMALL, y)
        self._head = y + plot.legend.sizeHint().height() + SMALL
        self.size = QSize(plot.width(), self._head + plot.height())
        """Pixels."""

    def paint(self, painter: QPainter, sharpness: int = 1) -> None:
        """sharpness: pixels of the picture for each on the screen, along a side."""
        self._plot.hide_values()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(QPoint(), self.size), QColor(LIGHT.base))
        for words in self._words:
            painter.setFont(words.font)
            painter.setPen(QColor(words.colour))
            painter.drawText(words.place, _WRAPS, words.text)
        with _in_light(self._plot), _for_paper(self._plot, sharpness):
            self._plot.legend.paint_on(painter, self._legend_at, LIGHT, sharpness)
            seen = QRectF(self._plot.rect())
            self._plot.scene().render(painter, seen.translated(0, self._head), seen)


@contextmanager
def _in_light(plot: Plot) -> Iterator[None]:
    plot.paint_in(LIGHT)
    try:
        yield
    finally:
        plot.paint_in(colours())


@contextmanager
def _for_paper(plot: Plot, sharpness: int) -> Iterator[None]:
    """Lines as thick and marks as sharp as the rest: pyqtgraph gives lines a width in pixels of
    what is painted on, and keeps images of the marks.
    """
    items = plot.scene().items()
    marks = [item for item in items if isinstance(item, pg.ScatterPlotItem)]
    pens: list[tuple[Callable[[QPen], None], QPen]] = [
        (item.setPen, pg.mkPen(item.opts["pen"]))
        for item in items
        if isinstance(item, pg.PlotCurveItem)
    ]
    for axis in (plot.getAxis("left"), plot.getAxis("bottom")):
        # That of the text last: the label takes the colour of what was set last.
        pens += [(axis.setPen, axis.pen()), (axis.setTickPen, axis.tickPen())]
        pens.append((axis.setTextPen, axis.textPen()))
    for set_pen, pen in pens:
        thick = QPen(pen)
        thick.setWidthF(pen.widthF() * sharpness)
        set_pen(thick)
    for mark in marks:
        mark.setExportMode(True, {})
    try:
        yield
    finally:
        for set_pen, pen in pens:
            set_pen(pen)
        for mark in marks:
            mark.setExportMode(False)
