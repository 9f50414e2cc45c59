from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.log import LogEntry, log_entries
from mnist_desk.core.model import History


def history(steps: int, steps_per_epoch: int) -> History:
    """A history in which the loss of step n is n."""
    return History(np.arange(steps, dtype=np.float32), steps_per_epoch=steps_per_epoch)


def test_line_is_that_of_the_tutorial() -> None:
    assert str(LogEntry(2, 300, 0.125)) == "epoch:2, step: 300, loss:0.125"


def test_every_hundredth_step_of_each_epoch_is_logged() -> None:
    assert log_entries(history(600, 250)) == [
        (0, 0, 0.0),
        (0, 100, 100.0),
        (0, 200, 200.0),
        (1, 0, 250.0),
        (1, 100, 350.0),
        (1, 200, 450.0),
        (2, 0, 500.0),
    ]


def test_losses_are_plain_floats() -> None:
    (entry,) = log_entries(History(np.array([0.1], np.float32)))
    assert type(entry.loss) is float
    assert entry.loss == float(np.float32(0.1))


@pytest.mark.parametrize("part", [1, 7, 100, 128, 600])
def test_entries_of_parts_are_those_of_the_whole(part: int) -> None:
    entries = []
    for since in range(0, 600, part):
        entries += log_entries(history(min(since + part, 600), 250), since)
    assert entries == log_entries(history(600, 250))


def test_no_step_no_entry() -> None:
    assert log_entries(History()) == []
    assert log_entries(history(100, 469), 100) == []


@pytest.mark.parametrize("per_epoch", [1, 7, 99, 100, 101, 150, 250])
@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize("since", [0, 640])
def test_the_last_entries_are_those_of_all(per_epoch: int, most: int, since: int) -> None:
    history = History(np.arange(1000, dtype=np.float32), steps_per_epoch=per_epoch)
    assert log_entries(history, since, most) == log_entries(history, since)[-most:]
