"""All digits of a map as a picture: dots and crosses in the colours of their classes, or small
pictures of themselves.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from mnist_desk.core.digit_map import DigitMap

from ..widgets.images import clear_pixmap, ink_image
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL_RADIUS, TINY, colours
from .class_colours import class_colours
from .lasso import Pixels, apart

_DOT, _CROSS, _SPECK = 5.0, 7.0, 3.0
"""Sizes of a digit that is read right, of one that is read wrong, and of one whose picture has no
room, pixels."""
_STAMP = 13
"""Side of the square with a dot or a cross in it, pixels."""
_MIDDLE = QPointF(_STAMP / 2, _STAMP / 2)
_SPECK_OPACITY = 0.5
_SMALLEST, _LARGEST = 18.0, 42.0
"""Sides of a picture, pixels, as the map is seen from afar and near."""
_FAINT = 0.13
"""Opacity of what is not chosen."""
_NAME = 10
"""Letters of the name of a class."""

Mask = NDArray[np.bool_]


class MapLayer:
    """Keeps what is painted again and again: marks, and small pictures of the same digits."""

    def __init__(self) -> None:
        self._marks: _Marks | None = None
        self._sprites: tuple[object, dict[int, QPixmap]] = (None, {})

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
        zoom: how near they are seen, for pictures; None for dots. 4 ms for 3,000 dots.
        """
        picture = clear_pixmap(size, ratio)
        painter = QPainter(picture)
        marks = self._marks_for(ratio)
        seen = _in_sight(pixels, size)
        if chosen is not None:
            painter.setOpacity(_FAINT)
            _paint_dots(painter, what, pixels, seen & ~chosen, marks)
            painter.setOpacity(1)
            seen &= chosen
        if zoom is None:
            _paint_dots(painter, what, pixels, seen, marks)
            _paint_names(painter, what, pixels, font)
        else:
            self._paint_pictures(painter, what, pixels, seen, zoom)
        painter.end()
        return picture

    def _marks_for(self, ratio: float) -> _Marks:
        if self._marks is None or (self._marks.ratio, self._marks.shades) != (
            ratio,
            class_colours(),
        ):
            self._marks = _marks(ratio)
        return self._marks

    def _paint_pictures(
        self, painter: QPainter, what: DigitMap, pixels: Pixels, shown: Mask, zoom: float
    ) -> None:
        """As many as have room, those that are read wrong first; the others are specks."""
        side = 2 * round(min(_SMALLEST * zoom**0.5, _LARGEST) / 2)
        places = np.flatnonzero(shown)
        first = places[np.argsort(~what.wrong[places], kind="stable")]
        drawn = apart(pixels, first, side)
        others = shown.copy()
        others[drawn] = False
        ratio = painter.device().devicePixelRatioF()
        marks = self._marks_for(ratio)
        painter.setOpacity(_SPECK_OPACITY)
        _stamp(painter, what, pixels, np.flatnonzero(others), marks.specks)
        painter.setOpacity(1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().wrong), 1.5))
        painter.setBrush(QColor(colours().base))
        for x, y in pixels[drawn[what.wrong[drawn]]].tolist():
            frame = QRectF(x - side / 2, y - side / 2, side, side)
            painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        key = (what.digits, side, ratio, marks.shades)
        if self._sprites[0] != key:
            self._sprites = key, {}
        known = self._sprites[1]
        for place, (x, y) in zip(drawn.tolist(), pixels[drawn].tolist(), strict=True):
            if place not in known:
                shade = marks.shades[what.labels[place]]
                known[place] = _sprite(what, place, shade, round(side * ratio), ratio)
            painter.drawPixmap(QPointF(x - side / 2, y - side / 2), known[place])


class _Marks(NamedTuple):
    """Of each class a dot, a cross and a speck, in the middle of squares of `_STAMP` pixels."""

    ratio: float
    shades: tuple[QColor, ...]
    dots: list[QPixmap]
    crosses: list[QPixmap]
    specks: list[QPixmap]


def _marks(ratio: float) -> _Marks:
    shades = class_colours()
    return _Marks(
        ratio,
        shades,
        [_dot(shade, _DOT, ratio) for shade in shades],
        [_cross(shade, ratio) for shade in shades],
        [_dot(shade, _SPECK, ratio) for shade in shades],
    )


def _dot(shade: QColor, width: float, ratio: float) -> QPixmap:
    stamp = clear_pixmap(QSize(_STAMP, _STAMP), ratio)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(_MIDDLE, width / 2, width / 2)
    painter.end()
    return stamp


def _cross(shade: QColor, ratio: float) -> QPixmap:
    """With an edge in the colour of the ground, so that it is seen among dots of its class."""
    stamp = clear_pixmap(QSize(_STAMP, _STAMP), ratio)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    reach = _CROSS / 2
    for colour, width in ((QColor(colours().base), 4.5), (shade, 2.5)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in (1, -1):
            arm = QPointF(reach, way * reach)
            painter.drawLine(_MIDDLE - arm, _MIDDLE + arm)
    painter.end()
    return stamp


def _sprite(what: DigitMap, place: int, shade: QColor, side: int, ratio: float) -> QPixmap:
    """A digit in this colour; side: in pixels of the screen."""
    image = ink_image(what.digits.data.images[what.indices[place]], shade)
    sprite = QPixmap.fromImage(
        image.scaled(
            side,
            side,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    sprite.setDevicePixelRatio(ratio)
    return sprite


def _paint_dots(
    painter: QPainter, what: DigitMap, pixels: Pixels, shown: Mask, marks: _Marks
) -> None:
    """Dots, and above them crosses for what is read wrong."""
    _stamp(painter, what, pixels, np.flatnonzero(shown & ~what.wrong), marks.dots)
    _stamp(painter, what, pixels, np.flatnonzero(shown & what.wrong), marks.crosses)


def _stamp(
    painter: QPainter,
    what: DigitMap,
    pixels: Pixels,
    places: NDArray[np.intp],
    stamps: list[QPixmap],
) -> None:
    """In the order of the set, so that no class lies above another. Stamps take a tenth of the time
    of ellipses.
    """
    # Two lists of numbers: thousands of pairs would set off the garbage collector in each painting.
    across, down = np.rint(pixels[places] - _STAMP / 2).astype(int).T.tolist()
    for x, y, label in zip(across, down, what.labels[places].tolist(), strict=True):
        painter.drawPixmap(x, y, stamps[label])


def _in_sight(pixels: Pixels, size: QSize) -> Mask:
    x, y = pixels.T
    return np.asarray(
        (x > -_STAMP) & (y > -_STAMP) & (x < size.width() + _STAMP) & (y < size.height() + _STAMP)
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
