"""How long an epoch takes on this machine, learnt from the trainings that it does."""

from __future__ import annotations

import statistics

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.expectation import Expectation, expect, measured
from mnist_desk.core.model import EpochRecord
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

from .preferences import PACES, Preferences
from .training import Training

LONG_ENOUGH = 3
"""Epochs: the first one also compiles, so that its time alone says little."""


class Pace(QObject):
    """Times the named recipes whenever they are trained, and tells what to expect of any recipe."""

    changed = Signal()
    """A recipe was timed."""

    def __init__(
        self, training: Training, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._recipe = Recipe()
        self._begun: int | None = None
        self._epochs: tuple[EpochRecord, ...] = ()
        training.progressed.connect(self._on_progress)
        training.ended.connect(self._on_ended)

    def expect(self, recipe: Recipe) -> Expectation:
        return expect(recipe, measured().figures, self._preferences.get(PACES))

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        self._recipe, self._epochs = progress.model.recipe, progress.model.history.epochs
        if self._begun is None:
            self._begun = len(self._epochs)

    @Slot()
    def _on_ended(self) -> None:
        """Of a run that went on, the epochs before may be another machine's."""
        epochs = self._epochs[self._begun or 0 :]
        self._begun, self._epochs = None, ()
        if len(epochs) < LONG_ENOUGH or RECIPES.get(self._recipe.name) != self._recipe:
            return
        seconds = statistics.median(epoch.seconds for epoch in epochs)
        paces = self._preferences.get(PACES)
        self._preferences.set(PACES, {**paces, self._recipe.name: round(seconds, 3)})
        self.changed.emit()
