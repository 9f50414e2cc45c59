from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage, Unit
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.damaging import Damaging
from mnist_desk.ui.state.network import Network
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session

if TYPE_CHECKING:
    from ..conftest import FakeEngine

CELL = Unit(0, 3)


@pytest.fixture
def network(session: Session) -> Network:
    """Looks at a network with one hidden layer of eight cells."""
    session.runs.add(Run("small", Timeline(Model.fresh(Recipe(hidden=(8,))))))
    return session.network


@pytest.fixture
def damaging(session: Session, network: Network) -> Damaging:
    return session.damaging


def is_silent(model: Model) -> bool:
    return not model.layers[0].kernel[:, CELL.cell].any()


def test_all_look_at_the_damaged_network_and_undo_puts_it_back(
    session: Session, network: Network, damaging: Damaging
) -> None:
    intact, told = network.model, QSignalSpy(network.changed)
    damaging.toggle(CELL)
    assert is_silent(network.model)
    assert network.model is network.model, "the same object while it is the same damage"
    assert told.at(0)[0] is network.model
    assert network.intact is intact
    assert not is_silent(intact)
    assert session.sheet.undo_stack.undoText() == "Silence a neuron"
    session.sheet.undo_stack.undo()
    assert network.model is intact
    session.sheet.undo_stack.redo()
    assert is_silent(network.model)


def test_repair_takes_all_back_and_can_be_undone(
    session: Session, network: Network, damaging: Damaging
) -> None:
    intact = network.model
    damaging.set(Damage(pruned=0.5), "Prune")
    damaging.toggle(CELL)
    damaging.repair()
    assert network.model is intact
    session.sheet.undo_stack.undo()
    assert damaging.damage == Damage(pruned=0.5, silenced=frozenset({CELL}))


def test_what_a_slider_passes_over_is_one_step_to_undo(
    session: Session, network: Network, damaging: Damaging
) -> None:
    changed = QSignalSpy(damaging.changed)
    for share in (0.1, 0.2, 0.3):
        damaging.show(Damage(pruned=share))
        assert np.mean(network.model.layers[0].kernel == 0) > share / 2
    assert not session.sheet.undo_stack.canUndo()
    damaging.settle("Prune")
    assert changed.count() == 3
    assert session.sheet.undo_stack.count() == 1
    session.sheet.undo_stack.undo()
    assert not damaging.damage


def test_nothing_that_changes_nothing_is_undone(session: Session, damaging: Damaging) -> None:
    damaging.repair()
    damaging.show(Damage(noise=0.5))
    damaging.show(Damage())
    damaging.settle("Noise")
    assert session.sheet.undo_stack.count() == 0


def test_each_run_has_its_own_damage(
    session: Session, network: Network, damaging: Damaging
) -> None:
    damaged = session.runs.current
    damaging.toggle(CELL)
    changed = QSignalSpy(damaging.changed)
    session.runs.choose(session.runs.shipped)
    assert not damaging.damage
    assert changed.count() == 1
    session.sheet.undo_stack.undo()
    session.runs.choose(damaged)
    assert not damaging.damage, "undone while another one was looked at"


def test_all_moments_of_a_run_are_damaged(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    network = ready_session.network
    ready_session.training.start(Recipe(hidden=(8,), epochs=1))
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(5)
    ready_session.damaging.toggle(CELL)
    assert is_silent(network.model)
    network.look_at(0)
    assert is_silent(network.model)
    assert not is_silent(network.intact)
    assert network.step == 0


def test_the_damage_is_not_the_runs(session: Session, damaging: Damaging) -> None:
    damaging.toggle(CELL)
    assert not is_silent(session.runs.current.model)


def test_a_repaired_network_leaves_memory(network: Network, damaging: Damaging) -> None:
    damaging.toggle(CELL)
    damaged = weakref.ref(network.model)
    damaging.repair()
    assert network.model
    gc.collect()
    assert damaged() is None
