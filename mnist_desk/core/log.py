"""The log of a training run in the tutorial's words: a line at every 100th step of an epoch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .model import History

INTERVAL = 100


class LogEntry(NamedTuple):
    """The loss at a step of an epoch, both counted from 0."""

    epoch: int
    step: int
    loss: float

    def __str__(self) -> str:
        return f"epoch:{self.epoch}, step: {self.step}, loss:{self.loss}"


def log_entries(history: History, since: int = 0, most: int | None = None) -> list[LogEntry]:
    """The entries of a history from the step numbered `since` (over all epochs) on.

    most: how many, the last ones; all if it is not given.
    """
    steps, per_epoch = len(history.losses), history.steps_per_epoch
    if most is not None:
        # From one entry to the next it is no further than this.
        since = max(since, steps - most * min(INTERVAL, per_epoch))
    numbers = np.arange(since, steps)
    epochs, steps_of_epoch = np.divmod(numbers, per_epoch)
    logged = np.flatnonzero(steps_of_epoch % INTERVAL == 0)
    if most is not None:
        logged = logged[len(logged) - min(most, len(logged)) :]
    losses = history.losses[since:][logged]
    columns = (epochs[logged].tolist(), steps_of_epoch[logged].tolist(), losses.tolist())
    return [LogEntry(*row) for row in zip(*columns, strict=True)]
