"""The dot that the pen leaves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..widgets.ink_painting import DEFAULT_PEN
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import CONTROL, colours


class PenDot(QWidget):
    """As large as it is on the canvas, where that fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("The dot of the pen"))
        self.setObjectName("penDot")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._width: float = DEFAULT_PEN
        self._scale = 1.0
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(CONTROL, CONTROL)

    @Slot(int)
    def set_width(self, width: int) -> None:
        """Logical units."""
        self._width = width
        self._tell()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Pixels of the canvas for one logical unit."""
        self._scale = scale
        self.update()

    def _tell(self) -> None:
        tell(self, self.tr("{width} wide, on a canvas of 280").format(width=round(self._width)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().text))
        radius = min(self._width * self._scale, self.width()) / 2
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.drawEllipse(middle, radius, radius)
