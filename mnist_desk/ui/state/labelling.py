"""A key tells what a drawing was meant to be, and it is kept among my digits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.collection import record_of
from mnist_desk.core.digit_reading import Part
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink_file import InkRecord

from .digit import Digit
from .my_digits import MyDigits
from .reader import Reader
from .sheet import Sheet


class Labelling(QObject):
    """Labels what is on the sheet; the digits of a number one after the other, from the left."""

    kept = Signal(int)
    """A digit was kept as this one."""
    refused = Signal(int)
    """What is on the sheet is kept already, as this digit."""
    awaited = Signal(int, int)
    """`next_digit`, whenever it may be another."""

    def __init__(
        self,
        sheet: Sheet,
        reader: Reader,
        my_digits: MyDigits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._reader, self._mine = sheet, reader, my_digits
        self._of_file: InkRecord | None = None
        reader.read.connect(self._tell_awaited)
        my_digits.changed.connect(self._tell_awaited)

    def know(self, record: InkRecord) -> None:
        """What a file tells of a drawing that is put on the sheet: its writer stays with it."""
        self._of_file = record

    def _writer(self, drawing: Drawing) -> str | None:
        known = self._of_file
        if known is not None and known.writer and drawing == known.ink:
            return known.writer
        return self._mine.writer or None

    @Slot(int)
    def keep(self, label: int) -> None:
        """Keep the first digit that is not kept yet, and select the next; with the last one the
        sheet is cleared. Each is undone as one. A drawing that is kept already is refused.
        """
        if not self._sheet.drawing or not self._sheet.is_finished:
            return
        self._reader.read_now()
        left = self._unkept()
        if not left:
            first = self._reader.reading.parts[0].drawing
            self.refused.emit(self._mine.kept_as(first))
            return
        part = left[0][1]
        answer = part.reading.winner if part.reading.is_answer else None
        record = record_of(part.drawing, label, answer, self._writer(part.drawing))
        stack = self._sheet.undo_stack
        stack.beginMacro(self.tr("Keep as {label}").format(label=label))
        self._mine.keep(Digit(record))
        if len(left) == 1:
            self._sheet.clear()
        stack.endMacro()
        if len(left) > 1:
            self._reader.select(left[1][0])
        self.kept.emit(label)

    def _unkept(self) -> list[tuple[int, Part]]:
        """The digits on the sheet that are not among mine, with their places."""
        parts = enumerate(self._reader.reading.parts)
        return [(at, part) for at, part in parts if self._mine.kept_as(part.drawing) is None]

    @property
    def next_digit(self) -> tuple[int, int]:
        """Which digit of a number the next key names, from 1 at the left, and of how many; 0 and 0
        when there is no number.
        """
        count = len(self._reader.reading.parts)
        left = self._unkept() if count > 1 else []
        return (left[0][0] + 1, count) if left else (0, 0)

    @Slot()
    def _tell_awaited(self) -> None:
        if self._sheet.is_finished:
            self.awaited.emit(*self.next_digit)
