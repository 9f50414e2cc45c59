"""The ten outputs for one digit as small bars, the answer and the label marked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS

from .captions import value_in_words
from .plain import plain_name
from .spoken import Role, speak_as, tell
from .tokens import SMALL, TINY, colours

_NAME = 12
"""Letters of a name of a class."""
_WIDEST_VALUE = "100.0 %"
_BAR = (40, 100)
"""Width of the longest bar at least, and as it is wished, pixels."""


class ValueBars(QWidget):
    """A row for each class: its name, its bar, its value; a tick at what it was labelled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("Outputs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values: NDArray[np.float32] | None = None
        self._names = list(DIGIT_NAMES)
        self._label = -1
        self._are_probabilities = True

    def show_answer(self, answers: Answers, index: int) -> None:
        """Show what is answered to one digit of a set."""
        data = answers.digits.data
        are_probabilities = answers.model.recipe.loss == "cross-entropy"
        self.show_values(
            answers.values[index],
            int(data.labels[index]),
            data.names,
            are_probabilities=are_probabilities,
        )

    def show_values(
        self,
        values: NDArray[np.float32] | None,
        label: int = -1,
        names: tuple[str, ...] = DIGIT_NAMES,
        *,
        are_probabilities: bool = True,
    ) -> None:
        """values: (10,), None for nothing. label: what it was; -1 where that is not known."""
        self._values, self._label = values, label
        self._names = [plain_name(name, _NAME) for name in names]
        self._are_probabilities = are_probabilities
        tell(self, "" if values is None else self._in_words(values))
        self.updateGeometry()
        self.update()

    def _in_words(self, values: NDArray[np.float32]) -> str:
        """The three largest."""
        largest = np.argsort(-values)[:3].tolist()
        return ", ".join(f"{self._names[digit]}: {self._text(values[digit])}" for digit in largest)

    def _text(self, value: float) -> str:
        return value_in_words(value, is_probability=self._are_probabilities)

    def sizeHint(self) -> QSize:
        return QSize(self._words_width() + _BAR[1], DIGITS * (self.fontMetrics().height() + TINY))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(_BAR[1] - _BAR[0], 0)

    def _words_width(self) -> int:
        return self._name_width() + self._value_width()

    def _name_width(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, self._names)) + SMALL

    def _value_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(_WIDEST_VALUE) + SMALL

    def paintEvent(self, event: QPaintEvent) -> None:
        values = self._values
        if values is None:
            return
        painter = QPainter(self)
        whole = 1.0 if self._are_probabilities else max(float(values.max()), 1e-9)
        parts = np.clip(np.nan_to_num(values / whole), 0, 1).tolist()
        answer, height = int(values.argmax()), self.height() / DIGITS
        for digit in range(DIGITS):
            row = QRectF(0, digit * height, self.width(), height)
            self._paint_words(painter, row, digit, is_answer=digit == answer)
            self._paint_bar(painter, row, digit, parts[digit], is_answer=digit == answer)

    def _paint_words(self, painter: QPainter, row: QRectF, digit: int, *, is_answer: bool) -> None:
        """The name at the left, the value at the right."""
        assert self._values is not None
        c, middle = colours(), Qt.AlignmentFlag.AlignVCenter
        colour = c.text if is_answer else c.quiet
        painter.setPen(QColor(c.good if digit == self._label else colour))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | middle, self._names[digit])
        painter.setPen(QColor(colour))
        value = self._text(float(self._values[digit]))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | middle, value)

    def _paint_bar(
        self, painter: QPainter, row: QRectF, digit: int, part: float, *, is_answer: bool
    ) -> None:
        c, left, room = colours(), self._name_width(), self.width() - self._words_width()
        colour = c.bar
        if is_answer:
            colour = c.accent if self._label in (-1, digit) else c.second
        bar = QRectF(left, row.y() + TINY, room * part, row.height() - 2 * TINY)
        painter.fillRect(bar, QColor(colour))
        if digit == self._label:
            tick = QRectF(left - TINY, row.y() + 2, 2, row.height() - 4)
            painter.fillRect(tick, QColor(c.good))
