"""What can be undone, as far back as memory allows."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

MOST_BYTES = 64_000_000
"""About 20 large photographs, or more ink than a person draws in a day."""

MOST_STEPS = 500


class Forgettable(QUndoCommand):
    """A command that can forget what it would bring back; it is not undone afterwards.

    cost: bytes that it holds beside what the command before it holds.
    """

    cost = 0
    is_forgotten = False

    def forget(self) -> None:
        """Hold nothing any more."""
        self.is_forgotten = True


class UndoStack(QUndoStack):
    """Takes back the last steps; of the oldest, those that take too much memory are forgotten.

    Qt bounds the number of steps; their bytes are bounded here. The last step can always be undone.
    """

    can_undo_changed = Signal(bool)
    """For the actions: Qt's own canUndoChanged does not know what is forgotten."""
    stepping = Signal()
    """A step is about to be undone: a change that is in sight and still being made becomes one."""

    def __init__(
        self,
        parent: QObject | None = None,
        most_bytes: int = MOST_BYTES,
        most_steps: int = MOST_STEPS,
    ) -> None:
        super().__init__(parent)
        self.setUndoLimit(most_steps)
        self._most_bytes = most_bytes
        self._could = False
        self.indexChanged.connect(self._tell)

    def canUndo(self) -> bool:
        return super().canUndo() and not any(
            step.is_forgotten for step in _parts(self.command(self.index() - 1))
        )

    @Slot()
    def undo(self) -> None:
        self.stepping.emit()
        if self.canUndo():
            super().undo()

    def push(self, command: QUndoCommand) -> None:
        super().push(command)
        self._forget_oldest()

    def endMacro(self) -> None:
        super().endMacro()
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        room = self._most_bytes
        for at in reversed(range(self.index())):
            steps = list(_parts(self.command(at)))
            if steps and all(step.is_forgotten for step in steps):
                return  # And so are those before it.
            room -= sum(step.cost for step in steps)
            if room < 0 and at < self.index() - 1:
                for step in steps:
                    step.forget()

    @Slot()
    def _tell(self) -> None:
        if self.canUndo() != self._could:
            self._could = not self._could
            self.can_undo_changed.emit(self._could)


def _parts(command: QUndoCommand) -> Iterator[Forgettable]:
    """The forgettable steps of a command: itself, or those of a macro."""
    if isinstance(command, Forgettable):
        yield command
    for at in range(command.childCount()):
        yield from _parts(command.child(at))
