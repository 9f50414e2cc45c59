"""How far a training is, how fast, and how long it will still take."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.model import Model
from mnist_desk.core.progress import Progress

from ..state.run import Run
from ..state.runs import Runs
from ..state.training import Training, TrainingPhase
from ..widgets.plain import plain_name

_SMOOTHING = 0.2


class TrainingProgress(QObject):
    """Tells of the training that runs; while none does, of the run that is chosen."""

    changed = Signal()

    def __init__(self, runs: Runs, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs, self._training = runs, training
        self._images_per_second = 0.0
        runs.chosen.connect(self._on_chosen)
        training.phase_changed.connect(self._on_phase)
        training.progressed.connect(self._on_progress)

    @property
    def run(self) -> Run:
        """The run that is told of."""
        trained = self.trained
        return trained if self._training.busy and trained is not None else self._runs.current

    @property
    def trained(self) -> Run | None:
        """The run that is trained, or was last."""
        return self._training.run

    @property
    def is_shipped(self) -> bool:
        """Whether that is the model that came with the program."""
        return self.run is self._runs.shipped

    @property
    def phase(self) -> TrainingPhase:
        return self._training.phase

    @property
    def done(self) -> tuple[int, int]:
        """Steps taken, and how many there will be, at least 1."""
        model = self.run.model
        return model.steps, max(model.steps + model.steps_left, 1)

    @property
    def seconds_left(self) -> float | None:
        """Of a training that runs or is paused, once its pace is known."""
        if not (self._training.busy and self._images_per_second):
            return None
        model = self.run.model
        return model.steps_left * model.recipe.batch_size / self._images_per_second

    @property
    def text(self) -> str:
        """The recipe, the epoch, and what goes on; empty for a model that was not trained."""
        run = self.run
        model = run.model
        epochs, name = model.recipe.epochs, plain_name(model.recipe.name)
        if not model.steps:
            return self.tr("preparing…") if run.grows else ""
        epoch = self.tr("{name} · epoch {epoch} of {epochs}").format(
            name=name, epoch=min(len(model.history.epochs) + 1, epochs), epochs=epochs
        )
        if not model.steps_left:
            return self.tr("{epoch} · done").format(epoch=epoch)
        left = self.seconds_left
        if run.grows and self.phase is TrainingPhase.RUNNING and left is not None:
            return self.tr("{epoch} · {speed:,.0f} images/s · {left} left").format(
                epoch=epoch, speed=self._images_per_second, left=duration_text(left)
            )
        return f"{epoch} · {self._what(run)}"

    def _what(self, run: Run) -> str:
        if not run.grows:
            return self.tr("diverged") if run.diverged else self.tr("stopped")
        return {
            TrainingPhase.RUNNING: self.tr("preparing…"),
            TrainingPhase.PAUSED: self.tr("paused"),
        }.get(self.phase, self.tr("stopping…"))

    @Slot()
    def _on_chosen(self) -> None:
        self.changed.emit()

    @Slot(TrainingPhase)
    def _on_phase(self, phase: TrainingPhase) -> None:
        if phase is TrainingPhase.IDLE:
            self._images_per_second = 0.0
        self.changed.emit()

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        if progress.seconds > 0:
            now = progress.images / progress.seconds
            before = self._images_per_second or now
            self._images_per_second = before + _SMOOTHING * (now - before)
        self.changed.emit()


def seconds_taken(model: Model) -> float | None:
    """Seconds of training that a model took; steps after its last whole epoch are taken to be as
    fast as those before. None where no epoch tells.
    """
    history = model.history
    whole = len(history.epochs) * history.steps_per_epoch
    if not whole:
        return None
    return sum(record.seconds for record in history.epochs) * model.steps / whole


def duration_text(seconds: float) -> str:
    """Minutes and seconds, "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
