"""The runs that an earlier sitting left unsaved: brought back, or discarded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from mnist_desk.core.errors import InputError
from mnist_desk.core.runs import KeptRuns, title_of
from mnist_desk.core.timeline import Timeline

from ..work.sentences import sentence_of
from .discard import Discard
from .notices import Notices
from .run import Run
from .runs import Runs


class LeftRuns(QObject):
    """Their files, as long as none of them is in the list."""

    changed = Signal()
    """They were discarded, or are there again."""

    def __init__(
        self,
        kept: KeptRuns,
        runs: Runs,
        undo_stack: QUndoStack,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept, self._runs = kept, runs
        self._undo_stack, self._notices = undo_stack, notices

    def names(self) -> list[str]:
        """Of trained models that an earlier sitting left unsaved."""
        here = {run.kept for run in self._runs.all}
        return [name for name in self._kept.names() if name not in here]

    def bring_back(self) -> None:
        """Add them to the list; the newest is chosen."""
        back = []
        for name in self.names():
            stamp = self._kept.stamp(name)
            try:
                model = self._kept.load(name)
            except InputError as error:
                self._notices.warn(sentence_of(error), "file")
                continue
            title = title_of(name, model.recipe.name, today=False)
            run = Run(title, Timeline(model), kept=name)
            run.note_copy(model, stamp)
            run.let_go()
            back.append(run)
        if back:
            self._runs.add(*back)

    def discard(self) -> int:
        """Put them aside; Undo brings them back until the end.

        Returns how many were; of those that could not be, it is warned.
        """
        moved = self.put_aside(self.names())
        if moved:
            self._undo_stack.push(Discard(self, moved, self.tr("Discard models")))
        return len(moved)

    def put_aside(self, names: Sequence[str]) -> list[str]:
        """Move the files of these out of the way; returns those that were, and warns of others."""
        moved, trouble = self._moved(names, back=False)
        if trouble is not None:
            sentence = self.tr("Models discarded: {number}; others stay, as {trouble}")
            self._warn_unmoved(sentence, moved, trouble)
        return moved

    def take_back(self, names: Sequence[str]) -> None:
        """Undo `put_aside`."""
        moved, trouble = self._moved(names, back=True)
        if trouble is not None:
            sentence = self.tr("Models brought back: {number}; others are lost, as {trouble}")
            self._warn_unmoved(sentence, moved, trouble)

    def _moved(self, names: Sequence[str], back: bool) -> tuple[list[str], InputError | None]:
        moved, trouble = [], None
        for name in names:
            try:
                (self._kept.take_back if back else self._kept.put_aside)(name)
                moved.append(name)
            except InputError as error:
                trouble = error
        self.changed.emit()
        return moved, trouble

    def _warn_unmoved(self, sentence: str, moved: Sequence[str], trouble: InputError) -> None:
        told = sentence.format(number=len(moved), trouble=sentence_of(trouble))
        self._notices.warn(told, "file")

    def delete_discarded(self) -> None:
        """What was put aside cannot be brought back any more."""
        self._kept.delete_discarded()
