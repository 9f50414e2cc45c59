"""A place on a map with the picture that is there, and a few words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from ..widgets.tokens import RADIUS, TINY, colours

_PICTURE = 56
"""Side of the picture, pixels."""
_AWAY = 22.0
"""How far the picture is from the place, across and up, pixels."""
_MARK = 6.0
"""Radius of the ring around the place, pixels."""


def paint_callout(
    painter: QPainter, at: QPointF, inside: QRectF, image: QImage, words: str, colour: QColor
) -> None:
    """at: the place, pixels. inside: where there is room for the picture, which stands at the upper
    right of the place if it can. image: clear paper.
    """
    c = colours()
    letters = QFontMetricsF(painter.font())
    width = max(float(_PICTURE), letters.horizontalAdvance(words)) + 2 * TINY
    height = _PICTURE + letters.height() + 2 * TINY
    left, top = at.x() + _AWAY, at.y() - _AWAY - height
    if left + width > inside.right():
        left = at.x() - _AWAY - width
    if top < inside.top():
        top = at.y() + _AWAY
    left = max(inside.left() + TINY, min(left, inside.right() - width - TINY))
    top = max(inside.top() + TINY, min(top, inside.bottom() - height - TINY))
    card = QRectF(left, top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(at, card.center())
    painter.setBrush(QColor(c.raised))
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    square = QRectF(card.center().x() - _PICTURE / 2, card.top() + TINY, _PICTURE, _PICTURE)
    painter.drawImage(square, image)
    painter.setPen(QColor(c.text))
    below = QRectF(card.left(), square.bottom(), card.width(), letters.height() + TINY)
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shade, wide in ((QColor(c.base), 4.0), (colour, 2.0)):
        painter.setPen(QPen(shade, wide))
        painter.drawEllipse(at, _MARK, _MARK)


def paint_trail(painter: QPainter, points: list[QPointF], colour: QColor) -> None:
    """The way that a place has gone, the older the fainter."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shade = QColor(colour)
    for place in range(1, len(points)):
        shade.setAlphaF(0.15 + 0.7 * place / len(points))
        painter.setPen(QPen(shade, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(points[place - 1], points[place])


def paint_lasso(painter: QPainter, points: list[QPointF]) -> None:
    """The line that is drawn around digits."""
    accent = QColor(colours().accent)
    ground = QColor(accent)
    ground.setAlphaF(0.12)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawPolygon(points)
