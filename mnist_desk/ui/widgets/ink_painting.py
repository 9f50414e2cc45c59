"""How a drawing looks: ink as the pen leaves it, a picture as it was brought in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import CANVAS, Ink, Stroke, pressed_path, stroke_path
from mnist_desk.core.raster import DRAWN_PEN

from .images import ink_image

DEFAULT_PEN = DRAWN_PEN
"""Pen width in logical units; it is for the eye alone."""

_SHOWS_PIXELS = 4
"""From this enlargement on, the pixels of a picture are shown as squares."""

_PICTURE_SIDE = 560
"""Side of a drawing as a picture of its own, pixels."""

_LIGHTEST = 0.3
"""Width of a line drawn without pressure, as a part of the pen's."""


def ink_path(ink: Ink) -> QPainterPath:
    """The lines of all strokes, in logical units."""
    path = QPainterPath()
    for stroke in ink.strokes:
        path.addPath(_line(stroke_path(stroke)))
    return path


def round_pen(colour: QColor, width: float) -> QPen:
    """A pen with round ends and corners, as ink has them."""
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def paint_stroke(painter: QPainter, stroke: Stroke, colour: QColor, width: float) -> None:
    """In logical units; a stylus that presses less leaves a thinner line."""
    path = pressed_path(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(stroke[0]) < 3:
        painter.setPen(round_pen(colour, width))
        painter.drawPath(_line(path))
        return
    widths = width * (_LIGHTEST + (1 - _LIGHTEST) * np.sqrt(path[:, 2]))
    pieces = np.repeat(path, 2, axis=0)[1:-1] if len(path) > 1 else np.repeat(path, 2, axis=0)
    for number, piece in enumerate(pieces.reshape(-1, 2, 3)):
        painter.setPen(round_pen(colour, float(widths[number])))
        painter.drawPath(_line(piece))


def paint_fitted(painter: QPainter, ink: Ink, colour: QColor, width: float, room: QRectF) -> None:
    """All of the ink, as large as the room allows, whatever its size was; a dot stays one.

    width: of all lines as they are seen; the room is for their middles. Both in the painter's
    units.
    """
    path = ink_path(ink)
    bounds = path.boundingRect()
    scale = min(room.width(), room.height()) / max(bounds.width(), bounds.height(), 1)
    painter.save()
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    painter.strokePath(path, round_pen(colour, width / scale))
    painter.restore()


def paint_picture(painter: QPainter, image: QImage, room: QRectF) -> None:
    """As large as the room allows; what was made of few pixels shows them."""
    size = QSizeF(image.size())
    size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), size)
    place.moveCenter(room.center())
    smooth = size.width() < _SHOWS_PIXELS * image.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(place, image)


def as_image(drawing: Drawing, pen_width: float) -> QImage:
    """The drawing as a picture of its own: black ink on white, 560 x 560 pixels."""
    image = QImage(_PICTURE_SIDE, _PICTURE_SIDE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    black = QColor(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(drawing, Ink):
        painter.scale(_PICTURE_SIDE / CANVAS, _PICTURE_SIDE / CANVAS)
        for stroke in drawing.strokes:
            paint_stroke(painter, stroke, black, pen_width)
    else:
        paint_picture(painter, ink_image(drawing.grey, black), QRectF(image.rect()))
    painter.end()
    return image


def _line(points: NDArray[np.float64]) -> QPainterPath:
    """Points (n, 2 or more), n >= 1: x, y and what else there is."""
    rows = points[:, :2].tolist()
    path = QPainterPath(QPointF(*rows[0]))
    for x, y in rows[1:]:
        path.lineTo(x, y)
    if len(rows) == 1 or rows[0] == rows[-1]:
        # A line of no length is not painted; this one is too short to be seen as a line.
        path.lineTo(rows[-1][0] + 0.01, rows[-1][1])
    return path
