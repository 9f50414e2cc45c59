"""The drawing on the map: its picture at the place where it is now, and the way that it came."""

from __future__ import annotations

from collections import deque

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from mnist_desk.core.grey import Grey

from ..widgets.images import ink_image
from ..widgets.tokens import colours
from .map_callout import paint_callout, paint_trail
from .map_frame import Frame

_MOST = 81
"""So many places are remembered."""


class MapDrawing:
    """Nothing is painted before there is a place."""

    def __init__(self) -> None:
        self._picture: Grey | None = None
        self._way: deque[tuple[float, float]] = deque(maxlen=_MOST)

    def move(self, picture: Grey, at: tuple[float, float]) -> None:
        """picture: (28, 28). at: on the map."""
        self._picture = picture
        self._way.append(at)

    def forget_way(self) -> None:
        """The places were of another map."""
        self._way.clear()

    def clear(self) -> None:
        self._picture = None
        self._way.clear()

    def paint(self, painter: QPainter, frame: Frame, room: QRectF, words: str) -> None:
        """room: of the map, pixels; a place beyond it is shown at its edge. words: beside it."""
        if self._picture is None or not self._way:
            return
        accent = QColor(colours().accent)
        way = frame.to_pixels(np.array(self._way, np.float32)).tolist()
        points = [QPointF(*point) for point in way]
        paint_trail(painter, points, accent)
        last = points[-1]
        at = QPointF(min(max(last.x(), 0), room.right()), min(max(last.y(), 0), room.bottom()))
        paint_callout(painter, at, room, ink_image(self._picture, accent), words, accent)
