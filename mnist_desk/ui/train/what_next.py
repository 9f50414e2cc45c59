"""What can be done next, in a sentence: before a training, during it, and when it has ended."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from mnist_desk.core.expectation import measured
from mnist_desk.core.recipes import RECIPES

from ..state.run import Run
from ..state.training import TrainingPhase
from ..widgets.announcer import Announcer
from ..widgets.plain import plain_name, plain_sentence
from .progress import TrainingProgress, duration_text, seconds_taken

_LONG = 120
"""Characters for which there is always room, so that nothing jumps."""
_MOST_LINES = 4
_GUESSING = 0.2
"""Below this part of the test images the network has learnt as good as nothing."""
_BY_HEART = 0.015
"""From this gap between the accuracies on training and test images on it is told."""


class WhatNext(QLabel):
    """Stands in one place and always has something to say, or nothing."""

    def __init__(self, progress: TrainingProgress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whatNext")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._progress = progress
        self._words = Words(self)
        self._announcer = Announcer(self)
        self._told_of: Run | None = None
        self._epochs = 0
        self._fit()
        progress.changed.connect(self.show_next)
        self.show_next()

    @Slot()
    def show_next(self) -> None:
        run, phase = self._progress.run, self._progress.phase
        self._tell_epoch(run)
        words = self._words
        text = words.shipped(run) if self._progress.is_shipped else words.of(run, phase)
        text = plain_sentence(text)
        if text == self.text():
            return
        self.setText(text)
        if run is self._progress.trained and phase is TrainingPhase.IDLE:
            self._announcer.say(text)

    def _tell_epoch(self, run: Run) -> None:
        """Announce the end of an epoch of the run that is trained."""
        if not run.grows:
            return
        epochs = run.model.history.epochs
        if run is self._told_of and len(epochs) > self._epochs:
            self._announcer.say(
                self.tr("Epoch {epoch}: {right:.2f} % of the test images read right").format(
                    epoch=len(epochs), right=100 * epochs[-1].test_accuracy
                )
            )
        self._told_of, self._epochs = run, len(epochs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = math.ceil(_LONG * metrics.averageCharWidth() / max(self.width(), 1))
        self.setMinimumHeight(min(lines, _MOST_LINES) * metrics.lineSpacing())


class Words(QObject):
    """The sentences."""

    def of(self, run: Run, phase: TrainingPhase) -> str:
        """What can be done now that this run is looked at, or trained."""
        if run.grows:
            return {
                TrainingPhase.RUNNING: self.tr(
                    "Draw a digit meanwhile: every new state of the network reads it again."
                ),
                TrainingPhase.PAUSED: self.tr(
                    "Paused. Draw a digit and look inside: the network reads as it is now. Resume "
                    "goes on from here."
                ),
            }.get(phase, "")
        if not run.summary.steps:
            return ""
        if run.diverged:
            return self._diverged(run)
        if run.summary.steps_left:
            return self._stopped(run)
        return self._done(run)

    def shipped(self, run: Run) -> str:
        return self.tr(
            "The shipped model, trained with the recipe {name}, reads your drawings. Press "
            "Start to train one of your own."
        ).format(name=plain_name(run.summary.recipe))

    def _diverged(self, run: Run) -> str:
        model = run.model
        return self.tr(
            "{name} diverged in epoch {epoch}: its loss grew beyond all numbers. Try a learning "
            "rate smaller than {rate:g}, or another recipe."
        ).format(
            name=plain_name(run.summary.recipe),
            epoch=len(model.history.epochs) + 1,
            rate=model.recipe.learning_rate,
        )

    def _stopped(self, run: Run) -> str:
        model = run.model
        told = self.tr("{name} was stopped in epoch {epoch} of {epochs}.").format(
            name=plain_name(run.summary.recipe),
            epoch=len(model.history.epochs) + 1,
            epochs=model.recipe.epochs,
        )
        if epochs := model.history.epochs:
            # Its own accuracy is another one, which nobody has measured.
            told += " " + self.tr(
                "At the end of epoch {epoch} it read {right:.2f} % right."
            ).format(epoch=len(epochs), right=100 * epochs[-1].test_accuracy)
        next_ = self.tr("It reads your drawings as it is; Go on trains it to its end.")
        return f"{told} {next_}"

    def _done(self, run: Run) -> str:
        name, right = plain_name(run.summary.recipe), run.summary.accuracy
        if right is None:
            return self.tr("{name} is done. Draw a digit, or look inside.").format(name=name)
        taken = seconds_taken(run.model)
        told = self.tr("{name} is done: {right:.2f} % of the test images read right").format(
            name=name, right=100 * right
        )
        if taken is not None:
            told = self.tr("{told} in {time}").format(told=told, time=_time_text(taken))
        if right < _GUESSING:
            rate = run.model.recipe.learning_rate
            return self.tr(
                "{told}. That is little better than guessing, which gets one in ten: try a "
                "learning rate smaller than {rate:g}, or another recipe."
            ).format(told=told, rate=rate)
        if heart := self._by_heart(run):
            return f"{told}. {heart}"
        better = _better_than(run.summary.recipe)
        figures = measured().figures.get(better)
        if better and figures is not None:
            next_ = self.tr("Draw a digit, look inside, or try {recipe}: it reads {right:.1f} %.")
            next_ = next_.format(recipe=better, right=100 * figures.accuracy)
        elif better:
            next_ = self.tr("Draw a digit, look inside, or try {recipe} next.").format(
                recipe=better
            )
        else:
            next_ = self.tr("Draw a digit, look inside, or change a field and compare.")
        return f"{told}. {next_}"

    def _by_heart(self, run: Run) -> str:
        """Of a network that reads what it has learnt from much better; else empty."""
        last = run.model.history.epochs[-1] if run.model.history.epochs else None
        if last is None or last.train_accuracy is None:
            return ""
        if last.train_accuracy - last.test_accuracy < _BY_HEART:
            return ""
        return self.tr(
            "Of the training images {right:.1f} %: the gap is what it learnt by heart. Dropout or "
            "distortions, under More, make it smaller."
        ).format(right=100 * last.train_accuracy)


def _better_than(name: str) -> str:
    """The recipe that comes after one; empty where none does."""
    names = list(RECIPES)
    after = names.index(name) + 1 if name in names else len(names)
    return names[after] if after < len(names) else ""


def _time_text(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else duration_text(seconds)
