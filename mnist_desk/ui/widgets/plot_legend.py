"""Which curve of a plot is which."""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .plain import wrapping_tip
from .spoken import Role, speak_as, tell
from .tokens import MEDIUM, TINY, Colours, colours

_MARK = 28
"""Length of the piece of a curve before its name, pixels: two dashes are seen."""


class PlotLegend(QWidget):
    """One line that stands above a plot, where no curve can be: a piece of each, and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("The curves"))
        self._entries: list[tuple[pg.PlotDataItem, str]] = []
        # It gets the room that the title leaves, or a line for itself, and asks for no more.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def names(self) -> list[str]:
        return [name for _, name in self._entries]

    def add(self, curve: pg.PlotDataItem, name: str) -> None:
        self._entries.append((curve, name))
        tell(self, ", ".join(self.names))
        self.updateGeometry()
        self.update()

    def show_only(self, entries: list[tuple[pg.PlotDataItem, str]]) -> None:
        """These curves in place of those before."""
        self._entries = entries
        tell(self, ", ".join(self.names))
        self.updateGeometry()
        self.update()

    def explain(self, words: str) -> None:
        """What the curves are, for whoever rests the mouse on their names."""
        self.setToolTip(wrapping_tip(words))
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        words = sum(metrics.horizontalAdvance(name) for name in self.names)
        marks = len(self._entries) * (_MARK + TINY) + max(len(self._entries) - 1, 0) * MEDIUM
        return QSize(words + marks, metrics.height() if self._entries else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        corner = QPoint(0, (self.height() - self.sizeHint().height()) // 2)
        self.paint_on(painter, corner, colours())

    def paint_on(self, painter: QPainter, corner: QPoint, c: Colours, sharpness: int = 1) -> None:
        """Paint it somewhere else, as on a picture.

        corner: the upper left one. sharpness: pixels of the picture for each on the screen.
        """
        metrics = QFontMetrics(self.font())
        x, middle = corner.x(), corner.y() + metrics.height() // 2
        painter.setFont(self.font())
        for curve, name in self._entries:
            pen = QPen(pg.mkPen(curve.opts["pen"]))
            pen.setWidthF(pen.widthF() * sharpness)
            painter.setPen(pen)
            # A thin line between two rows of pixels would be paler than its curve.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawLine(x, middle, x + _MARK, middle)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.translate(x + _MARK / 2, middle)
            options = curve.opts
            drawSymbol(
                painter,
                options["symbol"],
                options["symbolSize"],
                pg.mkPen(options["symbolPen"]),
                pg.mkBrush(options["symbolBrush"]),
            )
            painter.restore()
            x += _MARK + TINY
            painter.setPen(QColor(c.text))
            painter.drawText(QPoint(x, corner.y() + metrics.ascent()), name)
            x += metrics.horizontalAdvance(name) + MEDIUM
