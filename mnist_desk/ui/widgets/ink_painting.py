"""How a drawing looks: ink as the pen leaves it, a picture as it was brought in."""

from __future__ import annotations

import itertools

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

_SCRIBBLE = 2000
"""Length of a line, logical units, from which on it is painted in pieces: the more of it crosses
itself, the longer Qt takes, 2 s for the longest. No digit has such a line."""

_PIECE = 100
"""Length of such a piece, logical units."""

_LIGHTEST = 0.3
"""Width of a line drawn without pressure, as a part of the pen's."""


def ink_bounds(ink: Ink) -> QRectF:
    """The box around the middles of all lines, in logical units; empty when there is none."""
    if not ink:
        return QRectF()
    points = np.concatenate([stroke_path(stroke) for stroke in ink.strokes])
    return QRectF(QPointF(*points.min(axis=0)), QPointF(*points.max(axis=0)))


def round_pen(colour: QColor, width: float) -> QPen:
    """A pen with round ends and corners, as ink has them."""
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def paint_lines(painter: QPainter, ink: Ink, pen: QPen) -> None:
    """All strokes in logical units, whatever their pressure."""
    for stroke in ink.strokes:
        _draw_line(painter, stroke_path(stroke), pen)


def paint_stroke(painter: QPainter, stroke: Stroke, colour: QColor, width: float) -> None:
    """In logical units; a stylus that presses less leaves a thinner line."""
    path = pressed_path(stroke)
    if len(stroke[0]) < 3:
        _draw_line(painter, path, round_pen(colour, width))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
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
    bounds = ink_bounds(ink)
    scale = min(room.width(), room.height()) / max(bounds.width(), bounds.height(), 1)
    painter.save()
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    paint_lines(painter, ink, round_pen(colour, width / scale))
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


def _draw_line(painter: QPainter, path: NDArray[np.float64], pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in _pieces(path):
        painter.drawPath(_line(piece))


def _pieces(path: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """A path (n, 2 or more) in pieces; each begins where the one before ends."""
    along = np.cumsum(np.hypot(*np.diff(path[:, :2], axis=0).T))
    if len(path) == 1 or along[-1] < _SCRIBBLE:
        return [path]
    numbers = np.floor(along / _PIECE)
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(path) - 1]
    return [path[start : end + 1] for start, end in itertools.pairwise(cuts)]


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
