"""The ten outputs for one digit as small bars, the answer and the label marked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS

from .spoken import Role, speak_as, tell
from .tokens import SMALL, TINY, colours

_LONGEST_NAME = 12
"""Letters of a name of a class."""


class ValueBars(QWidget):
    """A row for each class: its name, its bar, its value; a tick at what it was labelled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values: NDArray[np.float32] | None = None
        self._names = DIGIT_NAMES
        self._label = -1
        self._are_probabilities = True

    def show_values(
        self,
        values: NDArray[np.float32] | None,
        label: int = -1,
        names: tuple[str, ...] = DIGIT_NAMES,
        *,
        are_probabilities: bool = True,
    ) -> None:
        """values: (10,), None for nothing. label: what it was; -1 where that is not known."""
        self._values, self._label, self._names = values, label, names
        self._are_probabilities = are_probabilities
        tell(self, self._in_words())
        self.update()

    def _in_words(self) -> str:
        if self._values is None:
            return ""
        largest = np.argsort(-self._values)[:3]
        return ", ".join(f"{self._names[digit]}: {self._text(int(digit))}" for digit in largest)

    def _text(self, digit: int) -> str:
        assert self._values is not None
        value = float(self._values[digit])
        if not self._are_probabilities:
            return f"{value:.2f}"
        return "<0.1 %" if value < 0.0005 else f"{100 * value:.1f} %"

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        return QSize(
            self._name_width() + letters.horizontalAdvance("100.0 %") + 100,
            DIGITS * (letters.height() + TINY),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - 60, self.sizeHint().height())

    def _name_width(self) -> int:
        letters = self.fontMetrics()
        return max(letters.horizontalAdvance(name[:_LONGEST_NAME]) for name in self._names) + SMALL

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._values is None:
            return
        painter, c, letters = QPainter(self), colours(), self.fontMetrics()
        name_width, value_width = self._name_width(), letters.horizontalAdvance("100.0 %") + SMALL
        height = self.height() / DIGITS
        room = self.width() - name_width - value_width
        answer = int(self._values.argmax())
        least, most = min(float(self._values.min()), 0.0), max(float(self._values.max()), 1e-9)
        whole = 1.0 if self._are_probabilities else most - least
        for digit in range(DIGITS):
            row = QRectF(0, digit * height, self.width(), height)
            is_label = digit == self._label
            mark = c.good if is_label else c.text if digit == answer else c.quiet
            painter.setPen(QColor(mark))
            name = self._names[digit][:_LONGEST_NAME]
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            value = max(float(self._values[digit]), 0.0)
            bar = QRectF(
                name_width, row.y() + TINY, room * min(value / whole, 1), height - 2 * TINY
            )
            wrong = self._label not in (-1, answer)
            winner = c.second if wrong else c.accent
            painter.fillRect(bar, QColor(winner if digit == answer else c.bar))
            if is_label:
                painter.fillRect(
                    QRectF(name_width - TINY, row.y() + 2, 2, height - 4), QColor(c.good)
                )
            painter.setPen(QColor(c.text if digit == answer else c.quiet))
            painter.drawText(
                row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._text(digit)
            )
