"""What the two colours mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .spoken import Role, speak_as, tell
from .tokens import AGAINST, FOR, SMALL, SMALL_RADIUS, colours

_BAR, _SHORTEST_BAR, _THICK = 56, 24, 10


class Legend(QWidget):
    """A bar from orange to blue with a word at each end; a narrow one has a shorter bar."""

    def __init__(self, low: str, high: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("What the colours mean"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._low = self._high = ""
        self.set_words(low, high)

    def set_words(self, low: str, high: str) -> None:
        """low, high: what orange and blue are."""
        if (low, high) == (self._low, self._high):
            return
        self._low, self._high = low, high
        tell(self, self.tr("Orange: {low}; blue: {high}").format(low=low, high=high))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_BAR)

    def minimumSizeHint(self) -> QSize:
        return self._size(_SHORTEST_BAR)

    def _size(self, bar: int) -> QSize:
        return QSize(self._words_width() + bar, self.fontMetrics().height() + 2)

    def _words_width(self) -> int:
        """Of both words, with their distance from the bar."""
        advance = self.fontMetrics().horizontalAdvance
        return advance(self._low) + advance(self._high) + 2 * SMALL + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().quiet))
        start = self.fontMetrics().horizontalAdvance(self._low) + SMALL
        length = min(max(self.width() - self._words_width(), _SHORTEST_BAR), _BAR)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | middle, self._low)
        painter.drawText(
            self.rect().adjusted(start + length + SMALL, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | middle,
            self._high,
        )
        bar = QRectF(start, (self.height() - _THICK) / 2, length, _THICK)
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        shades.setColorAt(0, QColor(*AGAINST))
        shades.setColorAt(0.5, QColor("black"))
        shades.setColorAt(1, QColor(*FOR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades)
        painter.drawRoundedRect(bar, SMALL_RADIUS, SMALL_RADIUS)
