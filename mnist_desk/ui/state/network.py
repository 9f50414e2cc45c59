"""The playhead: which network is looked at, and as of which step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.damage import MOST_WEIGHTS, Damage
from mnist_desk.core.model import Model

from .run import Run
from .runs import Runs


class Network(QObject):
    """The model that reads, shown in all panels: live, the newest of the chosen run."""

    changed = Signal(Model)
    """Another model is looked at."""
    moved = Signal(int)
    """The step that is looked at; told after `changed`."""

    def __init__(self, runs: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._step: int | None = None
        self._damage = Damage()
        self._damaged: tuple[Model, Model] | None = None
        runs.chosen.connect(self._on_chosen)
        runs.reached.connect(self._on_reached)

    @property
    def damage(self) -> Damage:
        """What the network that is looked at suffers; the runs know nothing of it."""
        return self._damage

    @property
    def model(self) -> Model:
        """Always complete; asked again for the same step it is the same object."""
        whole = self.undamaged
        if not self._damage:
            return whole
        if self._damaged is None or self._damaged[0] is not whole:
            layers = self._damage.applied_to(whole.layers)
            self._damaged = whole, replace(whole, layers=layers, scores=None, state=None)
        return self._damaged[1]

    @property
    def undamaged(self) -> Model:
        """The model as the run has it."""
        timeline = self._runs.current.timeline
        return timeline.newest if self._step is None else timeline.as_of(self._step)

    @property
    def can_be_damaged(self) -> bool:
        """Whether it is small enough to be damaged while one waits."""
        return bool(sum(kernel.size for kernel, _ in self.undamaged.layers) <= MOST_WEIGHTS)

    def set_damage(self, damage: Damage) -> None:
        """Look at the network as it would be with this damage; one that is too large stays whole.

        What asks for it can be undone.
        """
        if damage != self._damage and (self.can_be_damaged or not damage):
            self._damage, self._damaged = damage, None
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
        before, self._step = self.model, step
        if self.model is not before:
            self._tell()

    @Slot(Run)
    def _on_chosen(self, _run: Run) -> None:
        self._step = None
        if not self.can_be_damaged:
            self._damage, self._damaged = Damage(), None
        self._tell()

    @Slot(Run)
    def _on_reached(self, run: Run) -> None:
        if run is self._runs.current and self.is_live:
            self._tell()

    def _tell(self) -> None:
        model = self.model
        self.changed.emit(model)
        self.moved.emit(model.steps)
