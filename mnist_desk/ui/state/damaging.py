"""Damage to the network that is looked at, as something that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.damage import Damage

from .network import Network
from .notices import Notices


class Damaging(QObject):
    """Undo puts all back, and so does Repair."""

    changed = Signal()
    """The damage is another one, or means something else to another network."""

    def __init__(
        self,
        network: Network,
        undo_stack: QUndoStack,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._network, self._undo_stack, self._notices = network, undo_stack, notices
        self._told = network.damage, self.in_words()
        self._choice: tuple[Damage, Damage] | None = None
        """While one is being chosen: what there was, and what is shown now."""
        network.changed.connect(self._look)

    @property
    def damage(self) -> Damage:
        return self._network.damage

    @property
    def can_be_damaged(self) -> bool:
        return self._network.can_be_damaged

    def show(self, damage: Damage) -> None:
        """Look at the network with a damage that is still being chosen; nothing to undo yet."""
        if self.can_be_damaged:
            before = self.damage if self._choice is None else self._choice[0]
            self._choice = before, damage
            self._network.set_damage(damage)

    def settle(self, what: str) -> None:
        """What is shown is chosen. what: as Undo names it."""
        choice, self._choice = self._choice, None
        if choice is not None and choice[0] != choice[1]:
            self._undo_stack.push(_Inflict(self._network, what, *choice))

    def inflict(self, damage: Damage, what: str) -> None:
        """what: as Undo names it."""
        self.settle(self.tr("Damage the network"))
        if damage == self.damage:
            return
        if damage and not self.can_be_damaged:
            self._notices.warn(
                self.tr("This network is too large to be damaged; take one of fewer weights.")
            )
            return
        self._undo_stack.push(_Inflict(self._network, what, self.damage, damage))

    def toggle(self, layer: int, cell: int) -> None:
        """Silence a hidden cell, or let it be heard again. Both from 0."""
        what = self.tr("Silence a neuron")
        if (layer, cell) in self.damage.silenced:
            what = self.tr("Let a neuron be heard")
        self.inflict(self.damage.toggled(layer, cell), what)

    @Slot()
    def repair(self) -> None:
        self.inflict(Damage(), self.tr("Repair the network"))

    def in_words(self) -> str:
        """What the network suffers; empty when it is whole."""
        damage, told = self.damage, []
        if damage.pruned:
            told.append(
                self.tr("{part:g} % of its weights gone").format(part=round(100 * damage.pruned, 1))
            )
        if damage.noise:
            told.append(self.tr("noise on its weights ({noise:g})").format(noise=damage.noise))
        if silenced := damage.silenced_of(self._network.undamaged.layers):
            template = self.tr("{n} neurons silenced")
            if len(silenced) == 1:
                template = self.tr("one neuron silenced")
            told.append(template.format(n=len(silenced)))
        return self.tr("Damaged: {told}").format(told=", ".join(told)) if told else ""

    @Slot()
    def _look(self) -> None:
        if self._choice is not None and self._choice[1] != self.damage:
            # It was undone, or belongs to another network.
            self._choice = None
        told = self.damage, self.in_words()
        if told != self._told:
            self._told = told
            self.changed.emit()


class _Inflict(QUndoCommand):
    def __init__(self, network: Network, what: str, before: Damage, after: Damage) -> None:
        super().__init__(what)
        self._network, self._before, self._after = network, before, after

    def redo(self) -> None:
        self._network.set_damage(self._after)

    def undo(self) -> None:
        self._network.set_damage(self._before)
