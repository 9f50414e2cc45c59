"""How far the training is, how fast, and how long it will still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from ..training import State

if TYPE_CHECKING:
    from mnist_desk.engine.trainer import Progress

_SMOOTHING = 0.2


class TrainingProgress(QWidget):
    """A bar with the epoch, and beside it images a second and the time left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setObjectName("progressBar")
        self._bar.setTextVisible(True)
        self._bar.setFormat("")
        self._speed = QLabel()
        self._speed.setObjectName("speedLabel")
        self._speed.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._images_per_second = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._speed)

    @Slot(object)
    def show_state(self, state: State) -> None:
        if state is State.RUNNING and self._bar.value() == self._bar.maximum():
            self._bar.setValue(0)
            self._images_per_second = 0.0
            self._speed.setText(self.tr("preparing…"))
        elif state is State.PAUSED:
            self._speed.setText(self.tr("paused"))
        elif state is State.STOPPING:
            self._speed.setText(self.tr("stopping…"))
        elif state is State.IDLE:
            self._speed.setText("")

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        model = progress.model
        per_epoch = model.history.steps_per_epoch
        self._bar.setMaximum(model.steps + model.steps_left)
        self._bar.setValue(model.steps)
        epoch = min(model.steps // per_epoch + 1, model.recipe.epochs)
        self._bar.setFormat(
            self.tr("epoch {epoch} of {epochs}").format(epoch=epoch, epochs=model.recipe.epochs)
        )
        if progress.seconds <= 0:
            return
        now = progress.images / progress.seconds
        before = self._images_per_second or now
        self._images_per_second = before + _SMOOTHING * (now - before)
        left = model.steps_left * model.recipe.batch_size / self._images_per_second
        self._speed.setText(
            self.tr("{speed:,.0f} images/s · {left} left").format(
                speed=self._images_per_second, left=duration_text(left)
            )
        )


def duration_text(seconds: float) -> str:
    """Minutes and seconds, "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
