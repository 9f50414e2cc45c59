"""The ink on the canvas: what is finished is painted once, the stroke being drawn each time."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from mnist_desk.core.ink import CANVAS, Ink, Stroke

from ..widgets.images import clear_pixmap
from ..widgets.ink_painting import DEFAULT_PEN, paint_stroke
from ..widgets.tokens import colours

_NEW = 4
"""Points at the end of a stroke: where the newest of them is new, the curve bends between them."""


class InkLayer:
    """The finished strokes come from a picture of them, so that long drawings stay quick.

    sheet: the square that stands for the 280 x 280 logical units, in pixels of the canvas.
    """

    def __init__(self) -> None:
        self.pen_width: float = DEFAULT_PEN
        """Logical units."""
        self._painted: tuple[Stroke, ...] = ()
        self._finished: tuple[object, QPixmap] | None = None

    def forget(self) -> None:
        """The colours are others: the picture is made anew."""
        self._finished = None

    def paint(self, painter: QPainter, ink: Ink, live: Stroke, sheet: QRectF) -> None:
        """live: the stroke that is being drawn; it is the last of the ink, or not in it."""
        last = ink.strokes[-1:] if ink.strokes[-1:] == (live,) else ()
        done = ink.strokes[: len(ink.strokes) - len(last)]
        canvas = painter.device()
        size, ratio = QSize(canvas.width(), canvas.height()), canvas.devicePixelRatioF()
        painter.drawPixmap(0, 0, self._picture_of(done, size, ratio, sheet))
        painter.save()
        self._paint_strokes(painter, last, sheet)
        painter.restore()

    def _picture_of(
        self, strokes: tuple[Stroke, ...], size: QSize, ratio: float, sheet: QRectF
    ) -> QPixmap:
        """A stroke more is painted on the picture there is."""
        key = (size, ratio, self.pen_width)
        painted = self._painted
        if self._finished is None or self._finished[0] != key or strokes[: len(painted)] != painted:
            self._finished, painted = (key, clear_pixmap(size, ratio)), ()
        picture = self._finished[1]
        if len(painted) < len(strokes):
            painter = QPainter(picture)
            self._paint_strokes(painter, strokes[len(painted) :], sheet)
            painter.end()
        self._painted = strokes
        return picture

    def around_end(self, stroke: Stroke, sheet: QRectF) -> QRect:
        """Where a stroke has changed that was made longer by a point, in pixels of the canvas."""
        scale = sheet.width() / CANVAS
        xs, ys = ([point[axis] for point in stroke[-_NEW:]] for axis in (0, 1))
        place = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        room = self.pen_width + 0.3 * (place.width() + place.height())
        place = place.adjusted(-room, -room, room, room)
        corner = sheet.topLeft() + place.topLeft() * scale
        return QRectF(corner, place.size() * scale).toAlignedRect().adjusted(-2, -2, 2, 2)

    def _paint_strokes(self, painter: QPainter, strokes: tuple[Stroke, ...], sheet: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_units(painter, sheet)
        for stroke in strokes:
            paint_stroke(painter, stroke, QColor(colours().text), self.pen_width)


def to_units(painter: QPainter, sheet: QRectF) -> None:
    """Let a painter go on in logical units."""
    painter.translate(sheet.topLeft())
    painter.scale(sheet.width() / CANVAS, sheet.height() / CANVAS)
