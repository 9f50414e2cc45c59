"""What can be compared: networks of the list, the one that is looked at, moments of its run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..state.run import Run
from ..state.runs import Runs

_MOMENTS = 12
"""Moments of a run that are offered."""


@dataclass(frozen=True)
class Side:
    """The newest network of a run, or as of a step; without a run whichever is looked at."""

    run: Run | None = None
    step: int | None = None


LOOKED_AT = Side()


def is_there(side: Side, runs: Runs) -> bool:
    """Whether a side can still be compared. Moments are in memory alone."""
    if side.run is None:
        return True
    return side.run in runs.all and (side.step is None or side.run.is_held)


def moments(run: Run) -> list[int]:
    """Steps before the newest that are known of a run, the first among them; not too many."""
    steps = run.timeline.steps[:-1] if run.is_held else []
    return steps[:: max(1, -(-len(steps) // _MOMENTS))]


def usual_before(runs: Runs) -> Side | None:
    """What the network that is looked at is compared with unasked: the run above it in the list,
    or below the first, or its own beginning; None when there is nothing else.
    """
    place = runs.all.index(runs.current)
    others: Sequence[Run] = [*reversed(runs.all[:place]), *runs.all[place + 1 :]]
    for other in others:
        return Side(other)
    earlier = moments(runs.current)
    return Side(runs.current, earlier[0]) if earlier else None
