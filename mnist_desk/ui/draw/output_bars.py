"""The ten outputs of the network as bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QEvent,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStyle, QToolTip, QWidget

from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.reading import Reading

from ..widgets.colours import Colours, colours

_ROW = 20
_AXIS = 20
_LARGE = 1000
_EASE = 120
"""Milliseconds in which the bars come to their new lengths."""


class OutputBars(QWidget):
    """One row a digit: the digit, its bar, its value; colour and a triangle mark the winner, and a
    hollow one what else it could be when the network is not sure.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outputBars")
        self.setAccessibleName(self.tr("What the network reads"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._reading: Reading | None = None
        self._probabilities = True
        self._motion = False
        self._shown: NDArray[np.float64] = np.zeros(DIGITS)
        self._from = self._to = self._shown
        self._ease = QVariantAnimation(self)
        self._ease.setStartValue(0.0)
        self._ease.setEndValue(1.0)
        self._ease.setDuration(_EASE)
        self._ease.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._ease.valueChanged.connect(self._move)
        self._rows = [_SpokenBar(digit, self) for digit in range(DIGITS)]
        self._looks = [self._look(digit) for digit in range(DIGITS)]
        self._speak()

    def _winner(self) -> int:
        return -1 if self._reading is None else self._reading.winner

    winner = Property(int, _winner)
    """The digit with the largest output, or -1 when nothing is drawn."""

    def _unsure(self) -> bool:
        return self._reading is not None and self._reading.unsure

    unsure = Property(bool, _unsure)
    """Whether the network is not sure of the winner."""

    def set_motion(self, motion: bool) -> None:
        """Whether bars move to their new lengths; never when the system asks for no motion."""
        self._motion = motion
        if not motion:
            self._arrive()

    def sizeHint(self) -> QSize:
        return QSize(220, DIGITS * _ROW + _AXIS)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, DIGITS * 15 + _AXIS)

    @Slot(object)
    def show_reading(self, reading: Reading | None) -> None:
        before, self._reading = self._reading, reading
        if reading is None:
            alike = False
            self._ease.stop()
        else:
            alike = before is not None and before.are_probabilities == reading.are_probabilities
            self._probabilities = reading.are_probabilities
            self._go_to(reading.values.astype(np.float64), alike)
        if not alike:
            self.update()
        self._speak()
        self._refresh()

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

    # Motion

    def _go_to(self, values: NDArray[np.float64], alike: bool) -> None:
        self._from, self._to = self._shown, values
        moves = self._motion and alike and self.isVisible() and np.isfinite(values).all()
        if moves and self._system_moves():
            self._ease.stop()
            self._ease.start()
        else:
            self._arrive()

    def _system_moves(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) > 0

    def _arrive(self) -> None:
        self._ease.stop()
        self._shown = self._to
        self._refresh()

    @Slot(object)
    def _move(self, part: float) -> None:
        self._shown = self._from + (self._to - self._from) * part
        self._refresh()

    # For those who do not see

    def _speak(self) -> None:
        self.setAccessibleDescription(self._in_words())
        reading = self._reading
        if reading is None:
            for row in self._rows:
                row.tell(0, self.tr("nothing is drawn"))
            return
        order = np.argsort(-reading.outputs, kind="stable").tolist()
        for place, digit in enumerate(order, start=1):
            value = float(reading.values[digit])
            percent = 100 * value if reading.are_probabilities else value
            self._rows[digit].tell(percent, self._row_in_words(digit, place))

    def _row_in_words(self, digit: int, place: int) -> str:
        return self.tr("{value}, place {place} of 10").format(
            value=self.value_text(digit), place=place
        )

    def _in_words(self) -> str:
        if self._reading is None:
            return self.tr("Nothing is drawn.")
        first, second = (f"{digit}: {self.value_text(digit)}" for digit in self._reading.candidates)
        if not self._reading.unsure:
            return first
        return self.tr("Not sure; {first} or {second}").format(first=first, second=second)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._reading is not None:
            digit = int(event.pos().y() / self._row_height())
            if 0 <= digit < DIGITS:
                QToolTip.showText(event.globalPos(), self._rows[digit].in_words(), self)
                return True
        return super().event(event)

    # Looks

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        height = self._row_height()
        for digit, row in enumerate(self._rows):
            row.setGeometry(0, round(digit * height), self.width(), round(height))

    def _row_height(self) -> float:
        return (self.height() - _AXIS) / DIGITS

    def _refresh(self) -> None:
        """Paint the rows that look other than before, and the winner's; most often few do."""
        looks = [self._look(digit) for digit in range(DIGITS)]
        for digit, row in enumerate(self._rows):
            if looks[digit] != self._looks[digit] or digit == self._winner():
                self.update(row.geometry())
        self._looks = looks

    def _look(self, digit: int) -> tuple[object, ...]:
        """All that a row is painted from, its bar to a thousandth."""
        low, high = min(0.0, float(self._shown.min())), max(1.0, float(self._shown.max()))
        bar = (f"{part:.3f}" for part in (low, high, self._shown[digit]))
        return self._mark(digit), digit == self._winner(), self.value_text(digit), *bar

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours()
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("▶ 0 ") + 4
        right = metrics.horizontalAdvance("100.0 %") + 16
        track = QRectF(left, 0, max(self.width() - left - right, 10), self.height() - _AXIS)
        for digit, row in enumerate(self._rows):
            if event.region().intersects(row.geometry()):
                self._paint_row(painter, c, track, digit)
        if event.rect().bottom() < track.bottom():
            return
        painter.setFont(self.font())
        painter.setPen(QColor(c.quiet))
        painter.drawText(
            QRectF(0, track.bottom(), self.width(), _AXIS),
            Qt.AlignmentFlag.AlignCenter,
            self.axis_text(),
        )

    def _paint_row(self, painter: QPainter, c: Colours, track: QRectF, digit: int) -> None:
        height = self._row_height()
        row = QRectF(0, digit * height, self.width(), height)
        wins = digit == self._winner()
        font = QFont(self.font())
        font.setBold(wins)
        painter.setFont(font)
        painter.setPen(QColor(c.accent if wins else c.text))
        painter.drawText(
            QRectF(0, row.top(), track.left() - 6, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            f"{self._mark(digit)} {digit}",
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

    def _mark(self, digit: int) -> str:
        if self._reading is None:
            return ""
        first, second = self._reading.candidates
        if digit == first:
            return "▶"
        return "▷" if digit == second and self._reading.unsure else ""

    def _bar(self, groove: QRectF, digit: int) -> QRectF:
        """The bar of a digit: from zero, which moves right when outputs are negative."""
        values = self._shown
        low = min(0.0, float(values.min()))
        span = max(1.0, float(values.max())) - low
        zero = groove.left() - low / span * groove.width()
        end = groove.left() + (float(values[digit]) - low) / span * groove.width()
        return QRectF(min(zero, end), groove.top(), max(abs(end - zero), 1.0), groove.height())


class _SpokenBar(QProgressBar):
    """One row for screen readers, which find a bar with name and value there; it paints nothing."""

    _MOST = 1_000_000

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"outputBar{digit}")
        self.setAccessibleName(self.tr("Digit {digit}").format(digit=digit))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)

    def tell(self, value: float, description: str) -> None:
        """value: a percentage, or a raw output to the nearest whole number."""
        if description == self.accessibleDescription():
            return
        raw = not 0 <= value <= 100
        self.setRange(-self._MOST if raw else 0, self._MOST if raw else 100)
        finite = value if np.isfinite(value) else 0.0
        self.setValue(round(min(max(finite, -self._MOST), self._MOST)))
        self.setAccessibleDescription(description)

    def in_words(self) -> str:
        return f"{self.accessibleName()}: {self.accessibleDescription()}"
