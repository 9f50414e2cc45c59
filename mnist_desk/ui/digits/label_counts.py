"""How many of my digits there are of each label, and how many are read right; a click filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGITS

from ..state.digit import Digit
from ..widgets.cell_grid import paint_ring
from ..widgets.tokens import SMALL_RADIUS, TINY, colours

_ALL = DIGITS
"""The number of the button that shows all; those of the labels are the labels."""
_BAR = 3
"""Height of the bar, pixels."""


class Count(NamedTuple):
    """Of one label: how many there are, how many are read right, and how many are read at all."""

    n: int = 0
    right: int = 0
    read: int = 0


def counts_of(digits: Sequence[Digit]) -> list[Count]:
    """The counts of the labels 0 to 9, then that of all."""
    tally = Counter((digit.label, digit.is_right) for digit in digits)
    counts = []
    for label in range(DIGITS):
        right, wrong = tally[label, True], tally[label, False]
        counts.append(Count(right + wrong + tally[label, None], right, right + wrong))
    return [*counts, Count(*map(sum, zip(*counts, strict=True)))]


class LabelCounts(QWidget):
    """A button for all, and one for each label."""

    chosen = Signal(object)
    """The label to show, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelCounts")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TINY)
        for number in (_ALL, *range(DIGITS)):
            button = _CountButton(self.tr("All") if number == _ALL else str(number))
            button.setObjectName("countAll" if number == _ALL else f"count{number}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(_ALL).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self.show_digits(())

    @property
    def label(self) -> int | None:
        """The label that is chosen, or None for all."""
        number = self._group.checkedId()
        return None if number == _ALL else number

    def choose(self, label: int | None) -> None:
        self._group.button(_ALL if label is None else label).setChecked(True)

    def show_digits(self, digits: Sequence[Digit]) -> None:
        for number, count in enumerate(counts_of(digits)):
            button = self._group.button(number)
            if isinstance(button, _CountButton):
                what = self.tr("All digits") if number == _ALL else f"{number}"
                button.show_count(count, self._in_words(what, count))

    def _in_words(self, what: str, count: Count) -> str:
        told = self.tr("{what}: {n} kept").format(what=what, n=count.n)
        if not count.read:
            return told
        right = self.tr("{right} of {n} read right").format(right=count.right, n=count.read)
        return f"{told}, {right}"

    @Slot(int, bool)
    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            self.chosen.emit(None if number == _ALL else number)


class _CountButton(QAbstractButton):
    """A title, how many there are, and a bar of how many of them are read right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = Count()

    def show_count(self, count: Count, words: str) -> None:
        self._count = count
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("100") + 2 * TINY
        return QSize(width + TINY, 2 * metrics.height() + 3 * TINY + _BAR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(c.accent if on else c.line))
        painter.setBrush(QColor(c.notice if on else c.hover if self.underMouse() else c.raised))
        painter.drawRoundedRect(rect, SMALL_RADIUS, SMALL_RADIUS)
        line = self.fontMetrics().height()
        title = QRectF(TINY, TINY, self.width() - 2 * TINY, line)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(c.text if self._count.n else c.quiet))
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(c.quiet))
        number = title.translated(0, line)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, self._number(number.width()))
        self._paint_bar(painter, QRectF(2 * TINY, number.bottom(), self.width() - 4 * TINY, _BAR))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def _number(self, room: float) -> str:
        """How many, and how many of them are right where that has room, pixels."""
        n, right, read = self._count
        fits = self.fontMetrics().horizontalAdvance
        told = f"{n} ✓" if right == n else f"{right}/{n}"
        return told if read == n and n and fits(told) <= room else str(n)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        if not self._count.read:
            return
        c, part = colours(), self._count.right / self._count.read
        painter.fillRect(bar, QColor(c.second))
        painter.fillRect(QRectF(bar.x(), bar.y(), part * bar.width(), bar.height()), QColor(c.good))
