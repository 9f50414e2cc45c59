"""Icons in the colours of the palette, whichever it is when they are painted."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mnist_desk.core.places import resource

from .tokens import colours

_FADED = 0.45
"""How much is seen of the icon of what cannot be used."""


def icon(name: str, colour: str = "text") -> QIcon:
    """A file of resources/icons/lucide, without its ending, in a colour of the table of tokens.

    Where it is on, as on a checked button, it has the colour `on_accent`.
    """
    return QIcon(_Engine(name, colour))


class _Engine(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name = "on_accent" if state == QIcon.State.On else self._colour
        if mode == QIcon.Mode.Disabled:
            name = "text"
        colour = QColor(getattr(colours(), name))
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(_FADED)
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        _renderer(self._name, colour.name(), colour.alphaF()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


@functools.lru_cache(maxsize=256)
def _renderer(name: str, colour: str, opacity: float) -> QSvgRenderer:
    text = resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    coloured = text.replace("currentColor", colour).replace(
        "<svg", f'<svg stroke-opacity="{opacity:.2f}"', 1
    )
    return QSvgRenderer(QByteArray(coloured.encode()))
