"""The answer's digits, as large as fit."""

from __future__ import annotations

from dataclasses import dataclass

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
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mnist_desk.core.reading import Reading

from ..widgets.tokens import HERO, RADIUS, RING, SMALL_RADIUS, colours
from .verdict import Kind

_NO_ANSWER = "?"


def digit_text(reading: Reading) -> str:
    """The digit that is read; a question mark where the network has no answer."""
    return str(reading.winner) if reading.is_answer else _NO_ANSWER


@dataclass(frozen=True)
class Digits:
    """text: from left to right. kinds: what is to be thought of each. selected: the place of the
    one that the bars are about.
    """

    text: str = ""
    kinds: tuple[Kind, ...] = ()
    selected: int = 0

    @property
    def several(self) -> bool:
        return len(self.text) > 1


class DigitsLabel(QLabel):
    """Shows digits; one of several is selected by mouse or arrow keys."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerLabel")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("Answer"))
        self.setAccessibleDescription(self.tr("Nothing is drawn."))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._digits = Digits()

    def show_digits(self, digits: Digits) -> None:
        if digits == self._digits:
            return
        self._digits = digits
        self.setText(digits.text)
        several = digits.several
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.setToolTip(
            self.tr("Rest the mouse on a digit, or press the arrow keys, to see its bars")
            if several
            else ""
        )
        self.setAccessibleDescription(self._in_words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * HERO[0], HERO[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(HERO[0], HERO[0])

    def _in_words(self) -> str:
        digits = self._digits
        if not digits.text:
            return self.tr("Nothing is drawn.")
        words = "{digits}"
        if {Kind.BETWEEN, Kind.NONE} & set(digits.kinds):
            words = self.tr("{digits}, not sure")
        if Kind.BROKEN in digits.kinds:
            words = self.tr("{digits}, no answer")
        if digits.several:
            words += self.tr("; selected: {digit}").format(digit=digits.text[digits.selected])
        return words.format(digits=digits.text)

    # Where each digit is

    def _fitting(self) -> QFont:
        """As high as the label, if all digits fit beside each other."""
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(max(self.height(), 8))
        wide = QFontMetricsF(font).horizontalAdvance("0") * max(len(self._digits.text), 1)
        if wide > self.width():
            font.setPixelSize(max(int(self.height() * self.width() / wide), 8))
        return font

    def _cells(self, font: QFont) -> list[QRectF]:
        width = QFontMetricsF(font).horizontalAdvance("0")
        return [
            QRectF(place * width, 0, width, self.height())
            for place in range(len(self._digits.text))
        ]

    # Looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._digits.text:
            self._paint_place(painter)
            return
        font = self._fitting()
        painter.setFont(font)
        # Digits have no part below the line: their own height is what stands in the middle.
        base = (self.height() + QFontMetricsF(font).capHeight()) / 2
        for place, cell in enumerate(self._cells(font)):
            self._paint_digit(painter, place, cell, base)
        if self.hasFocus():
            self._paint_ring(painter)

    def _paint_place(self, painter: QPainter) -> None:
        """Where the first digit will stand."""
        high = 0.7 * self.height()
        painter.setPen(QPen(QColor(colours().edge), 1, Qt.PenStyle.DashLine))
        place = QRectF(0.5, (self.height() - high) / 2, 0.75 * high, high)
        painter.drawRoundedRect(place, RADIUS, RADIUS)

    def _paint_digit(self, painter: QPainter, place: int, cell: QRectF, base: float) -> None:
        c, digits = colours(), self._digits
        kind, digit = digits.kinds[place], digits.text[place]
        painter.setPen(QColor(getattr(c, kind.digit)))
        room = cell.width() - painter.fontMetrics().horizontalAdvance(digit)
        painter.drawText(int(cell.left() + room / 2), round(base), digit)
        if not digits.several:
            return
        below = min(base + 0.12 * cell.height(), cell.bottom() - 2)
        line = QLineF(cell.left() + 2, below, cell.right() - 2, below)
        if place == digits.selected:
            painter.setPen(QPen(QColor(c.accent), 3))
            painter.drawLine(line)
        elif kind not in (Kind.SURE, Kind.LIKELY):
            painter.setPen(QPen(QColor(c.quiet), 2, Qt.PenStyle.DotLine))
            painter.drawLine(line)

    def _paint_ring(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colours().accent), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = RING / 2
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, SMALL_RADIUS, SMALL_RADIUS)

    # Choosing one

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
        if event.key() in steps and self._digits.several:
            self._choose(self._digits.selected + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        if place != self._digits.selected and 0 <= place < len(self._digits.text):
            self.chosen.emit(place)
