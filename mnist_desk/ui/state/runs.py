"""The runs of this sitting."""

from __future__ import annotations

import functools
import itertools
import secrets
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from mnist_desk.core.errors import InputError
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.runs import KeptRuns, title_of
from mnist_desk.core.shown import LONGEST, elided, shown
from mnist_desk.core.timeline import Timeline

from ..work.job_queue import JobQueue
from ..work.sentences import sentence_of
from .notices import Notices
from .removal import Place, Removal
from .run import Run
from .shelf import Shelf

_LONGEST = 60
"""Characters of a title in a sentence."""


class Runs(QObject):
    """The list, and which of its runs is chosen."""

    listed = Signal()
    """Runs came or went, or have another title."""
    chosen = Signal(Run)
    """The run whose model reads from now on."""
    refused = Signal()
    """A run could not be chosen, as its model cannot be read again; the choice is as it was."""
    reached = Signal(Run)
    """This run has come to another model."""
    kept = Signal()
    """Another run is kept until it is saved."""

    def __init__(
        self,
        model: Model,
        kept: KeptRuns,
        undo_stack: QUndoStack,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # The shipped model is always there: it has no copy that it could be let go for.
        self.all = [Run(self.tr("Shipped model"), Timeline(model))]
        self.current = self.all[0]
        self._shelf = Shelf()
        self._shelf.look_at(self.current)
        self._numbers = itertools.count(1)
        self._kept = kept
        self._undo_stack = undo_stack
        self._notices = notices
        self._disk = JobQueue(self)
        self._disk.failed.connect(notices.warn)

    @property
    def shipped(self) -> Run:
        """The run of the model that came with the program."""
        return self.all[0]

    def choose(self, run: Run) -> bool:
        """Look at a run. One that is not in memory is read again, which takes some ms; when that
        fails, say so, keep the choice and return False.
        """
        if run is self.current:
            return True
        try:
            run.take_up()
        except InputError as error:
            self._notices.warn(sentence_of(error), "file")
            self.refused.emit()
            return False
        self.current = run
        self._shelf.look_at(run)
        self.chosen.emit(run)
        self._shelf.clear_up(self.all)
        return True

    def add(self, *runs: Run) -> None:
        """Put runs at the end of the list and choose the last of them."""
        self.all += runs
        self.listed.emit()
        self.choose(runs[-1])

    def remove(self, run: Run) -> None:
        """Take a run off the list for good; when it was chosen the last one is chosen instead."""
        self.all.remove(run)
        self._shelf.take_off(run)
        if run is self.current:
            any(self.choose(other) for other in reversed(self.all))
        self.listed.emit()

    def reach(self, run: Run, model: Model) -> None:
        """A run's training has come to this model."""
        run.reach(model)
        self.reached.emit(run)

    def set_growing(self, run: Run, grows: bool) -> None:
        """A run's training has begun or ended."""
        run.grows = grows
        self.listed.emit()
        self._shelf.clear_up(self.all)
        if run.kept is not None and not grows:
            self.kept.emit()

    # What the person does with the list

    def rename(self, run: Run, title: str) -> None:
        """Call a run otherwise, in this list: its file keeps its name. An empty title is none."""
        title = elided(shown(title).strip(), LONGEST, middle=True)
        if title and title != run.title and run is not self.shipped:
            run.title = title
            self.listed.emit()

    def can_discard(self, run: Run) -> bool:
        """Not the shipped model, none that is trained, and none that is being written just now."""
        return run in self.all and run is not self.shipped and not run.grows and not self._disk.busy

    def discard(self, run: Run) -> None:
        """Take a run off the list; Undo brings it back until the end."""
        if self.can_discard(run):
            self._undo_stack.push(Removal(self, run, self.tr("Remove the model")))
            if run not in self.all:
                template = self.tr("{title} was removed; Undo brings it back.")
                title = elided(shown(run.title), _LONGEST, middle=True)
                self._notices.confirm(template.format(title=title))

    def take_off(self, run: Run) -> Place | None:
        """Take a run off the list and put its file aside, if it was not saved. When it was chosen
        its neighbour is chosen instead. None if it stays; if its file is why, that is told.
        """
        if not self.can_discard(run):
            return None
        row = self.all.index(run)
        put_aside = run.kept is not None and self._kept.stamp(run.kept) is not None
        if run.kept is not None and put_aside:
            try:
                self._kept.put_aside(run.kept)
            except InputError as error:
                self._notices.warn(sentence_of(error), "file")
                return None
        if run is self.current:
            near = sorted(self.all, key=lambda other: abs(self.all.index(other) - row))
            any(self.choose(other) for other in near if other is not run)
        self.remove(run)
        return Place(row, put_aside)

    def put_back(self, run: Run, place: Place) -> None:
        """Undo `take_off`, and choose the run."""
        if run.kept is not None and place.put_aside:
            try:
                self._kept.take_back(run.kept)
            except InputError as error:
                if not run.is_held:
                    self._notices.warn(sentence_of(error), "file")
                    return
                self.keep_soon(run)
        self.all.insert(min(place.row, len(self.all)), run)
        self.listed.emit()
        self.choose(run)

    # Files

    def add_opened(self, path: Path, model: Model, stamp: FileStamp | None) -> None:
        """Put a model that was read from a file in the list and choose it.

        stamp: the file as it was before it was read.
        """
        run = Run(path.stem, Timeline(model))
        run.note_copy(model, stamp)
        self.add(run)

    def save(self, model: Model, path: Path) -> bool:
        """Save a model of the chosen run; when that fails, say so and return False."""
        run = self.current
        try:
            save_model(model, path)
        except InputError as error:
            self._notices.warn(sentence_of(error), "file")
            return False
        if run is self.shipped:
            return True  # The file is a copy of it.
        if model is run.model:
            run.note_copy(model, FileStamp.of(path))
            if run.kept is not None and not run.grows:
                self._forget(run)
            run.title = path.stem
            self.listed.emit()
        return True

    # Kept until they are saved

    def trained(self, model: Model) -> Run:
        """A new run that is kept from now on; its title tells recipe and time."""
        # Another program, or this one when the clock has jumped back, may have begun a run at just
        # this time.
        chance = secrets.token_hex(3)
        name = f"{datetime.now():%Y%m%d-%H%M%S}-{next(self._numbers)}-{chance}"
        return Run(title_of(name, model.recipe.name), Timeline(model), kept=name)

    def keep(self, run: Run, model: Model) -> None:
        """Make a model of a run safe. Raises InputError; may be called in a worker."""
        if run.kept is not None:
            run.note_copy(model, self._kept.keep(run.kept, model))

    def keep_soon(self, run: Run) -> None:
        """Make the newest model of a run safe, in the background."""
        self._disk.do(functools.partial(self.keep, run, run.model), self._on_kept)

    def _on_kept(self, _: None) -> None:
        self._shelf.clear_up(self.all)
        self.kept.emit()

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

    def spared(self) -> set[str]:
        """Names of kept runs whose files cannot be done without: they grow, are looked at or were
        lately, or their newest model is not on the disk yet.
        """
        return {
            run.kept
            for run in self.all
            if run.kept is not None and (run.grows or run in self._shelf or not run.is_safe)
        }

    def give_way(self, names: Collection[str]) -> list[Run]:
        """The files of these kept runs were removed to make room; those in the list leave it.

        Returns them. One that was looked at meanwhile stays, and is kept anew.
        """
        there = [run for run in self.all if run.kept in names]
        back = [run for run in there if run.is_held and run in self._shelf]
        for run in back:
            self.keep_soon(run)
        gone = [run for run in there if run not in back]
        self.all = [run for run in self.all if run not in gone]
        if gone:
            self.listed.emit()
        return gone
