"""Damage that can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QUndoCommand
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session


@pytest.fixture
def two_layers(session: Session) -> Session:
    session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(16,))))
    return session


def test_what_is_looked_at_is_damaged_and_the_run_is_not(qtbot: QtBot, two_layers: Session) -> None:
    network, whole = two_layers.network, two_layers.network.model
    with qtbot.waitSignal(network.changed):
        two_layers.damaging.inflict(Damage(pruned=0.5), "Damage")
    assert network.model is not whole
    assert network.model is network.model
    assert network.undamaged is two_layers.runs.current.model is whole
    assert "50 % of its weights gone" in two_layers.damaging.in_words()
    with qtbot.waitSignal(two_layers.damaging.changed):
        two_layers.sheet.undo_stack.undo()
    assert network.model is whole
    assert two_layers.damaging.in_words() == ""


def test_another_network_suffers_the_same(two_layers: Session) -> None:
    two_layers.damaging.toggle(0, 3)
    two_layers.runs.reach(two_layers.runs.current, Model.fresh(Recipe(hidden=(16,), seed=2)))
    assert (two_layers.network.model.layers[1].kernel[3] == 0).all()
    assert "one neuron silenced" in two_layers.damaging.in_words()


def test_repair_can_be_undone_too(two_layers: Session) -> None:
    two_layers.damaging.inflict(Damage(noise=1.0), "Damage")
    two_layers.damaging.repair()
    assert not two_layers.damaging.damage
    two_layers.sheet.undo_stack.undo()
    assert two_layers.damaging.damage == Damage(noise=1.0)


def test_a_huge_network_is_left_whole(qtbot: QtBot, session: Session) -> None:
    session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(2048, 1024))))
    with qtbot.waitSignal(session.notices.warned):
        session.damaging.inflict(Damage(pruned=0.5), "Damage")
    assert not session.damaging.damage


def test_what_is_passed_over_while_choosing_is_one_step_to_undo(session: Session) -> None:
    damaging, stack = session.damaging, session.sheet.undo_stack
    for share in (0.1, 0.2, 0.3):
        damaging.show(Damage(pruned=share))
        assert session.network.damage == Damage(pruned=share)
    assert stack.count() == 0
    damaging.settle("Prune")
    assert (stack.count(), stack.undoText()) == (1, "Prune")
    stack.undo()
    assert not damaging.damage
    damaging.show(Damage(noise=0.5))
    damaging.show(Damage())
    damaging.settle("Noise")
    assert stack.count() == 1, "nothing came of it"


def test_undo_takes_back_what_is_being_chosen_too(session: Session) -> None:
    damaging, stack = session.damaging, session.sheet.undo_stack
    damaging.inflict(Damage(noise=0.5), "Noise")
    damaging.show(Damage(pruned=0.1))
    stack.undo()
    assert not damaging.damage
    damaging.settle("Prune")
    assert not stack.canUndo()


def test_what_is_done_meanwhile_leaves_what_is_being_chosen(session: Session) -> None:
    damaging, stack = session.damaging, session.sheet.undo_stack
    damaging.show(Damage(pruned=0.1))
    stack.push(QUndoCommand("Draw"))
    damaging.settle("Prune")
    assert stack.undoText() == "Prune"
    stack.undo()
    assert not damaging.damage


def test_redo_leaves_a_huge_network_whole(session: Session) -> None:
    session.damaging.inflict(Damage(pruned=0.5), "Damage")
    session.sheet.undo_stack.undo()
    session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(1024,))))
    session.sheet.undo_stack.redo()
    assert not session.damaging.damage
    assert session.network.model is session.network.undamaged


def test_cells_that_another_network_does_not_have_are_not_told(session: Session) -> None:
    run = session.runs.trained(Model.fresh(Recipe(hidden=(4,))))
    session.runs.add(run)
    session.damaging.inflict(Damage(silenced=frozenset({(0, 1), (0, 3)})), "Silence")
    assert "2 neurons" in session.damaging.in_words()
    spy = QSignalSpy(session.damaging.changed)
    session.runs.add(session.runs.trained(Model.fresh(Recipe(hidden=(3,)))))
    assert "one neuron" in session.damaging.in_words()
    session.runs.add(session.runs.trained(Model.fresh(Recipe(hidden=()))))
    assert session.damaging.in_words() == ""
    assert spy.count() == 2
    session.runs.choose(run)
    assert "2 neurons" in session.damaging.in_words()
