"""The pointer over the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ..widgets.images import clear_pixmap
from ..widgets.tokens import colours


class PenCursor:
    """Gives a widget a cross for its pointer, or a ring as large as the eraser."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._shown: tuple[object, ...] = ()

    def show(self, erases: bool, across: float) -> None:
        """across: the diameter of the ring, pixels of the widget."""
        ratio = self._widget.devicePixelRatio()
        wanted = (erases, across if erases else 0, ratio, colours())
        if wanted == self._shown:
            return
        self._shown = wanted
        if erases:
            self._widget.setCursor(_ring(across, ratio))
        else:
            self._widget.setCursor(Qt.CursorShape.CrossCursor)


def _ring(across: float, ratio: float) -> QCursor:
    picture = clear_pixmap(QSize(round(across), round(across)), ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((colours().base, 3.0), (colours().text, 1.5)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(QRectF(2, 2, across - 4, across - 4))
    painter.end()
    return QCursor(picture)
