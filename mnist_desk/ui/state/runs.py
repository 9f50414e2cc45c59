"""The runs of this sitting, and those of earlier ones that were not saved."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.runs import KeptRuns, title_of
from mnist_desk.core.timeline import Timeline

from ..work.job_queue import JobQueue
from ..work.sentences import sentence_of
from .notices import Notices


@dataclass(eq=False)
class Run:
    """One entry of the list of models: trained here, opened, or shipped with the program.

    kept: its name among the kept runs while it is not saved, else None. grows: whether it is being
    trained. diverged: whether its training failed, so that there is nothing to go on with.
    """

    title: str
    timeline: Timeline
    kept: str | None = None
    grows: bool = False
    diverged: bool = field(default=False, init=False)

    @property
    def model(self) -> Model:
        """The newest."""
        return self.timeline.newest

    @property
    def can_go_on(self) -> bool:
        """Whether its training was stopped before its end."""
        return self.model.steps > 0 and self.model.steps_left > 0 and not self.diverged


class Runs(QObject):
    """The list, and which of its runs is chosen."""

    listed = Signal()
    """Runs came or went, or have another title."""
    chosen = Signal(Run)
    """The run whose model reads from now on."""
    reached = Signal(Run)
    """This run has come to another model."""
    left_changed = Signal()
    """What an earlier sitting left unsaved was discarded, or is there again."""

    def __init__(
        self,
        model: Model,
        kept: KeptRuns,
        undo_stack: QUndoStack,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.all = [Run(self.tr("Shipped model"), Timeline(model))]
        self.current = self.all[0]
        self._kept = kept
        self._undo_stack = undo_stack
        self._notices = notices
        self._disk = JobQueue(self)
        self._disk.failed.connect(notices.warn)

    def choose(self, run: Run) -> None:
        if run is not self.current:
            self.current = run
            self.chosen.emit(run)

    def add(self, run: Run) -> None:
        """Put a run at the end of the list and choose it."""
        self.all.append(run)
        self.listed.emit()
        self.choose(run)

    def remove(self, run: Run) -> None:
        """Take a run off the list; when it was chosen the last one is chosen in its place."""
        self.all.remove(run)
        if run is self.current:
            self.choose(self.all[-1])
        self.listed.emit()

    def reach(self, run: Run, model: Model) -> None:
        """A run's training has come to this model."""
        run.timeline.reach(model)
        self.reached.emit(run)

    def set_growing(self, run: Run, grows: bool) -> None:
        """A run's training has begun or ended."""
        run.grows = grows
        self.listed.emit()

    # Files

    def open(self, path: Path) -> bool:
        """Open a model file as a run; when that fails, say so, change nothing and return False."""
        try:
            model = load_model(path)
        except InputError as error:
            self._notices.warn(sentence_of(error), "file")
            return False
        self.add(Run(path.stem, Timeline(model)))
        return True

    def save(self, model: Model, path: Path) -> bool:
        """Save a model of the chosen run; when that fails, say so and return False."""
        run = self.current
        try:
            save_model(model, path)
        except InputError as error:
            self._notices.warn(sentence_of(error), "file")
            return False
        if model is run.model:
            if run.kept is not None and not run.grows:
                self._forget(run)
            run.title = path.stem
            self.listed.emit()
        return True

    # Kept until they are saved

    def trained(self, model: Model) -> Run:
        """A new run that is kept from now on; its title tells recipe and time."""
        number = sum(run.kept is not None for run in self.all) + 1
        name = f"{datetime.now():%Y%m%d-%H%M%S}-{number}"
        return Run(title_of(name, model.recipe.name), Timeline(model), kept=name)

    def keep(self, run: Run, model: Model) -> None:
        """Make a model of a run safe. Raises InputError; may be called in a worker."""
        if run.kept is not None:
            self._kept.keep(run.kept, model)

    def keep_soon(self, run: Run) -> None:
        """Make the newest model of a run safe, in the background."""
        self._disk.do(functools.partial(self.keep, run, run.model))

    def mark_diverged(self, run: Run) -> None:
        """A model that diverged is shown, and not kept for another day."""
        run.diverged = True
        run.title = self.tr("{title}, diverged").format(title=run.title)
        if run.kept is not None:
            self._forget(run)
        self.listed.emit()

    def _forget(self, run: Run) -> None:
        assert run.kept is not None
        discard = functools.partial(self._kept.discard, run.kept)
        if self._disk.busy:
            # It may be about to be kept.
            self._disk.do(discard)
        else:
            discard()
        run.kept = None

    def left_unsaved(self) -> list[str]:
        """Names of trained models that an earlier sitting left unsaved."""
        here = {run.kept for run in self.all}
        return [name for name in self._kept.names() if name not in here]

    def bring_back(self) -> None:
        """Add what an earlier sitting left unsaved; the newest is chosen."""
        for name in self.left_unsaved():
            try:
                model = self._kept.load(name)
            except InputError as error:
                self._notices.warn(sentence_of(error), "file")
                continue
            title = title_of(name, model.recipe.name, today=False)
            self.add(Run(title, Timeline(model), kept=name))

    def discard_unsaved(self) -> None:
        """Put aside what an earlier sitting left unsaved; Undo brings it back until the end."""
        if names := self.left_unsaved():
            self._undo_stack.push(_Discard(self, self._kept, names, self.tr("Discard models")))

    def delete_discarded(self) -> None:
        """What was put aside cannot be brought back any more."""
        self._kept.delete_discarded()


class _Discard(QUndoCommand):
    """Puts kept runs aside, and back; those that were brought back meanwhile stay."""

    def __init__(self, runs: Runs, kept: KeptRuns, names: Sequence[str], what: str) -> None:
        super().__init__(what)
        self._runs, self._kept, self._names = runs, kept, names

    def redo(self) -> None:
        left = self._runs.left_unsaved()
        self._names = [name for name in self._names if name in left]
        for name in self._names:
            self._kept.put_aside(name)
        self._runs.left_changed.emit()

    def undo(self) -> None:
        for name in self._names:
            self._kept.take_back(name)
        self._runs.left_changed.emit()
