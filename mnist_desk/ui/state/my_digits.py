"""My digits as the window sees them: kept on the disk, read by the current model, undoable."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.collection import CollectionFile, pictures_of, without_known
from mnist_desk.core.dataset import SIDE, Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import InkRecord, Salvage, salvage_ink, write_ink
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.reading import outputs_of_images

from ..work.job_queue import JobQueue

_AT_ONCE = 50
"""Drawings made into pictures before the window hears of it."""

_READ_AFTER = 300
"""Milliseconds from a new model to reading all digits with it."""

_places = itertools.count(1)


@dataclass(eq=False)
class Digit:
    """One kept drawing; its label never changes, a digit labelled anew is another.

    pixels: uint8 (784,), None while they are being worked out. answer: what the current model
    reads, None while that is not known. place: where it stands among the others.
    """

    record: InkRecord
    pixels: NDArray[np.uint8] | None = None
    answer: int | None = None
    place: int = field(default_factory=lambda: next(_places))

    @property
    def label(self) -> int:
        assert self.record.label is not None
        return self.record.label

    @property
    def is_right(self) -> bool | None:
        """Whether the current model reads it right; None while that is not known."""
        return None if self.answer is None else self.answer == self.label

    def relabelled(self, label: int) -> Digit:
        return replace(self, record=replace(self.record, label=label))


class MyDigits(QObject):
    """The person's digits, oldest first. Each change is written at once, by a worker."""

    changed = Signal()
    """Digits were added, removed or labelled anew."""
    answers_changed = Signal()
    """The answers of the current model."""
    said = Signal(str)
    """One sentence for the person: something could not be done."""
    noted = Signal(str)
    """One sentence for the person: what was done."""

    def __init__(
        self, file: CollectionFile, stack: QUndoStack, model: Model, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.digits: list[Digit] = []
        self.writer = ""
        """Who draws; written beside each drawing that is kept from now on, if not empty."""
        self._file = file
        self._stack = stack
        self._model = model
        self._asked = self._loaded = False
        self._unwritten = False
        self._awaited: set[Digit] = set()
        self._watched = False
        self._read_layers: Layers | None = None
        self._disk = JobQueue(self)
        self._eyes = JobQueue(self)
        for errands in (self._disk, self._eyes):
            errands.failed.connect(self.said)
        self._reading_due = QTimer(self)
        self._reading_due.setSingleShot(True)
        self._reading_due.setInterval(_READ_AFTER)
        self._reading_due.timeout.connect(self._read)

    @property
    def right(self) -> int:
        """How many the current model reads right."""
        return sum(digit.is_right is True for digit in self.digits)

    @property
    def seen(self) -> bool:
        """Whether the pictures of all digits are worked out."""
        return all(digit.pixels is not None for digit in self.digits)

    def dataset(self) -> Dataset:
        """All digits that are seen, as a lesson takes them; there must be one."""
        seen = [(digit.pixels, digit.label) for digit in self.digits if digit.pixels is not None]
        pictures, labels = zip(*seen, strict=True)
        return Dataset(np.stack(pictures).reshape(-1, SIDE, SIDE), np.array(labels))

    # Open and close

    def load(self) -> None:
        """Read the file, in the background."""
        if not self._asked:
            self._asked = True
            self._disk.do(self._file.read, self._on_loaded)

    def close(self) -> None:
        """Write what is not written and stop."""
        self._watched = False
        self._reading_due.stop()
        self._eyes.forget()
        self._eyes.finish()
        self._disk.finish()

    def _on_loaded(self, salvage: Salvage) -> None:
        self._loaded = True
        early = self.digits
        self.digits = [Digit(record) for record in salvage.records]
        for digit in early:
            digit.place = next(_places)
        self.digits += early
        self._complain(salvage.complaints)
        if self._unwritten:
            self._rewrite()
        self._look()
        self.changed.emit()

    def _complain(self, complaints: Sequence[str]) -> None:
        if complaints:
            more = len(complaints) - 1
            and_more = self.tr(" More such lines: {number}.").format(number=more) if more else ""
            self.said.emit(
                self.tr("{complaint} It is left out.").format(complaint=complaints[0]) + and_more
            )

    # Changes

    def exchange(self, gone: Sequence[Digit], come: Sequence[Digit]) -> None:
        """Remove some digits and add others; what asks for it can be undone, this cannot.

        Digits that came last are added to the file; otherwise it is written anew.
        """
        self.load()
        left = set(gone)
        stay = [digit for digit in self.digits if digit not in left]
        is_newest = all(digit.place > old.place for digit in come for old in stay[-1:])
        only_added = len(stay) == len(self.digits) and is_newest
        self.digits = [*stay, *come]
        if not is_newest:
            self.digits.sort(key=lambda digit: digit.place)
        if only_added:
            self._disk.do(functools.partial(self._file.add, [digit.record for digit in come]))
        else:
            self._rewrite()
        self._read_layers = None
        self.changed.emit()
        self._look()
        self.read_with(self._model)

    def keep(self, digit: Digit) -> None:
        self._stack.push(_Change(self, self.tr("Keep"), (), [digit]))

    def delete(self, digits: Sequence[Digit]) -> None:
        if digits:
            what = self.tr("Delete {number} of my digits").format(number=len(digits))
            self._stack.push(_Change(self, what, digits, ()))
            self.noted.emit(
                self.tr("Deleted {number} · Undo takes it back").format(number=len(digits))
            )

    def relabel(self, digits: Sequence[Digit], label: int) -> None:
        gone = [digit for digit in digits if digit.label != label]
        if gone:
            come = [digit.relabelled(label) for digit in gone]
            what = self.tr("Label {number} of my digits {label}")
            what = what.format(number=len(gone), label=label)
            self._stack.push(_Change(self, what, gone, come))
            self.noted.emit(
                self.tr("Relabelled {number} as {label} · Undo takes it back").format(
                    label=label, number=len(gone)
                )
            )

    def _rewrite(self) -> None:
        if not self._loaded:
            # The file holds digits that are not here yet.
            self._unwritten = True
            return
        records = [digit.record for digit in self.digits]
        self._disk.do(functools.partial(self._file.rewrite, records))

    # Files of others

    def import_files(self, paths: Sequence[Path]) -> None:
        """Add the labelled drawings of ink files that are not here yet."""
        known = [digit.record for digit in self.digits]
        self._eyes.do(functools.partial(_read_files, paths, known), self._on_imported)

    def _on_imported(self, found: _Found) -> None:
        self._complain(found.complaints)
        if found.new:
            what = self.tr("Import {number} digits").format(number=len(found.new))
            self._stack.push(_Change(self, what, (), [Digit(record) for record in found.new]))
        self.noted.emit(
            self.tr("Added: {new}. Had already: {old}. Without a label: {bare}.").format(
                new=len(found.new), old=found.known, bare=found.unlabelled
            )
        )

    def export(self, path: Path, digits: Sequence[Digit]) -> None:
        records = [digit.record for digit in digits]
        done = self.tr("Exported to {path}: {number}.").format(path=path, number=len(records))
        self._disk.do(functools.partial(_export, path, records, done), self.noted.emit)

    # Reading

    @Slot(object)
    def read_with(self, model: Model) -> None:
        """Read all digits with this model: soon, or when somebody watches."""
        self._model = model
        if self._watched and not self._reading_due.isActive():
            self._reading_due.start()

    def watch(self, watched: bool) -> None:
        """Whether the answers are in sight and to be kept up to date."""
        self._watched = watched
        if watched:
            self._read()

    def _look(self) -> None:
        """Work out the pictures that are missing and read them, a few at a time."""
        awaited = self._awaited
        blind = [digit for digit in self.digits if digit.pixels is None and digit not in awaited]
        awaited.update(blind)
        for first in range(0, len(blind), _AT_ONCE):
            digits = blind[first : first + _AT_ONCE]
            records = [digit.record for digit in digits]
            self._eyes.do(
                functools.partial(pictures_of, records), functools.partial(self._on_seen, digits)
            )

    def _on_seen(self, digits: Sequence[Digit], pictures: NDArray[np.uint8]) -> None:
        self._awaited.difference_update(digits)
        for digit, pixels in zip(digits, pictures, strict=True):
            digit.pixels = pixels
        outputs = outputs_of_images(self._model.layers, pictures)
        self._show_answers(digits, self._model.layers, outputs.argmax(axis=1))

    @Slot()
    def _read(self) -> None:
        seen = [digit for digit in self.digits if digit.pixels is not None]
        if not seen or self._read_layers is self._model.layers:
            return
        if self._eyes.busy:
            self._reading_due.start()
            return
        self._eyes.do(
            functools.partial(_answers, [digit.pixels for digit in seen], self._model.layers),
            functools.partial(self._show_answers, seen, self._model.layers),
        )
        self._read_layers = self._model.layers

    def _show_answers(
        self, digits: Sequence[Digit], layers: Layers, answers: NDArray[np.int64]
    ) -> None:
        for digit, answer in zip(digits, answers.tolist(), strict=True):
            digit.answer = answer
        self.answers_changed.emit()
        if layers is not self._model.layers:
            self.read_with(self._model)


class _Change(QUndoCommand):
    """Adds some digits and removes others; deleting, labelling anew and importing are that.

    A digit that comes back stands where it stood. Labelling anew is one digit for another.
    """

    def __init__(
        self, mine: MyDigits, what: str, gone: Sequence[Digit], come: Sequence[Digit]
    ) -> None:
        super().__init__(what)
        self._mine, self._gone, self._come = mine, gone, come

    def redo(self) -> None:
        self._mine.exchange(self._gone, self._come)

    def undo(self) -> None:
        self._mine.exchange(self._come, self._gone)


@dataclass(frozen=True)
class _Found:
    """What files of drawings hold: new ones, and how many were known or have no label."""

    new: list[InkRecord]
    known: int
    unlabelled: int
    complaints: list[str]


def _read_files(paths: Sequence[Path], known: Sequence[InkRecord]) -> _Found:
    records: list[InkRecord] = []
    complaints: list[str] = []
    for path in paths:
        try:
            salvage = salvage_ink(path)
        except InputError as error:
            complaints.append(str(error))
            continue
        records += salvage.records
        complaints += salvage.complaints
    labelled = [record for record in records if record.label is not None]
    new, left_out = without_known(labelled, known)
    return _Found(new, left_out, len(records) - len(labelled), complaints)


def _export(path: Path, records: Sequence[InkRecord], done: str) -> str:
    try:
        write_ink(path, records)
    except OSError as error:
        raise InputError(
            f"The digits cannot be written to {path} ({error.strerror}); choose another place."
        ) from error
    return done


def _answers(pictures: Sequence[Any], layers: Layers) -> NDArray[np.int64]:
    answers: NDArray[np.int64] = outputs_of_images(layers, np.stack(pictures)).argmax(axis=1)
    return answers
