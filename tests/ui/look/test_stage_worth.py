from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.samples import WITHOUT, read_right, sample_pictures
from mnist_desk.core.stages import ALL, Stages
from mnist_desk.ui.look import stage_worth as costs_module
from mnist_desk.ui.look.stage_worth import StageCosts
from mnist_desk.ui.state.session import Run, Session

BOTH = Stages(box=False, centre=False)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Stages]]:
    """What was measured."""
    calls = []

    def noting(layers: Any, stages: Stages) -> int:
        calls.append((layers, stages))
        return read_right(layers, stages)

    monkeypatch.setattr(costs_module, "read_right", noting)
    return calls


@pytest.fixture
def told(costs: StageCosts) -> list[dict[Stages, int]]:
    values: list[dict[Stages, int]] = []
    costs.measured.connect(values.append)
    return values


@pytest.fixture
def costs(session: Session, shipped: Model) -> StageCosts:
    for stages in (ALL, *WITHOUT.values(), BOTH):
        sample_pictures(stages)
    session.runs.append(Run("shipped", shipped))
    session.choose_run(session.runs[-1])
    return StageCosts(session, session)


Told = list[dict[Stages, int]]
Counted = list[tuple[Any, Stages]]


def test_it_measures_each_stage_with_the_current_model(
    costs: StageCosts, told: Told, shipped: Model, qtbot: QtBot
) -> None:
    costs.set_active(True)
    qtbot.waitUntil(lambda: bool(told) and len(told[-1]) == 4)
    assert told[-1] == {
        stages: read_right(shipped.layers, stages) for stages in (ALL, *WITHOUT.values())
    }


def test_nothing_is_measured_while_nobody_looks(
    costs: StageCosts, counted: Counted, session: Session
) -> None:
    session.set_stages(Stages(box=False))
    session.choose_run(session.runs[0])
    assert not counted
    assert not costs._work.busy


def test_stages_that_are_off_together_are_measured(
    costs: StageCosts, told: Told, session: Session, qtbot: QtBot
) -> None:
    costs.set_active(True)
    session.set_stages(BOTH)
    qtbot.waitUntil(lambda: bool(told) and BOTH in told[-1])


def test_a_new_model_is_measured_after_a_pause(
    costs: StageCosts, counted: Counted, session: Session, qtbot: QtBot
) -> None:
    costs._pause.setInterval(20)
    costs.set_active(True)
    for run in (session.runs[0], session.runs[1], session.runs[0]):
        session.choose_run(run)
    assert costs._pause.isActive()
    qtbot.waitUntil(lambda: bool(counted) and counted[-1][0] is session.model.layers)
    qtbot.waitUntil(lambda: not costs._pause.isActive())


def test_what_it_measured_already_it_does_not_measure_again(
    costs: StageCosts, counted: Counted, qtbot: QtBot
) -> None:
    for _ in range(2):
        costs.set_active(True)
        qtbot.waitUntil(lambda: not costs._work.busy)
    assert len(counted) == 4


def test_missing_drawings_are_told(
    costs: StageCosts, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def missing(*_: object) -> int:
        raise InputError("The ink file is not there.")

    monkeypatch.setattr(costs_module, "read_right", missing)
    with qtbot.waitSignal(costs.failed) as told:
        costs.set_active(True)
    assert told.args == ["The ink file is not there."]


def test_closing_the_session_ends_the_work(
    costs: StageCosts, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> int:
        begun.set()
        go_on.wait(10)
        return 0

    monkeypatch.setattr(costs_module, "read_right", slow)
    costs.set_active(True)
    assert begun.wait(10)
    go_on.set()
    session.close()
    assert not costs._work._worker or costs._work._worker.isFinished()
