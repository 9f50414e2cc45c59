"""The page Damage: what it costs, and what is done there."""

from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage
from mnist_desk.core.robustness import DISTORTIONS, PRUNING
from mnist_desk.ui.evaluate.damage_page import DamagePage
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import FakeEngine
from .networks import add_run, answering, is_gone, open_digits, some_digits

LEVELS = DISTORTIONS[PRUNING].levels
LABELS = [4, 9, 3, 7]


@pytest.fixture
def page(qtbot: QtBot, session: Session, engine: FakeEngine) -> DamagePage:
    """In sight, with a network that reads four digits right, one by one weight each."""
    open_digits(session, some_digits(LABELS))
    add_run(session, "small", answering(LABELS))
    page = DamagePage(session)

    def close(_: object) -> None:
        engine.free()
        close_all(page)

    qtbot.addWidget(page, before_close_func=close)
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.cost.comparison is not None)
    return page


def words(page: DamagePage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel))


def prune_all(session: Session) -> None:
    session.damaging.inflict(Damage(pruned=1.0), "Prune")


def test_a_whole_network_has_its_accuracy(page: DamagePage) -> None:
    assert "100.00 % right, not damaged" in words(page)
    assert "Nothing is broken" in words(page)
    assert not page.controls.repair.isEnabled()


def test_it_tells_what_the_damage_costs_and_shows_the_broken_digits(
    qtbot: QtBot, page: DamagePage, session: Session
) -> None:
    prune_all(session)  # What is left answers 0.
    qtbot.waitUntil(lambda: "100.00 % → 0.00 % right" in words(page))
    assert "4 broken, 0 fixed, of 4 digits of some." in words(page)
    assert sorted(page.digits.grid.order) == [0, 1, 2, 3]
    session.sheet.undo_stack.undo()
    qtbot.waitUntil(lambda: "100.00 % right, not damaged" in words(page))
    assert len(page.digits.grid.order) == 0


def test_a_network_damaged_before_it_is_looked_at_is_compared_too(
    qtbot: QtBot, page: DamagePage, session: Session
) -> None:
    page.hide()
    prune_all(session)
    page.show()
    qtbot.waitUntil(lambda: "100.00 % → 0.00 % right" in words(page))


def test_a_click_on_the_curve_prunes_as_much(
    qtbot: QtBot, page: DamagePage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: page.cost.curve is not None and page.cost.curve.is_whole)
    page.plot.go_to(LEVELS[3])
    QTest.keyClick(page.plot, Qt.Key.Key_Return)
    assert session.damaging.damage == Damage(pruned=LEVELS[3])
    assert page.plot.now == LEVELS[3]
    assert page.controls.pruned.value() == round(100 * LEVELS[3])


def test_the_curve_is_of_the_network_as_it_was_trained(
    qtbot: QtBot, page: DamagePage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: page.cost.curve is not None and page.cost.curve.is_whole)
    curve = page.cost.curve
    prune_all(session)
    qtbot.waitUntil(lambda: not page.cost.busy)
    assert page.cost.curve is curve


def test_another_network_is_measured_anew(qtbot: QtBot, page: DamagePage, session: Session) -> None:
    add_run(session, "another", answering([4, 9, 0, 0]))
    qtbot.waitUntil(lambda: "50.00 % right, not damaged" in words(page))


def test_other_digits_are_measured_anew(
    qtbot: QtBot, page: DamagePage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: page.cost.curve is not None and page.cost.curve.is_whole)
    curve = page.cost.curve
    open_digits(session, some_digits([4, 0], "others"))
    qtbot.waitUntil(lambda: "Of 2 digits of others." in words(page))
    qtbot.waitUntil(lambda: page.cost.curve is not None and page.cost.curve is not curve)


def test_hidden_it_rests_and_keeps_no_model(
    qtbot: QtBot, page: DamagePage, session: Session, engine: FakeEngine
) -> None:
    prune_all(session)
    qtbot.waitUntil(lambda: "0.00 % right" in words(page))
    damaged = weakref.ref(session.network.model)
    page.hide()
    engine.let(100)
    qtbot.waitUntil(lambda: not page.cost.busy)
    session.damaging.repair()
    qtbot.waitUntil(lambda: is_gone(damaged))
    assert page.cost.comparison is None


def test_it_tells_no_number_of_the_network_before_the_damage_or_the_repair(
    qtbot: QtBot, page: DamagePage, session: Session
) -> None:
    prune_all(session)
    assert "→ 100.00 %" not in words(page)
    assert "Damaged: 100 % of its weights gone | Reading the digits…" in words(page)
    qtbot.waitUntil(lambda: "100.00 % → 0.00 % right" in words(page))
    session.damaging.repair()
    assert "100.00 % right, not damaged" in words(page)


def test_no_curve_stands_below_the_name_of_another_network(
    qtbot: QtBot, page: DamagePage, session: Session, engine: FakeEngine
) -> None:
    engine.let(len(LEVELS))
    qtbot.waitUntil(lambda: page.cost.curve is not None and page.cost.curve.is_whole)
    add_run(session, "another", answering([4, 9, 0, 0]))
    assert page.cost.curve is None
    assert "Reading the digits…" in words(page)
    qtbot.waitUntil(lambda: "50.00 % right, not damaged" in words(page))
    assert page.cost.curve is None


def test_while_a_network_is_trained_the_cost_follows_after_each_epoch(
    qtbot: QtBot, page: DamagePage, session: Session
) -> None:
    run = session.runs.current
    run.grows = True
    for steps in (2, 3, 4):
        session.runs.reach(run, answering([4, 9, 3, 0], steps=steps))
    prune_all(session)
    qtbot.waitUntil(lambda: "75.00 % → 0.00 % right" in words(page))
    session.runs.reach(run, answering([4, 9, 0, 0], steps=5))
    session.runs.reach(run, answering([4, 9, 0, 0], steps=6))
    qtbot.waitUntil(lambda: "50.00 % → 0.00 % right" in words(page))
    session.runs.reach(run, answering([4, 0, 0, 0], steps=7))
    qtbot.waitUntil(lambda: not page.cost.answering.is_due)
    assert "50.00 % → 0.00 % right" in words(page)
