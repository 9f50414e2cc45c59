"""The stroke that is being made on the canvas, whatever it is made with."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.eraser import without_touched
from mnist_desk.core.ink import CANVAS, Ink, Point, Stroke
from mnist_desk.core.thinning import MOST_POINTS, thinned

from ..widgets.ink_painting import DEFAULT_PEN
from .keyboard_pen import KeyboardPen

Means = Literal["mouse", "touch", "stylus", "keys"]

ERASER = 8
"""How far the eraser reaches, logical units."""


class StrokeInput(QObject):
    """A line that is drawn or the way of an eraser, from its first point to its last.

    There is one at a time: what begins meanwhile is passed over, but it ends a stroke of the keys.
    Points are in logical units.
    """

    moved = Signal(object)
    """The Drawing with the stroke that is being drawn, or without the strokes being erased."""
    ended = Signal(Ink)
    """The drawing with the finished stroke."""
    erased = Signal(object)
    """The Drawing that the eraser has left."""
    cancelled = Signal()
    """The stroke was not meant; `moved` told the drawing as it was when it began."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing = Ink()
        """What is on the sheet."""
        self.by: Means | None = None
        """What the stroke is made with; None while none is made."""
        self.finger = 0
        """Which finger makes it, if one does."""
        self.stroke: Stroke = ()
        """Its points so far."""
        self.erases = False
        """Whether strokes erase; the other end of a stylus always does."""
        self.pen_width: float = DEFAULT_PEN
        """Logical units. The eraser takes what it touches of a line as it is seen."""
        self.keys = KeyboardPen()
        self._begun: Drawing = self.drawing
        self._before: Drawing = self.drawing
        self._erasing = False

    def show_drawing(self, drawing: Drawing) -> bool:
        """The sheet shows this now; returns whether nothing but the end of the stroke is new."""
        is_longer = bool(self.stroke) and _ink_of(drawing).strokes[-1:] == (self.stroke,)
        if self.by and not is_longer:
            # The eraser, or somebody else, Undo for one, changed it; what is done goes on there.
            self._before = drawing
        shown, self.drawing = _ink_of(self.drawing).strokes, drawing
        was_shown = len(self.stroke) == 1 or shown[-1:] == (self.stroke[:-1],)
        return is_longer and bool(shown) and was_shown

    def begin(self, by: Means, point: Point, turned: bool = False, finger: int = 0) -> None:
        """turned: whether it is the other end of a stylus."""
        if self.by == "keys":
            self.end()
        if self.by:
            return
        if by != "keys":
            self.keys.hide()
        self.by, self.finger, self.stroke = by, finger, (point,)
        self._begun = self._before = self.drawing
        self._erasing = self.erases or turned
        self._tell()

    def go_on(self, point: Point) -> None:
        """A point where the last one is adds nothing. A stroke of too many points, a scribble, ends
        and another one goes on from there.
        """
        if point[:2] == self.stroke[-1][:2]:
            return
        if len(self.stroke) >= MOST_POINTS:
            self._go_on_anew()
        self.stroke = (*self.stroke, point)
        self._tell()

    def end(self) -> None:
        stroke, erased = self.stroke, self._erasing
        self._forget()
        if erased:
            self.erased.emit(self.drawing)
        else:
            self.ended.emit(thinned(_ink_of(self._before).with_stroke(stroke)))

    def cancel(self) -> None:
        """The stroke was not meant: the drawing is as it was before."""
        self._forget()
        self.moved.emit(self._begun)
        self.cancelled.emit()

    def press_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the pen of the keyboard, which followed it."""
        meant = self.keys.press(event)
        if meant:
            self._follow_keys()
        return meant

    def leave_keys(self) -> None:
        """Lift the pen of the keyboard and put it away."""
        self.keys.hide()
        self._follow_keys()

    def _follow_keys(self) -> None:
        if self.by == "keys":
            if self.keys.is_down:
                self.go_on(self.keys.point)
            else:
                self.end()
        elif self.by:
            self.keys.hide()
        elif self.keys.is_down:
            self.begin("keys", self.keys.point)

    def _go_on_anew(self) -> None:
        by, erasing, last = self.by, self._erasing, self.stroke[-1]
        if not erasing:
            self.end()
            self.by, self._begun = by, self.drawing
            self._before = self.drawing
        self.stroke = (last,)

    def _forget(self) -> None:
        self.by, self.stroke, self._erasing = None, (), False

    def _tell(self) -> None:
        if self._erasing:
            self.moved.emit(self._left_by_eraser())
        else:
            self.moved.emit(_ink_of(self._before).with_stroke(self.stroke))

    def _left_by_eraser(self) -> Drawing:
        start, end = self.stroke[-2:][0], self.stroke[-1]
        if isinstance(self._before, Picture):
            on_sheet = all(0 <= value <= CANVAS for value in end[:2])
            return Ink() if on_sheet else self._before
        return without_touched(self._before, start, end, ERASER + self.pen_width / 2)


def _ink_of(drawing: Drawing) -> Ink:
    return drawing if isinstance(drawing, Ink) else Ink()
