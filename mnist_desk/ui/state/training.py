"""Training as the window sees it: start, pause, stop; all work is a worker's."""

from __future__ import annotations

import functools
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.corrections import Corrections
from mnist_desk.core.model import Model
from mnist_desk.core.progress import Diverged, Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.translate import Phrase, translate

from ..work import jobs
from ..work.job import Job
from .engine import Engine
from .notices import Notices
from .open_data import OpenData
from .run import Run
from .runs import Runs
from .turn import Turn

_BUSY = Phrase("turn", translate("turn", "A training runs."))


class TrainingPhase(Enum):
    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
    """The worker was asked to stop and finishes the call it is in."""


class Training(QObject):
    """The one training that can run at a time."""

    phase_changed = Signal(TrainingPhase)
    started = Signal(Model)
    """The model as it was before the first step."""
    progressed = Signal(Progress)
    """What came since the last one; the run has its model already."""
    ended = Signal()
    """The run is over: done, stopped or failed. Its last progress was told before."""

    def __init__(
        self,
        engine: Engine,
        turn: Turn,
        runs: Runs,
        open_data: OpenData,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.phase = TrainingPhase.IDLE
        self.run: Run | None = None
        """The run that is being trained, or was last."""
        self.corrections: Corrections | None = None
        """Of the labels that the next training learns from; None for MNIST as it is."""
        self._begun = 0
        self._open_data = open_data
        self._engine, self._turn, self._runs, self._notices = engine, turn, runs, notices
        self._job = Job(self, merge=Progress.then)
        self._job.arrived.connect(self._on_progress)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)

    @property
    def busy(self) -> bool:
        """Whether there is a run, paused or not."""
        return self.phase is not TrainingPhase.IDLE

    def start(self, begin: Recipe | Model) -> None:
        """Train a new network from a recipe, or go on with a model, as a new run."""
        if self._job.closed or not self._turn.take(_BUSY):
            return
        self._notices.settle()
        if isinstance(begin, Model):
            begin = model = begin.to_learn_from(self._open_data.origin)
        else:
            model = self._fresh(begin)
        run = self.run = self._runs.trained(model)
        run.grows = True
        run.timeline.keep(model.steps, model.layers)
        self._begun = model.steps
        self._runs.add(run)
        self.started.emit(model)
        self._set_phase(TrainingPhase.RUNNING)
        keep = functools.partial(self._runs.keep, run)
        choice, data = self._engine.choice, self._open_data.splits
        corrections = self.corrections if data is None else None  # They are about MNIST.
        self._job.start(functools.partial(jobs.training, begin, keep, choice, corrections, data))

    def _fresh(self, recipe: Recipe) -> Model:
        return replace(Model.fresh(recipe), data=self._open_data.origin)

    def pause(self) -> None:
        if self.phase is TrainingPhase.RUNNING:
            self._job.set_paused(True)
            self._set_phase(TrainingPhase.PAUSED)

    def resume(self) -> None:
        if self.phase is TrainingPhase.PAUSED:
            self._job.set_paused(False)
            self._set_phase(TrainingPhase.RUNNING)

    @Slot()
    def pause_or_resume(self) -> None:
        if self.phase is TrainingPhase.PAUSED:
            self.resume()
        else:
            self.pause()

    @Slot()
    def stop(self) -> None:
        if self.phase in (TrainingPhase.RUNNING, TrainingPhase.PAUSED):
            self._job.stop()
            self._set_phase(TrainingPhase.STOPPING)

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        assert self.run is not None
        self._runs.reach(self.run, progress.model)
        self.progressed.emit(progress)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if isinstance(self._job.error, Diverged) and self.run is not None:
            self._runs.mark_diverged(self.run)
        self._notices.warn(sentence, "training")

    @Slot()
    def _on_ended(self) -> None:
        run = self.run
        assert run is not None
        self._runs.set_growing(run, False)
        self._set_phase(TrainingPhase.IDLE)
        self._turn.give_back()
        if run.summary.steps == self._begun and run in self._runs.all:
            # It did not get to its first step, or no further: nothing is left behind.
            self._runs.remove(run)
        self.ended.emit()

    def _set_phase(self, phase: TrainingPhase) -> None:
        self.phase = phase
        self.phase_changed.emit(phase)
