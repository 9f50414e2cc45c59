"""Taking a model off the list, as something that can be undone."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from .run import Run
from .undo import Forgettable


class Place(NamedTuple):
    """Where a run stood in the list, and whether its file was put aside."""

    row: int
    put_aside: bool


class Removable(Protocol):
    """Takes runs off the list and puts them back."""

    def take_off(self, run: Run, /) -> Place | None: ...
    def put_back(self, run: Run, place: Place, /) -> None: ...


class Removal(Forgettable):
    """One run leaves the list. What cannot leave when it is done again stays."""

    def __init__(self, runs: Removable, run: Run, what: str) -> None:
        super().__init__(what)
        self._runs = runs
        self._run: Run | None = run
        self._place: Place | None = None
        self.cost = run.size

    def redo(self) -> None:
        if self._run is not None:
            self._place = self._runs.take_off(self._run)

    def undo(self) -> None:
        if self._run is not None and self._place is not None:
            self._runs.put_back(self._run, self._place)

    def forget(self) -> None:
        super().forget()
        self._run = None
