from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.samples import WITHOUT, read_right, sample_pictures
from mnist_desk.core.stages import ALL, Stages
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.look import stage_worth
from mnist_desk.ui.look.stage_worth import StageWorth
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.worker import Worker

BOTH = Stages(box=False, centre=False)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Stages]]:
    """What was measured."""
    calls = []

    def noting(layers: Any, stages: Stages) -> int:
        calls.append((layers, stages))
        return read_right(layers, stages)

    monkeypatch.setattr(stage_worth, "read_right", noting)
    return calls


@pytest.fixture
def told(worth: StageWorth) -> list[dict[Stages, int]]:
    values: list[dict[Stages, int]] = []
    worth.measured.connect(values.append)
    return values


@pytest.fixture
def worth(session: Session, shipped: Model) -> StageWorth:
    for stages in (ALL, *WITHOUT.values(), BOTH):
        sample_pictures(stages)
    session.runs.add(Run("shipped", Timeline(shipped)))
    return StageWorth(session, session)


Told = list[dict[Stages, int]]
Counted = list[tuple[Any, Stages]]


def test_it_measures_each_stage_with_the_current_model(
    worth: StageWorth, told: Told, shipped: Model, qtbot: QtBot
) -> None:
    worth.set_active(True)
    qtbot.waitUntil(lambda: bool(told) and len(told[-1]) == 4)
    assert told[-1] == {
        stages: read_right(shipped.layers, stages) for stages in (ALL, *WITHOUT.values())
    }


def test_nothing_is_measured_while_nobody_looks(
    worth: StageWorth, counted: Counted, session: Session
) -> None:
    session.reader.set_stages(Stages(box=False))
    session.runs.choose(session.runs.all[0])
    assert not counted
    assert not worth._measurement.busy


def test_stages_that_are_off_together_are_measured(
    worth: StageWorth, told: Told, session: Session, qtbot: QtBot
) -> None:
    worth.set_active(True)
    session.reader.set_stages(BOTH)
    qtbot.waitUntil(lambda: bool(told) and BOTH in told[-1])


def test_a_new_model_is_measured_after_a_pause(
    worth: StageWorth, counted: Counted, session: Session, qtbot: QtBot
) -> None:
    worth._measurement._soon.delay = 20
    worth.set_active(True)
    for at in (0, 1, 0):
        session.runs.choose(session.runs.all[at])
    assert worth._measurement.is_due
    layers = session.network.model.layers
    qtbot.waitUntil(lambda: bool(counted) and counted[-1][0] is layers)
    qtbot.waitUntil(lambda: not worth._measurement._soon.is_resting)


def test_what_it_measured_already_it_does_not_measure_again(
    worth: StageWorth, counted: Counted, qtbot: QtBot
) -> None:
    for _ in range(2):
        worth.set_active(True)
        qtbot.waitUntil(lambda: not worth._measurement.busy)
    assert len(counted) == 4


def test_missing_drawings_are_told(
    worth: StageWorth, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def missing(*_: object) -> int:
        raise InputError("The ink file is not there.")

    monkeypatch.setattr(stage_worth, "read_right", missing)
    with qtbot.waitSignal(worth.failed) as told:
        worth.set_active(True)
    assert told.args == ["The ink file is not there."]


def test_closing_the_session_ends_the_work(
    worth: StageWorth, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> int:
        begun.set()
        go_on.wait(10)
        return 0

    monkeypatch.setattr(stage_worth, "read_right", slow)
    worth.set_active(True)
    assert begun.wait(10)
    go_on.set()
    session.close()
    assert all(worker.isFinished() for worker in worth.findChildren(Worker))


def test_a_run_that_is_chosen_again_is_measured_again(
    qtbot: QtBot, session: Session, worth: StageWorth, told: Told
) -> None:
    worth.set_active(True)
    qtbot.waitUntil(lambda: bool(told) and len(told[-1]) == 4)
    shipped, untrained = session.runs.current, session.runs.all[0]
    worth.set_active(False)
    session.runs.choose(untrained)
    session.runs.choose(shipped)
    told.clear()
    worth.set_active(True)
    qtbot.waitUntil(lambda: bool(told) and len(told[-1]) == 4)
