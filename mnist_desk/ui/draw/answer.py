"""What the network reads, large: a digit, or the digits of a number."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from mnist_desk.core.reading import Reading

from ..widgets.announcer import Announcer
from ..widgets.tokens import colours

_LARGE = 3.0
"""Size of the digits, where there is room, as a multiple of the font's."""

_NO_ANSWER = "?"


def digit_text(reading: Reading) -> str:
    """The digit that is read; a question mark where the network has no answer."""
    return str(reading.winner) if reading.is_answer else _NO_ANSWER


class Answer(QWidget):
    """The answer, and below it between which two digits the network cannot decide, or that it has
    no answer.
    """

    chosen = Signal(int)
    """The place of a digit that the person wants to know more of, from 0 at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digits = DigitsLabel()
        self.digits.chosen.connect(self.chosen)
        self._unsure = QLabel()
        self._unsure.setObjectName("unsureLabel")
        self._unsure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keeps_its_place = self._unsure.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self._unsure.setSizePolicy(keeps_its_place)
        self._announcer = Announcer(self.digits)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(self.digits, 4)
        layout.addWidget(self._unsure)
        layout.addStretch(1)
        self.show_readings((), 0)

    def show_readings(self, readings: tuple[Reading, ...], selected: int) -> None:
        """The digits from left to right; the place of the one that the bars are about."""
        self.digits.show_digits(
            "".join(map(digit_text, readings)),
            tuple(reading.unsure or not reading.is_answer for reading in readings),
            selected,
        )
        doubt = self._doubt(readings[selected]) if readings else ""
        self._unsure.setText(doubt)
        self._unsure.setVisible(bool(doubt))
        self._announcer.say(self._in_words(readings))

    def _doubt(self, reading: Reading) -> str:
        """Empty when the network is sure."""
        if not reading.is_answer:
            return self.tr("no answer")
        if not reading.unsure:
            return ""
        first, second = reading.candidates
        return self.tr("not sure: {first} or {second}").format(first=first, second=second)

    def _in_words(self, readings: tuple[Reading, ...]) -> str:
        """What is announced. Selecting another digit of a number changes nothing in it."""
        number = self.digits.text()
        if len(readings) == 1:
            return self._doubt(readings[0]) or number
        if not all(reading.is_answer for reading in readings):
            return self.tr("no answer: {number}").format(number=number)
        if any(reading.unsure for reading in readings):
            return self.tr("not sure: {number}").format(number=number)
        return number


class DigitsLabel(QLabel):
    """Shows digits as large as fit; one of several is selected by mouse or arrow keys."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerLabel")
        self.setAccessibleName(self.tr("Answer"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._selected = 0
        self._unsure: tuple[bool, ...] = ()
        self.setAccessibleDescription(self.tr("Nothing is drawn."))

    def show_digits(self, digits: str, unsure: tuple[bool, ...], selected: int) -> None:
        """unsure: for each digit whether the network is."""
        if (digits, unsure, selected) == (self.text(), self._unsure, self._selected):
            return
        self.setText(digits)
        self._unsure, self._selected = unsure, selected
        several = len(digits) > 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.setToolTip(
            self.tr("Rest the mouse on a digit, or press the arrow keys, to see its bars")
            if several
            else ""
        )
        self.setAccessibleDescription(self._in_words() if digits else self.tr("Nothing is drawn."))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(112, round(self._font(_LARGE).lineSpacing()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, round(self._font(1.5).lineSpacing()))

    def _in_words(self) -> str:
        digits = self.text()
        words = self.tr("{digits}, not sure") if any(self._unsure) else "{digits}"
        if _NO_ANSWER in digits:
            words = self.tr("{digits}, no answer")
        if len(digits) > 1:
            words += self.tr("; selected: {digit}").format(digit=digits[self._selected])
        return words.format(digits=digits)

    def _font(self, size: float) -> QFontMetricsF:
        return QFontMetricsF(self._sized(size))

    def _sized(self, size: float) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * size)
        font.setBold(True)
        return font

    def _fitting(self) -> QFont:
        metrics = self._font(_LARGE)
        wide = metrics.horizontalAdvance(self.text() + " ") or 1.0
        fits = min(1.0, self.width() / wide, self.height() / metrics.height())
        return self._sized(max(0.7, _LARGE * fits))

    def _cells(self, font: QFont) -> list[QRectF]:
        """Where each digit is."""
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance("0"), metrics.height()
        left = (self.width() - width * len(self.text())) / 2
        top = (self.height() - height) / 2
        return [QRectF(left + i * width, top, width, height) for i in range(len(self.text()))]

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._fitting()
        painter.setFont(font)
        several = len(self.text()) > 1
        for place, (digit, cell) in enumerate(zip(self.text(), self._cells(font), strict=True)):
            unsure = self._unsure[place]
            painter.setPen(QColor(c.quiet if unsure else c.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, digit)
            line = QLineF(cell.left() + 2, cell.bottom() - 1, cell.right() - 2, cell.bottom() - 1)
            if several and place == self._selected:
                painter.setPen(QPen(QColor(c.accent), 3 if self.hasFocus() else 2))
                painter.drawLine(line)
            elif several and unsure:
                painter.setPen(QPen(QColor(c.quiet), 1.5, Qt.PenStyle.DotLine))
                painter.drawLine(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose_at(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose_at(event)

    def _choose_at(self, event: QMouseEvent) -> None:
        for place, cell in enumerate(self._cells(self._fitting())):
            if cell.contains(event.position()):
                self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and len(self.text()) > 1:
            self._choose(self._selected + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        if place != self._selected and 0 <= place < len(self.text()):
            self.chosen.emit(place)
