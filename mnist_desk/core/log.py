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


def log_entries(history: History, since: int = 0) -> list[LogEntry]:
    """The entries of a history from the step numbered `since` (over all epochs) on."""
    numbers = np.arange(since, len(history.losses))
    epochs, steps = np.divmod(numbers, history.steps_per_epoch)
    logged = steps % INTERVAL == 0
    losses = history.losses[since:][logged]
    columns = (epochs[logged].tolist(), steps[logged].tolist(), losses.tolist())
    return [LogEntry(*row) for row in zip(*columns, strict=True)]
