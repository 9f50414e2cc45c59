"""My digits as the window sees them: kept on the disk, read by the network, undoable."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from mnist_desk.core.collection import CollectionFile, pictures_of, record_of, without_known
from mnist_desk.core.dataset import SIDE, Dataset
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink_file import InkRecord, Salvage
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.reading import are_answers, outputs_of_images
from mnist_desk.core.shown import sentence

from ..work.job_queue import JobQueue
from ..work.sentences import sentence_of
from .digit import Digit, DigitChange, next_place
from .digit_import import Found, read_files, write_file
from .file_reading import FileReading
from .measurement import Measurement, Work
from .network import Network
from .notices import Notices

_AT_ONCE = 50
"""Drawings made into pictures before the window hears of it."""

_REST = 300
"""Milliseconds at least from one reading of all digits to the next."""


class MyDigits(QObject):
    """The person's digits, oldest first. Each change is written at once, by a worker."""

    changed = Signal()
    """Digits were added, removed or labelled anew."""
    answers_changed = Signal()
    """What the network reads."""
    writer_changed = Signal(str)

    def __init__(
        self,
        file: CollectionFile,
        undo_stack: QUndoStack,
        network: Network,
        files: FileReading,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.digits: list[Digit] = []
        self.writer = ""
        """Who draws; written beside each drawing that is kept from now on, if not empty."""
        self._file = file
        self._undo_stack = undo_stack
        self._network = network
        self._files = files
        self._notices = notices
        self._asked = self._loaded = False
        self._unwritten = False
        self._awaited: set[Digit] = set()
        self._watchers: set[QObject] = set()
        self._disk = JobQueue(self)
        self._eyes = JobQueue(self, finishes=False)
        self._disk.failed.connect(self._on_unwritten)
        for queue in (self._disk, self._eyes):
            queue.failed.connect(self._warn)
        self._eyes.failed.connect(self._on_unseen)
        self._answers = Measurement(network, self._reading, _REST, self)
        self._answers.arrived.connect(self._show_answers)
        self._answers.failed.connect(self._warn)

    @property
    def right(self) -> int:
        """How many the network reads right."""
        return sum(digit.is_right is True for digit in self.digits)

    @property
    def seen(self) -> bool:
        """Whether the pictures of all digits are worked out."""
        return all(digit.pixels is not None for digit in self.digits)

    @property
    def busy(self) -> bool:
        """Whether something is being written, worked out or read."""
        return self._disk.busy or self._eyes.busy or self._answers.busy

    def dataset(self) -> Dataset:
        """All digits that are seen, as a lesson takes them; there must be one."""
        seen = self.seen_digits()
        pictures = np.stack([digit.pixels for digit in seen if digit.pixels is not None])
        return Dataset(pictures.reshape(-1, SIDE, SIDE), np.array([digit.label for digit in seen]))

    def seen_digits(self) -> list[Digit]:
        """Those whose pictures are worked out, in the order of `dataset`."""
        return [digit for digit in self.digits if digit.pixels is not None]

    def kept_as(self, drawing: Drawing) -> int | None:
        """The label under which a drawing is kept already; None when it is not."""
        asked = record_of(drawing, label=0)
        return next(
            (
                digit.label
                for digit in self.digits
                if digit.record.picture == asked.picture and digit.record.ink == asked.ink
            ),
            None,
        )

    @Slot(str)
    def set_writer(self, name: str) -> None:
        """Who draws from now on; empty for nobody."""
        if name != self.writer:
            self.writer = name
            self.writer_changed.emit(name)

    # The file

    def load(self) -> None:
        """Read the file, in the background."""
        if not self._asked:
            self._asked = True
            self._disk.do(self._file.read, self._on_loaded)

    def _on_loaded(self, salvage: Salvage) -> None:
        self._loaded = True
        early = self.digits
        self.digits = [Digit(record) for record in salvage.records]
        for digit in early:
            digit.place = next_place()
        self.digits += early
        self._complain(salvage.complaints)
        if self._unwritten:
            self._rewrite()
        self._look()
        self.changed.emit()

    def _complain(self, complaints: Sequence[InputError]) -> None:
        if complaints:
            more = len(complaints) - 1
            told = {"complaint": sentence_of(complaints[0]), "number": more}
            left_out = self.tr("{complaint} It is left out. More such lines: {number}.")
            left_out_alone = self.tr("{complaint} It is left out.")
            self._warn(sentence(left_out if more else left_out_alone, told))

    def _warn(self, sentence: str) -> None:
        self._notices.warn(sentence, "digits")

    @Slot()
    def _on_unwritten(self) -> None:
        """The next change is written with all that is not in the file."""
        self._unwritten = True

    def _rewrite(self) -> None:
        # Until it is loaded the file holds digits that are not here yet.
        self._unwritten = not self._loaded
        if self._unwritten:
            return
        records = [digit.record for digit in self.digits]
        self._disk.do(functools.partial(self._file.rewrite, records))

    # Changes

    def keep(self, digit: Digit) -> None:
        self._push(self.tr("Keep"), (), [digit])

    def delete(self, digits: Sequence[Digit]) -> None:
        if digits:
            self._push(
                self.tr("Delete {number} of my digits").format(number=len(digits)), digits, ()
            )
            told = self.tr("Deleted {number} · Undo takes it back").format(number=len(digits))
            self._notices.confirm(told, "digits")

    def relabel(self, digits: Sequence[Digit], label: int) -> None:
        gone = [digit for digit in digits if digit.label != label]
        if gone:
            come = [digit.relabelled(label) for digit in gone]
            what = self.tr("Label {number} of my digits {label}")
            self._push(what.format(number=len(gone), label=label), gone, come)
            told = self.tr("Relabelled {number} as {label} · Undo takes it back")
            self._notices.confirm(told.format(label=label, number=len(gone)), "digits")

    def give_writer(self, digits: Sequence[Digit], writer: str | None) -> None:
        """Write another name beside digits; None for nobody's."""
        gone = [digit for digit in digits if digit.record.writer != writer]
        if gone:
            come = [digit.drawn_by(writer) for digit in gone]
            self._push(
                self.tr("Name who drew {number} digits").format(number=len(gone)), gone, come
            )
            told = self.tr("Drawn by {writer}: {number} · Undo takes it back")
            name = writer or self.tr("nobody who is named")
            self._notices.confirm(told.format(writer=name, number=len(gone)), "digits")

    def _push(self, what: str, gone: Sequence[Digit], come: Sequence[Digit]) -> None:
        self._undo_stack.push(DigitChange(self.exchange, what, gone, come))

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
        if only_added and not (self._loaded and self._unwritten):
            self._disk.do(functools.partial(self._file.add, [digit.record for digit in come]))
        else:
            self._rewrite()
        self.changed.emit()
        self._look()
        self._answers.renew()

    # Files of others

    def import_files(self, paths: Sequence[Path]) -> None:
        """Add the labelled drawings of ink files that are not here yet."""
        known = [digit.record for digit in self.digits]
        read = functools.partial(read_files, paths, known)
        self._files.read(self.tr("Reading digits…"), read, self._on_imported, "digits")

    def _on_imported(self, found: Found) -> None:
        self._notices.settle("digits")
        self._complain(found.complaints)
        # Others may have come while the files were being read.
        new, come_since = without_known(found.new, [digit.record for digit in self.digits])
        if new:
            what = self.tr("Import {number} digits").format(number=len(new))
            self._push(what, (), [Digit(record) for record in new])
        told = self.tr("Added: {new}. Had already: {old}. Without a label: {bare}.").format(
            new=len(new), old=found.known + come_since, bare=found.unlabelled
        )
        self._notices.confirm(told, "digits")

    def export(self, path: Path, digits: Sequence[Digit]) -> None:
        records = [digit.record for digit in digits]
        told = self.tr("Exported to {path}: {number}.").format(path=path, number=len(records))
        self._disk.do(
            functools.partial(write_file, path, records),
            lambda _: self._notices.confirm(told, "digits"),
        )

    # Reading

    def watch(self, watcher: QObject, watched: bool) -> None:
        """Whether a watcher has the answers in sight; for any of them they are kept up to date."""
        (self._watchers.add if watched else self._watchers.discard)(watcher)
        self._answers.watch(bool(self._watchers))

    def _look(self) -> None:
        """Work out the pictures that are missing and read them, a few at a time."""
        awaited = self._awaited
        blind = [digit for digit in self.digits if digit.pixels is None and digit not in awaited]
        awaited.update(blind)
        for first in range(0, len(blind), _AT_ONCE):
            digits = blind[first : first + _AT_ONCE]
            records: list[InkRecord] = [digit.record for digit in digits]
            self._eyes.do(
                functools.partial(pictures_of, records), functools.partial(self._on_seen, digits)
            )

    @Slot()
    def _on_unseen(self) -> None:
        """What failed is tried again with the next change; what still waits is then done twice."""
        self._awaited.clear()

    def _on_seen(self, digits: Sequence[Digit], pictures: NDArray[np.uint8]) -> None:
        self._awaited.difference_update(digits)
        for digit, pixels in zip(digits, pictures, strict=True):
            digit.pixels = pixels
        self._show_answers(_answers(digits, self._network.model.layers))

    def _reading(self, model: Model) -> Work | None:
        """What reads all digits that are seen with a model."""
        seen = self.seen_digits()
        return functools.partial(_all_answers, seen, model.layers) if seen else None

    def _show_answers(self, answers: Sequence[tuple[Digit, int | None]]) -> None:
        for digit, answer in answers:
            digit.answer = answer
        self.answers_changed.emit()


def _answers(digits: Sequence[Digit], layers: Layers) -> list[tuple[Digit, int | None]]:
    """What a network reads; None where its outputs tell no digit."""
    pictures = np.stack([digit.pixels for digit in digits if digit.pixels is not None])
    outputs = outputs_of_images(layers, pictures)
    winners, tell = outputs.argmax(axis=1).tolist(), are_answers(outputs).tolist()
    answers = [winner if tells else None for winner, tells in zip(winners, tell, strict=True)]
    return list(zip(digits, answers, strict=True))


def _all_answers(
    digits: Sequence[Digit], layers: Layers
) -> Iterator[list[tuple[Digit, int | None]]]:
    yield _answers(digits, layers)
