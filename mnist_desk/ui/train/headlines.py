"""The three numbers that a training is about: test accuracy, loss, time."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.model import Model

from ..widgets.elided_label import ElidedLabel
from ..widgets.plain import wrapping_tip
from ..widgets.tokens import MEDIUM
from .progress import TrainingProgress, duration_text, seconds_taken

_LARGE = 1.75
"""Size of the figures, as a part of the letters'."""
_APART = 1.5
"""Width of a number at most, as a part of that of the widest."""
_NONE = "–"


class Headlines(QWidget):
    """Large figures over quiet captions, of the model that is looked at."""

    def __init__(self, progress: TrainingProgress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headlines")
        self._progress = progress
        self._model: Model | None = None
        self.accuracy = _Figure("headlineAccuracy", self.tr("test accuracy"))
        self.loss = _Figure("headlineLoss", self.tr("loss"))
        self.loss.setToolTip(
            wrapping_tip(
                self.tr(
                    "Of the training images, smoothed over the last steps. Compare it only with "
                    "that of a recipe with the same loss, and the same distortions: accuracies can "
                    "always be compared."
                )
            )
        )
        self.time = _Figure("headlineTime", self.tr("time taken"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        for figure, share in ((self.accuracy, 4), (self.loss, 5), (self.time, 3)):
            layout.addWidget(figure, share)
        layout.addStretch(0)
        progress.changed.connect(self._show_time)

    def show_model(self, model: Model, loss: float | None) -> None:
        """loss: the smoothed one, if there is one."""
        self._model = model
        self.accuracy.show_text(_accuracy_text(model))
        number = _NONE if loss is None or not math.isfinite(loss) else f"{loss:.3g}"
        self.loss.show_text(number, self._loss_caption(model))
        self._show_time()

    def _loss_caption(self, model: Model) -> str:
        if model.recipe.loss == "mse":
            return self.tr("loss (squared error)")
        return self.tr("loss (cross-entropy)")

    @Slot()
    def _show_time(self) -> None:
        """Of the training while there is one, else of the model that is looked at."""
        left = self._progress.seconds_left
        if left is not None:
            self.time.show_text(duration_text(left), self.tr("time left"))
            return
        taken = None if self._model is None else seconds_taken(self._model)
        text = _NONE if taken is None else duration_text(taken)
        self.time.show_text(text, self.tr("time taken"))


def newest_accuracy(model: Model) -> float | None:
    """The newest one, 0 to 1, if there is one."""
    epochs = model.history.epochs
    if model.scores is not None:
        return model.scores.accuracy
    return epochs[-1].test_accuracy if epochs else None


def _accuracy_text(model: Model) -> str:
    right = newest_accuracy(model)
    return _NONE if right is None else f"{100 * right:.2f} %"


class _Figure(QWidget):
    """A number and what it is."""

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        self._number = QLabel(_NONE)
        self._number.setObjectName(name)
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._caption = ElidedLabel(caption)
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._number)
        layout.addWidget(self._caption)
        self._enlarge()

    @property
    def text(self) -> str:
        return self._number.text()

    @property
    def caption(self) -> str:
        return self._caption.text()

    def show_text(self, text: str, caption: str = "") -> None:
        """caption: if it is another than before."""
        if caption:
            self._caption.setText(caption)
        if text != self._number.text():
            self._number.setText(text)
        self._number.setAccessibleName(f"{self._caption.text()}: {text}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._enlarge()

    def _enlarge(self) -> None:
        font = self.font()
        font.setPointSizeF(_LARGE * font.pointSizeF())
        font.setBold(True)
        self._number.setFont(font)
        widest = self._number.fontMetrics().horizontalAdvance("100.00 %")
        # So that the numbers stand near each other in a wide window, and still for any digits.
        self.setMaximumWidth(round(_APART * widest))
