"""Discarding what an earlier sitting left unsaved, as something that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QUndoCommand


class Movable(Protocol):
    """Puts kept runs aside, and back."""

    def names(self) -> list[str]: ...
    def put_aside(self, names: Sequence[str], /) -> list[str]: ...
    def take_back(self, names: Sequence[str], /) -> None: ...


class Discard(QUndoCommand):
    """What was put aside already; undone, it is put back. Done again, those that were brought back
    meanwhile stay, as do those that cannot be moved.
    """

    def __init__(self, runs: Movable, names: Sequence[str], what: str) -> None:
        super().__init__(what)
        self._runs, self._names = runs, names
        self._is_done = True

    def redo(self) -> None:
        if not self._is_done:
            left = self._runs.names()
            self._names = self._runs.put_aside([name for name in self._names if name in left])
        self._is_done = True

    def undo(self) -> None:
        self._runs.take_back(self._names)
        self._is_done = False
