from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.network import Network
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session

from ..opening import open_model

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def network(session: Session) -> Network:
    return session.network


def steps(spy: QSignalSpy) -> list[int]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_it_follows_the_run_that_is_trained(
    qtbot: QtBot, network: Network, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    moved = QSignalSpy(network.moved)
    ready_session.training.start(recipe)
    for step in (1, 2):
        engine.let(1)
        qtbot.waitUntil(lambda step=step: network.step == step)
    assert network.model is ready_session.runs.current.model
    assert network.is_live
    assert steps(moved)[0] == 0
    assert steps(moved)[-2:] == [1, 2]


def test_it_can_look_at_the_run_as_it_began(network: Network, trained: Run) -> None:
    changed = QSignalSpy(network.changed)
    network.look_at(3)
    assert (network.step, network.is_live) == (0, False)
    model = network.model
    assert changed.at(0)[0] is model
    assert model is network.model, "the same object for the same step"
    assert np.ptp(model.layers[-1].bias) == 0, "the stand-in moves the bias at every step"
    network.look_at(5)
    assert changed.count() == 1, "no other moment is known before the newest"
    network.go_live()
    assert network.model is trained.model
    assert changed.count() == 2


def test_it_stays_at_a_moment_while_the_run_goes_on(
    qtbot: QtBot, network: Network, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: network.step == 1)
    network.look_at(0)
    changed = QSignalSpy(network.changed)
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(5)
    assert (network.step, changed.count()) == (0, 0)


def test_another_run_is_looked_at_live(
    network: Network, session: Session, trained: Run, other_file: Path
) -> None:
    network.look_at(0)
    open_model(session, other_file)
    assert network.is_live
    assert network.model is session.runs.current.model


def test_drawing_and_saving_know_nothing_of_the_past(
    network: Network, session: Session, trained: Run, tmp_path: Path
) -> None:
    network.look_at(0)
    assert session.reader.reading.model is network.model
    title = trained.title
    assert session.runs.save(network.model, tmp_path / "untrained.safetensors")
    assert (trained.title, trained.kept is None) == (title, False), "the run itself is not saved"


def test_the_moment_that_is_looked_at_stays_when_the_run_grows(
    network: Network, session: Session, trained: Run
) -> None:
    network.look_at(network.step)
    model, changed = network.model, QSignalSpy(network.changed)
    newest = trained.model
    losses = np.append(newest.history.losses, np.float32(0.1))
    session.runs.reach(trained, replace(newest, history=replace(newest.history, losses=losses)))
    assert network.model is model
    assert changed.count() == 0
    network.go_live()
    assert network.step == model.steps + 1
