"""How many of my digits there are of each label, and how many are read right; a click filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mnist_desk.core.dataset import DIGITS

from ..state.digit import Digit
from ..widgets.class_row import ClassRow
from ..widgets.count_card import BAR, CountCard
from ..widgets.tokens import TINY, colours


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


class LabelCounts(ClassRow):
    """A card for each label, and one for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelCounts")
        self._all = _Card(self.tr("All"))
        self._labels = [_Card(str(label)) for label in range(DIGITS)]
        self.set_cards("count", self._all, self._labels)
        self.show_digits(())

    def show_digits(self, digits: Sequence[Digit]) -> None:
        *counts, of_all = counts_of(digits)
        for label, count in enumerate(counts):
            self._labels[label].show_count(count, self._in_words(str(label), count))
        self._all.show_count(of_all, self._in_words(self.tr("All digits"), of_all))

    def _in_words(self, what: str, count: Count) -> str:
        told = self.tr("{what}: {n} kept").format(what=what, n=count.n)
        if not count.read:
            return told
        right = self.tr("{right} of {n} read right").format(right=count.right, n=count.read)
        return f"{told}, {right}"


class _Card(CountCard):
    """A title, how many there are, and a bar of how many of them are read right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self._count = Count()

    def show_count(self, count: Count, words: str) -> None:
        self._count = count
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("100") + 3 * TINY
        return QSize(width, 2 * metrics.height() + 3 * TINY + BAR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paint_card(self, painter: QPainter) -> None:
        c, count = colours(), self._count
        number = self._number(self.width() - 2 * TINY)
        below = self.paint_words(painter, self.text(), number, c.text if count.n else c.quiet)
        if count.read:
            self.paint_bar(painter, below, count.right / count.read, c.good, c.second)

    def _number(self, room: float) -> str:
        """How many, and how many of them are right where that has room, pixels."""
        n, right, read = self._count
        fits = self.fontMetrics().horizontalAdvance
        told = f"{n} ✓" if right == n else f"{right}/{n}"
        return told if read == n and n and fits(told) <= room else str(n)
