"""The ten outputs of the network as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Property, QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS
from mnist_desk.core.reading import Reading

from ..widgets.plain import plain_name
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import SMALL_RADIUS, Colours, colours
from .easing import Easing
from .spoken_bar import SpokenBar
from .values import value_text

_ROW = 20
_LOWEST_ROW = 14
_LEAST_TRACK = 40
_AXIS = 20
_LETTERS = 9
"""Pixels; rows and axis are higher where the font is larger."""


class OutputBars(QWidget):
    """One row a digit: the digit, its bar, its value; colour and a triangle mark the winner, and a
    hollow one what else it could be when the network is between two. Numbers that are no answer
    have no bars.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Chart, self.tr("What the network reads"))
        self.setObjectName("outputBars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._reading: Reading | None = None
        self._answer: Reading | None = None
        self._first = self._second = -1
        self._probabilities = True
        self._names = DIGIT_NAMES
        self._easing = Easing(self, DIGITS)
        self._easing.moved.connect(self._refresh)
        self._rows = [SpokenBar(digit, self) for digit in range(DIGITS)]
        self._looks = [self._look(digit) for digit in range(DIGITS)]
        self._speak()

    def _winner(self) -> int:
        return self._first

    winner = Property(int, _winner)
    """The digit with the largest output, or -1 when nothing is drawn or there is no answer."""

    def _unsure(self) -> bool:
        return self._answer is not None and self._answer.unsure

    unsure = Property(bool, _unsure)
    """Whether the network is not sure of the winner."""

    def show_names(self, names: tuple[str, ...]) -> None:
        """What the ten outputs are called; those of digits are their numbers."""
        if names == self._names:
            return
        self._names = names
        for row, name in zip(self._rows, names, strict=True):
            row.show_name(name)
        self.updateGeometry()
        self.update()
        self._speak()

    def set_motion(self, motion: bool) -> None:
        """Whether bars move to their new lengths; never when the system asks for no motion."""
        self._easing.set_allowed(motion)
        self._refresh()

    def sizeHint(self) -> QSize:
        row = max(_ROW, round(1.4 * self.fontMetrics().height()))
        return QSize(self._beside_track() + 4 * _LEAST_TRACK, DIGITS * row + self._axis())

    def minimumSizeHint(self) -> QSize:
        row = max(_LOWEST_ROW, self.fontMetrics().capHeight() + 4)
        return QSize(self._beside_track() + _LEAST_TRACK, DIGITS * row + self._axis())

    @Slot(object)
    def show_reading(self, reading: Reading | None) -> None:
        before, axis, self._reading = self._answer, self.axis_text(), reading
        answer = self._answer = reading if reading is not None and reading.is_answer else None
        self._first = self._second = -1
        if reading is not None:
            self._probabilities = reading.are_probabilities
        if answer is None:
            self._easing.stop()
        else:
            self._first, second = answer.candidates
            self._second = second if answer.doubt == "between" else -1
            self._move_bars(answer, before)
        if self.axis_text() != axis:
            self.update()
        self._speak()
        self._refresh()

    def _move_bars(self, answer: Reading, before: Reading | None) -> None:
        values = answer.values.astype(np.float64)
        if before is None or before.are_probabilities != answer.are_probabilities:
            self._easing.jump_to(values)
        else:
            self._easing.move_to(values)

    def value_text(self, digit: int) -> str:
        """The value of a digit as it is shown; empty when nothing is drawn."""
        if self._reading is None:
            return ""
        return value_text(self._reading, digit)

    def axis_text(self) -> str:
        """What the bars measure, or why there are none."""
        if self._reading is not None and self._answer is None:
            return self.tr("no answer: numbers overflowed")
        if self._probabilities:
            return self.tr("probability (softmax)")
        return self.tr("raw output of the network")

    # For those who do not see

    def _speak(self) -> None:
        tell(self, self._in_words())
        answer = self._answer
        if answer is None:
            is_drawn = self._reading is not None
            for row in self._rows:
                row.tell(0, self.tr("no answer") if is_drawn else self.tr("nothing is drawn"))
            return
        order = np.argsort(-answer.outputs, kind="stable").tolist()
        for place, digit in enumerate(order, start=1):
            value = float(answer.values[digit])
            percent = 100 * value if answer.are_probabilities else value
            self._rows[digit].tell(percent, self._row_in_words(digit, place))

    def _row_in_words(self, digit: int, place: int) -> str:
        return self.tr("{value}, place {place} of 10").format(
            value=self.value_text(digit), place=place
        )

    def _in_words(self) -> str:
        if self._reading is None:
            return self.tr("Nothing is drawn.")
        if self._answer is None:
            return self.tr("No answer: the numbers have grown beyond all bounds.")
        first = f"{self._names[self._first]}: {self.value_text(self._first)}"
        if self._unsure():
            none = self.tr("Looks like no digit; nearest is {first}").format(first=first)
            first = first if self._second >= 0 else none
        if self._second < 0:
            return first
        second = f"{self._names[self._second]}: {self.value_text(self._second)}"
        return self.tr("Not sure; {first} or {second}").format(first=first, second=second)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._reading is not None:
            digit = int(event.pos().y() / self._row_height())
            if 0 <= digit < DIGITS:
                QToolTip.showText(event.globalPos(), self._rows[digit].in_words(), self)
                return True
        return super().event(event)

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_rows()
            self.updateGeometry()

    def _place_rows(self) -> None:
        height = self._row_height()
        for digit, row in enumerate(self._rows):
            row.setGeometry(0, round(digit * height), self.width(), round(height))

    def _row_height(self) -> float:
        return (self.height() - self._axis()) / DIGITS

    def _axis(self) -> int:
        return max(_AXIS, self.fontMetrics().height() + 4)

    def _left(self) -> int:
        """Where the bars begin, right of the digits."""
        longest = max(self._thick().horizontalAdvance(f"▶ {name} ") for name in self._shown_names())
        return longest + 4

    def _shown_names(self) -> list[str]:
        """Names beside the bars; long ones are cut, and whole in the tip."""
        return [plain_name(name, _LETTERS) for name in self._names]

    def _beside_track(self) -> int:
        """How much of the width digits and values take."""
        return self._left() + self._thick().horizontalAdvance("100.0 %") + 8

    def _thick(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font)

    @Slot()
    def _refresh(self) -> None:
        """Paint the rows that look other than before, and the winner's; most often few do."""
        looks = [self._look(digit) for digit in range(DIGITS)]
        for digit, row in enumerate(self._rows):
            if looks[digit] != self._looks[digit] or digit == self._first:
                self.update(row.geometry())
        self._looks = looks

    def _look(self, digit: int) -> tuple[object, ...]:
        """All that a row is painted from, its bar to a thousandth."""
        values = self._easing.shown
        low, high = min(0.0, float(values.min())), max(1.0, float(values.max()))
        bar = (f"{part:.3f}" for part in (low, high, values[digit]))
        return self._mark(digit), digit == self._first, self.value_text(digit), *bar

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours()
        axis, left = self._axis(), self._left()
        wide = max(self.width() - self._beside_track(), 10)
        track = QRectF(left, 0, wide, self.height() - axis)
        for digit, row in enumerate(self._rows):
            if event.region().intersects(row.geometry()):
                self._paint_row(painter, c, track, digit)
        if event.rect().bottom() < track.bottom():
            return
        font = QFont(self.font())
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(c.quiet))
        painter.drawText(
            QRectF(0, track.bottom(), self.width(), axis),
            Qt.AlignmentFlag.AlignCenter,
            self.fontMetrics().elidedText(
                self.axis_text(), Qt.TextElideMode.ElideRight, self.width()
            ),
        )

    def _paint_row(self, painter: QPainter, c: Colours, track: QRectF, digit: int) -> None:
        height = self._row_height()
        row = QRectF(0, digit * height, self.width(), height)
        wins = digit == self._first
        font = QFont(self.font())
        font.setBold(wins or font.bold())
        painter.setFont(font)
        painter.setPen(QColor(c.accent if wins else c.text))
        painter.drawText(
            QRectF(0, row.top(), track.left() - 6, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            f"{self._mark(digit)} {plain_name(self._names[digit], _LETTERS)}",
        )
        painter.setPen(Qt.PenStyle.NoPen)
        between = max(2.0, height / 8)
        groove = QRectF(track.left(), row.top() + between, track.width(), height - 2 * between)
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(groove, SMALL_RADIUS, SMALL_RADIUS)
        if self._reading is None:
            return
        if self._answer is not None:
            painter.setBrush(QColor(c.accent if wins else c.bar))
            bar = self._bar(groove, digit)
            radius = min(float(SMALL_RADIUS), bar.width() / 2)
            painter.drawRoundedRect(bar, radius, radius)
        painter.setPen(QColor(c.text if wins else c.quiet))
        painter.drawText(
            QRectF(track.right(), row.top(), row.right() - track.right(), height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self.value_text(digit),
        )

    def _mark(self, digit: int) -> str:
        if digit == self._first:
            return "▶"
        return "▷" if digit == self._second else ""

    def _bar(self, groove: QRectF, digit: int) -> QRectF:
        """The bar of a digit: from zero, which moves right when outputs are negative."""
        values = self._easing.shown
        low = min(0.0, float(values.min()))
        span = max(1.0, float(values.max())) - low
        zero = groove.left() - low / span * groove.width()
        end = groove.left() + (float(values[digit]) - low) / span * groove.width()
        return QRectF(min(zero, end), groove.top(), max(abs(end - zero), 1.0), groove.height())
