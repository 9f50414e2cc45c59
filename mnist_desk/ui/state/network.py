"""The playhead: which network is looked at, and as of which step."""

from __future__ import annotations

import weakref
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.damage import Damage
from mnist_desk.core.model import Model

from .run import Run
from .runs import Runs


class _Damaged(NamedTuple):
    """A model, what was done to it, and what came of it."""

    intact: Model
    damage: Damage
    model: Model


class Network(QObject):
    """The model that reads, shown in all panels: live, the newest of the chosen run.

    A run that is damaged is looked at so at all its steps; the run itself knows nothing of it.
    """

    changed = Signal(Model)
    """Another model is looked at."""
    moved = Signal(int)
    """The step that is looked at; told after `changed`."""

    def __init__(self, runs: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._step: int | None = None
        self._damages: weakref.WeakKeyDictionary[Run, Damage] = weakref.WeakKeyDictionary()
        self._damaged: _Damaged | None = None
        runs.chosen.connect(self._on_chosen)
        runs.reached.connect(self._on_reached)

    @property
    def model(self) -> Model:
        """Always complete; asked again for the same step it is the same object."""
        intact, damage = self.intact, self.damage
        if not damage:
            self._damaged = None
            return intact
        known = self._damaged
        if known is None or known.intact is not intact or known.damage != damage:
            known = self._damaged = _Damaged(intact, damage, damage.applied_to(intact))
        return known.model

    @property
    def intact(self) -> Model:
        """The model as it was trained."""
        timeline = self._runs.current.timeline
        return timeline.newest if self._step is None else timeline.as_of(self._step)

    @property
    def damage(self) -> Damage:
        """What is done to the run that is looked at."""
        return self.damage_of(self._runs.current)

    def damage_of(self, run: Run) -> Damage:
        return self._damages.get(run, Damage())

    def put_damage(self, run: Run, damage: Damage) -> None:
        """Look at a run so from now on, as an undoable command does it; see Damaging."""
        if damage == self.damage_of(run):
            return
        self._damages[run] = damage
        if run is self._runs.current:
            self._tell()

    @property
    def is_live(self) -> bool:
        """Whether it follows the run to its newest state."""
        return self._step is None

    @property
    def step(self) -> int:
        return self.model.steps

    def look_at(self, step: int) -> None:
        """Look at the run as it was at a step, or at the last one before it that is known."""
        self._go_to(step)

    def go_live(self) -> None:
        """Follow the newest state of the run."""
        self._go_to(None)

    def _go_to(self, step: int | None) -> None:
        before, self._step = self.intact, step
        if self.intact is not before:
            self._tell()

    @Slot(Run)
    def _on_chosen(self, _run: Run) -> None:
        self._step = None
        self._tell()

    @Slot(Run)
    def _on_reached(self, run: Run) -> None:
        if run is self._runs.current and self.is_live:
            self._tell()

    def _tell(self) -> None:
        model = self.model
        self.changed.emit(model)
        self.moved.emit(model.steps)
