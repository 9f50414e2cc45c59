"""Going through the drawings of an ink file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mnist_desk.core.ink_file import InkRecord

from ..widgets.buttons import icon_button
from ..widgets.elided_label import ElidedLabel
from ..widgets.plain import plain_name

_WRITER = 16
"""Letters of a writer's name."""


class InkPages(QWidget):
    """Shown while a file with several drawings is open: which of them, the one before, the next."""

    chosen = Signal(InkRecord)
    """What to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inkPages")
        self._records: Sequence[InkRecord] = ()
        self._at = 0
        self._text = ElidedLabel()
        self._text.setObjectName("inkPagesText")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._before = icon_button(
            "pageBefore", "chevron-left", self.tr("The drawing before in this file")
        )
        self._next = icon_button(
            "pageNext", "chevron-right", self.tr("The next drawing in this file")
        )
        close = icon_button("pagesClose", "x", self.tr("Put the file away; the drawing stays"))
        self._before.clicked.connect(self.show_before)
        self._next.clicked.connect(self.show_next)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._before)
        row.addWidget(self._text, 1)
        row.addWidget(self._next)
        row.addWidget(close)
        self.hide()

    def open(self, records: Sequence[InkRecord]) -> None:
        """Choose the first drawing; the row is for files with several. At least one record."""
        self._records = records
        self.setVisible(len(records) > 1)
        self._show(0)

    @Slot()
    def show_before(self) -> None:
        if self._at > 0:
            self._show(self._at - 1)

    @Slot()
    def show_next(self) -> None:
        if self._at + 1 < len(self._records):
            self._show(self._at + 1)

    @Slot()
    def put_away(self) -> None:
        self._records = ()
        self.hide()

    def _show(self, at: int) -> None:
        self._at = at
        record, number = self._records[at], f"{len(self._records):,}"
        text = self.tr("Drawing {at} of {number}").format(at=f"{at + 1:,}", number=number)
        if record.label is not None:
            text = self.tr("{text}, meant as {label}").format(text=text, label=record.label)
        if record.writer:
            writer = plain_name(record.writer, _WRITER)
            text = self.tr("{text}, by {writer}").format(text=text, writer=writer)
        self._text.setText(text)
        self._before.setEnabled(at > 0)
        self._next.setEnabled(at + 1 < len(self._records))
        self.chosen.emit(record)
