"""What all plots have in common: quiet axes, a light grid, values at the mouse, zoom by mouse and
keys, and a table of what they show.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGraphicsItem, QWidget

from ..work.throttle import Throttle
from .announcer import Announcer
from .crosshair import Crosshair, Place
from .log_axis import LogAxis
from .plot_legend import PlotLegend
from .tokens import RING, Colours, colours
from .zoom_view import ZoomView

EXACT = 300_000
"""So many points are painted one by one."""
_LEAST = (180, 110)
"""Pixels that a plot needs, and all that it asks for: it takes what there is."""
_GRID = 0.25
"""How much is seen of the grid."""
_PARTS = 200
"""An arrow key moves the values by this part of what is seen, with Shift by ten of them."""
_DESCRIBED = 1000
"""Milliseconds from new values to the words that tell of them."""


def thinned(
    values: NDArray[np.float32], most: int = EXACT
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Where the points of a curve are, x and y, for values at 0, 1, 2 and so on.

    Beyond `most` points, an even number, neighbours are put together, and of each group the least
    and the largest value are left, so that no peak is lost.
    """
    count = len(values)
    if count <= most:
        return np.arange(count), values
    size = -(-count // (most // 2))
    starts = np.arange(0, count, size)
    # fmin and fmax pass over what is no number.
    ends = [np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)]
    x = [starts, np.minimum(starts + size // 2, count - 1)]
    return np.stack(x, axis=1).reshape(-1), np.stack(ends, axis=1).reshape(-1)


class PlotTable(NamedTuple):
    """The numbers of a plot: a heading for each column, and the columns, of the same length; NaN
    where there is no value.
    """

    headings: tuple[str, ...]
    columns: tuple[NDArray[Any], ...]


_CACHED = QGraphicsItem.CacheMode.DeviceCoordinateCache


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A subclass adds its curves, tells of the values at a place and in words, and has their table.

    Wheel and drag zoom, as ZoomView does; a double click shows the whole. With the focus: the
    arrows move from value to value, + and - zoom, Home shows the whole.
    """

    menu_wanted = Signal(QPoint)
    """Somebody asks for what can be done with the plot, at this place of the screen."""

    _built = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: the object name."""
        self.zoom_view = ZoomView()
        super().__init__(parent, axisItems={"left": LogAxis("left")}, viewBox=self.zoom_view)
        self.setObjectName(name)
        self.hideButtons()
        self.getPlotItem().setMenuEnabled(False)
        self.setMinimumSize(*_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for axis in ("left", "bottom"):
            self.getAxis(axis).enableAutoSIPrefix(False)
            self.getAxis(axis).setStyle(hideOverlappingLabels=True, maxTickLevel=1)
            # Its grid takes longer to paint than the curves, and seldom changes.
            self.getAxis(axis).setCacheMode(_CACHED)
        self.showGrid(x=True, y=True, alpha=_GRID)
        self.legend = PlotLegend()
        """To be put above the plot."""
        self.whose = ""
        """What the curves are of, as a name of a file tells it."""
        self.about = ""
        """What the curves are of, in words for who has nothing but a picture of them."""
        self._crosshair = Crosshair(self)
        self._announcer = Announcer(self)
        self._soon = Throttle(self._describe, _DESCRIBED, self)
        self.scene().sigMouseMoved.connect(self._on_mouse)
        self.zoom_view.sigRangeChanged.connect(self._on_range)
        self._built = True
        self.paint_in(colours())

    def sizeHint(self) -> QSize:
        return QSize(*_LEAST)

    # What a subclass knows

    def nearest(self, x: float) -> Place | None:
        """The value nearest to x; None where there is none."""
        return None

    def table(self) -> PlotTable:
        """All values, for files and for those who do not see the curves."""
        return PlotTable((), ())

    def newest(self) -> str:
        """The newest values in words."""
        return ""

    # For subclasses

    def values_changed(self) -> None:
        """The curves have other values: what tells of them follows."""
        if self._crosshair.place is not None:
            self._show_values(self._crosshair.place.x)
        self.legend.update()
        self._soon.ask()

    def paint_in(self, c: Colours) -> None:
        """Take these colours; a subclass adds its curves."""
        self.setBackground(c.base)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(c.line)
            axis.setTickPen(QColor(c.edge))
            axis.setTextPen(c.quiet)
        self.getPlotItem().titleLabel.setAttr("color", c.text)
        self._crosshair.paint_in(c)

    # Values at a place

    @Slot(object)
    def _on_mouse(self, scene: QPointF) -> None:
        if self.zoom_view.sceneBoundingRect().contains(scene):
            self._show_values(self.zoom_view.mapSceneToView(scene).x())
        else:
            self._crosshair.hide()

    @Slot()
    def _on_range(self) -> None:
        if self._built and self._crosshair.place is not None:
            self._show_values(self._crosshair.place.x)

    def _show_values(self, x: float) -> None:
        place = self.nearest(x)
        if place is None:
            self._crosshair.hide()
        else:
            self._crosshair.show(place)

    def hide_values(self) -> None:
        """Take the line and the words away, as for a picture."""
        self._crosshair.hide()

    def _move(self, parts: int) -> None:
        """Go to the value this many parts of what is seen further on."""
        low, high = self.zoom_view.viewRange()[0]
        now = self._crosshair.place
        if now is None:
            place = self.nearest(high if parts < 0 else low)
        else:
            step = max(round((high - low) / _PARTS), 1)
            place = self.nearest(now.x + parts * step)
        if place is not None:
            self.go_to(place.x)

    @property
    def place(self) -> Place | None:
        """Where the values are shown, if they are."""
        return self._crosshair.place

    def go_to(self, x: float) -> None:
        """Show the values nearest to x, and say them."""
        place = self.nearest(x)
        if place is not None:
            self.zoom_view.bring_into_sight(place.x)
            self._show_values(place.x)
            self._announcer.say(", ".join(place.words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        place = self._crosshair.place
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(far if key == Qt.Key.Key_Right else -far)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            steps = -1 if key == Qt.Key.Key_Minus else 1
            self.zoom_view.zoom(steps, None if place is None else place.x)
        elif key == Qt.Key.Key_Home:
            self.zoom_view.reset()
        elif key == Qt.Key.Key_Escape and place is not None:
            self._crosshair.hide()
        else:
            event.ignore()

    def settle(self) -> None:
        """Find the ranges now. Left to the painting they are found in the middle of it, and all is
        painted again. Who has zoomed sees the same part, and nothing is to be found.
        """
        if not self.zoom_view.is_zoomed:
            self.scene().prepareForPaint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._crosshair.hide()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours().accent), RING))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._crosshair.hide()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(
            self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
        )
        event.accept()

    # In words

    def _describe(self) -> None:
        keys = self.tr(
            "The arrow keys tell of each value, plus and minus zoom, Home shows the whole, the "
            "menu key has more, a table among it."
        )
        self.setAccessibleDescription(f"{self.newest()} {keys}".strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._built:
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.paint_in(colours())
        elif event.type() == QEvent.Type.FontChange:
            self._take_font()

    def _take_font(self) -> None:
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setTickFont(self.font())
            axis.label.setFont(self.font())
