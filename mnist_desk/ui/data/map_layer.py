"""All digits of a map as a picture: dots and crosses in the colours of their classes, or small
pictures of themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from mnist_desk.core.digit_map import DigitMap

from ..widgets.images import clear_pixmap
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL_RADIUS, TINY, colours
from .class_colours import class_colours
from .lasso import Pixels, apart

_DOT, _CROSS, _SPECK = 5.0, 7.0, 3.0
"""Sizes of a digit that is read right, of one that is read wrong, and of one whose picture has no
room, pixels."""
_EDGE = 12
"""What is so far out of sight may still be seen in part, pixels."""
_IN_TURN = 500
_SPECK_OPACITY = 0.5
_SMALLEST, _LARGEST = 18.0, 42.0
"""Sides of a picture, pixels, as the map is seen from afar and near."""
_SIDE = 28
_IN_A_ROW = 60
_FAINT = 0.13
"""Opacity of what is not chosen."""
_NAME = 10
"""Letters of the name of a class."""

Mask = NDArray[np.bool_]


class MapLayer:
    """Keeps the small pictures for the same digits."""

    def __init__(self) -> None:
        self._sprites: tuple[object, QPixmap] | None = None

    def paint(
        self,
        what: DigitMap,
        pixels: Pixels,
        size: QSize,
        ratio: float,
        font: QFont,
        *,
        chosen: Mask | None,
        zoom: float | None,
    ) -> QPixmap:
        """pixels: where each digit is, (k, 2). ratio: of the screen. chosen: which stand out, (k,).
        zoom: how near they are seen, for pictures; None for dots.
        """
        picture = clear_pixmap(size, ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = _in_sight(pixels, size)
        if chosen is not None:
            painter.setOpacity(_FAINT)
            _paint_dots(painter, what, pixels, seen & ~chosen)
            painter.setOpacity(1)
            seen &= chosen
        if zoom is None:
            _paint_dots(painter, what, pixels, seen)
            _paint_names(painter, what, pixels, font)
        else:
            self._paint_pictures(painter, what, pixels, seen, zoom)
        painter.end()
        return picture

    def _paint_pictures(
        self, painter: QPainter, what: DigitMap, pixels: Pixels, shown: Mask, zoom: float
    ) -> None:
        """As many as have room, those that are read wrong first; the others are specks."""
        side = min(_SMALLEST * zoom**0.5, _LARGEST)
        places = np.flatnonzero(shown)
        first = places[np.argsort(~what.wrong[places], kind="stable")]
        drawn = apart(pixels, first, side)
        others = shown.copy()
        others[drawn] = False
        painter.setOpacity(_SPECK_OPACITY)
        _paint_points(painter, what, pixels, others, _SPECK)
        painter.setOpacity(1)
        painter.setPen(QPen(QColor(colours().wrong), 1.5))
        painter.setBrush(QColor(colours().base))
        for x, y in pixels[drawn[what.wrong[drawn]]].tolist():
            frame = QRectF(x - side / 2, y - side / 2, side, side)
            painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        sprites = self._pictures(what)
        for place, (x, y) in zip(drawn.tolist(), pixels[drawn].tolist(), strict=True):
            row, column = divmod(place, _IN_A_ROW)
            painter.drawPixmap(
                QRectF(x - side / 2, y - side / 2, side, side),
                sprites,
                QRectF(column * _SIDE, row * _SIDE, _SIDE, _SIDE),
            )

    def _pictures(self, what: DigitMap) -> QPixmap:
        """All digits side by side, in the colours of their classes."""
        shades = class_colours()
        key = (id(what.digits), len(what), shades)
        if self._sprites is not None and self._sprites[0] == key:
            return self._sprites[1]
        rows = -(-len(what) // _IN_A_ROW)
        colour = np.array([(c.red(), c.green(), c.blue()) for c in shades], np.uint8)
        cells = np.zeros((rows * _IN_A_ROW, _SIDE, _SIDE, 4), np.uint8)
        cells[: len(what), ..., :3] = colour[what.labels][:, np.newaxis, np.newaxis]
        cells[: len(what), ..., 3] = what.digits.data.images[what.indices]
        sheet = cells.reshape(rows, _IN_A_ROW, _SIDE, _SIDE, 4).swapaxes(1, 2)
        height, width = rows * _SIDE, _IN_A_ROW * _SIDE
        image = QImage(
            sheet.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888
        ).copy()
        sprites = QPixmap.fromImage(image)
        self._sprites = key, sprites
        return sprites


def _paint_dots(painter: QPainter, what: DigitMap, pixels: Pixels, shown: Mask) -> None:
    """Dots, and above them crosses for what is read wrong."""
    _paint_points(painter, what, pixels, shown & ~what.wrong, _DOT)
    reach = _CROSS / 2
    base = QColor(colours().base)
    for shade, own in _by_class(what, shown & what.wrong):
        lines = [
            QLineF(x - reach, y - way * reach, x + reach, y + way * reach)
            for x, y in pixels[own].tolist()
            for way in (1, -1)
        ]
        for colour, width in ((base, 4.5), (shade, 2.5)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLines(lines)


def _paint_points(
    painter: QPainter, what: DigitMap, pixels: Pixels, shown: Mask, width: float
) -> None:
    """A few of each class in turn, so that no class lies above another."""
    places = np.flatnonzero(shown)
    for start in range(0, len(places), _IN_TURN):
        some = np.zeros(len(shown), bool)
        some[places[start : start + _IN_TURN]] = True
        for shade, own in _by_class(what, some):
            painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints([QPointF(x, y) for x, y in pixels[own].tolist()])


def _by_class(what: DigitMap, shown: Mask) -> Iterator[tuple[QColor, NDArray[np.intp]]]:
    """Of each class that is there its colour and the places of its digits."""
    for label, shade in enumerate(class_colours()):
        own = np.flatnonzero(shown & (what.labels == label))
        if len(own):
            yield shade, own


def _in_sight(pixels: Pixels, size: QSize) -> Mask:
    x, y = pixels.T
    return np.asarray(
        (x > -_EDGE) & (y > -_EDGE) & (x < size.width() + _EDGE) & (y < size.height() + _EDGE)
    )


def _paint_names(painter: QPainter, what: DigitMap, pixels: Pixels, font: QFont) -> None:
    """What the classes are called, in the middle of each."""
    bold = QFont(font)
    bold.setBold(True)
    letters = QFontMetricsF(bold)
    painter.setFont(bold)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colours().base)
    ground.setAlphaF(0.88)
    for label, shade in enumerate(class_colours()):
        own = pixels[what.labels == label]
        if not len(own):
            continue
        x, y = own.mean(axis=0).tolist()
        name = plain_name(str(what.digits.data.names[label]))[:_NAME]
        width = max(letters.horizontalAdvance(name) + 2 * TINY, letters.height())
        box = QRectF(x - width / 2, y - letters.height() / 2, width, letters.height())
        painter.setPen(QPen(shade, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, SMALL_RADIUS, SMALL_RADIUS)
        painter.setPen(QColor(colours().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
