"""How long an epoch takes on this machine, learnt from the trainings that it does."""

from __future__ import annotations

import statistics

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.expectation import Expectation, expect, measured
from mnist_desk.core.model import EpochRecord, Model
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

from .open_data import OpenData
from .preferences import PACES, Preferences
from .training import Training

LONG_ENOUGH = 3
"""Epochs: the first one also compiles, so that its time alone says little."""


class Pace(QObject):
    """Times the named recipes whenever they are trained on MNIST, and tells what to expect of any
    recipe there; of other data nothing is known.
    """

    changed = Signal()
    """A recipe was timed, or other data is open."""

    def __init__(
        self,
        training: Training,
        preferences: Preferences,
        data: OpenData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._data = preferences, data
        self._is_mnist = True
        """Whether the training is one on MNIST."""
        self._recipe = Recipe()
        self._before = 0
        self._epochs: tuple[EpochRecord, ...] = ()
        data.changed.connect(self.changed)
        training.started.connect(self._on_started)
        training.progressed.connect(self._on_progress)
        training.ended.connect(self._on_ended)

    def expect(self, recipe: Recipe) -> Expectation:
        if self._data.splits is not None:
            return Expectation(None, is_here=False, figures=None)
        return expect(recipe, measured().figures, self._preferences.get(PACES))

    @Slot(Model)
    def _on_started(self, model: Model) -> None:
        """The epochs before this run may be another machine's."""
        self._recipe, self._epochs = model.recipe, ()
        self._is_mnist = self._data.splits is None
        self._before = len(model.history.epochs)

    @Slot(Progress)
    def _on_progress(self, progress: Progress) -> None:
        self._epochs = progress.model.history.epochs[self._before :]

    @Slot()
    def _on_ended(self) -> None:
        epochs = self._epochs
        if not self._is_mnist or len(epochs) < LONG_ENOUGH:
            return
        if RECIPES.get(self._recipe.name) != self._recipe:
            return
        seconds = statistics.median(epoch.seconds for epoch in epochs)
        paces = self._preferences.get(PACES)
        self._preferences.set(PACES, {**paces, self._recipe.name: round(seconds, 3)})
        self.changed.emit()
