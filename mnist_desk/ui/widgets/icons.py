"""Icons in the colours of the palette, whichever it is when they are painted."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mnist_desk.core.places import resource

from .tokens import colours

_FADED = 0.45
"""How much is seen of the icon of what cannot be used."""


def icon(name: str, colour: str = "text", checked: str = "on_accent") -> QIcon:
    """A file of resources/icons/lucide, without its ending, in a colour of the table of tokens.

    checked: its colour where it is on, as on a checked button.
    """
    return QIcon(_Engine(name, colour, checked))


class _Engine(QIconEngine):
    def __init__(self, name: str, colour: str, checked: str) -> None:
        super().__init__()
        self._name, self._colour, self._checked = name, colour, checked

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name = self._checked if state == QIcon.State.On else self._colour
        if mode == QIcon.Mode.Disabled:
            name = "text"
        colour = QColor(getattr(colours(), name))
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(_FADED)
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        ratio = painter.device().devicePixelRatio()
        image = _image(self._name, colour.name(), colour.alphaF(), round(side * ratio))
        painter.drawImage(square, image)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


@functools.lru_cache(maxsize=512)
def _image(name: str, colour: str, opacity: float, side: int) -> QImage:
    """An image is kept, and not what renders it, as that ends with the application."""
    text = resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(opacity)
    coloured = text.replace("currentColor", colour)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter)
    painter.end()
    return image
