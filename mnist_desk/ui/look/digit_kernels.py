"""What a network without hidden layers looks for: one kernel for each digit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGITS, SIDE
from mnist_desk.core.network import Layer

from ..widgets.images import diverging_image
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import SMALL, TINY, colours

_LARGEST = 8 * SIDE


class DigitKernels(QWidget):
    """Ten small pictures in a row: blue is where ink speaks for the digit, orange against it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitKernels")
        speak_as(self, Role.Graphic, self.tr("What each digit's output looks for"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._layer: Layer | None = None
        self._images: list[QImage] = []
        self._winner = -1

    def sizeHint(self) -> QSize:
        return QSize(DIGITS * 2 * SIDE, 2 * SIDE + self._caption())

    def minimumSizeHint(self) -> QSize:
        return QSize(DIGITS * (SIDE + TINY), SIDE + self._caption())

    def show_layer(self, layer: Layer, winner: int) -> None:
        """layer: the only one of the network. winner: the digit that is read, or -1."""
        if layer is not self._layer:
            self._layer = layer
            self._images = [
                diverging_image(layer.kernel[:, digit].reshape(SIDE, SIDE))
                for digit in range(DIGITS)
            ]
        self._winner = winner
        told = self.tr("ten kernels; the digit that is read is {digit}").format(digit=winner)
        tell(self, self.tr("ten kernels; nothing is read") if winner == -1 else told)
        self.update()

    def forget(self) -> None:
        """Show nothing."""
        self._layer, self._images = None, []
        tell(self, "")
        self.update()

    def _caption(self) -> int:
        """Height of the digit below its kernel, pixels."""
        return self.fontMetrics().height() + TINY

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours()
        each = self.width() / DIGITS
        side = min(each - TINY, self.height() - self._caption(), _LARGEST)
        each = min(each, side + 2 * SMALL)
        for digit, image in enumerate(self._images):
            place = QRectF(digit * each, 0, side, side)
            painter.drawImage(place, image)
            wins = digit == self._winner
            painter.setPen(QColor(c.accent if wins else c.quiet))
            painter.drawText(
                QRectF(place.x(), side, side, self._caption()),
                Qt.AlignmentFlag.AlignCenter,
                f"▶ {digit}" if wins else str(digit),
            )
