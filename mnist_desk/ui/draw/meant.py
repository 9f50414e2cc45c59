"""Ten small buttons that tell what a drawing was meant to be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mnist_desk.core.dataset import DIGITS

from ..widgets.plain import plain_name
from ..widgets.tokens import TINY
from .meant_button import MeantButton

_WRITER = 20
"""Letters of a writer's name."""
_LEAST_TEXT = 14
"""Pixels: smaller letters are not made to say more."""


class MeantRow(QWidget):
    """A line that says what the buttons are for, or what was just kept, above the buttons."""

    meant = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meantRow")
        self._awaited = (0, 0)
        self._told = _OneLine()
        self._told.setObjectName("meantLabel")
        self._buttons = [MeantButton(digit) for digit in range(DIGITS)]
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._told)
        layout.addLayout(row)
        self.show_drawn(False)

    @Slot(bool)
    def show_drawn(self, drawn: bool) -> None:
        """Whether there is a drawing that can be kept."""
        for button in self._buttons:
            button.setEnabled(drawn)
        if drawn or not self._told.text():
            self.show_prompt()

    def show_names(self, names: Sequence[str]) -> None:
        """What the ten classes are called."""
        for button, name in zip(self._buttons, names, strict=True):
            button.show_name(name)

    def show_counts(self, labels: Sequence[int]) -> None:
        """The labels of all digits that are kept: how many there are of each."""
        counts = np.bincount(labels, minlength=DIGITS).tolist() if labels else [None] * DIGITS
        for button, count in zip(self._buttons, counts, strict=True):
            button.show_count(count)

    def show_kept(self, digit: int, number: int, writer: str = "") -> None:
        """Confirm; number: how many drawings are kept now. writer: whose this one is."""
        place, count = self._awaited
        told = self.tr("Kept as {digit} · {number} in My digits · Undo takes it back")
        if writer:
            told = self.tr("Kept as {digit} by {writer} · {number} in My digits")
        if count:
            told = self.tr("Kept as {digit} · next: digit {place} of {count}, from the left")
        self._told.setText(
            told.format(
                digit=digit,
                number=number,
                place=place,
                count=count,
                writer=plain_name(writer, _WRITER),
            )
        )

    @Slot(int)
    def show_refused(self, digit: int) -> None:
        """The drawing is kept already, as this digit."""
        told = self.tr("Kept already, as {digit} · relabel it in My digits")
        self._told.setText(told.format(digit=digit))

    @Slot(int, int)
    def show_awaited(self, place: int, count: int) -> None:
        """Which digit of a number is meant, from 1 at the left; 0 and 0 when there is no number."""
        if (place, count) != self._awaited:
            self._awaited = place, count
            self.show_prompt()

    @Slot()
    def show_prompt(self) -> None:
        """Say what the buttons are for; what was kept may have been taken back."""
        place, count = self._awaited
        prompt = self.tr("I meant (keeps it in My digits):")
        if count:
            prompt = self.tr("Digit {place} of {count}, from the left, was meant to be:")
        self._told.setText(prompt.format(place=place, count=count))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, MeantButton):
            self.meant.emit(button.digit)


class _OneLine(QLabel):
    """Writes smaller, then elides, what has no room, rather than hold the panel wide open."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, font = QPainter(self), QFont(self.font())
        room = self.width() / max(self.fontMetrics().horizontalAdvance(self.text()), 1)
        if room < 1:
            least = min(self.fontInfo().pixelSize(), _LEAST_TEXT)
            font.setPixelSize(max(int(self.fontInfo().pixelSize() * room), least))
            painter.setFont(font)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
