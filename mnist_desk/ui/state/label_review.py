"""Doubtful labels as the window sees them: found by a worker, judged by a person, undoable."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.corrections import (
    CORRECTIONS,
    Corrections,
    Verdict,
    write_corrections,
)
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.label_doubt import (
    LABEL_DOUBTS,
    Both,
    DoubtProgress,
    LabelDoubts,
)
from mnist_desk.core.translate import Phrase, translate

from ..work import jobs
from ..work.job import Job
from ..work.job_queue import JobQueue
from ..work.sentences import sentence_of
from .engine import Engine
from .notices import Notices
from .preferences import USE_CORRECTIONS, Preferences
from .review_files import Review, keep_corrections, keep_doubts, read_review
from .training import Training
from .turn import Turn

_BUSY = Phrase("turn", translate("turn", "Labels are being checked in Evaluate."))


class LabelReview(QObject):
    """The training images stay as they are: corrections are a file of their own."""

    changed = Signal()
    """What was found, decided or compared is other than before, or work has begun or ended."""
    taken_back = Signal(int)
    """Undo took back the verdict on this image, the first of several."""
    progressed = Signal(float)
    """How far the work is, from 0 to 1."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        turn: Turn,
        training: Training,
        undo_stack: QUndoStack,
        notices: Notices,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        """folder: of the two files."""
        super().__init__(parent)
        self.images: Dataset | None = None
        """The training images; None until they are read."""
        self.found: LabelDoubts | None = None
        self.corrections = Corrections("")
        self.compared: Both | None = None
        """What the corrections, as they are now, are worth."""
        self._tried: Corrections | None = None
        """Those that are compared."""
        self._doubts_file, self._corrections_file = folder / LABEL_DOUBTS, folder / CORRECTIONS
        self._engine, self._turn, self._training = engine, turn, training
        self._undo_stack, self._notices, self._preferences = undo_stack, notices, preferences
        self._asked = False
        self._disk = JobQueue(self)
        self._disk.failed.connect(self._warn)
        self._job = Job(self)
        self._job.arrived.connect(self._on_arrived)
        self._job.failed.connect(self._warn)
        self._job.ended.connect(self._on_ended)
        turn.changed.connect(self.changed)
        engine.changed.connect(self._on_engine)

    @property
    def busy(self) -> bool:
        """Whether labels are checked, or corrections compared."""
        return self._job.busy

    @property
    def is_used(self) -> bool:
        """Whether networks are to learn from the corrected labels."""
        return self._preferences.get(USE_CORRECTIONS)

    def why_not(self) -> str:
        """Why no check can begin now, in a sentence; empty when one can."""
        return "" if self.busy else self._turn.why_busy()

    def ask(self) -> None:
        """Read what earlier sittings found and decided, in the background, once."""
        if not self._asked:
            self._asked = True
            read = functools.partial(read_review, self._doubts_file, self._corrections_file)
            self._disk.do(read, self._on_read)

    @Slot()
    def _on_engine(self) -> None:
        if self._engine.is_ready and self.is_used:
            self.ask()

    # Long work

    def find(self, parts: int) -> None:
        """Look for doubtful labels; some 20 s."""
        if self._turn.take(_BUSY):
            self._job.start(functools.partial(jobs.label_doubts, parts, self._engine.choice))
            self.changed.emit()

    def compare(self) -> None:
        """Train a network without the corrections and one with them."""
        if self.images is not None and self.corrections.changing and self._turn.take(_BUSY):
            self.compared = None
            corrections, choice = self.corrections, self._engine.choice
            self._tried = corrections
            self._job.start(functools.partial(jobs.with_and_without, corrections, choice))
            self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        self._job.cancel()

    # Verdicts

    def decide(self, verdicts: Mapping[int, Verdict | None], what: str) -> None:
        """Judge the labels of images, all in one step to undo; None takes a verdict back.

        what: as Undo names it.
        """
        known = self.corrections.verdicts
        wanted = {image: one for image, one in verdicts.items() if known.get(image) != one}
        if wanted and self.images is not None:
            before = {image: known.get(image) for image in wanted}
            self._undo_stack.push(_Decision(self, what, before, wanted))

    def put(self, verdicts: Mapping[int, Verdict | None]) -> None:
        """Change verdicts as an undoable command does it."""
        self.corrections = self.corrections.with_verdicts(verdicts)
        self.compared = None
        self._disk.do(functools.partial(keep_corrections, self.corrections, self._corrections_file))
        self._apply()
        self.changed.emit()

    def use(self, wanted: bool) -> None:
        """Whether networks are to learn from the corrected labels from now on."""
        if wanted != self.is_used:
            self._preferences.set(USE_CORRECTIONS, wanted)
            self._apply()
            self.changed.emit()

    def export(self, path: Path) -> None:
        """Write the corrections to a file of the person's own."""
        told = self.tr("Exported to {path}: {number}.").format(
            path=path, number=len(self.corrections)
        )
        self._disk.do(
            functools.partial(write_corrections, self.corrections, path),
            lambda _: self._notices.confirm(told),
        )

    def _apply(self) -> None:
        used = self.is_used and self.corrections.changing > 0
        self._training.corrections = self.corrections if used else None

    # What comes from workers

    def _on_read(self, read: Review) -> None:
        self.images, self.found = read.images, read.found
        self.corrections = read.corrections
        for complaint in read.complaints:
            self._warn(sentence_of(complaint))
        self._apply()
        self.changed.emit()

    @Slot(object)
    def _on_arrived(self, progress: DoubtProgress | Both) -> None:
        self.progressed.emit(progress.done)
        if isinstance(progress, Both):
            # Verdicts may have come meanwhile: what was tried is not what is there then.
            is_current = self._tried is self.corrections and progress.corrected is not None
            self.compared = progress if is_current else None
        elif progress.doubts is not None:
            self.found = progress.doubts
            self._disk.do(functools.partial(keep_doubts, self.found, self._doubts_file))
            self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        self._turn.give_back()
        self.changed.emit()

    @Slot(str)
    def _warn(self, sentence: str) -> None:
        self._notices.warn(sentence)


class _Decision(QUndoCommand):
    def __init__(
        self,
        review: LabelReview,
        what: str,
        before: Mapping[int, Verdict | None],
        after: Mapping[int, Verdict | None],
    ) -> None:
        super().__init__(what)
        self._review, self._before, self._after = review, before, after

    def redo(self) -> None:
        self._review.put(self._after)

    def undo(self) -> None:
        self._review.put(self._before)
        self._review.taken_back.emit(min(self._before))
