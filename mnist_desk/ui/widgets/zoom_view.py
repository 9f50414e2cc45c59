"""What is seen of a plot, and the ways to see more or less of it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot

Range = tuple[float, float]

_NEARLY = 0.002
"""What differs by no more than this part of the whole is the whole."""
_FILLED = 0.85
"""Curves that fill this part of the height fit it."""
_STEP = 1.3
"""How much nearer a step of the keys goes."""


class ZoomView(pg.ViewBox):  # type: ignore[misc]
    """The wheel zooms along x, and y fits what is in sight; a drag with the left button zooms on a
    box; with the middle one, or with Shift, it moves what is seen.

    What was zoomed stays where it is while the curves grow.
    """

    zoom_changed = Signal(bool)
    """Whether less than the whole is seen."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self._whole_x: Range = (0.0, 1.0)
        self._whole_y: Range | None = None
        self._zoomed = self._fits = False
        self.setMouseEnabled(x=True, y=False)
        self.setMouseMode(pg.ViewBox.RectMode)
        self.setAutoVisible(y=True)
        self.sigRangeChangedManually.connect(self._on_zoom)

    def updateAutoRange(self) -> None:
        """Fit the curves. A range that fits nearly stays, so that the axis need not be painted with
        each new value.
        """
        self._fits = True
        super().updateAutoRange()
        self._fits = False

    def setRange(self, *where: Any, **how: Any) -> None:
        y = how.get("yRange")
        if self._fits and y is not None and self._fits_nearly(y):
            if how.get("xRange") is None:
                return
            how["yRange"] = None
        super().setRange(*where, **how)

    def _fits_nearly(self, y: Range) -> bool:
        low, high = self.viewRange()[1]
        return bool(low <= y[0] and y[1] <= high and y[1] - y[0] >= _FILLED * (high - low))

    @property
    def is_zoomed(self) -> bool:
        return self._zoomed

    def set_whole(
        self, x: Range, y: Range | None = None, *, room: float = 0.02, least: float = 1.0
    ) -> None:
        """What is seen when nothing is zoomed.

        y: None to fit the curves. room: at both ends of x, as a part of it. least: how much of x is
        seen at least.
        """
        room *= x[1] - x[0]
        self._whole_x, self._whole_y = (x[0] - room, x[1] + room), y
        low, high = self._whole_x
        self.setLimits(xMin=low, xMax=high, minXRange=min(least, high - low))
        if not self._zoomed:
            self._show_whole()

    @Slot()
    def reset(self) -> None:
        """See the whole again."""
        self._show_whole()
        self._set_zoomed(False)

    def zoom(self, steps: int, centre: float | None = None) -> None:
        """See less of x for steps above 0, more for those below; centre: what stays where it is."""
        low, high = self.viewRange()[0]
        centre = (low + high) / 2 if centre is None else centre
        scale = _STEP**-steps
        self.setXRange(centre + (low - centre) * scale, centre + (high - centre) * scale, padding=0)
        self._on_zoom()

    def bring_into_sight(self, x: float) -> None:
        """Move what is seen as far as needed."""
        low, high = self.viewRange()[0]
        beyond = min(x - low, 0) + max(x - high, 0)
        if beyond:
            self.setXRange(low + beyond, high + beyond, padding=0)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """axis: 0 or 1 for a drag on that axis, which moves what is seen."""
        if event.button() == Qt.MouseButton.RightButton:
            event.ignore()
            return
        middle = event.button() == Qt.MouseButton.MiddleButton
        moves = middle or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if axis is None and not moves:
            super().mouseDragEvent(event)
            return
        if not self._zoomed:
            event.accept()
            return
        # Only PanMode moves; the other axis can be moved, too, where a box was drawn.
        self.state["mouseMode"] = pg.ViewBox.PanMode
        self.state["mouseEnabled"] = [True, not self.state["autoRange"][1]]
        super().mouseDragEvent(event, axis)
        self.state["mouseMode"] = pg.ViewBox.RectMode
        self.state["mouseEnabled"] = [True, False]

    def mouseDoubleClickEvent(self, event: Any) -> None:
        self.reset()
        event.accept()

    def keyPressEvent(self, event: Any) -> None:
        event.ignore()  # The keys are the plot's.

    def _show_whole(self) -> None:
        self.setXRange(*self._whole_x, padding=0)
        if self._whole_y is None:
            self.enableAutoRange(axis=pg.ViewBox.YAxis)
        else:
            self.setYRange(*self._whole_y, padding=0)

    @Slot()
    def _on_zoom(self) -> None:
        if self._shows_whole():
            self.reset()
        else:
            self._set_zoomed(True)

    def _shows_whole(self) -> bool:
        x, y = self.viewRange()
        if not _covers(x, self._whole_x):
            return False
        if self._whole_y is None:
            return bool(self.state["autoRange"][1])
        return _covers(y, self._whole_y)

    def _set_zoomed(self, zoomed: bool) -> None:
        if zoomed != self._zoomed:
            self._zoomed = zoomed
            self.zoom_changed.emit(zoomed)


def _covers(seen: list[float], whole: Range) -> bool:
    slack = _NEARLY * (whole[1] - whole[0])
    return seen[0] <= whole[0] + slack and seen[1] >= whole[1] - slack
