"""Which digits a network is tried on, of all that there are."""

from __future__ import annotations

import functools
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_set import DigitSet, drawn_set
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.intake import Watch, part_of

from .file_reading import FileReading
from .my_digits import MyDigits
from .open_data import OpenData


class Source(Enum):
    TEST = "test"
    TRAIN = "train"
    MINE = "mine"
    FILE = "file"
    """An ink file, once one was opened."""


class DigitSets(QObject):
    """One of them is looked at; it is there as soon as it has been read."""

    changed = Signal()
    """`current` is another set, or `file` another one."""

    def __init__(
        self,
        open_data: OpenData,
        my_digits: MyDigits,
        files: FileReading,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_data, self._my_digits, self._files = open_data, my_digits, files
        self.source = Source.TEST
        self.file: DigitSet | None = None
        """What was read from a file."""
        self._mine: DigitSet | None = None
        open_data.changed.connect(self._on_data)
        my_digits.changed.connect(self._on_mine)
        my_digits.answers_changed.connect(self._on_mine)

    @property
    def current(self) -> DigitSet | None:
        """What is looked at; None while it is read, or when there is none."""
        if self.source is Source.FILE:
            return self.file
        if self.source is Source.MINE:
            return self._of_mine()
        sets = self._open_data.sets
        if sets is None:
            return None
        return sets.test if self.source is Source.TEST else sets.train

    @property
    def is_empty(self) -> bool:
        """Whether there is none to look at, and none is being read."""
        return self.source is Source.MINE and self.current is None and self._my_digits.seen

    def choose(self, source: Source) -> None:
        """Look at others. They may have to be read first."""
        if source is Source.MINE:
            self._my_digits.load()
        elif source in (Source.TEST, Source.TRAIN):
            self._open_data.ask()
        if source is not self.source:
            self.source = source
            self.changed.emit()

    def open(self, path: Path) -> None:
        """Read an ink file in the background and look at its digits."""
        read = functools.partial(_read_ink, path)
        self._files.read(self.tr("Reading digits…"), read, self._on_file)

    @Slot()
    def _on_data(self) -> None:
        if self.source in (Source.TEST, Source.TRAIN):
            self.changed.emit()

    @Slot()
    def _on_mine(self) -> None:
        before = self._mine
        if self.source is Source.MINE and self._of_mine() is not before:
            self.changed.emit()

    def _on_file(self, digits: DigitSet) -> None:
        self.file, self.source = digits, Source.FILE
        self.changed.emit()

    def _of_mine(self) -> DigitSet | None:
        """The same object as long as the digits are the same."""
        seen = self._my_digits.seen_digits()
        records = tuple(digit.record for digit in seen)
        if not seen:
            self._mine = None
        elif self._mine is None or self._mine.records != records:
            self._mine = DigitSet(self.tr("My digits"), self._my_digits.dataset(), records)
        return self._mine


def _read_ink(path: Path, watch: Watch) -> DigitSet:
    return drawn_set(path.name, read_ink(path, part_of(watch, 0)), part_of(watch, 1))
