"""The ten outputs of the network as bars."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.reading import Reading

from ..theme import Colours, colours

_ROW = 20
_AXIS = 20
_LARGE = 1000


class OutputBars(QWidget):
    """One row a digit: the digit, its bar, its value; colour and a triangle mark the winner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outputBars")
        self.setAccessibleName(self.tr("What the network reads"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._reading: Reading | None = None
        self._probabilities = True

    def _winner(self) -> int:
        return -1 if self._reading is None else self._reading.winner

    winner = Property(int, _winner)
    """The digit with the largest output, or -1 when nothing is drawn."""

    def _unsure(self) -> bool:
        return self._reading is not None and self._reading.unsure

    unsure = Property(bool, _unsure)
    """Whether the network is not sure of the winner."""

    def sizeHint(self) -> QSize:
        return QSize(220, DIGITS * _ROW + _AXIS)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, DIGITS * 15 + _AXIS)

    @Slot(object)
    def show_reading(self, reading: Reading | None) -> None:
        self._reading = reading
        if reading is not None:
            self._probabilities = reading.are_probabilities
        self.setAccessibleDescription(self._in_words())
        self.update()

    def value_text(self, digit: int) -> str:
        """The value of a digit as it is shown; empty when nothing is drawn."""
        if self._reading is None:
            return ""
        value = float(self._reading.values[digit])
        if not self._reading.are_probabilities:
            return f"{value:.2f}" if abs(value) < _LARGE else f"{value:.1e}"
        return "<0.1 %" if value < 0.0005 else f"{100 * value:.1f} %"

    def axis_text(self) -> str:
        """What the bars measure."""
        if self._probabilities:
            return self.tr("probability (softmax)")
        return self.tr("raw output of the network")

    def _in_words(self) -> str:
        if self._reading is None:
            return self.tr("Nothing is drawn.")
        winner = self._reading.winner
        answer = f"{winner}: {self.value_text(winner)}"
        return self.tr("Not sure; {answer}").format(answer=answer) if self._unsure() else answer

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours()
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("▶ 0 ") + 4
        right = metrics.horizontalAdvance("100.0 %") + 16
        track = QRectF(left, 0, max(self.width() - left - right, 10), self.height() - _AXIS)
        for digit in range(DIGITS):
            self._paint_row(painter, c, track, digit)
        painter.setFont(self.font())
        painter.setPen(QColor(c.quiet))
        painter.drawText(
            QRectF(0, track.bottom(), self.width(), _AXIS),
            Qt.AlignmentFlag.AlignCenter,
            self.axis_text(),
        )

    def _paint_row(self, painter: QPainter, c: Colours, track: QRectF, digit: int) -> None:
        height = track.height() / DIGITS
        row = QRectF(0, digit * height, self.width(), height)
        wins = digit == self._winner()
        font = QFont(self.font())
        font.setBold(wins)
        painter.setFont(font)
        painter.setPen(QColor(c.accent if wins else c.text))
        painter.drawText(
            QRectF(0, row.top(), track.left() - 6, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            f"▶ {digit}" if wins else str(digit),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(track.left(), row.top() + 3, track.width(), height - 6)
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(groove, 3, 3)
        if self._reading is None:
            return
        painter.setBrush(QColor(c.accent if wins else c.bar))
        painter.drawRoundedRect(self._bar(groove, digit), 3, 3)
        painter.setPen(QColor(c.text if wins else c.quiet))
        painter.drawText(
            QRectF(track.right() + 4, row.top(), row.right() - track.right() - 6, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self.value_text(digit),
        )

    def _bar(self, groove: QRectF, digit: int) -> QRectF:
        """The bar of a digit: from zero, which moves right when outputs are negative."""
        assert self._reading is not None
        values = self._reading.values
        low = min(0.0, float(values.min()))
        span = max(1.0, float(values.max())) - low
        zero = groove.left() - low / span * groove.width()
        end = groove.left() + (float(values[digit]) - low) / span * groove.width()
        return QRectF(min(zero, end), groove.top(), max(abs(end - zero), 1.0), groove.height())
