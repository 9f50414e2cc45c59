"""Whose digits are shown, where several people have drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from ..state.digit import Digit
from ..widgets.plain import plain_name

_LETTERS = 10
"""Of a name that have room in the narrowest window."""


class WriterFilter(QComboBox):
    """Everyone, or one of the writers; hidden while nobody or only one person has drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writerFilter")
        self.setAccessibleName(self.tr("Show the digits of"))
        self.setToolTip(self.tr("Show the digits of one writer"))
        self.setMinimumContentsLength(_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._writers: list[str] = []
        """Those of the rows after the first; empty for digits without a name."""
        self._fill([])

    @property
    def writer(self) -> str | None:
        """Who is chosen, empty for digits without a name; None for everyone."""
        row = self.currentIndex()
        return self._writers[row - 1] if row > 0 else None

    def takes(self, digit: Digit) -> bool:
        """Whether a digit is shown."""
        return self.writer in (None, digit.record.writer or "")

    def show_everyone(self) -> None:
        self.setCurrentIndex(0)

    def show_digits(self, digits: Sequence[Digit]) -> None:
        """Offer the writers of these digits; the chosen one stays chosen, if there is still one."""
        names = {digit.record.writer or "" for digit in digits}
        writers = sorted(names, key=lambda name: (not name, name.casefold()))
        if len(writers) < 2:
            writers = []
        if writers != self._writers:
            self._fill(writers)

    def _fill(self, writers: list[str]) -> None:
        chosen = self.writer
        self.blockSignals(True)
        self.clear()
        self._writers = writers
        self.addItem(self.tr("by everyone"))
        for writer in writers:
            name = self.tr("without a name")
            if writer:
                name = self.tr("by {writer}").format(writer=plain_name(writer))
            self.addItem(name)
        self.setCurrentIndex(0 if chosen not in writers else writers.index(chosen) + 1)
        self.blockSignals(False)
        self.setVisible(bool(writers))
