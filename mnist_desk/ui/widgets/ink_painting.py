"""How a drawing looks: ink as the pen leaves it, a picture as it was brought in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.ink import CANVAS, Ink, Stroke, pressed_path

DEFAULT_PEN = 16
"""Pen width in logical units; it is for the eye alone."""

_SHOWS_PIXELS = 4
"""From this enlargement on, the pixels of a picture are shown as squares."""

_PICTURE_SIDE = 560
"""Side of a drawing as a picture of its own, pixels."""

_LIGHTEST = 0.3
"""Width of a line drawn without pressure, as a part of the pen's."""


def paint_stroke(painter: QPainter, stroke: Stroke, colour: QColor, width: float) -> None:
    """In logical units; a stylus that presses less leaves a thinner line."""
    path = pressed_path(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(stroke[0]) < 3:
        painter.setPen(_pen(colour, width))
        painter.drawPath(_painter_path(path))
        return
    widths = width * (_LIGHTEST + (1 - _LIGHTEST) * np.sqrt(path[:, 2]))
    pieces = np.repeat(path, 2, axis=0)[1:-1] if len(path) > 1 else np.repeat(path, 2, axis=0)
    for number, piece in enumerate(pieces.reshape(-1, 2, 3)):
        painter.setPen(_pen(colour, float(widths[number])))
        painter.drawPath(_painter_path(piece))


def paint_picture(painter: QPainter, image: QImage, room: QRectF) -> None:
    """As large as the room allows; what was made of few pixels shows them."""
    size = QSizeF(image.size())
    size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), size)
    place.moveCenter(room.center())
    smooth = size.width() < _SHOWS_PIXELS * image.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(place, image)


def picture_image(picture: Picture, colour: QColor) -> QImage:
    """Ink in this colour on transparent paper."""
    height, width = picture.grey.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:, :, :3] = colour.red(), colour.green(), colour.blue()
    pixels[:, :, 3] = np.round(picture.grey * 255)
    data = pixels.tobytes()
    return QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


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
        paint_picture(painter, picture_image(drawing, black), QRectF(image.rect()))
    painter.end()
    return image


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _painter_path(points: NDArray[np.float64]) -> QPainterPath:
    rows = points[:, :2].tolist()
    path = QPainterPath(QPointF(*rows[0]))
    for x, y in rows[1:]:
        path.lineTo(x, y)
    if len(rows) == 1 or rows[0] == rows[-1]:
        # A line of no length is not painted; this one is too short to be seen as a line.
        path.lineTo(rows[-1][0] + 0.01, rows[-1][1])
    return path
