"""How far the training is, how fast, and how long it will still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from mnist_desk.core.model import Model

from ..state.training import State

if TYPE_CHECKING:
    from mnist_desk.core.progress import Progress

_SMOOTHING = 0.2


class TrainingProgress(QProgressBar):
    """A bar that says the epoch, the images a second and the time left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressBar")
        self.setAccessibleName(self.tr("Progress of the training"))
        self._state = State.IDLE
        self._model: Model | None = None
        self._images_per_second = 0.0
        self._show()

    @Slot(object)
    def show_state(self, state: State) -> None:
        if state is State.RUNNING and self._state is State.IDLE:
            self._images_per_second = 0.0
            self._model = None
        self._state = state
        self._show()

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        self._model = progress.model
        if progress.seconds > 0:
            now = progress.images / progress.seconds
            before = self._images_per_second or now
            self._images_per_second = before + _SMOOTHING * (now - before)
        self._show()

    def _show(self) -> None:
        model = self._model
        if model is None:
            self.setMaximum(1)
            self.setValue(0)
            self.setFormat(self.tr("preparing…") if self._state is State.RUNNING else "")
            return
        # setValue paints at once; without updates it leaves that to the next round of painting.
        self.setUpdatesEnabled(False)
        self.setMaximum(model.steps + model.steps_left)
        self.setValue(model.steps)
        self.setFormat(self._text(model))
        self.setUpdatesEnabled(True)

    def _text(self, model: Model) -> str:
        epochs = model.recipe.epochs
        name = model.recipe.name
        if not model.steps_left:
            return self.tr("{name} · done, epochs: {epochs}").format(name=name, epochs=epochs)
        epoch = self.tr("{name} · epoch {epoch} of {epochs}").format(
            name=name, epoch=len(model.history.epochs) + 1, epochs=epochs
        )
        if self._state is State.RUNNING and self._images_per_second:
            left = model.steps_left * model.recipe.batch_size / self._images_per_second
            return self.tr("{epoch} · {speed:,.0f} images/s · {left} left").format(
                epoch=epoch, speed=self._images_per_second, left=duration_text(left)
            )
        what = {
            State.RUNNING: self.tr("preparing…"),
            State.PAUSED: self.tr("paused"),
            State.STOPPING: self.tr("stopping…"),
        }.get(self._state, self.tr("stopped"))
        return f"{epoch} · {what}"


def duration_text(seconds: float) -> str:
    """Minutes and seconds, "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
