"""Which runs stay in memory though they are not looked at now."""

from __future__ import annotations

from collections.abc import Iterable

from .run import Run

PLACES = 4
"""One can go to and fro between so many runs without reading from the disk."""


class Shelf:
    """The runs that were looked at last. The others let go of their networks, if they can."""

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._runs: list[Run] = []

    def __contains__(self, run: Run) -> bool:
        return run in self._runs

    def look_at(self, run: Run) -> None:
        """This one is looked at now."""
        self.take_off(run)
        self._runs.insert(0, run)
        del self._runs[self._places :]

    def take_off(self, run: Run) -> None:
        """This one is in the list no more."""
        if run in self._runs:
            self._runs.remove(run)

    def clear_up(self, runs: Iterable[Run]) -> None:
        """Of these, those that do not stand here leave memory as far as they are safe."""
        for run in runs:
            if run.is_held and run not in self._runs:
                run.let_go()
