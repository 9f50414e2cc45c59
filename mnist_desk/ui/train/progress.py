"""How far the training of the model in sight is, how fast, and how long it will still take."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from mnist_desk.core.progress import Progress

from ..state.run import Run
from ..state.runs import Runs
from ..state.training import Training, TrainingPhase
from ..widgets.plain import plain_name

_SMOOTHING = 0.2


class TrainingProgress(QProgressBar):
    """A bar that says the epoch, the images a second and the time left of the chosen run."""

    def __init__(self, runs: Runs, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressBar")
        self.setAccessibleName(self.tr("Progress of the training"))
        self._runs, self._training = runs, training
        self._images_per_second = 0.0
        self._said = ""
        runs.chosen.connect(self._show)
        training.phase_changed.connect(self._on_phase)
        training.progressed.connect(self._on_progress)
        self._show()

    @Slot(TrainingPhase)
    def _on_phase(self, phase: TrainingPhase) -> None:
        if phase is TrainingPhase.IDLE:
            self._images_per_second = 0.0
        self._show()

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        if progress.seconds > 0:
            now = progress.images / progress.seconds
            before = self._images_per_second or now
            self._images_per_second = before + _SMOOTHING * (now - before)
        self._show()

    @Slot()
    def _show(self) -> None:
        run = self._runs.current
        model = run.model
        # setValue paints at once; without updates it leaves that to the next round of painting.
        self.setUpdatesEnabled(False)
        self.setMaximum(max(model.steps + model.steps_left, 1))
        self.setValue(model.steps)
        self._said = self._text(run, self._training.phase if run.grows else None)
        self.setUpdatesEnabled(True)
        self.update()

    def text(self) -> str:
        """In a format, which is Qt's way, the name of a recipe could have marks: %p."""
        return self._said

    def _text(self, run: Run, phase: TrainingPhase | None) -> str:
        """phase: of the run's training, None when it is over."""
        model = run.model
        epochs, name = model.recipe.epochs, plain_name(model.recipe.name)
        if not model.steps:
            return "" if phase is None else self.tr("preparing…")
        if not model.steps_left:
            return self.tr("{name} · done, epochs: {epochs}").format(name=name, epochs=epochs)
        epoch = self.tr("{name} · epoch {epoch} of {epochs}").format(
            name=name, epoch=len(model.history.epochs) + 1, epochs=epochs
        )
        if phase is TrainingPhase.RUNNING and self._images_per_second:
            left = model.steps_left * model.recipe.batch_size / self._images_per_second
            return self.tr("{epoch} · {speed:,.0f} images/s · {left} left").format(
                epoch=epoch, speed=self._images_per_second, left=duration_text(left)
            )
        what = {
            None: self.tr("diverged") if run.diverged else self.tr("stopped"),
            TrainingPhase.RUNNING: self.tr("preparing…"),
            TrainingPhase.PAUSED: self.tr("paused"),
        }.get(phase, self.tr("stopping…"))
        return f"{epoch} · {what}"


def duration_text(seconds: float) -> str:
    """Minutes and seconds, "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
