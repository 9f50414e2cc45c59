"""What is done to the network that is looked at, and how it is put back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.damage import Damage, Unit

from .network import Network
from .run import Run
from .runs import Runs


class Damaging(QObject):
    """Each run has its own damage, which all panels see in `network.model` and no file is told of
    unless the damaged model is saved. Every change is undoable.
    """

    changed = Signal()
    """The damage is another one, or another run is looked at."""

    def __init__(
        self, runs: Runs, network: Network, stack: QUndoStack, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs, self._network, self._stack = runs, network, stack
        self._shown: tuple[Run, Damage] | None = None
        """While a slider is moved: the run, and what was done to it before."""
        runs.chosen.connect(self._on_chosen)

    @property
    def damage(self) -> Damage:
        return self._network.damage

    @property
    def cells(self) -> frozenset[Unit]:
        """Those that are silenced."""
        return self.damage.silenced

    def show(self, damage: Damage) -> None:
        """Show a damage that is still being chosen; nothing to undo yet."""
        run = self._runs.current
        if self._shown is None:
            self._shown = run, self.damage
        self._put(run, damage)

    def settle(self, what: str) -> None:
        """What is shown is chosen; `what` names the change in the Undo menu."""
        if self._shown is None:
            return
        (run, before), self._shown = self._shown, None
        after = self._network.damage_of(run)
        if after != before:
            self._stack.push(_Damage(self, run, before, after, what))

    def set(self, damage: Damage, what: str) -> None:
        """Change the damage; `what` names the change in the Undo menu."""
        self.show(damage)
        self.settle(what)

    @Slot(object)
    def toggle(self, unit: Unit) -> None:
        """Silence a cell of a hidden layer, or let it speak again."""
        what = self.tr("Wake a neuron") if unit in self.cells else self.tr("Silence a neuron")
        self.set(self.damage.toggled(unit), what)

    @Slot()
    def repair(self) -> None:
        """The network is as it was trained."""
        self.set(Damage(), self.tr("Repair the network"))

    def put(self, run: Run, damage: Damage) -> None:
        """Change the damage as an undoable command does it; by itself this cannot be undone."""
        self._shown = None
        self._put(run, damage)

    def _put(self, run: Run, damage: Damage) -> None:
        if damage != self._network.damage_of(run):
            self._network.put_damage(run, damage)
            self.changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.settle(self.tr("Damage the network"))
        self.changed.emit()


class _Damage(QUndoCommand):
    """Of one run, whichever is looked at when it is undone."""

    def __init__(
        self, damaging: Damaging, run: Run, before: Damage, after: Damage, what: str
    ) -> None:
        super().__init__(what)
        self._damaging, self._run = damaging, run
        self._before, self._after = before, after

    def redo(self) -> None:
        self._damaging.put(self._run, self._after)

    def undo(self) -> None:
        self._damaging.put(self._run, self._before)
