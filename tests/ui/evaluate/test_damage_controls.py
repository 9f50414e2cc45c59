from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.evaluate.damage_controls import DamageControls
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from .networks import add_run


@pytest.fixture
def controls(qtbot: QtBot, session: Session) -> DamageControls:
    add_run(session, "small", Model.fresh(Recipe(hidden=(8,))))
    controls = DamageControls(session)
    qtbot.addWidget(controls, before_close_func=close_all)
    with qtbot.waitExposed(controls):
        controls.show()
    return controls


def test_the_way_of_a_slider_is_seen_at_once_and_is_one_step_to_undo(
    qtbot: QtBot, controls: DamageControls, session: Session
) -> None:
    stack = session.sheet.undo_stack
    controls.pruned.setSliderDown(True)
    for value in (10, 30, 50):
        controls.pruned.setValue(value)
        qtbot.waitUntil(lambda value=value: session.damaging.damage.pruned == value / 100)
    assert stack.count() == 0
    controls.pruned.setSliderDown(False)  # Tells sliderReleased.
    assert stack.count() == 1
    stack.undo()
    assert not session.damaging.damage
    assert controls.pruned.value() == 0


def test_steps_by_keys_are_one_step_to_undo(
    qtbot: QtBot, controls: DamageControls, session: Session
) -> None:
    for _ in range(3):
        QTest.keyClick(controls.noise, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.sheet.undo_stack.count() == 1)
    assert session.damaging.damage == Damage(noise=0.03)


def test_the_controls_stand_where_the_damage_is(controls: DamageControls, session: Session) -> None:
    session.damaging.inflict(Damage(0.9, 0.2, frozenset({(0, 3)})), "Damage")
    assert (controls.pruned.value(), controls.noise.value()) == (90, 20)
    controls.repair.click()
    assert not session.damaging.damage
    assert (controls.pruned.value(), controls.noise.value()) == (0, 0)
    assert not controls.repair.isEnabled()


def test_a_network_that_is_too_large_is_left_alone(
    controls: DamageControls, session: Session
) -> None:
    add_run(session, "huge", Model.fresh(Recipe(hidden=(4096,))))
    assert not controls.pruned.isEnabled()
    assert not controls.silenced.some.isEnabled()


def test_a_slider_that_is_not_moved_leaves_what_is_between_its_steps(
    qtbot: QtBot, controls: DamageControls, session: Session
) -> None:
    session.damaging.inflict(Damage(pruned=0.975), "Prune")
    assert any(label.text() == "97.5 %" for label in controls.findChildren(QLabel))
    QTest.keyClick(controls.noise, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.sheet.undo_stack.count() == 2)
    assert session.damaging.damage == Damage(pruned=0.975, noise=0.01)


def test_undo_takes_back_what_a_slider_did_a_moment_ago(
    controls: DamageControls, session: Session
) -> None:
    stack, drawing = session.sheet.undo_stack, Ink((((10.0, 10.0), (90.0, 200.0)),))
    session.sheet.set_drawing(drawing, "Draw")
    QTest.keyClick(controls.pruned, Qt.Key.Key_Right)
    stack.undo()
    assert not session.damaging.damage
    assert session.sheet.drawing == drawing
    stack.redo()
    assert session.damaging.damage == Damage(pruned=0.01)
